"""Cycle after cycle, reduced to tables: what can be sent from one process to another."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pybamm

from pybamm_miec import analysis
from pybamm_miec.models import DFN
from pybamm_miec.scorecard.runs.effort import Effort, simulation


@dataclass(frozen=True)
class Cycled:
    """What a test of many cycles gave.

    Attributes
    ----------
    efficiency : pandas.DataFrame
        As from :func:`pybamm_miec.analysis.coulombic_efficiency`, of the cycles that count, from 1.
    ledger : pandas.DataFrame
        As from :func:`pybamm_miec.analysis.lithium_ledger`; cycle 0 ends where counting begins, those of the
        pre-cycles are below.
    voltage : pandas.DataFrame
        "cycle", "step" (0 to where the current turns, 1 after), "capacity [mA.h.cm-2]" since the current
        turned, "voltage [V]", of some cycles; the last pre-cycle is 0.
    ended : str
        Why the run ended early; empty if it did not.
    """

    efficiency: pd.DataFrame
    ledger: pd.DataFrame
    voltage: pd.DataFrame
    ended: str


def run(
    model: DFN,
    experiment: pybamm.Experiment,
    effort: Effort,
    before: int = 0,
    shown: tuple[int, ...] = (),
    values: pybamm.ParameterValues | None = None,
) -> Cycled:
    """Solve an experiment and keep its tables.

    Parameters
    ----------
    model : DFN
        With its set.
    experiment : pybamm.Experiment
        All cycles.
    effort : Effort
        Mesh and tolerance.
    before : int
        How many of the cycles are pre-cycles, which don't count.
    shown : tuple of int
        The cycles whose voltage is kept, counted after the pre-cycles; 0 is the last of those.
    values : pybamm.ParameterValues, optional
        Those of the model's own set if not given.

    Returns
    -------
    Cycled
    """
    solution = simulation(model, effort, values, experiment, store_first_last=True).solve(
        save_at_cycles=[1]
    )
    efficiency, ledger = analysis.coulombic_efficiency(solution), analysis.lithium_ledger(solution)
    asked, done = len(experiment.cycles), len(efficiency)

    def again(k):
        """Voltage of a cycle from its first state: all states of all cycles would take gigabytes."""
        cycle = pybamm.Experiment([experiment.cycles[k - 1]])
        start = solution.all_first_states[k - 1]
        solved = simulation(model, effort, values, cycle).solve(starting_solution=start)
        return _voltage(solved.cycles[-1])

    return Cycled(
        efficiency=efficiency.iloc[before:].set_axis(
            pd.RangeIndex(1, done - before + 1, name="cycle")
        ),
        ledger=ledger.set_axis(ledger.index - before),
        voltage=_under_each_other(
            [again(before + n).assign(cycle=n) for n in shown if 0 < before + n <= done]
        ),
        ended="" if done == asked else str(solution.termination),
    )


def _under_each_other(parts):
    columns = ["cycle", "step", "capacity [mA.h.cm-2]", "voltage [V]"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _voltage(cycle):
    return pd.concat([_half(half, turn) for turn, half in enumerate(_halves(cycle))])


def _halves(cycle):
    """Times and voltages of a cycle, up to where the current turns, and after."""
    current = cycle["Current [A]"].entries
    area = cycle["Electrode area [m2]"].entries[0]
    density = 0.1 * current / area  # [mA.cm-2]
    t, V = cycle.t / 3600, cycle["Voltage [V]"].entries
    first = np.sign(density[np.flatnonzero(density)[0]])
    for sign in (first, -first):
        here = sign * density > 0
        yield t[here], V[here], abs(density[here])


def _half(half, turn):
    t, V, density = half
    q = np.concatenate([[0.0], np.cumsum(np.diff(t) * density[1:])])
    return pd.DataFrame({"step": turn, "capacity [mA.h.cm-2]": q, "voltage [V]": V})
