"""All values of a cell follow from the parameters that are free."""

import pytest

from pybamm_miec.calibration import Cell
from pybamm_miec.calibration.inputs import check_inputs, moved
from pybamm_miec.errors import CalibrationError, DesignError

PORES = "Negative electrode isolated share of stripped lithium"
FACE = "Negative electrode isolated share of lithium stripped from the face"


def test_what_is_derived_and_what_is_designed_follow():
    cell = Cell("LLTO@CNT", "full", design={"n_to_p": 2.0, "cathode_capacity": 1.0})
    names = set(moved([cell.at({"chi": 0.01, "u": 0.2}), cell.at({"chi": 0.02, "u": 0.4})]))
    assert {PORES, FACE, "Maximum concentration in negative electrode [mol.m-3]"} <= names
    assert (
        "Initial lithium metal in negative electrode [mol.m-3]" in names
    )  # the sites take more of it


def test_a_cell_may_differ_from_its_set_by_more_than_rows():
    stock = "Positive electrode active material volume fraction"
    cell = Cell("LLTO@CNT", "full", "Chen2020", values={stock: 0.5, "chi": 0.02})
    values = cell.at({})
    assert (values[stock], values[PORES]) == (0.5, 0.02)
    assert cell.value(stock) == 0.5
    assert not cell.has("c_max_cat")  # a row of the cathode that it does not have
    assert cell.has(stock)


@pytest.mark.parametrize("name", ["chj", "Positive electrode OCP [V]", "kappa"])
def test_what_is_no_number_of_a_cell_is_refused(name):
    cell = Cell("LLTO@CNT")
    assert not cell.has(name)
    with pytest.raises(CalibrationError, match=f"half cell: {name!r}".replace("[", r"\[")):
        cell.at({name: 1.0})


def test_a_cell_that_cannot_be_is_refused_by_its_design():
    cell = Cell("LLTO@CNT", "full", design={"n_to_p": 50.0, "most_on_face": 0.0})
    with pytest.raises(DesignError, match="lower 'n_to_p'"):
        cell.at({})


def test_inputs_that_are_no_lengths_are_let_be():
    cell = Cell("LLTO@CNT")
    check_inputs((PORES.replace("Negative", "Positive"),), cell.model("SPM"), cell, ())
