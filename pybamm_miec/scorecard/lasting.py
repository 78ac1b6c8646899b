"""What the cycles of a full cell come to: how long it lasts, what it keeps, what lithium it loses."""

from typing import Protocol

import pandas as pd

from pybamm_miec.scorecard.results import GONE, SETTLED

GIVEN, TAKEN = "delithiation [mA.h.cm-2]", "lithiation [mA.h.cm-2]"
FIRST = 2  # the cycle whose capacity a cell with a reserve is held against; the one before fills the host
DROPPED = 0.9  # of it: well below the slow decline of Fig. 5c


class Cycles(Protocol):
    """Tables of cycles, from 1: as in :class:`pybamm_miec.scorecard.runs.cycled.Cycled`."""

    efficiency: pd.DataFrame
    ledger: pd.DataFrame


def has_dropped(efficiency: pd.DataFrame) -> bool:
    """Return whether the last cycle gives less than nine tenths of cycle 2."""
    q = efficiency[GIVEN]
    return len(q) > FIRST and q.iloc[-1] < DROPPED * q.loc[FIRST]


def lasts(cycles: Cycles) -> int:
    """Return the cycles before the capacity is below nine tenths of that in cycle 2; or all there are."""
    q = cycles.efficiency[GIVEN].loc[FIRST:]
    dropped = q.index[q < DROPPED * q.loc[FIRST]]
    return int(dropped[0]) - 1 if dropped.size else int(q.index[-1])


def kept(cycles: Cycles, cycle: int, first: int = FIRST) -> float:
    """Return the share of the capacity of an early cycle that is there in another [-]."""
    q = cycles.efficiency[GIVEN]
    return float(q.loc[:cycle].iloc[-1] / q.loc[first])


def lithium_kept(cycles: Cycles, last: int) -> float:
    """Return the efficiency by the lithium that is gone, of the settled cycles up to one [%].

    What a cycle gives back says nothing while there is a reserve: the cathode is full first.
    """
    gone, taken = cycles.ledger[list(GONE)].sum(axis=1), cycles.efficiency[TAKEN]
    lost = gone.loc[:last].iloc[-1] - gone.loc[SETTLED]
    return float(100 * (1 - lost / taken.loc[SETTLED + 1 : last].sum()))
