"""Where the metal sits, and what its first nuclei cost."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from cells import AT, C_M, HALF, METAL, cell_of, full_cell, half_cell, over, simulation, solve

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.analysis import (
    apparent_conductivity,
    deposit_profile,
    deposit_summary,
    nucleation_overpotential,
)
from pybamm_miec.errors import SolutionError


@cache
def plated(capacity=3.0):
    values = half_cell()
    experiment = miec.experiments.plate(values, current_density=4.0, capacity=capacity)
    return values, solve(miec.DFN(HALF), values, experiment)


def test_the_profile_runs_from_the_separator_to_the_collector():
    values, solution = plated()
    profile = deposit_profile(solution, [0.0, 900.0, solution.t[-1]])
    centres = (np.arange(20) + 0.5) * values[AT.key(v.L)] / 20 * 1e6
    assert profile.index.to_numpy() == pytest.approx(centres)
    assert profile.index.name == "depth [um]"
    assert list(profile.columns) == [0.0, 900.0, solution.t[-1]]
    filled = over(solution, AT.key(v.fill))[:, -1]
    assert profile[solution.t[-1]].to_numpy() == pytest.approx(filled)
    assert profile[0.0].to_numpy() == pytest.approx(0.0, abs=1e-12)


def test_a_full_cell_has_its_face_at_depth_zero_too():
    """The host is on the other side of the separator, and the profile starts there as well."""
    values = full_cell()
    values["Current function [A]"] = -10 * values["Electrode height [m]"] ** 2
    solution = simulation(miec.DFN(), values).solve([0, 3600])
    profile = deposit_profile(solution)[solution.t[-1]]
    assert profile.index[0] == pytest.approx(20 / 20 / 2)
    filled = over(solution, "Negative electrode filled share of pores")[:, -1]
    assert profile.to_numpy() == pytest.approx(np.flip(filled))
    assert filled[-1] != pytest.approx(filled[0], rel=1e-3)  # which end is which shows


def test_the_last_moment_is_what_one_gets_without_times():
    _, solution = plated()
    last = solution.t[-1]
    pd.testing.assert_frame_equal(deposit_profile(solution), deposit_profile(solution, [last]))
    pd.testing.assert_frame_equal(deposit_summary(solution), deposit_summary(solution, last))


def test_the_summary_is_that_of_the_profile():
    _, solution = plated()
    summary = deposit_summary(solution).iloc[0]
    depth = (np.arange(20) + 0.5) / 20
    c_m = over(solution, C_M)[:, -1]
    assert summary["centroid"] == pytest.approx(np.sum(c_m * depth) / np.sum(c_m), rel=1e-12)
    fill = over(solution, AT.key(v.fill))[:, -1]
    assert summary["fill"] == pytest.approx(fill.mean(), rel=1e-12)
    in_pores, on_face = (over(solution, AT.key(n))[-1] for n in (v.n_m, v.n_f))
    assert summary["share on face"] == pytest.approx(on_face / (in_pores + on_face), rel=1e-12)


def test_the_columns_of_the_summary_are_four():
    columns = ["centroid", "fill", "share on face", "reaction uniformity"]
    assert list(deposit_summary(plated()[1]).columns) == columns


def test_the_reaction_uniformity_is_that_of_the_variable():
    _, solution = plated()
    expected = over(solution, AT.key(v.nu))[-1]
    assert deposit_summary(solution).iloc[0]["reaction uniformity"] == pytest.approx(expected)
    assert expected > 0


@cache
def foil():
    model, values = cell_of("Cu")
    experiment = miec.experiments.plate(values, current_density=1.0, capacity=0.5)
    return solve(model, values, experiment)


def test_a_foil_has_all_its_metal_on_the_face_and_no_pores_to_look_into():
    summary = deposit_summary(foil()).iloc[0]
    assert summary["share on face"] == 1
    assert summary[["centroid", "fill", "reaction uniformity"]].isna().all()
    with pytest.raises(SolutionError, match=r"of a foil, which has no pores to fill"):
        deposit_profile(foil())


def test_the_apparent_conductivity_is_the_harmonic_mean_over_the_depth():
    """Of the frame, as it is at each time; ions only where the frame conducts them."""
    model, values = cell_of("LLTO@CNT")
    experiment = miec.experiments.plate(values, current_density=1.0, capacity=0.2)
    solution = solve(model, values, experiment)
    table = apparent_conductivity(solution, [0.0, solution.t[-1]])
    for column, local in (("electronic", v.sigma_eff), ("ionic", v.kappa_h_eff)):
        expected = 1 / np.mean(1 / over(solution, AT.key(local)), axis=0)
        assert table[f"{column} [S.m-1]"].to_numpy() == pytest.approx(expected[[0, -1]], rel=1e-12)
    assert apparent_conductivity(plated()[1])["ionic [S.m-1]"].isna().all()


def test_without_metal_there_is_no_centroid():
    summary = deposit_summary(plated()[1], [0.0]).iloc[0]
    assert np.isnan(summary["centroid"])
    assert np.isnan(summary["share on face"])
    assert summary["fill"] == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("read", [deposit_profile, deposit_summary])
@pytest.mark.parametrize("time", [-1.0, 1e9])
def test_a_time_outside_of_the_run_is_refused(read, time):
    with pytest.raises(SolutionError, match=r"'times' has .* outside of the run from 0 to 2700 s"):
        read(plated()[1], [100.0, time])


def test_the_nucleation_overpotential_is_the_depth_of_the_dip():
    """Of a voltage with a dip before the plateau, read between the steps; on lines it is 1e-5 V off."""
    _, solution = plated()
    fine = np.linspace(0, solution.t[-1], 20001)
    metal, V = (solution[name](fine) for name in (METAL, "Voltage [V]"))
    before = metal <= 0.5
    expected = np.interp(0.5, metal, V) - V[before].min()
    assert expected > 5e-4
    assert nucleation_overpotential(solution, plateau=0.5) == pytest.approx(expected, abs=1e-5)


def test_a_voltage_that_only_falls_has_no_nucleation_overpotential():
    """From its last dip on: 2 mA.h.cm-2 later the voltage is below it."""
    assert nucleation_overpotential(plated()[1], plateau=2.5) == 0


def test_a_plateau_that_is_never_reached_is_refused():
    with pytest.raises(SolutionError, match=r"holds at most 2.* less than the 99.0 at which"):
        nucleation_overpotential(plated()[1], plateau=99.0)
