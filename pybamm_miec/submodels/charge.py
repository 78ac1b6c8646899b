r"""What has passed the terminal, in each direction.

    Q_in = (Q_t + s Q)/2     into the host                                                         (1)
    Q_out = (Q_t - s Q)/2    out of it                                                             (2)

Q and Q_t are PyBaMM's states, dQ/dt = I and dQ_t/dt = abs(I); s = 1 where a discharge puts lithium into the
host (half cell), s = -1 where a charge does.
"""

import pybamm

from pybamm_miec import vocabulary as v


class TerminalCharge(pybamm.BaseSubModel):
    """Equations (1) and (2) of this module.

    Reads ``Q`` and ``Q_t``.  Sets ``Q_in`` and ``Q_out``.
    """

    def get_coupled_variables(self, variables):
        at = self.options.host
        Q, Q_t = at.read(variables, v.Q, v.Q_t)
        net = at.lithiation_sign * Q
        return at.named({v.Q_in: (Q_t + net) / 2, v.Q_out: (Q_t - net) / 2})  # (1), (2)
