"""Plans: what a file says, and what is refused with the way out."""

import pickle
import re
from dataclasses import replace

import pytest
from plans import FREE_FILE, PLATE_AND_STRIP, free, number

import pybamm_miec as miec
from pybamm_miec import calibration
from pybamm_miec.calibration import Cell, Free
from pybamm_miec.calibration.executor import pool
from pybamm_miec.calibration.free import scale_of
from pybamm_miec.calibration.worker import answer
from pybamm_miec.errors import CalibrationError, MiecError


def plan_of(folder, *changes):
    """The plan of a file in which some text is replaced."""
    text = FREE_FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "plan.toml"
    path.write_text(text)
    return calibration.read_plan(path, report=lambda told: None)


# ---- what a file says ----


def test_a_file_is_a_plan(tmp_path):
    plan = plan_of(tmp_path)
    assert plan.title == "two cells"
    assert plan.numerics == calibration.Numerics("SPM", 5, 1e-6)
    assert plan.cells["b"] == Cell("LLTO@CNT", values={"chi": 0.01})
    assert [one.kind for one in plan.measurements] == ["number", "number"]
    chi, rho_a, rho_b = plan.parameters
    assert chi == Free("chi", "chi", ("a", "b"), 1e-3, 1e-1, "log", (0.01, 0.005))
    assert (rho_a.name, rho_a.cells, rho_b.cells) == ("rho of a", ("a",), ("b",))
    assert rho_a.scale == "linear"  # it begins at 0


def test_a_search_begins_at_the_values_of_the_cells(tmp_path):
    plan = plan_of(tmp_path)
    start = plan.values(plan.start())
    own = miec.parameters.parameter_values("LLTO@CNT")
    assert start["chi"] == pytest.approx(
        own["Positive electrode isolated share of stripped lithium"]
    )
    assert start["rho of a"] == pytest.approx(0.003)


def test_a_value_out_of_bounds_begins_in_the_middle(tmp_path):
    plan = plan_of(tmp_path, ("low = 1e-3", "low = 2e-2"), ("mean = 0.01", "mean = 0.03"))
    assert plan.start()[0] == 0.5


def test_a_parameter_may_say_where_the_search_begins(tmp_path):
    plan = plan_of(tmp_path, ("low = 1e-3", "low = 1e-3\nstart = 0.02"))
    assert plan.values(plan.start())["chi"] == pytest.approx(0.02)


MORE = """
[plan]
from = "plan.toml"
title = "three cells"

[cells.c]
anode = "LLTO@CNT"
model = "DFN"

[[measurements]]
file = "numbers/more.toml"

[parameters.chi]
cells = ["a", "c"]
"""
NUMBER = """
kind = "number"
cell = "c"
protocol = { name = "plate", current_density = 1.0, capacity = 1.0 }
source = "made up"
number = { observable = "nucleation overpotential", value = 10.0, error = 1.0 }
"""


def more_of(folder, *changes):
    """The plan of a file that goes on from that of :func:`plan_of`."""
    (folder / "plan.toml").write_text(FREE_FILE)
    (folder / "more").mkdir()
    (folder / "more" / "numbers").mkdir()
    (folder / "more" / "numbers" / "more.toml").write_text(NUMBER)
    text = MORE.replace('"plan.toml"', '"../plan.toml"')
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "more" / "plan.toml").write_text(text)
    return calibration.read_plan(folder / "more" / "plan.toml", report=lambda told: None)


def test_a_plan_goes_on_from_another(tmp_path):
    """With its cells, measurements, parameters and settings, where it does not say otherwise."""
    before, plan = plan_of(tmp_path), more_of(tmp_path)
    assert plan.title == "three cells"
    assert (plan.numerics, plan.seed) == (before.numerics, before.seed)
    assert list(plan.cells) == ["a", "b", "c"]
    assert plan.cells["c"].model == "DFN"
    assert [one.cell for one in plan.measurements] == [one.cell for one in before.measurements] + [
        "c"
    ]
    assert plan.parameters[0] == replace(before.parameters[0], cells=("a", "c"))
    assert plan.parameters[1:3] == before.parameters[1:]
    assert plan.parameters[3].name == "rho of c"  # which names no cells, so that every cell has one


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "../plan.toml",
            "../plain.toml",
            "plan.toml, [plan]: from must be a plan, got 'plain.toml'.",
        ),
        (
            "../plan.toml",
            "plan.toml",
            "plan.toml, [plan]: from must be another plan, got 'plan.toml'.",
        ),
        ('"../plan.toml"', "3", "plan.toml, [plan]: from must be another plan, got 3."),
        ("cells.c", "cells.a", "plan.toml, [cells.a]: the plan it goes on from has it."),
        ('"DFN"', '"DFM"', "[cells.c]: model must be one of"),
    ],
)
def test_what_a_plan_can_t_go_on_from_is_refused(tmp_path, old, new, sentence):
    with pytest.raises(CalibrationError, match=re.escape(sentence)):
        more_of(tmp_path, (old, new))


@pytest.mark.parametrize(
    ("low", "high", "scale"),
    [(1e-3, 1e-1, "log"), (1.0, 5.0, "linear"), (0.0, 1.0, "linear"), (-1, 100, "linear")],
)
def test_a_range_wider_than_a_decade_is_walked_in_its_logarithm(low, high, scale):
    assert scale_of(low, high) == scale


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_a_place_and_its_value_are_one(scale):
    free = Free("a", "a", ("x",), 0.1, 20.0, scale)
    assert free.place(free.value(0.3)) == pytest.approx(0.3)
    step = 1e-6
    slope = (free.value(0.3 + step) - free.value(0.3 - step)) / (2 * step)
    assert free.slope(0.3) == pytest.approx(slope, rel=1e-8)


def test_what_decides_a_residual_decides_the_digest(tmp_path):
    digest = plan_of(tmp_path).digest
    assert plan_of(tmp_path, ("two cells", "renamed")).digest == digest
    for change in (
        ("points = 5", "points = 6"),
        ("seed = 3", "seed = 4"),
        ("value = 98.0", "value = 98.1"),
        ("error = 0.2", "error = 0.1"),
        ("chi = 0.01", "chi = 0.011"),
        ("high = 1e-1", "high = 2e-1"),
        ("strip_to = 1.0", "strip_to = 1.1"),
    ):
        assert plan_of(tmp_path, change).digest != digest, change


# ---- what is refused ----


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('model = "SPM"', 'model = "SPN"', "model must be one of .* got 'SPN'; did you mean 'SPM'"),
        ('model = "SPM"', 'modell = "SPM"', r"\[plan\]: may hold .* got 'modell'; did you mean"),
        ("rtol = 1e-6", 'rtol = "fine"', "rtol must be a number, got 'fine'"),
        ("points = 5", "points = true", "points must be a whole number, got True"),
        ("starts = 2", "starts = 0", "starts must be from 1 up, got 0"),
        ('loss = "linear"', 'loss = "square"', "loss must be one of"),
        ('anode = "LLTO@CNT" #', "#", "anode is missing"),
        ('anode = "LLTO@CNT" #', 'anode = "LLTO@CN" #', "did you mean 'LLTO@CNT'"),
        ("values = { chi = 0.01 }", "values = { chj = 0.01 }", "'chj' is no number of this cell"),
        ('cell = "b"', 'cell = "c"', r"cell must be one of \('a', 'b'\), got 'c'"),
        ('"plate_and_strip"', '"plate_and_stripe"', "did you mean 'plate_and_strip'"),
        ("strip_to = 1.0", "stripp_to = 1.0", "takes .* got 'stripp_to'; did you mean 'strip_to'"),
        ("strip_to = 1.0, ", "", r"'plate_and_strip' needs \('strip_to',\) besides"),
        ("to_cycle = 3", "to_cyle = 3", r"needs \('to_cycle',\)"),
        ('"mean coulombic', '"mean culombic', "did you mean 'mean coulombic efficiency'"),
        ('source = "made up"', "", "does not say its source"),
        ("number = {", "numbers = {", "each has a file, or a number"),
        ("low = 1e-3", "", "low is missing, a fit needs both bounds"),
        ("low = 1e-3", "low = 1.0", "low must be below high, two finite numbers, got 1.0 and 0.1"),
        ("low = 1e-3", 'low = 0.0\nscale = "log"', "a logarithm needs low above 0"),
        ("sd = 0.005", "sd = 0.0", "the sd of a prior must be above 0"),
        ("sd = 0.005", "mode = 0.005", "prior must hold mean and sd"),
        ("[parameters.rho]", "[parameters.rhoo]", "has a number 'rhoo'; did you mean 'rho'"),
        ("shared = false", 'cells = ["c"]', r"cells must be of \('a', 'b'\), got 'c'"),
        ("[plan]", "[plans]", "may hold .* got 'plans'; did you mean 'plan'"),
        ("[plan]", "[plan", "this is not TOML"),
        (
            "cycles = 2 }",
            "cycles = 1 }",
            "cycles must hold all that is read, got 1, and is read to 2",
        ),
    ],
)
def test_a_slip_in_a_plan_is_told_in_one_sentence(tmp_path, old, new, message):
    with pytest.raises(MiecError, match=message) as told:
        plan_of(tmp_path, (old, new))
    assert "\n" not in str(told.value)


def test_a_plan_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CalibrationError, match="there is no such file"):
        calibration.read_plan(tmp_path / "plan.toml")


def test_a_plan_without_measurements_or_parameters_is_refused(tmp_path):
    plan = plan_of(tmp_path)
    with pytest.raises(CalibrationError, match="a fit needs measurements, got none"):
        calibration.Plan(plan.cells, (), plan.parameters)
    with pytest.raises(CalibrationError, match="a fit needs parameters, got none"):
        calibration.Plan(plan.cells, (number("coulombic efficiency", cycle=1),), ())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"current_density": -1.0},
            r"'current_density' must be a number above 0 \[mA.cm-2\], got -1.0",
        ),
        ({"current_density": "1 mA"}, "'current_density' must be a number above 0 .* got '1 mA'"),
        ({"counted_from": "start"}, "'counted_from' must be one of"),
        ({"name": "full_cell_cycling"}, "'values' are of no full cell"),
        (
            {"after": {"name": "precycle", "current_density": 0.0}},
            "'current_density' must be a number",
        ),
    ],
)
def test_what_can_not_be_done_to_the_cell_of_a_plan_is_refused_before_any_run(change, message):
    full = change.get("name") == "full_cell_cycling"
    done = change if full else {**PLATE_AND_STRIP, **change}
    if "after" in change:
        done["after"] = {**change["after"], "cycles": 1}
    with pytest.raises(CalibrationError, match=message) as told:
        calibration.Plan(
            {"a": Cell("Cu")},
            (number("coulombic efficiency", cycle=1, protocol=done),),
            (free("rho", 0.0, 0.1, "linear"),),
        )
    assert str(told.value).startswith(
        f"measurement 1 (made up): {done['name']!r} can't be done so: "
    )


def test_a_measurement_of_another_anode_than_its_cell_is_refused():
    one = replace(number("coulombic efficiency", cycle=1), stated={"anode": "CNT"})
    with pytest.raises(CalibrationError, match=r"anode 'CNT', as it says, and .* 'a' has 'Cu'"):
        calibration.Plan({"a": Cell("Cu")}, (one,), (free("rho", 0.0, 0.1, "linear"),))
    calibration.Plan({"a": Cell("CNT")}, (one,), (free("rho", 0.0, 0.1, "linear"),))


# ---- other processes ----


def test_a_plan_goes_to_another_process_and_gives_the_same_there(tmp_path):
    plan = plan_of(tmp_path)
    assert pickle.loads(pickle.dumps(plan)).digest == plan.digest
    asked = ("outcome", plan.digest, 0, tuple(plan.start()[[0, 1]]), plan)
    with pool(2) as others:
        there = others.submit(answer, *asked).result()
    assert there.shown == pytest.approx(answer(*asked).shown, rel=1e-9)
