r"""Film on fresh metal: lithium that reacts with the electrolyte as soon as it is plated.

    r_s  = N (-i)+ / (F (1 + N)),    N  = Gamma a_m dphi_m/dc_m            in the pores               (1)
    r_sf = N (-j_f)+ / (F (1 + N)),  N  = Gamma (dphi_f/dq_f + A_f)        on the face                (2)
    dc_s/dt = r_s,   dq_s/dt = r_sf,   c_s0 and q_s0 at the start                                   (3)
    i = i_m + i_c                                                          all that goes into pores    (4)

Gamma is the lithium that a film takes per area of metal, z L_0/V_film for one of thickness L_0 with z
lithium in V_film; phi = present(c, c_n) the share of the wall that metal covers, so a_m dphi_m is the area
that a little lithium adds where it wraps a bare wall, and nothing where the wall is wrapped already.  What
grows on a face stands free: it adds A_f more for each lithium, 2 V_Li/r for needles of radius r.

The film is made from the metal under it, with no charge through the wall: of what is plated, N/(1 + N) goes
into film and the rest stays, so that metal which ends with the area S has cost Gamma S whatever the current.
What is found isolated comes with the film that it has, and costs none.  Film is not found again when the
metal is stripped, and the next cycle makes its area anew: a cell loses Gamma S in each, and nothing at rest.
Growth of a film with time is PyBaMM's SEI.  In the pores the film has a volume, see filling.py.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.kinetics import covering


class MetalFilm(pybamm.BaseSubModel):
    """Equations (1) to (4) of this module; (1) with metal in the pores, (2) with metal on the face.

    Reads ``a_m``, ``c_m``, ``i_m``, ``i_c``, ``q_f``, ``j_f``.  Sets ``c_s``, ``q_s``, ``r_s``, ``r_sf``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        host = self.param.domain_params[at.electrode]
        full_pore = pybamm.xyz_average(host.epsilon_init) / self.param.V_bar_Li
        states = {}
        if self.options.metal_in_pores:
            states[v.c_s] = at.state(v.c_s, scale=full_pore)
        if self.options.metal_on_face:
            states[v.q_s] = at.face_state(v.q_s, scale=full_pore * host.L)
        return at.named(states)

    def get_coupled_variables(self, variables):
        at, rates = self.options.host, {}
        (Gamma,) = at.parameters(v.Gamma)
        if self.options.metal_in_pores:
            a_m, c_m, i = at.read(variables, v.a_m, v.c_m, v.i_m)
            if self.options.collector_plates:
                i = i + at.read(variables, v.i_c)[0]  # (4)
            (c_n,) = at.parameters(v.c_n)
            rates[v.r_s] = self._rate(Gamma * a_m * covering(c_m, c_n), i)  # (1)
        if self.options.metal_on_face:
            q_f, j_f = at.read(variables, v.q_f, v.j_f)
            q_n, A_f = at.parameters(v.q_n, v.A_f)
            rates[v.r_sf] = self._rate(Gamma * (covering(q_f, q_n) + A_f), j_f)  # (2)
        return at.named(rates)

    def set_rhs(self, variables):
        for state, rate, _ in self._stocks:
            stock, grows = self.options.host.read(variables, state, rate)
            self.rhs[stock] = grows  # (3)

    def set_initial_conditions(self, variables):
        at = self.options.host
        for state, _, start in self._stocks:
            (stock,), (held,) = at.read(variables, state), at.parameters(start)
            self.initial_conditions[stock] = held  # (3)

    def _rate(self, N, current):
        return N / (1 + N) * pybamm.maximum(-current, 0) / self.param.F

    @property
    def _stocks(self):
        in_pores = [(v.c_s, v.r_s, v.c_s0)] if self.options.metal_in_pores else []
        return in_pores + ([(v.q_s, v.r_sf, v.q_s0)] if self.options.metal_on_face else [])
