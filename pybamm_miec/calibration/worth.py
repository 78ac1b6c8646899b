"""Which measurement would tell most of what is not known."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace

import numpy as np
import pandas as pd

from pybamm_miec.calibration import executor as on
from pybamm_miec.calibration.evaluator import Evaluator
from pybamm_miec.calibration.journal import Journal
from pybamm_miec.calibration.plan import Plan
from pybamm_miec.calibration.record import Record
from pybamm_miec.errors import CalibrationError
from pybamm_miec.measurements.measurement import Measurement
from pybamm_miec.refusal import refuse

COLUMNS = (
    "candidate",
    "gain [bits]",
    "tells most of",
    "standard error now",
    "then",
    "least known",
    "known to",
)


def worth_measuring(
    plan: Plan,
    record: Record,
    candidates: Mapping[str, Sequence[Measurement]],
    *,
    executor: Executor | None = None,
    workers: int | None = None,
) -> pd.DataFrame:
    """Return what candidate measurements are expected to add to what is known.

    Expected of the model at the optimum, and to first order: the information of data, priors and bounds, to
    which that of the candidate's derivatives is added.  All parameters count alike, each by its range; who
    wants to know one of them looks for it in the table.

    Parameters
    ----------
    plan : Plan
        That was fitted.
    record : Record
        Of the fit, with its information.
    candidates : mapping of sequence of Measurement
        By name, measurements as they would be made, on cells of the plan: places and errors count, values do
        not.
    executor, workers
        As for :func:`fit`.

    Returns
    -------
    pandas.DataFrame
        A row a candidate, the best first: "candidate"; "gain [bits]", by how many halvings the volume of
        what is possible shrinks; "tells most of", the parameter whose standard error it makes less by the
        largest factor, with that error as "standard error now" and "then"; "least known", the parameter that
        is least known then, and how well as "known to".  Errors are shares of the range [-].

    Raises
    ------
    CalibrationError
        For the record of a fit that was stopped before it knew what is known.
    """
    if record.known is None:
        refuse(
            CalibrationError,
            record.title or "record",
            f"{record.stopped}; go on with the fit.",
        )
    known, names = record.known, [free.name for free in plan.parameters]
    now = known.within_bounds
    own = on.pool(workers) if executor is None else None
    try:
        rows = []
        for name, measurements in candidates.items():
            added = _added(plan, np.array(record.place), measurements, executor or own)
            rows.append((name, *_gain(now, now + added, names)))
    finally:
        if own is not None:
            own.shutdown(cancel_futures=True)
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values("gain [bits]", ascending=False, ignore_index=True)


def _gain(now, then, names):
    """What a candidate makes of the information `now`."""
    bits = (np.linalg.slogdet(then)[1] - np.linalg.slogdet(now)[1]) / (2 * np.log(2))
    before, after = (np.sqrt(np.diag(np.linalg.inv(each))) for each in (now, then))
    most, least = int(np.argmax(before / after)), int(np.argmax(after))
    return bits, names[most], before[most], after[most], names[least], after[least]


def _added(plan, x, measurements, executor):
    """Information that measurements would add."""
    bare = tuple(replace(free, prior=None) for free in plan.parameters)
    other = replace(plan, measurements=tuple(measurements), parameters=bare)
    J = Evaluator(other, executor, Journal({})).jacobian(x, central=True)
    return J.T @ J
