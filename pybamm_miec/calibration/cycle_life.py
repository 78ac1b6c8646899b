r"""How many cycles a cell lasts, also beyond a run that does not see the end of it.

A cell that still gives all it gave at first may have lost much: it has a reserve.  What it can still lose
before it gives less than a share s, over what it lost in the l cycles of the run, tells how long it goes on:

    loss = q_1 - q + r_1 - r                        of what is given back, q, and what is left in the host, r
    life = n + l f(loss/still),    still = (q - s q_1) (1 + r/(q_1 - s q_1))                   (1)
    f(u) = 1/u,   2 m - m^2 u below u = 1/m                                                    (2)

Where the run just sees q = s q_1 both ways meet: nothing is still to be lost.  Without a reserve the cell
goes on as it fell on average.  (2) goes on along its tangent where a cell outlasts m runs, so that one that
loses next to nothing, or gains, has a finite number that still tells less loss from more: a search that
begins there finds its way.

A life that the run sees lies on a line between two cycles, so that its slope by a parameter jumps where it
passes a whole cycle: on copper beside its reserve by up to 15 %, and so does its standard error.
"""

import numpy as np

MOST = 10.0  # m of (2)


def cycle_life(given: np.ndarray, left: np.ndarray, share: float, first: float) -> float:
    """Return the cycle at which what a cell gives back falls below a share; between cycles on a line.

    Parameters
    ----------
    given : array, shape (n,)
        Capacity that each cycle gave back, from the one that it is a share of [mA.h.cm-2].
    left : array, shape (n,)
        Lithium that the host had left then to give, nothing for a host whose lithium does not come to an end
        [mA.h.cm-2].
    share : float
        Of the first capacity, below 100 [%].
    first : float
        Number of the first cycle [-].

    Returns
    -------
    float
        Equation (1) where no cycle gave less; NaN for less than two cycles [-].
    """
    if given.size < 2:
        return np.nan
    kept = 100 * given / given[0]
    n = np.arange(given.size) + float(first)
    below = np.flatnonzero(kept < share)
    if below.size:
        k = below[0]
        return n[k - 1] + (kept[k - 1] - share) / (kept[k - 1] - kept[k])
    loss = given[0] - given[-1] + left[0] - left[-1]
    still = (kept[-1] - share) / 100 * (given[0] + 100 / (100 - share) * left[-1])
    return n[-1] + (n[-1] - n[0]) * _runs(loss, still)  # (1)


def _runs(loss, still):
    """How often a cell can lose as much again, equation (2)."""
    if still <= MOST * loss:
        return still / loss if loss else 0.0
    return 2 * MOST - MOST**2 * loss / still
