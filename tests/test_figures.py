"""Figures: the numbers in them, never their pixels."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pybamm_miec import analysis, figures
from pybamm_miec.scorecard import results, runs

COARSE = replace(runs.QUICK, at_most=3)
TEST = runs.TESTS[0]


@pytest.fixture(scope="module")
def plating():
    return runs.plating(COARSE)


@pytest.fixture(scope="module")
def cycling():
    return runs.cycling(TEST, COARSE)


@pytest.fixture(scope="module")
def numbers(plating, cycling):
    """What each figure shows, by its name."""
    efficiency = {TEST.name: analysis.coulombic_efficiency(cycling)}
    ledger = {TEST.name: analysis.lithium_ledger(cycling)}
    return {
        "filling": figures.filling.compute(plating, results.picture_times(plating)),
        "voltage_profiles": figures.voltage_profiles.compute(
            cycling, runs.SHOWN, TEST.current_density
        ),
        "coulombic_efficiency": figures.coulombic_efficiency.compute(
            efficiency, {TEST.name: 99.24}
        ),
        "lithium_ledger": figures.lithium_ledger.compute(ledger, pores_hold=4.08),
    }


def test_the_filling_is_that_of_the_deposit(numbers, plating):
    shown = numbers["filling"]
    summary = analysis.deposit_summary(plating, list(results.picture_times(plating).values()))
    # even cells: the mean over them is the mean over the depth
    means = shown.drop(columns="depth [um]").mean().to_numpy()
    np.testing.assert_allclose(means, summary["fill"], rtol=1e-12)
    assert shown["depth [um]"].is_monotonic_increasing


def test_pores_fill_from_one_picture_to_the_next(numbers):
    fill = numbers["filling"].drop(columns="depth [um]")
    assert list(fill.columns) == ["1 mA.h.cm-2", "2 mA.h.cm-2", "4 mA.h.cm-2"]
    assert (fill.diff(axis=1).iloc[:, 1:] > 0).all(axis=None)
    assert fill.max(axis=None) <= 1


def test_the_voltage_is_plated_to_the_capacity_and_stripped_to_the_limit(numbers):
    ends = numbers["voltage_profiles"].groupby(["step", "cycle"]).last()
    plated, stripped = ends.loc["plating"], ends.loc["stripping"]
    assert list(plated.index) == [1, 2]  # of those in runs.SHOWN, three cycles have these
    np.testing.assert_allclose(plated["capacity [mA.h.cm-2]"], TEST.capacity, rtol=1e-9)
    # the event is found to the integrator's tolerance
    np.testing.assert_allclose(stripped["voltage [V]"], runs.STRIP_TO, atol=1e-4)


def test_the_voltage_gives_the_efficiency_too(numbers):
    ends = numbers["voltage_profiles"].groupby(["step", "cycle"]).last()["capacity [mA.h.cm-2]"]
    from_voltage = 100 * ends["stripping"] / ends["plating"]
    shown = numbers["coulombic_efficiency"].set_index("cycle")["coulombic efficiency [%]"]
    # charge and current times time differ by round-off
    np.testing.assert_allclose(from_voltage, shown.loc[[1, 2]], rtol=1e-8)


def test_the_paper_stands_beside_every_cycle(numbers):
    shown = numbers["coulombic_efficiency"]
    assert list(shown["cycle"]) == [1, 2, 3]
    assert (shown["stabilised in the paper [%]"] == 99.24).all()


def test_the_stacked_lithium_is_what_came_through_the_terminal(numbers, cycling):
    shown = numbers["lithium_ledger"]
    charge = analysis.lithium_ledger(cycling)["charge in"]
    stacked = shown[list(figures.lithium_ledger.STOCKS)].sum(axis=1)
    # the ledger closes to round-off of the capacity
    np.testing.assert_allclose(stacked - stacked[0], charge, atol=1e-10)


@pytest.mark.parametrize(
    "name", ["filling", "voltage_profiles", "coulombic_efficiency", "lithium_ledger"]
)
def test_the_numbers_are_written_beside_the_picture(name, numbers, tmp_path):
    figure = getattr(figures, name)
    picture, table = figures.write(tmp_path, name, numbers[name], figure.draw)
    assert picture.read_bytes().startswith(b"\x89PNG")
    # six digits are written
    pd.testing.assert_frame_equal(pd.read_csv(table), numbers[name], rtol=1e-5, atol=1e-12)
