r"""Electrons in the solid of the electrodes.

    sigma_eff = sigma(x) B_s(1 - eps_0) + sigma_m       the frame as it was made, and the metal     (1)
    i_s = -sigma_eff d phi_s/dx                                                                   (2)
    I_s = -d i_s/dx - d i_h/dx                          what leaves the solid for the liquid          (3)
    I_s = sum(a j)                                      where walls store no charge                   (4)
    i_s = -J_f, counted into the host, at its face                                                (5)
    phi_s = phi_0 at the collector,  phi_0 = phi_cc     or, where lithium can start on the foil:
    int sum(a j) dx + J_f = sigma_eff (phi_cc - phi_0)/l_g                                        (6)
    int sum(a j) dx + J_f + J_c = -I                    at the positive collector; phi_cc = 0 at the
                                                        negative one                              (7)
    i_s = I + J_c                                       the same as (7), where walls store charge     (8)
    J_f = j_f + j_dlf,   J_c = j_c + j_dlc              all that leaves the planes                (9)

(6) is the contact of foil and frame: electrons cross half a grain before the frame is a continuum.  In a
frame that conducts, that is nothing; in one that hardly does, the foil would otherwise react with grains in a
layer that is thinner than a grain, and than any cell of a mesh.

The rails of a frame (nanotubes, and LLTO that conducts as it is lithiated) are side by side: sigma is their
sum, a function of the lithiation x if the set gives one, see _functions.py.  i_h are the ions in the solid.

PyBaMM takes the solid as what the liquid leaves, 1 - eps(x, t): metal in the pores would conduct as if it
were the host's own solid.  The frame does not change when its pores fill.  B_s is the transport law the
user chose.

PyBaMM prescribes the current at the collector and lets (3) add up to it.  Potentials near 2.5 V leave
4e-16 V to tell two neighbouring cells apart, which is 1e-10 of the current that flows between them, and
lithium is conserved no better than that.  Here (7), the sum of (3) over the electrode, settles the potential
of the collector: what passes the terminal is what reacts, to the last digit, and the voltage is phi_cc
itself, not what is extrapolated to there.  Where walls store charge, (4) is not solved (double_layer.py), and
what passes the ends of (2) is put there by name: then (3) adds up to the terminal's current whatever the
potentials between which it flows.
"""

from functools import partial

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement
from pybamm_miec.submodels.grains import lithiation

AT_END = 1e-9  # of the thickness: how close to an end a face of the mesh is the end


class Electrons(pybamm.electrode.ohm.Full):
    """Equations (2) to (9) of this module; planes and ions in the host only.

    Reads ``x_surf``, ``x_o``, ``tor_s``, ``T``, ``j_f``, ``j_dlf``, ``j_c``, ``j_dlc``, ``i_h``, ``sigma_m``,
    ``i_sum`` and the current.  Sets ``phi_s``, ``phi_0``, ``phi_cc``, ``delta_phi_s``,
    ``sigma_eff``, ``i_s``, ``I_s`` and PyBaMM's voltages.
    """

    def get_fundamental_variables(self):
        at = self._at
        phi_s, phi_cc = at.state(v.phi_s), at.grounded(at.face_state(v.phi_cc))
        phi_0 = at.face_state(v.phi_0) if self._has_contact else phi_cc
        ends = at.named({v.phi_cc: phi_cc, v.phi_0: phi_0})
        losses = self._losses(at.spread(phi_cc) - phi_s)
        return {**ends, **self._get_standard_potential_variables(phi_s), **losses}

    def _losses(self, over_depth, mean=None):
        """What drops between the walls and the collector, contact and all [V]."""
        mean = pybamm.x_average(over_depth) if mean is None else mean
        return self._at.named({v.delta_phi_s: over_depth, v.delta_phi_s_av: mean})

    def get_coupled_variables(self, variables):
        at = self._at
        phi_cc, phi_s, tor, T = at.read(variables, v.phi_cc, v.phi_s, v.tor_s, v.T)
        sigma_eff = self.domain_param.sigma(self._lithiation(variables), T) * tor
        if self._is_host and self.options.metal_conducts:
            sigma_eff += at.read(variables, v.sigma_m)[0]  # (1)
        variables[at.key(v.sigma_eff)] = sigma_eff
        i_s = self._by_law(variables)  # (2)
        if self._stores_charge:
            i_s = self._with_collector(self._with_face(i_s, variables), variables)  # (5), (8)
        variables.update(self._get_standard_current_variables(i_s))
        I_s = -pybamm.div(i_s)
        if self._is_host and self.options.frame_conducts_ions:
            I_s -= pybamm.div(at.read(variables, v.i_h)[0])
        variables[at.key(v.I_s)] = I_s  # (3)
        if at.is_terminal:
            collector = {at.key(v.phi_s): at.spread(phi_cc)}
            variables = self._get_standard_whole_cell_variables({**variables, **collector})
            variables[at.key(v.phi_s)] = phi_s
        return variables

    def set_algebraic(self, variables):
        at = self._at
        phi_cc, phi_s, I_s, i_sum = at.read(variables, v.phi_cc, v.phi_s, v.I_s, v.i_sum)
        if not self._stores_charge:
            scale = self.param.L_x**2  # as PyBaMM's, for conditioning
            self.algebraic[phi_s] = scale * (i_sum - I_s)  # (4)
        if self._has_contact:
            phi_0, sigma_eff = at.read(variables, v.phi_0, v.sigma_eff)
            (l_g,) = at.parameters(v.l_g)
            crosses = at.at_collector(sigma_eff) * (phi_cc - phi_0) / l_g
            leaves = at.over_depth(I_s if self._stores_charge else i_sum, self.param)
            leaves += self._at_face(variables)
            self.algebraic[phi_0] = (leaves - crosses) / self.param.I_typ  # (6)
        if at.is_terminal and self._stores_charge:
            by_law = self._with_face(self._by_law(variables), variables)
            beyond = at.over_depth(pybamm.div(by_law) + I_s, self.param)  # (8), at the collector
            self.algebraic[phi_cc] = beyond / self.param.I_typ
        elif at.is_terminal:
            J_f, J_c = self._at_face(variables), self._at_collector(variables)
            passes = at.over_depth(i_sum, self.param) + J_f + J_c + self._current(variables)  # (7)
            self.algebraic[phi_cc] = passes / self.param.I_typ

    def set_boundary_conditions(self, variables):
        at = self._at
        phi_0, phi_s, sigma_eff = at.read(variables, v.phi_0, v.phi_s, v.sigma_eff)
        J_f = self._at_face(variables)
        (phi_cc,) = at.read(variables, v.phi_cc)
        face = (at.towards_host * J_f / at.at_face(sigma_eff), "Neumann")  # (5)
        collector = {phi_s: phi_0, self._over_collector(variables): phi_0 - phi_cc}  # (6)
        for potential, value in collector.items():
            ends = {at.separator: face, at.collector: (value, "Dirichlet")}
            self.boundary_conditions[potential] = ends

    def set_initial_conditions(self, variables):
        at = self._at
        phi_cc, phi_s = at.read(variables, v.phi_cc, v.phi_s)
        start = self.param.ocv_init if at.is_terminal else pybamm.Scalar(0)
        self.initial_conditions[phi_s] = start
        if at.is_terminal:
            self.initial_conditions[phi_cc] = start
        if self._has_contact:
            self.initial_conditions[at.read(variables, v.phi_0)[0]] = start

    @property
    def _at(self):
        return Placement(self.domain)

    def _by_law(self, variables):
        (sigma_eff,) = self._at.read(variables, v.sigma_eff)
        return -sigma_eff * pybamm.grad(self._over_collector(variables))

    def _over_collector(self, variables):
        """The potential counted from the collector: 4 V less to round off in what neighbours differ by."""
        phi_s, phi_cc = self._at.read(variables, v.phi_s, v.phi_cc)
        return phi_s - self._at.spread(phi_cc) if self._at.is_terminal else phi_s

    def _with_face(self, i_s, variables):
        """`i_s` with what passes the face of a host put there by name."""
        is_face = self._at.distance_from_collector(self.param) > (1 - AT_END) * self.domain_param.L
        i_s = i_s * (1 - is_face)
        if not self._is_host or not self.options.metal_on_face:
            return i_s
        J_f = pybamm.PrimaryBroadcastToEdges(self._at_face(variables), self._at.domain)
        return i_s - is_face * self._at.towards_host * J_f  # (5)

    def _with_collector(self, i_s, variables):
        """`i_s` with what passes the collector of a terminal put there by name."""
        if not self._at.is_terminal:
            return i_s
        is_collector = self._at.distance_from_collector(self.param) < AT_END * self.domain_param.L
        passes = self._current(variables) + self._at_collector(variables)
        passes = pybamm.PrimaryBroadcastToEdges(passes, self._at.domain)
        return i_s * (1 - is_collector) + is_collector * passes  # (8)

    @staticmethod
    def _current(variables):
        return variables["Current collector current density [A.m-2]"]

    @property
    def _stores_charge(self):
        return self.options.stores_charge(self.domain)

    @property
    def _has_contact(self):
        return self._is_host and self.options.collector_plates

    @property
    def _is_host(self):
        return self._at == self.options.host

    def _lithiation(self, variables):
        if self._is_host and self.options.is_inert:
            return None
        if self._is_host:
            return lithiation(self.options, variables)
        return self._get_electrode_stoichiometry(variables)

    def _at_face(self, variables):
        """J_f of (6), zero where there is none."""
        return self._on_plane(variables, self.options.metal_on_face, v.j_f, v.j_dlf)

    def _at_collector(self, variables):
        """J_c of (6), zero where there is none."""
        return self._on_plane(variables, self.options.collector_plates, v.j_c, v.j_dlc)

    def _on_plane(self, variables, reacts, j, j_dl):
        if not self._is_host or not reacts:
            return pybamm.Scalar(0)
        currents = (j, j_dl) if self.options.planes_store_charge else (j,)
        return sum(self._at.read(variables, *currents))


def frame_as_made(at, param):
    """Return what a transport law of PyBaMM's is to find as the porosity of the host, equation (1).

    Parameters
    ----------
    at : Placement
        Where the host sits.
    param : pybamm.LithiumIonParameters
        PyBaMM's symbols.

    Returns
    -------
    callable
        From the variables to those that take their place.
    """
    return partial(_with_frame_as_made, at, param)


def _with_frame_as_made(at, param, variables):
    del variables
    return at.named({v.eps: param.domain_params[at.electrode].epsilon_init})  # (1)
