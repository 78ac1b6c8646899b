r"""Lithium that starts on the foil under the host and grows into its pores.

    j_b = -max(e, 0) phi_c C_0(eta_c)                 metal on the foil, per area of the cell    (1)
    j_c = theta_c j_b                                 theta_c = 1 without a barrier             (2)
    eta_c = phi_cc - int w phi_e ds                   rest potential 0 V                        (3)
    i_c = j_c w,   w = d/dx W(s)                      metal and ions, in the pores above it      (4)

In a frame that hardly conducts, electrons are at the collector only, and the reaction there is thinner than
any cell of a mesh: a plane, with the foil's own area.  What it plates is metal in the pores above it, (4),
over a layer as deep as half a pore; s is the distance from the collector, W in plane_layer.py.  It sees the
potential and the salt of that layer, with the same weight, as the face does (face_deposit.py).  It stops when
the pores at the collector are closed, e being their open share, which is extrapolated and can fall below
zero, and strips with the metal in the pores.  C_0 as in kinetics.py, phi_c as in the pores; the electrons
come from the collector itself.  In a frame that conducts the foil is still there, a wall of its own area
beside those of the pores.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.kinetics import bare_branch, present
from pybamm_miec.submodels.plane_layer import decay
from pybamm_miec.submodels.plating import exchange_current


class CollectorPlating(pybamm.BaseSubModel):
    """Equations (1) to (4) of this module.

    Reads ``phi_cc``, ``phi_e``, ``c_e``, ``T``, ``y``, ``theta_c``.  Sets ``eta_c``, ``j_bc``, ``j_c``,
    ``i_c``.
    """

    def get_coupled_variables(self, variables):
        at = self.options.host
        T, y = (at.at_collector(x) for x in at.read(variables, v.T, v.y))
        c_e, phi_e = (
            seen_by_collector(at, self.param, x) for x in at.read(variables, v.c_e, v.phi_e)
        )
        (phi_cc,) = at.read(variables, v.phi_cc)
        j_lim, alpha, c_en = at.parameters(v.j_lim, v.alpha_m, v.c_en)
        j0 = exchange_current(at, v.j0_c, self.param, c_e, 1 / self.param.V_bar_Li, T)
        eta_c = phi_cc - phi_e  # (3)
        f_eta = self.param.F / (self.param.R * T) * eta_c
        open_share = pybamm.maximum(y, 0)
        j_b = -open_share * present(c_e, c_en) * bare_branch(j0, j_lim, alpha, f_eta)  # (1)
        j_c = j_b
        if self.options.nucleates:
            j_c = at.read(variables, v.theta_c)[0] * j_b  # (2)
        i_c = above_collector(at, self.param, j_c)  # (4)
        return at.named({v.eta_c: eta_c, v.j_bc: j_b, v.j_c: j_c, v.i_c: i_c})


def above_collector(at, param, j):
    """Return a current of the collector where the liquid feeds it, equation (4).

    Parameters
    ----------
    at : Placement
        Where the host sits.
    param : pybamm.LithiumIonParameters
        PyBaMM's symbols.
    j : pybamm.Symbol
        Current density on the collector [A.m-2].

    Returns
    -------
    pybamm.Symbol
        In the pores above it, per volume of electrode; its integral is `j` on any mesh [A.m-3].
    """
    (l_c,) = at.parameters(v.l_c)
    W = decay(at.distance_from_collector(param), l_c, param.domain_params[at.electrode].L)
    return at.towards_collector * pybamm.div(W * pybamm.PrimaryBroadcastToEdges(j, at.domain))


def seen_by_collector(at, param, symbol):
    """Return what the collector sees of a variable of the pores above it, as in equation (3).

    Parameters
    ----------
    at, param
        As for `above_collector`.
    symbol : pybamm.Symbol
        Over the depth of the host, in any unit.

    Returns
    -------
    pybamm.Symbol
        Its mean, weighted as the collector's ions are taken, in the same unit.
    """
    weight = above_collector(at, param, pybamm.PrimaryBroadcast(1, "current collector"))
    return at.over_depth(weight * symbol, param)
