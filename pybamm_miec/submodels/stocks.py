r"""Where the lithium of the host is: every stock, counted once.

    n_m = A int c_m dx         metal in the pores                                              (1)
    n_f = A q_f                metal on the face                                               (2)
    n_i = A (int c_i dx + q_i) isolated, in the pores and on the face                          (3)
    n_s = lithium in SEI, on the particles and in their cracks                                 (4)
    n_active = n_h + n_m + n_f         lithium that can still be used                           (5)
    n_all = n_active + n_i + n_s       everything that came through the terminal                (6)

n_h, in the LLTO, is PyBaMM's.  PyBaMM counts plated metal as lost; here only isolated metal and SEI are.
"""

import pybamm

from pybamm_miec import vocabulary as v


class LithiumStocks(pybamm.BaseSubModel):
    """Equations (1) to (6) of this module.

    Reads ``n_h``, ``c_m``, ``c_i``, ``q_f``, ``q_i`` and the lithium in SEI.  Sets ``n_m``, ``n_f``,
    ``n_i``, ``n_s``, ``n_active``, ``n_all``.
    """

    def get_coupled_variables(self, variables):
        at = self.options.host
        n_h, c_m, c_i, n_sei, n_crack = at.read(
            variables, v.n_h, v.c_m, v.c_i, v.n_sei, v.n_crack
        )
        q_f, q_i = self._face(variables)
        n_m = self._per_cell(at.over_depth(c_m, self.param))  # (1)
        n_f = self._per_cell(q_f)  # (2)
        n_i = self._per_cell(at.over_depth(c_i, self.param) + q_i)  # (3)
        n_s = n_sei + n_crack  # (4)
        n_active = n_h + n_m + n_f  # (5)
        return {
            **at.named({v.n_m: n_m, v.n_f: n_f, v.n_i: n_i, v.n_s: n_s}),
            **at.named({v.n_active: n_active, v.n_all: n_active + n_i + n_s}),  # (6)
            **self._as_pybamm_names_losses(n_i),
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
