r"""The positive part of a number, without a corner.

    splus(z) = max(z, 0) + w ln(1 + e^(-|z|/w)) = w ln(1 + e^(z/w))                               (1)

w is the width over which it bends: splus(0) = 0.69 w, and away from zero it is off by less than w e^(-|z|/w).
The first form can't overflow.
"""

import pybamm


def splus(z, width):
    """Return the positive part of a number, equation (1).

    Parameters
    ----------
    z : pybamm.Symbol
        In any unit.
    width : float or pybamm.Symbol
        Over which it bends, in the same unit.

    Returns
    -------
    pybamm.Symbol
        Above zero, in the same unit.
    """
    tail = width * pybamm.log(1 + pybamm.exp(-pybamm.AbsoluteValue(z) / width))
    return pybamm.maximum(z, 0) + tail
