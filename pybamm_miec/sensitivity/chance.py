r"""How large a rank correlation chance alone makes.

    P(|rho| > r) = 1 - (1 - p)^(1/k),   r = t/sqrt(n - 2 + t^2)                                     (1)

With n draws, t is what Student's variable of n - 2 degrees of freedom exceeds in size with this
probability: of k unknowns that do nothing, the largest |rho| is above r in a share p of tables.  Where even a
perfect order is no rarer, 2/n!, r is 1.
"""

import math

from scipy import stats

ONE_IN_TWENTY = 0.05


def chance_level(draws: int, unknowns: int) -> float:
    """Return the size of rank correlation that noise exceeds in one of twenty tables, (1).

    Parameters
    ----------
    draws : int
        That have the prediction.
    unknowns : int
        In the table.

    Returns
    -------
    float
        From 0 to 1 [-].
    """
    each = 1 - (1 - ONE_IN_TWENTY) ** (1 / unknowns)
    if draws <= 2 or 2 / math.factorial(draws) > each:
        return 1.0
    t = stats.t.isf(each / 2, draws - 2)
    return float(t / math.sqrt(draws - 2 + t**2))
