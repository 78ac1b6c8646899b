"""What other laws see of the grains: how full they are, and what comes onto them."""

from pybamm_miec import vocabulary as v


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
