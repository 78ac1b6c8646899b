r"""Charge transfer to metal, each branch bounded by transport to the wall.

    A = j0 (1 - e^-y) / (e^-(1-al)y + (j0/j_lim) (1 - e^-y)),   y = max(f eta, 0)          (1)
    C = j0 (1 - e^-z) / (e^-al z    + (j0/j_lim) (1 - e^-z)),   z = max(-f eta, 0)         (2)

With j0 << j_lim, A - C is Butler and Volmer's j0 (e^(1-al)f eta - e^-al f eta); far from equilibrium each
branch rises to j_lim, whatever j0, as 1/A = 1/(j0 (e^(1-al)y - e^-al y)) + 1/j_lim: at 1.6 V a plain
exponential is e^31, a spring no integrator can follow, while transport to and from a wall is finite.  Both
are zero at and beyond eta = 0, so whatever share of the wall each may act on, no net current flows at 0 V
(detailed balance, patch by patch).  Written in decaying exponentials, they can't overflow.

Either branch ends when what it takes ends, the metal q or the salt c:

    present(q, q_0) = tanh(q/q_0)                                                             (3)
    j = phi A - phi_c (phi+ C + (1 - phi+) o C_0)     on a wall, phi+ = max(phi, 0)           (4)
    C_0 = C with z (z + 0.002)/(z + 0.2) for z        on what metal does not cover            (5)

with phi = present(q, q_0), which is also the share of the wall that metal covers, phi_c =
present(c, c_0) and o the share of the bare wall that takes part: that where the
barrier of the substrate has been overcome, if it has one (nucleation.py).  What is metal already has none.

tanh is odd: a stock that round-off makes negative is put back above 0 V; 1 - exp(-q/q_0) let it reach -13
mol.m-3.  Below 0 V the same sign would feed it, as plating on less metal than none is stripping: a face of
-1e-12 mol.m-2 ran away to -1e-2.  So what plates sees phi+.
(5) starts at 0 V with a hundredth of the slope: with C itself the current of a bare wall has a corner there
that stops the solver when j0 is large, and with no slope at all no start can be found where the wall has to
carry the first current.  5 mV below it is half of C, 50 mV below nine tenths, which is an overpotential of
3 mV until the wall is covered.
"""

import pybamm

ONSET = 0.2  # RT/F, 5 mV
SLOPE = 0.01


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


def covering(c, c_n):
    """Return the share of a wall that a little more metal covers: the slope of `present`.

    Parameters
    ----------
    c, c_n : pybamm.Symbol
        Metal, and the amount below which it is running out, in the same unit.

    Returns
    -------
    pybamm.Symbol
        Per amount of metal, in one over its unit.
    """
    return (1 - pybamm.tanh(c / c_n) ** 2) / c_n


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


def bare_branch(j0, j_lim, alpha, f_eta):
    """Return the plating current of bare wall, equation (5); arguments as for `anodic_branch`."""
    z = pybamm.maximum(-f_eta, 0)
    return _branch(j0, j_lim, alpha, z * (z + SLOPE * ONSET) / (z + ONSET))


def wall_current(covered, open_share, salt, j0, j_lim, alpha, f_eta):
    """Return the current of a wall, equation (4).

    Parameters
    ----------
    covered, open_share : pybamm.Symbol
        Share of the wall that metal covers, below 0 where the integrator overdrew it, and of the bare wall
        that can take metal [-].
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
    strips = covered * anodic_branch(j0, j_lim, alpha, f_eta)
    takes = pybamm.maximum(covered, 0)
    on_metal = takes * cathodic_branch(j0, j_lim, alpha, f_eta)
    on_bare = (1 - takes) * open_share * bare_branch(j0, j_lim, alpha, f_eta)
    return strips - salt * (on_metal + on_bare)


def _branch(j0, j_lim, alpha, y):
    driven = 1 - pybamm.exp(-y)
    return j0 * driven / (pybamm.exp(-alpha * y) + j0 / j_lim * driven)
