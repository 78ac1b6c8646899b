"""What a place can hold of a stock that ends by itself.

A capacity of 0 is one of next to none, so that its filled share has a value, also where it is an input.
"""

import pybamm

NEXT_TO_NONE = 1e-3  # [mol.m-3]: of the LLTO's sites a ten-millionth, filled within milliseconds


def capacity(most: pybamm.Symbol) -> pybamm.Symbol:
    """Return a capacity that shares can be taken of [mol.m-3]."""
    return pybamm.maximum(most, NEXT_TO_NONE)
