"""The search for the parameters that fit best: from several places, by least squares."""

import itertools
import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import asdict
from pathlib import Path

import numpy as np
from scipy.stats import qmc

from pybamm_miec.calibration import executor as on
from pybamm_miec.calibration import record
from pybamm_miec.calibration.evaluator import Evaluator
from pybamm_miec.calibration.information import information
from pybamm_miec.calibration.journal import Journal
from pybamm_miec.calibration.plan import Plan
from pybamm_miec.calibration.progress import Progress
from pybamm_miec.calibration.search import search, why_it_ended

COST, PLACE = 1e-4, 1e-6  # changes at which a search is done
MOST = 60  # residuals of a search
EDGE = 1e-3  # of the range: how far from its ends a search begins


class Enough(Exception):
    """The time is over."""


def fit(
    plan: Plan,
    folder: str | Path | None = None,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    report: Callable[[Progress], object] = lambda progress: None,
    seconds: float | None = None,
) -> record.Record:
    """Fit the parameters of a plan.

    Each start is a search by ``scipy.optimize.least_squares`` within the bounds.  It can be stopped, by
    Ctrl-C or when the time is over: the best so far is kept, and with a folder a fit of the same plan goes on
    from there, also if it was killed.

    Parameters
    ----------
    plan : Plan
        What is fitted to what.
    folder : str or pathlib.Path, optional
        Where journal and record go; nothing is written if not given.
    executor : concurrent.futures.Executor, optional
        Solves the runs; processes on this machine if not given.  Threads of one process wait for each other.
    workers : int, optional
        How many of these, as many as there are cores if not given; 1 is this process.
    report : callable
        Called with a :class:`Progress` at each iterate.
    seconds : float, optional
        How long it may take [s].

    Returns
    -------
    Record
        Also in ``record.json`` of the folder.

    Raises
    ------
    CalibrationError
        When the folder holds another fit, or a parameter cannot be fitted.
    """
    folder = None if folder is None else Path(folder)
    journal = Journal({"plan": plan.digest, "versions": record.versions()}, folder)
    journal.begin()
    own = on.pool(workers) if executor is None else None
    try:
        found = _Fit(plan, Evaluator(plan, executor or own, journal), journal, report, seconds)
        result = found.record()
    finally:
        journal.close()
        if own is not None:
            own.shutdown(cancel_futures=True)
    if folder is not None:
        result.write(folder / record.FILE)
    return result


def places(plan: Plan) -> np.ndarray:
    """Return where the searches of a plan begin, shape (starts, parameters) [-]."""
    first, count = plan.start(), len(plan.parameters)
    others = qmc.LatinHypercube(count, rng=plan.seed).random(plan.starts - 1)
    return np.clip(np.vstack([first, others]), EDGE, 1 - EDGE)


class _Fit:
    """One after another, the searches, and then the derivatives at the best of all places."""

    def __init__(self, plan, evaluator, journal, report, seconds):
        self._plan, self._evaluator, self._journal = plan, evaluator, journal
        self._report, self._began, self._seconds = report, time.perf_counter(), seconds
        self._searches: list[dict] = []

    def record(self):
        stopped, jacobian = "", None
        try:
            for number, x in enumerate(places(self._plan), start=1):
                self._search(number, x)
            jacobian = self._evaluator.jacobian(self._best(), central=True)
        except KeyboardInterrupt:
            stopped = "it was stopped by hand"
        except Enough:
            stopped = f"{self._seconds:g} s were over"
        if self._evaluator.best is None:
            raise KeyboardInterrupt  # there is nothing to keep
        self._journal.note(ended=stopped or "done")
        return self._told(jacobian, stopped)

    def _best(self):
        return self._evaluator.best[1]

    def _search(self, number, x):
        iterates = itertools.count(1)

        def jacobian(x):
            self._tell(number, next(iterates), x)
            return self._evaluator.jacobian(x)

        found = search(
            self._residual,
            x,
            jacobian,
            COST,
            loss=self._plan.losses,
            xtol=PLACE,
            gtol=PLACE,
            max_nfev=MOST,
        )
        names = [free.name for free in self._plan.parameters]
        self._searches.append(
            {
                "from": x.tolist(),
                "place": found.x.tolist(),
                "cost": float(found.cost),
                "residuals": int(found.nfev),
                "ended": why_it_ended(found, x, names),
            }
        )

    def _residual(self, x):
        r = self._evaluator.residual(x)
        if self._seconds is not None and time.perf_counter() - self._began > self._seconds:
            raise Enough
        return r

    def _tell(self, number, iteration, x):
        evaluator = self._evaluator
        at = self._plan.losses.cost(evaluator.residual(x))
        self._journal.note(start=number, iteration=iteration, cost=at, values=self._plan.values(x))
        self._report(
            Progress(
                start=number,
                starts=self._plan.starts,
                iteration=iteration,
                cost=at,
                best=evaluator.best[0],
                solved=evaluator.solved,
                failures=sum(evaluator.failures.values()),
            )
        )

    def _told(self, jacobian, stopped):
        plan, evaluator = self._plan, self._evaluator
        least, x = evaluator.best
        residual = evaluator.residual(x)
        known = None
        if jacobian is not None:
            shares = plan.losses.information_left(residual)
            known = information(jacobian, plan.priors, shares)
        return record.Record(
            title=plan.title,
            plan=plan.digest,
            versions=record.versions(),
            settings={
                **asdict(plan.numerics),
                "starts": plan.starts,
                "seed": plan.seed,
                "loss": plan.loss,
            },
            cells={name: asdict(cell) for name, cell in plan.cells.items()},
            data=record.of_data(plan, residual, evaluator.places),
            parameters=record.of_parameters(plan, x, known),
            place=x.tolist(),
            cost=least,
            information=None if known is None else known.matrix.tolist(),
            priors=None if known is None else known.priors.tolist(),
            searches=self._searches,
            counts={
                "runs": len(self._journal),
                "failed": sum(evaluator.failures.values()),
                "differences in place of the solver's derivatives": evaluator.replaced,
                "losses of processes": evaluator.lost,
            },
            failures=dict(evaluator.failures),
            seconds={"runs": evaluator.seconds, **self._journal.seconds},
            stopped=stopped,
        )
