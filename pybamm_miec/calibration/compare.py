"""What was measured beside what the model shows at an optimum."""

from pathlib import Path

import numpy as np
import pandas as pd

from pybamm_miec.analysis.voltammogram import CYCLE, DIRECTION, POTENTIAL
from pybamm_miec.calibration import executor as on
from pybamm_miec.calibration.evaluator import Evaluator
from pybamm_miec.calibration.journal import Journal
from pybamm_miec.calibration.plan import Plan
from pybamm_miec.calibration.record import Record, versions
from pybamm_miec.measurements.kinds import CAPACITY, FREQUENCY, OBSERVABLE, STEP, TIME

_AXES = (TIME, CAPACITY, POTENTIAL, FREQUENCY, CYCLE)  # the first that a table has is its axis
_SERIES = (CYCLE, STEP, DIRECTION)


def compare(plan: Plan, record: Record, folder: str | Path | None = None) -> pd.DataFrame:
    """Return the measured values of a plan beside the model's at the optimum of its fit.

    Parameters
    ----------
    plan : Plan
        That was fitted.
    record : Record
        Of the fit.
    folder : str or pathlib.Path, optional
        That of the fit: its journal holds the runs, which are solved again if it is not given.

    Returns
    -------
    pandas.DataFrame
        A row a value: "measurement", from 1 in the order of the plan; "source" and "cell"; "column", what was
        observed; "axis" and "at", over what and where; "series", as "cycle 2, step 1" or "direction anodic",
        empty if there is one; "measured", "error" and "model", in the unit of the column (NaN where the run
        did not come to), and "off", model less measured over the error [-].
    """
    head = {"plan": plan.digest, "versions": versions()}
    journal = Journal(head, None if folder is None else Path(folder))
    evaluator = Evaluator(plan, on.Here(), journal)
    shown = evaluator.shown(np.array(record.place))
    journal.close()
    return pd.concat(
        [
            _table(k, one, shown[evaluator.places[k]]).assign(source=one.source, cell=one.cell)
            for k, one in enumerate(plan.measurements)
        ],
        ignore_index=True,
    )


def _table(k, one, shown):
    table, parts = one.table, []
    single = OBSERVABLE in table  # its cycle says which number it is, not where a curve has a point
    axis = OBSERVABLE if single else next(name for name in _AXES if name in table)
    series = [name for name in _SERIES if name in table and name != axis]
    for model, column in zip(np.split(shown, len(one.observed)), one.observed, strict=True):
        parts.append(
            pd.DataFrame(
                {
                    "measurement": k + 1,
                    "column": column,
                    "axis": axis,
                    "at": table[axis],
                    "series": _named(table, series, single),
                    "measured": table[column].to_numpy(dtype=float),
                    "error": np.broadcast_to(one.error[column], len(table)),
                    "model": model,
                }
            )
        )
    found = pd.concat(parts)
    return found.assign(off=(found["model"] - found["measured"]) / found["error"])


def _named(table, series, single):
    """The series of each row in words; nothing of columns that hold one value, but of a single number."""
    told = [name for name in series if single or table[name].nunique() > 1]
    if not told:
        return ""
    return table[told].astype(str).apply(lambda row: ", ".join(map(" ".join, row.items())), axis=1)
