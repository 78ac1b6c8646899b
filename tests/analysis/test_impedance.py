"""Impedance of cells in a state, and the resistance that is read off it."""

from functools import cache

import numpy as np
import pandas as pd
import pybamm
import pytest
from cells import ANODES, AT, J0_M, ONLY_METAL, F, R, area, at_current, at_end, cell_of
from limits.rails import EXACT, LINEAR, STILL, before_the_host, host_values, wall

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.errors import SolutionError

CHARGED = {"surface form": "differential"}
RT_F = R * 298.15 / F
FEW = {"x_n": 5, "x_s": 5, "x_p": 10, "r_n": 5, "r_p": 5}
DECADES = np.logspace(-3, 3, 25)  # six of them
REAL, IMAGINARY = "real [Ohm]", "imaginary [Ohm]"
ENDS = ({"termination": "0 V", "duration": 7200}, {"duration": 1800})  # of filling and of plating


def life(cell, model, values):
    """The states that a cell passes through, in one run: solutions by name, None before it."""
    if cell == "full":
        charge, discharge = "Charge at C/5 for {} minutes", "Discharge at C/5 for {} minutes"
        steps = {
            "lithiated": [charge.format(1)],
            "plated": [charge.format(9)],
            "aged": [discharge.format(5), charge.format(5), discharge.format(5)],
        }
    else:
        current = 10 * area(values)  # 1 mA.cm-2
        fill, plate = (pybamm.step.current(current, **end) for end in ENDS)
        strip = pybamm.step.current(-current, termination="1 V", duration=7200)
        steps = {"lithiated": [fill], "plated": [plate], "aged": [strip, plate, strip]}
    solution = pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=pybamm.Experiment([tuple(s) for s in steps.values()]),
        solver=miec.experiments.ramp_solver(),
        var_pts={**model.default_var_pts, **FEW},
    ).solve(calc_esoh=False)
    return {"pristine": None} | dict(zip(steps, solution.cycles, strict=True))


@pytest.mark.parametrize("cell", ["half", "full"])
@pytest.mark.parametrize("anode", ANODES)
def test_every_anode_has_an_impedance_in_every_state(anode, cell):
    """Never active, never inductive, and less with metal than without, whose walls are blocked."""
    model, values = cell_of(anode, cell, CHARGED)
    low = {}
    for state, after in life(cell, model, values).items():
        Z = miec.analysis.impedance(model, DECADES, values=values, after=after, var_pts=FEW)
        assert (Z[IMAGINARY] < 1e-6 * Z[REAL].abs()).all()
        assert (Z[REAL].iloc[6:] > 0).all()  # below, round-off of a large imaginary part
        low[state] = np.abs(complex(*Z.iloc[0]))
    assert low["plated"] < low["pristine"]
    if not model.options.is_inert:
        assert low["lithiated"] < low["pristine"]


# ---- closed forms ----


@cache
def covered(j0=5.0):
    """A host that conducts well, all of it metal: only its walls resist."""
    values = host_values(1e3, 1e4, j0)
    model = miec.DFN({**ONLY_METAL, **CHARGED})
    even = {"x_s": 10, "x_p": 10}
    spectrum = miec.analysis.impedance(model, DECADES, values=values, rest=1e-3, var_pts=even)
    return values, spectrum


@pytest.mark.parametrize("j0", [0.5, 5.0])
def test_the_arc_is_as_wide_as_the_walls_resist(j0):
    """R_ct = RT/(F j0 a L A), to 1e-3; the rails have 1e-4 of it, the arc is open by (f/f_0)^2."""
    values, _ = covered(j0)
    f_0 = values[J0_M] / (
        2 * np.pi * RT_F * values["Positive electrode double-layer capacity [F.m-2]"]
    )
    frequencies = f_0 * np.logspace(-3, 3, 37)
    model = miec.DFN({**ONLY_METAL, **CHARGED})
    spectrum = miec.analysis.impedance(model, frequencies, values=values, rest=1e-3, var_pts=FEW)
    arc = miec.analysis.charge_transfer_resistance(spectrum)
    expected = RT_F / (values[J0_M] * wall(values) * values[AT.key(v.L)] * area(values))
    assert arc["closed"]
    assert arc["resistance [Ohm]"] == pytest.approx(expected, rel=1e-3)


def test_the_lowest_frequency_is_the_slope_of_a_slow_staircase():
    """Z(0) = -dV/dI of the same cell without double layers: steps of 1e-6 V, which nothing grows in."""
    values, spectrum = covered()
    currents = LINEAR * np.array([-2, -1, 1, 2])
    stairs = [
        at_current(miec.DFN(ONLY_METAL), values.copy(), i, STILL, tolerances=EXACT, points=10)
        for i in currents
    ]
    slope = np.polyfit(currents, [at_end(stair, "Voltage [V]") for stair in stairs], 1)[0]
    slowest = spectrum[REAL].iloc[0] * area(values)
    assert slowest == pytest.approx(-slope, rel=1e-6)  # V to 1e-15, I R to 1e-6
    assert slowest > before_the_host(values)


# ---- states ----


def test_a_state_may_come_from_a_solution():
    model = miec.DFN.of("CNT", options=CHARGED)
    values = model.default_parameter_values
    experiment = miec.experiments.plate(values, current_density=0.5, capacity=0.5)
    done = pybamm.Simulation(
        model,
        experiment=experiment,
        solver=miec.experiments.ramp_solver(),
        var_pts={**model.default_var_pts, **FEW},
    ).solve()
    one, other = (
        miec.analysis.impedance(model, [1.0, 100.0], after=after, var_pts=FEW)
        for after in (experiment, done)
    )
    np.testing.assert_allclose(one, other, rtol=1e-3)  # of the solver's tolerance


def test_the_values_and_the_model_stay_as_they_were():
    model = miec.DFN.of("CNT", options=CHARGED)
    values = model.default_parameter_values
    before, start = values.copy(), dict(model.initial_conditions)
    miec.analysis.impedance(model, [1.0], values=values, var_pts=FEW)
    assert dict(values) == dict(before)
    assert model.initial_conditions == start


def test_what_a_cell_can_not_get_through_is_told():
    """A full cell that is charged for far longer than its positive electrode has lithium for."""
    model, values = cell_of("CNT", "full", CHARGED)
    on = [
        pybamm.step.string("Charge at 1C for 1 hour"),
        pybamm.step.string("Charge at 1C for 3 hours"),
    ]
    with pytest.raises(
        SolutionError, match=r"The cell got through \d of the 3 cycles before its imp"
    ):
        miec.analysis.impedance(
            model, [1.0], values=values, after=pybamm.Experiment(on), var_pts=FEW
        )


def test_a_cell_without_double_layers_is_refused():
    with pytest.raises(
        pybamm.OptionError, match=r"'surface form' is 'false', .* to 'differential'"
    ):
        miec.analysis.impedance(miec.DFN.of("CNT"), [1.0])


@pytest.mark.parametrize("wrong", [0.0, -1.0, np.nan, np.inf])
def test_frequencies_and_rests_above_zero_are_needed(wrong):
    model = miec.DFN.of("CNT", options=CHARGED)
    with pytest.raises(SolutionError, match=r"'frequencies' must be above 0 \[Hz\], got "):
        miec.analysis.impedance(model, [1.0, wrong])
    with pytest.raises(SolutionError, match=r"'rest' must be above 0 \[s\], got "):
        miec.analysis.impedance(model, [1.0], rest=wrong)


def test_where_reactions_turn_at_rest_round_off_does_not_decide_what_is_linearised():
    """Slow metal beside traps has a corner there: an arc moved by 1 % with the last digit of the state.

    States that are the same to 1e-7 have the same one to a hundredth of that.
    """
    model = miec.SPM.of("LLTO@CNT", options=CHARGED)
    values = model.default_parameter_values
    before = miec.experiments.plate(values, current_density=0.05, capacity=0.01, counted_from="0 V")
    found = [
        miec.analysis.impedance(
            model,
            [1.0, 100.0],
            values=values,
            after=before,
            var_pts=FEW,
            solver=miec.experiments.ramp_solver(rtol=rtol, atol=rtol),
        )
        for rtol in (1e-7, 1.1e-7, 1.2e-7, 1.3e-7, 1.4e-7, 1.5e-7)
    ]
    for one in found[1:]:
        np.testing.assert_allclose(one, found[0], rtol=1e-4)


# ---- what is read off ----

F_HZ = np.logspace(5, -3, 81)
OMEGA = 2j * np.pi * F_HZ


def spectrum_of(Z):
    index = pd.Index(F_HZ, name="frequency [Hz]")
    return pd.DataFrame({REAL: Z.real, IMAGINARY: Z.imag}, index=index)


def arc_of(Z):
    return miec.analysis.charge_transfer_resistance(spectrum_of(Z))


@pytest.mark.parametrize("order", [1, -1])
def test_two_arcs_and_a_tail_are_as_wide_as_both(order):
    Z = 7 + 20 / (1 + OMEGA * 1e-4) + 80 / (1 + OMEGA * 0.01) + 1 / (OMEGA * 100)
    arc = miec.analysis.charge_transfer_resistance(spectrum_of(Z)[::order])
    assert arc["closed"]
    assert arc["resistance [Ohm]"] == pytest.approx(100, rel=1e-2)
    assert arc["intercept [Ohm]"] == pytest.approx(7, rel=2e-2)


def test_the_width_of_an_arc_moves_smoothly_with_what_ends_it():
    """Over tails of which the valley passes three frequencies: no step as from one to the next."""
    tails = np.linspace(50, 100, 51)
    widths = [
        arc_of(7 + 80 / (1 + OMEGA * 0.01) + 1 / (OMEGA * t))["resistance [Ohm]"] for t in tails
    ]
    changes = np.diff(widths)
    assert (np.abs(np.diff(changes)) < 0.1 * np.abs(changes).max()).all()


def test_an_arc_that_comes_down_to_the_axis_is_closed():
    arc = arc_of(7 + 80 / (1 + OMEGA * 0.01))
    assert arc["closed"]
    assert arc["resistance [Ohm]"] == pytest.approx(80, rel=1e-3)


@pytest.mark.parametrize(
    "Z", [7 + 1 / OMEGA, 7 + 80 / (1 + OMEGA * 100)], ids=["blocked", "too slow"]
)
def test_an_arc_that_is_not_closed_is_a_lower_bound(Z):
    arc = arc_of(Z)
    assert not arc["closed"]
    assert arc["resistance [Ohm]"] <= 80
    assert arc["frequency [Hz]"] == pytest.approx(F_HZ[-1])


@pytest.mark.parametrize("wrong", [spectrum_of(OMEGA)[:2], pd.DataFrame({"Z": F_HZ})])
def test_what_is_no_spectrum_is_refused(wrong):
    with pytest.raises(SolutionError, match=r"'spectrum' must hold .*; give the table that imped"):
        miec.analysis.charge_transfer_resistance(wrong)
