r"""All currents between solid and electrolyte, over the cell.

sum(a j) = a_s j_h + i_m + (SEI)                  in the host                              (1)
sum(a j) = i_f                                    in the separator, before the face        (2)
"""

import pybamm

from pybamm_miec import vocabulary as v


class HostInterface(pybamm.interface.TotalInterfacialCurrent):
    """Equation (2) of this module; (1) is PyBaMM's sum.

    Reads ``i_f``.  Sets PyBaMM's sums over the cell.
    """

    def _get_whole_cell_coupled_variables(self, variables):
        variables = super()._get_whole_cell_coupled_variables(variables)
        (i_f,) = self.options.host.read(variables, v.i_f)
        for what in (
            "volumetric interfacial current densities [A.m-3]",
            "electrolyte reaction source terms [A.m-3]",
        ):
            parts = [
                i_f if domain == "separator" else variables[f"Sum of {domain} {what}"]
                for domain in self.options.whole_cell_domains
            ]
            variables[f"Sum of {what}"] = pybamm.concatenation(*parts)  # (1), (2)
        return variables
