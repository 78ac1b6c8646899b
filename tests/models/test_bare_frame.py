"""LLTO without nanotubes: a frame that hardly conducts, from 1e-6 to 1e-2 S/m, at any current and mesh."""

import numpy as np
import pytest
from cells import cell_of, lithium_missing, over, plate_and_strip, simulation, solve

import pybamm_miec as miec

SIGMA = "Positive electrode conductivity of LLTO without lithium [S.m-1]"
COARSE, FINE = (20, 1e-4), (40, 1e-6)  # points and rtol
QUICK = [
    (1e-6, 0.1, FINE),
    (1e-6, 4.0, COARSE),
    (1e-5, 0.5, COARSE),
    (1e-4, 4.0, FINE),
    (1e-3, 0.5, COARSE),
    (1e-2, 0.1, COARSE),
]


def cycled(sigma, current_density, points, rtol):
    """Plate 4 mA.h.cm-2 and strip to 1 V."""
    model, values = cell_of("LLTO", changes={SIGMA: sigma})
    experiment = plate_and_strip(values, current_density, 4.0, strip_to=1.0, cycles=1)
    return solve(model, values, experiment, points=points, tolerances=(rtol, 1e-2 * rtol))


@pytest.mark.parametrize(("sigma", "current_density", "mesh"), QUICK)
def test_a_frame_is_plated_and_stripped_whatever_it_conducts(sigma, current_density, mesh):
    solution = cycled(sigma, current_density, *mesh)
    assert over(solution, "Voltage [V]")[-1] == pytest.approx(1.0, abs=1e-4)  # the solver's rtol
    assert lithium_missing(solution) < 1e-11  # round-off, see test_conservation.py


def test_the_voltage_of_the_first_metal_is_no_matter_of_the_mesh():
    """2 mV at 0.5 mA.cm-2 and 1e-6 S/m, between 20 and 80 points."""
    lowest = []
    for points in (20, 80):
        model, values = cell_of("LLTO", changes={SIGMA: 1e-6})
        experiment = miec.experiments.plate(values, current_density=0.5, capacity=0.3)
        solution = simulation(
            model, values, experiment, points=points, tolerances=(1e-6, 1e-8)
        ).solve()
        lowest.append(1e3 * np.min(over(solution, "Voltage [V]")))
    assert lowest[0] == pytest.approx(lowest[1], abs=2)
