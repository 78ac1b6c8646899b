r"""Where the lithium of the host is: every stock, counted once.

    n_m = A int c_m dx         metal in the pores                                              (1)
    n_f = A q_f                metal on the face                                               (2)
    n_i = A (int c_i dx + q_i) isolated, in the pores and on the face                          (3)
    n_s = lithium in SEI, on the particles and in their cracks                                 (4)
    n_active = n_h + n_m + n_f         lithium that can still be used                           (5)
    n_all = n_active + n_i + n_s       everything that came through the terminal                (6)
    q = (n_m + n_f)/A                  metal per area of the cell                               (7)
    <X> = int c_m X dx / (L int c_m dx)    centroid of the metal in the pores, 0 at the face     (8)

n_h, in the LLTO, is PyBaMM's.  PyBaMM counts plated metal as lost; here only isolated metal and SEI are.
"""

import pybamm

from pybamm_miec import vocabulary as v

MAH_PER_CM2 = 0.1  # A.h.m-2 in mA.h.cm-2
TINY = 1e-30  # metal per area [mol.m-2] below which (8) reads 0 rather than 0/0


class LithiumStocks(pybamm.BaseSubModel):
    """Equations (1) to (8) of this module.

    Reads ``n_h``, ``c_m``, ``c_i``, ``q_f``, ``q_i``, ``n_sei``, ``n_crack``.  Sets ``n_m``, ``n_f``,
    ``n_i``, ``n_s``, ``n_active``, ``n_all``, ``q_metal``, ``centroid``, ``depth`` and PyBaMM's losses.
    """

    def get_coupled_variables(self, variables):
        at = self.options.host
        n_h, c_m, c_i, n_sei, n_crack = at.read(variables, v.n_h, v.c_m, v.c_i, v.n_sei, v.n_crack)
        q_f, q_i = self._face(variables)
        n_m = self._per_cell(at.over_depth(c_m, self.param))  # (1)
        n_f = self._per_cell(q_f)  # (2)
        n_i = self._per_cell(at.over_depth(c_i, self.param) + q_i)  # (3)
        n_s = n_sei + n_crack  # (4)
        n_active = n_h + n_m + n_f  # (5)
        return {
            **at.named({v.n_m: n_m, v.n_f: n_f, v.n_i: n_i, v.n_s: n_s}),
            **at.named({v.n_active: n_active, v.n_all: n_active + n_i + n_s}),  # (6)
            **at.named(self._deposit(c_m, n_m + n_f)),
            **self._as_pybamm_names_losses(n_i),
        }

    def _deposit(self, c_m, metal):
        """How much metal there is to look at, and where."""
        at, depth = self.options.host, self.options.host.depth(self.param)
        some = pybamm.maximum(at.over_depth(c_m, self.param), TINY)
        L = self.param.domain_params[at.electrode].L
        return {
            v.depth: depth,
            v.centroid: at.over_depth(c_m * depth, self.param) / (L * some),  # (8)
            v.q_metal: metal / self.param.A_cc * self.param.F / 3600 * MAH_PER_CM2,  # (7)
        }

    def _face(self, variables):
        if self.options["lithium metal"] == "in pores and on face":
            return self.options.host.read(variables, v.q_f, v.q_i)
        return pybamm.Scalar(0), pybamm.Scalar(0)

    def _per_cell(self, per_area):
        return pybamm.yz_average(per_area) * self.param.A_cc

    def _as_pybamm_names_losses(self, n_i):
        """PyBaMM's "loss to plating" is what can't be stripped any more."""
        loss = f"to {self.options.host.electrode} lithium plating"
        return {
            f"Loss of lithium {loss} [mol]": n_i,
            f"Loss of capacity {loss} [A.h]": n_i * self.param.F / 3600,
        }
