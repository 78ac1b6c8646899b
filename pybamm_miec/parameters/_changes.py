"""Values that a user puts in place of a set's own, before what is derived from them is computed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pybamm_miec.parameters._refusal import ending, refuse
from pybamm_miec.parameters._rows import Draft, is_number


def put(changed: Mapping[str, float], drafts: Sequence[Draft]) -> list[Draft]:
    """Return the rows with other values in some of them.

    Ranges are left out: they say where the set's own values lie, not what another cell may have.

    Parameters
    ----------
    changed : mapping
        From a symbol, a name or a name with its unit to a number; in a derived row it takes the place of the
        formula.
    drafts : sequence of Draft
        All rows, checked.

    Returns
    -------
    list of Draft

    Raises
    ------
    ParameterSetError
        When there is no such row, two names are of one row, the row is a function, or the value is no number.
    """
    found: dict[str, float] = {}
    for name, value in changed.items():
        row = _row(name, drafts)
        if row.symbol in found:
            refuse("changed", f"{name!r} is the row {row.symbol!r}, which is changed already.")
        _check(name, value, row)
        found[row.symbol] = value
    return [_draft(row, found) for row in drafts]


def _row(name: str, drafts: Sequence[Draft]) -> Draft:
    names: dict[str, Draft] = {}
    for row in drafts:
        names |= dict.fromkeys((f"{row.name} [{row.table['unit']}]", row.name, row.symbol), row)
    if name not in names:
        refuse("changed", f"{name!r} is no symbol or name of this set{ending(name, names)}")
    return names[name]


def _check(name: str, value: float, row: Draft) -> None:
    if isinstance(row.table.get("value"), str):
        refuse("changed", f"{name!r} is a function; change the rows that it reads, or the values.")
    if not is_number(value):
        refuse("changed", f"{name!r} must be a finite number [{row.table['unit']}], got {value!r}.")


def _draft(row: Draft, found: Mapping[str, float]) -> Draft:
    table = {key: x for key, x in row.table.items() if key != "range"}
    if row.symbol in found:
        table.pop("formula", None)
        table["value"] = found[row.symbol]
    return replace(row, table=table)
