"""A capacity that may be none, which a share of it is taken of."""

import pybamm

LEAST = 1e-3  # [mol.m-3], a millionth of what the sets have


def some(capacity):
    """Return a capacity that can be divided by: 0 is a thousandth of a mol per m3, all else what it is.

    Parameters
    ----------
    capacity : pybamm.Symbol
        0 or above [mol.m-3].

    Returns
    -------
    pybamm.Symbol
        Above 0 [mol.m-3].
    """
    return pybamm.maximum(capacity, LEAST)
