r"""The layer of liquid before a plane, from which the plane takes its ions.

    W(t) = (e^(-t/l) - e^(-L/l)) / (1 - e^(-L/l))       share that is taken further than t from it     (1)
    int_0^t W                                                                                          (2)
    int_0^L int_0^t W                                                                                  (3)

l is the depth over which a plane takes them, L the thickness of what it takes them from: separator or host.
"""

import pybamm


def decay(t, l, L):
    """Return the share of a plane's ions that is taken further than `t` from it, equation (1).

    Parameters
    ----------
    t : pybamm.Symbol
        Distance from the plane [m].
    l, L : pybamm.Symbol
        Depth over which it takes them, and thickness of what it takes them from [m].

    Returns
    -------
    pybamm.Symbol
        1 at the plane, 0 at `L` [-].
    """
    far = pybamm.exp(-L / l)
    return (pybamm.exp(-t / l) - far) / (1 - far)  # (1)


def decay_over(t, l, L):
    """Return the integral of `decay` from the plane to `t`, (2) [m]; arguments as for `decay`."""
    far = pybamm.exp(-L / l)
    return (l * (1 - pybamm.exp(-t / l)) - far * t) / (1 - far)  # (2)


def decay_over_twice(l, L):
    """Return the integral of `decay_over` from the plane to `L`, (3) [m2]; depth and thickness as for it."""
    far = pybamm.exp(-L / l)
    return (l * (L - l * (1 - far)) - far * L**2 / 2) / (1 - far)  # (3)
