"""Derivatives as differences of runs.

The steps of the integrator change with the parameters, which shows as noise of the size of its tolerance r,
or of more where it is read off in a rough way.  A one-sided difference then errs least for a step of r^(1/2),
a central one for r^(1/3), both of the range, if what is shown curves over all of the range.  Where a voltage
falls steeply that is too wide: a second step, some times nearer, takes its place wherever the two differ by
more than noise.
"""

from collections.abc import Mapping

import numpy as np

NEARER = 4.0  # times: noise is as many times larger there, curvature its square times smaller
ROOM = 3.0  # times what is expected of noise


def steps(noise: float, x: float, central: bool) -> list[float]:
    """Return the steps that a derivative takes, within the bounds [-].

    Parameters
    ----------
    noise : float
        Relative, of what is shown [-].
    x : float
        Place of the parameter, between 0 and 1 [-].
    central : bool
        Whether there are some to either side, and nearer ones.
    """
    h = noise ** (1 / 3 if central else 1 / 2)
    asked = (h, -h, h / NEARER, -h / NEARER) if central else (h, -h)
    inside = [step for step in asked if 0 <= x + step <= 1]
    return inside if central else inside[:1]


def slope(here: np.ndarray, ends: Mapping[float, np.ndarray], noise: np.ndarray) -> np.ndarray:
    """Return the derivative of what a run shows, 0 where no run came so far.

    Parameters
    ----------
    here : array, shape (n,)
        What it shows, each in its unit.
    ends : mapping
        What it shows at each of the steps.
    noise : array, shape (n,)
        Of what it shows, in its unit.

    Returns
    -------
    array, shape (n,)
        In the unit of what is shown.
    """
    sizes = sorted({abs(step) for step in ends}, reverse=True)
    found = [_between(here, {s: y for s, y in ends.items() if abs(s) == size}) for size in sizes]
    if len(found) == 1:
        return found[0]
    wide, near = found
    return np.where(np.abs(wide - near) > ROOM * noise / sizes[1], near, wide)


def _between(here, ends):
    """One step to either side, or to one: where a run did not come so far the other side alone."""
    slopes = [(there - here) / step for step, there in ends.items()]
    known = [np.where(np.isfinite(each), each, 0.0) for each in slopes]
    count = np.sum([np.isfinite(each) for each in slopes], axis=0)
    return np.sum(known, axis=0) / np.maximum(count, 1)
