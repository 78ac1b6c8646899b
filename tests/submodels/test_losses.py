"""IsolatedLithium: equations (1) to (6) of pybamm_miec/submodels/losses.py."""

import numpy as np
import pybamm
import pytest
from alone import L_HOST, PLACES, V_LI, VALUES, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

share = st.floats(1e-6, 0.9)
UNEVEN, FINDS = {"isolation": "uneven stripping"}, {"reconnection": "by plating"}
HELD = {"reconnection": "by plating in film", "metal film": "on fresh metal"}
FULL = VALUES[v.eps_0] / V_LI  # of a pore [mol.m-3]


def make(param, host, options):
    return submodels.IsolatedLithium(param, host, options=options)


def losses(place, i_m=0.0, j_f=0.0, values=None, options=None, states=None, **metal):
    """With `j_m`, `c_m`, `q_f` and `q_s` of the `metal`, or none."""
    given = {
        v.i_m: i_m,
        v.j_m: metal.get("j_m", 0.0),
        v.c_m: metal.get("c_m", 0.0),
        v.j_f: place.flat(j_f),
        v.q_f: place.flat(metal.get("q_f", 0.0)),
        v.q_s: place.flat(metal.get("q_s", 0.0)),
        v.omega: pybamm.Scalar(metal.get("omega", 1.0)),
    }
    return Alone(make, place, given, states, values, options)


def test_the_two_places_are_mirror_images():
    there = [losses(place, 1e5 * (place.s / L_HOST) ** 2 - 2e4, 3.0) for place in PLACES]
    for what in (v.r_i, v.r_if):
        np.testing.assert_allclose(*(alone[what] for alone in there), rtol=1e-9)  # round-off of x
    for state in (v.c_i, v.q_i):
        np.testing.assert_allclose(*(alone.rate(state) for alone in there), rtol=1e-9)
    assert np.ptp(there[0][v.r_i]) > 0


@in_both_places
@given(chi=share, chi_f=share, i_m=st.floats(1, 1e7), j_f=st.floats(1e-3, 1e2))
def test_of_the_metal_that_leaves_exactly_the_share_is_isolated(place, chi, chi_f, i_m, j_f):
    """So that what comes back over what was plated is 1 - chi."""
    alone = losses(place, i_m, j_f, {v.chi: chi, v.chi_f: chi_f})
    for rate, passed, lost in ((v.r_i, i_m / F, chi), (v.r_if, j_f / F, chi_f)):
        np.testing.assert_allclose(alone[rate] / (alone[rate] + passed), lost, rtol=1e-13)


@in_both_places
@given(i_m=st.floats(-1e7, 1e7), j_f=st.floats(-1e2, 1e2))
def test_what_is_cut_off_is_found_isolated(place, i_m, j_f):
    alone = losses(place, i_m * place.s / L_HOST, j_f)
    np.testing.assert_array_equal(alone.rate(v.c_i), alone[v.r_i])
    np.testing.assert_array_equal(alone.rate(v.q_i), alone[v.r_if])


@in_both_places
@given(i_m=st.floats(-1e7, 0), j_f=st.floats(-1e2, 0))
def test_plating_and_rest_isolate_nothing(place, i_m, j_f):
    alone = losses(place, i_m, j_f)
    assert np.all(alone[v.r_i] == 0)
    assert np.all(alone[v.r_if] == 0)


@in_both_places
def test_nothing_is_isolated_at_the_start(place):
    alone = losses(place)
    assert not np.any(alone[v.c_i])
    assert not np.any(alone[v.q_i])


@in_both_places
def test_without_metal_on_the_face_none_is_isolated_there(place):
    alone = losses(place, 1e5, options={"lithium metal": "in pores"})
    assert place.key(v.q_i) not in alone.model.variables
    with pytest.raises(KeyError):
        alone[v.r_if]


@in_both_places
def test_on_a_foil_none_is_isolated_in_pores(place):
    alone = losses(place, 1e5, 3.0, options={"lithium metal": "on face"})
    assert not {place.key(v.c_i), place.key(v.r_i)} & set(alone.model.variables)
    assert alone.rate(v.q_i) > 0


# ---- more where stripping is fast and metal deep ----


def share_in_pores(place, j_m=0.0, c_m=0.0, values=None):
    """Of what leaves the active stock, anywhere in the pores."""
    i_m = 1e5 * max(j_m, 1e-9)
    alone = losses(place, i_m, values=values, options=UNEVEN, j_m=j_m, c_m=c_m)
    (lost,) = set(alone[v.r_i])
    return lost / (lost + i_m / F)


def share_on_face(place, j_f, values=None):
    (lost,) = losses(place, 0.0, j_f, values, UNEVEN)[v.r_if]
    return lost / (lost + j_f / F)


@in_both_places
@given(chi=share)
def test_slow_stripping_of_little_metal_isolates_the_constant_share(place, chi):
    assert share_in_pores(place, 0.0, 0.0, {v.chi: chi}) == pytest.approx(chi, rel=1e-12)
    # 1e-12 of the isolation current density
    on_face = share_on_face(place, 1e-12 * VALUES[v.j_xf], {v.chi_f: chi})
    assert on_face == pytest.approx(chi, rel=1e-11)


def over_terminal(share):
    """What is isolated over what goes through the terminal."""
    return share / (1 - share)


@in_both_places
@given(j=st.floats(0.01, 10), depth=st.floats(0, 1))
def test_the_loss_grows_in_proportion_to_the_current_and_to_the_depth(place, j, depth):
    """1 + j/j_x times on a bare wall, 1 + beta in a full pore, and their product."""
    chi, chi_f, j_x, j_xf, beta = (VALUES[name] for name in (v.chi, v.chi_f, v.j_x, v.j_xf, v.beta))
    fast, deep = 1 + j / j_x, 1 + beta * depth
    for j_m, c_m, grown in (
        (j, 0.0, fast),
        (0.0, depth * FULL, deep),
        (j, depth * FULL, fast * deep),
    ):
        lost = over_terminal(share_in_pores(place, j_m, c_m))
        assert lost == pytest.approx(over_terminal(chi) * grown, rel=1e-10)  # round-off
    lost = over_terminal(share_on_face(place, j))
    assert lost == pytest.approx(over_terminal(chi_f) * (1 + j / j_xf), rel=1e-10)


@in_both_places
@given(j=st.floats(0.01, 50), omega=st.floats(0.05, 1))
def test_a_face_with_dry_places_is_stripped_as_fast_as_its_wet_ones(place, j, omega):
    dries = {**UNEVEN, "metal film": "on fresh metal", "electrolyte stock": "consumed"}
    (lost,) = losses(place, 0.0, j, options=dries, omega=omega)[v.r_if]
    expected = over_terminal(VALUES[v.chi_f]) * (1 + j / omega / VALUES[v.j_xf]) * j / F
    assert lost == pytest.approx(expected, rel=1e-12)  # round-off


@in_both_places
@given(j=st.floats(0.01, 50), q_i=st.floats(0, 10), q_f=st.floats(0, 10))
def test_a_face_loses_the_more_the_more_of_its_deposit_is_isolated(place, j, q_i, q_f):
    """1 + beta_f w times, w from 0 without any to 1 when all is isolated; rel for round-off."""
    alone = losses(place, 0.0, j, None, UNEVEN, {v.q_i: q_i}, q_f=q_f)
    w = q_i / (q_i + q_f + VALUES[v.q_n])
    expected = over_terminal(VALUES[v.chi_f]) * (1 + j / VALUES[v.j_xf])
    expected *= 1 + VALUES[v.beta_f] * w
    (lost,) = alone[v.r_if]
    assert lost == pytest.approx(expected * j / F, rel=1e-12)
    constant = losses(place, 0.0, j, states={v.q_i: q_i}, q_f=q_f)[v.r_if]
    assert constant == pytest.approx(over_terminal(VALUES[v.chi_f]) * j / F, rel=1e-12)


@in_both_places
@given(j=st.floats(1, 1e3))
def test_of_what_leaves_never_more_than_all_is_isolated(place, j):
    """Whatever the current: isolation adds to what is isolated, and takes from the metal."""
    assert 0 < share_in_pores(place, j, FULL, {v.chi: 0.05}) < 1
    assert 0 < share_on_face(place, j) < 1


@in_both_places
@given(i_m=st.floats(-1e6, 0), j=st.floats(-10, 0))
def test_plating_isolates_nothing_however_uneven_the_stripping(place, i_m, j):
    alone = losses(place, i_m, j, options=UNEVEN, j_m=j, c_m=0.5 * FULL)
    assert not np.any(alone[v.r_i])
    assert not np.any(alone[v.r_if])


# ---- what is found again ----


def found_again(
    place, i_m=-1e5, j_f=-3.0, c_i=100.0, q_i=1e-2, values=None, options=FINDS, **metal
):
    """Plating, with isolated lithium beside it."""
    states = {v.c_i: c_i, v.q_i: q_i}
    return losses(place, i_m, j_f, values, options, states, **metal)


@in_both_places
@given(i_m=st.floats(-1e6, -1), j_f=st.floats(-50, -1e-2))
def test_new_metal_reaches_the_isolated_that_lies_beside_it(place, i_m, j_f):
    """rho a lithium where all is isolated, the less the more there is of other metal; rel for round-off."""
    rho, rho_f, c_n, q_n = (VALUES[name] for name in (v.rho, v.rho_f, v.c_n, v.q_n))
    c_i, q_i = 100.0, 0.1
    for c_m, q_f in ((0.0, 0.0), (300.0, 0.7)):
        alone = found_again(place, i_m, j_f, c_i, q_i, c_m=c_m, q_f=q_f)
        beside = c_i / (c_i + c_m + c_n), q_i / (q_i + q_f + q_n)
        np.testing.assert_allclose(alone[v.r_i], rho * beside[0] * i_m / F, rtol=1e-12)
        np.testing.assert_allclose(alone[v.r_if], rho_f * beside[1] * j_f / F, rtol=1e-12)


@in_both_places
@given(i_m=st.floats(0, 1e6), j_f=st.floats(0, 50))
def test_only_plating_finds_isolated_lithium(place, i_m, j_f):
    """At rest nothing moves; what is stripped is lost as if there were no isolated metal."""
    with_some, without = found_again(place, i_m, j_f), losses(place, i_m, j_f)
    for what in (v.r_i, v.r_if):
        np.testing.assert_array_equal(with_some[what], without[what])


@in_both_places
def test_without_the_option_none_is_found(place):
    alone = losses(place, -1e5, -3.0, states={v.c_i: 100.0, v.q_i: 1e-2})
    assert not np.any(alone[v.r_i])
    assert not np.any(alone[v.r_if])


@in_both_places
@given(of_all=st.floats(0.1, 100))
def test_no_more_is_found_than_was_isolated(place, of_all):
    """Plate up to a hundred times what finds it all: it falls towards zero and not below."""
    c_i, q_i, seconds = 100.0, 0.1, 3600.0
    i_m, j_f = (
        -stock * of_all * F / VALUES[rho] / seconds for stock, rho in ((c_i, v.rho), (q_i, v.rho_f))
    )
    alone = found_again(place, i_m, j_f, c_i, q_i).run(seconds)
    for stock, start in ((v.c_i, c_i), (v.q_i, q_i)):
        left = alone[stock] / start
        assert np.all(left > -1e-9)  # the integrator's 1e-10
        assert np.all(left < 1)
        assert of_all < 10 or np.all(left < 0.01)


@in_both_places
def test_what_is_found_again_is_missing_among_the_isolated(place):
    """The metal gains -r (plating.py, face_deposit.py) and the isolated lose it."""
    alone = found_again(place)
    assert alone[v.r_i].max() < 0
    assert alone[v.r_if] < 0
    np.testing.assert_array_equal(alone.rate(v.c_i), alone[v.r_i])
    np.testing.assert_array_equal(alone.rate(v.q_i), alone[v.r_if])


# ---- what film has to hold for it to be found ----


@in_both_places
@given(of_q_k=st.floats(0, 100))
def test_on_a_face_as_much_is_found_as_film_holds(place, of_q_k):
    """m: none without film, half at q_k, rising as its square and up to all; in the pores, film or not."""
    q_s = of_q_k * VALUES[v.q_k]
    held, all_of_it = found_again(place, options=HELD, q_s=q_s), found_again(place, q_s=q_s)
    m = of_q_k**2 / (1 + of_q_k**2)
    np.testing.assert_allclose(held[v.r_if], m * all_of_it[v.r_if], rtol=1e-12, atol=0)
    np.testing.assert_array_equal(held[v.r_i], all_of_it[v.r_i])
    assert held[v.r_i].max() < 0


@in_both_places
@given(j_f=st.floats(0, 50), q_s=st.floats(0, 10))
def test_what_is_stripped_is_lost_film_or_not(place, j_f, q_s):
    with_film, without = (found_again(place, 0.0, j_f, options=HELD, q_s=q) for q in (q_s, 0.0))
    np.testing.assert_array_equal(with_film[v.r_if], without[v.r_if])
