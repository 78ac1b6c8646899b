"""How many cycles a cell lasts: seen by the run, or expected of what it loses."""

import numpy as np
import pytest
from plans import QUICK, free, number

from pybamm_miec.calibration import Cell
from pybamm_miec.calibration.cycle_life import MOST, cycle_life
from pybamm_miec.calibration.run import Run

CYCLES = 10
LINE = 2.0 - 0.02 * np.arange(CYCLES)  # falls by 1 % of the first in each cycle
NONE = np.zeros(CYCLES)


def test_a_life_that_the_run_sees_lies_between_cycles_on_a_line():
    assert cycle_life(LINE, NONE, 95.5, 1) == pytest.approx(5.5)
    assert cycle_life(LINE, NONE + 1.0, 95.5, 3) == pytest.approx(7.5)


def test_without_a_reserve_a_cell_goes_on_as_it_fell_on_average():
    assert cycle_life(LINE, NONE, 80.0, 1) == pytest.approx(21)


def test_a_cell_that_lives_on_its_reserve_lasts_until_that_is_lost_and_what_it_gives_falls():
    """0.03 of a reserve of 1 in each cycle, and then of the 2 that it gives."""
    left = 1.0 - 0.03 * np.arange(CYCLES)
    seen = cycle_life(NONE + 2.0, left, 80.0, 1)
    assert seen == pytest.approx(1 + (1 + 0.2 * 2) / 0.03)
    after = np.minimum(2.0, 3.0 - 0.03 * np.arange(60))
    assert cycle_life(after, 0 * after, 80.0, 1) == pytest.approx(seen)


@pytest.mark.parametrize("reserve", [0.0, 0.4])
def test_where_the_run_just_sees_the_end_both_ways_meet(reserve):
    """Over 1e-6 of 9 %, which 9 cycles lose; a reserve of 0.4 counts three times as much."""
    just = [cycle_life(LINE, NONE + reserve, 91 + off, 1) for off in (1e-6, -1e-6)]
    assert just[0] == pytest.approx(just[1], abs=1e-5)


def lasting(runs):
    """A cell that is expected to last so many runs more; 1/0 is one that loses nothing."""
    lost = 1 / (1 + runs) if runs < np.inf else 0.0
    return np.array([1.0, 1.0 - lost])


def test_a_cell_that_hardly_loses_anything_has_a_number_that_tells_less_from_more():
    """Along a tangent: value and slope by the loss are the same on both sides of MOST runs."""
    lives = [cycle_life(lasting(r), np.zeros(2), 0.0, 0) for r in (1, MOST, 3 * MOST, np.inf)]
    assert lives[:2] == pytest.approx([2, 1 + MOST])
    assert lives[-1] == pytest.approx(1 + 2 * MOST)
    assert (np.diff(lives) > 0).all()
    gains = cycle_life(np.array([1.0, 1.1]), np.zeros(2), 0.0, 0)
    assert lives[-1] < gains < np.inf
    u, e = 1 / MOST, 1e-4  # relative: what is left of the second derivative is some of these
    here, more, less = (
        cycle_life(lasting(1 / (u * (1 + s))), np.zeros(2), 0.0, 0) for s in (0, e, -e)
    )
    assert (less - here) / (here - more) == pytest.approx(1, abs=3 * e)


def test_one_cycle_is_no_life():
    assert np.isnan(cycle_life(LINE[:1], NONE[:1], 80.0, 1))


def test_a_foil_that_does_not_fall_within_the_run_tells_by_its_losses_how_long_it_lasts():
    """Of 8 cycles, none of which gives less, 14.1; of 16 it is seen to be 13.5.

    A tenth: it loses a little more where less is left.
    """
    cell = Cell("Cu", "full", design={"n_to_p": 0.5, "cathode_capacity": 1.0})
    lives = []
    for cycles in (8, 16):
        done = {"name": "full_cell_cycling", "cycles": cycles}
        one = number("cycles until capacity", share=90.0, of_cycle=2, protocol=done)
        lives.append(Run(cell, done, [one], (free("chi_f", 0.01, 0.1),), QUICK)([0.2]).shown[0])
    assert lives[0] == pytest.approx(lives[1], rel=0.1)
