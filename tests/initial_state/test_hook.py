"""Which cell begins by which law, and how PyBaMM finds it: pybamm_miec/initial_state/hook.py."""

import json
import pickle
import subprocess
import sys

import pybamm
import pytest
from cells import HALF, half_cell

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.errors import InitialStateError

POINTS = dict.fromkeys(("x_n", "x_s", "x_p", "r_n", "r_p"), 3)
OPTIONS = {"half": miec.HostOptions(HALF), "full": miec.DFN.of("LLTO@CNT", "full").options}
in_both_cells = pytest.mark.parametrize("cell", OPTIONS)


def values_of(cell):
    if cell == "half":
        return half_cell()
    return miec.design(miec.parameters.parameter_values("LLTO@CNT", "full"), n_to_p=2)


# ---- the same in both cells ----


@in_both_cells
def test_values_can_be_left_as_they_were(cell):
    values, there = values_of(cell), values_of(cell)
    other = values.set_initial_state("3.2 V", options=OPTIONS[cell], inplace=False)
    assert dict(values) == dict(there)
    assert dict(other) != dict(values)
    values.set_initial_state("3.2 V", options=OPTIONS[cell])
    assert dict(values) == dict(other)


@in_both_cells
@pytest.mark.parametrize("wrong", ["half", "half V", None])
def test_what_is_neither_number_nor_voltage_is_refused(cell, wrong):
    with pytest.raises(
        InitialStateError, match=f"number or a voltage such as '3.8 V', got {wrong!r}"
    ):
        values_of(cell).set_initial_state(wrong, options=OPTIONS[cell])


@in_both_cells
def test_a_voltage_or_charge_that_the_cell_cannot_have_is_refused_and_the_values_left(cell):
    options = miec.HostOptions({**OPTIONS[cell], "host hysteresis": "one state"})
    for value in ("9 V", 5):
        values = values_of(cell)
        before = dict(values)
        with pytest.raises(InitialStateError, match="between"):
            values.set_initial_state(value, options=options, direction="charge")
        assert dict(values) == before


@in_both_cells
@pytest.mark.parametrize("direction", ["charge", "discharge"])
def test_a_host_remembers_whether_lithium_went_in(cell, direction):
    """-1 after lithium went in: on discharge of a half cell, on charge of a full cell."""
    options = miec.HostOptions({**OPTIONS[cell], "host hysteresis": "one state"})
    values = values_of(cell)
    values.set_initial_state("3.2 V", options=options, direction=direction)
    went_in = (cell, direction) in (("half", "discharge"), ("full", "charge"))
    assert values[options.host.key(v.h_0)] == (-1 if went_in else 1)


@in_both_cells
def test_an_unknown_direction_is_refused(cell):
    options = miec.HostOptions({**OPTIONS[cell], "host hysteresis": "one state"})
    with pytest.raises(InitialStateError, match=r"one of \('charge', 'discharge'\), got 'up'"):
        values_of(cell).set_initial_state(0.5, options=options, direction="up")


def test_a_half_cell_has_to_say_of_which_model_it_is():
    with pytest.raises(InitialStateError, match=r"options=model\.options"):
        half_cell().set_initial_state(0.5)


# ---- PyBaMM's own ----

STOCK = """
import json, sys, pybamm
%s
found = {}
for name, options in (
    ("Chen2020", None),
    ("Marquis2019", {}),
    ("Xu2019", {"working electrode": "positive"}),
    ("Chen2020_composite", {"particle phases": ("2", "1")}),
):
    options = options and pybamm.BatteryModelOptions(options)
    for value in (0.3, "3.9 V"):
        values = pybamm.ParameterValues(name)
        values.set_initial_state(value, options=options)
        found[f"{name} {value}"] = {
            key: values[key] for key in values if key.startswith(("Initial", "Primary: Initial"))
            and isinstance(values[key], (int, float))
        }
points = dict.fromkeys(("x_n", "x_s", "x_p", "r_n", "r_p"), 3)
run = pybamm.Simulation(
    pybamm.lithium_ion.SPM(), parameter_values=pybamm.ParameterValues("Chen2020"), var_pts=points
)
found["run"] = list(run.solve([0, 60], initial_soc=0.5)["Voltage [V]"].entries)
found["esoh"] = str(pybamm.lithium_ion.get_min_max_stoichiometries(pybamm.ParameterValues("Chen2020")))
found["with"] = "pybamm_miec.initial_state" in sys.modules
print(json.dumps(found))
"""
WITH = "import pybamm_miec; pybamm_miec.DFN"  # public names are imported when they are asked for


def in_a_fresh_interpreter(script, *arguments):
    out = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return json.loads(out.stdout.splitlines()[-1])


def test_pybamms_cells_begin_as_they_do_without_this_package():
    """To the last digit: nothing of ours may take part."""
    alone, beside = (in_a_fresh_interpreter(STOCK % line) for line in ("", WITH))
    assert (alone.pop("with"), beside.pop("with")) == (False, True)
    assert len(alone["Chen2020 0.3"]) > 2
    assert beside == alone


def test_other_models_get_the_stock_solver():
    values = pybamm.ParameterValues("Chen2020")
    run = pybamm.Simulation(pybamm.lithium_ion.SPM(), parameter_values=values)
    assert type(run._create_esoh_solver(None, 0.5)) is pybamm.lithium_ion.ElectrodeSOHSolver  # noqa: SLF001


def test_half_cells_of_pybamm_begin_where_pybamm_says():
    """With the values of a set of ours, and in a model of ours without a host."""
    run = pybamm.Simulation(
        pybamm.lithium_ion.SPM(HALF), parameter_values=miec.parameters.parameter_values("NCM622")
    )
    solution = run.solve([0, 1], initial_soc="3.8 V")
    # 1e-4 V: PyBaMM's tolerance of a stoichiometry, times the slope of the potential
    assert solution["Battery open-circuit voltage [V]"].entries[0] == pytest.approx(3.8, abs=1e-4)
    stock = {"working electrode": "positive", "host sites": "none", "lithium metal": "none"}
    ours, theirs = (pybamm.ParameterValues("Xu2019") for _ in range(2))
    ours.set_initial_state(0.4, options=miec.HostOptions(stock))
    theirs.set_initial_state(0.4, options=pybamm.BatteryModelOptions(HALF))
    name = "Initial concentration in positive electrode [mol.m-3]"
    assert ours[name] == theirs[name]


# ---- pickling ----


@in_both_cells
def test_what_began_somewhere_can_be_pickled(cell):
    model = miec.SPM.of("LLTO@CNT", cell)
    values = values_of("full") if cell == "full" else model.default_parameter_values
    values["Current function [A]"] = 0.0
    run = pybamm.Simulation(model, parameter_values=values, var_pts=POINTS)
    run.solve([0, 1], initial_soc="3.2 V")
    again = pickle.loads(pickle.dumps(run))
    # 1e-6 V: PyBaMM's tolerance of a first voltage
    for V in (3.1, 3.3):
        voltage = again.solve([0, 1], initial_soc=f"{V} V")["Voltage [V]"].entries[0]
        assert voltage == pytest.approx(V, abs=1e-6)


READ = """
import json, pickle, sys
values = pickle.load(open(sys.argv[1], "rb"))
values.set_initial_state(0.3)
name = "Initial concentration in negative electrode [mol.m-3]"
print(json.dumps(["pybamm_miec" in sys.modules, values[name]]))
"""


def test_pickled_values_are_read_without_this_package(tmp_path):
    path, values = tmp_path / "values", pybamm.ParameterValues("Chen2020")
    path.write_bytes(pickle.dumps(values))
    values.set_initial_state(0.3)
    there = values["Initial concentration in negative electrode [mol.m-3]"]
    assert in_a_fresh_interpreter(READ, path) == [False, there]
