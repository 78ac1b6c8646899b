"""From rows to the table of a measurement and its errors."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from pybamm_miec.measurements import kinds as k
from pybamm_miec.measurements.description import HOST_EFFICIENCY, Description
from pybamm_miec.measurements.layout import Layout, error_key, lay_out
from pybamm_miec.measurements.measurement import Measurement
from pybamm_miec.measurements.order import check_order
from pybamm_miec.measurements.plausible import check_plausible
from pybamm_miec.measurements.refused import refuse
from pybamm_miec.measurements.rows import rows


def tabulate(
    pieces: Iterable[pd.DataFrame],
    headers: Sequence[str],
    about: Description,
    digest: str,
    told: Sequence[str] = (),
) -> Measurement:
    """Return the measurement that a table is.

    Parameters
    ----------
    pieces : iterable of pandas.DataFrame
        The table, in one piece or more.
    headers : sequence of str
        Its columns.
    about : Description
        What is said about it.
    digest : str
        SHA-256 of where it is from.
    told : sequence of str
        What is known by now to be left out.

    Returns
    -------
    Measurement

    Raises
    ------
    MeasurementError
        When it can't be what it is said to be.
    """
    layout = lay_out(headers, about)
    kept, n = rows(pieces, layout, about)
    ignored = [*told, *_left_out(layout, len(kept), n, about)]
    kept, same = _apart(kept)
    table, rounded = _whole(kept)
    table = _of_host(table, about)
    check_order(table, about)
    ignored += [*same, *rounded, *check_plausible(table, about)]
    return Measurement(
        kind=about.kind,
        table=table[[name for name in layout.form.columns if name in table]],
        error=_errors(table, layout, about),
        cell=about.cell,
        protocol=about.protocol,
        source=about.source,
        ignored=tuple(ignored),
        digest=digest,
        stated=about.stated,
    )


def _left_out(layout: Layout, kept: int, n: int, about: Description) -> Iterator[str]:
    if layout.ignored:
        yield f"Columns that are not used: {', '.join(map(repr, layout.ignored))}."
    if kept < n:
        yield f"Rows left out, as one in {about.every} is kept: {n - kept} of {n}."


def _apart(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Without rows at the time of the row before, as cyclers write where a step ends."""
    if k.TIME not in table:
        return table, []
    again = table[k.TIME].diff() == 0
    if not again.any():
        return table, []
    return table[~again].reset_index(drop=True), [
        f"Rows left out, at the same time as the row before: {again.sum()}."
    ]


def _whole(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """With counts as whole numbers."""
    told = []
    for name in (name for name in k.COUNTS if name in table):
        whole = np.round(table[name])
        off = float(np.abs(table[name] - whole).max())
        if off > 0:
            told.append(f"Fractions of a {name} left out, of up to: {off:.2g}.")
        table = table.assign(**{name: whole.astype(int)})
    return table, told


def _of_host(table: pd.DataFrame, about: Description) -> pd.DataFrame:
    """With efficiencies as delithiation over lithiation."""
    if k.EFFICIENCY not in table or about.efficiency == HOST_EFFICIENCY:
        return table
    values = table[k.EFFICIENCY]
    if (values <= 0).any():
        wrong = values.min()
        refuse(
            about.where, f"a coulombic efficiency must be above 0 to be turned over, got {wrong:g}."
        )
    turned = table.copy()
    turned[k.EFFICIENCY] = 1e4 / values
    if error_key(k.EFFICIENCY) in table:
        turned[error_key(k.EFFICIENCY)] = 1e4 / values**2 * table[error_key(k.EFFICIENCY)]
    return turned


def _errors(
    table: pd.DataFrame, layout: Layout, about: Description
) -> dict[str, float | np.ndarray]:
    found: dict[str, float | np.ndarray] = {}
    for name in (name for name in layout.form.observed if name in table):
        if error_key(name) not in table:
            refuse(
                about.where,
                f"{name!r} has no standard error, which a fit needs; give a column {_error_of(name)!r}, or "
                f"error = {{{name!r} = a number above 0}}.",
            )
        values = table[error_key(name)].to_numpy()
        if not (values > 0).all():
            row = int(np.argmin(values > 0))
            refuse(
                about.where,
                f"the standard error of {name!r} must be above 0, got {values[row]:g} in row {row + 1} of "
                "the data.",
            )
        found[name] = float(values[0]) if (values == values[0]).all() else values
    return found


def _error_of(name: str) -> str:
    word, unit = name.rsplit(" [", 1)
    return f"{word} error [{unit}"
