"""Hysteresis: equations (1) to (5) of pybamm_miec/submodels/hysteresis.py."""

import numpy as np
import pybamm
import pytest
from alone import A_S, EPS_S, L_HOST, PLACES, VALUES, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

SITES = F * EPS_S * VALUES["Maximum concentration in {host} electrode [mol.m-3]"]  # [C.m-3]
GAMMA, H, H_0 = VALUES[v.gamma], VALUES[v.H], VALUES[v.h_0]
EMPTIES = SITES / A_S / 3600  # A.m-2: all sites in an hour
ON = {"host hysteresis": "one state"}
# The branches are a millionth short; (2) is solved to rtol 1e-10 and atol 1e-12, in some hundred steps.
CLOSE = 1.1e-6

currents = st.one_of(st.floats(-3, -1e-3), st.floats(1e-3, 3))
states = st.floats(-1, 1)


def make(param, host, options):
    return submodels.Hysteresis(param, host, options=options)


def remembering(place, j_h=EMPTIES, h=None, values=None, options=None, **given):
    """The law in a current onto the grains."""
    given = {v.a_s: A_S, v.j_h: j_h, v.x_surf: 0.4} | {getattr(v, q): x for q, x in given.items()}
    start = {} if h is None else {v.h: h}
    return Alone(make, place, given, start, values, ON | (options or {}))


def turned(h, emptied, gamma=GAMMA):
    """Equation (4), in numbers, and its mirror image where lithium enters."""
    branch = np.sign(emptied)
    return branch - (branch - h) * np.exp(-gamma * abs(emptied))


def test_the_two_places_are_mirror_images():
    there = [remembering(place, EMPTIES * (2 * place.s / L_HOST - 1), h=0.3) for place in PLACES]
    for what in (lambda alone: alone.rate(v.h), lambda alone: alone.run(900.0)[v.h]):
        ours, other = (what(alone) for alone in there)
        assert np.ptp(ours) > 0
        np.testing.assert_allclose(ours, other, rtol=1e-7, atol=1e-12)  # of the solver


@in_both_places
def test_the_start_is_that_of_the_set(place):
    alone = remembering(place)
    np.testing.assert_array_equal(alone[v.h], H_0)
    np.testing.assert_allclose(alone[v.U_H], H * H_0, rtol=1e-15)


@in_both_places
@given(h=states, x=st.floats(0, 1))
def test_the_width_may_depend_on_how_full_the_host_is(place, h, x):
    """Of its open sites, where they open with cycling."""

    def width(x):
        return 0.05 - 0.03 * x

    values = {v.H: width}
    alone = remembering(place, h=h, values=values, x_surf=x)
    np.testing.assert_allclose(alone[v.U_H], h * width(x), rtol=1e-14)
    opening = {"activation": "by emptying"}
    alone = remembering(place, h=h, values=values, options=opening, x_o=x, x_surf=9.0, u=0.5)
    np.testing.assert_allclose(alone[v.U_H], h * width(x), rtol=1e-14)


@in_both_places
@given(h=states)
def test_at_rest_nothing_is_forgotten(place, h):
    assert not np.any(remembering(place, 0.0, h=h).rate(v.h))


@in_both_places
@given(h=states, i=currents, minutes=st.floats(0.1, 20))
def test_the_state_relaxes_with_the_lithium_that_passes(place, h, i, minutes):
    """(4): to one branch while lithium leaves, to the other while it enters, however fast."""
    alone = remembering(place, i * EMPTIES, h=h).run(60 * minutes)
    expected = turned(h, i * minutes / 60)
    np.testing.assert_allclose(alone[v.h], expected, rtol=0, atol=CLOSE)


@in_both_places
@given(h=states)
def test_how_the_current_goes_in_time_does_not_matter(place, h):
    """A half wave empties as much as its mean."""
    seconds = 600.0
    wave = place.over(EMPTIES) * pybamm.sin(np.pi * pybamm.t / seconds) * np.pi / 2
    alone = remembering(place, wave, h=h).run(seconds)
    np.testing.assert_allclose(alone[v.h], turned(h, seconds / 3600), rtol=0, atol=CLOSE)


@in_both_places
@pytest.mark.parametrize("i", [-1.0, 1.0])
def test_no_state_is_beyond_a_branch(place, i):
    """e^-gamma^2 of the way to go: at the branch but for the millionth, from inside."""
    alone = remembering(place, i * EMPTIES, h=-i).run(3600.0 * GAMMA)
    np.testing.assert_allclose(alone[v.h], i, rtol=0, atol=CLOSE)
    assert np.all(i * alone[v.h] < 1)
    back = -i * remembering(place, i * EMPTIES, h=i).rate(v.h) * 3600 / GAMMA
    assert np.all((back > 0) & (back < 1.1e-6))


@in_both_places
def test_where_it_settles_it_still_depends_on_the_current(place):
    """Or the solver's pivots become zero; the rest state itself is within the millionth."""
    fast, slow = (remembering(place, i * EMPTIES, h=1.0).run(3600.0)[v.h] for i in (100.0, 1.0))
    assert np.all((fast > slow + 1e-8) & (fast < 1))


@in_both_places
@given(j_h=currents, j_i=currents)
def test_all_that_comes_onto_a_grain_counts(place, j_h, j_i):
    """Through the frame as by its reaction; lithium that only passes through turns nothing."""
    frame = {"ion path": "liquid and frame"}
    rate = remembering(place, j_h * EMPTIES, j_i=j_i * EMPTIES, options=frame).rate(v.h)
    alike = remembering(place, (j_h + j_i) * EMPTIES).rate(v.h)
    np.testing.assert_allclose(rate, alike, rtol=1e-9, atol=1e-15 * GAMMA)  # round-off of the sum


@in_both_places
@given(u=st.floats(0.05, 1))
def test_lithium_counts_in_units_of_the_open_sites(place, u):
    """Half of the sites, emptied, turn the potential as all do where all are open."""
    opening = {"activation": "by emptying"}
    rate = remembering(place, options=opening, x_o=0.4, u=u).rate(v.h)
    np.testing.assert_allclose(u * rate, remembering(place).rate(v.h), rtol=1e-14)


@in_both_places
@given(d=st.floats(0.01, 0.5), gamma=st.floats(1, 100))
def test_a_loop_closes_where_its_area_is_computed(place, d, gamma):
    """Half of the loop of (5): from -tanh(gamma d/2) to the same with the other sign."""
    edge = np.tanh(gamma * d / 2)
    alone = remembering(place, h=-edge, values={v.gamma: gamma}).run(3600 * d)
    np.testing.assert_allclose(alone[v.h], edge, rtol=0, atol=CLOSE)
