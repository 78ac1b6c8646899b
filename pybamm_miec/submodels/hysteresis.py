r"""What the potential of the LLTO remembers of how its lithium got there.

    U_h = U(x) + (T - T_ref) dU/dT + U_H,   U_H = H h      see lithiation.py                     (1)
    dh/dt = gamma ((1 - h) one_way(i) - (1 + h) one_way(-i)) / (F eps_s c_max u)                 (2)
    h = h_0                                                at the start                          (3)

i = a_s (j_h + j_i) comes onto the grains; one_way(i) is the part of it above zero, see grains.py.
The one-state model of Axen (2022) and Wycisk (2022), as PyBaMM has it for its own particles; their rate is
twice our gamma.  H is half of what delithiation and lithiation differ by, and may depend on how full the
host is; h goes to 1 while lithium leaves, to -1 while it enters, and stays where it is at rest.  In the share
d of the open sites (u, if they open with cycling) that is emptied, from (2),

    h = 1 - (1 - h_0) e^(-gamma d)                                                              (4)

whatever the current.  Sites that open bring no current, and leave h alone; lithium that is trapped came
onto the grains, and counts.  A loop over the share d that has been gone around often dissipates, per site,

    2 H (d - (2/gamma) tanh(gamma d/2))                                                         (5)

which is never negative, and 2 H d where gamma is large.  The right side of (2) has a corner, no jump, where
the current turns, and needs no smoothing.  The sites themselves stay at U(x), which (1) is measured from.

On a branch, (2) with ( )+ for one_way does not depend on the current any more, which stops the sparse solver.
With one_way, h ends a millionth short of its branches at small currents, and less at large ones.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.averages import with_average
from pybamm_miec.submodels.grains import lithiation, one_way, onto_grains, open_sites


class Hysteresis(pybamm.BaseSubModel):
    """Equations (1) to (3) of this module, from which equations (4) and (5) follow.

    Reads ``a_s``, ``j_h``, ``j_i``, ``x_surf``, ``x_o``, ``u``.  Sets ``h``, ``U_H``.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pybamm.citations.register("Axen2022")
        pybamm.citations.register("Wycisk2022")

    def get_fundamental_variables(self):
        at = self.options.host
        return with_average(at.named({v.h: at.state(v.h)}))

    def get_coupled_variables(self, variables):
        at = self.options.host
        (h,) = at.read(variables, v.h)
        H = self.domain_param.prim.half_width(lithiation(self.options, variables))
        return with_average(at.named({v.U_H: H * h}))  # (1)

    def set_rhs(self, variables):
        at = self.options.host
        h, a_s = at.read(variables, v.h, v.a_s)
        (gamma,) = at.parameters(v.gamma)
        i = a_s * onto_grains(self.options, variables)
        out, into = (one_way(self.options, self.param, x) for x in (i, -i))
        sites = open_sites(self.options, self.param, variables)
        self.rhs[h] = gamma * ((1 - h) * out - (1 + h) * into) / sites  # (2)

    def set_initial_conditions(self, variables):
        at = self.options.host
        (h,), (h_0,) = at.read(variables, v.h), at.parameters(v.h_0)
        self.initial_conditions[h] = h_0  # (3)
