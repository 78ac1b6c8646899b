"""Rows that are fitted, in place of those of the set, in every cell or in one kind alone."""

from collections.abc import Sequence

from pybamm_miec.parameters._refusal import ending, refuse
from pybamm_miec.parameters._rows import Draft

_KEPT = ("symbol", "unit")


def put(fitted: Sequence[Draft], drafts: Sequence[Draft], whole: bool) -> list[Draft]:
    """Return the rows with the fitted ones in place of those of the same name.

    Parameters
    ----------
    fitted, drafts : sequence of Draft
        Rows that are checked.
    whole : bool
        Whether `drafts` are all of a cell's; else a fitted row of the other electrode is left out.

    Returns
    -------
    list of Draft

    Raises
    ------
    ParameterSetError
        When a row is not fitted, takes the place of none, or differs from it in symbol or unit.
    """
    own = {row.name: row for row in drafts}
    for row in fitted:
        _check(row, own, whole)
    by_name = {row.name: row for row in fitted}
    return [by_name.get(row.name, row) for row in drafts]


def _check(row: Draft, own: dict[str, Draft], whole: bool) -> None:
    if row.table["how"] != "fitted":
        refuse(
            row.where,
            f"a row that takes the place of another must be 'fitted', got {row.table['how']!r}; change the "
            "other where it stands.",
        )
    if row.name not in own:
        if whole:
            refuse(row.where, f"a row of this name is to be replaced{ending(row.name, own)}")
        return
    for key in _KEPT:
        old, new = own[row.name].table[key], row.table[key]
        if old != new:
            refuse(row.where, f"{key} must be {old!r} as in {own[row.name].where}, got {new!r}.")
