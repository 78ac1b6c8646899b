r"""Electrons in the solid of the electrodes.

    sigma_eff = sigma B_s(1 - eps_0)              the host's frame as it was made             (1)
    i_s = -sigma_eff d phi_s/dx,   d i_s/dx = -sum(a j)                                       (2)
    i_s = -j_f, counted into the host, at its face                                            (3)
    phi_s = phi_cc + delta,  delta = 0 at the collector          in the other electrode       (4)
    int sum(a j) dx = -I                                         which settles phi_cc         (5)

PyBaMM takes the solid as what the liquid leaves, 1 - eps(x, t): metal in the pores would conduct as if it
were the host's own solid.  The frame does not change when its pores fill.  B_s is the transport law the
user chose.

(2) is PyBaMM's.  It solves for potentials counted from the cell's first voltage: a number near 2.5 V leaves
4e-16 V to tell two neighbouring cells apart, which is 1e-10 of the current that flows between them, and
lithium is conserved no better than that.  In the host they are counted from lithium metal, so they are
small when metal is there.  The other electrode is volts away from it, so there (4) solves for the small
difference from the collector, and (5), the sum of (2) over the electrode, for the collector: what passes
the terminal is what reacts, to the last digit.
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


class HostElectrons(pybamm.electrode.ohm.Full):
    """Equations (2) and (3) of this module.

    Reads ``j_f`` and PyBaMM's sum of currents.  Sets ``phi_s``.
    """

    def get_fundamental_variables(self):
        phi_s = self.options.host.state(v.phi_s)
        phi_s.print_name = "phi_s"
        return self._get_standard_potential_variables(phi_s)

    def set_boundary_conditions(self, variables):
        super().set_boundary_conditions(variables)
        if self.options["lithium metal"] != "in pores and on face":
            return
        at = self.options.host
        phi_s, sigma_eff, j_f = at.read(variables, v.phi_s, v.sigma_eff, v.j_f)
        gradient = at.towards_host * j_f / at.at_face(sigma_eff)  # (3)
        self.boundary_conditions[phi_s][at.separator] = (gradient, "Neumann")


class CounterElectrons(pybamm.electrode.ohm.Full):
    """Equations (2), (4) and (5) of this module, in the electrode that is not the host.

    Reads PyBaMM's sum of currents.  Sets ``phi_s``, ``phi_cc`` and ``delta``.
    """

    def get_fundamental_variables(self):
        at = Placement(self.domain)
        phi_cc, delta = at.face_state(v.phi_cc), at.state(v.delta)
        phi_s = at.spread(phi_cc) + delta  # (4)
        states = at.named({v.phi_cc: phi_cc, v.delta: delta})
        return {**states, **self._get_standard_potential_variables(phi_s)}

    def get_coupled_variables(self, variables):
        at = Placement(self.domain)
        delta, tor, T = at.read(variables, v.delta, v.tor_s, v.T)
        sigma = self.domain_param.sigma(self._get_electrode_stoichiometry(variables), T)
        variables[at.key(v.sigma_eff)] = sigma * tor
        i_s = -sigma * tor * pybamm.grad(delta)  # (2)
        variables.update(self._get_standard_current_variables(i_s))
        variables.update(self._get_standard_whole_cell_variables(variables))
        return variables

    def set_algebraic(self, variables):
        at = Placement(self.domain)
        phi_cc, delta, i_s, i_sum = at.read(variables, v.phi_cc, v.delta, v.i_s, v.i_sum)
        I = variables["Current collector current density [A.m-2]"]
        scale = self.param.L_x**2  # as PyBaMM's, for conditioning
        self.algebraic[delta] = scale * (pybamm.div(i_s) + i_sum)  # (2)
        self.algebraic[phi_cc] = (at.over_depth(i_sum, self.param) + I) / self.param.I_typ  # (5)

    def set_boundary_conditions(self, variables):
        at = Placement(self.domain)
        (delta,) = at.read(variables, v.delta)
        zero = pybamm.Scalar(0)
        self.boundary_conditions[delta] = {
            at.separator: (zero, "Neumann"),
            at.collector: (zero, "Dirichlet"),
        }

    def set_initial_conditions(self, variables):
        phi_cc, delta = Placement(self.domain).read(variables, v.phi_cc, v.delta)
        self.initial_conditions = {phi_cc: self.param.ocv_init, delta: pybamm.Scalar(0)}
