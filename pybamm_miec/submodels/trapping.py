r"""Lithium that stays in the LLTO.

    r_t = k_t (1 - c_t/C_t) one_way(-a_s j)/F - k_r g c_t,   j = j_h + j_i;  one_way: grains.py  (1)
    dc_t/dt = r_t,  c_t = c_t0 at the start                                                    (2)
    g = 1/(1 + e^(-f (U_h - U_t)/w))        released only above U_t                            (3)
    eps_s dc_s/dt = -a_s j/F - r_t          what is trapped is missing in the grains           (4)

j is what comes onto the grains by their reaction and through the frame: lithium that only passes through a
grain is not trapped. c_t is per volume of electrode, at most C_t.  Of the first lithium that goes in, the
share k_t is trapped; (1) follows what goes in, so a host at rest traps nothing, and with k_r = 0 nothing
comes back.  The paper names "irreversible Li insertion into LLTO" as a part of the first cycle's loss and
gives no law; this one is the simplest with a capacity.
"""

from functools import partial

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.averages import with_average
from pybamm_miec.submodels.capacity import capacity
from pybamm_miec.submodels.grains import one_way, onto_grains

WIDTH = 2.0  # w of (3), in RT/F: 50 mV


class Trapping(pybamm.BaseSubModel):
    """Equations (1) to (3) of this module.

    Reads ``a_s``, ``j_h``, ``j_i``, ``U_s``, ``T``.  Sets ``c_t``, ``r_t``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        (C_t,) = at.parameters(v.C_t)
        return at.named({v.c_t: at.state(v.c_t, scale=capacity(C_t))})

    def get_coupled_variables(self, variables):
        at = self.options.host
        c_t, a_s, U, T = at.read(variables, v.c_t, v.a_s, v.U_s, v.T)
        k_t, C_t, k_r, U_t = at.parameters(v.k_t, v.C_t, v.k_r, v.U_t)
        f = self.param.F / (self.param.R * T)
        g = 1 / (1 + pybamm.exp(-f * (U - U_t) / WIDTH))  # (3)
        i = a_s * onto_grains(self.options, variables)
        goes_in = one_way(self.options, self.param, -i) / self.param.F
        return at.named({v.r_t: k_t * (1 - c_t / capacity(C_t)) * goes_in - k_r * g * c_t})  # (1)

    def set_rhs(self, variables):
        c_t, r_t = self.options.host.read(variables, v.c_t, v.r_t)
        self.rhs[c_t] = r_t  # (2)

    def set_initial_conditions(self, variables):
        at = self.options.host
        (c_t,), (c_t0,) = at.read(variables, v.c_t), at.parameters(v.c_t0)
        self.initial_conditions[c_t] = c_t0  # (2)


def grains_that_trap(at, F):
    """Return what a particle model of PyBaMM's is to find as the current on its grains, equation (4)."""
    return partial(_with_trapped, at, F)


def _with_trapped(at, F, variables):
    j_h, r_t, a_s = at.read(variables, v.j_h, v.r_t, v.a_s)
    return with_average(at.named({v.j_h: j_h + F * r_t / a_s}))  # (4)
