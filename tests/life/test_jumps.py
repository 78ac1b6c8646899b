"""Many cycles of which few are run: they come to what all of them come to."""

from functools import cache

import numpy as np
import pybamm

import pybamm_miec as miec
from pybamm_miec import life
from pybamm_miec.scorecard.lasting import GIVEN, has_dropped, lasts

POINTS = {"x_n": 5, "x_s": 3, "x_p": 5}
RESERVE = 0.7  # N/P: used up within some 40 cycles


def cell(experiment, **limits):
    model = miec.SPM.of("LLTO@CNT", "full")
    values = miec.design(model.default_parameter_values, n_to_p=RESERVE, cathode_capacity=1)
    values.update(limits)
    return pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=miec.experiments.full_cell_cycling(values, cycles=experiment),
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
