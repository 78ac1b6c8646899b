r"""Charge transfer to metal, each branch bounded by transport to the wall.

    A = j0 (1 - e^-y) / (e^-(1-al)y + (j0/j_lim) (1 - e^-(1-al)y)),   y = max(f eta, 0)    (1)
    C = j0 (1 - e^-z) / (e^-al z    + (j0/j_lim) (1 - e^-al z)),      z = max(-f eta, 0)   (2)

With j0 << j_lim, A - C is Butler and Volmer's  j0 (e^(1-al)f eta - e^-al f eta);  far from
equilibrium each branch tends to j_lim instead of growing without bound: at 1.6 V a plain exponential
is e^31, a spring no integrator can follow, while transport to and from a wall is finite.  Both are
zero at and beyond eta = 0, so whatever share of the wall each may act on, no net current flows at 0 V
(detailed balance, patch by patch).  Written in decaying exponentials, they can't overflow.


Either branch ends when what it takes ends:

    present(c, c_n) = tanh(c/c_n)                                                             (3)

times A with the metal, times C with the salt.  tanh is odd: a stock that round-off makes negative is
put back.  1 - exp(-c/c_n) let it reach -13 mol.m-3.
"""

import pybamm


def present(c, c_n):
    """Return how far there is anything to take, equation (3).

    Parameters
    ----------
    c, c_n : pybamm.Symbol
        A stock, and the amount below which it is running out, in the same unit.

    Returns
    -------
    pybamm.Symbol
        1 where there is plenty, 0 where there is nothing [-].
    """
    return pybamm.tanh(c / c_n)


def anodic_branch(j0, j_lim, alpha, f_eta):
    """Return the stripping current of a wall covered with metal, equation (1).

    Parameters
    ----------
    j0, j_lim : pybamm.Symbol
        Exchange and limiting current density [A.m-2].
    alpha : pybamm.Symbol
        Transfer coefficient of plating [-].
    f_eta : pybamm.Symbol
        Overpotential over RT/F [-].

    Returns
    -------
    pybamm.Symbol
        Current density, never negative [A.m-2].
    """
    return _branch(j0, j_lim, 1 - alpha, pybamm.maximum(f_eta, 0))


def cathodic_branch(j0, j_lim, alpha, f_eta):
    """Return the plating current of a wall, equation (2); arguments as for `anodic_branch`."""
    return _branch(j0, j_lim, alpha, pybamm.maximum(-f_eta, 0))


def _branch(j0, j_lim, alpha, y):
    decay = pybamm.exp(-alpha * y)
    return j0 * (1 - pybamm.exp(-y)) / (decay + j0 / j_lim * (1 - decay))
