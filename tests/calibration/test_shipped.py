"""The fits that ship with the sets can be done again, and the sets hold what they gave."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import pybamm_miec as miec
from pybamm_miec import calibration
from pybamm_miec.errors import CalibrationError
from pybamm_miec.parameters import _files
from pybamm_miec.toml_file import read_toml

ROOT = _files.ROOT
RECORDS = sorted(ROOT.glob("*/calibration/*.json"))
in_each_record = pytest.mark.parametrize("path", RECORDS, ids=lambda p: f"{p.parts[-3]}-{p.stem}")
SETS = [(anode, cell) for anode in miec.parameters.anodes() for cell in ("half", "full")]
LONG = "plate_and_strip"  # takes half a minute to build and run, the others seconds
# Of residuals, in standard errors: another build of the solver takes other steps, which moves a peak by some
# tenths of a millivolt, of 10, and the width of an arc by up to a hundredth, of ten.
AGAIN = 0.1


def read(path):
    return (
        calibration.read_plan(path.with_suffix(".toml"), report=lambda sentence: None),
        calibration.read_record(path),
    )


def test_there_are_records():
    assert {path.parent.parent.name for path in RECORDS} == {"cu_foil", "llto_cnt"}


@in_each_record
def test_a_record_is_of_the_plan_beside_it_and_came_to_its_end(path):
    plan, record = read(path)
    assert record.plan == plan.digest
    assert record.stopped == ""
    assert [one["source"] for one in record.data] == [one.source for one in plan.measurements]


@in_each_record
def test_every_search_of_a_record_came_to_its_optimum(path):
    """To a hundredth of a standard error, of a cost that changes by less than 1e-4 of itself."""
    _, record = read(path)
    for one in record.searches:
        off = np.abs(np.subtract(one["place"], record.place)) / record.known.errors
        assert off.max() < 0.01, one
        assert "nothing" not in one["ended"]


@in_each_record
def test_what_a_recorded_optimum_costs_is_the_same_again(path):
    """Number by number, of what needs no cycles of a host that fills with metal: those are left out."""
    plan, record = read(path)
    quick = [k for k, one in enumerate(plan.measurements) if one.protocol["name"] != LONG]
    some = replace(plan, measurements=tuple(plan.measurements[k] for k in quick))
    found = calibration.compare(some, record)["off"].abs()
    np.testing.assert_allclose(found, [record.data[k]["rms"] for k in quick], atol=AGAIN)


def test_fitted_rows_are_those_that_their_records_give(tmp_path):
    """To the text of the file that ``pybamm-miec fit`` writes, but for what is said above them."""
    found = set()
    for anode, cell in SETS:
        table = miec.parameters.provenance(anode, cell)
        for source, part in table[table["how"] == "fitted"].groupby("source"):
            record = ROOT / Path(part["file"].iloc[0]).parent / source
            given = tmp_path / "rows.toml"
            given.write_text(calibration.rows(calibration.read_record(record), source))
            shipped, made = (
                read_toml(path, path.name, CalibrationError)
                for path in (ROOT / part["file"].iloc[0], given)
            )
            assert shipped == made
            assert set(part["symbol"]) == {row["symbol"] for row in made.values()}
            found.add((anode, cell, source))
    assert found == {
        ("Cu", "full", "calibration/full_cell.json"),
        ("LLTO@CNT", "half", "calibration/half_cells.json"),
        ("LLTO@CNT", "full", "calibration/all_of_the_paper.json"),
    }


def test_without_what_is_fitted_to_full_cells_a_full_cell_has_what_half_cells_give():
    table = miec.parameters.provenance("LLTO@CNT", "full", fitted=False)
    assert set(table[table["how"] == "fitted"]["source"]) == {"calibration/half_cells.json"}


def test_the_readme_tells_what_the_record_of_the_half_cells_holds():
    folder = ROOT / "llto_cnt"
    record = calibration.read_record(folder / "calibration" / "half_cells.json")
    told = (folder / "README.md").read_text(encoding="utf-8")
    rows = [
        f"`{row.symbol}` | {row.value:.3g} | {row.between[0]:.3g} to "
        f"{row.between[1]:.3g} | {row.low:g} to {row.high:g} | {row.verdict} |"
        for row in record.table.itertuples()
    ]
    assert [row for row in rows if row not in told] == []
    assert told.count("` | ") == len(rows)  # and no others
    worst = max(one["rms"] for one in record.data)
    assert f"the worst by {worst:.2f} of it" in " ".join(told.split())
