"""A search of SciPy's, and why it ended, in words."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import OptimizeResult, least_squares

from pybamm_miec.calibration.information import FLOOR

SHARE = (2, 4)  # how SciPy says that the cost fell by less than a share of itself
EPS = 1e-15  # the least that it takes


def search(
    residual: Callable[[np.ndarray], np.ndarray],
    start: np.ndarray,
    jacobian: Callable[[np.ndarray], np.ndarray],
    fall: float,
    **settings: object,
) -> OptimizeResult:
    """Return what ``scipy.optimize.least_squares`` finds between 0 and 1.

    SciPy is done when the cost falls by less than a share of itself.  Of thousands of points, or of data that
    the model is far off, that share is more than what a standard error changes the cost by, a half: there it
    goes on, until the cost itself falls by less.

    Parameters
    ----------
    residual : callable
        From places, shape (parameters,), to residuals, shape (n,) [-].
    start : array, shape (parameters,)
        Where it begins, within the bounds [-].
    jacobian : callable
        From places to the derivatives of the residuals, shape (n, parameters) [-].
    fall : float
        By how little the cost may fall, a share of it if it is below 1 [-].
    **settings
        Loss and other tolerances, as SciPy has them.

    Returns
    -------
    scipy.optimize.OptimizeResult
    """
    found = _from(start, residual, jacobian, ftol=fall, **settings)
    if found.status not in SHARE or found.cost <= 1:
        return found
    on = _from(found.x, residual, jacobian, ftol=max(fall / found.cost, EPS), **settings)
    on.nfev += found.nfev
    return on


def _from(start, residual, jacobian, **settings):
    return least_squares(
        residual,
        start,
        jacobian,
        bounds=(0, 1),
        method="dogbox",  # "trf" is held back by bounds that are far off, where a valley is narrow
        x_scale="jac",  # a parameter that is hardly seen would hold back the others
        **settings,
    )


_WHY = {
    0: "it asked for as many residuals as it may",
    1: "the cost has no slope that is left within the bounds",
    2: "the cost hardly falls any more",
    3: "the parameters hardly move any more",
    4: "the cost hardly falls and the parameters hardly move any more",
}


def why_it_ended(found: OptimizeResult, start: np.ndarray, names: Sequence[str]) -> str:
    """Return why a search ended, and where what is compared did not move with a parameter.

    Parameters
    ----------
    found : scipy.optimize.OptimizeResult
        From :func:`search`.
    start : array, shape (parameters,)
        Where it began [-].
    names : sequence of str
        Of the parameters.

    Returns
    -------
    str
    """
    flat = [name for name, J in zip(names, found.jac.T, strict=True) if J @ J < FLOOR]
    began = np.array_equal(found.x, start)
    if flat and len(flat) == len(names):
        return f"nothing that is compared moves with any parameter where it {'began' if began else 'came to'}"
    where = ", where it began" if began else ""
    without = f"; nothing that is compared moves with {', '.join(flat)} there" if flat else ""
    return _WHY[found.status] + where + without
