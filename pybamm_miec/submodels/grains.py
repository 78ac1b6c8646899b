"""What other laws see of the grains: how full they are, what comes onto them, what they can hold."""

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
