r"""Lithium ions that move through the solid of the host.

    i_h = -kappa_h B_s(1 - eps_0) d mu/dx,   mu = phi_s - U_h      ions in the frame                (1)
    i_h = 0                                                        at both faces                   (2)
    d i_s/dx + d i_h/dx = -sum(a j)                                charge of the solid, see electrons
    eps_s dc_s/dt = -(a_s j_h + d i_h/dx)/F                        lithium of the solid             (3)

mu is the potential of a lithium ion in the solid: that of the electrons less that of the lithium they
neutralise.  Where an ion leaves one grain for the next, an electron has to come along or go around, so i_h
is in both balances.  The grains exchange ions with the liquid by the reaction j_h.  When that is fast, mu is
phi_e and the frame and the liquid conduct as one, kappa + kappa_h; when kappa_h vanishes, or no lithium can
be exchanged, the liquid conducts alone.

kappa_h is of the solid and may depend on how lithiated it is; B_s is the transport law of the frame, as for
its electrons.  (3) is put to PyBaMM's own particle models as a current on the grains: what arrives through
the contacts of a grain enters it over its surface.
"""

import pybamm

from pybamm_miec import vocabulary as v


class FrameIons(pybamm.BaseSubModel):
    """Equations (1) and (2) of this module.

    Reads ``phi_s``, ``U_s``, ``x_surf``, ``tor_s``, ``T``.  Sets ``kappa_h_eff``, ``i_h``.
    """

    def get_coupled_variables(self, variables):
        at = self.options.host
        x, tor, T = at.read(variables, v.x_surf, v.tor_s, v.T)
        inputs = {at.key(v.x_bulk): x, "Temperature [K]": T}
        kappa_h = pybamm.FunctionParameter(at.key(v.kappa_h), inputs)
        kappa_h_eff = kappa_h * tor
        i_h = -kappa_h_eff * pybamm.grad(self._mu(variables))  # (1)
        return at.named({v.kappa_h_eff: kappa_h_eff, v.i_h: i_h})

    def set_boundary_conditions(self, variables):
        at = self.options.host
        zero = (pybamm.Scalar(0), "Neumann")
        self.boundary_conditions[self._mu(variables)] = {
            at.separator: zero,
            at.collector: zero,
        }  # (2)

    def _mu(self, variables):
        phi_s, U = self.options.host.read(variables, v.phi_s, v.U_s)
        return phi_s - U


class FrameParticles(pybamm.BaseSubModel):
    """Equation (3) of this module, in one of PyBaMM's particle models.

    Reads ``j_h``, ``i_h``, ``a_s``, ``R``, ``T`` and what else the particle model reads.  Sets ``x_surf`` and
    what else it sets.
    """

    def __init__(self, stock):
        super().__init__(stock.param, stock.domain, options=stock.options)
        self._stock = stock

    def get_fundamental_variables(self):
        return self._stock.get_fundamental_variables()

    def get_coupled_variables(self, variables):
        return self._stock.get_coupled_variables(variables)

    def set_rhs(self, variables):
        self._stock.set_rhs(self._with_ions(variables))
        self.rhs = self._stock.rhs

    def set_algebraic(self, variables):
        self._stock.set_algebraic(self._with_ions(variables))
        self.algebraic = self._stock.algebraic

    def set_boundary_conditions(self, variables):
        self._stock.set_boundary_conditions(self._with_ions(variables))
        self.boundary_conditions = self._stock.boundary_conditions

    def set_initial_conditions(self, variables):
        self._stock.set_initial_conditions(variables)
        self.initial_conditions = self._stock.initial_conditions

    def add_events_from(self, variables):
        self._stock.add_events_from(variables)
        self.events = self._stock.events

    def _with_ions(self, variables):
        at = self.options.host
        j_h, i_h, a_s = at.read(variables, v.j_h, v.i_h, v.a_s)
        return {**variables, **at.named({v.j_h: j_h + pybamm.div(i_h) / a_s})}  # (3)
