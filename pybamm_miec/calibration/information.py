"""What the derivatives at an optimum say about the parameters: how well each is known, and which are not.

Places between 0 and 1 are the coordinates: a standard error of 1 is the whole range.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# Standard deviation of an even spread between the bounds: who knows no better than this knows the bounds.
BLIND = 12**-0.5
FLOOR = 1e-6  # eigenvalues below are no information: a standard error of a thousand ranges


@dataclass(frozen=True)
class Information:
    """What is known of the parameters.

    Attributes
    ----------
    matrix : array, shape (parameters, parameters)
        J^T J of the residuals without priors, each with the share that the loss leaves it [-].
    priors : array, shape (parameters, parameters)
        The same of the priors [-].
    """

    matrix: np.ndarray
    priors: np.ndarray

    @property
    def covariance(self) -> np.ndarray:
        """Of the places, data and priors together, shape (parameters, parameters) [-]."""
        return _inverse(self.matrix + self.priors)

    @property
    def errors(self) -> np.ndarray:
        """Standard errors of the places, the others being free, shape (parameters,) [-]."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def within_bounds(self) -> np.ndarray:
        """Information with that of the bounds, an even spread between them, shape as `matrix` [-]."""
        return self.matrix + self.priors + np.eye(len(self.matrix)) / BLIND**2

    @property
    def without_priors(self) -> np.ndarray:
        """Standard errors of the places from the data, the others being free, shape (parameters,) [-]."""
        return np.sqrt(np.diag(_inverse(self.matrix)))

    @property
    def correlation(self) -> np.ndarray:
        """Of the places, shape (parameters, parameters) [-]."""
        return self.covariance / np.outer(self.errors, self.errors)

    @property
    def alone(self) -> np.ndarray:
        """Standard errors of the places from the data, the others being known, shape (parameters,) [-]."""
        return 1 / np.sqrt(np.maximum(np.diag(self.matrix), FLOOR))

    @property
    def directions(self) -> list[tuple[float, np.ndarray]]:
        """Directions that the data tell apart, the best known first: standard error [-] and unit vector."""
        values, vectors = np.linalg.eigh(self.matrix)
        order = np.argsort(values)[::-1]
        return [(1 / np.sqrt(max(values[k], FLOOR)), vectors[:, k]) for k in order]


def _inverse(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return (vectors / np.maximum(values, FLOOR)) @ vectors.T


def information(jacobian: np.ndarray, priors: int, shares: np.ndarray | float = 1.0) -> Information:
    """Return the information of residuals whose last rows are those of priors.

    To first order, of errors that are right and independent of each other: a curve of many points tells as
    much as its errors say, also if all of them are off together.

    Parameters
    ----------
    jacobian : array, shape (n + priors, parameters)
        Derivatives by the places [-].
    priors : int
        How many rows are of priors.
    shares : array, shape (n + priors,), or float
        Of the information of each, from :func:`pybamm_miec.calibration.loss.Loss` [-].

    Returns
    -------
    Information
    """
    rows = len(jacobian) - priors
    jacobian = jacobian * np.broadcast_to(np.sqrt(shares), len(jacobian))[:, None]
    data, known = jacobian[:rows], jacobian[rows:]
    return Information(data.T @ data, known.T @ known)


def verdicts(known: Information, names: Sequence[str]) -> dict[str, str]:
    """Return what the data cannot tell, in words.

    A parameter is not seen when its standard error, all others being known, is above 0.29 of its range, that
    of an even spread between its bounds.  It is not told apart when it is seen, but its standard error is
    above that once the others are free.  What is known beforehand, of itself or of others, may tell it apart
    all the same; where that is so it is said.

    Parameters
    ----------
    known : Information
        At the optimum.
    names : sequence of str
        Of the parameters.

    Returns
    -------
    dict of str
        By name; empty for what is known.
    """
    found = {}
    correlation = np.abs(known.correlation - np.eye(len(names)))
    for k, name in enumerate(names):
        found[name] = ""
        if known.alone[k] > BLIND:
            found[name] = "not seen by the data"
        elif known.without_priors[k] > BLIND:
            found[name] = f"not told apart from {names[int(np.argmax(correlation[k]))]}"
            if known.errors[k] <= BLIND:
                found[name] += " but by priors"
    return found
