"""From a cycle over some that are not run, each state at the pace of the last ones; and how far off.

    y_(n+m) = y_n + m p_n + m (m + 1)/2 b_n,   b_n = (p_n - p_k)/(n - k)                            (1)
    p_n = (y_n - y_(n-2))/2                         pace at the end of cycle n, and of k, run before    (2)
    y_n/2 < y_(n+m) < 3 y_n/2,   |second term of (1)| <= 0.03 max(y_n, y_0),   for every y but traces   (3)
    d = m |p_(n+m+3) - p_n - (m + 5/2) b_n|         off, once three cycles have been run after it       (4)
    d <= 0.15 max(y, y_0, 1),   for every y;   d <= max(p, 1e-4 q)/2,   for the lithium that is lost    (5)

(3) does not jump over the end of a reserve, or of anything else.  (4) is all of the jump at the pace that is
wrong by then; a pace that goes wrong evenly is off by half of it.  (5) finds what (3) cannot foresee, such as
a film that gets thick enough in the jump for another law to hold.  A life hangs on the lithium that is lost:
that may be off by half of what a cycle loses, or, where that is next to nothing, of a ten-thousandth of what
it gives, q.  Traces that (1) takes through zero stay as they are.  States are in units of the solver, in
which stocks are of the order of 1.
"""

import numpy as np
import pybamm

from pybamm_miec import analysis
from pybamm_miec.life.row import GIVEN, Row

RUN = 3  # cycles in a row: one to settle after a jump
PACED = 2  # cycles of these
PART_OF_STATE, CURVED = 1 / 2, 0.03
TRACE, GROWN = 1e-4, 0.03  # less in a jump is nothing; nor is what grows by less
STATES_OFF, LITHIUM_OFF, LEAST_LOSS = 0.15, 1 / 2, 1e-4


class Paces:
    """Where a cell is at the end of a row of cycles, and how fast it goes.

    Parameters
    ----------
    row : Row
        Of ``RUN`` cycles.
    began : Row
        The first of all.
    before : Paces or None
        From where the jump before this row went.

    Notes
    -----
    ``n`` is the number of the last cycle; ``moves`` are the states that have a rate, and ``pace`` by how much
    a cycle changes them; ``loss`` is the cyclable lithium that a cycle loses [mA.h.cm-2].
    """

    def __init__(self, row: Row, began: Row, before: "Paces | None"):
        self.n, self._states = row.n, row.states
        states, first = np.asarray(row.states.y), np.asarray(began.states.y)[:, 0]
        size = row.states.all_models[0].len_rhs  # what has no rate follows from the rest
        self._y, self.moves, self._began = states[:, -1], states[:size, -1], np.abs(first[:size])
        self.pace = (self.moves - states[:size, -1 - PACED]) / PACED  # (2)
        cyclable = analysis.cyclable_lithium(row.states).to_numpy()
        self.loss = (cyclable[-1 - PACED] - cyclable[-1]) / PACED
        self._tells = LEAST_LOSS * row.efficiency[GIVEN].iloc[-1]
        self._bend, self._loss_bend = np.zeros(size), 0.0
        if before is not None:
            self._bend = (self.pace - before.pace) / (self.n - before.n)
            self._loss_bend = (self.loss - before.loss) / (self.n - before.n)

    def longest(self, most: int) -> int:
        """Return the most cycles that (3) allows."""
        return next((m for m in range(most, 0, -1) if self._is_small(m)), 0)

    def after(self, m: int) -> pybamm.Solution:
        """Return where a jump of m cycles ends, (1), to start from."""
        y, moved = self._y.copy(), self.moves + self._step(m)
        y[: moved.size] = np.where(moved * self.moves > 0, moved, self.moves)
        states = self._states
        at = states.t[-1:] + m
        return pybamm.Solution(at, y[:, None], states.all_models[-1], states.all_inputs[-1])

    def off(self, m: int, there: "Paces") -> tuple[float, float]:
        """Return by how much a jump of m cycles may be off, (4).

        Parameters
        ----------
        m : int
            Cycles of the jump.
        there : Paces
            At the end of the row after it.

        Returns
        -------
        states : float
            The most of any state, as a share of it [-].
        lithium : float
            Of the lithium that is lost, in cycles that lose as much [-].
        """
        j = m + RUN - (PACED - 1) / 2  # middle of the cycles that have the pace
        states = m * np.abs(there.pace - self.pace - j * self._bend)
        lithium = m * abs(there.loss - self.loss - j * self._loss_bend)
        held = np.maximum(np.maximum(np.abs(there.moves), self._began), 1)
        lost = max(abs(there.loss), self._tells)
        return float(np.max(states / held)), float(lithium / lost)

    def _step(self, m):
        return m * self.pace + self._second(m)

    def _second(self, m):
        return m * (m + 1) / 2 * self._bend

    def _is_small(self, m):
        y, step, second = np.abs(self.moves), self._step(m), np.abs(self._second(m))
        nothing = np.where(self.moves * step < 0, TRACE, GROWN)
        return not np.any(
            (np.abs(step) > np.maximum(PART_OF_STATE * y, nothing))
            | (second > np.maximum(CURVED * np.maximum(y, self._began), TRACE))
        )


def tolerated(off: tuple[float, float]) -> float:
    """Return how often what (5) tolerates is in what a jump may be off."""
    states, lithium = off
    return 1 / max(states / STATES_OFF, lithium / LITHIUM_OFF, 1e-6)
