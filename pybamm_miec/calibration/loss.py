"""What a residual costs: the losses of ``scipy.optimize.least_squares``, whose cost is half their sum."""

import numpy as np

LOSSES = {
    "linear": lambda z: z,
    "soft_l1": lambda z: 2 * (np.sqrt(1 + z) - 1),
    "huber": lambda z: np.where(z <= 1, z, 2 * np.sqrt(np.maximum(z, 1)) - 1),
    "cauchy": np.log1p,
    "arctan": np.arctan,
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
