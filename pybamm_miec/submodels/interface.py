r"""All currents between solid and electrolyte, over the cell.

sum(a j) = a_s j_h + i_m + (SEI)                  in the host                              (1)
sum(a j) = i_f                                    in the separator, before the face        (2)
"""

import pybamm

from pybamm_miec import vocabulary as v


class HostInterface(pybamm.interface.TotalInterfacialCurrent):
    """Equations (1) and (2) of this module; without i_c, (1) is PyBaMM's sum and that of the solid.

    Reads ``i_m``, ``i_f``, ``i_c`` and PyBaMM's other currents.  Sets ``i_sum`` and PyBaMM's sums over the
    cell.
    """

    def _get_whole_cell_coupled_variables(self, variables):
        variables = super()._get_whole_cell_coupled_variables(variables)
        for what in (
            "volumetric interfacial current densities [A.m-3]",
            "electrolyte reaction source terms [A.m-3]",
        ):
            parts = [
                self._in(domain, variables, what) for domain in self.options.whole_cell_domains
            ]
            variables[f"Sum of {what}"] = pybamm.concatenation(*parts)  # (1), (2)
        return variables

    def _in(self, domain, variables, what):
        at = self.options.host
        if domain == "separator":
            if self.options["lithium metal"] == "in pores and on face":
                return at.read(variables, v.i_f)[0]
            return pybamm.FullBroadcast(0, "separator", "current collector")
        here = variables[f"Sum of {domain} {what}"]
        if domain == at.domain and self.options["collector plating"] == "true":
            return here + at.read(variables, v.i_c)[0]
        return here
