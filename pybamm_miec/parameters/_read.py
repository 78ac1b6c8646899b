"""A parameter set: the rows of a folder and of the shared files that it includes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pybamm_miec.parameters import _files, _fitted
from pybamm_miec.parameters._changes import put
from pybamm_miec.parameters._files import label, read_references, read_toml
from pybamm_miec.parameters._formula import evaluate
from pybamm_miec.parameters._functions import bind
from pybamm_miec.parameters._refusal import ending, refuse
from pybamm_miec.parameters._rows import Draft, Parameter, check
from pybamm_miec.placement import Placement
from pybamm_miec.vocabulary import Quantity

CELLS = {"half": "positive", "full": "both"}  # PyBaMM's "working electrode" in each
EVERY = "all"  # cells, of what is fitted to one kind of them and holds in the others, too
ROLES = ("anode", "cathode")  # what a set is of: it names one of them
CATHODE = "NCM622"  # that of a full cell, if no other is asked for
_HEADER: dict[str, tuple[type, str]] = {
    "title": (str, "a string"),
    "source": (str, "a string"),
    "options": (dict, "a table of strings"),
    "include": (list, "a list of files"),
    "cells": (dict, "a table from 'half' or 'full' to a list of files"),
    "fitted": (dict, "a table from 'half', 'full' or 'all' to a list of files"),
}
_OPTIONAL: dict[str, Any] = {"fitted": {}}
_BY_CELL = {"cells": tuple(CELLS), "fitted": (EVERY, *CELLS)}


@dataclass(frozen=True)
class ParameterSet:
    """A set of parameters, read and checked.

    Attributes
    ----------
    rows : tuple of Parameter
        All rows, in the order of the files.
    citations : tuple of str
        BibTeX of every work that the set names.
    """

    rows: tuple[Parameter, ...]
    citations: tuple[str, ...]

    def values(self) -> dict[str, Any]:
        """Return what ``pybamm.ParameterValues`` takes."""
        keys = {row.symbol: row.key for row in self.rows}
        values: dict[str, Any] = {"chemistry": "lithium_ion"}
        for row in self.rows:
            if isinstance(row.value, str):
                values[row.key] = bind(
                    row.value, tuple((name, keys[symbol]) for name, symbol in row.arguments)
                )
            elif row.parameter:
                values[row.key] = row.value
        return {**values, "citations": list(self.citations)}


def folders(root: Path, role: str) -> dict[str, Path]:
    """Return the folders of the sets of anodes, or of cathodes, by name."""
    paths = sorted(path.parent for path in root.glob("*/parameters.toml"))
    headers = [(read_header(path), path) for path in paths]
    return {header[role]: path for header, path in headers if role in header}


def folder_of(name: str, roles: Iterable[str] = ("anode",)) -> Path:
    """Return the folder of the set of an anode, or of what else is asked for.

    Raises
    ------
    ParameterSetError
        When there is none.
    """
    known: dict[str, Path] = {}
    for role in roles:
        known |= folders(_files.ROOT, role)
    if name not in known:
        refuse("anode", f"must be one of {tuple(known)}, got {name!r}{ending(name, known)}")
    return known[name]


def read_set(
    folder: Path,
    cell: str,
    cathode: Path | None = None,
    changed: Mapping[str, float] | None = None,
    fitted: bool = True,
) -> ParameterSet:
    """Return the parameter set of a folder, placed in a cell.

    Parameters
    ----------
    folder : pathlib.Path
        Holds ``parameters.toml``; the folder above it, ``references.bib`` and the included files.
    cell : str
        "half" or "full".
    cathode : pathlib.Path, optional
        Folder of the cathode's set, for a full cell whose rows are all ours; without it, a full cell is
        one electrode and what is around it.
    changed : mapping, optional
        Values in place of those in the files, by symbol or PyBaMM name.
    fitted : bool
        Whether rows that are fitted to this kind of cell alone take the place of those that hold in all;
        rows that are fitted to one kind and hold in all do in any case.

    Returns
    -------
    ParameterSet
        With every formula computed.

    Raises
    ------
    ParameterSetError
        For the first row that is refused, and a change that is no number or of no row.
    """
    references, header = read_references(folder.parent), read_header(folder)
    whole = cell == "half" or cathode is not None
    tables = _tables(folder, header, cell, whole)
    if cathode is not None:
        tables |= _tables(cathode, read_header(cathode), cell, whole=False)
    drafts = _drafts(tables, cell)
    replacing = [
        _drafts(_fitted_tables(folder, header, of), cell)
        for of in (EVERY, cell)
        if fitted or of == EVERY
    ]
    for row in (*drafts, *(row for rows in replacing for row in rows)):
        check(row, references, folder)
    for rows in replacing:
        drafts = _fitted.put(rows, drafts, whole)
    rows = _with_values(put(changed, drafts) if changed else drafts)
    cited = _cited(header["source"], rows, references)
    return ParameterSet(rows, tuple(references[key] for key in cited))


def read_header(folder: Path) -> dict[str, Any]:
    """Return the table [set] of a folder.

    Raises
    ------
    ParameterSetError
        When something is missing in it or unknown.
    """
    path = folder / "parameters.toml"
    file, header = label(path, folder.parent), read_toml(path, folder.parent).get("set")
    where, references = f"{file}, [set]", read_references(folder.parent)
    known = (*ROLES, *_HEADER)
    if not isinstance(header, dict):
        refuse(file, f"a set begins with a table [set] that holds {known}.")
    for key in header:
        if key not in known:
            refuse(where, f"may hold {known}, got {key!r}{ending(key, known)}")
    if len(named := [header[role] for role in ROLES if role in header]) != 1:
        refuse(where, f"must name what it is of, one of {ROLES}, got {tuple(named)}.")
    if not isinstance(named[0], str):
        refuse(where, f"what it is of must be a string, got {named[0]!r}.")
    header = {**_OPTIONAL, **header}
    for key, (kind, words) in _HEADER.items():
        if not isinstance(header.get(key), kind):
            refuse(where, f"{key} must be {words}, got {header.get(key)!r}.")
    for key, known in _BY_CELL.items():
        for cell in header[key]:
            if cell not in known:
                refuse(where, f"{key} may hold {known}, got {cell!r}{ending(cell, known)}")
    if header["source"] not in references:
        known, got = tuple(references), header["source"]
        refuse(where, f"source must be one of {known}, got {got!r}{ending(got, known)}")
    for name, value in header["options"].items():
        if not isinstance(value, str):
            refuse(where, f"option {name!r} must be a string, got {value!r}.")
    return header


def _tables(
    folder: Path, header: Mapping[str, Any], cell: str, whole: bool
) -> dict[str, dict[str, Any]]:
    """Rows by file: those of the set and of what it includes, with the rest of the cell or without."""
    root, path = folder.parent, folder / "parameters.toml"
    where = f"{label(path, root)}, [set]"
    around = _cell_files(where, header["cells"], "cells", cell)
    files = [*header["include"], *(around if whole else [])]
    rows = {name: row for name, row in read_toml(path, root).items() if name != "set"}
    return {label(path, root): rows, **{file: _included(where, file, root) for file in files}}


def _fitted_tables(folder: Path, header: Mapping[str, Any], of: str) -> dict[str, dict[str, Any]]:
    """Rows that are fitted and take the place of others in this kind of cell, or in every one, by file."""
    root = folder.parent
    where = f"{label(folder / 'parameters.toml', root)}, [set]"
    if of not in header["fitted"]:
        return {}
    files = _listed(where, header["fitted"], "fitted", of)
    return {file: _included(where, file, root, folder.name) for file in files}


def _cell_files(where: str, files: Mapping[str, Any], key: str, cell: str) -> list[Any]:
    """Files of this cell alone."""
    if cell not in CELLS:
        refuse("cell", f"must be one of {tuple(CELLS)}, got {cell!r}{ending(cell, CELLS)}")
    if cell not in files:
        refuse(where, f"{key} must hold {cell!r} for this cell to have a set, got {tuple(files)}.")
    return _listed(where, files, key, cell)


def _listed(where: str, files: Mapping[str, Any], key: str, of: str) -> list[Any]:
    if not isinstance(files[of], list):
        refuse(where, f"{key} must map {of!r} to a list of files, got {files[of]!r}.")
    return list(files[of])


def _included(where: str, file: str, root: Path, among: str = "shared") -> dict[str, Any]:
    paths = (path for path in root.glob(f"{among}/*.toml") if path.name != "parameters.toml")
    known = tuple(sorted(label(path, root) for path in paths))
    if file not in known:
        refuse(
            where, f"a file to include must be one of {known}, got {file!r}{ending(file, known)}"
        )
    rows = read_toml(root / file, root)
    if "set" in rows:
        refuse(file, "a file that is included holds rows only, no table [set].")
    return rows


def _drafts(files: Mapping[str, Mapping[str, Any]], cell: str) -> list[Draft]:
    """All rows, placed in the electrode of the host; no name and no symbol may come twice."""
    host = Placement.of({"working electrode": CELLS[cell]})
    drafts: list[Draft] = []
    for file, rows in files.items():
        drafts += [_draft(host.key(Quantity(name)), file, row) for name, row in rows.items()]
    _refuse_twice("this row is", [(row.name, row) for row in drafts])
    _refuse_twice("symbol {!r} is", [(row.symbol, row) for row in drafts if "symbol" in row.table])
    return drafts


def _draft(name: str, file: str, table: object) -> Draft:
    if not isinstance(table, dict):
        refuse(f"{file}, [{name!r}]", f"a row is a table with symbol, unit and how, got {table!r}.")
    return Draft(name, file, table)


def _refuse_twice(what: str, named: Iterable[tuple[str, Draft]]) -> None:
    seen: dict[str, Draft] = {}
    for name, row in named:
        if name in seen:
            refuse(row.where, f"{what.format(name)} already in {seen[name].where}, keep one.")
        seen[name] = row


def _with_values(drafts: Iterable[Draft]) -> tuple[Parameter, ...]:
    """The rows, with formulas computed and arguments looked up."""
    by_symbol = {row.symbol: row for row in drafts}
    for row in by_symbol.values():
        for symbol in row.table.get("arguments", {}).values():
            _check_argument(row, symbol, by_symbol)
    return tuple(row.parameter(_value(row, by_symbol, ())) for row in by_symbol.values())


def _check_argument(row: Draft, symbol: str, by_symbol: Mapping[str, Draft]) -> None:
    read = _looked_up(row, symbol, by_symbol).table
    if isinstance(read.get("value"), str) or not read.get("parameter", True):
        refuse(row.where, f"an argument must be a number that PyBaMM sees, {symbol!r} is not.")


def _looked_up(row: Draft, symbol: str, by_symbol: Mapping[str, Draft]) -> Draft:
    if symbol not in by_symbol:
        refuse(row.where, f"{symbol!r} is no symbol of this set{ending(symbol, by_symbol)}")
    return by_symbol[symbol]


def _value(row: Draft, by_symbol: Mapping[str, Draft], on_the_way: tuple[str, ...]) -> Any:
    """Value of a row, computing what its formula needs first."""
    if "formula" not in row.table:
        return row.table["value"]
    way = (*on_the_way, row.symbol)
    if row.symbol in on_the_way:
        refuse(row.where, f"a formula can't need itself, {' -> '.join(way)}.")

    def lookup(symbol: str) -> float:
        value = _value(_looked_up(row, symbol, by_symbol), by_symbol, way)
        if isinstance(value, str):
            refuse(row.where, f"a formula reads numbers, {symbol!r} is the function {value!r}.")
        return float(value)

    return evaluate(row.where, row.table["formula"], lookup)


def _cited(source: str, rows: Iterable[Parameter], references: Iterable[str]) -> list[str]:
    """Keys of the works that the set names anywhere."""
    words = set(re.findall(r"\w+", " ".join([source, *(row.source for row in rows)])))
    return [key for key in references if key in words]
