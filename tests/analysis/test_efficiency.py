"""Coulombic efficiency from a solution."""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import (
    AT,
    HALF,
    ONLY_METAL,
    area,
    charge_and_discharge,
    full_cell,
    half_cell,
    only_metal,
    over,
    plate_and_strip,
    simulation,
    solve,
)

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

LITHIATION, DELITHIATION = "lithiation [mA.h.cm-2]", "delithiation [mA.h.cm-2]"
EFFICIENCY = "coulombic efficiency [%]"


UNBOUND = 1e6  # A.m-2: what strips at 1 V strips to the last 1e-8 of the metal


@cache
def stripped_metal(chi):
    """Plate 1 mA.h.cm-2 into a host that takes no lithium itself, and strip it."""
    values = only_metal({AT.key(v.chi): chi, AT.key(v.c_m0): 0.0, AT.key(v.j_lim): UNBOUND})
    return values, solve(miec.DFN(ONLY_METAL), values, plate_and_strip(values, cycles=1))


@pytest.mark.parametrize("chi", [0.0, 0.01, 0.3])
def test_cycling_metal_alone_loses_exactly_the_isolated_share(chi):
    """1 - chi, to 1e-6."""
    table = miec.analysis.coulombic_efficiency(stripped_metal(chi)[1])
    assert table[EFFICIENCY][1] / 100 == pytest.approx(1 - chi, abs=1e-6)
    assert table[LITHIATION][1] == pytest.approx(1.0, rel=1e-9)
    assert list(table.index) == [1]
    assert table.index.name == "cycle"


def test_metal_on_the_face_has_its_own_isolated_share():
    """Plated past the pores, the loss is chi of what the pores give and chi_f of what the face does."""
    values = only_metal({AT.key(v.c_m0): 50.0, AT.key(v.j_lim): 100.0})  # something to plate on
    model = miec.DFN({**ONLY_METAL, "lithium metal": "in pores and on face"})
    solution = solve(model, values, plate_and_strip(values, 1.0, 6.0, strip_to=1.0, cycles=1))
    stripping = solution.cycles[0].steps[1]
    metal = np.array([over(stripping, AT.key(n)) for n in (v.n_m, v.n_f)])
    gave = metal[:, 0] - metal[:, -1]
    shares = np.array([values[AT.key(v.chi)], values[AT.key(v.chi_f)]])
    before = sum(over(solution.cycles[0].steps[0], AT.key(n))[0] for n in (v.n_m, v.n_f))
    came_out = gave @ (1 - shares) / (metal[:, 0].sum() - before)
    efficiency = miec.analysis.coulombic_efficiency(solution)[EFFICIENCY][1] / 100
    # 1e-5: at the turn a millionth of the metal moves within the host, and loses its share twice
    assert efficiency == pytest.approx(came_out, abs=1e-5)
    assert gave[1] > 0.2 * gave[0]


def test_the_charge_of_a_cycle_is_what_passed_in_each_direction():
    """Against the current of each step times its time."""
    values, solution = stripped_metal(0.01)
    table = miec.analysis.coulombic_efficiency(solution)
    for number, cycle in enumerate(solution.cycles, start=1):
        charge = [s["Current [A]"].entries[0] * (s.t[-1] - s.t[0]) / 3.6e4 for s in cycle.steps]
        passed = np.array([charge[0], -charge[1]]) / area(values)
        assert table.loc[number, [LITHIATION, DELITHIATION]].to_numpy() == pytest.approx(passed)


def test_in_a_full_cell_the_host_is_lithiated_by_charging():
    values = full_cell()
    solution = solve(miec.DFN(), values, charge_and_discharge(2))
    table = miec.analysis.coulombic_efficiency(solution)
    charge, discharge = (
        -s["Current [A]"].entries[0] * (s.t[-1] - s.t[0]) for s in solution.cycles[0].steps
    )
    assert table[EFFICIENCY][1] == pytest.approx(-100 * discharge / charge, rel=1e-9)
    assert table[LITHIATION][1] == pytest.approx(charge / 3.6e4 / area(values), rel=1e-9)


def test_a_run_without_cycles_counts_as_one():
    values = half_cell()
    values["Current function [A]"] = 10 * area(values)
    table = miec.analysis.coulombic_efficiency(simulation(miec.DFN(HALF), values).solve([0, 1800]))
    assert list(table.index) == [1]
    assert table.loc[1].to_numpy() == pytest.approx([0.5, 0.0, 0.0], abs=1e-9)


def test_a_cycle_that_took_nothing_has_no_efficiency():
    values = half_cell({"Initial voltage in positive electrode [V]": 0.5})
    current = -10 * area(values)
    experiment = pybamm.Experiment([pybamm.step.current(current, duration=60)])
    table = miec.analysis.coulombic_efficiency(solve(miec.DFN(HALF), values, experiment))
    assert np.isnan(table[EFFICIENCY][1])
    assert table[DELITHIATION][1] == pytest.approx(1 / 60, rel=1e-9)


def test_electrodes_in_parallel_share_the_charge():
    """Per area of what is there: two electrodes with twice the current read as one."""
    tables = []
    for parallel in (1, 2):
        values = half_cell({"Number of electrodes connected in parallel to make a cell": parallel})
        solution = solve(miec.DFN(HALF), values, plate_and_strip(values))
        tables.append(miec.analysis.coulombic_efficiency(solution))
    one, two = (table.to_numpy() for table in tables)
    assert two == pytest.approx(one, rel=1e-3)  # rtol of the solver, ten times over


def test_the_same_efficiency_whatever_was_kept():
    values = half_cell()
    experiment = plate_and_strip(values, cycles=4)
    everything = solve(miec.DFN(HALF), values, experiment)
    ends = simulation(miec.DFN(HALF), values, experiment, store_first_last=True).solve(
        save_at_cycles=2
    )
    for read in (miec.analysis.coulombic_efficiency, miec.analysis.lithium_ledger):
        all_kept, few_kept = read(everything), read(ends)
        assert list(few_kept.index) == list(all_kept.index)
        # the same steps of the same integrator
        assert few_kept.to_numpy() == pytest.approx(all_kept.to_numpy(), rel=1e-12, abs=1e-12)


def test_the_efficiency_is_of_the_cycle_and_not_of_what_came_before():
    """In the first cycle the LLTO keeps lithium above the 1 V that it is stripped to; then it is full."""
    values = half_cell()
    solution = solve(miec.DFN(HALF), values, plate_and_strip(values, cycles=3))
    efficiency = miec.analysis.coulombic_efficiency(solution)[EFFICIENCY]
    assert efficiency[1] < 80
    assert efficiency[2] == pytest.approx(efficiency[3], abs=0.1)
    assert 99 < efficiency[3] < 100
    assert over(solution, AT.key(v.n_h))[-1] > 0
