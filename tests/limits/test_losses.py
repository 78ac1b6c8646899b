"""What is lost and what opens from cycle to cycle: closed laws of many equal cycles."""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import AT, CHARGE, HALF, F, R, area, at_end, cell_of, half_cell, over, solve

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement

T = 298.15
U_A, U_0 = 0.8, 0.5
LOW = 0.3  # V, to which the LLTO is filled in each cycle
SLOW = 1e-3  # A.m-2
CYCLES = 4


# ---- sites that open ----


@cache
def open_shares(k_a, cut_off, current_density=SLOW):
    """Of the sites, after each of some cycles of the LLTO alone."""
    changes = {AT.key(v.k_a): k_a, AT.key(v.U_a): U_A, AT.key(v.u_0): U_0}
    values = half_cell(changes)
    model = miec.DFN({**HALF, "lithium metal": "none", "activation": "by emptying"})
    current = current_density * area(values)
    fills, empties = (
        pybamm.step.current(sign * current, termination=f"{end} V", duration=1e9)
        for sign, end in ((1, LOW), (-1, cut_off))
    )
    experiment = pybamm.Experiment([(fills, empties)] * CYCLES)
    solution = solve(model, values, experiment, tolerances=(1e-7, 1e-9))
    return np.array([np.mean(at_end(cycle, AT.key(v.u))) for cycle in solution.cycles])


def emptied_high(cut_off):
    """G: the integral of g over the lithium of the open sites, from LOW to the cut-off."""
    U = np.linspace(LOW, cut_off, 20001)
    g = 1 / (1 + np.exp(-F / (R * T) * (U - U_A) / 4))
    return np.trapezoid(g, -isotherm(half_cell(), U))


def isotherm(values, U):
    """Share of the sites that are taken at a potential, type by type."""

    def of_type(what, k, unit=""):
        return values[f"Positive electrode host site {what} ({k}){unit}"]

    return sum(
        of_type("occupancy fraction", k)
        / (1 + np.exp(F / (R * T) * (U - of_type("standard potential", k, " [V]")) / w))
        for k, w in ((k, of_type("ideality factor", k)) for k in range(3))
    )


@pytest.mark.parametrize("cut_off", [1.0, 1.3, 2.0])
def test_closed_sites_are_left_in_geometric_progression(cut_off):
    """u_n = 1 - (1 - u_0) e^(-n k_a G): to a third of k_a, as sites that open make the others emptier."""
    k_a, G = 2e-3, emptied_high(cut_off)
    n = np.arange(1, CYCLES + 1)
    opened = open_shares(k_a, cut_off) - U_0
    assert opened == pytest.approx((1 - U_0) * -np.expm1(-n * k_a * G), rel=1e-3)


def test_the_progression_is_met_in_first_order_of_the_opening():
    """Half of k_a, half of the distance."""
    G = emptied_high(2.0)
    away = [G + np.log((1 - open_shares(k_a, 2.0)[0]) / (1 - U_0)) / k_a for k_a in (0.04, 0.02)]
    assert away[0] / away[1] == pytest.approx(2, abs=0.05)  # of the second order
    assert away[1] > 0


def test_a_higher_cut_off_opens_faster():
    shares = [open_shares(0.08, cut_off)[-1] for cut_off in (0.7, 1.0, 1.3, 2.0)]
    assert np.all(np.diff(shares) > 1e-3)


@pytest.mark.parametrize("cut_off", [1.3, 2.0])
def test_a_higher_current_opens_more_slowly(cut_off):
    """The cut-off is met before the sites are empty."""
    shares = [open_shares(0.08, cut_off, i)[-1] for i in (SLOW, 5.0, 20.0, 50.0)]
    assert np.all(np.diff(shares) < 0)


# ---- lithium of a cell that has no more of it ----


@cache
def anode_free(anode, chi, cycles=5):
    """Capacity of each discharge of a cell whose host takes up no lithium itself [A.h]."""
    constant = {"isolation": "constant share", "reconnection": "none"}
    shares = {Placement("negative").key(share): chi for share in (v.chi, v.chi_f)}
    model, values = cell_of(anode, "full", constant, shares)
    cycle = ("Charge at C/20 until 4.2 V", "Discharge at C/20 until 2.5 V")
    experiment = pybamm.Experiment([cycle] * cycles)
    solution = solve(model, values, experiment, tolerances=(1e-7, 1e-9))
    return np.array([np.ptp(over(c.steps[1], CHARGE)) for c in solution.cycles])


@pytest.mark.parametrize(("anode", "chi"), [("Cu", 0.02), ("Cu", 0.1), ("CNT", 0.02)])
def test_the_capacity_of_a_cell_without_spare_lithium_falls_geometrically(anode, chi):
    """Q_n = Q_1 (1 - chi)^(n-1): each charge ends with the other electrode as empty, to 1e-4 of it."""
    Q = anode_free(anode, chi)
    assert Q / Q[0] == pytest.approx((1 - chi) ** np.arange(Q.size), rel=1e-4)
