"""Which measurement would tell most about what is least known."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace

import numpy as np
import pandas as pd

from pybamm_miec.calibration import executor as on
from pybamm_miec.calibration.evaluator import Evaluator
from pybamm_miec.calibration.information import Information
from pybamm_miec.calibration.journal import Journal
from pybamm_miec.calibration.plan import Plan
from pybamm_miec.calibration.record import Record
from pybamm_miec.errors import CalibrationError
from pybamm_miec.measurements.measurement import Measurement
from pybamm_miec.refusal import refuse


def worth_measuring(
    plan: Plan,
    record: Record,
    candidates: Mapping[str, Sequence[Measurement]],
    *,
    executor: Executor | None = None,
    workers: int | None = None,
) -> pd.DataFrame:
    """Return what candidate measurements are expected to add to what is known.

    Expected of the model at the optimum, and to first order: the information of data and priors, to which
    that of the candidate's derivatives is added.

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
        A row a candidate, the best first: "candidate"; "parameter", the least known one; its "standard error
        now" and "then", and "of the others" then, the largest, all as shares of the range [-].

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
    now, names = record.known, [free.name for free in plan.parameters]
    least = int(np.argmax(now.errors))
    own = on.pool(workers) if executor is None else None
    try:
        rows = []
        for name, measurements in candidates.items():
            added = _added(plan, np.array(record.place), measurements, executor or own)
            then = Information(now.matrix + added, now.priors).errors
            others = np.delete(then, least)
            rows.append(
                (name, names[least], now.errors[least], then[least], others.max(initial=0.0))
            )
    finally:
        if own is not None:
            own.shutdown(cancel_futures=True)
    columns = ["candidate", "parameter", "standard error now", "then", "of the others"]
    return pd.DataFrame(rows, columns=columns).sort_values("then", ignore_index=True)


def _added(plan, x, measurements, executor):
    """Information that measurements would add."""
    bare = tuple(replace(free, prior=None) for free in plan.parameters)
    other = replace(plan, measurements=tuple(measurements), parameters=bare)
    J = Evaluator(other, executor, Journal({})).jacobian(x, central=True)
    return J.T @ J
