r"""Where the metal sits, and what decides it.

    q = (n_m + n_f)/A                               metal per area of the cell                      (1)
    <X> = int c_m X dx / (L int c_m dx)             centroid of metal in the pores, 0 at the face     (2)
    nu^2 = L^2 <a_m> <j0> F/RT (1/sigma + 1/kappa)  evenness of the reaction                        (3)
    1/sigma = <1/sigma_eff>,   1/kappa = <1/kappa_eff>,   1/kappa_h = <1/(kappa_h B_s)>             (4)

nu is the number of Newman and Tobias (1962): below 1 a host reacts evenly, far above it only within L/nu of
the end that its worse conductor is not needed for.  (4) are what a measurement between two electrodes that
block the other carrier gives (Jamnik and Maier 2001, at the lowest frequency), kappa_h of the frame alone,
without electrolyte.  < > is the mean over the depth.
"""

import pybamm

from pybamm_miec import vocabulary as v

MAH_PER_CM2 = 0.1  # A.h.m-2 in mA.h.cm-2
TINY = 1e-30  # metal per area [mol.m-2] below which (2) reads 0 rather than 0/0


class Deposit(pybamm.BaseSubModel):
    """Equations (1) to (4) of this module; (2) and (3) with metal in the pores.

    Reads ``n_m``, ``n_f``, ``c_m``, ``a_m``, ``j0``, ``sigma_eff``, ``kappa_h_eff``, ``c_e``, ``tor_e``,
    ``T``.  Sets ``q_metal``, ``depth``, ``centroid``, ``nu``, ``sigma_app``, ``kappa_app``.
    """

    def get_coupled_variables(self, variables):
        at = self.options.host
        n_m, n_f, sigma_eff = at.read(variables, v.n_m, v.n_f, v.sigma_eff)
        q = (n_m + n_f) / self.param.A_cc * self.param.F / 3600 * MAH_PER_CM2  # (1)
        sigma = 1 / pybamm.x_average(1 / sigma_eff)  # (4)
        looks = {v.depth: at.depth(self.param), v.q_metal: q, v.sigma_app: sigma}
        if self.options.metal_in_pores:
            looks |= self._in_pores(variables, sigma)
        if self.options.frame_conducts_ions:
            (kappa_h,) = at.read(variables, v.kappa_h_eff)
            looks[v.kappa_app] = 1 / pybamm.x_average(1 / kappa_h)  # (4)
        return at.named(looks)

    def _in_pores(self, variables, sigma):
        at, L = self.options.host, self.param.domain_params[self.options.host.electrode].L
        c_m, a_m, j0, T = at.read(variables, v.c_m, v.a_m, v.j0, v.T)
        some = pybamm.maximum(at.over_depth(c_m, self.param), TINY)
        X = at.depth(self.param) / L
        c_e, tor = at.read(variables, v.c_e, v.tor_e)
        kappa = 1 / pybamm.x_average(1 / (self.param.kappa_e(c_e, T) * tor))  # (4)
        f = self.param.F / (self.param.R * pybamm.x_average(T))
        kinetics = pybamm.x_average(a_m) * pybamm.x_average(j0) * f
        return {
            v.centroid: at.over_depth(c_m * X, self.param) / some,  # (2)
            v.nu: L * pybamm.sqrt(kinetics * (1 / sigma + 1 / kappa)),  # (3)
        }
