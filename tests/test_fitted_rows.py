"""Rows that are fitted to one kind of cell take the place of others there, and only there."""

import pybamm
import pytest
from test_bad_parameter_files import HEADER, REFERENCES, SALT

import pybamm_miec as miec
from pybamm_miec.errors import ParameterSetError
from pybamm_miec.parameters._read import read_set

SHARE = "electrode isolated share of lithium stripped from the face"
CELLS = "cells = { half = [], full = [] }\nfitted = { full = ["
ROW = """
["Initial concentration in electrolyte"]
symbol = "c_e0"
value = 1000.0
unit = "mol.m-3"
how = "fitted"
source = "Lin2025, Fig. 5"
range = [500.0, 2000.0]
"""
HERE = "bad/full_cell.toml, ['Initial concentration in electrolyte']"
SALT_S = "shared/salt.toml, ['Initial concentration in electrolyte']"


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a set with fitted rows and gives its folder."""

    def write(rows, files='"bad/full_cell.toml"', cell="full"):
        for folder in ("bad", "shared"):
            (tmp_path / folder).mkdir()
        (tmp_path / "references.bib").write_text(REFERENCES)
        (tmp_path / "shared" / "salt.toml").write_text(SALT)
        (tmp_path / "bad" / "full_cell.toml").write_text(rows)
        header = HEADER.replace("cells = { half = [] }", f"{CELLS}{files}] }}")
        header = header.replace("fitted = { full", f"fitted = {{ {cell}")
        (tmp_path / "bad" / "parameters.toml").write_text(header)
        return tmp_path / "bad"

    return write


def salt(folder, cell, **which):
    (row,) = read_set(folder, cell, **which).rows
    return row.value, row.how, row.file


def test_a_fitted_row_holds_in_its_cell_alone(write):
    folder = write(ROW)
    assert salt(folder, "full") == (1000.0, "fitted", "bad/full_cell.toml")
    assert salt(folder, "half") == (1500.0, "setting", "shared/salt.toml")


def test_a_row_that_is_fitted_to_one_cell_may_hold_in_all(write):
    """Half cells can give what full cells are predicted by: that is no fit to these."""
    folder = write(ROW, cell="all")
    for cell in ("half", "full"):
        for fitted in (True, False):
            assert salt(folder, cell, fitted=fitted) == (1000.0, "fitted", "bad/full_cell.toml")


def test_what_is_fitted_to_a_cell_comes_before_what_holds_in_all(write, tmp_path):
    folder = write(ROW, cell="all")
    own = ROW.replace("1000.0", "800.0")
    (folder / "own.toml").write_text(own)
    header = (folder / "parameters.toml").read_text()
    (folder / "parameters.toml").write_text(
        header.replace("fitted = {", 'fitted = { full = ["bad/own.toml"],')
    )
    assert salt(folder, "full") == (800.0, "fitted", "bad/own.toml")
    for told in ({"cell": "full", "fitted": False}, {"cell": "half"}):
        assert salt(folder, **told) == (1000.0, "fitted", "bad/full_cell.toml")


def test_without_what_is_fitted_a_cell_is_that_of_all(write):
    assert salt(write(ROW), "full", fitted=False) == (1500.0, "setting", "shared/salt.toml")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            '"fitted"',
            '"assumed"',
            f"{HERE}: a row that takes the place of another must be 'fitted', got 'assumed'; change the "
            "other where it stands.",
        ),
        ('"c_e0"', '"c"', f"{HERE}: symbol must be 'c_e0' as in {SALT_S}, got 'c'."),
        ('"mol.m-3"', '"M"', f"{HERE}: unit must be 'mol.m-3' as in {SALT_S}, got 'M'."),
    ],
)
def test_what_is_not_the_same_row_fitted_is_refused(write, old, new, sentence):
    with pytest.raises(ParameterSetError) as refused:
        read_set(write(ROW.replace(old, new)), "full")
    assert str(refused.value) == sentence


def test_a_row_that_takes_the_place_of_none_is_refused_but_beside_another_electrode(write):
    other = ROW.replace("Initial concentration in electrolyte", "Porosity").replace("c_e0", "eps")
    folder = write(other)
    assert salt(folder, "full")[0] == 1500.0  # only the anode's side is read
    with pytest.raises(ParameterSetError, match="a row of this name is to be replaced"):
        read_set(folder, "full", cathode=folder)


def test_a_fitted_file_of_another_folder_is_refused(write):
    with pytest.raises(ParameterSetError, match=r"must be one of \('bad/full_cell.toml',\)"):
        read_set(write(ROW, '"shared/salt.toml"'), "full")


def test_an_unknown_cell_is_refused(write):
    with pytest.raises(ParameterSetError, match=r"fitted may hold .* did you mean 'full'\?"):
        read_set(write(ROW, cell="ful"), "half")


def test_copper_isolates_more_in_full_cells_than_its_half_cells_say():
    half = miec.parameters.parameter_values("Cu")[f"Positive {SHARE}"]
    full = miec.parameters.parameter_values("Cu", "full")[f"Negative {SHARE}"]
    predicted = miec.parameters.parameter_values("Cu", "full", fitted=False)[f"Negative {SHARE}"]
    assert half == predicted < full
    rows = miec.parameters.provenance("Cu", "full").set_index("symbol")
    assert rows.loc["chi_f", "how"] == "fitted"


def test_nothing_else_of_copper_is_fitted():
    own, predicted = (
        miec.parameters.provenance("Cu", "full", fitted=fitted).set_index("symbol")["value"]
        for fitted in (True, False)
    )
    assert list(own.index[own != predicted]) == ["chi_f"]


def test_a_model_takes_what_it_is_asked_for():
    own, predicted = (
        miec.SPM.of("Cu", "full", fitted=fitted).default_parameter_values
        for fitted in (True, False)
    )
    assert own == pybamm.ParameterValues("Lin2025_Cu")
    assert predicted == miec.parameters.parameter_values("Cu", "full", fitted=False)


def test_a_cell_with_a_cathode_of_pybamms_reads_them_too():
    values = miec.parameters.parameter_values("Cu", "full", "Chen2020")
    own = miec.parameters.parameter_values("Cu", "full")
    assert values[f"Negative {SHARE}"] == own[f"Negative {SHARE}"]
