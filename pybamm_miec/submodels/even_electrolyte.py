r"""The electrolyte before and in an electrode that reacts the same everywhere.

    i_e = -J_h t/L - J_c (1 - W_c(t))              in the host, t from its collector              (1)
    i_e = -J_h - J_c - J_f (1 - W_f(d))            in the separator, d from the face              (2)
    i_e = I t/L                                      in the other electrode                         (3)
    phi_e = psi + chi RT/F ln(c_e/<c_e>)                                                            (4)
    dpsi/dx = -i_e/(kappa(<c_e>) B)                  with the mean of each domain                    (5)

i_e counted towards the host.  J_h = -I - J_f - J_c leaves the walls of the host, J_f and J_c its planes
(even_electrons.py), I goes into the electrode; W_f and W_c say where the planes take their ions
(plane_layer.py).  (5) is integrated in closed form, from the lithium of a half cell,
or in a full cell from the mean of the grounded electrode, phi_e = <phi_s> - <phi>.  As PyBaMM's composite
electrolyte (Marquis 2019), here with what the planes take, and with the conductivity of each domain's salt.

A model without drops (SPM) has phi_e of one value, that of the lithium or <phi_s> - <phi>.
"""

import pybamm
from pybamm.models.submodels.electrolyte_conductivity import BaseElectrolyteConductivity

from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement
from pybamm_miec.submodels.even import once
from pybamm_miec.submodels.plane_layer import decay, decay_over, decay_over_twice


class EvenElectrolyte(BaseElectrolyteConductivity):
    """Equations (1) to (5) of this module.

    Reads ``J_f``, ``J_c``, ``c_e``, the current and means of potentials and of transport.  Sets ``phi_e``
    and PyBaMM's names for the potential and the current of the electrolyte.

    Parameters
    ----------
    param, options
        As for PyBaMM's submodels.
    drops : bool
        Whether potentials drop over the depth.
    """

    def __init__(self, param, options, drops):
        super().__init__(param, options=options)
        self._drops = drops

    def get_coupled_variables(self, variables):
        i_e = self._on_faces(variables) if self._drops else self._in_cells(variables)
        found = self._get_standard_current_variables(i_e)
        phi_e = self._profiles(variables) if self._drops else self._level(variables)
        profiles = {domain: profile for domain, (profile, _) in phi_e.items()}
        found.update(self._get_standard_potential_variables(profiles))
        for domain, (_, mean) in phi_e.items():
            found[f"X-averaged {domain.split()[0]} electrolyte potential [V]"] = mean
        none = pybamm.PrimaryBroadcast(0, "current collector")
        losses = self._losses(variables, phi_e) if self._drops else (none, none)
        found.update(self._get_split_overpotential(*losses))
        return {**variables, **found}

    def set_boundary_conditions(self, variables):
        if self._drops:
            super().set_boundary_conditions(variables)

    # ---- current ----

    def _on_faces(self, variables):
        """Along the axis, on the faces of the mesh, where a flux of salt needs it."""
        at, param, cell = self.options.host, self.param, self.options.whole_cell_domains
        leaving = [pybamm.PrimaryBroadcastToEdges(J, cell) for J in self._leaving(variables)]
        i_e = self._at_distance(leaving, at.distance_across(param, cell))
        for other in self._others:
            i_e *= pybamm.minimum(other.distance_across(param, cell) / self._L(other), 1)  # (3)
        return at.towards_host * i_e

    def _in_cells(self, variables):
        """Along the axis, in the cells of the mesh, domain by domain."""
        at, param, leaving = self.options.host, self.param, self._leaving(variables)
        L, L_s = self._L(at), param.s.L
        i_e = {
            at.domain: self._at_distance(leaving, L - at.depth(param)),
            "separator": self._at_distance(leaving, L + at.distance_in_separator(param)),
        }
        for other in self._others:
            s = other.depth(param)
            share = 1 - s / self._L(other)
            i_e[other.domain] = self._at_distance(leaving, L + L_s + s) * share  # (3)
        cell = self.options.whole_cell_domains
        return pybamm.concatenation(*(at.towards_host * i_e[domain] for domain in cell))

    def _at_distance(self, leaving, t):
        """(1) and (2) at a distance from the collector of the host, with `leaving` from `_leaving`."""
        at, L, (J_h, J_f, J_c) = self.options.host, self._L(self.options.host), leaving
        inside, before = pybamm.minimum(t, L), pybamm.maximum(t - L, 0)
        i_e = -J_h * inside / L
        if self.options.collector_plates:
            i_e -= J_c * (1 - decay(inside, at.parameters(v.l_c)[0], L))  # (1)
        if self.options.metal_on_face:
            i_e -= J_f * (1 - decay(before, at.parameters(v.l_f)[0], self.param.s.L))  # (2)
        return i_e

    def _L(self, at):
        return self.param.domain_params[at.electrode].L

    def _leaving(self, variables):
        """J_h, J_f and J_c of the host."""
        at = self.options.host
        J_f, J_c = at.read(variables, v.J_f, v.J_c)
        into = at.lithiation_sign * variables["Current collector current density [A.m-2]"]
        return -(into + J_f + J_c), J_f, J_c

    @property
    def _others(self):
        """Porous electrodes that are not the host."""
        porous = [Placement(k) for k, of in self.options.electrode_types.items() if of == "porous"]
        return [at for at in porous if at != self.options.host]

    # ---- potential ----

    def _level(self, variables):
        """One potential everywhere."""
        phi_e = self._reference(variables)
        return {
            domain: (pybamm.PrimaryBroadcast(phi_e, domain), phi_e)
            for domain in self.options.whole_cell_domains
        }

    def _reference(self, variables):
        """At the lithium, or the mean in the grounded electrode."""
        if self._is_half_cell:
            return variables["Lithium metal interface electrolyte potential [V]"]
        at = self.options.host
        (phi,) = at.read(variables, v.phi_av)
        return variables[f"X-averaged {at.electrode} electrode potential [V]"] - phi

    def _profiles(self, variables):
        """Potential and its mean, by domain."""
        at, param = self.options.host, self.param
        J_h, J_f, J_c = self._leaving(variables)
        d, L_s = at.distance_in_separator(param), param.s.L
        r_s = self._resistivity(variables, "separator")
        inside, inside_mean = self._in_electrode(variables, at, J_h, J_c)
        gained = r_s * self._before_face(J_h + J_c, J_f, L_s)
        if self._is_half_cell:
            psi_f = self._reference(variables) - self._salt_at_lithium(variables) + gained
        else:
            psi_f = self._reference(variables) - self._mean_salt(variables, at.domain) - inside_mean
        psi = {at.domain: (inside, inside_mean)}
        separator = -r_s * self._before_face(J_h + J_c, J_f, d)
        psi["separator"] = (separator, pybamm.x_average(separator))
        for other in self._others:
            into = -(J_h + J_f + J_c)
            profile, mean = self._in_electrode(variables, other, into, pybamm.Scalar(0))
            psi[other.domain] = (profile - gained, mean - gained)
        return {
            domain: (
                once(psi_f + psi[domain][0] + self._salt(variables, domain)),
                psi_f + psi[domain][1] + self._mean_salt(variables, domain),
            )
            for domain in self.options.whole_cell_domains
        }  # (4)

    def _in_electrode(self, variables, at, J_h, J_c):
        """psi of an electrode over that at its face, and the mean, (5)."""
        L, s = self.param.domain_params[at.electrode].L, at.depth(self.param)
        r = self._resistivity(variables, at.domain)
        profile, mean = J_h * (s - s**2 / (2 * L)), J_h * L / 3
        if self.options.collector_plates and at == self.options.host:
            (l_c,) = at.parameters(v.l_c)
            profile += J_c * (s - (decay_over(L, l_c, L) - decay_over(L - s, l_c, L)))
            mean += J_c * (L / 2 - decay_over(L, l_c, L) + decay_over_twice(l_c, L) / L)
        return r * profile, r * mean

    def _before_face(self, J, J_f, d):
        """Current of (2) from the face to a distance from it, with its sign turned."""
        passed = (J + J_f) * d
        if self.options.metal_on_face:
            passed -= J_f * decay_over(d, self.options.host.parameters(v.l_f)[0], self.param.s.L)
        return passed

    def _resistivity(self, variables, domain):
        name = domain.split()[0]
        c_e = variables[f"X-averaged {name} electrolyte concentration [mol.m-3]"]
        tor = variables[f"X-averaged {name} electrolyte transport efficiency"]
        T = variables["X-averaged cell temperature [K]"]
        return 1 / (self.param.kappa_e(c_e, T) * tor)

    def _salt(self, variables, domain):
        """Last term of (4), over the domain."""
        c_e = variables[f"{domain.split()[0].capitalize()} electrolyte concentration [mol.m-3]"]
        c_av = variables["X-averaged electrolyte concentration [mol.m-3]"]
        T = variables["X-averaged cell temperature [K]"]
        tol = pybamm.settings.tolerances["macinnes__c_e"]
        chi = self.param.chi(c_av, T) * self.param.R * T / self.param.F
        return chi * pybamm.log(pybamm.maximum(c_e / c_av, tol))

    def _mean_salt(self, variables, domain):
        return pybamm.x_average(self._salt(variables, domain))

    def _salt_at_lithium(self, variables):
        """Where the separator ends: on the side on which the host begins, seen from the host."""
        salt = self._salt(variables, "separator")
        return pybamm.boundary_value(salt, self.options.host.separator)

    def _losses(self, variables, phi_e):
        """What salt and resistance take of the voltage, between the means of the electrodes."""
        host = self.options.host.domain
        if self._is_half_cell:
            end, start = host, (self._reference(variables), self._salt_at_lithium(variables))
        else:
            end, start = self._others[0].domain, (phi_e[host][1], self._mean_salt(variables, host))
        eta_c = self._mean_salt(variables, end) - start[1]
        return eta_c, phi_e[end][1] - start[0] - eta_c

    @property
    def _is_half_cell(self):
        return self.options.host.is_terminal
