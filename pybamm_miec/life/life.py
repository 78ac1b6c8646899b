"""What many cycles gave, of which few were run."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pybamm

from pybamm_miec import analysis
from pybamm_miec.life.row import Row


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
        Cycles that were run, with those after jumps that were taken back.
    ended : str
        Why there are fewer cycles than asked for; empty where nothing ended them.
    failed : bool
        Whether it was the solver that gave up, not the cell.
    states_off : float
        By how much the jump that is worst in this may be off, of the states [-].
    lithium_off : float
        Likewise, of the lithium that is lost, in cycles that lose as much [-].
    """

    efficiency: pd.DataFrame
    ledger: pd.DataFrame
    ran: int
    ended: str
    failed: bool
    states_off: float = 0.0
    lithium_off: float = 0.0


def life_of(rows: Sequence[Row], cycles: int, ran: int, off: Sequence[tuple[float, float]]) -> Life:
    """Return what rows of cycles come to.

    Parameters
    ----------
    rows : sequence of Row
        At least one.
    cycles : int
        The last that is asked for.
    ran : int
        Cycles that were run.
    off : sequence of (float, float)
        By how much each jump may be off: of the states [-], of the lithium that is lost [cycles].

    Returns
    -------
    Life
    """
    last = rows[-1]
    efficiency = pd.concat([row.efficiency for row in rows])
    return Life(
        *(_on_lines(table).loc[:cycles] for table in (efficiency, _ledger(rows))),
        ran=ran,
        ended=last.reason,
        failed=last.failed,
        states_off=max((states for states, _ in off), default=0.0),
        lithium_off=max((lithium for _, lithium in off), default=0.0),
    )


def _ledger(rows):
    """Read off all states at once; where a row starts is the end of another, or of a jump."""
    first, last = rows[0].states, rows[-1].states
    ends = [(row.states.t[1:], np.asarray(row.states.y)[:, 1:]) for row in rows]
    parts = [(first.t[:1], np.asarray(first.y)[:, :1]), *ends]
    t, y = (np.concatenate(each, axis=-1) for each in zip(*parts, strict=True))
    states = pybamm.Solution(t, y, last.all_models[-1], last.all_inputs[-1])
    table = analysis.lithium_stocks(states)
    return table.set_axis(table.index.astype(int)).rename_axis("cycle")


def _on_lines(table):
    """With a row for each cycle."""
    every = pd.RangeIndex(table.index[0], table.index[-1] + 1, name=table.index.name)
    return table.reindex(every).interpolate()
