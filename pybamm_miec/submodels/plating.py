r"""Lithium metal in the pores, at unit activity.

    dc_m/dt = -(a_m j_m + i_c) / F - r_i - r_s        metal in the pores                       (1)
    j_m = wall_current(phi_m, theta_m, phi_c, eta)    kinetics.py; theta_m = 1 without a barrier  (2)
    j_b = wall_current(1, 1, phi_c, eta)              on a wall that is all metal, for islands  (3)
    eta = phi_s - phi_e + eta_sei                     over the rest potential of metal, 0 V    (4)
    phi_m = present(c_m, c_n)                         metal is there to be stripped            (5)
    phi_c = present(c_e, c_en)                        salt is there to be plated               (6)

A deposit rests at 0 V whatever its amount: c_m is not in the exchange current or the potential, but in
(5), which takes the stripping branch away below c_n (4 % of a pore), whatever law the user gives for
j0.  (5) multiplies only what flows above 0 V.  An activity (phi_m e^x - e^-x, or a logarithm) would move
the rest potential of a thin deposit, +46 mV for 1e-3 mA.h.cm-2, and plate a bare wall above 0 V.
(6) matters behind a closed pore, where the liquid is used up.  i_c is what the collector plates into them.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.averages import with_average
from pybamm_miec.submodels.kinetics import present, wall_current


class Plating(pybamm.BaseSubModel):
    """Equations (1) to (6) of this module.

    Reads ``phi``, ``eta_sei``, ``c_e``, ``T``, ``a_m``, ``theta_m``, ``i_c``, ``c_i``, ``r_i``, ``r_s``.
    Sets ``c_m``, ``j0``, ``j_m``, ``j_b``, ``i_m``, ``eta_m`` and PyBaMM's names for the thickness of metal.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        full_pore = self.param.domain_params[at.electrode].epsilon_init / self.param.V_bar_Li
        # a tenth of a full pore: the solver's absolute tolerance is of this, and what runs out ends within it
        return at.named({v.c_m: at.state(v.c_m, scale=0.1 * pybamm.xyz_average(full_pore))})

    def get_coupled_variables(self, variables):
        at = self.options.host
        phi, eta_sei, c_e, T, a_m, c_m = at.read(
            variables, v.phi, v.eta_sei, v.c_e, v.T, v.a_m, v.c_m
        )
        j_lim, alpha, c_n, c_en = at.parameters(v.j_lim, v.alpha_m, v.c_n, v.c_en)
        j0 = exchange_current(at, v.j0_m, self.param, c_e, c_m, T)
        eta = phi + eta_sei  # (4)
        f_eta = self.param.F / (self.param.R * T) * eta
        kinetics = (present(c_e, c_en), j0, j_lim, alpha, f_eta)  # (6)
        phi_m = present(c_m, c_n)  # (5)
        theta_m = at.read(variables, v.theta_m)[0] if self.options.nucleates else 1
        j_m = wall_current(phi_m, theta_m, *kinetics)  # (2)
        j_b = wall_current(1, 1, *kinetics)  # (3)
        currents = {v.j_b: j_b, v.j_m: j_m, v.i_m: a_m * j_m}
        looks = {v.eta_m: eta, v.c_m: c_m, v.j0: j0}
        return {**with_average(at.named(looks | currents)), **self._thickness(variables)}

    def set_rhs(self, variables):
        at = self.options.host
        c_m, i_m, lost = at.read(variables, v.c_m, v.i_m, v.r_i)
        if self.options.collector_plates:
            i_m = i_m + at.read(variables, v.i_c)[0]
        if self.options.metal_films:
            lost = lost + at.read(variables, v.r_s)[0]
        self.rhs[c_m] = -i_m / self.param.F - lost  # (1)

    def set_initial_conditions(self, variables):
        at = self.options.host
        (c_m,), (c_m0,) = at.read(variables, v.c_m), at.parameters(v.c_m0)
        self.initial_conditions[c_m] = c_m0

    def _thickness(self, variables):
        """Mean film thickness on the particles, under the names that PyBaMM reads."""
        at = self.options.host
        c_m, c_i = at.read(variables, v.c_m, v.c_i)
        to_length = self.param.V_bar_Li / self.param.domain_params[at.electrode].prim.a_typ
        return with_average(
            at.named(
                {
                    v.Quantity("{Host} lithium plating thickness", "m"): c_m * to_length,
                    v.Quantity("{Host} dead lithium thickness", "m"): c_i * to_length,
                }
            )
        )


def exchange_current(at, name, param, c_e, c_m, T):
    """Return the user's exchange-current law, tame where a concentration ends [A.m-2].

    Parameters
    ----------
    at : Placement
        Where the host sits.
    name : Quantity
        Which law.
    param : pybamm.LithiumIonParameters
        PyBaMM's symbols, for scales.
    c_e, c_m, T : pybamm.Symbol
        Electrolyte and metal concentration [mol.m-3] and temperature [K].

    Returns
    -------
    pybamm.FunctionParameter
        Exchange current density [A.m-2].
    """
    full_pore = 1 / param.V_bar_Li
    c_e = pybamm.maximum(c_e, pybamm.settings.tolerances["j0__c_e"])
    c_m = pybamm.maximum(c_m, pybamm.settings.tolerances["j0__c_Li"])
    inputs = {
        "Electrolyte concentration [mol.m-3]": c_e,
        "Plated lithium concentration [mol.m-3]": c_m,
        "Temperature [K]": T,
    }
    tame = pybamm.RegulariseSqrtAndPower(
        scales={c_e: param.c_e_init, c_m: full_pore}, inputs=inputs
    )
    return pybamm.FunctionParameter(at.key(name), inputs, post_processor=tame)
