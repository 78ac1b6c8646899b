"""A host that is plated to more than twice what its pores hold."""

import numpy as np
import pytest
from cells import AT, HALF, METAL, at_end, full_pores, half_cell, over, simulation

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

CAPACITY = 10.0
QUICK = [(0.5, 1e-4, 20), (0.5, 1e-6, 40), (4.0, 1e-4, 20), (4.0, 1e-6, 40)]
ALL = [(i, rtol, n) for i in (0.5, 4.0) for rtol in (1e-4, 1e-6, 1e-8) for n in (20, 40, 80)]


def overfill(current_density, rtol, points):
    values = half_cell()
    experiment = miec.experiments.plate(values, current_density=current_density, capacity=CAPACITY)
    tolerances = rtol, 1e-2 * rtol
    return simulation(
        miec.DFN(HALF), values, experiment, tolerances=tolerances, points=points
    ).solve()


def assert_finished(solution, current_density):
    assert solution.t[-1] == pytest.approx(CAPACITY / current_density * 3600, rel=1e-12)
    assert solution.termination == "final time"
    in_llto = at_end(solution, AT.key(v.n_h)) - over(solution, AT.key(v.n_h))[0]
    areal = 96485.33212 / 3600 * 0.1 / at_end(solution, "Electrode area [m2]")
    assert at_end(solution, METAL) + in_llto * areal == pytest.approx(CAPACITY, rel=1e-9)


@pytest.mark.parametrize(("current_density", "rtol", "points"), QUICK)
def test_ten_milliampere_hours_can_be_plated(current_density, rtol, points):
    assert_finished(overfill(current_density, rtol, points), current_density)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("current_density", "rtol", "points"), [case for case in ALL if case not in QUICK]
)
def test_ten_milliampere_hours_can_be_plated_on_any_mesh(current_density, rtol, points):
    assert_finished(overfill(current_density, rtol, points), current_density)


def test_what_the_pores_cannot_hold_is_on_the_face():
    solution = overfill(4.0, 1e-4, 20)
    A = at_end(solution, "Electrode area [m2]")
    in_pores = at_end(solution, AT.key(v.n_m)) / A
    # 10 %: behind a face that closes first, the last pores stay partly open at 4 mA.cm-2
    assert in_pores == pytest.approx(full_pores(half_cell()), rel=0.1)
    assert at_end(solution, AT.key(v.n_f)) / A == pytest.approx(2.2, abs=0.2)


def test_the_voltage_of_an_overfilled_host_stays_near_that_of_lithium():
    """The face carries the cell's current: the voltage does not run away."""
    voltage = over(overfill(4.0, 1e-4, 20), "Voltage [V]")
    assert np.min(voltage) > -0.5
