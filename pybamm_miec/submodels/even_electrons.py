r"""Potential of an electrode whose solid gives off the same current everywhere.

    I_s = <sum(a j)>                                 where walls store no charge                    (1)
    L I_s + J_f + J_c = -I                           I into the electrode                           (2)
    <phi> = <phi_s - phi_e>                          the one potential that its walls react at       (3)
    i_s(s) = -J_f - I_s s                            s from the face to the collector, L            (4)
    phi_s(s) = phi_0 - (J_f (L - s) + I_s (L^2 - s^2)/2)/sigma                                      (5)
    <phi_s> = phi_0 - L (J_f/2 + L I_s/3)/sigma                                                     (6)
    phi_0 = phi_cc - (L I_s + J_f) l_g/sigma         contact with a foil that plates                (7)

< > is the mean over the depth.  (1) with (2) settles <phi>; where walls store charge their charge does
(double_layer.py), and I_s follows from (2).  PyBaMM's SPM prescribes the current of one reaction and inverts
its kinetics; here several share one potential, and a plane on either side, so the potential is the unknown.
Between it and the planes there is the drop of (4) to (7): that of a current that is given off evenly, which
is what the reaction tends to as nu of deposit.py falls.  Of all ways to pass through, even is the one that
costs most, so the drop is an upper bound.  J_f and J_c: even_planes.py.

A model without drops (SPM) has 1/sigma = 0.  sigma is that of the frame, and of the metal as its mean over
the depth conducts, as in electron_conduction.py.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.electron_conduction import Electrons
from pybamm_miec.submodels.even import once


class EvenElectrons(Electrons):
    """Equations (1) to (7) of this module, in the host or in the other porous electrode.

    Reads ``x_surf``, ``x_o``, ``tor_s``, ``T``, ``J_f``, ``J_c``, ``sigma_m``, ``i_sum`` and the current.
    Sets ``phi``, ``phi_s``, ``phi_f``, ``phi_0``, ``phi_cc``, ``delta_phi_s``,
    ``sigma_eff``, ``i_s``, ``I_s`` and PyBaMM's voltages.

    Parameters
    ----------
    param, domain, options
        As for PyBaMM's submodels.
    drops : bool
        Whether potentials drop over the depth.
    """

    def __init__(self, param, domain, options, drops):
        super().__init__(param, domain, options)
        self._drops = drops

    def get_fundamental_variables(self):
        return self._get_standard_surface_potential_difference(self._at.face_state(v.phi_av))

    def _get_standard_surface_potential_difference(self, phi):
        at, name = self._at, f"{self._at.key(v.phi)[:-4]} at separator interface [V]"
        return {**at.named({v.phi_av: phi, v.phi: at.spread(phi)}), name: phi}

    def get_coupled_variables(self, variables):
        at, L = self._at, self.domain_param.L
        tor, T = at.read(variables, v.tor_s, v.T)
        sigma_eff = self.domain_param.sigma(self._lithiation(variables), T) * tor
        if self._is_host and self.options.metal_conducts:
            sigma_eff += at.read(variables, v.sigma_m)[0]
        J_f, J_c = at.read(variables, v.J_f, v.J_c) if self._is_host else (pybamm.Scalar(0),) * 2
        into = at.lithiation_sign * self._current(variables)
        I_s = -(into + J_f + J_c) / L  # (2)
        r = 1 / pybamm.x_average(sigma_eff) if self._drops else pybamm.Scalar(0)
        contact = at.parameters(v.l_g)[0] if self._has_contact else pybamm.Scalar(0)
        to_face = -L * r * (J_f + L * I_s / 2)
        to_mean = -L * r * (J_f / 2 + L * I_s / 3)  # (6)
        to_end = -contact * r * (L * I_s + J_f)  # (7)
        phi_cc = at.grounded(self._mean(variables) - to_mean - to_end)
        phi_0 = phi_cc + to_end
        s = at.depth(self.param)
        phi_s = at.spread(phi_0 + to_mean)
        if self._drops:
            down = J_f * (L - s) + I_s * (L**2 - s**2) / 2
            phi_s = once(at.spread(phi_0) - at.spread(r) * down)  # (5)
        i_s = at.towards_collector * -(J_f + I_s * s)  # (4)
        ends = {v.phi_cc: phi_cc, v.phi_0: phi_0, v.phi_f: phi_0 + to_face}
        currents = {v.sigma_eff: sigma_eff, v.I_s: at.spread(I_s)}
        variables = {
            **variables,
            **self._get_standard_potential_variables(phi_s),
            f"X-averaged {at.electrode} electrode potential [V]": phi_0 + to_mean,
            **self._losses(at.spread(phi_cc) - phi_s, phi_cc - phi_0 - to_mean),
            **self._get_standard_current_variables(i_s),
            **at.named(ends | currents),
        }
        if at.is_terminal:
            collector = {at.key(v.phi_s): at.spread(phi_cc)}
            variables = self._get_standard_whole_cell_variables({**variables, **collector})
            variables[at.key(v.phi_s)] = phi_s
        return variables

    def set_algebraic(self, variables):
        at = self._at
        phi, i_sum, I_s = at.read(variables, v.phi_av, v.i_sum, v.I_s)
        if not self._stores_charge:
            off = pybamm.x_average(i_sum) - pybamm.x_average(I_s)
            self.algebraic[phi] = self.domain_param.L * off / self.param.I_typ  # (1)

    def set_boundary_conditions(self, variables):
        if not self._drops:
            return
        at = self._at
        phi_0, phi_s, sigma_eff = at.read(variables, v.phi_0, v.phi_s, v.sigma_eff)
        J_f = at.read(variables, v.J_f)[0] if self._is_host else pybamm.Scalar(0)
        face = (at.towards_host * J_f / at.at_face(sigma_eff), "Neumann")
        self.boundary_conditions[phi_s] = {at.separator: face, at.collector: (phi_0, "Dirichlet")}

    def set_initial_conditions(self, variables):
        at = self._at
        (phi,) = at.read(variables, v.phi_av)
        self.initial_conditions[phi] = self.domain_param.prim.U_init

    def _mean(self, variables):
        """Mean potential of the solid of a terminal, (3); of the other electrode it is not needed."""
        if not self._at.is_terminal:
            return pybamm.Scalar(0)
        (phi,) = self._at.read(variables, v.phi_av)
        return phi + variables[f"X-averaged {self._at.electrode} electrolyte potential [V]"]
