"""What is predicted of full cells, and what the paper says to it."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from pybamm_miec.life import Life
from pybamm_miec.scorecard.card import JUDGED
from pybamm_miec.scorecard.host_cells import END, NONE, PLENTY, SPARE
from pybamm_miec.scorecard.lasting import FIRST, has_dropped, kept, lasts, lithium_kept
from pybamm_miec.scorecard.results import SETTLED
from pybamm_miec.scorecard.runs.effort import ANODE
from pybamm_miec.scorecard.runs.full_cells import FullCell
from pybamm_miec.scorecard.targets import read_targets

CELLS = (SPARE, PLENTY, NONE)
LOOKED_AT = 400  # cycles of a cell with a reserve: more than the set's own values give


@dataclass(frozen=True)
class Prediction:
    """A number that is predicted.

    Attributes
    ----------
    name : str
        With its unit, as a column.
    cell : FullCell
        Of which.
    target : str
        Id in the paper's targets.
    of : callable
        From :class:`Life` to the number; NaN where it has none.
    """

    name: str
    cell: FullCell
    target: str
    of: Callable[[Life], float]

    @property
    def paper(self) -> tuple[float, float]:
        """Between which numbers the scorecard takes it as met."""
        (target,) = (t for t in read_targets(ANODE) if t.id == self.target)
        (number,) = target.numbers
        if target.op == ">":
            return number, math.inf
        off = JUDGED[self.target].tolerance
        return number - off, number + off


def cycles_of(cell: FullCell) -> int:
    """Return how many cycles of a cell are looked at."""
    return END if cell is NONE else LOOKED_AT


def is_over(cell: FullCell) -> Callable:
    """Return what tells from the efficiency of a cell that no more cycles are needed."""
    return (lambda efficiency: False) if cell is NONE else has_dropped


def is_beyond(cell: FullCell, life: Life) -> bool:
    """Return whether a cell lasts longer than it is looked at."""
    return cell is not NONE and not life.ended and not has_dropped(life.efficiency)


def _lasts(life):
    return float(lasts(life)) if len(life.efficiency) > FIRST else 0.0


def _kept(life):
    """In the last cycle; nothing of a cell that does not come to it."""
    return 100 * kept(life, END, first=1) if len(life.efficiency) >= END else 0.0


def _lithium_kept(life):
    last = int(_lasts(life))
    return lithium_kept(life, last) if last > SETTLED else math.nan


PREDICTIONS = (
    Prediction("N/P 2: cycles above 90 %", SPARE, "F10", _lasts),
    Prediction("N/P 4: cycles above 90 %", PLENTY, "F08", _lasts),
    Prediction("anode-free: kept in cycle 100 (%)", NONE, "F12", _kept),
    Prediction("N/P 2: efficiency by lithium (%)", SPARE, "X18", _lithium_kept),
)
