"""Electrolyte that is used up, in whole cells: what is gone is in the films, and a run ends by name."""

from functools import cache

import numpy as np
import pytest
from cells import (
    ANODES,
    area,
    at_end,
    cell_of,
    charge_and_discharge,
    lithium_missing,
    over,
    plate_and_strip,
    salt_lost,
    simulation,
    solve,
)

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

CLOSED = 1e-11  # as in test_conservation.py
STOCK = {"electrolyte stock": "consumed", "metal film": "on fresh metal"}
FIRST = {"first film": "on walls"}
ALL_AT_ONCE = {**STOCK, "dead layer": "on face", "surface form": "differential"}
V_EL, LEAN = 1e-4, 1.5e-5  # [m3.mol-1], [m]
DRIED_OUT = "event: Electrolyte has dried out"

in_each_cell = pytest.mark.parametrize("cell", ["half", "full"])
each_anode = pytest.mark.parametrize("anode", ANODES)


def options_of(anode, options=STOCK):
    """With the first film where there are grains for it."""
    return {**options, **(FIRST if "LLTO" in anode else {})}


def filled(anode, cell, V_e0, options=STOCK, v_el=V_EL):
    model, values = cell_of(anode, cell, options_of(anode, options))
    at = model.options.host
    values.update({at.key(v.V_e0): V_e0, at.key(v.v_el): v_el})
    return at, model, values


def experiment_of(cell, values, cycles=2):
    if cell == "half":
        return plate_and_strip(values, 1.0, 2.0, strip_to=1.0, cycles=cycles)
    return charge_and_discharge(cycles)


@cache
def lean(anode, cell):
    at, model, values = filled(anode, cell, LEAN, ALL_AT_ONCE)
    return at, values, solve(model, values, experiment_of(cell, values))


@in_each_cell
@each_anode
def test_lithium_and_salt_stay_in_a_cell_that_dries(anode, cell):
    """1e-10 where the collector is grounded, as in test_conservation.py."""
    _, _, solution = lean(anode, cell)
    rounded = cell == "full" and "LLTO" in anode
    assert lithium_missing(solution) < (1e-10 if rounded else CLOSED)
    assert salt_lost(solution) < CLOSED


@in_each_cell
@each_anode
def test_the_electrolyte_that_is_gone_is_that_of_the_films(anode, cell):
    """At every moment; a sum of what both integrate, closed to round-off."""
    at, values, solution = lean(anode, cell)
    V_e = over(solution, at.key(v.V_e))
    in_film = over(solution, at.key(v.n_fm)) + over(solution, at.key(v.n_e))
    gone = V_EL * (in_film - in_film[0]) / area(values)
    assert np.max(np.abs(V_e[0] - V_e - gone)) < CLOSED * gone[-1]
    assert gone[-1] > 0.01 * LEAN
    omega = over(solution, at.key(v.omega))
    if cell == "half" and anode == "Cu":
        assert np.all(omega > 1 - 1e-9)  # a separator's 1.0e-5 m, and a fifth more
    else:
        assert np.all(omega < 0.6)


def pores_of(model, values):
    """Of all layers, per area [m]."""
    layers = [domain.capitalize() for domain in model.options.whole_cell_domains]
    return sum(values[f"{layer} porosity"] * values[f"{layer} thickness [m]"] for layer in layers)


def nearly_dry(anode, cell, film):
    """With 8 % of the pores filled, and films that take the last 3 % when they hold `film` [mol.m-2]."""
    at, model, values = filled(anode, cell, LEAN)
    pores = pores_of(model, values)
    values.update({at.key(v.V_e0): 0.08 * pores, at.key(v.v_el): 0.03 * pores / film})
    return at, model, values


@in_each_cell
@each_anode
def test_a_cell_that_dries_out_ends_by_name(anode, cell):
    at, model, values = nearly_dry(anode, cell, 1e-4)
    values["Current function [A]"] = at.lithiation_sign * area(values)
    solution = simulation(model, values).solve([0, 1e6])
    assert solution.termination == DRIED_OUT
    assert at_end(solution, at.key(v.omega)) == pytest.approx(0.05, abs=1e-4)
    in_film = at_end(solution, at.key(v.n_fm)) + at_end(solution, at.key(v.n_e))
    # of the smooth minimum, 1e-2 e^-92, and where the event is found
    assert in_film == pytest.approx(1e-4 * area(values), rel=1e-3)


def test_an_experiment_ends_with_the_electrolyte():
    """It keeps the cycles before."""
    at, model, values = nearly_dry("Cu", "half", 0.007)
    experiment = plate_and_strip(values, 0.1, 0.5, strip_to=1.0, cycles=9)
    solution = simulation(model, values, experiment).solve()
    assert solution.termination == DRIED_OUT
    assert 2 <= len(solution.cycles) < 9
    assert at_end(solution, at.key(v.omega)) == pytest.approx(0.05, abs=1e-4)


OF_WET = (v.tor_e, v.a_m, v.j_f_law, v.j_c, v.i_c, v.i_e, v.i_sei, v.j_h, v.j_dlf, v.j_dlc)
OF_ALL = (v.tor_s, v.sigma_m, v.kappa_h_eff, v.j_m, v.j_bf, v.j_bc, v.eps, v.y, v.L_sei)


@cache
def everything(cell):
    laws = {"collector plating": "true", "metal path": "percolating", "SEI": "ec reaction limited"}
    options = {**ALL_AT_ONCE, **FIRST, **laws, "ion path": "liquid and frame"}
    return miec.DFN({**options, **({"working electrode": "positive"} if cell == "half" else {})})


def is_of_share(cell, quantity):
    """Whether the electrolyte that is left is in an expression."""
    model = everything(cell)
    at = model.options.host
    V_e = model.variables[at.key(v.V_e)]
    return V_e in model.variables[at.key(quantity)].pre_order()


@in_each_cell
@pytest.mark.parametrize("quantity", OF_WET, ids=lambda quantity: quantity.name)
def test_what_the_liquid_does_is_of_the_wet_share(cell, quantity):
    assert is_of_share(cell, quantity)


@in_each_cell
@pytest.mark.parametrize("quantity", OF_ALL, ids=lambda quantity: quantity.name)
def test_what_a_place_is_and_does_is_not(cell, quantity):
    assert not is_of_share(cell, quantity)


@each_anode
def test_the_drier_the_higher_the_overpotential(anode):
    lowest = []
    for V_e0 in (1e-4, 1.2e-5, 0.6e-5):
        at, model, values = filled(anode, "half", V_e0)
        values["Current function [A]"] = 5.0 * area(values)
        solution = simulation(model, values).solve([0, 3600])
        assert solution.termination == "final time"
        lowest.append(at_end(solution, "Voltage [V]"))
    del at
    assert lowest[0] - lowest[1] > (-1e-9 if anode == "Cu" else 1e-3)
    assert lowest[1] - lowest[2] > 1e-3
