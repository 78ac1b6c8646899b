"""Evaluations in as many processes as there are cores."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

import pybamm

from pybamm_miec.sensitivity.evaluate import Evaluation, evaluate


def evaluate_all(
    asked: Sequence[tuple[Mapping[str, object], str | None]], report: Callable[[str], object]
) -> list[Evaluation]:
    """Return the evaluations of some changes, in their order.

    Parameters
    ----------
    asked : sequence of tuple
        What changes, and by which model, as :func:`evaluate` takes them.
    report : callable
        Called with what has just been done, once for each.

    Returns
    -------
    list of Evaluation
    """
    with ProcessPoolExecutor(os.cpu_count() or 1, get_context("spawn"), _quietly) as others:
        waiting = [others.submit(evaluate, *each) for each in asked]
        try:
            for done in as_completed(waiting):
                done.result()
                report("cells with other values")
        except BaseException:
            others.shutdown(cancel_futures=True)
            raise
    return [future.result() for future in waiting]


def _quietly():
    """What ends a run is in its note."""
    pybamm.set_logging_level("CRITICAL")
