"""What is read off a run: named numbers, and the places of a measurement."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from plans import CE, efficiencies, measured, number

from pybamm_miec.calibration import Cell, named_number
from pybamm_miec.calibration.named_number import NUMBERS
from pybamm_miec.calibration.observable import cycles_in_full, cycles_read, shown
from pybamm_miec.calibration.solved import Solved
from pybamm_miec.measurements.protocol import build


@pytest.fixture
def cycled(monkeypatch):
    """A run whose cycles give back a share that falls by 1 % each, with 95 % efficiency but in the first."""
    given = {
        "delithiation [mA.h.cm-2]": 2.0 - 0.02 * np.arange(10),
        "lithiation [mA.h.cm-2]": np.full(10, 2.1),
        CE: np.array([70.0, *[95.0] * 9]),
    }
    monkeypatch.setattr(named_number, "per_cycle", lambda solved, column: given[column])
    monkeypatch.setattr(named_number, "reserve", lambda solved: np.zeros(10))
    return Solved(None, 0, 10)


def read(solved, name, **given):
    return NUMBERS[name].read(solved, **{**NUMBERS[name].arguments, **given})


def test_numbers_of_cycles_are_those_of_the_cycles(cycled):
    assert read(cycled, "coulombic efficiency", cycle=1) == 70
    assert read(cycled, "mean coulombic efficiency", from_cycle=1, to_cycle=5) == 90
    assert read(cycled, "lithiation", cycle=3) == 2.1
    assert read(cycled, "delithiation", cycle=2) == pytest.approx(1.98)
    assert read(cycled, "capacity kept", cycle=6) == pytest.approx(95)


@pytest.mark.parametrize("cycle", [0, 11])
def test_a_cycle_that_there_is_not_has_no_number(cycled, cycle):
    assert np.isnan(read(cycled, "coulombic efficiency", cycle=cycle))
    assert np.isnan(read(cycled, "mean coulombic efficiency", from_cycle=1, to_cycle=11))


def test_a_life_begins_to_count_at_the_cycle_that_it_is_a_share_of(cycled):
    """Of a fall of 1 % a cycle: 95 % of 99 % is between 94.05 and 94.06 % of the first."""
    assert read(cycled, "cycles until capacity", share=95.0) == pytest.approx(6)
    assert read(cycled, "cycles until capacity", share=95.0, of_cycle=2) == pytest.approx(6.95)


def test_a_peak_is_that_of_its_sweep_that_is_nearest(monkeypatch):
    """Two peaks of a sweep, one of the other; the cycle before does not count."""
    rows = [(1, "cathodic", 1.1), (2, "cathodic", 1.55), (2, "cathodic", 1.16), (2, "anodic", 1.22)]
    peaks = pd.DataFrame(rows, columns=["cycle", "direction", "potential [V]"])
    monkeypatch.setattr(named_number.analysis, "voltammogram_peaks", lambda solution: peaks)
    after_one = Solved(None, 1, 2)
    assert read(after_one, "peak potential", near=1.1, direction="cathodic") == 1.16
    assert read(after_one, "peak potential", near=1.5, direction="cathodic") == 1.55
    assert read(after_one, "peak potential", near=1.6, direction="anodic") == 1.22
    assert np.isnan(read(after_one, "peak potential", near=1.6, direction="anodic", cycle=2))
    asked = number("peak potential", near=1.6, direction="anodic", cycle=2)
    assert cycles_in_full(asked, 3) == {2}


def test_only_what_is_read_is_run_and_kept():
    assert cycles_read(efficiencies([90.0] * 7)) == 7
    assert cycles_read(number("mean coulombic efficiency", from_cycle=3, to_cycle=5)) == 5
    assert cycles_read(number("cycles until capacity", share=80)) is None  # as long as it goes
    assert cycles_in_full(efficiencies([90.0] * 7), 7) == set()
    assert cycles_in_full(number("nucleation overpotential"), 7) == {1}


def test_a_cycle_that_did_not_come_to_its_end_is_missing(cycled, monkeypatch):
    from pybamm_miec.calibration import observable

    monkeypatch.setattr(observable, "per_cycle", lambda solved, column: np.array([70.0, 95.0]))
    found = shown(efficiencies([90.0] * 4), Solved(None, 0, 2))[CE]
    np.testing.assert_array_equal(found, [70.0, 95.0, np.nan, np.nan])


def test_what_was_done_before_does_not_count():
    protocol = {
        "name": "plate_and_strip",
        "current_density": 1.0,
        "capacity": 1.0,
        "strip_to": 1.0,
        "cycles": 4,
        "after": {"name": "precycle", "current_density": 0.1, "cycles": 2},
    }
    done = build(protocol, Cell("LLTO@CNT").at({}))
    assert done.before == 2
    assert len(done.experiment.cycles) == 6


def test_a_resistance_is_that_of_a_cell_of_the_area_that_was_measured():
    """Half the area, twice the resistance."""
    table = {"frequency [Hz]": [10.0], "real [Ohm]": [0.0], "imaginary [Ohm]": [0.0]}
    error = {"real [Ohm]": 1.0, "imaginary [Ohm]": 1.0}
    spectrum = measured("impedance", table, error, {"name": "impedance"})
    model = pd.DataFrame({"real [Ohm]": [5.0], "imaginary [Ohm]": [-2.0]}, index=[10.0])
    solved = Solved(None, 0, 1, model, area=1e-4)
    as_it_is = shown(spectrum, solved)
    half = shown(replace(spectrum, stated={"area": "0.5 cm2"}), solved)
    assert (as_it_is["real [Ohm]"], as_it_is["imaginary [Ohm]"]) == ([5.0], [-2.0])
    assert half["real [Ohm]"] == pytest.approx([10.0])
