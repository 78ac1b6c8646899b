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
    """Equations (1) and (2) of this module; (2) only with metal on the face.

    Reads ``i_m``, ``j_f``.  Sets ``c_i``, ``q_i``, ``r_i``, ``r_if``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        host = self.param.domain_params[at.electrode]
        full_pore = pybamm.xyz_average(host.epsilon_init) / self.param.V_bar_Li
        states = {v.c_i: at.state(v.c_i, scale=full_pore)}
        if self._has_face:
            states[v.q_i] = at.face_state(v.q_i, scale=full_pore * host.L)
        return at.named(states)

    def get_coupled_variables(self, variables):
        at = self.options.host
        (i_m,), (chi,) = at.read(variables, v.i_m), at.parameters(v.chi)
        rates = {v.r_i: chi / (1 - chi) * pybamm.maximum(i_m, 0) / self.param.F}  # (1)
        if self._has_face:
            (j_f,), (chi_f,) = at.read(variables, v.j_f), at.parameters(v.chi_f)
            rates[v.r_if] = chi_f / (1 - chi_f) * pybamm.maximum(j_f, 0) / self.param.F  # (2)
        return at.named(rates)

    def set_rhs(self, variables):
        at = self.options.host
        c_i, r_i = at.read(variables, v.c_i, v.r_i)
        self.rhs[c_i] = r_i  # (1)
        if self._has_face:
            q_i, r_if = at.read(variables, v.q_i, v.r_if)
            self.rhs[q_i] = r_if  # (2)

    def set_initial_conditions(self, variables):
        at = self.options.host
        states = (v.c_i, v.q_i) if self._has_face else (v.c_i,)
        for state in at.read(variables, *states):
            self.initial_conditions[state] = pybamm.Scalar(0)

    @property
    def _has_face(self):
        return self.options["lithium metal"] == "in pores and on face"
