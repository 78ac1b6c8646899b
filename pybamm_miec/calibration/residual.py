"""From what the runs show to residuals: (model - measured)/error, and what is known beforehand.

What a run did not come to is a residual, too: (1 + m) max|measured|/error, with m the share of the run that
is missing.  That is more than any curve is off that has the size of the measured one, it is finite, changes
smoothly with the parameters, and a run that comes further costs less.
"""

from collections.abc import Sequence

import numpy as np

from pybamm_miec.calibration.outcome import Outcome
from pybamm_miec.calibration.plan import Plan

LEAST = (
    100.0  # standard errors that something missing counts at least: more than what is there is off
)


class Residuals:
    """The residuals of a plan.

    Parameters
    ----------
    plan : Plan
        With its measurements.
    """

    def __init__(self, plan: Plan):
        self._plan = plan
        order = [k for _, _, places in plan.groups() for k in places]
        columns = [c for k in order for c in _columns(plan.measurements[k])]
        self._measured, self._error, self._missing = map(np.concatenate, zip(*columns, strict=True))
        self.places = _places(plan, order)

    def __call__(self, outcomes: Sequence[Outcome], x: np.ndarray) -> np.ndarray:
        """Return the residuals of all runs, in standard errors, then those of the priors.

        Parameters
        ----------
        outcomes : sequence of Outcome
            Of each group of the plan.
        x : array, shape (parameters,)
            Places, between 0 and 1 [-].

        Returns
        -------
        array, shape (n + priors,)
            [-].
        """
        shown = np.concatenate([outcome.shown for outcome in outcomes])
        share = np.concatenate([np.full(o.shown.size, o.missing) for o in outcomes])
        there = np.isfinite(shown)
        off = (np.where(there, shown, 0.0) - self._measured) / self._error
        return np.concatenate([np.where(there, off, (1 + share) * self._missing), self.priors(x)])

    def priors(self, x: np.ndarray) -> np.ndarray:
        """Return how far the parameters are from what is known beforehand, in standard deviations [-]."""
        known = [(f, p) for f, p in zip(self._plan.parameters, x, strict=True) if f.prior]
        return np.array([(f.value(p) - f.prior[0]) / f.prior[1] for f, p in known])

    def prior_slopes(self, x: np.ndarray) -> np.ndarray:
        """Return the derivatives of :meth:`priors` by the places, shape (priors, parameters) [-]."""
        rows = []
        for k, free in enumerate(self._plan.parameters):
            if free.prior:
                rows.append(np.eye(len(x))[k] * free.slope(x[k]) / free.prior[1])
        return np.array(rows).reshape(-1, len(x))

    @property
    def error(self) -> np.ndarray:
        """Standard errors, shape (n,), each in the unit of what was measured."""
        return self._error

    @property
    def size(self) -> np.ndarray:
        """The largest that was measured beside each, shape (n,), in its unit."""
        return self._missing * self._error


def _columns(measurement):
    for name in measurement.observed:
        y = measurement.table[name].to_numpy(dtype=float)
        error = np.broadcast_to(np.asarray(measurement.error[name], dtype=float), y.shape)
        yield y, error, np.maximum(np.abs(y).max() / error, LEAST)


def _places(plan, order):
    """Where the residuals of each measurement are."""
    places, first = {}, 0
    for k in order:
        size = len(plan.measurements[k].observed) * len(plan.measurements[k].table)
        places[k] = slice(first, first + size)
        first += size
    return places
