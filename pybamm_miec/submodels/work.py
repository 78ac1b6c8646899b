"""What a current does on its way down a potential."""

import pybamm


def heat_along(i, phi):
    """Return the heat of a current, -i dphi/dx.

    On the faces of the mesh where the current is known there, half of it on either side of each, so that the
    sum over the cells is what enters less what leaves; PyBaMM's heat multiplies averages of either, and is
    that to the order of the mesh.

    Parameters
    ----------
    i : pybamm.Symbol
        Current density [A.m-2].
    phi : pybamm.Symbol
        Potential, with conditions at its ends [V].

    Returns
    -------
    pybamm.Symbol
        In the cells of the mesh [W.m-3].
    """
    if not i.evaluates_on_edges("primary"):
        return -pybamm.inner(i, pybamm.grad(phi))
    everywhere = pybamm.FullBroadcastToEdges(1, phi.domain, "current collector")
    return pybamm.inner(-i * pybamm.grad(phi), everywhere)
