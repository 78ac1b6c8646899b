r"""How the wall that metal grows on shrinks as the pores fill.

A film of thickness delta on the wall takes  deps = -a ddelta  of the pore volume.  With e = eps/eps_0
for the share of the pores that is open, the laws are

    overlapping spheres   a/a_0 = e (1 + ln e / ln eps_0)^(2/3)    a_0 = -3 eps_0 ln eps_0 / R   (1)
    overlapping fibres    a/a_0 = e (1 + ln e / ln eps_0)^(1/2)    a_0 = -2 eps_0 ln eps_0 / R   (2)
    cylindrical pores     a/a_0 = e^(1/2)                          a_0 = 2 eps_0 / R_pore        (3)
    spheres               a/a_0 = (1 + (1 - e) eps_0/eps_s)^(2/3)  a_0 = 3 eps_s / R             (4)
    constant              a/a_0 = 1                                a_0 = 3 eps_s / R             (5)

(1) and (2): randomly placed, overlapping grains of radius R + delta leave eps = eps_0^((1+delta/R)^d) open, d
= 3 or 2; (2) is the random pore law of Bhatia and Perlmutter with psi = -1/ln eps_0.  (3): eps = eps_0 (1 -
delta/R_pore)^2; a set has one radius, which is then that of the pores.  (4): grains that never touch.  (4)
and (5) still have area when the pores are full, which leaves no current path out of a closed pore, so they
fade over the last w_c = 2 % of the pores by tanh(e/w_c).

The pores close at a residual porosity eps_r that keeps the liquid's potential defined:

    e = splus((eps - eps_r)/(eps_0 - eps_r))                         see positive_part.py          (6)

so that a film takes (1 - eps_r/eps_0) a ddelta: 4 % less than in pores that close at zero, for eps_r = 0.02.
splus is 2e-3 wide, so that the area falls to zero without an edge.  A floor of 1e-9 keeps ln e defined where
(6) is below round-off.  Of the wall, as of the pores, a little stays wet in a full pore, and keeps its double
layer:

    a_w = a + 0.02 a_0                                                                            (7)
"""

import pybamm

from pybamm_miec.submodels.positive_part import splus

CLOSURE_WIDTH = 0.02
EDGE_WIDTH = 2e-3
FLOOR = 1e-9
STAYS_WET = 0.02


def open_share(eps, eps_0, eps_r):
    """Return the share of the pores that is open, equation (6).

    Parameters
    ----------
    eps, eps_0, eps_r : pybamm.Symbol
        Porosity now, at the start and of a full pore [-].

    Returns
    -------
    pybamm.Symbol
        Between 0 and 1, smooth; 1 at the start [-].
    """
    return splus((eps - eps_r) / (eps_0 - eps_r), EDGE_WIDTH) + FLOOR


def _overlapping_spheres(e, eps_0, eps_s):
    del eps_s
    return e * _dilation(e, eps_0) ** (2 / 3)


def _overlapping_fibres(e, eps_0, eps_s):
    del eps_s
    return e * _dilation(e, eps_0) ** (1 / 2)


def _cylindrical_pores(e, eps_0, eps_s):
    del eps_0, eps_s
    return e ** (1 / 2)


def _spheres(e, eps_0, eps_s):
    return (1 + (1 - e) * eps_0 / eps_s) ** (2 / 3) * pybamm.tanh(e / CLOSURE_WIDTH)


def _constant(e, eps_0, eps_s):
    del eps_0, eps_s
    return pybamm.tanh(e / CLOSURE_WIDTH)


def _dilation(e, eps_0):
    """(1 + delta/R)^d of overlapping grains."""
    return 1 + pybamm.log(e) / pybamm.log(eps_0)


RELATIVE_AREA = {
    "overlapping spheres": _overlapping_spheres,
    "overlapping fibres": _overlapping_fibres,
    "cylindrical pores": _cylindrical_pores,
    "spheres": _spheres,
    "constant": _constant,
}
INITIAL_AREA = {
    "overlapping spheres": lambda eps_0, eps_s, R: -3 * eps_0 * pybamm.log(eps_0) / R,
    "overlapping fibres": lambda eps_0, eps_s, R: -2 * eps_0 * pybamm.log(eps_0) / R,
    "cylindrical pores": lambda eps_0, eps_s, R: 2 * eps_0 / R,
    "spheres": lambda eps_0, eps_s, R: 3 * eps_s / R,
    "constant": lambda eps_0, eps_s, R: 3 * eps_s / R,
}


def reacting_wall(law, e, eps_0, eps_s, R):
    """Return the wall that metal grows on, equations (1) to (5).

    Parameters
    ----------
    law : str
        A value of the option "host area".
    e : pybamm.Symbol
        Open share of the pores [-].
    eps_0, eps_s : pybamm.Symbol
        Porosity at the start, and share of the solid [-].
    R : pybamm.Symbol
        Radius of the grains [m].

    Returns
    -------
    pybamm.Symbol
        Per volume of the electrode [m-1].
    """
    return INITIAL_AREA[law](eps_0, eps_s, R) * RELATIVE_AREA[law](e, eps_0, eps_s)


def wet_wall(law, e, eps_0, eps_s, R):
    """Return the wall that is wet, equation (7); arguments and unit as for `reacting_wall`."""
    a_0 = INITIAL_AREA[law](eps_0, eps_s, R)
    return reacting_wall(law, e, eps_0, eps_s, R) + STAYS_WET * a_0  # (7)
