"""The reduced models against the full one and the closed form: what an even reaction has too much.

The host is one of two rails with linear kinetics (rails.py), whose resistance is known for any nu.
"""

from functools import cache

import numpy as np
import pytest
from cells import ONLY_METAL, at_end, half_cell, over, plate_and_strip, simulation, solve
from limits.rails import (
    EXACT,
    J0_FOIL,
    KAPPA,
    LINEAR,
    STILL,
    before_the_host,
    charge_transfer,
    host_values,
    impedance,
    number,
    rails,
)

import pybamm_miec as miec
from pybamm_miec.analysis.evenness import left_out

MODELS = {"SPM": miec.SPM, "SPMe": miec.SPMe}
RAILS = {
    "alike": (0.2, 0.2),
    "electrons hardly": (0.2, 2e-3),
    "ions hardly": (2e-3, 0.7),
    "neither well": (1e-3, 1e-3),
}


def resistance(model, values):
    """Of the host, without what is before it, to a current too small to bend its kinetics [ohm.m2]."""
    values["Current function [A]"] = (
        LINEAR * values["Electrode height [m]"] * values["Electrode width [m]"]
    )
    voltage = at_end(simulation(model, values, tolerances=EXACT).solve([0, STILL]), "Voltage [V]")
    return -voltage / LINEAR


@pytest.mark.parametrize("kind", RAILS)
def test_the_host_of_a_spme_has_the_resistance_of_an_even_reaction(kind):
    """1e-5: what a start plates in a millisecond; nothing here depends on a mesh."""
    values = host_values(*RAILS[kind])
    kappa, sigma, L = rails(values)
    even = 1 / (L * charge_transfer(values)) + L / 3 * (1 / kappa + 1 / sigma)
    found = resistance(miec.SPMe(ONLY_METAL), values) - before_the_host(values)
    assert found == pytest.approx(even, rel=1e-5)


def test_the_host_of_a_spm_has_the_resistance_of_its_kinetics():
    values = host_values(*RAILS["neither well"], changes={J0_FOIL: 1e3})
    _, _, L = rails(values)
    foil = before_the_host(values) - values["Separator thickness [m]"] / rails(values)[0]
    found = resistance(miec.SPM(ONLY_METAL), values) - foil
    assert found == pytest.approx(1 / (L * charge_transfer(values)), rel=1e-5)


@pytest.mark.parametrize("kind", RAILS)
def test_what_a_spme_has_too_much_is_as_the_guard_says(kind):
    """Even less the resistance of Newman and Tobias; 1e-9 of the whole, of which the difference is 1e-4."""
    values = host_values(*RAILS[kind])
    kappa, sigma, L = rails(values)
    G = charge_transfer(values)
    even = 1 / (L * G) + L / 3 * (1 / kappa + 1 / sigma)
    exact = even - impedance(kappa, sigma, L, G)
    found = left_out(number(kappa, sigma, L, G), L / sigma, L / kappa)
    assert found == pytest.approx(exact, abs=1e-9 * even)
    assert found > 0


@pytest.mark.parametrize("kind", ["alike", "electrons hardly"])
def test_a_spme_differs_from_the_dfn_by_what_the_guard_says(kind):
    """2 % of a difference that is 1e-3 to 0.4 of the resistance: the DFN's mesh of 80 points."""
    values = host_values(*RAILS[kind])
    if kind == "alike":
        values[KAPPA], values["Positive electrode conductivity [S.m-1]"] = 0.02, 0.02
    kappa, sigma, L = rails(values)
    nu = number(kappa, sigma, L, charge_transfer(values))
    values["Current function [A]"] = (
        LINEAR * values["Electrode height [m]"] * values["Electrode width [m]"]
    )
    voltages = [
        at_end(
            simulation(model(ONLY_METAL), values, tolerances=EXACT, points=80).solve([0, STILL]),
            "Voltage [V]",
        )
        for model in (miec.DFN, miec.SPMe)
    ]
    too_much = (voltages[0] - voltages[1]) / LINEAR
    assert too_much == pytest.approx(left_out(nu, L / sigma, L / kappa), rel=0.02)


def cell_of(resistances):
    """The half cell as its set declares it, with all that conducts in it as many times better."""
    values = half_cell()
    for name, value in values.items():
        if "onductivity" in name and not callable(value) and "ermal" not in name:
            values[name] = value / resistances
    kappa, D = values[KAPPA], values["Electrolyte diffusivity [m2.s-1]"]
    values[KAPPA] = scaled(kappa, resistances)
    values["Electrolyte diffusivity [m2.s-1]"] = scaled(D, resistances)
    return values


def scaled(law, resistances):
    if callable(law):
        return lambda *args: law(*args) / resistances
    return law / resistances


@cache
def cycled(model, resistances):
    values = cell_of(resistances)
    experiment = plate_and_strip(values, current_density=2.0, capacity=1.0)
    cell = getattr(miec, model).of("LLTO@CNT")
    return solve(cell, values, experiment, tolerances=(1e-6, 1e-8))


def off(model, resistances):
    """Largest difference of the voltage from the DFN's over plating, and of the efficiency."""
    full, reduced = cycled("DFN", resistances), cycled(model, resistances)
    times = np.linspace(60, full.cycles[0].steps[0].t[-1], 300)
    V = np.max(np.abs(full["Voltage [V]"](times) - reduced["Voltage [V]"](times)))
    CE = [
        miec.analysis.coulombic_efficiency(s)["coulombic efficiency [%]"][1]
        for s in (full, reduced)
    ]
    return V, abs(CE[0] - CE[1])


@pytest.mark.parametrize(("model", "order"), [("SPM", 1), ("SPMe", 2)])
def test_a_reduced_model_tends_to_the_dfn_as_its_cell_conducts(model, order):
    """All of LLTO@CNT's options on.  A SPM misses the drops, a SPMe how they pull the reaction: R and R^2.

    A tenth of the resistance takes off nearly 10^order; 0.6 of that in the exponent, as the nucleation spike
    moves in time and other orders are mixed in.
    """
    V, CE = off(model, 1.0)
    V_less, CE_less = off(model, 0.1)
    assert V_less < V * 10 ** (-0.6 * order)
    assert CE_less < max(CE, 1e-3)


@pytest.mark.parametrize("model", MODELS)
def test_where_the_dfn_is_even_a_reduced_model_is_the_dfn(model):
    """A ten-thousandth of the resistance: 2 uV and the solver's, of 20 mV that are left out otherwise."""
    V, CE = off(model, 1e-4)
    assert V < 2e-5
    assert CE < 3e-4  # of the solver


def test_the_drop_in_a_spme_is_that_of_a_dfn_that_hardly_reacts():
    """Kinetics so slow that the reaction is even: potentials over the cell, to the mesh of 40 points."""
    values = host_values(0.01, 0.02, j0=1e-3)
    values["Current function [A]"] = (
        LINEAR * values["Electrode height [m]"] * values["Electrode width [m]"]
    )
    full, reduced = (
        simulation(model(ONLY_METAL), values, tolerances=EXACT, points=40).solve([0, STILL])
        for model in (miec.DFN, miec.SPMe)
    )
    for name in ("Electrolyte potential [V]", "Positive electrode potential [V]"):
        profiles = [over(s, name)[:, -1] for s in (full, reduced)]
        profiles = [p - p[0] for p in profiles]
        drop = np.ptp(profiles[0])
        assert drop > 0
        assert profiles[1] == pytest.approx(profiles[0], abs=2e-3 * drop)
