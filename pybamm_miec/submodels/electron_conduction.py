r"""Electrons in the solid of the electrodes.

    sigma_eff = sigma B_s(1 - eps_0) + sigma_m    the frame as it was made, and the metal     (1)
    i_s = -sigma_eff d phi_s/dx,   d i_s/dx = -sum(a j)                                       (2)
    i_s = -j_f, counted into the host, at its face                                            (3)
    phi_s = phi_cc at the collector                                                           (4)
    int sum(a j) dx + j_f + j_c = -I              at the positive collector; phi_cc = 0 at the
                                                  negative one                                (5)

PyBaMM takes the solid as what the liquid leaves, 1 - eps(x, t): metal in the pores would conduct as if it
were the host's own solid.  The frame does not change when its pores fill.  B_s is the transport law the
user chose.

PyBaMM prescribes the current at the collector and lets (2) add up to it.  Potentials near 2.5 V leave
4e-16 V to tell two neighbouring cells apart, which is 1e-10 of the current that flows between them, and
lithium is conserved no better than that.  Here (5), the sum of (2) over the electrode, settles the potential
of the collector: what passes the terminal is what reacts, to the last digit, and the voltage is phi_cc
itself, not what is extrapolated to there.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement

ON = {
    "lithium metal": ("in pores and on face",),
    "collector plating": ("true",),
    "metal path": ("percolating",),
}


class FrameConductivity(pybamm.BaseSubModel):
    """Equation (1) of this module.

    Reads the porosity of the other electrode.  Sets ``tor_s`` and PyBaMM's of the cell.
    """

    def __init__(self, param, options, stock):
        super().__init__(param, options=options)
        self._stock = stock

    def get_coupled_variables(self, variables):
        at = self.options.host
        frame = at.named({v.eps: self.param.domain_params[at.electrode].epsilon_init})
        conduction = self._stock.get_coupled_variables({**variables, **frame})  # (1)
        return {name: value for name, value in conduction.items() if "efficiency" in name}


class Electrons(pybamm.electrode.ohm.Full):
    """Equations (2) to (5) of this module, (3) in the host only.

    Reads ``tor_s``, ``T``, ``j_f``, ``j_c``, ``sigma_m``, ``i_sum`` and the current.  Sets ``phi_s``,
    ``phi_cc``, ``sigma_eff``, ``i_s`` and PyBaMM's voltages.
    """

    def get_fundamental_variables(self):
        at = self._at
        phi_s, phi_cc = at.state(v.phi_s), at.grounded(at.face_state(v.phi_cc))
        return {**at.named({v.phi_cc: phi_cc}), **self._get_standard_potential_variables(phi_s)}

    def get_coupled_variables(self, variables):
        at = self._at
        phi_cc, phi_s, tor, T = at.read(variables, v.phi_cc, v.phi_s, v.tor_s, v.T)
        sigma = self.domain_param.sigma(self._get_electrode_stoichiometry(variables), T)
        sigma_eff = sigma * tor + self._if_host("metal path", v.sigma_m, variables)  # (1)
        variables[at.key(v.sigma_eff)] = sigma_eff
        i_s = -sigma_eff * pybamm.grad(phi_s)  # (2)
        variables.update(self._get_standard_current_variables(i_s))
        if at.is_terminal:
            collector = {at.key(v.phi_s): at.spread(phi_cc)}
            variables = self._get_standard_whole_cell_variables({**variables, **collector})
            variables[at.key(v.phi_s)] = phi_s
        return variables

    def set_algebraic(self, variables):
        at = self._at
        phi_cc, phi_s, i_s, i_sum = at.read(variables, v.phi_cc, v.phi_s, v.i_s, v.i_sum)
        scale = self.param.L_x**2  # as PyBaMM's, for conditioning
        self.algebraic[phi_s] = scale * (pybamm.div(i_s) + i_sum)  # (2)
        if at.is_terminal:
            I = variables["Current collector current density [A.m-2]"]
            planes = self._if_host("lithium metal", v.j_f, variables)
            planes += self._if_host("collector plating", v.j_c, variables)
            reacts = at.over_depth(i_sum, self.param) + planes
            self.algebraic[phi_cc] = (reacts + I) / self.param.I_typ  # (5)

    def set_boundary_conditions(self, variables):
        at = self._at
        phi_cc, phi_s, sigma_eff = at.read(variables, v.phi_cc, v.phi_s, v.sigma_eff)
        j_f = self._if_host("lithium metal", v.j_f, variables)
        self.boundary_conditions[phi_s] = {
            at.separator: (at.towards_host * j_f / at.at_face(sigma_eff), "Neumann"),  # (3)
            at.collector: (phi_cc, "Dirichlet"),  # (4)
        }

    def set_initial_conditions(self, variables):
        at = self._at
        phi_cc, phi_s = at.read(variables, v.phi_cc, v.phi_s)
        start = self.param.ocv_init if at.is_terminal else pybamm.Scalar(0)
        self.initial_conditions[phi_s] = start
        if at.is_terminal:
            self.initial_conditions[phi_cc] = start

    @property
    def _at(self):
        return Placement(self.domain)

    def _if_host(self, option, quantity, variables):
        """A variable that only a host with this option has, else zero."""
        at = self.options.host
        if self._at == at and self.options[option] in ON[option]:
            return at.read(variables, quantity)[0]
        return pybamm.Scalar(0)
