"""Profile likelihood: how the cost rises as one parameter is moved away, the others following."""

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

import numpy as np
import pandas as pd

from pybamm_miec.calibration import executor as on
from pybamm_miec.calibration import record as records
from pybamm_miec.calibration.evaluator import Evaluator
from pybamm_miec.calibration.journal import Journal
from pybamm_miec.calibration.loss import RISES
from pybamm_miec.calibration.plan import Plan
from pybamm_miec.calibration.search import search
from pybamm_miec.errors import CalibrationError
from pybamm_miec.refusal import ending, refuse

LIKELY = (
    1.92  # rise of the cost at the ends of a 95 % interval: half of chi2 with one degree of freedom
)
COST = 1e-3  # by how much a search may fall and be done, far below LIKELY
PLACE = 1e-3  # by how little it may move
MOST = 15  # residuals of a search


def profile(
    plan: Plan,
    record: records.Record,
    name: str,
    values: Sequence[float],
    folder: str | Path | None = None,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
) -> pd.DataFrame:
    """Return the least cost with one parameter held at each of some values.

    Where the cost rises by no more than 1.92 the data allow the value at 95 %, if the errors are right; with
    another loss than "linear" that is less, by ``loss.RISES``, and holds about the optimum alone.  A profile
    that stays flat up to a bound is that of a parameter that the data do not tell.

    Parameters
    ----------
    plan : Plan
        That was fitted.
    record : Record
        Of the fit; each side is searched outwards from its optimum.
    name : str
        Of the parameter.
    values : sequence of float
        Where it is held, in the unit of its row.
    folder : str or pathlib.Path, optional
        That of the fit, whose journal is then used and gone on with.
    executor, workers
        As for :func:`fit`.

    Returns
    -------
    pandas.DataFrame
        A row a value, from low to high: the parameters by name, each in the unit of its row, "cost" [-],
        "rise" over that of the optimum [-], and whether that is "allowed" at 95 %.

    Raises
    ------
    CalibrationError
        For a parameter that the plan does not have.
    """
    names = [free.name for free in plan.parameters]
    if name not in names:
        refuse(
            CalibrationError, "profile", f"{name!r} is not free in the plan{ending(name, names)}"
        )
    head = {"plan": plan.digest, "versions": records.versions()}
    journal = Journal(head, None if folder is None else Path(folder))
    own = on.pool(workers) if executor is None else None
    evaluator = Evaluator(plan, executor or own, journal)
    held, best = names.index(name), np.array(record.place)
    at = sorted(plan.parameters[held].place(value) for value in values)
    below = [p for p in at if p < best[held]][::-1]
    above = [p for p in at if p >= best[held]]
    try:
        rows = [row for side in (below, above) for row in _outwards(evaluator, held, side, best)]
    finally:
        journal.close()
        if own is not None:
            own.shutdown(cancel_futures=True)
    table = pd.DataFrame([{**plan.values(x), "cost": found} for x, found in rows])
    rise = table["cost"] - record.cost
    told = table.assign(rise=rise, allowed=rise <= LIKELY * RISES[plan.loss])
    return told.sort_values(name, ignore_index=True)


def _outwards(evaluator, held, side, best):
    """Search from one held value to the next, each from where the one before ended."""
    plan, x = evaluator.plan, best
    others = [k for k in range(best.size) if k != held]
    for place in side:
        start = np.array(x)
        start[held] = place
        x = _search(evaluator, others, start) if others else start
        yield x, plan.losses.cost(evaluator.residual(x))


def _search(evaluator, others, start):
    def whole(free):
        x = np.array(start)
        x[others] = free
        return x

    found = search(
        lambda free: evaluator.residual(whole(free)),
        start[others],
        lambda free: evaluator.jacobian(whole(free))[:, others],
        COST,
        loss=evaluator.plan.losses,
        xtol=PLACE,
        gtol=COST,
        max_nfev=MOST,
    )
    return whole(found.x)
