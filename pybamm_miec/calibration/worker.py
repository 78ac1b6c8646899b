"""What a process that solves runs does: it builds each simulation once, and is told a plan once."""

from collections.abc import Sequence
from threading import Lock

import numpy as np

from pybamm_miec.calibration.outcome import Outcome
from pybamm_miec.calibration.plan import Plan
from pybamm_miec.calibration.run import Run

_RUNS: dict[int, Run] = {}  # of this process, of one plan
_PLAN: dict[str, Plan] = {}  # by its digest: that one
_ONE = Lock()  # a simulation solves for one thread at a time


class Unknown:
    """The answer of a process that has not been told the plan yet."""


def answer(
    what: str, digest: str, k: int, x: Sequence[float], plan: Plan | None = None
) -> Outcome | np.ndarray | Unknown | None:
    """Return what a run of a plan shows, or its own derivatives.

    Parameters
    ----------
    what : str
        "outcome" or "slopes".
    digest : str
        Of the plan.
    k : int
        Of the run, as :meth:`Plan.run` counts them.
    x : sequence of float
        Places of the parameters that its cell has, between 0 and 1 [-].
    plan : Plan, optional
        For a process that does not know it.

    Returns
    -------
    Outcome, or array, shape (n, parameters), or None
        As :class:`~pybamm_miec.calibration.run.Run` returns it; :class:`Unknown` where the plan has to be
        sent.
    """
    with _ONE:
        if digest not in _PLAN:
            if plan is None:
                return Unknown()
            _RUNS.clear()
            _PLAN.clear()
            _PLAN[digest] = plan
        if k not in _RUNS:
            _RUNS[k] = _PLAN[digest].run(k)
        run = _RUNS[k]
        return run(x) if what == "outcome" else run.slopes(x)
