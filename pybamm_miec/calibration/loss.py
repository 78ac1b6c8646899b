"""What a residual costs, and how much it still tells.

The losses are those of ``scipy.optimize.least_squares``, whose cost is half their sum.  With psi the slope of
the cost by a residual and w = psi/r, a fit of normal residuals, with a standard deviation of 1, errs by

    (E[psi^2]/E[psi']^2)^(1/2)                                                                 (1)

times the error of least squares, 1.04 to 1.43 (Huber 1964).  An outlier tells less; so each residual is given
w of the information it has in least squares, times what makes (1) right where there are none.  The cost rises
by E[psi^2]/E[psi'] times as much as that of least squares, at as many standard errors.
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
# of normal residuals: E[psi']^2/E[psi^2]/E[w], and E[psi^2]/E[psi']
_TELLS = {"linear": 1.0, "soft_l1": 1.1737, "huber": 0.9968, "cauchy": 1.1614, "arctan": 0.7190}
RISES = {"linear": 1.0, "soft_l1": 0.6095, "huber": 0.7559, "cauchy": 0.4521, "arctan": 0.5513}


def cost(residual: np.ndarray, loss: str) -> float:
    """Return half the sum of the losses of residuals, as SciPy does.

    Parameters
    ----------
    residual : array, shape (n,)
        In standard errors [-].
    loss : str
        One of ``LOSSES``.

    Returns
    -------
    float
        [-].
    """
    return float(0.5 * np.sum(LOSSES[loss](np.square(residual))))


def slope(residual: np.ndarray, loss: str) -> np.ndarray:
    """Return the derivatives of the cost by the residuals.

    Parameters
    ----------
    residual : array, shape (n,)
        In standard errors [-].
    loss : str
        One of ``LOSSES``.

    Returns
    -------
    array, shape (n,)
        [-].
    """
    return _SLOPES[loss](np.square(residual)) * residual


def information_left(residual: np.ndarray, loss: str) -> np.ndarray:
    """Return the share of its information that each residual is given, for an outlier next to none.

    Parameters
    ----------
    residual : array, shape (n,)
        In standard errors [-].
    loss : str
        One of ``LOSSES``.

    Returns
    -------
    array, shape (n,)
        1 for least squares [-].
    """
    return _TELLS[loss] * _SLOPES[loss](np.square(residual))
