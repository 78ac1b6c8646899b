r"""Lithium on the outer face of the host, a stock of its own.

    dq_f/dt = -j_f / F - r_if - r_sf                    metal on the face, per area              (1)
    j_f = wall_current(phi_f, o theta_f, phi_c, eta_f)  see kinetics.py; theta_f = 1 without a barrier  (2)
    j_b = wall_current(1, 1, phi_c, eta_f)              on a face that is all metal, for islands  (3)
    eta_f = phi_s - int w phi_e ds                      rest potential 0 V; phi_s at the face    (4)
    phi_f = present(q_f, q_n)                           share of the face that metal covers      (5)
    o = o_0 + (1 - o_0) e^(-max(y, 0)/w_f)              share of the pore mouths that are closed  (6)
    i_f = j_f w,   w = d/dx W(s)                        ions of the face, before it              (7)

The wall of the frame that looks at the separator is counted in the pores; metal is "on the face" when it
stands out of a pore that is full, (6), or grows on metal that already does, (5).  So the face takes what
the pores can't, and hardly anything before.  o_0, a billionth, is far above round-off: metal grows on
metal, so where the face is fast (j0_f of 5 A.m-2, q_n of 8e-3 mol.m-2) a start from nothing at all would be
decided by the last digits.  On a foil, where metal has no pores to go to, all of the face is wall and o =
1.  y at the face is extrapolated, which can fall below zero; phi_c as in the pores.

The electrons come through the frame, as a current into its end (electron_conduction.py).  The ions are taken
from the liquid in front of the face, (7), over a layer as deep as the face is rough; s is the distance from
the face, W in plane_layer.py.  w is a divergence, so the layer takes exactly what the face does on any mesh.
The face sees the potential and the salt of the liquid that it takes its ions from, with the same weight, (4):
with their values at the plane itself, what it takes and what it sees would not belong together, and a face
with a double layer runs away in microseconds.  Were the layer inside the host, the ions would have to cross
pores that are full, and a host plated over at 4 mA.cm-2 would starve.  j_f is an unknown of its own, as the
layer couples every cell of the separator to it: put in as an expression, it would couple each of them to
each.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.kinetics import present, wall_current
from pybamm_miec.submodels.plane_layer import decay
from pybamm_miec.submodels.plating import exchange_current

SEED = 1e-9  # o_0


class FaceDeposit(pybamm.BaseSubModel):
    """Equations (1) to (7) of this module.

    Reads ``phi_s``, ``y``, ``T``, ``theta_f``, ``r_if``, ``r_sf`` and the electrolyte in the separator.
    Sets ``q_f``, ``eta_f``, ``j_f``, ``j_f_law``, ``j_bf``, ``i_f``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        host = self.param.domain_params[at.electrode]
        full_host = pybamm.xyz_average(host.epsilon_init) * host.L / self.param.V_bar_Li
        j_f = at.face_state(v.j_f)
        states = {v.q_f: at.face_state(v.q_f, scale=full_host), v.j_f: j_f}
        return at.named(states | {v.i_f: before_face(at, self.param, j_f)})

    def get_coupled_variables(self, variables):
        at = self.options.host
        phi_s, T = (at.at_face(x) for x in at.read(variables, v.phi_s, v.T))
        phi_e, c_e = (
            seen_by_face(at, self.param, variables[f"Separator electrolyte {name}"])
            for name in ("potential [V]", "concentration [mol.m-3]")
        )
        (q_f,) = at.read(variables, v.q_f)
        eta_f = phi_s - phi_e  # (4)
        j0 = exchange_current(at, v.j0_f, self.param, c_e, 1 / self.param.V_bar_Li, T)
        j_lim, alpha, q_n, c_en = at.parameters(v.j_lim, v.alpha_m, v.q_n, v.c_en)
        f_eta = self.param.F / (self.param.R * T) * eta_f
        kinetics = (present(c_e, c_en), j0, j_lim, alpha, f_eta)
        theta_f = at.read(variables, v.theta_f)[0] if self.options.nucleates else 1
        takes = self._open(variables) * theta_f
        law = wall_current(present(q_f, q_n), takes, *kinetics)  # (5), (2)
        j_b = wall_current(1, 1, *kinetics)  # (3)
        return at.named({v.eta_f: eta_f, v.j_bf: j_b, v.j_f_law: law})

    def set_rhs(self, variables):
        q_f, j_f, lost = self.options.host.read(variables, v.q_f, v.j_f, v.r_if)
        if self.options.metal_films:
            lost = lost + self.options.host.read(variables, v.r_sf)[0]
        self.rhs[q_f] = -j_f / self.param.F - lost  # (1)

    def set_algebraic(self, variables):
        j_f, law = self.options.host.read(variables, v.j_f, v.j_f_law)
        self.algebraic[j_f] = (j_f - law) / self.param.I_typ  # (2)

    def set_initial_conditions(self, variables):
        at = self.options.host
        (q_f, j_f), (q_f0,) = at.read(variables, v.q_f, v.j_f), at.parameters(v.q_f0)
        self.initial_conditions[q_f] = q_f0
        self.initial_conditions[j_f] = pybamm.Scalar(0)

    def _open(self, variables):
        """Share of the bare face that metal can start on, (6)."""
        if not self.options.metal_in_pores:
            return pybamm.Scalar(1)
        at, (w_f,) = self.options.host, self.options.host.parameters(v.w_f)
        y = at.at_face(at.read(variables, v.y)[0])
        return SEED + (1 - SEED) * pybamm.exp(-pybamm.maximum(y, 0) / w_f)  # (6)


def before_face(at, param, j):
    """Return a current of the face where the liquid feeds it, equation (7).

    Parameters
    ----------
    at : Placement
        Where the host sits.
    param : pybamm.LithiumIonParameters
        PyBaMM's symbols.
    j : pybamm.Symbol
        Current density on the face [A.m-2].

    Returns
    -------
    pybamm.Symbol
        In the separator, per volume; its integral is `j` on any mesh [A.m-3].
    """
    (l_f,) = at.parameters(v.l_f)
    W = decay(at.distance_before_face(param), l_f, param.s.L)
    return at.towards_host * pybamm.div(W * pybamm.PrimaryBroadcastToEdges(j, "separator"))  # (7)


def seen_by_face(at, param, symbol):
    """Return what the face sees of a variable of the separator, as in equation (4).

    Parameters
    ----------
    at, param
        As for `before_face`.
    symbol : pybamm.Symbol
        Over the separator, in any unit.

    Returns
    -------
    pybamm.Symbol
        Its mean, weighted as the face's ions are taken, in the same unit.
    """
    weight = before_face(at, param, pybamm.PrimaryBroadcast(1, "current collector"))
    x = pybamm.SpatialVariable(
        "x_s", domain="separator", auxiliary_domains={"secondary": "current collector"}
    )
    return pybamm.Integral(weight * symbol, x)
