"""A model survives being copied, pickled, written to a file and read again; inputs and derivatives work."""

import copy
import pickle
from functools import cache

import numpy as np
import pybamm
import pytest
from cells import (
    ANODES,
    AT,
    HALF,
    area,
    cell_of,
    half_cell,
    plate_and_strip,
    simulation,
    solve,
)

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.models import SOLVER_OPTIONS

OTHER_OPTIONS = {**HALF, "host area": "overlapping fibres"}
HOUR = 3600.0
CHI = AT.key(v.chi)


TIGHT = (1e-8, 1e-10)
# V.  A copy is within the solver's tolerance; a file of PyBaMM's leaves out how it rounds off powers near
# zero, 1e-6 of an exchange current.
CLOSE = 1e-5


def plating(model):
    """Voltage of an hour and a half at 1 mA.cm-2, at a hundred times."""
    values = half_cell()
    values["Current function [A]"] = 10 * area(values)
    solution = simulation(model, values, tolerances=TIGHT).solve([0, 1.5 * HOUR])
    return solution["Voltage [V]"](np.linspace(0, 1.5 * HOUR, 100))


@cache
def first_time():
    return plating(miec.DFN(OTHER_OPTIONS))


def assert_is_the_same(model):
    assert type(model) is miec.DFN
    assert type(model.options) is miec.HostOptions
    assert model.options == miec.DFN(OTHER_OPTIONS).options
    assert model.options["host area"] == "overlapping fibres"
    assert np.max(np.abs(plating(model) - first_time())) < CLOSE


COPIES = {
    "new_copy": lambda model: model.new_copy(),
    "deepcopy": copy.deepcopy,
    "pickle": lambda model: pickle.loads(pickle.dumps(model)),
}


@pytest.mark.parametrize("how", COPIES)
def test_a_copy_is_the_same_model(how):
    assert_is_the_same(COPIES[how](miec.DFN(OTHER_OPTIONS)))


@pytest.mark.parametrize("how", COPIES)
def test_a_copy_keeps_the_values_of_its_anode(how):
    model = COPIES[how](miec.DFN.of("LLTO@CNT", cell="full", positive="Chen2020"))
    assert model.default_parameter_values[AT.key(v.eps_r).replace("Positive", "Negative")] == 0.02


def test_a_model_can_be_written_to_json_and_read_again(tmp_path):
    path = str(tmp_path / "model.json")
    miec.DFN(OTHER_OPTIONS).to_json(filename=path)
    assert_is_the_same(pybamm.BaseModel.from_json(path))


@cache
def plated_anode(anode):
    return of_anode(cell_of(anode)[0], anode)


def of_anode(model, anode):
    """Voltage of half an hour at 1 mA.cm-2 on an anode, at a hundred times."""
    _, values = cell_of(anode)
    values["Current function [A]"] = 10 * area(values)
    solution = simulation(model, values, tolerances=TIGHT).solve([0, HOUR / 2])
    return solution["Voltage [V]"](np.linspace(0, HOUR / 2, 100))


def read_from_json(model, folder):
    model.to_json(filename=str(folder / "model.json"))
    return pybamm.BaseModel.from_json(str(folder / "model.json"))


@pytest.mark.parametrize("anode", ANODES)
def test_a_copy_of_every_anode_carries_its_options_and_its_equations(anode, tmp_path):
    model, _ = cell_of(anode)
    copies = [again(model) for again in COPIES.values()] + [read_from_json(model, tmp_path)]
    for there in copies:
        assert type(there.options) is miec.HostOptions
        assert there.options == model.options
        assert dict(there.options) == dict(cell_of(anode)[0].options)
        assert len(there.rhs) == len(model.rhs)
        assert len(there.algebraic) == len(model.algebraic)
    assert np.max(np.abs(of_anode(copies[-1], anode) - plated_anode(anode))) < CLOSE


def test_a_discretised_model_can_be_saved_and_solved_again(tmp_path):
    values = half_cell()
    values["Current function [A]"] = 10 * area(values)
    saved = simulation(miec.DFN(HALF), values)
    before = saved.solve([0, HOUR])
    saved.save_model(str(tmp_path / "model"))
    model = pybamm.load_model(str(tmp_path / "model.json"))
    assert type(model.options) is miec.HostOptions
    after = pybamm.IDAKLUSolver(options=SOLVER_OPTIONS).solve(model, [0, HOUR])
    times = np.linspace(0, HOUR, 100)
    difference = after["Voltage [V]"](times) - before["Voltage [V]"](times)
    assert np.max(np.abs(difference)) < 1e-4  # rtol of the solver


def test_a_solution_can_be_saved_and_analysed_later(tmp_path):
    values = half_cell()
    solution = solve(miec.DFN(HALF), values, plate_and_strip(values))
    solution.save(str(tmp_path / "run.pkl"))
    later = pybamm.load(str(tmp_path / "run.pkl"))
    for read in (miec.analysis.coulombic_efficiency, miec.analysis.lithium_ledger):
        assert read(later).equals(read(solution))


def test_options_of_the_user_are_left_as_they_were():
    mine = dict(HALF)
    miec.DFN(mine)
    assert mine == HALF


# ---- inputs ----


def test_a_parameter_of_ours_can_be_an_input_of_one_simulation():
    """Solved twice with different values, it gives twice what a simulation of its own gives."""
    values = half_cell({CHI: "[input]"})
    experiment = plate_and_strip(values, cycles=2)
    shared = simulation(miec.DFN(HALF), values, experiment)
    for chi in (0.01, 0.05):
        one = miec.analysis.coulombic_efficiency(shared.solve(inputs={CHI: chi}))
        own = half_cell({CHI: chi})
        other = miec.analysis.coulombic_efficiency(solve(miec.DFN(HALF), own, experiment))
        assert len(one) == 2
        assert one.to_numpy() == pytest.approx(other.to_numpy(), rel=1e-9)


SENSITIVE = [
    "Positive electrode plating reference exchange-current density [A.m-2]",
    "Positive electrode pore mouth width",
    "Positive electrode face presence [mol.m-2]",
]


@pytest.mark.parametrize("name", SENSITIVE)
def test_the_derivative_of_the_voltage_is_that_of_finite_differences(name):
    """Over 5.3 mA.h.cm-2 at 2 mA.cm-2, past full pores, at a prescribed current.

    1e-3 of the largest derivative: the solver's 1e-7 over steps of 1e-2, where the voltage moves by 3.5 to
    34 mV per share of the parameter.
    """
    values = half_cell()
    nominal = values[name]
    values.update({name: "[input]", "Current function [A]": 20 * area(values)})
    simulated = simulation(miec.DFN(HALF), values, tolerances=(1e-7, 1e-9))
    times = np.linspace(0, 2.64 * HOUR, 50)

    def voltage(x, **settings):
        solution = simulated.solve([0, times[-1]], t_interp=times, inputs={name: x}, **settings)
        return solution["Voltage [V]"]

    exact = np.ravel(voltage(nominal, calculate_sensitivities=True).sensitivities[name])
    h = 1e-2 * nominal
    difference = (voltage(nominal + h)(times) - voltage(nominal - h)(times)) / (2 * h)
    largest = np.max(np.abs(difference))
    assert largest * nominal > 1e-3  # the voltage does depend on it, by millivolts
    assert np.max(np.abs(exact - difference)) < 1e-3 * largest
