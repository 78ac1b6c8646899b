"""Sweeps, peaks and charges, read off a voltammogram."""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import half_cell, solve

import pybamm_miec as miec
from pybamm_miec.analysis.voltammogram import vertex
from pybamm_miec.errors import SolutionError


@cache
def swept():
    model = miec.DFN.of("LLTO@CNT")
    values = model.default_parameter_values
    sweeps = miec.experiments.cyclic_voltammetry(values, scan_rate=0.1, upper=2.5, cycles=2)
    rest = pybamm.Experiment([pybamm.step.rest(duration=600), *sweeps.cycles])
    return pybamm.Simulation(
        model,
        experiment=rest,
        solver=miec.experiments.ramp_solver(),
        var_pts={**model.default_var_pts, "x_s": 5, "x_p": 10},
    ).solve()


def test_sweeps_are_told_from_other_steps():
    curve = miec.analysis.voltammogram(swept())
    found = [key for key, _ in curve.groupby(["cycle", "direction"], sort=False)]
    expected = [(n, way) for n in (2, 3) for way in ("cathodic", "anodic")]
    assert found == expected  # the first cycle is the rest


def test_lithium_into_the_host_is_a_cathodic_current():
    curve = miec.analysis.voltammogram(swept())
    mean = curve.groupby("direction")["current [mA.cm-2]"].mean()
    assert mean["cathodic"] < 0 < mean["anodic"]


def test_the_charge_is_the_area_under_the_sweep():
    """Over the scan rate; 3e-3: trapezes on points 2 mV apart, of a current solved to 1e-4 in its states."""
    curve = miec.analysis.voltammogram(swept())
    charges = miec.analysis.sweep_charges(swept()).set_index(["cycle", "direction"])
    for key, sweep in curve.groupby(["cycle", "direction"], sort=False):
        area = np.trapezoid(sweep["current [mA.cm-2]"], sweep["potential [V]"])
        sign = 1 if key[1] == "anodic" else -1
        expected = sign * area / (0.1e-3 * 3600)
        assert charges.loc[key, "charge [mA.h.cm-2]"] == pytest.approx(expected, rel=3e-3)


def test_each_couple_has_a_pair_of_peaks():
    peaks = miec.analysis.voltammogram_peaks(swept())
    for couple in (1.19, 1.575):
        here = peaks[(peaks["potential [V]"] - couple).abs() < 0.1]
        assert list(here["direction"]) == ["cathodic", "anodic"] * 2
        lower, upper = here["potential [V]"].iloc[:2]
        assert lower < couple < upper  # polarised both ways


def test_a_prominence_leaves_out_what_hardly_stands_out():
    few = miec.analysis.voltammogram_peaks(swept(), prominence=0.5)
    many = miec.analysis.voltammogram_peaks(swept(), prominence=0.05)
    assert 0 < len(few) < len(many)
    largest = few["current [mA.cm-2]"].abs().max()
    assert few["prominence [mA.cm-2]"].min() > 0.5 * 0.5 * largest
    assert miec.analysis.voltammogram_peaks(swept(), prominence=1.1).empty


@pytest.mark.parametrize("top", [1.1999, 1.2, 1.2007])
@pytest.mark.parametrize("sign", [1, -1])
def test_the_parabola_finds_a_top_between_points(top, sign):
    V = np.array([1.198, 1.2, 1.202])
    volts, current = vertex(V, sign * (3 - 50 * (V - top) ** 2))
    assert (volts, current) == pytest.approx((top, sign * 3), abs=1e-9)


def test_a_solution_without_a_ramp_is_refused():
    values = half_cell()
    experiment = miec.experiments.plate(values, current_density=1.0, capacity=0.1)
    solution = solve(miec.DFN({"working electrode": "positive"}), values, experiment)
    for read in (miec.analysis.voltammogram, miec.analysis.voltammogram_peaks):
        with pytest.raises(SolutionError, match=r"no step whose voltage is a ramp; solve .*cyclic"):
            read(solution)
