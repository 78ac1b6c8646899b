"""Cyclic voltammetry as a potentiostat is told to."""

import math
import pickle
from itertools import pairwise

import numpy as np
import pybamm
import pytest
from cells import full_cell, half_cell
from hypothesis import given
from hypothesis import strategies as st

import pybamm_miec as miec
from pybamm_miec.errors import ExperimentError

VALUES = half_cell()
START = "Initial voltage in positive electrode [V]"
rates = st.floats(1e-3, 1e3)


def sweep(**arguments):
    given = {"scan_rate": 0.1, "upper": 2.5, "lower": 0.5, **arguments}
    return miec.experiments.cyclic_voltammetry(VALUES, **given)


def ends(step):
    """Voltage at both ends of a ramp [V]."""
    ramp = step.input_value
    return ramp(0.0), ramp(step.duration)


@given(rate=rates, upper=st.floats(2.6, 3.0), cycles=st.integers(1, 4))
def test_sweeps_meet_and_turn_where_they_should(rate, upper, cycles):
    """1e-12 V: round-off of a rate times a duration."""
    experiment = sweep(scan_rate=rate, upper=upper, cycles=cycles)
    assert len(experiment.cycles) == cycles
    found = [ends(step) for cycle in experiment.cycles for step in cycle]
    turns = [VALUES[START], *[0.5, upper] * cycles]
    expected = list(pairwise(turns))
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)
    for step in experiment.cycles[0]:
        a, b = ends(step)
        assert abs(b - a) / step.duration == pytest.approx(rate / 1000, rel=1e-12)


@given(start=st.floats(0.6, 2.4))
def test_the_first_sweep_goes_where_it_is_told_to(start):
    down = sweep(start=start).cycles[0]
    up = sweep(start=start, first="anodic").cycles[0]
    assert ends(down[0]) == pytest.approx((start, 0.5))
    assert ends(up[0]) == pytest.approx((start, 2.5))
    assert ends(up[1]) == pytest.approx((2.5, 0.5))


def test_equal_ramps_are_one_model():
    """PyBaMM tells steps apart by how they print."""
    steps = {step.basic_repr() for cycle in sweep(cycles=5).cycles for step in cycle}
    assert len(steps) == 2


def test_a_voltammetry_can_be_sent_to_another_process():
    again = pickle.loads(pickle.dumps(sweep().cycles[0][0].input_value))
    assert again(100.0) == pytest.approx(2.5 - 0.01)


def test_a_series_goes_on_where_the_rate_before_ended():
    series = miec.experiments.scan_rate_series(
        VALUES, scan_rates=(0.1, 1.0), upper=2.0, lower=0.5, start=1.5, cycles=2
    )
    found = [ends(step) for cycle in series.cycles for step in cycle]
    for (_, end), (start, _) in pairwise(found):
        assert start == pytest.approx(end, abs=1e-12)
    assert found[0][0] == 1.5
    rates_ = [abs(b - a) / s.duration for c in series.cycles for s in c for a, b in [ends(s)]]
    assert rates_ == pytest.approx([1e-4] * 4 + [1e-3] * 4)


@pytest.mark.parametrize("form", ["false", "differential"])
@pytest.mark.parametrize("anode", ["LLTO@CNT", "LLTO", "CNT", "Cu"])
def test_every_anode_gets_through_two_cycles(anode, form):
    """With all that its set declares, with and without double layers, at the solver's default tolerances."""
    model = miec.DFN.of(anode, options={"surface form": form})
    values = model.default_parameter_values
    experiment = miec.experiments.cyclic_voltammetry(values, scan_rate=1.0, upper=2.5, cycles=2)
    solution = pybamm.Simulation(
        model,
        experiment=experiment,
        solver=miec.experiments.ramp_solver(),
        var_pts={**model.default_var_pts, "x_s": 5, "x_p": 10},
    ).solve()
    steps = [step for cycle in solution.cycles for step in cycle.steps]
    for step, asked in zip(steps, [s for c in experiment.cycles for s in c], strict=True):
        V = step["Voltage [V]"].entries
        assert (V[0], V[-1]) == pytest.approx(ends(asked), abs=1e-6)
        assert step.t[-1] - step.t[0] == pytest.approx(asked.duration, rel=1e-9)


AT = "Positive electrode "
EMPTIES_TO_THE_LAST = {
    f"{AT}isolated share of lithium stripped from the face": 0.01007752819583699,
    f"{AT}isolated share of stripped lithium": 0.00867918742268792,
    f"{AT}isolation current density [A.m-2]": 2.816224909782887,
    f"{AT}isolation with depth": 0.16111425010752972,
    f"{AT}host site standard potential (0) [V]": 1.5730184694639473,
    f"{AT}host site standard potential (1) [V]": 1.188018469463947,
    f"{AT}opening per emptying": 1.0965658422460787,
    f"{AT}opening potential [V]": 0.7070454477817666,
    "Initial open share of sites in positive electrode": 0.34189042470440445,
    f"{AT}trapping capacity [mol.m-3]": 425.58807950357595,
    f"{AT}first film capacity [mol.m-3]": 282.0443382609797,
    f"{AT}lithiation exchange-current density without lithium [A.m-2]": 0.04925312444706652,
    f"{AT}lithiation exchange-current density with lithium [A.m-2]": 0.1374529906795411,
}


@pytest.mark.parametrize("rtol", [1e-4, 1e-5])
def test_a_sweep_that_empties_the_host_ends_on_its_isotherm(rtol):
    """At 2.5 V 5e-6 of the sites are taken, half of the loose tolerance and five times the other."""
    model = miec.DFN.of("LLTO@CNT")
    values = model.default_parameter_values
    assert set(values) >= set(EMPTIES_TO_THE_LAST)
    values.update(dict.fromkeys(EMPTIES_TO_THE_LAST, "[input]"))
    solution = pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=miec.experiments.cyclic_voltammetry(values, scan_rate=0.05, upper=2.5),
        solver=miec.experiments.ramp_solver(rtol=rtol, atol=0.1 * rtol),
        var_pts={**model.default_var_pts, "x_s": 5, "x_p": 5},
    ).solve(inputs=EMPTIES_TO_THE_LAST)
    assert len(solution.cycles[0].steps) == 2
    x = solution["Positive electrode occupied share of open sites"].entries[:, -1]
    tail = 0.55 / (1 + np.exp((2.5 - 0.7) / (6 * 8.314 * 298.15 / 96485)))
    np.testing.assert_allclose(x, tail, rtol=0, atol=0.01 * rtol)  # ten steps of atol of the state


# ---- what is refused ----


@pytest.mark.parametrize("value", [0, -1.0, math.nan, math.inf, "1", None, True], ids=repr)
def test_rates_and_resolutions_above_zero_are_needed(value):
    with pytest.raises(ExperimentError, match=r"'scan_rate' must be a number above 0 \[mV.s-1\]"):
        sweep(scan_rate=value)
    with pytest.raises(ExperimentError, match=r"'resolution' must be a number above 0 \[mV\]"):
        sweep(resolution=value)


@pytest.mark.parametrize("name", ["upper", "lower", "start"])
@pytest.mark.parametrize("value", [math.nan, "1", True], ids=repr)
def test_potentials_are_numbers(name, value):
    with pytest.raises(ExperimentError, match=rf"'{name}' must be a number \[V\], got "):
        sweep(**{name: value})


@pytest.mark.parametrize("wrong", [{"lower": 2.6}, {"start": 3.0}, {"start": 0.4}], ids=str)
def test_potentials_are_in_order(wrong):
    with pytest.raises(ExperimentError, match=r"must be lower <= start <= upper and lower < upper"):
        sweep(**wrong)


def test_a_sweep_that_is_over_at_once_is_refused():
    with pytest.raises(ExperimentError, match=r"'start' is 0.5 V, .* set 'first' to 'anodic'"):
        sweep(start=0.5)
    with pytest.raises(ExperimentError, match=r"'start' is 2.5 V, .* set 'first' to 'cathodic'"):
        sweep(start=2.5, first="anodic")


def test_other_arguments_out_of_range_are_refused():
    with pytest.raises(ExperimentError, match=r"'first' must be one of .*, got 'down'"):
        sweep(first="down")
    with pytest.raises(ExperimentError, match=r"'cycles' must be a whole number from 1 up, got 0"):
        sweep(cycles=0)
    with pytest.raises(ExperimentError, match=r"'scan_rates' must hold at least one"):
        miec.experiments.scan_rate_series(VALUES, scan_rates=(), upper=2.5)
    with pytest.raises(ExperimentError, match=r"'values' are of a full cell, .* half cell"):
        miec.experiments.cyclic_voltammetry(full_cell(), scan_rate=0.1, upper=2.5)
    with pytest.raises(ExperimentError, match=rf"'values' has no '{START[:15]}.*; give 'start'"):
        miec.experiments.cyclic_voltammetry({}, scan_rate=0.1, upper=2.5)
