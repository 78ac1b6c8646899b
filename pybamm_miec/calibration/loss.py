"""What a residual costs: the losses of ``scipy.optimize.least_squares``, whose cost is half their sum."""

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
