r"""Face and collector of a host that reacts the same over its depth.

    xi_f = phi_f - int w phi_e ds            what the face takes for eta_f, face_deposit.py            (1)
    xi_c = phi_cc - int w phi_e ds           and the collector for eta_c, collector_plating.py         (2)
    J_f = j_f + j_dlf,   J_c = j_c + j_dlc   all that leaves the planes                                (3)

What the planes take makes the potential drop, and what drops they see: (3) follows from (1) and (2), and
these from (3) by even_electrons.py and even_electrolyte.py.  In the full model potentials are unknowns over
the mesh; here xi_f and xi_c are the unknowns, rather than J_f and J_c: a double layer is charged through so
little that a current makes noise of what is round-off of a potential, and takes forty times the steps.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.collector_plating import seen_by_collector
from pybamm_miec.submodels.face_deposit import seen_by_face


class EvenPlanes(pybamm.BaseSubModel):
    """Equations (1) to (3) of this module, for the planes that react.

    Reads ``j_f``, ``j_dlf``, ``j_c``, ``j_dlc``, ``phi_f``, ``phi_cc``, ``phi_e`` and the separator's.  Sets
    ``xi_f``, ``xi_c``, ``J_f``, ``J_c``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        return at.named({xi: at.face_state(xi) for xi in self._unknowns})

    def get_coupled_variables(self, variables):
        options = self.options
        planes = {
            v.J_f: (options.metal_on_face, v.j_f, v.j_dlf),
            v.J_c: (options.collector_plates, v.j_c, v.j_dlc),
        }
        return options.host.named(
            {J: self._through(variables, *plane) for J, plane in planes.items()}
        )

    def set_algebraic(self, variables):
        at, sees = self.options.host, {v.xi_f: self._at_face, v.xi_c: self._at_collector}
        for unknown in self._unknowns:
            (xi,) = at.read(variables, unknown)
            self.algebraic[xi] = xi - sees[unknown](variables)

    def set_initial_conditions(self, variables):
        for xi in self.options.host.read(variables, *self._unknowns):
            self.initial_conditions[xi] = self.domain_param.prim.U_init

    @property
    def _unknowns(self):
        face = (v.xi_f,) if self.options.metal_on_face else ()
        return (*face, v.xi_c) if self.options.collector_plates else face

    def _at_face(self, variables):
        at = self.options.host
        (phi_f,) = at.read(variables, v.phi_f)
        phi_e = variables["Separator electrolyte potential [V]"]
        return phi_f - seen_by_face(at, self.param, phi_e)  # (1)

    def _at_collector(self, variables):
        at = self.options.host
        phi_cc, phi_e = at.read(variables, v.phi_cc, v.phi_e)
        return phi_cc - seen_by_collector(at, self.param, phi_e)  # (2)

    def _through(self, variables, reacts, j, j_dl):
        if not reacts:
            return pybamm.PrimaryBroadcast(0, "current collector")
        currents = (j, j_dl) if self.options.planes_store_charge else (j,)
        return sum(self.options.host.read(variables, *currents))  # (3)
