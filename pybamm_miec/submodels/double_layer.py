r"""The charge that walls hold without any reaction.

    phi_s - phi_e = q/(C a_w),  dq/dt = i_dl              walls of the pores, per volume           (1)
    i_dl = I_s - sum(a j)                                 what leaves the solid and does not react  (2)
    phi_s - phi_e = q_f/C,      dq_f/dt = j_dlf           face of the host, per area               (3)
    phi_cc - phi_e = q_c/C,     dq_c/dt = j_dlc           foil under the host, per area            (4)
    q = C a_w (phi_s - phi_e), and so on                  at the start, at the rest potential      (5)

C is per wetted wall, a_w the wall that is wet, I_s from electron_conduction.py.  The charge is the state, so
that it is counted like lithium: an ion that leaves the liquid for the wall.  What carries the first current
where nothing has nucleated yet is this charge, some 10 ms of it.

On the walls of the pores (1) takes the place of the balance of electrons, which gives i_dl by (2); an unknown
of its own for it costs the integrator ten times the steps.  A plane has no balance of its own to give up, so
that j_dlf and j_dlc are unknowns, which (3) and (4) settle.  PyBaMM's surface formulations give no place to
planes.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement
from pybamm_miec.submodels.area import open_share, wet_wall


class WallDoubleLayer(pybamm.BaseSubModel):
    """Equations (1), (2) and (5) of this module, in the host or in the other porous electrode.

    Reads ``phi_s``, ``phi_e``, ``T``, ``I_s``, ``i_sum`` and the wet wall: ``a_w`` where metal narrows the
    pores, else ``a_s``.  Sets ``q_dl``, ``i_dl``.
    """

    def get_fundamental_variables(self):
        at = Placement(self.domain)
        return at.named({v.q_dl: at.state(v.q_dl, self.param.I_typ / self.domain_param.L)})

    def get_coupled_variables(self, variables):
        at = Placement(self.domain)
        I_s, i_sum = at.read(variables, v.I_s, v.i_sum)
        return at.named({v.i_dl: I_s - i_sum})  # (2)

    def set_rhs(self, variables):
        q, i_dl = Placement(self.domain).read(variables, v.q_dl, v.i_dl)
        self.rhs[q] = i_dl  # (1)

    def set_algebraic(self, variables):
        at = Placement(self.domain)
        q, phi_s, phi_e, T = at.read(variables, v.q_dl, v.phi_s, v.phi_e, v.T)
        (a,) = at.read(variables, v.a_w if self._narrows else v.a_s)
        self.algebraic[phi_s] = phi_s - phi_e - q / (self.domain_param.C_dl(T) * a)  # (1)

    def set_initial_conditions(self, variables):
        q, a = Placement(self.domain).read(variables, v.q_dl, v.a_s)
        a = self._wet_at_start() if self._narrows else a
        C = self.domain_param.C_dl(self.param.T_init)
        self.initial_conditions[q] = C * a * self.domain_param.prim.U_init  # (5)

    @property
    def _narrows(self):
        return Placement(self.domain) == self.options.host and self.options.metal_in_pores

    def _wet_at_start(self):
        at, grains = self.options.host, self.domain_param.prim
        eps_0 = self.domain_param.epsilon_init
        c_m0, eps_r = at.parameters(v.c_m0, v.eps_r)
        e = open_share(eps_0 - self.param.V_bar_Li * c_m0, eps_0, eps_r)
        return wet_wall(self.options["host area"], e, eps_0, grains.epsilon_s, grains.R)


class FaceDoubleLayer(pybamm.BaseSubModel):
    """Equations (3) and (5) of this module.

    Reads ``eta_f``, ``T``.  Sets ``q_dlf``, ``j_dlf``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        return at.named(
            {
                v.q_dlf: at.face_state(v.q_dlf),
                v.j_dlf: at.face_state(v.j_dlf, 1e4 * self.param.I_typ),
            }
        )

    def set_rhs(self, variables):
        q, j_dl = self.options.host.read(variables, v.q_dlf, v.j_dlf)
        self.rhs[q] = j_dl  # (3)

    def set_algebraic(self, variables):
        at = self.options.host
        q, j_dl, eta, T = at.read(variables, v.q_dlf, v.j_dlf, v.eta_f, v.T)
        self.algebraic[j_dl] = eta - q / self.domain_param.C_dl(at.at_face(T))  # (3)

    def set_initial_conditions(self, variables):
        charged(self, *self.options.host.read(variables, v.q_dlf, v.j_dlf))


class CollectorDoubleLayer(pybamm.BaseSubModel):
    """Equations (4) and (5) of this module.

    Reads ``eta_c``, ``T``.  Sets ``q_dlc``, ``j_dlc``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        return at.named(
            {
                v.q_dlc: at.face_state(v.q_dlc),
                v.j_dlc: at.face_state(v.j_dlc, 1e4 * self.param.I_typ),
            }
        )

    def set_rhs(self, variables):
        q, j_dl = self.options.host.read(variables, v.q_dlc, v.j_dlc)
        self.rhs[q] = j_dl  # (4)

    def set_algebraic(self, variables):
        at = self.options.host
        q, j_dl, eta, T = at.read(variables, v.q_dlc, v.j_dlc, v.eta_c, v.T)
        self.algebraic[j_dl] = eta - q / self.domain_param.C_dl(at.at_collector(T))  # (4)

    def set_initial_conditions(self, variables):
        charged(self, *self.options.host.read(variables, v.q_dlc, v.j_dlc))


def charged(plane, q, j_dl):
    """Let a plane start at the rest potential of the host, equation (5)."""
    C = plane.domain_param.C_dl(plane.param.T_init)
    plane.initial_conditions[q] = C * plane.domain_param.prim.U_init  # (5)
    plane.initial_conditions[j_dl] = pybamm.Scalar(0)
