"""Stripping to the last lithium, and past it: no stock goes below zero, no run ends early."""

import numpy as np
import pytest
from cells import AT, HALF, half_cell, over, plate_and_strip, solve, with_constant_exchange_current

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

DEFAULT, TIGHT = (1e-4, 1e-6), (1e-8, 1e-10)
# Of a full pore, or a full host: the solver's atol of 1e-6, ten times over; a tenth of rtol when tight.
MAY_LACK = {DEFAULT: 1e-5, TIGHT: 1e-9}
LAWS = ["of the set", 0.1, 1.0, 10.0, 100.0, 1000.0]  # A.m-2, in the pores and on the face
CAPACITIES, VOLTAGES = (0.5, 1.0, 4.0), (1.0, 2.5)
ALL = [(law, q, V) for law in LAWS for q in CAPACITIES for V in VOLTAGES]
QUICK = [(law, 1.0, 2.5) for law in LAWS]


def stocks(values):
    """What can run out, and how much of it is full."""
    pore = values[AT.key(v.eps_0)] / values["Lithium metal partial molar volume [m3.mol-1]"]
    host = pore * values[AT.key(v.L)]
    return {v.c_m: pore, v.c_i: pore, v.q_f: host, v.q_i: host, v.x_bulk: 1.0, v.x_surf: 1.0}


def assert_nothing_is_overdrawn(law, capacity, strip_to, tolerances):
    values = half_cell() if law == "of the set" else with_constant_exchange_current(law)
    experiment = plate_and_strip(values, 1.0, capacity, strip_to, cycles=5)
    solution = solve(miec.DFN(HALF), values, experiment, tolerances=tolerances)
    least = {n: np.min(over(solution, AT.key(n))) / full for n, full in stocks(values).items()}
    assert min(least.values()) > -MAY_LACK[tolerances], least


@pytest.mark.parametrize(("law", "capacity", "strip_to"), QUICK)
def test_stripping_takes_no_more_than_there_is(law, capacity, strip_to):
    assert_nothing_is_overdrawn(law, capacity, strip_to, DEFAULT)


@pytest.mark.slow
@pytest.mark.parametrize(("law", "capacity", "strip_to"), [c for c in ALL if c not in QUICK])
def test_stripping_takes_no_more_than_there_is_from_any_filling(law, capacity, strip_to):
    assert_nothing_is_overdrawn(law, capacity, strip_to, DEFAULT)


@pytest.mark.slow
@pytest.mark.parametrize(("law", "capacity", "strip_to"), ALL)
def test_at_tight_tolerances_stripping_takes_no_more_than_there_is(law, capacity, strip_to):
    assert_nothing_is_overdrawn(law, capacity, strip_to, TIGHT)
