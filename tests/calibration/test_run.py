"""A run is built once, gives what a rebuilt simulation gives, and tells where it ended."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pybamm
import pytest
from plans import CE, PLATE_AND_STRIP, QUICK, efficiencies, free, measured, number

import pybamm_miec as miec
from pybamm_miec.calibration import Cell, Plan
from pybamm_miec.calibration.numerics import ABSOLUTE
from pybamm_miec.calibration.run import Run
from pybamm_miec.models import SOLVER_OPTIONS

HALF = Cell("LLTO@CNT")
CYCLES = {**PLATE_AND_STRIP, "cycles": 2}
POINTS = {"x_n": 5, "x_s": 5, "x_p": 5}
FREE = (free("chi", 5e-3, 5e-2), free("C_t", 100.0, 1000.0))
PLACES = ([0.3, 0.3], [0.6, 0.8])
# The same equations with numbers in place of inputs: a rounding apart, which changes the integrator's steps,
# and so the result by its tolerance; ten times that.
SAME = {"rtol": 10 * QUICK.rtol}


@lru_cache
def cycled():
    """A run with efficiencies, and what it gave at some places."""
    run = Run(HALF, CYCLES, [efficiencies([90.0] * 2)], FREE, QUICK)
    return run, [run(x) for x in PLACES]


def rebuilt(cell, x, experiment, parameters=FREE, solver=None):
    """The same with all values as numbers, by PyBaMM's own means."""
    values = cell.at({f.symbol: f.value(place) for f, place in zip(parameters, x, strict=True)})
    model = cell.put_together("SPM")
    return pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=experiment(values),
        var_pts={**model.default_var_pts, **POINTS},
        solver=solver
        or pybamm.IDAKLUSolver(rtol=QUICK.rtol, atol=ABSOLUTE * QUICK.rtol, options=SOLVER_OPTIONS),
    ).solve()


def two_cycles(values):
    told = {key: CYCLES[key] for key in CYCLES if key != "name"}
    return miec.experiments.plate_and_strip(values, **told)


# ---- inputs ----


def test_inputs_give_what_a_rebuilt_simulation_gives():
    _, outcomes = cycled()
    for x, outcome in zip(PLACES, outcomes, strict=True):
        solution = rebuilt(HALF, x, two_cycles)
        np.testing.assert_allclose(
            outcome.shown, miec.analysis.coulombic_efficiency(solution)[CE], **SAME
        )


def test_a_simulation_is_built_once_for_many_parameters():
    run, outcomes = cycled()
    assert run.built == 1
    assert np.abs(outcomes[0].shown - outcomes[1].shown).max() > 0.1  # they do move it


def test_what_a_design_makes_of_the_parameters_moves_with_them():
    """Pre-cycled traps are full, so that what they hold is an input, too; metal takes what is left."""
    full = Cell("LLTO@CNT", "full", design={"n_to_p": 2.0, "cathode_capacity": 1.0})
    traps = (free("C_t", 100.0, 1000.0), free("u", 0.2, 0.4))
    done = {"name": "full_cell_cycling", "cycles": 1}
    run = Run(full, done, [number("delithiation", cycle=1)], traps, QUICK)
    solution = rebuilt(
        full, [0.3, 0.6], lambda v: miec.experiments.full_cell_cycling(v, cycles=1), traps
    )
    table = miec.analysis.coulombic_efficiency(solution)
    np.testing.assert_allclose(run([0.3, 0.6]).shown, table["delithiation [mA.h.cm-2]"], **SAME)
    assert run.built == 1


LENGTHS = {
    "of the host": (HALF, free("L", 4e-5, 5e-5), CYCLES, two_cycles),
    "of a disc": (HALF, free("d_disc", 0.01, 0.016), CYCLES, two_cycles),
    "of the cathode": (
        Cell("LLTO@CNT", "full", design={"n_to_p": 2.0, "cathode_capacity": 1.0}),
        free("cathode_capacity", 0.5, 2.0),
        {"name": "full_cell_cycling", "cycles": 1},
        lambda values: miec.experiments.full_cell_cycling(values, cycles=1),
    ),
}


@pytest.mark.parametrize("which", LENGTHS)
def test_each_length_has_a_simulation_of_its_own(which):
    """As mesh and currents follow from it; the last few are kept."""
    cell, length, done, experiment = LENGTHS[which]
    parameters = (FREE[0], length)
    read = number("delithiation", cycle=1, protocol=done)
    run = Run(cell, done, [read], parameters, QUICK)
    places = [[0.3, 0.3], [0.6, 0.3], [0.3, 0.6], [0.3, 0.3]]
    shown = [run(x).shown for x in places]
    assert run.built == 2
    for x, there in zip(places[:3], shown, strict=False):
        solution = rebuilt(cell, x, experiment, parameters)
        table = miec.analysis.coulombic_efficiency(solution)
        np.testing.assert_allclose(there, table["delithiation [mA.h.cm-2]"].iloc[:1], **SAME)
    assert shown[2] != shown[0] == shown[3]


def test_of_lengths_the_solver_has_no_derivatives():
    t = np.linspace(300.0, 3600.0, 4)
    plate = {"name": "plate", "current_density": 1.0, "capacity": 1.0}
    one = measured("voltage", {"Time [s]": t, "Voltage [V]": 0 * t}, {"Voltage [V]": 1e-3}, plate)
    assert Run(HALF, plate, [one], FREE[:1], QUICK).exact
    assert not Run(HALF, plate, [one], (free("L", 4e-5, 5e-5),), QUICK).exact


# ---- what is read ----


def test_measurements_of_one_cell_and_protocol_share_the_longest_run():
    plan = Plan(
        {"a": HALF, "b": HALF},
        (
            efficiencies([90.0] * 2),
            number("mean coulombic efficiency", from_cycle=3, to_cycle=5),
            number("nucleation overpotential"),
            measured("cycles", {"cycle": [1], CE: [90.0]}, {CE: 0.1}, CYCLES, cell="b"),
            number("nucleation overpotential", protocol={**PLATE_AND_STRIP, "capacity": 2.0}),
        ),
        FREE,
        QUICK,
    )
    groups = plan.groups()
    assert [(cell, done["cycles"], places) for cell, done, places in groups] == [
        ("a", 5, (0, 1, 2)),
        ("b", 1, (3,)),
        ("a", 1, (4,)),
    ]


def test_a_voltage_over_capacity_is_that_of_the_cycle():
    q = np.array([0.2, 0.5, 0.9])
    columns = {"cycle": [2] * 6, "step": [0] * 3 + [1] * 3, "voltage [V]": [0.0] * 6}
    columns["capacity [mA.h.cm-2]"] = [*q, *q]
    curve = measured("voltage", columns, {"voltage [V]": 1e-3})
    run = Run(HALF, CYCLES, [curve], FREE, QUICK)
    lithiation, delithiation = rebuilt(HALF, PLACES[0], two_cycles).cycles[1].steps
    V = [step["Voltage [V]"](step.t[0] + 3600 * q) for step in (lithiation, delithiation)]
    np.testing.assert_allclose(run(PLACES[0]).shown, np.concatenate(V), atol=1e-6)


def test_an_impedance_is_that_of_the_analysis_after_the_same():
    f = np.logspace(4, 1, 6)
    nothing = np.zeros(6)
    spectrum = measured(
        "impedance",
        {"frequency [Hz]": f, "real [Ohm]": nothing, "imaginary [Ohm]": nothing},
        {"real [Ohm]": 1.0, "imaginary [Ohm]": 1.0},
        {"name": "impedance", "after": {"name": "plate", "current_density": 1.0, "capacity": 0.5}},
    )
    cell = Cell("LLTO@CNT", options={"surface form": "differential"})
    kinetics = (free("j0_m_ref", 0.1, 10.0), free("c_n", 150.0, 3500.0))
    run = Run(cell, spectrum.protocol, [spectrum], kinetics, QUICK)
    run(PLACES[0])  # the linear model is built at one place and asked at another
    values = cell.at({f.symbol: f.value(x) for f, x in zip(kinetics, PLACES[1], strict=True)})
    Z = miec.analysis.impedance(
        cell.put_together("SPM"),
        f,
        values=values,
        after=miec.experiments.plate(values, current_density=1.0, capacity=0.5),
        var_pts=POINTS,
        solver=miec.experiments.ramp_solver(rtol=QUICK.rtol, atol=ABSOLUTE * QUICK.rtol),
    )
    np.testing.assert_allclose(run(PLACES[1]).shown, Z.to_numpy().T.ravel(), atol=1e-3)
    assert run.built == 1


def test_a_voltammogram_is_that_of_the_analysis():
    sweep = {"name": "cyclic_voltammetry", "scan_rate": 1.0, "upper": 2.5}
    E = np.linspace(0.1, 2.4, 6)
    columns = {"cycle": 1, "direction": "anodic", "potential [V]": E, "current [mA.cm-2]": 0 * E}
    one = measured("voltammogram", columns, {"current [mA.cm-2]": 0.01}, sweep)
    shown = Run(HALF, sweep, [one], FREE, QUICK)(PLACES[0]).shown
    solution = rebuilt(
        HALF,
        PLACES[0],
        lambda values: miec.experiments.cyclic_voltammetry(values, scan_rate=1.0, upper=2.5),
        solver=miec.experiments.ramp_solver(rtol=QUICK.rtol, atol=ABSOLUTE * QUICK.rtol),
    )
    table = miec.analysis.voltammogram(solution)
    back = table[table["direction"] == "anodic"]
    there = np.interp(E, back["potential [V]"], back["current [mA.cm-2]"])
    # steps end where the tolerance lets them, and between the points that are kept the currents are lines
    np.testing.assert_allclose(shown, there, rtol=1e-3, atol=1e-5 * there.max())
    assert (shown > 0).all()


def test_a_measured_current_drives_the_cell():
    """Half the current from half time on: the voltage of a plating at 1 and then at 0.5 mA.cm-2."""
    values = HALF.at({})
    area = values["Electrode height [m]"] * values["Electrode width [m]"]
    t = np.array([0.0, 600.0, 1200.0, 1800.0, 1800.0, 2400.0, 3000.0])
    i = np.array(
        [10.0, 10.0, 10.0, 10.0, 5.0, 5.0, 5.0]
    )  # [A.m-2]; two rows at the time of the jump
    columns = {"Time [s]": t, "Current [A]": i * area}
    one = measured(
        "voltage", {**columns, "Voltage [V]": 0 * t}, {"Voltage [V]": 1e-3}, {"name": "as measured"}
    )
    shown = Run(HALF, one.protocol, [one], FREE, QUICK)(PLACES[0]).shown
    steps = [
        pybamm.step.current(10 * area, duration=1800),
        pybamm.step.current(5 * area, duration=1200),
    ]
    solution = rebuilt(HALF, PLACES[0], lambda values: pybamm.Experiment(steps))
    there = solution["Voltage [V]"](np.array([600.0, 1200.0, 2400.0, 3000.0]))
    # the jump takes 0.6 s and passes 0.15 mA.s.cm-2 less, of which the voltage shows microvolts
    np.testing.assert_allclose(shown[[1, 2, 5, 6]], there, atol=2e-5)


def test_a_measured_current_is_taken_per_area_where_that_is_said():
    """Of a cell twice as large with twice the current: the same voltage, to the last digit."""
    area = HALF.at({})["Electrode height [m]"] * HALF.at({})["Electrode width [m]"]
    t = np.array([0.0, 600.0, 1200.0])
    shown = []
    for size in (1, 2):
        columns = {
            "Time [s]": t,
            "Current [A]": np.full(3, 10.0 * size * area),
            "Voltage [V]": 0 * t,
        }
        one = measured("voltage", columns, {"Voltage [V]": 1e-3}, {"name": "as measured"})
        stated = {"area": f"{size * area * 1e4:.12f} cm2"}
        shown.append(Run(HALF, one.protocol, [replace(one, stated=stated)], (), QUICK)([]).shown)
    np.testing.assert_allclose(shown[1], shown[0], rtol=1e-6)


# ---- ends ----


def test_a_run_that_ends_early_tells_where_and_how_much_is_missing():
    """PyBaMM lets a cell pass its lower limit by 1 V in an experiment: 2.4 V end this one at 1.4 V."""
    low = Cell("LLTO@CNT", values={"V_low": 2.4})
    outcome = Run(low, CYCLES, [efficiencies([90.0] * 2)], FREE, QUICK)(PLACES[0])
    assert np.isnan(outcome.shown).all()
    assert 0.75 < outcome.missing < 1  # four steps, the first of them not done
    assert outcome.ended.startswith("in cycle 1, step 1, it ended with event: Minimum voltage")


def test_a_cell_that_cannot_be_is_an_outcome_too():
    full = Cell("LLTO@CNT", "full", design={"n_to_p": 2.0, "cathode_capacity": 1.0})
    run = Run(full, {"name": "full_cell_cycling"}, [number("delithiation", cycle=1)], (), QUICK)
    impossible = Cell("LLTO@CNT", "full", design={"n_to_p": 50.0, "most_on_face": 0.0})
    run.cell = impossible
    outcome = run([])
    assert outcome.missing == 1
    assert "the cell has" in outcome.ended


# ---- derivatives ----


def test_there_are_none_where_a_voltage_ends_the_steps():
    run, _ = cycled()
    assert not run.exact
    assert run.slopes(PLACES[0]) is None
