r"""A host that takes up no lithium: carbon, or a metal that does not alloy.

    j_h = 0,   n_h = 0

There are no grains, no rest potential and no exchange current.  What PyBaMM reads of an electrode all the
same is given as zero, its potentials at equilibrium as the 0 V of the metal that will sit on the walls.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.averages import with_average

# What PyBaMM's other submodels and its sums over the cell read of a porous electrode.
OVER_DEPTH = (
    v.a_s,
    v.Quantity("{Host} electrode interfacial current density", "A.m-2"),
    v.j0_h,
    v.Quantity("{Host} electrode volumetric interfacial current density", "A.m-3"),
    v.Quantity("{Host} electrode open-circuit potential", "V"),
    v.Quantity("{Host} electrode entropic change", "V.K-1"),
    v.Quantity("{Host} electrode SEI film overpotential", "V"),
)
OF_ELECTRODE = (
    v.Quantity("{Host} electrode bulk open-circuit potential", "V"),
    v.Quantity("{Host} particle concentration overpotential", "V"),
    v.Quantity("{Host} electrode capacity", "A.h"),
)


class InertWalls(pybamm.BaseSubModel):
    """The host of this module, instead of PyBaMM's grains, rest potential and reaction.

    Reads ``phi``.  Sets ``a_s``, ``j_h``, ``j0_h``, ``U_s``, ``dUdT``, ``eta_h``, ``eta_sei``, ``n_h``,
    ``n_lam`` and what else PyBaMM reads of them.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        nowhere = pybamm.FullBroadcast(0, at.domain, "current collector")
        none = pybamm.PrimaryBroadcast(0, "current collector")
        return {
            **with_average(at.named(dict.fromkeys(OVER_DEPTH, nowhere))),
            **at.named(dict.fromkeys(OF_ELECTRODE, none)),
            **at.named({v.n_h: pybamm.Scalar(0), v.n_lam: pybamm.Scalar(0)}),
        }

    def get_coupled_variables(self, variables):
        at = self.options.host
        (phi,) = at.read(variables, v.phi)
        return with_average(at.named({v.eta_h: phi}))
