"""Trapping: equations (1) to (4) of pybamm_miec/submodels/trapping.py."""

import numpy as np
import pytest
from alone import (
    A_S,
    EPS_S,
    L_HOST,
    PLACES,
    RT,
    VALUES,
    Alone,
    F,
    each_grain,
    filling,
    grains,
    in_both_places,
    stock_grains,
)
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

K_T, C_T, U_T = VALUES[v.k_t], VALUES[v.C_t], VALUES[v.U_t]
K_R = 1e-3  # s-1
PUTS_IN = -0.2  # A.m-2


def make(param, host, options):
    return submodels.Trapping(param, host, options=options)


def trapped(place, j_h=PUTS_IN, U_s=0.5, c_t=None, values=None, j_i=None):
    """With ions through the frame, if `j_i` says how many."""
    given = {v.a_s: A_S, v.j_h: j_h, v.U_s: U_s, v.T: 298.15}
    states = {} if c_t is None else {v.c_t: c_t}
    options = {"trapping": "in sites"}
    if j_i is not None:
        given, options = given | {v.j_i: j_i}, options | {"ion path": "liquid and frame"}
    return Alone(make, place, given, states, values, options)


def test_the_two_places_are_mirror_images():
    there = [trapped(place, PUTS_IN * (place.s / L_HOST) ** 2) for place in PLACES]
    assert np.ptp(there[0][v.r_t]) > 0
    np.testing.assert_allclose(*(alone[v.r_t] for alone in there), rtol=1e-9)  # round-off of x
    np.testing.assert_allclose(*(alone.rate(v.c_t) for alone in there), rtol=1e-9)


@in_both_places
def test_a_host_can_begin_with_lithium_trapped(place):
    alone = trapped(place, values={v.c_t0: 0.4 * C_T})
    np.testing.assert_allclose(alone[v.c_t], 0.4 * C_T, rtol=1e-14)


@in_both_places
@given(k_t=st.floats(0, 1), j_h=st.floats(-10, -1e-3))
def test_of_the_first_lithium_the_share_is_trapped(place, k_t, j_h):
    alone = trapped(place, j_h, values={v.k_t: k_t})
    np.testing.assert_array_equal(alone[v.c_t], 0)
    np.testing.assert_allclose(alone[v.r_t], k_t * A_S * -j_h / F, rtol=1e-14)


@in_both_places
@given(j_h=st.floats(-2, 2), j_i=st.floats(-2, 2))
def test_it_is_trapped_of_all_that_comes_onto_a_grain(place, j_h, j_i):
    """Through the frame as by its reaction; lithium that only passes through is not."""
    alike = trapped(place, j_h + j_i)[v.r_t]
    # round-off of the sum
    np.testing.assert_allclose(trapped(place, j_h, j_i=j_i)[v.r_t], alike, rtol=1e-9, atol=1e-15)


@in_both_places
@given(filled=st.floats(0, 1))
def test_less_is_trapped_the_fewer_places_are_left_and_none_at_capacity(place, filled):
    first, later = (trapped(place, c_t=c_t)[v.r_t] for c_t in (0.0, filled * C_T))
    # round-off of 1 - filled
    np.testing.assert_allclose(later, (1 - filled) * first, rtol=1e-12, atol=1e-15 * first.max())


@in_both_places
@given(k_t=st.floats(0.1, 1), put_in=st.floats(0.1, 30))
def test_what_is_trapped_follows_what_was_put_in_up_to_the_capacity(place, k_t, put_in):
    """c_t = C_t (1 - e^(-k_t n/C_t)) after n of lithium, to the integrator's 1e-10."""
    seconds = put_in * C_T * F / (A_S * -PUTS_IN)
    c_t = trapped(place, values={v.k_t: k_t}).run(seconds)[v.c_t]
    np.testing.assert_allclose(c_t / C_T, -np.expm1(-k_t * put_in), rtol=1e-7)
    assert np.all(c_t <= C_T * (1 + 1e-10))


@in_both_places
@given(taken_out=st.floats(0, 10), filled=st.floats(0, 1), U=st.floats(0, 4))
def test_a_host_at_rest_or_emptied_traps_nothing_and_keeps_what_it_has(place, taken_out, filled, U):
    """With a release rate of zero, at any potential; but for half a millionth of what filling traps."""
    rate = trapped(place, taken_out, U, filled * C_T)[v.r_t]
    put_in = trapped(place, -taken_out, U, 0.0)[v.r_t]
    assert np.all((rate >= 0) & (rate <= 5e-7 * put_in))
    if not taken_out:
        assert not np.any(rate)


@in_both_places
def test_what_is_trapped_comes_back_only_above_its_potential(place):
    """Half as fast at U_t; 50 mV, w RT/F, below and above it is a share of 1/(1 + e) and the rest.

    Half a volt below is e^-10 of it, half a volt above all.
    """
    step, c_t, values = 2 * RT / F, 100.0, {v.k_r: K_R}
    potentials = U_T + np.array([-10, -1, 0, 1, 10]) * step
    released = [-trapped(place, 0.0, U, c_t, values)[v.r_t][0] / (K_R * c_t) for U in potentials]
    expected = [np.exp(-10), 1 / (1 + np.e), 1 / 2, 1 / (1 + 1 / np.e), 1]
    assert released == pytest.approx(expected, rel=1e-4)  # 1 + e^-10 for 1


@in_both_places
@given(times=st.floats(0.1, 30))
def test_no_more_comes_back_than_was_trapped(place, times):
    c_t = trapped(place, 0.0, U_T + 2, 100.0, {v.k_r: K_R}).run(times / K_R)[v.c_t]
    np.testing.assert_allclose(
        c_t, 100 * np.exp(-times), rtol=1e-6, atol=1e-6
    )  # 1e-10 of C_T's 400
    assert np.all(c_t > -1e-7)


@in_both_places
@given(j_h=st.floats(-10, 10), filled=st.floats(0, 1))
def test_what_is_trapped_is_found_trapped(place, j_h, filled):
    alone = trapped(place, j_h * place.s / L_HOST, U_T, filled * C_T, {v.k_r: K_R})
    np.testing.assert_array_equal(alone.rate(v.c_t), alone[v.r_t])


# ---- what it is missing in ----


def that_trap(param, host, options):
    law = submodels.grains_that_trap(options.host, param.F)
    return submodels.Given(stock_grains(param, host, options), law)


def that_trap_with_ions(param, host, options):
    laws = (
        submodels.grains_with_ions(options.host),
        submodels.grains_that_trap(options.host, param.F),
    )
    return submodels.Given(stock_grains(param, host, options), *laws)


@in_both_places
@each_grain
@given(j_h=st.floats(-1, 1), r_t=st.floats(-1, 1))
def test_what_is_trapped_is_missing_in_the_grains(place, particle, j_h, r_t):
    """eps_s dc/dt = -a_s j_h/F - r_t, cell by cell."""
    d = place.s / L_HOST
    plain = filling(grains(place, particle, given={v.j_h: j_h}))
    alone = grains(place, particle, that_trap, {v.j_h: j_h, v.r_t: r_t * d})
    missing = EPS_S * (plain - filling(alone))
    # round-off, of what diffuses to and fro between the shells of a grain too
    np.testing.assert_allclose(missing, r_t * alone.of(d), rtol=1e-10, atol=1e-10)


@in_both_places
@each_grain
@given(j_h=st.floats(-1, 1), j_i=st.floats(-1, 1), r_t=st.floats(-1, 1))
def test_so_it_is_beside_ions_that_come_through_the_frame(place, particle, j_h, j_i, r_t):
    """Each once: eps_s dc/dt = -a_s (j_h + j_i)/F - r_t."""
    given = {v.j_h: j_h, v.j_i: j_i, v.r_t: r_t}
    alone = grains(place, particle, that_trap_with_ions, given)
    expected = -A_S * (j_h + j_i) / F - r_t
    np.testing.assert_allclose(EPS_S * filling(alone), expected, rtol=1e-10, atol=1e-10)


@each_grain
def test_what_the_surface_reacts_is_left_as_it_is(particle):
    """Only the grains lose the trapped: the reaction's current is the liquid's and the electrons' too."""
    alone = grains(PLACES[1], particle, that_trap, {v.j_h: 0.5, v.r_t: 0.1})
    np.testing.assert_array_equal(alone[v.j_h], 0.5)
