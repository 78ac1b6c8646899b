r"""Electrons in the frame of the host.

    sigma_eff = sigma B_s(1 - eps_0)              the frame as it was made                    (1)
    i_s = -sigma_eff d phi_s/dx,   d i_s/dx = -sum(a j)                                       (2)
    i_s = -j_f, counted into the host, at its face                                            (3)

PyBaMM takes the solid as what the liquid leaves, 1 - eps(x, t): metal in the pores would conduct as if it
were the host's own solid.  The frame does not change when its pores fill.  B_s is the transport law the
user chose.

(2) is PyBaMM's, with the potential counted from that of lithium metal, about which it moves when metal is
plated.  PyBaMM counts from the cell's first voltage: a number near 2.5 V leaves 4e-16 V to tell two
neighbouring cells apart, which is 1e-10 of the current that flows between them, and lithium is conserved
no better than that.
"""

import pybamm

from pybamm_miec import vocabulary as v


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


class FrameElectrons(pybamm.electrode.ohm.Full):
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
