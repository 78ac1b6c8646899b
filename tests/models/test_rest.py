"""What a cell does when no current flows: metal rests at 0 V and stays where it is."""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import (
    ANODES,
    AT,
    C_M,
    HALF,
    MA_PER_CM2,
    MAH_PER_CM2,
    METAL,
    area,
    at_current,
    at_end,
    cell_of,
    full_cell,
    half_cell,
    over,
    plated,
    simulation,
)

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

MICROVOLT = 1e-6
SATED = {"Initial voltage in positive electrode [V]": 0.0}  # the LLTO has all the lithium it takes
HOUR = 3600.0


@pytest.mark.parametrize("metal", [1e-3, 1e-2, 0.1, 1.0, 10.0])
def test_a_deposit_rests_at_zero_volts_whatever_its_amount(metal):
    """Within 0.1 mV, for ten hours; 10 mA.h.cm-2 are more than the pores hold."""
    values = plated(half_cell(SATED), metal)
    solution = at_current(miec.DFN(HALF), values, 0.0, 10 * HOUR)
    assert np.max(np.abs(over(solution, "Voltage [V]"))) < 100 * MICROVOLT
    assert over(solution, METAL) == pytest.approx(metal, rel=1e-9)


@pytest.mark.parametrize("metal", [1e-3, 1.0, 10.0])
@pytest.mark.parametrize("anode", ANODES)
def test_a_deposit_rests_at_zero_volts_on_every_anode(anode, metal):
    """With everything its set switches on; an islet of 1e-3 mA.h.cm-2 as well as a host plated over.

    But for the first film, which would take its lithium from the metal: who has been plated has it already.
    """
    model, values = cell_of(anode, options={"first film": "none"}, changes=SATED)
    if anode == "Cu":
        values[AT.key(v.q_f0)] = metal * MAH_PER_CM2
    else:
        plated(values, metal)
    solution = at_current(model, values, 0.0, 10 * HOUR)
    assert np.max(np.abs(over(solution, "Voltage [V]"))) < 100 * MICROVOLT
    assert over(solution, METAL) == pytest.approx(metal, rel=1e-9)


def test_a_deposit_rests_at_zero_volts_in_a_full_cell():
    values = full_cell({"Initial voltage in negative electrode [V]": 0.0})
    values["Initial lithium metal in negative electrode [mol.m-3]"] = 1e3
    values["Current function [A]"] = 0.0
    solution = simulation(miec.DFN(), values).solve([0, 10 * HOUR])
    host = over(solution, "Negative electrode surface potential difference [V]")
    assert np.max(np.abs(host)) < 100 * MICROVOLT


def test_metal_that_was_plated_rests_at_zero_volts():
    """And gets there by itself, from the overpotential of 1 mA.cm-2."""
    solution = uneven(1.0)
    assert abs(solution.cycles[0]["Voltage [V]"].entries[-1]) > 1000 * MICROVOLT
    assert abs(at_end(solution, "Voltage [V]")) < 100 * MICROVOLT


@cache
def uneven(current_density):
    """Plate 2 mA.h.cm-2, rest an hour, then forty."""
    values = half_cell()
    current = current_density * MA_PER_CM2 * area(values)
    plating = pybamm.step.current(current, duration=2 * HOUR / current_density)
    experiment = pybamm.Experiment([plating, "Rest for 1 hour", "Rest for 40 hours"])
    return simulation(miec.DFN(HALF), values, experiment).solve()


@pytest.mark.parametrize("current_density", [1.0, 4.0])
def test_a_deposit_at_rest_does_not_level(current_density):
    """No law here moves metal that rests: all of it is at 0 V, and nothing flows.

    1e-9 of the mean in forty hours: the salt's gradient, all that could drive a current, is exp(-22) of
    itself after the first hour, and a law that levels even in a million hours would make 1e-5.
    """
    _, hour, days = uneven(current_density).cycles
    before, after = (rest[C_M].entries[:, -1] for rest in (hour, days))
    # there is something to level: a seventh of the mean at 1 mA.cm-2
    assert np.ptp(before) > 0.1 * before.mean()
    assert np.max(np.abs(after - before)) < 1e-9 * before.mean()


@cache
def plated_and_left(anode):
    """Plate 2 mA.h.cm-2 at 4 mA.cm-2 on an anode with everything on, rest an hour, then forty."""
    model, values = cell_of(anode)
    plating = pybamm.step.current(4 * MA_PER_CM2 * area(values), duration=HOUR / 2)
    experiment = pybamm.Experiment([plating, "Rest for 1 hour", "Rest for 40 hours"])
    return simulation(model, values, experiment).solve()


@pytest.mark.parametrize("anode", ANODES)
def test_metal_that_was_plated_rests_at_zero_volts_on_every_anode(anode):
    solution = plated_and_left(anode)
    assert abs(solution.cycles[0]["Voltage [V]"].entries[-1]) > 1000 * MICROVOLT
    assert abs(at_end(solution, "Voltage [V]")) < 100 * MICROVOLT


@pytest.mark.parametrize("anode", [anode for anode in ANODES if anode != "Cu"])
def test_a_deposit_at_rest_does_not_level_on_any_anode(anode):
    """As above; a foil has no depth over which to level."""
    _, hour, days = plated_and_left(anode).cycles
    before, after = (rest[C_M].entries[:, -1] for rest in (hour, days))
    assert np.ptp(before) > 0.05 * before.mean()  # there is something to level
    assert np.max(np.abs(after - before)) < 1e-9 * before.mean()


def test_lithium_that_the_LLTO_still_takes_comes_from_the_metal():
    """At rest, metal beside a hungry LLTO lithiates it, without a terminal; the isolated share is lost."""
    values = plated(half_cell({"Initial voltage in positive electrode [V]": 0.5}), 1.0)
    solution = at_current(miec.DFN(HALF), values, 0.0, 40 * HOUR)
    in_llto, metal, everything = (over(solution, AT.key(n)) for n in (v.n_h, v.n_m, v.n_all))
    arrived = (1 - values[AT.key(v.chi)]) * (metal[0] - metal[-1])
    assert in_llto[-1] - in_llto[0] == pytest.approx(arrived, rel=1e-9)
    assert in_llto[-1] > 1.1 * in_llto[0]
    assert everything == pytest.approx(everything[0], rel=1e-12)
    assert abs(at_end(solution, "Voltage [V]")) < 100 * MICROVOLT
