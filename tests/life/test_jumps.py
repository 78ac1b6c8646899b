"""Many cycles of which few are run: they come to what all of them come to."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pybamm
import pytest

import pybamm_miec as miec
from pybamm_miec import life
from pybamm_miec.balance.electrodes import MAH_PER_CM2
from pybamm_miec.life import jump
from pybamm_miec.scorecard.lasting import GIVEN, has_dropped, lasts

POINTS = {"x_n": 5, "x_s": 3, "x_p": 5}
RESERVE = 0.7  # N/P: used up within some 40 cycles


def cell(cycles, **limits):
    model = miec.SPM.of("LLTO@CNT", "full")
    values = miec.design(model.default_parameter_values, n_to_p=RESERVE, cathode_capacity=1)
    values.update(limits)
    return simulation(model, values, cycles)


def foil_with_a_knee(cycles):
    """On copper, whose film takes 0.1 mA.h.cm-2 a cycle more once it holds 2.2."""
    model = miec.SPM.of("Cu", "full", fitted=False)
    values = miec.design(model.default_parameter_values, n_to_p=6, cathode_capacity=1)
    q_s, q_f = (
        next(state for state in model.rhs if state.name == f"Negative electrode lithium {place}")
        for place in ("in film on metal on face [mol.m-2]", "on face [mol.m-2]")
    )
    thick = 2.2 * MAH_PER_CM2
    more = 0.1 * MAH_PER_CM2 / (7 * 3600) * pybamm.tanh(q_f / 1e-3)  # while there is metal
    more *= 0.5 * (1 + pybamm.tanh((q_s - thick) / (0.05 * thick)))
    model.rhs[q_s] += more
    model.rhs[q_f] -= more
    return simulation(model, values, cycles)


def simulation(model, values, cycles):
    return pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=miec.experiments.full_cell_cycling(values, cycles=cycles),
        solver=pybamm.IDAKLUSolver(
            rtol=1e-5, options=miec.models.SOLVER_OPTIONS, store_first_last=True
        ),
        var_pts={**model.default_var_pts, **POINTS},
    )


@cache
def in_jumps():
    return life.cycle_on(cell(life.RUN), 80, enough=has_dropped)


@cache
def one_by_one():
    solution = cell(len(in_jumps().efficiency)).solve(save_at_cycles=[1])
    return (
        miec.analysis.coulombic_efficiency(solution),
        miec.analysis.lithium_ledger(solution),
    )


def test_a_life_in_jumps_is_as_long_as_one_without():
    efficiency, _ = one_by_one()
    whole = life.Life(efficiency, None, len(efficiency), "", False)
    assert 20 < lasts(whole) < 75
    assert abs(lasts(in_jumps()) - lasts(whole)) <= 1  # where it drops, jumps are of a cycle
    assert in_jumps().ran < 0.8 * len(efficiency)


def test_a_cycle_in_a_jump_gives_and_leaves_what_it_would_have():
    """A thousandth of what it gives: half of what may bend in a jump at the drop."""
    efficiency, ledger = one_by_one()
    ours = in_jumps()
    # in the last two cycles before the drop, a line is drawn through a fall that gets steeper
    assert np.allclose(ours.efficiency[GIVEN][:-5], efficiency[GIVEN][:-5], rtol=2e-3)
    for stock in ("isolated", "in host"):
        assert np.allclose(ours.ledger[stock], ledger[stock], atol=2e-3)


def test_jumps_keep_the_lithium_of_the_host():
    _, ledger = one_by_one()
    stocks = list(in_jumps().ledger.columns)
    ours, all_run = (table[stocks].sum(axis=1) for table in (in_jumps().ledger, ledger))
    assert np.allclose(ours, all_run, atol=2e-3)  # the rest is in the cathode


# ---- how far off a jump is ----


@cache
def over_a_knee():
    return life.cycle_on(foil_with_a_knee(life.RUN), 180, enough=has_dropped)


def test_a_life_is_as_long_as_without_jumps_where_a_law_begins_to_hold_in_one():
    """Which no state before it tells: if no jump is taken back, the life is 15 cycles too long."""
    solution = foil_with_a_knee(len(over_a_knee().efficiency)).solve(save_at_cycles=[1])
    efficiency = miec.analysis.coulombic_efficiency(solution)
    whole = life.Life(efficiency, None, len(efficiency), "", False)
    assert 140 < lasts(whole) < 175
    assert abs(lasts(over_a_knee()) - lasts(whole)) <= 1  # (5) of jump.py is half a cycle a jump


def test_a_life_says_how_far_off_its_worst_jump_may_be():
    for ours in (in_jumps(), over_a_knee()):
        assert 0 < ours.states_off <= jump.STATES_OFF
        assert 0 < ours.lithium_off <= jump.LITHIUM_OFF


def test_cycles_of_jumps_that_were_taken_back_count_as_run(monkeypatch):
    monkeypatch.setattr(jump, "STATES_OFF", 1e-9)  # no jump is that good
    ours = life.cycle_on(cell(life.RUN), 12)
    assert ours.ran > len(ours.efficiency) == 12
    assert ours.states_off == ours.lithium_off == 0


@pytest.fixture
def state(monkeypatch):
    """The end of cycle 90 of a model of one state, that has been at some values."""

    def at(*values):
        states = SimpleNamespace(y=np.array([values]), all_models=[SimpleNamespace(len_rhs=1)])
        row = SimpleNamespace(n=90, states=states, efficiency=pd.DataFrame({GIVEN: [1.0]}))
        began = SimpleNamespace(states=SimpleNamespace(y=np.array([[0.0]])))
        return jump.Paces(row, began, None)

    monkeypatch.setattr(jump.analysis, "cyclable_lithium", lambda states: pd.Series([1.0] * 4))
    return at


@pytest.mark.parametrize(
    ("values", "most"),
    [
        ((1.3, 1.2, 1.1, 1.0), 5),  # half of it goes in five
        ((0.7, 0.8, 0.9, 1.0), 5),  # or comes
        ((1e-3, 2e-3, 3e-3, 4e-3), 30),  # what begins to grow may come to 0.03
        ((1.3e-5, 1.2e-5, 1.1e-5, 1.0e-5), 30),  # a trace
    ],
)
def test_no_state_changes_by_more_than_half_in_a_jump(state, values, most):
    assert state(*values).longest(30) == pytest.approx(most, abs=1)  # where it is just half


# ---- tables ----


def test_stocks_of_states_are_those_of_the_ledger():
    solution = cell(2).solve()
    table = miec.analysis.lithium_stocks(solution.last_state)
    ledger = miec.analysis.lithium_ledger(solution)
    assert np.allclose(table.iloc[-1], ledger[table.columns].iloc[-1], rtol=1e-12, atol=1e-12)
    usable = table[["in host", "metal in pores", "metal on face"]].sum(axis=1)
    assert miec.analysis.cyclable_lithium(solution.last_state).iloc[-1] > usable.iloc[-1]


def test_no_cycle_is_missing():
    ours = in_jumps()
    assert list(ours.efficiency.index) == list(range(1, len(ours.efficiency) + 1))
    assert list(ours.ledger.index) == list(range(len(ours.efficiency) + 1))
    assert not ours.efficiency.isna().any(axis=None)


def test_cycles_end_where_they_are_asked_to():
    assert len(life.cycle_on(cell(life.RUN), 20).efficiency) == 20


def test_a_life_that_ends_early_says_why():
    """PyBaMM's experiments let a voltage pass its limit by 1 V."""
    ended = life.cycle_on(cell(life.RUN, **{"Upper voltage cut-off [V]": 3.2}), 20)
    assert "Maximum voltage" in ended.ended
    assert not ended.failed
    assert len(ended.efficiency) == 1
