"""Averages over the depth, named as PyBaMM names them."""

import pybamm


def with_average(variables):
    """Return `variables` and their averages over the depth.

    Parameters
    ----------
    variables : dict of str to pybamm.Symbol
        Variables that live in the electrode, by name.

    Returns
    -------
    dict of str to pybamm.Symbol
        The same, and each as "X-averaged ..." too, in the unit it has.
    """
    averages = {
        f"X-averaged {name[0].lower()}{name[1:]}": pybamm.x_average(value)
        for name, value in variables.items()
    }
    return {**variables, **averages}
