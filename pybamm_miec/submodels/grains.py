r"""What other laws see of the grains: how full they are, what comes onto them, what they can hold.

    one_way(i) = (i)+ + e (-i)+/(1 + |i|/i_0)        of the current onto the grains                (1)

e is half a millionth and i_0 the typical current over the volume of the host; ( )+ is the part above zero.
Laws that follow what enters the grains, or what leaves them, take (1) for ( )+: of what goes the other way
they see half a millionth or less, nothing at rest, and nothing negative.  With ( )+ itself their entries in
the Jacobian are zero while the current goes the other way.  PyBaMM's sparse solver, KLU, keeps the pivots of
its first factorisation.  Near an end of the sites, where the site potential says little of the lithium, the
pivot of such a law's row is in the column of that potential; once it is zero no step converges, however
short.  The other laws of one direction - isolated lithium, film on metal, first film, nuclei - are driven by
potentials whose columns have pivots of their own, and keep ( )+.
"""

import pybamm

from pybamm_miec import vocabulary as v

LEAK = 5e-7  # e of (1)


def lithiation(options, variables):
    """Return how full of lithium the host is where lithium can go, at the surface of its grains.

    Parameters
    ----------
    options : HostOptions
        Of the model.
    variables : dict
        PyBaMM's.

    Returns
    -------
    pybamm.Symbol
        Of the open sites where sites open with cycling, else of all, over the depth of the host [-].
    """
    return options.host.read(variables, v.x_o if options.activates else v.x_surf)[0]


def onto_grains(options, variables):
    """Return all current onto the grains: of their reaction, and of ions that reach them through the frame.

    Parameters
    ----------
    options : HostOptions
        Of the model.
    variables : dict
        PyBaMM's.

    Returns
    -------
    pybamm.Symbol
        Per area of the grains, anodic positive [A.m-2].
    """
    currents = (v.j_h, v.j_i) if options.frame_conducts_ions else (v.j_h,)
    return sum(options.host.read(variables, *currents))


def open_sites(options, param, variables):
    """Return how much lithium the sites hold that it can reach, as charge.

    Parameters
    ----------
    options : HostOptions
        Of the model.
    param : HostParameters
        Symbols of the cell.
    variables : dict
        PyBaMM's.

    Returns
    -------
    pybamm.Symbol
        Of the open sites where sites open with cycling, else of all, per volume of the host [C.m-3].
    """
    grains = param.domain_params[options.host.electrode].prim
    sites = param.F * grains.epsilon_s * grains.c_max
    return sites * options.host.read(variables, v.u)[0] if options.activates else sites


def one_way(options, param, i):
    """Return what goes in one direction of a current onto the grains, equation (1).

    Parameters
    ----------
    options : HostOptions
        Of the model.
    param : HostParameters
        Symbols of the cell.
    i : pybamm.Symbol
        Current onto the grains, or the same with the other sign, per volume of the host [A.m-3].

    Returns
    -------
    pybamm.Symbol
        `i` where it is above zero, else next to nothing, never negative [A.m-3].
    """
    i_0 = param.I_typ / param.domain_params[options.host.electrode].L
    back = pybamm.maximum(-i, 0)
    return pybamm.maximum(i, 0) + LEAK * back / (1 + back / i_0)
