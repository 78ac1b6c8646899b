r"""Lithium that stripping leaves behind, cut off from the electrons.

    dc_i/dt = r_i  = chi/(1 - chi) (i_m)+ / F                   in the pores                    (1)
    dq_i/dt = r_if = chi_f/(1 - chi_f) (j_f)+ / F               on the face                     (2)

Of the metal that leaves the active stock, the share chi is isolated and 1 - chi goes through the
terminal, so plating and stripping the same metal gives a coulombic efficiency of exactly 1 - chi.
Driven by what is stripped, not by time: a cell at rest loses nothing, and the efficiency does not depend
on how long a cycle takes.  ( )+ is the part above zero.
"""

import pybamm

from pybamm_miec import vocabulary as v


class IsolatedLithium(pybamm.BaseSubModel):
    """Equation (1) of this module with metal in the pores, (2) with metal on the face.

    Reads ``i_m``, ``j_f``.  Sets ``c_i``, ``q_i``, ``r_i``, ``r_if``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        host = self.param.domain_params[at.electrode]
        full_pore = pybamm.xyz_average(host.epsilon_init) / self.param.V_bar_Li
        states = {}
        if self.options.metal_in_pores:
            states[v.c_i] = at.state(v.c_i, scale=full_pore)
        if self.options.metal_on_face:
            states[v.q_i] = at.face_state(v.q_i, scale=full_pore * host.L)
        return at.named(states)

    def get_coupled_variables(self, variables):
        at, rates = self.options.host, {}
        if self.options.metal_in_pores:
            (i_m,), (chi,) = at.read(variables, v.i_m), at.parameters(v.chi)
            rates[v.r_i] = chi / (1 - chi) * pybamm.maximum(i_m, 0) / self.param.F  # (1)
        if self.options.metal_on_face:
            (j_f,), (chi_f,) = at.read(variables, v.j_f), at.parameters(v.chi_f)
            rates[v.r_if] = chi_f / (1 - chi_f) * pybamm.maximum(j_f, 0) / self.param.F  # (2)
        return at.named(rates)

    def set_rhs(self, variables):
        for state, rate in self._stocks:
            stock, grows = self.options.host.read(variables, state, rate)
            self.rhs[stock] = grows  # (1), (2)

    def set_initial_conditions(self, variables):
        for state, _ in self._stocks:
            (stock,) = self.options.host.read(variables, state)
            self.initial_conditions[stock] = pybamm.Scalar(0)

    @property
    def _stocks(self):
        in_pores = [(v.c_i, v.r_i)] if self.options.metal_in_pores else []
        return in_pores + ([(v.q_i, v.r_if)] if self.options.metal_on_face else [])
