"""Lithium through the terminal is lithium found, and salt stays: against states, not only at their ends."""

from functools import cache

import numpy as np
import pytest
from cells import (
    ANODES,
    CHARGE,
    HALF,
    F,
    area,
    cell_of,
    charge_and_discharge,
    full_cell,
    half_cell,
    lithium_missing,
    over,
    plate_and_strip,
    pore_capacity,
    salt_lost,
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
    """Cycle a host that is filled beyond its pores each time: 6 into 4.3 and 3.5 into 1.8 mA.h.cm-2."""
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


@in_each_cell
def test_lithium_put_in_is_lithium_found_at_every_moment(cell):
    assert lithium_missing(run(cell)[1]) < CLOSED


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
        ("nucleation", "coverage", 6.0),
        ("metal path", "percolating", 6.0),
        ("ion path", "liquid and frame", 6.0),
        ("surface form", "differential", 6.0),
        ("metal film", "on fresh metal", 6.0),
        ("host hysteresis", "one state", 6.0),
        ("dead layer", "on face", 6.0),
    ],
)
def test_lithium_and_salt_stay_with_every_option(option, value, capacity):
    """One at a time; "collector plating" and the rest of them together are in the four anodes."""
    experiment = plate_and_strip(half_cell(), current_density=2.0, capacity=capacity, cycles=2)
    solution = solve(miec.DFN({**HALF, option: value}), half_cell(), experiment)
    assert lithium_missing(solution) < CLOSED
    assert salt_lost(solution) < CLOSED


@cache
def cycled(anode, cell, surface_form, tolerances=None):
    """Three cycles of an anode with everything on, filled beyond its pores each time."""
    model, values = cell_of(anode, cell, {"surface form": surface_form})
    if cell == "half":
        capacity = pore_capacity(model, values) + 2.0
        experiment = plate_and_strip(values, 1.0, capacity, strip_to=1.0, cycles=3)
    else:
        experiment = charge_and_discharge(3)
    return solve(model, values, experiment, tolerances=tolerances)


each_anode = pytest.mark.parametrize("anode", ANODES)
each_surface = pytest.mark.parametrize("surface_form", ["false", "differential"])


@each_surface
@in_each_cell
@each_anode
def test_lithium_put_in_is_lithium_found_in_every_anode(anode, cell, surface_form):
    """In a full cell whose walls store charge the current at the grounded collector is by Ohm's law.

    With a metal path of 1e3 S/m, sparse elimination rounds off 3e-11 to 4e-10 of what passes at the default
    tolerance, 4e-13 at 1e-6 and, with full matrices, 6e-13 and 1e-14; without the path it is 1e-14.
    """
    rounded = cell == "full" and surface_form == "differential" and "LLTO" in anode
    tolerances, allowed = ((1e-6, 1e-8), 1e-11) if rounded else (None, CLOSED)
    assert lithium_missing(cycled(anode, cell, surface_form, tolerances)) < allowed


@each_surface
@in_each_cell
@each_anode
def test_salt_stays_in_every_anode(anode, cell, surface_form):
    assert salt_lost(cycled(anode, cell, surface_form)) < CLOSED


@in_each_cell
@each_anode
def test_every_anode_fills_overfills_and_loses(anode, cell):
    """The balances close with every law at work; on a foil all metal is on the face."""
    solution = cycled(anode, cell, "false")
    at = solution.all_models[0].options.host
    in_pores, on_face = (over(solution, at.key(n)) for n in (v.n_m, v.n_f))
    most = np.max(in_pores + on_face)
    assert np.max(on_face) > (0.999 if anode == "Cu" else 0.1) * most
    assert over(solution, at.key(v.n_i))[-1] > 0.02 * most
    if solution.all_models[0].options.metal_films:
        assert over(solution, at.key(v.n_fm))[-1] > 0.005 * most
    if anode != "Cu":
        assert np.max(over(solution, at.key(v.fill))) > 0.98


@each_anode
def test_the_double_layer_is_a_stock_that_the_balance_needs(anode):
    """Its lithium is a thousand times what may be missing."""
    solution = cycled(anode, "half", "false")
    at = solution.all_models[0].options.host
    charge = over(solution, CHARGE)
    put_in = (np.max(charge) - charge[0]) * 3600 / F
    assert np.ptp(over(solution, at.key(v.n_dl))) > 1e3 * CLOSED * put_in


class LeakyFaceCharge(submodels.FaceDoubleLayer):
    """A double layer of the face that loses a thousandth of its ions."""

    def set_rhs(self, variables):
        super().set_rhs(variables)
        self.rhs = {q: (1 - 1e-3) * rate for q, rate in self.rhs.items()}


class LeakyIsolation(submodels.IsolatedLithium):
    """Isolated lithium that loses a millionth of what arrives."""

    def set_rhs(self, variables):
        super().set_rhs(variables)
        self.rhs = {stock: (1 - 1e-6) * rate for stock, rate in self.rhs.items()}


class LeakyMetalFilm(submodels.MetalFilm):
    """Film on metal that loses a millionth of what arrives."""

    def set_rhs(self, variables):
        super().set_rhs(variables)
        self.rhs = {stock: (1 - 1e-6) * rate for stock, rate in self.rhs.items()}


@pytest.mark.parametrize(
    ("law", "leak"),
    [
        ("face deposit", LeakyFace),
        ("face double layer", LeakyFaceCharge),
        ("losses", LeakyIsolation),
        ("metal film", LeakyMetalFilm),
    ],
)
@each_anode
def test_a_leak_is_seen_in_every_anode(anode, law, leak):
    """Film on metal is switched on where the set leaves it off."""
    model, values = cell_of(anode, options={"metal film": "on fresh metal"})
    leaky = miec.DFN(dict(model.options), build=False)
    name = f"positive {law}"
    assert name in leaky.submodels
    leaky.submodels[name] = leak(leaky.param, "positive", options=leaky.options)
    leaky.build_model()
    capacity = pore_capacity(model, values) + 2.0
    experiment = plate_and_strip(values, 1.0, capacity, strip_to=1.0, cycles=1)
    assert lithium_missing(solve(leaky, values, experiment)) > 10 * CLOSED


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
    assert lithium_missing(solution) > 10 * CLOSED


@in_each_cell
def test_a_leak_of_salt_is_seen(cell):
    _, solution = overfilled(cell, 1, model_of(cell, **{"electrolyte diffusion": LeakyElectrolyte}))
    assert salt_lost(solution) > 10 * CLOSED
