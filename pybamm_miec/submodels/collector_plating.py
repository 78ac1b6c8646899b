r"""Lithium that starts on the foil under the host and grows into its pores.

    j_c = -max(e, 0) phi_c C_0(eta_c)                      per area of the cell                     (1)
    eta_c = phi_cc - phi_e, both at the collector     rest potential 0 V                       (2)
    i_c = d/dx (j_c W),  W = (e^(-s/l_f) - e^(-L/l_f)) / (1 - e^(-L/l_f))                      (3)

In a frame that hardly conducts, electrons are at the collector only, and the reaction there is thinner than
any cell of a mesh: a plane, with the foil's own area.  What it plates is metal in the pores above it, (3),
over a layer as deep as a pore; s is the distance from the collector.  It stops when those pores are closed,
e being their open share, and strips with the metal in the pores.  C_0 as in kinetics.py, phi_c as in the
pores; the electrons come from the collector itself.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.kinetics import bare_branch, present
from pybamm_miec.submodels.plating import exchange_current


class CollectorPlating(pybamm.BaseSubModel):
    """Equations (1) to (3) of this module.

    Reads ``phi_cc``, ``phi_e``, ``c_e``, ``T``, ``y``.  Sets ``j_c``, ``i_c``.
    """

    def get_coupled_variables(self, variables):
        at = self.options.host
        c_e, T, y, phi_e = (
            at.at_collector(x) for x in at.read(variables, v.c_e, v.T, v.y, v.phi_e)
        )
        (phi_cc,) = at.read(variables, v.phi_cc)
        j_lim, alpha, c_en = at.parameters(v.j_lim, v.alpha_m, v.c_en)
        j0 = exchange_current(at, v.j0_c, self.param, c_e, 1 / self.param.V_bar_Li, T)
        f_eta = self.param.F / (self.param.R * T) * (phi_cc - phi_e)  # (2)
        j_c = (
            -pybamm.maximum(y, 0) * present(c_e, c_en) * bare_branch(j0, j_lim, alpha, f_eta)
        )  # (1)
        return at.named({v.j_c: j_c, v.i_c: self._in_pores(j_c)})

    def _in_pores(self, j_c):
        at = self.options.host
        (l_f,) = at.parameters(v.l_f)
        L = self.param.domain_params[at.electrode].L
        far = pybamm.exp(-L / l_f)
        W = (pybamm.exp(-at.distance_from_collector(self.param) / l_f) - far) / (1 - far)
        return at.towards_collector * pybamm.div(
            W * pybamm.PrimaryBroadcastToEdges(j_c, at.domain)
        )  # (3)
