"""Runs that are sent to an executor, and sent again when they were lost.

A run travels as the digest of its plan and a place.  The plan itself, which holds all that was measured,
follows once to each process that does not know it.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Any

from pybamm_miec.calibration.executor import Pool
from pybamm_miec.calibration.plan import Plan
from pybamm_miec.calibration.worker import Unknown, answer
from pybamm_miec.errors import CalibrationError
from pybamm_miec.refusal import refuse

Place = tuple[int, tuple[float, ...]]  # which run, and where its parameters are
VAIN = 3  # times in a row that processes may be lost before any run came back


class Dispatch:
    """Has the runs of a plan solved.

    Parameters
    ----------
    plan : Plan
        Whose runs.
    executor : concurrent.futures.Executor
        Solves them.

    Notes
    -----
    ``lost`` counts how often processes of this machine were lost, begun anew, and sent again what had not
    come back.  Executors that do the same on their own, as Dask's, do not tell.
    """

    def __init__(self, plan: Plan, executor: Executor):
        self._plan, self._executor = plan, executor
        self.lost = 0

    def __call__(self, what: str, places: Iterable[Place]) -> Iterator[tuple[Place, Any]]:
        """Yield what runs give, each as soon as it is there.

        Parameters
        ----------
        what : str
            As for :func:`pybamm_miec.calibration.worker.answer`.
        places : iterable of (int, tuple of float)
            Number of the run, and places of its cell's parameters [-].

        Yields
        ------
        tuple
            The place, and what was found there.

        Raises
        ------
        CalibrationError
            When processes are lost that cannot be begun anew, or are lost again and again.
        """
        left, vain = dict.fromkeys(places), 0
        while left:
            try:
                for at, found in self._round(what, list(left)):
                    del left[at]
                    vain = 0
                    yield at, found
            except BrokenExecutor:
                self.lost, vain = self.lost + 1, vain + 1
                if not isinstance(self._executor, Pool) or vain == VAIN:
                    _refuse_lost(self._executor, next(iter(left)), vain)
                self._executor.renew()

    def _round(self, what, places):
        waiting: dict[Future, Place] = {}
        try:
            for at in places:
                waiting[self._send(what, at)] = at
                yield from self._come(what, waiting, 0)
            while waiting:
                yield from self._come(what, waiting, None)
        finally:  # whose executor it is does not matter: nobody waits for these any more
            for future in waiting:
                future.cancel()

    def _come(self, what, waiting, seconds):
        done, _ = wait(waiting, seconds, FIRST_COMPLETED)
        for future in done:
            at, found = waiting.pop(future), future.result()
            if isinstance(found, Unknown):
                waiting[self._send(what, at, self._plan)] = at
            else:
                yield at, found

    def _send(self, what, at, plan=None):
        return self._executor.submit(answer, what, self._plan.digest, *at, plan)


def _refuse_lost(executor, at, vain):
    k, x = at
    again = f"{vain} times in a row, the last time on or beside run {k + 1} at {x}"
    refuse(
        CalibrationError,
        type(executor).__name__,
        "its processes ended before their runs were done"
        + (f", {again}" if vain > 1 else "")
        + "; see whether they had enough memory, and fit again with the same folder, whose journal holds all "
        "that came back.",
    )
