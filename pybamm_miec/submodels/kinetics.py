r"""Charge transfer to metal, each branch bounded by transport to the wall.

    A = j0 (1 - e^-y) / (e^-(1-al)y + (j0/j_lim) (1 - e^-(1-al)y)),   y = max(f eta, 0)    (1)
    C = j0 (1 - e^-z) / (e^-al z    + (j0/j_lim) (1 - e^-al z)),      z = max(-f eta, 0)   (2)

With j0 << j_lim, A - C is Butler and Volmer's  j0 (e^(1-al)f eta - e^-al f eta);  far from
equilibrium each branch tends to j_lim instead of growing without bound: at 1.6 V a plain exponential
is e^31, a spring no integrator can follow, while transport to and from a wall is finite.  Both are
zero at and beyond eta = 0, so whatever share of the wall each may act on, no net current flows at 0 V
(detailed balance, patch by patch).  Written in decaying exponentials, they can't overflow.

Either branch ends when what it takes ends, the metal q or the salt c:

    present(q, q_0) = tanh(q/q_0)                                                             (3)
    j_b = phi A - phi_c C                             on metal                                (4)
    j = phi (A - phi_c C) - (1 - phi) o phi_c C       on a wall without barrier to metal      (5)
    C_0 = C with z^2/(z + 0.2) for z                  on a foil                               (6)

with phi = present(q, q_0), which is also the share of such a wall that metal covers, phi_c =
present(c, c_0) and o the share of the bare wall that takes part.

tanh is odd: a stock that round-off makes negative is put back.  1 - exp(-q/q_0) let it reach -13 mol.m-3.
(6) starts without a corner at 0 V: a foil that carries most of the current alone, as under a frame that
hardly conducts, stops the solver at the corner of C.  Where the wall may have to carry all of the first
current, (5), the corner is needed: without a slope at 0 V no start can be found.
"""

import pybamm

ONSET = 0.2  # RT/F, 5 mV


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


def foil_branch(j0, j_lim, alpha, f_eta):
    """Return the plating current of a foil, equation (6); arguments as for `anodic_branch`."""
    z = pybamm.maximum(-f_eta, 0)
    return _branch(j0, j_lim, alpha, z * z / (z + ONSET))


def metal_current(metal, salt, j0, j_lim, alpha, f_eta):
    """Return the current on metal, equation (4).

    Parameters
    ----------
    metal, salt : pybamm.Symbol
        How far either is present, from `present` [-].
    j0, j_lim : pybamm.Symbol
        Exchange and limiting current density [A.m-2].
    alpha, f_eta : pybamm.Symbol
        Transfer coefficient of plating, and overpotential over RT/F [-].

    Returns
    -------
    pybamm.Symbol
        Current density, anodic positive [A.m-2].
    """
    strips = metal * anodic_branch(j0, j_lim, alpha, f_eta)
    return strips - salt * cathodic_branch(j0, j_lim, alpha, f_eta)


def wall_current(covered, open_share, salt, j0, j_lim, alpha, f_eta):
    """Return the current of a wall without a barrier to metal, equation (5).

    Parameters
    ----------
    covered, open_share : pybamm.Symbol
        Share of the wall that metal covers, and of the bare wall that can take metal [-].
    salt : pybamm.Symbol
        How far it is present, from `present` [-].
    j0, j_lim : pybamm.Symbol
        Exchange and limiting current density [A.m-2].
    alpha, f_eta : pybamm.Symbol
        Transfer coefficient of plating, and overpotential over RT/F [-].

    Returns
    -------
    pybamm.Symbol
        Current density, anodic positive [A.m-2].
    """
    metal = metal_current(1, salt, j0, j_lim, alpha, f_eta)
    bare = salt * cathodic_branch(j0, j_lim, alpha, f_eta)
    return covered * metal - (1 - covered) * open_share * bare


def _branch(j0, j_lim, alpha, y):
    decay = pybamm.exp(-alpha * y)
    return j0 * (1 - pybamm.exp(-y)) / (decay + j0 / j_lim * (1 - decay))
