"""Cycles that are run in a row."""

from collections.abc import Mapping

import numpy as np
import pybamm

from pybamm_miec import analysis

GIVEN = "delithiation [mA.h.cm-2]"


class Row:
    """Cycles that are run in a row, from a state or from the cell as it is built.

    Parameters
    ----------
    simulation : pybamm.Simulation
        With an experiment.
    start : pybamm.Solution or None
        The state.
    n : int
        Number of the cycle that it is the end of.
    inputs : mapping or None
        Values of the input parameters.

    Notes
    -----
    ``efficiency`` is that of :func:`pybamm_miec.analysis.coulombic_efficiency`, by number; ``states`` those
    at the start and at the end of each cycle, as if these were seconds; ``reason`` why there are fewer cycles
    than the experiment has, empty if there are not; ``failed`` whether it was the solver that gave up.
    """

    def __init__(
        self,
        simulation: pybamm.Simulation,
        start: pybamm.Solution | None,
        n: int,
        inputs: Mapping[str, float] | None,
    ):
        ending = _Ending()
        solution = simulation.solve(starting_solution=start, inputs=inputs, callbacks=[ending])
        ending.look_for_skipped(solution)
        self.reason, self.failed = ending.reason, ending.failed
        skipped = 0 if start is None else 1  # a state to start from counts as a cycle, too
        efficiency = analysis.coulombic_efficiency(solution)
        self.efficiency = efficiency.set_axis(efficiency.index - skipped + n).iloc[skipped:]
        cycles = solution.all_summary_variables[skipped:]
        first = solution.first_state if start is None else start
        self.states = _at_numbers([first, *(cycle.last_state for cycle in cycles)], n)

    @property
    def n(self) -> int:
        """Number of the last cycle."""
        return int(self.states.t[-1])


def _at_numbers(states: list[pybamm.Solution], n: int) -> pybamm.Solution:
    """Return solutions, one after the other, as one whose times are numbers from n."""
    y = np.hstack([np.asarray(each.y)[:, -1:] for each in states])
    last = states[-1]
    return pybamm.Solution(
        np.arange(n, n + len(states), dtype=float), y, last.all_models[-1], last.all_inputs[-1]
    )


class _Ending(pybamm.callbacks.Callback):
    """Why a run ended before its last cycle."""

    def __init__(self):
        self.reason, self.failed = "", False

    def on_experiment_error(self, logs):
        self.reason, self.failed = str(logs["error"]), True

    def on_experiment_infeasible_time(self, logs):
        self.reason = "a step took longer than it may"

    def on_experiment_infeasible_event(self, logs):
        self.reason = str(logs["termination"])

    def look_for_skipped(self, solution):
        """PyBaMM goes on with the next step where a limit is passed before one has begun."""
        steps = [step for cycle in solution.cycles for step in getattr(cycle, "steps", ())]
        if not self.reason and any(isinstance(step, pybamm.EmptySolution) for step in steps):
            self.reason = "a limit of the voltage is passed before the step has begun"
