"""A layer of isolated lithium in whole cells: lithium and salt stay, and a run ends by name."""

import pybamm
import pytest
from cells import (
    ANODES,
    MA_PER_CM2,
    area,
    cell_of,
    charge_and_discharge,
    lithium_missing,
    over,
    plate_and_strip,
    pore_capacity,
    salt_lost,
    simulation,
    solve,
)

from pybamm_miec import vocabulary as v

CLOSED = 1e-11  # as in test_conservation.py
LAYER = {"dead layer": "on face"}
LIMITS = {
    "event: Minimum voltage [V]",
    "event: Maximum voltage [V]",
    "event: Salt used up at lithium counter electrode",
    "event: Salt used up at positive electrode",
}

in_each_cell = pytest.mark.parametrize("cell", ["half", "full"])
each_anode = pytest.mark.parametrize("anode", ANODES)


def with_layer(anode, cell, q_i, q_f=0.0):
    model, values = cell_of(anode, cell, LAYER)
    at = model.options.host
    values.update({at.key(v.q_i0): q_i, at.key(v.q_f0): q_f})
    return at, model, values


@in_each_cell
@each_anode
def test_lithium_and_salt_stay(anode, cell):
    """Cycled past its pores; what was isolated before is found too."""
    at, model, values = with_layer(anode, cell, 2.0)
    if cell == "half":
        experiment = plate_and_strip(
            values, 1.0, pore_capacity(model, values) + 2.0, strip_to=1.0, cycles=2
        )
    else:
        experiment = charge_and_discharge(2)
    solution = solve(model, values, experiment)
    assert lithium_missing(solution) < CLOSED
    assert salt_lost(solution) < CLOSED
    assert over(solution, at.key(v.n_i))[0] == pytest.approx(2.0 * area(values), rel=1e-12)
    delta_d = over(solution, at.key(v.delta_d))
    eps_d = values[at.key(v.eps_d)]
    solid = 1.3e-5 * over(solution, at.key(v.q_i))
    if model.options.metal_films:
        solid = solid + values[at.key(v.V_f)] * over(solution, at.key(v.q_s))
    assert delta_d == pytest.approx(solid / (1 - eps_d), rel=1e-12)  # round-off


@in_each_cell
@each_anode
@pytest.mark.parametrize("sign", [1, -1], ids=["plating", "stripping"])
def test_a_layer_that_is_too_thick_ends_the_run_by_name(anode, cell, sign):
    """2.6 mm of it at 2 mA.cm-2; bare LLTO does not fall below a volt before its limit either."""
    at, model, values = with_layer(anode, cell, 100.0, 2.0)
    if cell == "full":
        most = values["Maximum concentration in positive electrode [mol.m-3]"]
        values["Initial concentration in positive electrode [mol.m-3]"] = 0.6 * most
    current = 2 * MA_PER_CM2 * area(values) * at.lithiation_sign * sign
    values["Current function [A]"] = current
    solution = simulation(model, values).solve([0, 1e5])
    assert solution.termination in LIMITS


@pytest.mark.parametrize("anode", ["Cu", "LLTO@CNT"])
def test_an_experiment_goes_on_to_its_own_limits(anode):
    """Those of the cell are a volt beyond them, as PyBaMM has it."""
    at, model, values = with_layer(anode, "half", 20.0, 2.0)
    del at
    current = 2 * MA_PER_CM2 * area(values)
    step = pybamm.step.current(current, termination="-0.2 V", duration=1e5)
    back = pybamm.step.current(-current, termination="1 V", duration=1e5)
    solution = simulation(model, values, pybamm.Experiment([(step, back)])).solve()
    assert [len(cycle.steps) for cycle in solution.cycles] == [2]
