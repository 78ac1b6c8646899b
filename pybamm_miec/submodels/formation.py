r"""The first film on the walls of the host: electrolyte that is reduced once.

    j_e = -(1 - q_e/Q_e) C(phi_s - phi_e - U_e)           see kinetics.py                        (1)
    dq_e/dt = -a_s j_e/F,  q_e = q_e0 at the start        lithium in the film, per volume          (2)

The film grows where the wall is below U_e until it is thick enough to stop itself, with Q_e of lithium in it,
and never dissolves.  Above U_e, C is zero to the last digit: nothing has to leak through (grains.py), and a
film that did not quite stop would grow with time.  Driven by potential, so it grows in the first discharge
and hardly after; slow growth of an old film, which goes on with time, is PyBaMM's SEI.  Its volume is not
counted in the pores.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.capacity import capacity
from pybamm_miec.submodels.kinetics import cathodic_branch


class Formation(pybamm.BaseSubModel):
    """Equations (1) and (2) of this module.

    Reads ``phi``, ``T``, ``a_s``.  Sets ``q_e``, ``i_e``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        (Q_e,) = at.parameters(v.Q_e)
        return at.named({v.q_e: at.state(v.q_e, scale=capacity(Q_e))})

    def get_coupled_variables(self, variables):
        at = self.options.host
        q_e, phi, T, a_s = at.read(variables, v.q_e, v.phi, v.T, v.a_s)
        Q_e, U_e, j0_e, j_lim, alpha = at.parameters(v.Q_e, v.U_e, v.j0_e, v.j_lim, v.alpha_m)
        f = self.param.F / (self.param.R * T)
        j_e = -(1 - q_e / capacity(Q_e)) * cathodic_branch(
            j0_e, j_lim, alpha, f * (phi - U_e)
        )  # (1)
        return at.named({v.i_e: a_s * j_e})

    def set_rhs(self, variables):
        q_e, i_e = self.options.host.read(variables, v.q_e, v.i_e)
        self.rhs[q_e] = -i_e / self.param.F  # (2)

    def set_initial_conditions(self, variables):
        at = self.options.host
        (q_e,), (q_e0,) = at.read(variables, v.q_e), at.parameters(v.q_e0)
        self.initial_conditions[q_e] = q_e0  # (2)
