"""One row of a parameter set, and what it has to say for itself before it is believed."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from inspect import Parameter as Argument
from inspect import signature
from keyword import iskeyword
from pathlib import Path
from typing import Any

from pybamm_miec.parameters._formula import RESERVED
from pybamm_miec.parameters._functions import FUNCTIONS
from pybamm_miec.parameters._refusal import ending, refuse

_SOURCES = {
    "measured": 'source = "key of references.bib, place in it"',
    "literature": 'source = "key of references.bib, place in it, to the page if in no table"',
    "fitted": 'source = the fit record in calibration/, or "key of references.bib, table"',
    "assumed": "source = the reason, and how much it matters",
    "setting": "source = the protocol",
}
HOWS = (*_SOURCES, "derived")
_RANGED = ("fitted", "assumed")
_KEYS = ("symbol", "value", "unit", "how", "source", "range", "formula", "arguments", "parameter")
_UNIT = re.compile(r"-|[A-Za-z]+(-?\d+)?(\.[A-Za-z]+(-?\d+)?)*")


@dataclass(frozen=True)
class Parameter:
    """A row of a parameter set.

    Attributes
    ----------
    name : str
        PyBaMM name without the unit, in the electrode that it was placed in.
    symbol : str
        The letter that formulas and arguments use.
    value : float or str
        Number, or name of a function in ``_functions.py``.
    unit : str
        As PyBaMM writes it; "-" for a ratio.
    how : str
        One of `HOWS`.
    source : str
        Where it comes from, or why it was chosen.
    file : str
        Path of the file below the parameter sets.
    range : tuple of (float, float), optional
        Between which values it is believed to lie.
    formula : str, optional
        Of a derived value.
    arguments : tuple of (str, str)
        Of a function: argument, and symbol of the row it reads.
    parameter : bool
        False for a row that only feeds formulas and that PyBaMM never sees.
    """

    name: str
    symbol: str
    value: float | str
    unit: str
    how: str
    source: str
    file: str
    range: tuple[float, float] | None
    formula: str | None
    arguments: tuple[tuple[str, str], ...]
    parameter: bool

    @property
    def key(self) -> str:
        """Name and unit, as PyBaMM joins them."""
        return self.name if self.unit == "-" else f"{self.name} [{self.unit}]"


@dataclass(frozen=True)
class Draft:
    """A row as it stands in the file, with where that is."""

    name: str
    file: str
    table: Mapping[str, Any]

    @property
    def where(self) -> str:
        """Place for messages."""
        return f"{self.file}, [{self.name!r}]"

    @property
    def symbol(self) -> str:
        """The letter of the row."""
        return str(self.table["symbol"])

    def parameter(self, value: float | str) -> Parameter:
        """Return the row with its value, which must lie in its range.

        Raises
        ------
        ParameterSetError
            When it does not.
        """
        table = self.table
        if "range" in table and not table["range"][0] <= value <= table["range"][1]:
            refuse(self.where, f"value {value!r} must lie in its range {table['range']!r}.")
        return Parameter(
            name=self.name,
            symbol=self.symbol,
            value=value,
            unit=table["unit"],
            how=table["how"],
            source=table.get("source", ""),
            file=self.file,
            range=(table["range"][0], table["range"][1]) if "range" in table else None,
            formula=table.get("formula"),
            arguments=tuple(table.get("arguments", {}).items()),
            parameter=table.get("parameter", True),
        )


def check(row: Draft, references: Collection[str], folder: Path) -> None:
    """Refuse a row that does not say what its value is, or where it comes from.

    Parameters
    ----------
    row : Draft
        The row, already placed in an electrode.
    references : collection of str
        Keys of ``references.bib``.
    folder : pathlib.Path
        Folder of the set, where fit records are.

    Raises
    ------
    ParameterSetError
        One sentence: where, what was found, what is allowed.
    """
    _check_name(row)
    _check_keys(row)
    _check_symbol(row)
    _check_unit(row)
    _check_how(row)
    _check_value(row)
    _check_range(row)
    _check_arguments(row)
    _check_source(row, references, folder)


def is_number(value: object) -> bool:
    """Return whether a TOML value is a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _check_name(row: Draft) -> None:
    if "[" in row.name:
        refuse(row.where, 'a name carries no unit, write unit = "..." in the row.')
    if "{" in row.name:
        refuse(row.where, "a name may hold the placeholders '{Host}' and '{host}', no others.")


def _check_keys(row: Draft) -> None:
    for key in row.table:
        if key not in _KEYS:
            refuse(row.where, f"a row may hold {_KEYS}, got {key!r}{ending(key, _KEYS)}")
    for key in ("symbol", "unit", "how"):
        if key not in row.table:
            refuse(row.where, f"{key} is missing, every row needs symbol, unit and how.")
        _check_type(row, key, str, "a string")
    for key, kind, words in (
        ("source", str, "a string"),
        ("formula", str, "a string"),
        ("arguments", dict, "a table of symbols"),
        ("parameter", bool, "true or false"),
    ):
        _check_type(row, key, kind, words)


def _check_type(row: Draft, key: str, kind: type, words: str) -> None:
    if key in row.table and not isinstance(row.table[key], kind):
        refuse(row.where, f"{key} must be {words}, got {row.table[key]!r}.")


def _check_symbol(row: Draft) -> None:
    symbol = row.symbol
    if symbol in RESERVED:
        refuse(row.where, f"symbol {symbol!r} means something else in a formula, choose another.")
    if not symbol.isidentifier() or iskeyword(symbol):
        refuse(row.where, f"symbol must be letters, digits and _ as in 'c_e0', got {symbol!r}.")


def _check_unit(row: Draft) -> None:
    unit = row.table["unit"]
    if not _UNIT.fullmatch(unit):
        refuse(row.where, f"unit must be written as PyBaMM's, 'A.m-2' or '-', got {unit!r}.")


def _check_how(row: Draft) -> None:
    how = row.table["how"]
    if how not in HOWS:
        refuse(row.where, f"how must be one of {HOWS}, got {how!r}{ending(how, HOWS)}")


def _check_value(row: Draft) -> None:
    how, table = row.table["how"], row.table
    if how == "derived":
        if "formula" not in table:
            refuse(
                row.where, 'a value that is derived needs a formula = "..." in symbols of the set.'
            )
        if "value" in table:
            refuse(row.where, "a value that is derived follows from its formula, leave value out.")
        return
    if "formula" in table:
        refuse(row.where, f"a value that is {how} takes no formula; write how = 'derived'.")
    if "value" not in table:
        refuse(
            row.where, f"a value that is {how} needs a value = a number or the name of a function."
        )
    value = table["value"]
    if not isinstance(value, str) and not is_number(value):
        refuse(
            row.where, f"value must be a finite number or the name of a function, got {value!r}."
        )
    if isinstance(value, str) and value not in FUNCTIONS:
        known = tuple(FUNCTIONS)
        refuse(row.where, f"function must be one of {known}, got {value!r}{ending(value, known)}")


def _check_range(row: Draft) -> None:
    table, how = row.table, row.table["how"]
    if isinstance(table.get("value"), str):
        if "range" in table:
            refuse(row.where, "a function takes no range, give one to the rows that it reads.")
        return
    if "range" not in table:
        if how in _RANGED:
            refuse(row.where, f"a value that is {how} needs a range = [low, high].")
        return
    bounds = table["range"]
    pair = isinstance(bounds, list) and len(bounds) == 2 and all(map(is_number, bounds))
    if not pair or bounds[0] > bounds[1]:
        refuse(row.where, f"range must be [low, high], two numbers, got {bounds!r}.")


def _check_arguments(row: Draft) -> None:
    value, given = row.table.get("value"), row.table.get("arguments", {})
    if not isinstance(value, str):
        if given:
            refuse(row.where, f"arguments belong to a function, and value is {value!r}.")
        return
    wanted = _arguments(FUNCTIONS[value])
    if set(given) != set(wanted):
        refuse(row.where, f"function {value!r} takes the arguments {wanted}, got {tuple(given)}.")
    for symbol in given.values():
        if not isinstance(symbol, str):
            refuse(row.where, f"an argument is the symbol of another row, got {symbol!r}.")


def _arguments(function: Callable[..., Any]) -> tuple[str, ...]:
    """Names that come after the star."""
    every = signature(function).parameters.values()
    return tuple(argument.name for argument in every if argument.kind is Argument.KEYWORD_ONLY)


def _check_source(row: Draft, references: Collection[str], folder: Path) -> None:
    how, source = row.table["how"], row.table.get("source", "").strip()
    if how == "derived":
        return
    if not source:
        refuse(row.where, f"a value that is {how} needs a {_SOURCES[how]}.")
    if how == "fitted" and source.startswith("calibration/"):
        if not (folder / source).is_file():
            refuse(row.where, f"the fit record {source!r} does not exist.")
    elif how in ("measured", "literature", "fitted"):
        _check_citation(row, source, references)


def _check_citation(row: Draft, source: str, references: Collection[str]) -> None:
    key, _, place = source.partition(",")
    if key not in references:
        known = tuple(references)
        refuse(row.where, f"source must begin with one of {known}, got {key!r}{ending(key, known)}")
    if not place.strip():
        refuse(row.where, f"source {source!r} must say where in it, as in '{key}, Table 1, row 2'.")
