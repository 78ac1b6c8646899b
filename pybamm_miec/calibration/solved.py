"""What a run leaves to be read: its cycles that count, and a spectrum."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pybamm

VOLTAGE, CURRENT, AREA = "Voltage [V]", "Current [A]", "Electrode area [m2]"
_MAH_PER_CM2 = 0.1 / 3600  # A.s.m-2


@dataclass(frozen=True)
class Solved:
    """A solution, or as much of it as there is.

    Attributes
    ----------
    solution : pybamm.Solution
        With its cycles.
    before : int
        How many cycles come before those that count.
    whole : int
        How many of those that count came to their end.
    spectrum : pandas.DataFrame, optional
        As from :func:`pybamm_miec.analysis.impedance`, if the protocol ends with one.
    area : float
        Of the cell that was simulated [m2].
    """

    solution: pybamm.Solution
    before: int
    whole: int
    spectrum: pd.DataFrame | None = None
    area: float = np.nan

    def cycle(self, n: int) -> pybamm.Solution | None:
        """Return a cycle that counts, from 1; None if it did not come to its end."""
        return self.solution.cycles[self.before + n - 1] if 1 <= n <= self.whole else None


def voltage_at_times(solved: Solved, times: np.ndarray) -> np.ndarray:
    """Return the voltage at times since the cycles that count began [s]; NaN after the end [V]."""
    solution = solved.solution
    if len(solution.cycles) <= solved.before:
        return np.full(times.size, np.nan)
    at = times + solution.cycles[solved.before].t[0]
    last = solution.t[-1]
    V = np.full(times.size, np.nan)
    there = at <= last * (1 + 1e-12)
    V[there] = solution[VOLTAGE](np.minimum(at[there], last))
    return V


def voltage_at_capacities(cycle: pybamm.Solution, turn: int, q: np.ndarray) -> np.ndarray:
    """Return the voltage of a cycle at capacities of one direction of its current.

    Parameters
    ----------
    cycle : pybamm.Solution
        With its steps.
    turn : int
        0 for the current that it begins with, 1 for the other.
    q : array, shape (n,)
        Since the current turned [mA.h.cm-2].

    Returns
    -------
    array, shape (n,)
        Voltage [V]; where the cycle passed less, that at which the current ended.
    """
    steps = [step for step in cycle.steps if _charge(step)[-1] != 0]
    V, passed = np.full(q.size, np.nan), 0.0
    if not steps:
        return V
    sign = np.sign(_charge(steps[0])[-1]) * (-1 if turn else 1)
    for step in steps:
        here = sign * _charge(step)
        if here[-1] <= 0:
            continue
        inside = q >= passed  # what comes later is overwritten by later steps
        t = np.interp(q[inside] - passed, here, step.t)
        V[inside] = step[VOLTAGE](t)
        passed += here[-1]
    return V


def _charge(step):
    """Charge since a step began, with its sign [mA.h.cm-2]; steps that were passed over have none."""
    if isinstance(step, pybamm.EmptySolution):
        return np.zeros(1)
    density = step[CURRENT].entries / step[AREA].entries
    even = np.concatenate([[0.0], np.cumsum(np.diff(step.t) * (density[1:] + density[:-1]) / 2)])
    return _MAH_PER_CM2 * even
