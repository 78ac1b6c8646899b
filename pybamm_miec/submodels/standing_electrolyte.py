r"""Electrolyte that stays as it was filled in.

    c_e = c_0                                         everywhere                                   (1)
    eps c_e + c_0 (eps_0 - eps) = c_0 eps_0            salt here, and what has left from here       (2)

A model without drops (SPM) has no gradient of salt.  PyBaMM's constant concentration keeps eps c_e and
squeezes the volume; where metal fills the pores, what it displaces leaves at c_0 (electrolyte.py), and c_e
stays.
"""

import pybamm
from pybamm.models.submodels.electrolyte_diffusion import ConstantConcentration


class StandingElectrolyte(ConstantConcentration):
    """Equations (1) and (2) of this module.

    Reads ``eps`` and the other porosities.  Sets ``c_e`` and PyBaMM's names for the salt and its flux.
    """

    def get_fundamental_variables(self):
        cell = self.options.whole_cell_domains
        c_e = {
            domain: pybamm.FullBroadcast(self.param.c_e_init, domain, "current collector")
            for domain in cell
        }
        nowhere = pybamm.FullBroadcastToEdges(0, cell, "current collector")
        return {
            **self._get_standard_concentration_variables(c_e),
            **self._get_standard_flux_variables(nowhere),
        }

    def get_coupled_variables(self, variables):
        salt, held = {}, {}
        c_0 = self.param.c_e_init
        for domain in self.options.whole_cell_domains:
            eps = variables[f"{domain.capitalize()} porosity"]
            eps_0 = self.param.domain_params[domain.split()[0]].epsilon_init
            held[domain] = eps * c_0
            salt[domain] = eps_0 * c_0
            variables[f"{domain.capitalize()} salt with displaced [mol.m-3]"] = salt[domain]
        variables.update(self._get_standard_porosity_times_concentration_variables(held))
        name = "Total lithium in electrolyte [mol]"
        in_pores = variables[name]
        with_displaced = pybamm.concatenation(*salt.values())  # (2)
        variables["Cell salt with displaced [mol.m-3]"] = with_displaced
        variables.update(self._get_total_concentration_electrolyte(with_displaced))
        variables["Lithium in displaced electrolyte [mol]"] = variables[name] - in_pores
        return variables
