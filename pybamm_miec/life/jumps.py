"""Many cycles of which few are run: between those, each state moves on at the pace of the last ones.

    m <= n/3,   m <= 40,   m |dq| <= 0.03 q,   m <= 3 + m' min(2, 1/s)                             (1)

m are the cycles of a jump from cycle n, m' those of the one before and s^2 by how much that was off, over
what is tolerated; q is what a cycle gives and dq how that changes from cycle to cycle.  (1) lets what is
quick at first settle, and follows a decline; jump.py has what else limits a jump, and by how much one is off
that has been made.  One that is too far off is taken back and made again with half of its cycles; so is one
after which a cycle fails or a limit ends it.  What comes and goes again within one jump is not seen.  Stocks
of lithium are linear in the states, so a jump keeps the lithium that the cycles would have kept.
"""

from collections.abc import Callable, Mapping
from math import sqrt

import pandas as pd
import pybamm

from pybamm_miec.life.jump import RUN, Paces, tolerated
from pybamm_miec.life.life import Life, life_of
from pybamm_miec.life.row import GIVEN, Row

LONGEST = 40  # cycles
PART_OF_AGE, PART_OF_CAPACITY, MORE = 1 / 3, 0.03, 2
EXACT = (0.0, 0.0)


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
    rows, off, ran, here, m = [], [], 0, None, 0
    while True:
        start, n = (None, 0) if here is None else (here.after(m), here.n + m)
        row = Row(simulation, start, n, inputs)
        ran += len(row.efficiency)
        there = None if row.reason else Paces(row, (rows or [row])[0], here)
        is_off = here.off(m, there) if there and m else EXACT
        if m and (row.reason or tolerated(is_off) < 1):
            m //= 2
            continue
        rows.append(row)
        off.append(is_off)
        if row.reason or row.n >= cycles or enough(pd.concat([each.efficiency for each in rows])):
            return life_of(rows, cycles, ran, off)
        here = there
        like = RUN + m * min(MORE, sqrt(tolerated(is_off)))
        m = here.longest(min(_furthest(row), int(like), cycles - RUN - row.n))


def _furthest(row):
    """How many cycles to jump by the first three of (1)."""
    q, declines = row.efficiency[GIVEN].iloc[-1], abs(row.efficiency[GIVEN].diff().iloc[-1])
    given = PART_OF_CAPACITY * q / declines if declines else LONGEST
    return int(min(PART_OF_AGE * row.n, LONGEST, given))
