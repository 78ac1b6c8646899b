"""Lithium through the terminal is lithium found, and salt stays: against states, not only at their ends."""

from functools import cache

import numpy as np
import pytest
from cells import (
    CHARGE,
    HALF,
    F,
    area,
    charge_and_discharge,
    full_cell,
    half_cell,
    over,
    plate_and_strip,
    solve,
)

import pybamm_miec as miec
from pybamm_miec import submodels
from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement

CYCLES = 20
# Of the lithium of one charge, and of the salt: every balance is a sum that closes to round-off, about
# 1e-16 a step over some ten thousand steps, at any tolerance of the solver.
CLOSED = 1e-11
CELLS = ["half", "full"]

in_each_cell = pytest.mark.parametrize("cell", CELLS)


class LeakyPlating(submodels.Plating):
    """Plating that loses a billionth of the lithium that it moves."""

    def set_rhs(self, variables):
        super().set_rhs(variables)
        self.rhs = {c_m: (1 - 1e-9) * rate for c_m, rate in self.rhs.items()}


class LeakyFace(submodels.FaceDeposit):
    """A face that loses a billionth of the lithium that it moves."""

    def set_rhs(self, variables):
        super().set_rhs(variables)
        self.rhs = {q_f: (1 - 1e-9) * rate for q_f, rate in self.rhs.items()}


class LeakyElectrolyte(submodels.DisplacedElectrolyte):
    """An electrolyte that loses a billionth of the salt that moves."""

    def set_rhs(self, variables):
        super().set_rhs(variables)
        self.rhs = {salt: rate - 1e-9 * abs(rate) for salt, rate in self.rhs.items()}


def model_of(cell, **leaks):
    model = miec.DFN(HALF if cell == "half" else {}, build=False)
    electrode = "positive" if cell == "half" else "negative"
    for name, leak in leaks.items():
        domain = (model.param, electrode) if name != "electrolyte diffusion" else (model.param,)
        full_name = name if name in model.submodels else f"{electrode} {name}"
        model.submodels[full_name] = leak(*domain, options=model.options)
    model.build_model()
    return model


def overfilled(cell, cycles, model=None):
    """Cycle a host that is filled beyond its pores each time: 6 into 4.1 and 3.5 into 1.8 mA.h.cm-2."""
    if cell == "half":
        values = half_cell()
        experiment = plate_and_strip(values, current_density=2.0, capacity=6.0, cycles=cycles)
    else:
        values, experiment = full_cell(), charge_and_discharge(cycles)
    return values, solve(model or model_of(cell), values, experiment)


@cache
def run(cell):
    return overfilled(cell, CYCLES)


def charged(cell, solution):
    """Lithium that the terminal has put into the host, at each time [mol]."""
    sign = 1 if cell == "half" else -1
    charge = over(solution, CHARGE)
    return sign * (charge - charge[0]) * 3600 / F


def missing(cell, solution):
    """Lithium put into the host less what is found there, over the largest charge, at its worst."""
    at = Placement("positive" if cell == "half" else "negative")
    found = over(solution, at.key(v.n_all))
    put_in = charged(cell, solution)
    return np.max(np.abs(found - found[0] - put_in)) / np.max(put_in)


def salt_lost(solution):
    salt = over(solution, "Total lithium in electrolyte [mol]")
    return np.max(np.abs(salt / salt[0] - 1))


@in_each_cell
def test_lithium_put_in_is_lithium_found_at_every_moment(cell):
    assert missing(cell, run(cell)[1]) < CLOSED


@in_each_cell
def test_salt_stays_at_every_moment(cell):
    assert salt_lost(run(cell)[1]) < CLOSED


@in_each_cell
def test_the_run_fills_overfills_and_loses(cell):
    """The balances close with every law at work."""
    at = Placement("positive" if cell == "half" else "negative")
    _, solution = run(cell)
    assert np.max(over(solution, at.key(v.fill))) > 0.98
    most = np.max(over(solution, at.key(v.n_m)) + over(solution, at.key(v.n_f)))
    assert np.max(over(solution, at.key(v.n_f))) > 0.1 * most
    assert over(solution, at.key(v.n_i))[-1] > 0.1 * most


@in_each_cell
def test_the_charge_is_current_times_time(cell):
    """The state that PyBaMM integrates is what a coulometer reads: the ledger rests on it."""
    _, solution = run(cell)
    steps = [step for cycle in solution.cycles for step in cycle.steps]
    passed = sum(np.mean(s["Current [A]"].entries) * (s.t[-1] - s.t[0]) for s in steps) / 3600
    through = over(solution, CHARGE)
    # 1e-11 of what passed: a time of 1e6 s is known to 1e-10 s, of steps of 1e4 s
    assert through[-1] - through[0] == pytest.approx(passed, abs=CLOSED * CYCLES * np.ptp(through))


@pytest.mark.parametrize(
    ("option", "value", "capacity"),
    [
        ("lithium metal", "in pores", 2.0),
        ("displaced electrolyte", "false", 6.0),
        ("collector plating", "true", 6.0),
        ("nucleation", "coverage", 6.0),
        ("metal path", "percolating", 6.0),
    ],
)
def test_lithium_and_salt_stay_with_every_option(option, value, capacity):
    experiment = plate_and_strip(half_cell(), current_density=2.0, capacity=capacity, cycles=2)
    solution = solve(miec.DFN({**HALF, option: value}), half_cell(), experiment)
    assert missing("half", solution) < CLOSED
    assert salt_lost(solution) < CLOSED


def midpoint_sum(cell, values, solution, time):
    """Lithium in the host from its fields, by the midpoint rule on the cells of the mesh [mol]."""
    at = Placement("positive" if cell == "half" else "negative")
    Host = at.electrode.capitalize()
    fields = [at.key(v.c_m), at.key(v.c_i)]
    per_volume = sum(np.mean(over(solution, name)[:, time]) for name in fields)
    llto = over(solution, f"{Host} particle concentration [mol.m-3]")[0, :, time].mean()
    per_volume += values[f"{Host} electrode active material volume fraction"] * llto
    on_face = sum(over(solution, at.key(q))[time] for q in (v.q_f, v.q_i))
    return area(values) * (per_volume * values[at.key(v.L)] + on_face)


@in_each_cell
def test_the_stocks_are_the_integrals_of_the_fields(cell):
    at = Placement("positive" if cell == "half" else "negative")
    values, solution = run(cell)
    everything = over(solution, at.key(v.n_all))
    for time in np.linspace(0, everything.size - 1, 7).astype(int):
        found = midpoint_sum(cell, values, solution, time)
        assert found == pytest.approx(everything[time], rel=1e-12)  # round-off


def test_the_positive_electrode_of_a_full_cell_gives_what_the_host_takes():
    _, solution = run("full")
    other = over(solution, "Total lithium in positive electrode [mol]")
    put_in = charged("full", solution)
    assert np.max(np.abs(other[0] - other - put_in)) < CLOSED * np.max(put_in)


def test_the_ledger_closes_after_every_cycle():
    for cell in CELLS:
        _, solution = run(cell)
        ledger = miec.analysis.lithium_ledger(solution)
        plated = np.max(charged(cell, solution)) * F / 3600 * 0.1 / area(run(cell)[0])
        assert len(ledger) == CYCLES + 1
        assert ledger["unaccounted"].abs().max() < CLOSED * plated
        assert ledger["salt lost"].abs().max() < CLOSED * ledger["salt"].max()
        if cell == "full":
            assert ledger["other electrode unaccounted"].abs().max() < CLOSED * plated


@in_each_cell
@pytest.mark.parametrize(
    ("law", "leak"),
    [("primary lithium plating", LeakyPlating), ("face deposit", LeakyFace)],
    ids=["pores", "face"],
)
def test_a_leak_of_a_billionth_is_seen(cell, law, leak):
    """The check is a hundred times sharper than this leak."""
    _, solution = overfilled(cell, 1, model_of(cell, **{law: leak}))
    assert missing(cell, solution) > 10 * CLOSED


@in_each_cell
def test_a_leak_of_salt_is_seen(cell):
    _, solution = overfilled(cell, 1, model_of(cell, **{"electrolyte diffusion": LeakyElectrolyte}))
    assert salt_lost(solution) > 10 * CLOSED
