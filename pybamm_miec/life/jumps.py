"""Many cycles of which few are run: between those, each state moves on at the pace of the last ones.

    y_(n+m) = y_n + m p_n + m (m + 1)/2 (p_n - p_k)/(n - k)                                         (1)
    p_n = (y_n - y_(n-2))/2                         pace at the end of cycle n, and of k, run before    (2)
    m <= n/3,   m <= 40,   m |dq| <= 0.03 q                                                        (3)
    y_(n+m) > y_n/2,   |second term of (1)| <= 0.03 max(y_n, y_0),   for every y but traces             (4)

q is what a cycle gives, dq how that changes from cycle to cycle.  Stocks of lithium are linear in the states,
so (1) keeps the lithium that the cycles would have kept.  (3) lets what is quick at first settle, and follows
a decline; (4) does not jump over the end of a reserve, or of anything else.  Traces that (1) takes through
zero stay as they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pybamm

from pybamm_miec import analysis
from pybamm_miec.submodels import STOCKS

RUN = 3  # cycles in a row: one to settle after a jump
PACED = 2  # cycles of these
LONGEST = 40  # cycles
PART_OF_AGE, PART_OF_CAPACITY, PART_OF_STATE, CURVED = 1 / 3, 0.03, 1 / 2, 0.03
TRACE = 1e-4  # in the units of the solver, where stocks are of the order of 1: less in a jump is nothing
GIVEN = "delithiation [mA.h.cm-2]"
_STOCKS = [stock.place for stock in STOCKS]


@dataclass(frozen=True)
class Life:
    """What many cycles gave, with those that were not run on straight lines between the others.

    Attributes
    ----------
    efficiency : pandas.DataFrame
        As from :func:`pybamm_miec.analysis.coulombic_efficiency`.
    ledger : pandas.DataFrame
        The stocks of :func:`pybamm_miec.analysis.lithium_ledger`, also at the start.
    ran : int
        Cycles that were run.
    ended : str
        Why there are fewer cycles than asked for; empty where nothing ended them.
    failed : bool
        Whether it was the solver that gave up, not the cell.
    """

    efficiency: pd.DataFrame
    ledger: pd.DataFrame
    ran: int
    ended: str
    failed: bool


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


def cycle_on(
    simulation: pybamm.Simulation,
    cycles: int,
    inputs: Mapping[str, float] | None = None,
    enough: Callable[[pd.DataFrame], bool] = lambda efficiency: False,
) -> Life:
    """Cycle a cell that changes slowly, and run one cycle in several.

    Parameters
    ----------
    simulation : pybamm.Simulation
        Of a model with a host and an experiment of ``RUN`` equal cycles.
    cycles : int
        How many at most.
    inputs : mapping, optional
        Values of the input parameters.
    enough : callable
        Told of the efficiency of the cycles that were run; ends the run when True.

    Returns
    -------
    Life
    """
    tables, ending, start, n, began, before = [], _Ending(), None, 0, None, None
    while True:
        solution = simulation.solve(starting_solution=start, inputs=inputs, callbacks=[ending])
        tables.append(_tables(solution, n, started=start is not None))
        efficiency, _ = tables[-1]
        n += len(efficiency)
        ending.look_for_skipped(solution)
        if ending.reason or n >= cycles or enough(pd.concat([t for t, _ in tables])):
            break
        if began is None:
            began = np.asarray(solution.all_first_states[0].y)[:, 0]
        jump = _Jump(solution, n, began, before)
        m = jump.longest(min(_furthest(n, efficiency), cycles - RUN - n))
        start, before = jump.end(m), jump
        n += m
    return _life(tables, ending, cycles)


def _tables(solution, n, started):
    """Efficiency and ledger of the cycles that were run; a state to start from counts as a cycle, too."""
    efficiency = analysis.coulombic_efficiency(solution)
    ledger = analysis.lithium_ledger(solution)[_STOCKS]
    if started:
        efficiency, ledger = efficiency.iloc[1:], ledger.iloc[2:]
    return (
        efficiency.set_axis(efficiency.index - started + n),
        ledger.set_axis(ledger.index - started + n),
    )


def _furthest(n, efficiency):
    """How many cycles to jump by (3)."""
    q, declines = efficiency[GIVEN].iloc[-1], abs(efficiency[GIVEN].iloc[-2:].diff().iloc[-1])
    given = PART_OF_CAPACITY * q / declines if declines else LONGEST
    return int(min(PART_OF_AGE * n, LONGEST, given))


class _Jump:
    """From the last state of a solution, which is the end of cycle n."""

    def __init__(self, solution, n, began, before):
        self._last, self.n = solution.last_state, n
        self._y = np.asarray(self._last.y)[:, -1]
        size = solution.all_models[0].len_rhs  # what has no rate follows from the rest
        self._moves = self._y[:size]
        earlier = np.asarray(solution.all_first_states[-PACED].y)[:size, 0]
        self.pace = (self._moves - earlier) / PACED  # (2)
        self._began = np.abs(began[:size])
        self._bend = np.zeros(size)
        if before is not None:
            self._bend = (self.pace - before.pace) / (n - before.n)

    def longest(self, most):
        """Most cycles that (4) allows."""
        return next((m for m in range(most, 0, -1) if self._is_small(m)), 0)

    def end(self, m):
        """Where a jump of m cycles ends, as a solution to start from."""
        y, moved = self._y.copy(), self._moves + self._step(m)
        y[: moved.size] = np.where(moved * self._moves > 0, moved, self._moves)
        at, last = self._last.t[-1:], self._last
        return pybamm.Solution(at, y[:, None], last.all_models[-1], last.all_inputs[-1])

    def _step(self, m):
        return m * self.pace + self._second(m)

    def _second(self, m):
        return m * (m + 1) / 2 * self._bend

    def _is_small(self, m):
        y, step, second = np.abs(self._moves), self._step(m), np.abs(self._second(m))
        falls = -np.sign(self._moves) * step > (1 - PART_OF_STATE) * y
        return not np.any(
            (falls & (np.abs(step) > TRACE))
            | (second > np.maximum(CURVED * np.maximum(y, self._began), TRACE))
        )


def _life(tables, ending, cycles):
    efficiency, ledger = (pd.concat(parts) for parts in zip(*tables, strict=True))
    return Life(
        *(_on_lines(table).loc[:cycles] for table in (efficiency, ledger)),
        ran=len(efficiency),
        ended=ending.reason,
        failed=ending.failed,
    )


def _on_lines(table):
    """With a row for each cycle."""
    every = pd.RangeIndex(table.index[0], table.index[-1] + 1, name=table.index.name)
    return table.reindex(every).interpolate()
