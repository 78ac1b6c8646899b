r"""How evenly the walls react at the current that flows, and what lies between them and the terminal.

    G = sum a_k F/RT (j0_k^2 + (j_k/2)^2)^(1/2)      slope of the walls' currents, per volume        (1)
    R_s = L <1/sigma_eff>,   R_e = L <1/kappa_eff>    solid and electrolyte of the host, per area     (2)
    nu_j^2 = L G (R_s + R_e)                          evenness at the current                         (3)
    R_b = L_s/kappa_s + chi RT/F^2 (1 - t+) (L_s/D_s + L/(3 D_h))/c_0        before the host          (4)

(3) is nu of deposit.py with the slope of the kinetics where they stand, for any reaction of the walls: that
of Butler and Volmer with transfer coefficients of 1/2 is F/RT (j0^2 + (j/2)^2)^(1/2), at rest j0 F/RT.  All
that may react counts, whether or not there is anything to react, so that nu_j errs on the uneven side.  (4)
is the separator, and the salt of a steady current.  What a reduced model leaves out follows from them
(analysis/evenness.py).
"""

import pybamm

from pybamm_miec import vocabulary as v


class Evenness(pybamm.BaseSubModel):
    """Equations (1) to (4) of this module; (1) to (3) with pores.

    Reads ``a_m``, ``j0``, ``j_m``, ``a_s``, ``j0_h``, ``j_h``, ``sigma_eff``, ``tor_e``, ``T`` and the
    separator's.  Sets ``nu_j``, ``R_s``, ``R_e``, ``R_b``.
    """

    def get_coupled_variables(self, variables):
        at, param = self.options.host, self.param
        L, (sigma_eff, T) = self._L, at.read(variables, v.sigma_eff, v.T)
        T = pybamm.x_average(T)
        R_s = L * pybamm.x_average(1 / sigma_eff)  # (2)
        found = {v.R_s: R_s, v.R_b: self._before(variables, T)}
        if self.options.metal_in_pores:
            R_e = L * self._resistivity(variables, at.electrode, T)  # (2)
            slope = param.F / (param.R * T) * self._reactions(variables)  # (1)
            found |= {v.R_e: R_e, v.nu_j: pybamm.sqrt(L * slope * (R_s + R_e))}  # (3)
        return at.named(found)

    @property
    def _L(self):
        return self.param.domain_params[self.options.host.electrode].L

    def _reactions(self, variables):
        at = self.options.host
        walls = ((v.a_m, v.j0, v.j_m), (v.a_s, v.j0_h, v.j_h))
        means = (map(pybamm.x_average, at.read(variables, *wall)) for wall in walls)
        return sum(a * pybamm.sqrt(j0**2 + (j / 2) ** 2) for a, j0, j in means)

    def _resistivity(self, variables, name, T):
        c_e, tor = self._salt_and_path(variables, name)
        return pybamm.x_average(1 / (self.param.kappa_e(c_e, T) * tor))

    def _salt_and_path(self, variables, name):
        """Mean salt, and the share of the bulk's transport that is left."""
        tor = variables[f"{name.capitalize()} electrolyte transport efficiency"]
        return variables[f"X-averaged {name} electrolyte concentration [mol.m-3]"], tor

    def _before(self, variables, T):
        param, c_0 = self.param, self.param.c_e_init
        thickness = {"separator": param.s.L, self.options.host.electrode: self._L / 3}
        D, t_plus = param.D_e(c_0, T), param.t_plus(c_0, T)
        salt = sum(
            L / D * pybamm.x_average(1 / self._salt_and_path(variables, name)[1])
            for name, L in thickness.items()
        )
        share = param.chi(c_0, T) * param.R * T / param.F**2 * (1 - t_plus)
        separator = param.s.L * self._resistivity(variables, "separator", T)
        return separator + share * salt / c_0  # (4)
