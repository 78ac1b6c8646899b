r"""Electrons in the solid of the electrodes.

    sigma_eff = sigma B_s(1 - eps_0)              the host's frame as it was made             (1)
    i_s = -sigma_eff d delta/dx,   d i_s/dx = -sum(a j)                                       (2)
    i_s = -j_f, counted into the host, at its face                                            (3)
    phi_s = phi_cc + delta,  delta = 0 at the collector                                       (4)
    int sum(a j) dx + j_f = -I                    at the positive collector; phi_cc = 0 at the
                                                  negative one                                (5)

PyBaMM takes the solid as what the liquid leaves, 1 - eps(x, t): metal in the pores would conduct as if it
were the host's own solid.  The frame does not change when its pores fill.  B_s is the transport law the
user chose.

PyBaMM solves (2) for potentials counted from the cell's first voltage: a number near 2.5 V leaves 4e-16 V
to tell two neighbouring cells apart, which is 1e-10 of the current that flows between them, and lithium is
conserved no better than that.  (4) solves for the small difference from the collector instead, and (5), the
sum of (2) over the electrode, for the collector: what passes the terminal is what reacts, to the last
digit.  The voltage is phi_cc itself, not what is extrapolated to there.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement


class FrameConductivity(pybamm.BaseSubModel):
    """Equation (1) of this module.

    Reads ``eps``.  Sets PyBaMM's transport efficiency of the electrodes.
    """

    def __init__(self, param, options, stock):
        super().__init__(param, options=options)
        self._stock = stock

    def get_coupled_variables(self, variables):
        at = self.options.host
        frame = at.named({v.eps: self.param.domain_params[at.electrode].epsilon_init})
        conduction = self._stock.get_coupled_variables({**variables, **frame})  # (1)
        return {name: conduction[name] for name in conduction if name not in variables}


class Electrons(pybamm.electrode.ohm.Full):
    """Equations (2) to (5) of this module, (3) in the host only.

    Reads ``tor_s``, ``T``, ``j_f`` and PyBaMM's sum of currents.  Sets ``phi_s``, ``phi_cc``, ``delta``,
    ``sigma_eff``, ``i_s``.
    """

    def get_fundamental_variables(self):
        at = self._at
        delta = at.state(v.delta)
        phi_cc = at.grounded(at.face_state(v.phi_cc))
        phi_s = at.spread(phi_cc) + delta  # (4)
        states = at.named({v.phi_cc: phi_cc, v.delta: delta})
        return {**states, **self._get_standard_potential_variables(phi_s)}

    def get_coupled_variables(self, variables):
        at = self._at
        phi_cc, delta, tor, T = at.read(variables, v.phi_cc, v.delta, v.tor_s, v.T)
        sigma = self.domain_param.sigma(self._get_electrode_stoichiometry(variables), T)
        variables[at.key(v.sigma_eff)] = sigma * tor
        i_s = -sigma * tor * pybamm.grad(delta)  # (2)
        variables.update(self._get_standard_current_variables(i_s))
        if at.is_terminal:
            phi_s = variables[at.key(v.phi_s)]
            collector = {at.key(v.phi_s): at.spread(phi_cc)}
            variables = self._get_standard_whole_cell_variables({**variables, **collector})
            variables[at.key(v.phi_s)] = phi_s
        return variables

    def set_algebraic(self, variables):
        at = self._at
        phi_cc, delta, i_s, i_sum = at.read(variables, v.phi_cc, v.delta, v.i_s, v.i_sum)
        scale = self.param.L_x**2  # as PyBaMM's, for conditioning
        self.algebraic[delta] = scale * (pybamm.div(i_s) + i_sum)  # (2)
        if at.is_terminal:
            I = variables["Current collector current density [A.m-2]"]
            reacts = at.over_depth(i_sum, self.param) + self._face_current(variables)
            self.algebraic[phi_cc] = (reacts + I) / self.param.I_typ  # (5)

    def set_boundary_conditions(self, variables):
        at = self._at
        delta, sigma_eff = at.read(variables, v.delta, v.sigma_eff)
        into_face = at.towards_host * self._face_current(variables) / at.at_face(sigma_eff)  # (3)
        self.boundary_conditions[delta] = {
            at.separator: (into_face, "Neumann"),
            at.collector: (pybamm.Scalar(0), "Dirichlet"),
        }

    def set_initial_conditions(self, variables):
        at = self._at
        phi_cc, delta = at.read(variables, v.phi_cc, v.delta)
        self.initial_conditions[delta] = pybamm.Scalar(0)
        if at.is_terminal:
            self.initial_conditions[phi_cc] = self.param.ocv_init

    @property
    def _at(self):
        return Placement(self.domain)

    def _face_current(self, variables):
        host = self.options.host
        if self._at == host and self.options["lithium metal"] == "in pores and on face":
            return host.read(variables, v.j_f)[0]
        return pybamm.Scalar(0)
