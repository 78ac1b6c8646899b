r"""Heat of mixing in the grains across from a host that has none.

    Q_mix = F eps_s <(U(c) - U(c_surf)) dc/dt>                 over the volume of a grain              (1)

Lithium enters a grain at the potential of its surface, as heat.py counts, and spreads to where that is
another.  Summed by parts this is PyBaMM's -F eps_s <D (dc/dr)^2 dU/dc>; as it stands the shells of the mesh
take up what enters less the heat, to round-off, where PyBaMM's is that to the order of the mesh.
"""

import pybamm

NAME = "Heat of mixing"


def heat_of_mixing(at, param, variables):
    """Return equation (1), in an electrode with Fickian grains.

    Parameters
    ----------
    at : Placement
        The electrode.
    param : pybamm.LithiumIonParameters
        Symbols of the cell.
    variables : dict
        Of the model; reads concentration, its rate of change, active share and temperature.

    Returns
    -------
    pybamm.Symbol
        Over the depth of the electrode [W.m-3].

    Raises
    ------
    KeyError
        When one of them is not there yet.
    """
    electrode, grains = at.electrode, param.domain_params[at.electrode].prim
    Electrode = electrode.capitalize()
    rate = variables[f"{Electrode} particle rhs [mol.m-3.s-1]"]
    even = at.domain not in rate.domains["secondary"]  # one grain stands for all
    c = variables[
        f"X-averaged {electrode} particle concentration [mol.m-3]"
        if even
        else f"{Electrode} particle concentration [mol.m-3]"
    ]
    T = variables[
        f"X-averaged {at.domain} temperature [K]"
        if even
        else f"{Electrode} electrode temperature [K]"
    ]
    everywhere = pybamm.PrimaryBroadcast(T, rate.domain)
    U_surf = pybamm.PrimaryBroadcast(grains.U(pybamm.surf(c) / grains.c_max, T), rate.domain)
    per_grain = pybamm.r_average((grains.U(c / grains.c_max, everywhere) - U_surf) * rate)
    eps_s = variables[f"{Electrode} electrode active material volume fraction"]
    return param.F * eps_s * (at.spread(per_grain) if even else per_grain)  # (1)
