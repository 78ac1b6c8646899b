"""Evaluations in as many processes as there are cores, those that are known from before left out."""

import math
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

import pybamm

from pybamm_miec.sensitivity.evaluate import SAME, Evaluation, evaluate
from pybamm_miec.sensitivity.kept import Kept
from pybamm_miec.sensitivity.predictions import PREDICTIONS


def evaluate_all(
    asked: Sequence[tuple[Mapping[str, object], str | None]],
    report: Callable[[str], object],
    folder: Path | None = None,
) -> list[Evaluation]:
    """Return the evaluations of some changes, in their order.

    Parameters
    ----------
    asked : sequence of tuple
        What changes, and by which model, as :func:`evaluate` takes them.
    report : callable
        Called with what has just been done, once for each.
    folder : pathlib.Path, optional
        Where each is written as it comes, and read when it is asked for again.

    Returns
    -------
    list of Evaluation
        One that raises an error has no numbers and a note, "failed: ...", and is tried again the next time;
        with the cells' own values it ends all.
    """
    found = {}
    with Kept(folder) as kept, _processes() as others:
        waiting = {}
        for k, each in enumerate(asked):
            found[k] = kept.get(*each)
            if found[k] is None:
                waiting[others.submit(evaluate, *each)] = k
            else:
                report("known from before")
        try:
            for done in as_completed(waiting):
                k = waiting[done]
                found[k] = _told(done, *asked[k], kept)
                report("cells with other values")
        except BaseException:
            others.shutdown(cancel_futures=True)
            raise
    return [found[k] for k in range(len(asked))]


def _processes():
    return ProcessPoolExecutor(os.cpu_count() or 1, get_context("spawn"), _quietly)


def _told(done, changed, kind, kept):
    error = done.exception()
    if error is None:
        kept.put(changed, kind, done.result())
        return done.result()
    if not changed or isinstance(error, BrokenExecutor):
        raise error
    names = [prediction.name for prediction in PREDICTIONS]
    note = f"failed: {type(error).__name__}: {error}"
    return Evaluation(kind or SAME, dict.fromkeys(names, math.nan), dict.fromkeys(names, note))


def _quietly():
    """What ends a run is in its note."""
    pybamm.set_logging_level("CRITICAL")
