"""What the rows of a table must be to each other, time apart."""

import numpy as np
import pandas as pd

from pybamm_miec.measurements import kinds as k
from pybamm_miec.measurements.description import Description
from pybamm_miec.measurements.refused import refuse

AS_MEASURED = "as measured"
_SWEEPS = ("anodic", "cathodic")


def check_order(table: pd.DataFrame, about: Description) -> None:
    """Refuse cycles, steps, capacities, sweeps and frequencies that can't be.

    Raises
    ------
    MeasurementError
        For the first.
    """
    if k.TIME in table and k.CELL_CURRENT not in table and about.protocol["name"] == AS_MEASURED:
        refuse(
            about.where,
            f"a protocol {AS_MEASURED!r} needs the column {k.CELL_CURRENT!r}; name another protocol.",
        )
    _check_counts(table, about)
    _check_capacities(table, about)
    if k.DIRECTION in table:
        wrong = table[k.DIRECTION][~table[k.DIRECTION].isin(_SWEEPS)]
        if len(wrong):
            refuse(about.where, f"a direction must be one of {_SWEEPS}, got {wrong.iloc[0]!r}.")
    if k.FREQUENCY in table:
        _check_frequencies(table[k.FREQUENCY], about)


def _check_counts(table: pd.DataFrame, about: Description) -> None:
    if k.CYCLE not in table or k.TIME in table:
        return
    cycles = table[k.CYCLE].to_numpy()
    if cycles.min() < 1:
        refuse(about.where, f"cycles count from 1, got {cycles.min()}; count from the first.")
    wrong = np.flatnonzero(np.diff(cycles) <= 0)
    if about.kind == "cycles" and wrong.size:
        before, now = cycles[wrong[0]], cycles[wrong[0] + 1]
        refuse(
            about.where,
            f"cycles must rise from row to row, got {now} after {before} in row {wrong[0] + 2} of the data; "
            "sort the rows and keep one of each.",
        )


def _check_capacities(table: pd.DataFrame, about: Description) -> None:
    for name in (k.CAPACITY, k.LITHIATION, k.DELITHIATION):
        if name in table and (table[name] < 0).any():
            row = int((table[name] < 0).idxmax())
            refuse(
                about.where,
                f"a capacity must be 0 or more, got {table[name][row]:g} mA.h.cm-2 in row {row + 1} for "
                f"{name!r}; give how much passed, whichever way.",
            )
    if k.CAPACITY not in table:
        return
    wrong = table[k.STEP][~table[k.STEP].isin((0, 1))]
    if len(wrong):
        refuse(
            about.where,
            f"a step must be 0, up to where the current turns, or 1, after it, got {wrong.iloc[0]}.",
        )
    for (cycle, step), curve in table.groupby([k.CYCLE, k.STEP]):
        back = np.flatnonzero(np.diff(curve[k.CAPACITY]) < 0)
        if back.size:
            now, row = curve[k.CAPACITY].iloc[back[0] + 1], curve.index[back[0] + 1]
            refuse(
                about.where,
                f"the capacity of cycle {cycle}, step {step} must not run back, got {now:g} mA.h.cm-2 in row "
                f"{row + 1} of the data; sort the rows of the step.",
            )


def _check_frequencies(frequencies: pd.Series, about: Description) -> None:
    if (frequencies <= 0).any():
        refuse(about.where, f"frequencies must be above 0, got {frequencies.min():g} Hz.")
    again = frequencies[frequencies.duplicated()]
    if len(again):
        refuse(
            about.where,
            f"a frequency must be there once, got {again.iloc[0]:g} Hz twice; keep one.",
        )
