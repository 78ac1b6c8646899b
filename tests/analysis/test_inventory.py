"""What a full cell can cycle, its reserve and its losses; and PyBaMM's own counts with a reserve of metal."""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import HALF, over

import pybamm_miec as miec
from pybamm_miec.errors import SolutionError

POINTS = {"x_n": 4, "x_s": 3, "x_p": 4, "r_n": 3, "r_p": 5}
LOSSES = ["isolated", "in SEI", "trapped", "in first film", "in film on metal", "on walls"]
LOSSES += ["in lost active material", "at other electrode"]
CELLS = [("Cu", 4), ("LLTO@CNT", 2), ("LLTO@CNT", None)]
in_each_cell = pytest.mark.parametrize(("anode", "n_to_p"), CELLS)
FADING = {"loss of active material": ("none", "current-driven")}
LOST, SIDE = (f"Total lithium lost{to} [mol]" for to in ("", " to side reactions"))
FADE = "Positive electrode current-driven LAM rate"


@cache
def cycled(anode, n_to_p, fading=False, cycles=3):
    model = miec.SPM.of(anode, cell="full", options=FADING if fading else None)
    values = miec.design(model.default_parameter_values, n_to_p=n_to_p, cathode_capacity=1)
    if fading:  # of the grains, in a second at 1 A.m-2 of their wall
        values.update({FADE: lambda i, T: -1e-7 * abs(i)}, check_already_exists=False)
    experiment = miec.experiments.full_cell_cycling(values, cycles=cycles)
    # what is left in grains of which some are lost is a product of two states, kept to the tolerance alone
    solver = pybamm.IDAKLUSolver(rtol=1e-6, atol=1e-10, options=miec.models.SOLVER_OPTIONS)
    solution = pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=experiment,
        var_pts=POINTS,
        solver=solver if fading else None,
    ).solve()
    assert len(solution.cycles) == cycles
    return solution, values


def inventory(*cell, **more):
    return miec.analysis.inventory(*cycled(*cell, **more))


@in_each_cell
def test_a_cell_begins_with_the_n_to_p_of_its_design(anode, n_to_p):
    """The sites of an empty host hold some millionths at 2.5 V."""
    start = inventory(anode, n_to_p).loc[0]
    assert start["N/P"] == pytest.approx(n_to_p or 0.0, abs=1e-4)
    assert start["cathode capacity"] == pytest.approx(1.0, rel=1e-9)  # the search for its limits
    assert start["reserve"] == pytest.approx(start["N/P"] * start["cathode capacity"], abs=1e-12)


@in_each_cell
def test_what_is_cyclable_goes_where_the_losses_grow(anode, n_to_p):
    table = inventory(anode, n_to_p)
    assert table["cyclable"].is_monotonic_decreasing
    lost = table[LOSSES].sum(axis=1)
    assert lost.iloc[-1] > 1e-3
    gone = table["cyclable"][0] - table["cyclable"]
    np.testing.assert_allclose(gone, lost, atol=1e-9)  # the conservation of the model
    assert abs(table["unaccounted"]).max() < 1e-9
    assert abs(table["at other electrode"]).max() < 1e-9  # it loses none


@in_each_cell
def test_the_reserve_shrinks_by_what_is_lost(anode, n_to_p):
    """The cathode stays as it is."""
    table = inventory(anode, n_to_p)
    lost = table["reserve"][0] - table["reserve"]
    np.testing.assert_allclose(lost, table["cyclable"][0] - table["cyclable"], atol=1e-12)


def test_a_cell_without_a_reserve_lacks_what_it_has_lost():
    table = inventory("LLTO@CNT", None)
    assert -0.1 < table["N/P"].iloc[-1] < -1e-3


def test_grains_that_are_lost_take_capacity_and_lithium_with_them():
    solution, _ = cycled("Cu", 4, fading=True)
    table = inventory("Cu", 4, fading=True)
    lost = solution["LAM_pe [%]"].entries[-1] / 100
    assert 0.01 < lost < 0.5
    assert table["cathode capacity"].iloc[-1] == pytest.approx(1 - lost, rel=1e-9)
    assert table["at other electrode"].iloc[-1] > 0.1 * lost
    assert abs(table["unaccounted"]).max() < 1e-5  # the integrator's, as above


def test_a_half_cell_has_no_inventory():
    values = miec.parameters.parameter_values("Cu")
    model = miec.SPM.of("Cu")
    assert model.options["working electrode"] == HALF["working electrode"]
    solution = pybamm.Simulation(model, parameter_values=values).solve([0, 1])
    with pytest.raises(SolutionError, match="of a half cell, whose counter electrode never runs"):
        miec.analysis.inventory(solution, values)


# ---- what PyBaMM counts, with the reserve in it ----


@in_each_cell
def test_pybamms_inventory_holds_the_reserve(anode, n_to_p):
    """All lithium that was there, at any time: what is lost is a share of that, the reserve with it."""
    solution, values = cycled(anode, n_to_p)
    active = over(solution, "Cyclable lithium [A.h]")
    lost, salt, on_walls = (
        over(solution, name) * pybamm.constants.F.value / 3600
        for name in (
            "Total lithium lost [mol]",
            "Total lithium in electrolyte [mol]",
            "Lithium in negative electrode double layer [mol]",
        )
    )
    all_ = active + lost + on_walls
    np.testing.assert_allclose(all_, all_[0], rtol=1e-9)  # conserved to round-off
    lli = 100 * lost / (active + lost)
    np.testing.assert_allclose(over(solution, "LLI [%]"), lli, atol=1e-12)  # round-off at the start
    np.testing.assert_allclose(over(solution, "Total lithium capacity [A.h]"), active + salt)
    assert np.max(over(solution, "LAM_pe [%]")) < 1e-12  # round-off
    capacity = values["Nominal cell capacity [A.h]"]
    of_cathode = over(solution, "Total lithium in positive electrode [mol]")[0]
    reserve = active[0] - of_cathode * pybamm.constants.F.value / 3600
    assert reserve == pytest.approx((n_to_p or 0.0) * capacity, abs=1e-4 * capacity)


def test_a_cell_that_has_just_been_built_has_lost_nothing():
    """What its traps and its first film hold was lost before."""
    solution, _ = cycled("LLTO@CNT", 2)
    for name in ("LLI [%]", "Loss of lithium inventory, including electrolyte [%]", LOST, SIDE):
        lost = over(solution, name)
        assert abs(lost[0]) < 1e-12
        assert lost[-1] > 0
    assert over(solution, "Trapped lithium in negative electrode [mol]")[0] > 1e-7
    loss = solution.summary_variables["Loss of lithium inventory [%]"]
    assert 0 < loss[0] < loss[-1] < 2


def test_cyclable_lithium_is_a_summary_variable():
    solution, _ = cycled("Cu", 4)
    ends = solution.summary_variables["Cyclable lithium [A.h]"]
    assert len(ends) == 3
    assert ends[-1] == over(solution, "Cyclable lithium [A.h]")[-1]
    assert np.all(np.asarray(solution.summary_variables["Change in cyclable lithium [A.h]"]) < 0)
