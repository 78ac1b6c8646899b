"""Full cells cycled at rates of their cathode: pybamm_miec/experiments/full_cell.py."""

import numpy as np
import pybamm
import pytest

import pybamm_miec as miec
from pybamm_miec.errors import ExperimentError
from pybamm_miec.experiments import full_cell_cycling

VALUES = miec.design(miec.parameters.parameter_values("Cu", "full"), n_to_p=1, cathode_capacity=2.0)
CAPACITY = 2e-3 * np.pi / 4 * 1.2**2  # A.h, of 2 mA.h.cm-2 on the disc


def currents(cycle):
    return [step.value for step in cycle]


def test_a_cycle_is_that_of_the_paper():
    """Charged at 0.2 C to 4.3 V, discharged at 0.5 C to 3.0 V."""
    (cycle,) = full_cell_cycling(VALUES).cycles
    assert currents(cycle) == pytest.approx([-0.2 * CAPACITY, 0.5 * CAPACITY])
    assert [step.termination[0].value for step in cycle] == [4.3, 3.0]
    assert all(step.duration >= 7 * 86400 for step in cycle)  # ended by its voltage


def test_the_cycles_of_formation_come_first():
    experiment = full_cell_cycling(VALUES, cycles=3, formation_cycles=2, formation=0.05)
    rates = [currents(cycle)[0] / CAPACITY for cycle in experiment.cycles]
    assert rates == pytest.approx([-0.05] * 2 + [-0.2] * 3)


def test_rests_and_a_hold_are_where_they_belong():
    (cycle,) = full_cell_cycling(VALUES, rest=0.5, hold=0.05).cycles
    kinds = [type(step).__name__ for step in cycle]
    assert kinds == ["Current", "Voltage", "Rest", "Current", "Rest"]
    assert cycle[1].termination[0].value == pytest.approx(0.05 * CAPACITY)
    assert [cycle[n].duration for n in (2, 4)] == [1800, 1800]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"charge": 0}, r"'charge' must be a number above 0 \[h-1\], got 0\."),
        ({"cycles": 0}, r"'cycles' must be a whole number from 1 up, got 0\."),
        ({"window": (4.3, 3.0)}, r"'window' must be .* got \(4\.3, 3\.0\)\."),
        ({"hold": 0.2}, r"'hold' is 0\.2 h-1, and a charge comes to it with 0\.2 h-1"),
    ],
)
def test_what_makes_no_cycle_is_refused(asked, sentence):
    with pytest.raises(ExperimentError, match=sentence):
        full_cell_cycling(VALUES, **asked)


def test_the_values_of_a_half_cell_are_refused():
    with pytest.raises(ExperimentError, match=r"^'values' are of no full cell with a host"):
        full_cell_cycling(miec.parameters.parameter_values("Cu"))


def test_it_runs_and_ends_where_it_says():
    points = {"x_n": 3, "x_s": 3, "x_p": 5, "r_n": 3, "r_p": 10}
    solution = pybamm.Simulation(
        miec.DFN.of("Cu", cell="full"),
        parameter_values=VALUES,
        experiment=full_cell_cycling(VALUES, cycles=2),
        var_pts=points,
    ).solve()
    assert len(solution.cycles) == 2
    for cycle in solution.cycles:
        for step, volts in zip(cycle.steps, (4.3, 3.0), strict=True):
            # the tolerance of a state at its event
            assert step["Voltage [V]"].entries[-1] == pytest.approx(volts, abs=1e-5)
