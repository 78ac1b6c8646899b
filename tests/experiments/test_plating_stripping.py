"""Plating and stripping as a cycler is told to."""

import math

import numpy as np
import pybamm
import pytest
from cells import AT, CHARGE, HALF, area, half_cell, simulation, solve
from hypothesis import given
from hypothesis import strategies as st

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.errors import ExperimentError

GOOD = {"current_density": 1.0, "capacity": 1.0, "strip_to": 1.0, "cycles": 2}
VALUES = half_cell()
some = st.floats(1e-2, 1e2)


def plate(values, **arguments):
    return miec.experiments.plate(values, **{"current_density": 1.0, "capacity": 1.0, **arguments})


def plate_and_strip(values, **arguments):
    return miec.experiments.plate_and_strip(values, **{**GOOD, **arguments})


# ---- what is passed ----


@given(current_density=some, capacity=some, height=some, parallel=st.integers(1, 5))
def test_the_charge_of_plating_is_what_was_asked_for(current_density, capacity, height, parallel):
    """Over the area of all electrodes, from the values."""
    values = VALUES.copy()
    values["Electrode height [m]"] = height
    values["Number of electrodes connected in parallel to make a cell"] = parallel
    experiment = plate(values, current_density=current_density, capacity=capacity)
    ((step,),) = experiment.cycles
    passed = step.value * step.duration / 3600
    assert passed == pytest.approx(10 * capacity * area(values) * parallel, rel=1e-12)
    assert step.value == pytest.approx(10 * current_density * area(values) * parallel, rel=1e-12)


@given(current_density=some, capacity=some, cycles=st.integers(1, 5))
def test_each_cycle_plates_and_strips_at_the_same_current(current_density, capacity, cycles):
    experiment = plate_and_strip(
        VALUES, current_density=current_density, capacity=capacity, cycles=cycles
    )
    assert len(experiment.cycles) == cycles
    for plating, stripping in experiment.cycles:
        assert stripping.value == -plating.value
        assert plating.value > 0  # PyBaMM's discharge: lithium into the host of a half cell
        # a step that ends on a voltage must not end on time first
        assert stripping.duration >= 100 * plating.duration


@pytest.mark.parametrize("builder", [plate, plate_and_strip])
def test_the_charge_passes(builder):
    values = half_cell()
    solution = solve(miec.DFN(HALF), values, builder(values, capacity=0.7))
    charge = solution.cycles[0].steps[0][CHARGE].entries
    assert (charge[-1] - charge[0]) / (10 * area(values)) == pytest.approx(0.7, rel=1e-9)


def test_stripping_ends_on_its_voltage():
    values = half_cell()
    solution = solve(miec.DFN(HALF), values, plate_and_strip(values, strip_to=1.5))
    for cycle in solution.cycles:
        assert cycle["Voltage [V]"].entries[-1] == pytest.approx(1.5, abs=1e-4)  # the solver's rtol


def test_a_slow_stripping_is_given_the_days_it_takes():
    """PyBaMM ends a step after a day unless told otherwise; 0.02 mA.cm-2 takes two."""
    values = half_cell()
    experiment = plate_and_strip(values, current_density=0.02, capacity=1.0, cycles=1)
    solution = solve(miec.DFN(HALF), values, experiment)
    stripping = solution.cycles[0].steps[1]
    assert stripping.t[-1] - stripping.t[0] > 1.2 * 86400
    assert stripping["Voltage [V]"].entries[-1] == pytest.approx(1.0, abs=1e-4)


# ---- from when on it is counted ----


@pytest.mark.parametrize("builder", [plate, plate_and_strip])
def test_counted_from_zero_volts_the_charge_starts_there(builder):
    """What the LLTO takes on the way to 0 V is passed before, and not counted."""
    values = half_cell()
    experiment = builder(values, capacity=1.0, counted_from="0 V")
    for cycle in solve(miec.DFN(HALF), values, experiment).cycles:
        before, plating = cycle.steps[:2]
        assert before["Voltage [V]"].entries[0] > 0.5
        assert before["Voltage [V]"].entries[-1] == pytest.approx(0.0, abs=1e-5)
        charge = plating[CHARGE].entries
        assert (charge[-1] - charge[0]) / (10 * area(values)) == pytest.approx(1.0, rel=1e-9)
        metal = plating[AT.key(v.q_metal)].entries
        assert metal[0] == pytest.approx(0.0, abs=1e-3)
        assert metal[-1] > 0.98  # the LLTO takes the rest


def test_counted_from_rest_the_host_takes_its_share_first():
    """0.49 mA.h.cm-2 of it, to half of the last digit."""
    values = half_cell()
    solution = solve(miec.DFN(HALF), values, plate(values))
    assert solution[AT.key(v.q_metal)].entries[-1] == pytest.approx(1 - 0.49, abs=0.005)


def test_a_cell_that_is_at_zero_volts_already_is_counted_at_once():
    values = half_cell({"Initial voltage in positive electrode [V]": -0.01, AT.key(v.c_m0): 1e3})
    experiment = plate(values, counted_from="0 V")
    solution = simulation(miec.DFN(HALF), values, experiment).solve()
    charge = solution[CHARGE].entries
    assert (charge[-1] - charge[0]) / (10 * area(values)) == pytest.approx(1.0, rel=1e-9)


# ---- what is refused ----

NO_NUMBERS = [0, -1.0, math.nan, math.inf, "1", None, True, [1.0]]

with_no_number = pytest.mark.parametrize("value", NO_NUMBERS, ids=repr)


@pytest.mark.parametrize("builder", [plate, plate_and_strip])
@with_no_number
def test_a_current_density_above_zero_is_needed(builder, value):
    message = r"'current_density' must be a number above 0 \[mA.cm-2\], got "
    with pytest.raises(ExperimentError, match=message):
        builder(VALUES, current_density=value)


@pytest.mark.parametrize("builder", [plate, plate_and_strip])
@with_no_number
def test_a_capacity_above_zero_is_needed(builder, value):
    message = r"'capacity' must be a number above 0 \[mA.h.cm-2\], got "
    with pytest.raises(ExperimentError, match=message):
        builder(VALUES, capacity=value)


@with_no_number
def test_a_voltage_above_that_of_metal_is_needed(value):
    message = r"'strip_to' must be a number above 0 \[V\], got .*: metal rests at 0 V"
    with pytest.raises(ExperimentError, match=message):
        plate_and_strip(VALUES, strip_to=value)


@pytest.mark.parametrize("value", [0, -1, 1.5, 2.0, "3", None, True], ids=repr)
def test_a_whole_number_of_cycles_is_needed(value):
    with pytest.raises(ExperimentError, match=r"'cycles' must be a whole number from 1 up, got "):
        plate_and_strip(VALUES, cycles=value)


@pytest.mark.parametrize("builder", [plate, plate_and_strip])
@pytest.mark.parametrize("value", ["0", "0V", None, 0], ids=repr)
def test_a_count_starts_at_rest_or_at_zero_volts(builder, value):
    message = r"'counted_from' must be one of \('rest', '0 V'\), got "
    with pytest.raises(ExperimentError, match=message):
        builder(VALUES, counted_from=value)


@pytest.mark.parametrize("builder", [plate, plate_and_strip])
@pytest.mark.parametrize("values", [{}, pybamm.ParameterValues({}), "LLTO@CNT"], ids=type)
def test_values_of_a_cell_are_needed(builder, values):
    message = r"'values' has no 'Electrode height \[m\]', .*; give the ParameterValues of the cell"
    with pytest.raises(ExperimentError, match=message):
        builder(values)


@pytest.mark.parametrize("builder", [plate, plate_and_strip])
def test_an_area_that_is_not_known_yet_is_refused(builder):
    values = half_cell()
    values["Electrode width [m]"] = "[input]"
    with pytest.raises(ExperimentError, match=r"'Electrode width \[m\]'"):
        builder(values)


@pytest.mark.parametrize("number", [np.int64(2), np.float32(2), np.float64(2)], ids=type)
def test_a_number_of_numpy_is_a_number(number):
    experiment = plate_and_strip(VALUES, capacity=number, current_density=number)
    assert experiment.cycles[0][0].duration == pytest.approx(3600)


def test_a_whole_number_of_numpy_is_a_whole_number():
    assert len(plate_and_strip(VALUES, cycles=np.int64(3)).cycles) == 3


def test_the_message_of_a_bad_argument_is_one_sentence():
    with pytest.raises(ExperimentError) as refusal:
        plate_and_strip(VALUES, strip_to=-0.1)
    message = str(refusal.value)
    assert message.endswith(".")
    assert "!" not in message
    assert isinstance(refusal.value, miec.errors.MiecError)


@pytest.mark.parametrize("build", [plate, plate_and_strip])
def test_the_values_of_a_full_cell_are_refused(build):
    values = miec.parameters.parameter_values("LLTO@CNT", cell="full", positive="Chen2020")
    with pytest.raises(ExperimentError, match=r"^'values' are of a full cell, .* half cell"):
        build(values)
