"""Salt in an electrolyte that metal displaces."""

from functools import cache

import numpy as np
import pytest
from cells import AT, area, at_current, at_end, half_cell, over, plate_and_strip, solve

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

C_0 = 1500.0
PLATED = 3.0  # mA.h.cm-2


@cache
def plating(displaced):
    values = half_cell()
    model = miec.DFN({"working electrode": "positive", "displaced electrolyte": displaced})
    solution = at_current(model, values, 10.0, PLATED * 3600, tolerances=(1e-8, 1e-10))
    return values, solution


def liquid(values, solution):
    """Volume of the electrolyte per area, from the porosities [m]."""
    pores = over(solution, f"{AT.domain.capitalize()} porosity").mean(axis=0)
    separator = values["Separator porosity"] * values["Separator thickness [m]"]
    return pores * values[AT.key(v.L)] + separator


def dissolved(values, solution):
    """Salt per area in the liquid that is there, by the midpoint rule on its cells [mol.m-2]."""
    salt = 0.0
    for layer in ("Positive electrode", "Separator"):
        name = layer.split()[0]
        c_e = over(solution, f"{name} electrolyte concentration [mol.m-3]")
        porosity = over(solution, f"{layer} porosity")
        salt = salt + (porosity * c_e).mean(axis=0) * values[f"{layer} thickness [m]"]
    return salt


def test_electrolyte_that_leaves_takes_its_salt_along():
    """The mean concentration stays c_0, whatever is plated."""
    values, solution = plating("true")
    mean = dissolved(values, solution) / liquid(values, solution)
    assert np.max(np.abs(mean / C_0 - 1)) < 1e-9  # round-off


def test_electrolyte_that_is_squeezed_keeps_its_salt():
    """c = c_0 V_0 / (V_0 - V q/F), as PyBaMM has it: the metal's volume is taken from the liquid."""
    values, solution = plating("false")
    V_0 = liquid(values, solution)[0]
    metal = (over(solution, AT.key(v.n_m))) / area(values)
    expected = C_0 * V_0 / (V_0 - 1.3e-5 * metal)
    mean = dissolved(values, solution) / liquid(values, solution)
    assert np.max(np.abs(mean / expected - 1)) < 1e-9  # round-off
    assert expected[-1] > 1.5 * C_0  # and it matters


def test_salt_that_has_left_is_that_of_the_metals_volume():
    _, solution = plating("true")
    metal = at_end(solution, AT.key(v.n_m))
    outside = at_end(solution, "Lithium in displaced electrolyte [mol]")
    assert outside == pytest.approx(C_0 * 1.3e-5 * metal, rel=1e-9)


def test_metal_that_comes_back_out_draws_its_electrolyte_back():
    """The concentration does not ratchet up: after stripping, the salt is where it was."""
    values = half_cell()
    model = miec.DFN({"working electrode": "positive"})
    experiment = plate_and_strip(values, current_density=4.0, capacity=3.0, cycles=3)
    solution = solve(model, values, experiment)
    mean = dissolved(values, solution) / liquid(values, solution)
    assert np.max(np.abs(mean / C_0 - 1)) < 1e-9
