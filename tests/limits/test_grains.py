"""Closed form of diffusion in a grain: a sphere that is filled evenly.

    c_surf - c_mean = -j R/(5 F D)                         once t is beyond R^2/D                     (1)

j is the current density on its surface, below zero where lithium goes in.
"""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import AT, HALF, F, at_end, half_cell

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

RADIUS, D_S = 3.25e-6, 1e-14  # R^2/D is 18 minutes
LONG = 1.5 * RADIUS**2 / D_S  # the slowest of what fades has fallen to e^-30
OPTIONS = {**HALF, "particle": "Fickian diffusion", "host sites": "1", "lithium metal": "in pores"}


@cache
def difference(points):
    """Surface less mean of an even host's grains, over (1)."""
    values = half_cell(
        {
            "Positive particle radius [m]": RADIUS,
            "Positive particle diffusivity [m2.s-1]": D_S,
            "Positive electrode host site occupancy fraction (0)": 1.0,
            "Positive electrode host site standard potential (0) [V]": 1.2,
            "Initial voltage in positive electrode [V]": 1.25,
            "Positive electrode conductivity [S.m-1]": 1e6,
            "Electrolyte conductivity [S.m-1]": 1e6,
            "Current function [A]": 1e-5,
        }
    )
    model = miec.DFN(OPTIONS)
    solution = pybamm.Simulation(
        model,
        parameter_values=values,
        solver=pybamm.IDAKLUSolver(rtol=1e-9, atol=1e-11),
        var_pts={**model.default_var_pts, "x_s": 3, "x_p": 3, "r_p": points},
    ).solve([0, LONG])
    x_surf, x_mean, j = (at_end(solution, AT.key(name)) for name in (v.x_surf, v.x_bulk, v.j_h))
    c_max = values["Maximum concentration in positive electrode [mol.m-3]"]
    return np.mean(c_max * (x_surf - x_mean)) / np.mean(-j * RADIUS / (5 * F * D_S))


def test_the_surface_of_an_evenly_filled_grain_is_ahead_of_its_mean():
    assert difference(80) == pytest.approx(1, rel=1e-3)


def test_second_order_over_the_radius():
    off = [abs(difference(points) - 1) for points in (20, 40, 80)]
    orders = np.log2(np.divide(off[:-1], off[1:]))
    np.testing.assert_allclose(orders, 2, atol=0.15)
