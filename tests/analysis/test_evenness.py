"""The guard of the reduced models: pybamm_miec/analysis/evenness.py and submodels/evenness.py."""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import AT, HALF, area, half_cell, over, plate_and_strip, simulation, solve
from limits.rails import charge_transfer, host_values, impedance, number, rails

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.analysis.evenness import left_out
from pybamm_miec.errors import SolutionError

R_S, R_E = 3e-4, 5e-5  # Ohm.m2


@cache
def cycled(kind, anode, current=1.0):
    model = getattr(miec, kind).of(anode)
    values = model.default_parameter_values
    return solve(model, values, plate_and_strip(values, current_density=current, cycles=2))


# ---- the resistance that an even reaction has too much ----


@pytest.mark.parametrize("nu", [0.06, 0.3, 1.0, 3.0, 10.0, 1e3, 1e6])
def test_it_is_the_even_resistance_less_that_of_newman_and_tobias(nu):
    """1e-11 of the whole is round-off of the difference."""
    L = 45e-6
    kappa, sigma, R = L / R_E, L / R_S, R_S + R_E
    G = nu**2 / (L * R)
    even = 1 / (L * G) + R / 3
    exact = even - impedance(kappa, sigma, L, G)
    assert left_out(nu, R_S, R_E) == pytest.approx(exact, abs=1e-11 * even)


def test_its_series_meets_its_closed_form():
    """2e-3 of it at nu = 0.05, where round-off of the closed form is 1e-3 of it and the next term less."""
    assert left_out(0.0499999, R_S, R_E) == pytest.approx(left_out(0.0500001, R_S, R_E), rel=2e-3)
    assert left_out(0.0, R_S, R_E) == 0


def test_it_grows_with_nu_and_stays_between_nothing_and_all():
    found = left_out(np.geomspace(1e-4, 1e8, 200), R_S, R_E)
    assert np.all(found > 0)
    assert np.all(np.diff(found) >= 0)
    R = R_S + R_E
    # a third of R is even's, and the host cannot have less than its rails side by side
    assert found[-1] == pytest.approx(R / 3 - R_S * R_E / R, rel=1e-6)


# ---- what it is read from ----


def test_the_numbers_are_those_of_the_rails():
    """nu at a current that bends no kinetics is nu at rest; 1e-4, of the LLTO beside the metal: none here."""
    values = host_values(0.02, 0.02)
    kappa, sigma, L = rails(values)
    values["Current function [A]"] = 1e-3 * area(values)
    options = {**HALF, "host sites": "none", "lithium metal": "in pores"}
    solution = simulation(miec.SPMe(options), values).solve([0, 1e-3])
    nu = number(kappa, sigma, L, charge_transfer(values))
    for name in (v.nu, v.nu_j):
        assert over(solution, AT.key(name))[-1] == pytest.approx(nu, rel=1e-4)
    assert over(solution, AT.key(v.R_s))[-1] == pytest.approx(L / sigma, rel=1e-6)
    assert over(solution, AT.key(v.R_e))[-1] == pytest.approx(L / kappa, rel=1e-3)


@pytest.mark.parametrize("kind", ["SPM", "SPMe"])
@pytest.mark.parametrize("anode", ["LLTO@CNT", "CNT", "Cu"])
@pytest.mark.parametrize("current", [1.0, 4.0])
def test_what_it_expects_of_the_spm_is_what_the_spm_misses(kind, anode, current):
    """Within a third: the law is that of a linear host, and the salt's of a steady state and its start."""
    full, reduced = cycled("DFN", anode, current), cycled("SPM", anode, current)
    times = np.linspace(60, full.cycles[0].steps[0].t[-1], 200)
    off = np.max(np.abs(full["Voltage [V]"](times) - reduced["Voltage [V]"](times)))
    guard = miec.analysis.reduced_model_guard(cycled(kind, anode, current))
    assert guard["error of SPM [V]"][1] == pytest.approx(off, rel=1 / 3)


@pytest.mark.parametrize("kind", ["SPM", "SPMe", "DFN"])
def test_it_says_which_model_is_enough(kind):
    guard = miec.analysis.reduced_model_guard
    assert list(guard(cycled(kind, "LLTO@CNT")).index) == [1, 2]
    assert set(guard(cycled(kind, "LLTO@CNT"))["enough"]) == {"SPMe"}
    assert set(guard(cycled(kind, "LLTO@CNT"), tolerance=0.05)["enough"]) == {"SPM"}
    assert set(guard(cycled(kind, "LLTO@CNT"), tolerance=1e-5)["enough"]) == {"DFN"}
    assert set(guard(cycled(kind, "LLTO"))["enough"]) == {"DFN"}
    foil = guard(cycled(kind, "Cu"))
    assert set(foil["enough"]) == {"SPMe"}
    assert np.all(foil[["reaction uniformity", "at current", "error of SPMe [V]"]] == 0)
    assert np.all(foil["peak over mean"] == 1)


def test_the_peak_is_that_of_the_reaction_in_a_dfn():
    """Of the plating current over its mean, within a third of what it is above 1, as pores fill."""
    solution = cycled("DFN", "CNT", 4.0)
    plating = solution.cycles[0].steps[0]
    i_m = over(plating, AT.key(v.i_m))[:, plating.t.size // 2]
    found = miec.analysis.reduced_model_guard(solution)["peak over mean"][1]
    assert found - 1 == pytest.approx(np.max(i_m / np.mean(i_m)) - 1, rel=0.3)
    assert found > 1.05


def test_a_run_without_cycles_counts_as_one():
    values = half_cell()
    values["Current function [A]"] = 10 * area(values)
    solution = simulation(miec.SPM(HALF), values).solve([0, 1800])
    assert list(miec.analysis.reduced_model_guard(solution).index) == [1]


def test_what_it_cannot_judge_is_refused():
    stock = pybamm.Simulation(pybamm.lithium_ion.SPM()).solve([0, 60])
    with pytest.raises(SolutionError, match="no host"):
        miec.analysis.reduced_model_guard(stock)
    with pytest.raises(SolutionError, match="'tolerance' is 0"):
        miec.analysis.reduced_model_guard(cycled("SPM", "Cu"), tolerance=0)
