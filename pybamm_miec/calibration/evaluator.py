"""Residuals and their derivatives, from runs that an executor solves and a journal remembers.

The derivatives are the solver's own where they are right (`Run.exact`), elsewhere differences.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor

import numpy as np

from pybamm_miec.calibration import differences
from pybamm_miec.calibration import executor as on
from pybamm_miec.calibration.dispatch import Dispatch
from pybamm_miec.calibration.journal import Journal
from pybamm_miec.calibration.observable import noise
from pybamm_miec.calibration.plan import Plan
from pybamm_miec.calibration.residual import Residuals


class Evaluator:
    """The residuals of a plan and their derivatives.

    Parameters
    ----------
    plan : Plan
        What is compared.
    executor : concurrent.futures.Executor
        Solves the runs.
    journal : Journal
        Keeps what they gave.

    Notes
    -----
    It counts: ``solved`` are the runs that the journal did not hold; ``seconds`` what all runs took together;
    ``failures`` how often one ended early or did not hold what was measured, by what it said; ``replaced`` of
    how many runs the solver's derivatives were not finite, so that differences took their place from then on.
    ``best`` is the least cost so far, and where.
    """

    def __init__(self, plan: Plan, executor: Executor, journal: Journal):
        self.plan, self._journal = plan, journal
        self._dispatch = Dispatch(plan, executor)
        self._residuals = Residuals(plan)
        groups = plan.groups()
        self._runs = [(cell, plan.of_cell(cell)) for cell, _, _ in groups]
        self._read = [places for _, _, places in groups]
        rough = [[noise(plan.measurements[p]) for p in places] for places in self._read]
        self._noise = [max(plan.numerics.rtol, *each) for each in rough]
        self.best: tuple[float, np.ndarray] | None = None
        self.solved, self.seconds, self.replaced = 0, 0.0, 0
        self.failures: Counter[str] = Counter()
        self._counted: set = set()
        self._exact_runs = {k for k in range(len(self._runs)) if plan.run(k).exact}

    @property
    def lost(self) -> int:
        """How often processes were lost, and what they had not done was sent again."""
        return self._dispatch.lost

    @property
    def places(self) -> dict[int, slice]:
        """Where among the residuals each measurement is."""
        return self._residuals.places

    def shown(self, x: np.ndarray) -> np.ndarray:
        """Return what all runs show at a place, shape (n,), each in its unit; NaN for what is missing."""
        self._solve([(k, x) for k in range(len(self._runs))])
        return np.concatenate([outcome.shown for outcome in self._outcomes(x)])

    def ahead(self, places: Sequence[np.ndarray]) -> None:
        """Solve the runs at several places at once, so that :meth:`residual` finds them done."""
        self._solve([(k, x) for x in places for k in range(len(self._runs))])

    def residual(self, x: np.ndarray) -> np.ndarray:
        """Return the residuals at a place, shape (n + priors,), in standard errors [-]."""
        self._solve([(k, x) for k in range(len(self._runs))])
        r = self._residuals(self._outcomes(x), x)
        found = self.plan.losses.cost(r)
        if self.best is None or found < self.best[0]:
            self.best = found, np.array(x)
        return r

    def jacobian(self, x: np.ndarray, central: bool = False) -> np.ndarray:
        """Return the derivatives of :meth:`residual` by the places, shape (n + priors, parameters) [-].

        Parameters
        ----------
        x : array, shape (parameters,)
            Where [-].
        central : bool
            Whether differences are central, which takes four times the runs.
        """
        exact = self._exact(x)
        asked = self._steps(x, central, exact)
        self._solve([(k, x) for k in range(len(self._runs))] + [(k, y) for k, _, y, _ in asked])
        blocks = []
        for k, (_, free) in enumerate(self._runs):
            if exact[k] is not None:
                own = exact[k]
            else:
                columns = [self._column(k, x, j, asked) for j in free]
                own = np.column_stack(columns) if free else np.empty((self._shown(k, x).size, 0))
            block = np.zeros((own.shape[0], len(x)))
            block[:, list(free)] = own
            blocks.append(block)
        by_error = np.concatenate(blocks) / self._residuals.error[:, None]
        return np.concatenate([by_error, self._residuals.prior_slopes(x)])

    def _exact(self, x):
        """The solver's own derivatives, None for a run where they are not right or not finite."""
        asked = {k: self._own(k, x) for k in sorted(self._exact_runs)}
        new = [
            (k, tuple(own)) for k, own in asked.items() if not self._journal.knows("slopes", k, own)
        ]
        for (k, own), found in self._dispatch("slopes", new):
            self._journal.put("slopes", k, np.array(own), found)
        found = {k: self._journal.get("slopes", k, own) for k, own in asked.items()}
        without = {k for k, each in found.items() if each is None}
        self.replaced += len(without)
        self._exact_runs -= without  # they would be as much in vain elsewhere, and take as long
        return [found.get(k) for k in range(len(self._runs))]

    def _steps(self, x, central, exact):
        """The places that differences are taken from: run, parameter, place, step."""
        asked = []
        for k, (_, free) in enumerate(self._runs):
            if exact[k] is not None:
                continue
            for j in free:
                for step in differences.steps(self._noise[k], x[j], central):
                    asked.append((k, j, _moved(x, j, step), step))
        return asked

    def _column(self, k, x, j, asked):
        """Differences of what run `k` shows by parameter `j`."""
        ends = {step: self._shown(k, y) for run, p, y, step in asked if (run, p) == (k, j)}
        places = [self.places[p] for p in self._read[k]]
        size = np.concatenate([self._residuals.size[place] for place in places])
        return differences.slope(self._shown(k, x), ends, self._noise[k] * size)

    def _shown(self, k, x):
        return self._journal.get("outcome", k, self._own(k, x)).shown

    def _outcomes(self, x):
        return [self._journal.get("outcome", k, self._own(k, x)) for k in range(len(self._runs))]

    def _own(self, k, x):
        """The places of the parameters that the cell of a run has."""
        return np.asarray(x, dtype=float)[list(self._runs[k][1])]

    def _solve(self, wanted: Sequence[tuple[int, np.ndarray]]) -> None:
        """Solve what is not known yet, all at once."""
        asked = {(k, tuple(self._own(k, x))) for k, x in wanted}
        new = [(k, x) for k, x in asked if not self._journal.knows("outcome", k, np.array(x))]
        for (k, x), found in self._dispatch("outcome", sorted(new)):  # kept as soon as it is there
            self._journal.put("outcome", k, np.array(x), found)
            self.solved += 1
        for k, x in sorted(asked - self._counted):
            found = self._journal.get("outcome", k, np.array(x))
            self.seconds += found.seconds
            if found.ended:
                self.failures[found.ended] += 1
        self._counted |= asked


def residual(plan: Plan, theta: Mapping[str, float]) -> np.ndarray:
    """Return the residuals of a plan, in this process.

    Parameters
    ----------
    plan : Plan
        What is compared; its simulations are built by the first call.
    theta : mapping
        The parameters by name, each in the unit of its row, as ``theta`` of a record holds them.

    Returns
    -------
    array, shape (n + priors,)
        (model - measured)/error of each measurement in the order of the runs, then (value - mean)/sd of each
        parameter that has a prior [-].
    """
    x = np.array([free.place(theta[free.name]) for free in plan.parameters])
    return Evaluator(plan, on.Here(), Journal({})).residual(x)


def _moved(x, j, step):
    there = np.array(x, dtype=float)
    there[j] += step
    return there
