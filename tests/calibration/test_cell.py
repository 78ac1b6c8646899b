"""All values of a cell follow from the parameters that are free."""

import pytest

import pybamm_miec as miec
from pybamm_miec.calibration import Cell
from pybamm_miec.calibration.inputs import lengths, moved
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


def test_arguments_of_the_design_are_numbers_of_the_cell():
    cell = Cell("LLTO@CNT", "full", design={"n_to_p": 2.0, "cathode_capacity": 1.0})
    assert cell.has("n_to_p")
    assert not Cell("LLTO@CNT", "full").has("n_to_p")
    assert cell.value("cathode_capacity") == 1.0
    area, metal = (
        "Nominal cell capacity [A.h]",
        "Initial lithium metal in negative electrode [mol.m-3]",
    )
    one, other = (cell.at({"cathode_capacity": c, "n_to_p": 3.0 - c}) for c in (1.0, 2.0))
    assert other[area] == pytest.approx(2 * one[area])
    assert other[metal] == pytest.approx(
        one[metal]
    )  # twice one, once two capacities, counted from rest


def test_a_cell_is_predicted_or_with_what_is_fitted_to_it():
    found = [Cell("Cu", "full", fitted=fitted).value("chi_f") for fitted in (False, True)]
    assert found == [
        miec.parameters.parameter_values("Cu", "full", fitted=fitted)[FACE]
        for fitted in (False, True)
    ]
    assert found[0] != found[1]


def test_a_cell_may_have_a_model_of_its_own():
    assert isinstance(Cell("LLTO@CNT", model="SPM").put_together("DFN"), miec.SPM)
    assert isinstance(Cell("LLTO@CNT").put_together("DFN"), miec.DFN)


def test_a_mesh_needs_lengths_and_nothing_else():
    named = lengths(Cell("LLTO@CNT").put_together("SPM"))
    assert "Positive electrode thickness [m]" in named
    assert all("thickness" in name or "radius" in name for name in named)
