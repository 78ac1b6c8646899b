r"""The charge that walls hold without any reaction.

    phi_s - phi_e = q/(C a_w o),  dq/dt = i_dl            walls of the pores, per volume           (1)
    i_dl = I_s - sum(a j)                                 what leaves the solid and does not react  (2)
    j_dlf = (eta_f o - q_f/C)/r,  dq_f/dt = j_dlf         face of the host, per area               (3)
    j_dlc = (eta_c o - q_c/C)/r,  dq_c/dt = j_dlc         foil under the host, per area            (4)
    q = C a_w o (phi_s - phi_e), and so on                at the start, at the rest potential      (5)

C is per wetted wall, a_w the wall that is wet, o the wetted share of the cell (electrolyte_stock.py), 1 where
electrolyte is not used up, I_s from electron_conduction.py.  The charge is the state, so
that it is counted like lithium: an ion that leaves the liquid for the wall.  What carries the first current
where nothing has nucleated yet is this charge, some 10 ms of it.

On the walls of the pores (1) takes the place of the balance of electrons, which gives i_dl by (2); an unknown
of its own for it costs the integrator ten times the steps.  A plane has no balance of its own to give up: its
double layer is charged through r = 1e-3 Ohm.m2, the liquid in front of it, in some 0.2 ms.  With r = 0 the
current is an unknown that jumps whenever the cell's does, and the integrator's error test fails on it.  eta_f
and eta_c are the potentials of metal there, at rest at 0 V.  PyBaMM's surface formulations give no place to
planes.
"""

from collections.abc import Callable

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement
from pybamm_miec.submodels.area import open_share, wet_wall
from pybamm_miec.submodels.electrolyte_stock import wet, wet_at_start
from pybamm_miec.vocabulary import Quantity

IN_FRONT = 1e-3  # r of (3) and (4) [Ohm.m2]


class WallDoubleLayer(pybamm.BaseSubModel):
    """Equations (1), (2) and (5) of this module, in the host or in the other porous electrode.

    Reads ``phi_s``, ``phi_e``, ``T``, ``I_s``, ``i_sum``, ``a_w``, ``a_s``, ``omega``.  Sets ``q_dl``,
    ``i_dl``.
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
        a *= wet(self.options, variables)
        self.algebraic[phi_s] = phi_s - phi_e - q / (self.domain_param.C_dl(T) * a)  # (1)

    def set_initial_conditions(self, variables):
        q, a = Placement(self.domain).read(variables, v.q_dl, v.a_s)
        a = self._wall_at_start() if self._narrows else a
        a *= wet_at_start(self.param, self.options)
        C = self.domain_param.C_dl(self.param.T_init)
        self.initial_conditions[q] = C * a * self.domain_param.prim.U_init  # (5)

    @property
    def _narrows(self):
        return Placement(self.domain) == self.options.host and self.options.metal_in_pores

    def _wall_at_start(self):
        at, grains = self.options.host, self.domain_param.prim
        eps_0 = self.domain_param.epsilon_init
        c_m0, eps_r = at.parameters(v.c_m0, v.eps_r)
        filled = self.param.V_bar_Li * c_m0
        if self.options.metal_films:
            V_f, c_s0 = at.parameters(v.V_f, v.c_s0)
            filled += V_f * c_s0
        e = open_share(eps_0 - filled, eps_0, eps_r)
        return wet_wall(self.options["host area"], e, eps_0, grains.epsilon_s, grains.R)


class PlaneDoubleLayer(pybamm.BaseSubModel):
    """Equations (3) or (4), and (5), on a plane, which names what of it they are about."""

    q: Quantity
    eta: Quantity
    j_dl: Quantity
    on_plane: Callable[[Placement, pybamm.Symbol], pybamm.Symbol]

    def get_fundamental_variables(self):
        at = self.options.host
        return at.named({self.q: at.face_state(self.q)})

    def get_coupled_variables(self, variables):
        at = self.options.host
        q, eta, T = at.read(variables, self.q, self.eta, v.T)
        eta *= wet(self.options, variables)
        C = self.domain_param.C_dl(self.on_plane(at, T))
        return at.named({self.j_dl: (eta - q / C) / IN_FRONT})  # (3), (4)

    def set_rhs(self, variables):
        q, j_dl = self.options.host.read(variables, self.q, self.j_dl)
        self.rhs[q] = j_dl  # (3), (4)

    def set_initial_conditions(self, variables):
        (q,) = self.options.host.read(variables, self.q)
        U = self.domain_param.prim.U_init * wet_at_start(self.param, self.options)
        self.initial_conditions[q] = self.domain_param.C_dl(self.param.T_init) * U  # (5)


class FaceDoubleLayer(PlaneDoubleLayer):
    """Equations (3) and (5) of this module.

    Reads ``eta_f``, ``T``, ``omega``.  Sets ``q_dlf``, ``j_dlf``.
    """

    q, eta, j_dl = v.q_dlf, v.eta_f, v.j_dlf
    on_plane = staticmethod(Placement.at_face)


class CollectorDoubleLayer(PlaneDoubleLayer):
    """Equations (4) and (5) of this module.

    Reads ``eta_c``, ``T``, ``omega``.  Sets ``q_dlc``, ``j_dlc``.
    """

    q, eta, j_dl = v.q_dlc, v.eta_c, v.j_dlc
    on_plane = staticmethod(Placement.at_collector)
