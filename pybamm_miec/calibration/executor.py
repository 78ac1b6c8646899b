"""Where runs are solved: in this process, in others, or wherever an executor of the user's sends them."""

import os
import signal
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

import numpy as np
import pybamm

from pybamm_miec.calibration.outcome import Outcome
from pybamm_miec.calibration.plan import Plan
from pybamm_miec.calibration.run import Run

_RUNS: dict[tuple[str, int], Run] = {}  # of this process, of one plan: each is built once


class Here(Executor):
    """Does what it is given at once, in this process."""

    def submit(self, fn, /, *args, **kwargs) -> Future:
        """Return a future that is done."""
        future: Future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def pool(workers: int | None = None) -> Executor:
    """Return an executor of so many processes on this machine, as many as it has cores if not given.

    They begin anew rather than as copies of this one, whose threads a copy would not have.
    """
    workers = workers or os.cpu_count() or 1
    if workers == 1:
        return Here()
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_follow_parent)


def _follow_parent():
    """End with the process that a worker works for: Ctrl-C is for that one, and a kill is for both."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pybamm.set_logging_level("CRITICAL")  # what fails is counted, with what it says
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(parent):
    wait([parent.sentinel])
    os._exit(1)


def outcome(plan: Plan, k: int, x: Sequence[float]) -> Outcome:
    """Return what run `k` of a plan shows with its parameters at places `x` [-]."""
    return _run(plan, k)(x)


def slopes(plan: Plan, k: int, x: Sequence[float]) -> np.ndarray | None:
    """Return the solver's own derivatives of run `k` of a plan, as `Run.slopes` does."""
    return _run(plan, k).slopes(x)


def _run(plan, k):
    digest = plan.digest
    if (digest, k) not in _RUNS:
        for other in [key for key in _RUNS if key[0] != digest]:
            del _RUNS[other]
        _RUNS[digest, k] = plan.run(k)
    return _RUNS[digest, k]
