"""What a residual costs, and how much it still tells.

The losses are those of ``scipy.optimize.least_squares``, whose cost is half their sum.  With psi the slope of
the cost by a residual and w = psi/r, a fit of normal residuals, with a standard deviation of 1, errs by

    (E[psi^2]/E[psi']^2)^(1/2)                                                                 (1)

times the error of least squares, 1.04 to 1.43 (Huber 1964).  An outlier tells less; so each residual is given
w of the information it has in least squares, times what makes (1) right where there are none.  The cost rises
by E[psi^2]/E[psi'] times as much as that of least squares, at as many standard errors.

What is known beforehand is no outlier: the last residuals, those of the priors, are squares with every loss.
"""

import numpy as np

LOSSES = {
    "linear": lambda z: z,
    "soft_l1": lambda z: 2 * (np.sqrt(1 + z) - 1),
    "huber": lambda z: np.where(z <= 1, z, 2 * np.sqrt(np.maximum(z, 1)) - 1),
    "cauchy": np.log1p,
    "arctan": np.arctan,
}
_SLOPES = {
    "linear": np.ones_like,
    "soft_l1": lambda z: 1 / np.sqrt(1 + z),
    "huber": lambda z: 1 / np.sqrt(np.maximum(z, 1)),
    "cauchy": lambda z: 1 / (1 + z),
    "arctan": lambda z: 1 / (1 + z**2),
}
_BENDS = {
    "linear": np.zeros_like,
    "soft_l1": lambda z: -0.5 * (1 + z) ** -1.5,
    "huber": lambda z: np.where(z <= 1, 0.0, -0.5 * np.maximum(z, 1) ** -1.5),
    "cauchy": lambda z: -1 / (1 + z) ** 2,
    "arctan": lambda z: -2 * z / (1 + z**2) ** 2,
}
# of normal residuals: E[psi']^2/E[psi^2]/E[w], and E[psi^2]/E[psi']
_TELLS = {"linear": 1.0, "soft_l1": 1.1737, "huber": 0.9968, "cauchy": 1.1614, "arctan": 0.7190}
RISES = {"linear": 1.0, "soft_l1": 0.6095, "huber": 0.7559, "cauchy": 0.4521, "arctan": 0.5513}


class Loss:
    """A loss of residuals whose last ones are those of priors.

    Parameters
    ----------
    name : str
        One of ``LOSSES``.
    priors : int
        How many residuals are of priors.
    """

    def __init__(self, name: str, priors: int = 0):
        self.name, self._priors = name, priors

    def cost(self, residual: np.ndarray) -> float:
        """Return half the sum of the losses of residuals, in standard errors, shape (n,) [-]."""
        return float(0.5 * np.sum(self._each(LOSSES, np.square(residual))))

    def slope(self, residual: np.ndarray) -> np.ndarray:
        """Return the derivatives of the cost by the residuals, shape (n,) [-]."""
        return self._each(_SLOPES, np.square(residual)) * residual

    def information_left(self, residual: np.ndarray) -> np.ndarray:
        """Return the share of its information that each residual is given, shape (n,) [-].

        That of an outlier is next to none; with least squares, and of priors, it is 1.
        """
        left = self._each(_SLOPES, np.square(residual))
        left[: left.size - self._priors] *= _TELLS[self.name]
        return left

    def __call__(self, z: np.ndarray) -> np.ndarray:
        """Return what ``scipy.optimize.least_squares`` asks of a loss, of squares `z`, shape (3, n) [-]."""
        return np.array([self._each(which, z) for which in (LOSSES, _SLOPES, _BENDS)])

    def _each(self, which, z):
        data = np.size(z) - self._priors
        return np.concatenate([which[self.name](z[:data]), which["linear"](z[data:])])
