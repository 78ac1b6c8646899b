"""Evaluations in as many processes as there are cores, kept as they come."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

import pybamm

from pybamm_miec.sensitivity.evaluate import Evaluation, evaluate
from pybamm_miec.sensitivity.kept import Kept


def evaluate_all(
    asked: Sequence[tuple[Mapping[str, object], str | None]],
    report: Callable[[str], object],
    kept: Path | None = None,
) -> list[Evaluation]:
    """Return the evaluations of some changes, in their order.

    Parameters
    ----------
    asked : sequence of tuple
        What changes, and by which model, as :func:`evaluate` takes them.
    report : callable
        Called with what has just been done, once for each.
    kept : pathlib.Path, optional
        File to which each is added as it comes; those that are there, of the same values, are not made again.

    Returns
    -------
    list of Evaluation

    Notes
    -----
    An error in one is raised when the others are done.
    """
    there = Kept(kept)
    found = {k: there.read(*each) for k, each in enumerate(asked)}
    missing = [k for k, each in found.items() if each is None]
    for _ in range(len(asked) - len(missing)):
        report("cells that were kept")
    errors = []
    with ProcessPoolExecutor(os.cpu_count() or 1, get_context("spawn"), _quietly) as others:
        waiting = {others.submit(evaluate, *asked[k]): k for k in missing}
        try:
            for done in as_completed(waiting):
                k = waiting[done]
                if done.exception() is None:
                    found[k] = done.result()
                    there.add(*asked[k], found[k])
                else:
                    errors.append(done.exception())
                report("cells with other values")
        except BaseException:
            others.shutdown(cancel_futures=True)
            raise
    if errors:
        raise errors[0]
    return list(found.values())


def _quietly():
    """What ends a run is in its note."""
    pybamm.set_logging_level("CRITICAL")
