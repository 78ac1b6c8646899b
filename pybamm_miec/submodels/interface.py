r"""All currents between solid and electrolyte, over the cell.

sum(a j) = a_s j_h + i_m + i_e + (SEI)                  in a porous electrode, reactions of its solid     (1)
i = sum(a j),  or I_s where walls store charge    what leaves the solid for the liquid, with i_dl   (2)
i = (2) + i_c + j_dlc w                           in the host, with the collector under it          (3)
i = i_f + j_dlf w                                 in the separator, before the face                 (4)

The double layer takes ions from the liquid as a reaction does.  The electrons of the collector and of the
face do not come through the solid of the cell of the mesh that their ions are in.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement
from pybamm_miec.submodels.collector_plating import above_collector
from pybamm_miec.submodels.face_deposit import before_face

SUMS = (
    "volumetric interfacial current densities [A.m-3]",
    "electrolyte reaction source terms [A.m-3]",
)


class HostInterface(pybamm.interface.TotalInterfacialCurrent):
    """Equations (1) to (4) of this module.

    Reads ``j_h``, ``j0_h``, ``i_m``, ``i_e``, ``i_sei``, ``i_crack``, ``I_s``, ``i_c``, ``j_dlc``, ``i_f``,
    ``j_dlf`` and PyBaMM's other currents.  Sets ``i_sum`` and PyBaMM's sums over the cell.
    """

    def _get_coupled_variables_by_domain(self, variables, domain):
        variables = super()._get_coupled_variables_by_domain(variables, domain)
        if domain == self.options.host.electrode and self.options.films:
            (i_e,) = self.options.host.read(variables, v.i_e)
            for what in SUMS:
                variables[f"Sum of {domain} electrode {what}"] += i_e  # (1)
                variables[f"Sum of x-averaged {domain} electrode {what}"] += pybamm.x_average(i_e)
        return variables

    def _get_whole_cell_coupled_variables(self, variables):
        variables = super()._get_whole_cell_coupled_variables(variables)
        for what in SUMS:
            parts = [
                self._in(domain, variables, what) for domain in self.options.whole_cell_domains
            ]
            variables[f"Sum of {what}"] = pybamm.concatenation(*parts)  # (3), (4)
        return variables

    def _in(self, domain, variables, what):
        if domain == "separator":
            return self._before_face(variables)
        electrode = Placement(domain.split()[0])
        here = variables[f"Sum of {domain} {what}"]  # (1)
        if self.options.stores_charge(electrode.electrode):
            (here,) = electrode.read(variables, v.I_s)  # (2)
        if electrode == self.options.host and self.options.collector_plates:
            here += self._above_collector(variables)
        return here

    def _before_face(self, variables):
        at = self.options.host
        if not self.options.metal_on_face:
            return pybamm.FullBroadcast(0, "separator", "current collector")
        (ions,) = at.read(variables, v.i_f)
        if self.options.planes_store_charge:
            ions += before_face(at, self.param, at.read(variables, v.j_dlf)[0])
        return ions  # (4)

    def _above_collector(self, variables):
        at = self.options.host
        (ions,) = at.read(variables, v.i_c)
        if self.options.planes_store_charge:
            ions += above_collector(at, self.param, at.read(variables, v.j_dlc)[0])
        return ions  # (3)
