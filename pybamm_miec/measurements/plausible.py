"""What a table can't be if it is what it is said to be: the usual slips of units and signs.

Each check has a name by which it can be left out, for data that are odd and right.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from pybamm_miec.measurements import kinds as k
from pybamm_miec.measurements.description import Description
from pybamm_miec.measurements.refused import refuse

HIGHEST_CURRENT, LOWEST_CURRENT = 1000.0, 1e-3  # [A.m-2]: 100 mA.cm-2 and 0.1 uA.cm-2
HIGHEST_VOLTAGE = 10.0  # [V], of one cell
ANSWER = 1e-3  # [V]: less is noise
WRONG_WAY = 0.2  # [V]: more than a nucleation dip rises to its plateau
GAP = 10.0  # of the longest usual interval, and
GAP_SHARE = 0.01  # of the whole time: shorter ones are nothing to a fit
HIGHEST_EFFICIENCY, FRACTION = 200.0, 1.5  # [%]; none that is cycled lies below the second
DISAGREEMENT = 1.0  # [%]: of an efficiency with the two capacities beside it
Check = Callable[[pd.DataFrame, Description], str | None]


def check_plausible(table: pd.DataFrame, about: Description) -> list[str]:
    """Return a sentence for each check that was left out.

    Raises
    ------
    MeasurementError
        For the first that finds something.
    """
    left_out = []
    for name, check in CHECKS.items():
        if name in about.allow:
            left_out.append(f"Not checked, as {name!r} is allowed: {check.__doc__}")
        elif name == "gaps" and about.every > 1 and k.TIME in table:
            left_out.append(f"Not checked, as rows are left out: {check.__doc__}")
        elif (sentence := check(table, about)) is not None:
            refuse(about.where, f"{sentence}, or allow = [{name!r}] if it is so.")
    return left_out


def _current(table: pd.DataFrame, about: Description) -> str | None:
    """The current per area is one that cells are cycled at."""
    if k.CELL_CURRENT not in table or about.area is None:
        return None
    largest = float(np.abs(table[k.CELL_CURRENT]).max()) / about.area
    if largest > HIGHEST_CURRENT or 0 < largest < LOWEST_CURRENT:
        return (
            f"the largest current is {largest / 10:.3g} mA.cm-2, and must be between "
            f"{LOWEST_CURRENT / 10:g} and {HIGHEST_CURRENT / 10:g}; correct its unit (mA or A?) or the area"
        )
    return None


def _voltage(table: pd.DataFrame, about: Description) -> str | None:
    """The voltage is one of a single cell."""
    for name in (k.VOLTAGE, k.VOLTAGE_AT, k.POTENTIAL):
        if name in table and (largest := float(np.abs(table[name]).max())) > HIGHEST_VOLTAGE:
            return (
                f"the largest voltage is {largest:.4g} V, and must be below {HIGHEST_VOLTAGE:g} in a single "
                "cell; correct its unit (mV or V?)"
            )
    return None


def _sign(table: pd.DataFrame, about: Description) -> str | None:
    """The voltage falls on discharge, and a sweep runs the way it is called."""
    if k.DIRECTION in table:
        return _sweeps_wrong(table)
    if k.CELL_CURRENT not in table:
        return None
    current, rise = table[k.CELL_CURRENT].to_numpy(), np.diff(table[k.VOLTAGE])
    largest = np.abs(current).max()
    turn = np.diff(current)
    turns = np.abs(turn) > 0.5 * largest
    flow = np.where(np.abs(current[1:]) > 0.01 * largest, np.sign(current[1:]), 0)
    moved = float(np.sum(np.where(turns, np.sign(turn), flow) * rise))
    answer = float(np.mean(np.sign(turn[turns]) * rise[turns])) if turns.any() else 0.0
    # where rows are few a turn may be missed, and a dip rises to its plateau: not both at once
    if moved > WRONG_WAY or (moved > 0 and answer > ANSWER):
        return (
            f"the voltage rises by {moved:.3g} V in all on discharge and falls so on charge with sign = "
            f"{about.sign!r}, and must fall on discharge; give the other sign"
        )
    return None


def _sweeps_wrong(table: pd.DataFrame) -> str | None:
    for (cycle, direction), sweep in table.groupby([k.CYCLE, k.DIRECTION], sort=False):
        change = sweep[k.POTENTIAL].iloc[-1] - sweep[k.POTENTIAL].iloc[0]
        if change * (1 if direction == "anodic" else -1) < 0:
            return (
                f"the {direction} sweep of cycle {cycle:g} {'falls' if change < 0 else 'rises'} by "
                f"{abs(change):.3g} V, and an anodic one must rise and a cathodic one fall; correct the "
                "direction or the order of the rows"
            )
    return None


def _gaps(table: pd.DataFrame, about: Description) -> str | None:
    """No time is left out while current flows."""
    if k.TIME not in table or len(table) < 3:
        return None
    time = table[k.TIME].to_numpy()
    step = np.diff(time)
    few = min(max(3, len(step) // 50), len(step) // 2)  # that gaps may be
    usual = np.sort(step)[
        -1 - few
    ]  # cyclers that log by voltage have intervals of all lengths up to this
    long = (step > GAP * usual) & (step > GAP_SHARE * (time[-1] - time[0]))
    if k.CELL_CURRENT in table:
        current = np.abs(table[k.CELL_CURRENT].to_numpy())
        flows = current > 0.01 * current.max()
        long &= flows[:-1] | flows[1:]
    if long.any():
        at = int(np.argmax(long))
        return (
            f"there is nothing between {time[at]:g} and {time[at + 1]:g} s, and no gap must be longer than "
            f"{GAP:g} times the longest usual interval, {usual:g} s; give one measurement for each part"
        )
    return None


def _efficiency(table: pd.DataFrame, about: Description) -> str | None:
    """Efficiencies are in %, and agree with the capacities beside them."""
    if k.EFFICIENCY not in table:
        return None
    values = table[k.EFFICIENCY].to_numpy()
    if values.max() <= FRACTION:
        return (
            f"the largest coulombic efficiency is {values.max():.4g} %, which is a fraction, and must "
            "be in %; write '[-]' for its unit"
        )
    if values.max() > HIGHEST_EFFICIENCY or values.min() <= 0:
        wrong = values.min() if values.min() <= 0 else values.max()
        return (
            f"a coulombic efficiency is {wrong:.4g} %, and must be between 0 and {HIGHEST_EFFICIENCY:g}; "
            "correct its unit (% or -?)"
        )
    if k.LITHIATION in table and k.DELITHIATION in table:
        shares = 100 * table[k.DELITHIATION] / table[k.LITHIATION].where(table[k.LITHIATION] > 0)
        off = np.abs(shares.to_numpy() - values)
        if np.nanmax(off, initial=0) > DISAGREEMENT:
            at = int(np.nanargmax(off))
            return (
                f"the coulombic efficiency of cycle {table[k.CYCLE][at]:g} is {values[at]:.5g} % and "
                f"delithiation over lithiation {shares[at]:.5g} %, and they must agree within "
                f"{DISAGREEMENT:g} %; correct 'efficiency' or 'charge', or leave one out"
            )
    return None


def _imaginary(table: pd.DataFrame, about: Description) -> str | None:
    """The imaginary part of an impedance is mostly below 0."""
    if k.IMAGINARY in table and (share := float((table[k.IMAGINARY] > 0).mean())) > 0.5:
        return (
            f"the imaginary part is above 0 at {100 * share:.0f} % of the frequencies, and that of a "
            "cell must be below 0 at most; call the column '-imaginary [Ohm]', as a Nyquist plot shows it"
        )
    return None


CHECKS: dict[str, Check] = {
    "voltage": _voltage,
    "current": _current,
    "gaps": _gaps,
    "sign": _sign,
    "efficiency": _efficiency,
    "imaginary": _imaginary,
}
