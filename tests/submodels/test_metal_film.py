"""MetalFilm: equations (1) to (4) of pybamm_miec/submodels/metal_film.py."""

import numpy as np
import pybamm
import pytest
from alone import L_HOST, PLACES, VALUES, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

ON_FRESH = {"metal film": "on fresh metal"}
UNDER = {**ON_FRESH, "collector plating": "true"}
A_M = 4e5  # [m-1]
GAMMA, A_F, C_N, Q_N = (VALUES[name] for name in (v.Gamma, v.A_f, v.c_n, v.q_n))
AREA_IN_PORES, AREA_ON_FACE = A_M / C_N, 1 / Q_N + A_F  # made by the first lithium [m2.mol-1]


def make(param, host, options):
    return submodels.MetalFilm(param, host, options=options)


def film(place, i_m=0.0, j_f=0.0, options=ON_FRESH, values=None, states=None, **more):
    """With `c_m`, `q_f`, `a_m` and `i_c` among `more`, or none; as `Alone` takes what is given."""

    def on_plane(given):
        return place.flat(given) if isinstance(given, int | float) else given

    surroundings = {
        v.i_m: i_m,
        v.i_c: more.get("i_c", 0.0),
        v.a_m: more.get("a_m", A_M),
        v.c_m: more.get("c_m", 0.0),
        v.j_f: on_plane(j_f),
        v.q_f: on_plane(more.get("q_f", 0.0)),
    }
    return Alone(make, place, surroundings, states, values, options)


def test_the_two_places_are_mirror_images():
    there = []
    for place in PLACES:
        depth = place.s / L_HOST
        there.append(film(place, -1e5 * depth**2, -3.0, c_m=90 * (1 - depth), a_m=A_M * depth))
    for what in (v.r_s, v.r_sf):
        np.testing.assert_allclose(*(alone[what] for alone in there), rtol=1e-9)  # round-off of x
    assert np.ptp(there[0][v.r_s]) > 0


@in_both_places
@given(i_m=st.floats(-1e7, -1), j_f=st.floats(-1e2, -1e-3), Gamma=st.floats(1e-7, 1e-2))
def test_of_the_first_lithium_as_much_goes_into_film_as_its_area_takes(place, i_m, j_f, Gamma):
    """Film over metal left, N = Gamma times the area that the metal makes; never more than is plated."""
    alone = film(place, i_m, j_f, values={v.Gamma: Gamma})
    for rate, plated, made in ((v.r_s, -i_m / F, AREA_IN_PORES), (v.r_sf, -j_f / F, AREA_ON_FACE)):
        assert np.all(alone[rate] > 0)
        left = plated - alone[rate]
        assert np.all(left > 0)
        np.testing.assert_allclose(alone[rate] / left, Gamma * made, rtol=1e-9)


@in_both_places
@given(times=st.floats(0, 5))
def test_metal_makes_the_less_area_the_more_there_is(place, times):
    """As present(c, c_n) rises, and on the face A_f beside it; to what 1 - tanh(5)^2 rounds off to."""
    alone = film(place, -1e5, -3.0, c_m=times * C_N, q_f=times * Q_N)
    slope = 1 / np.cosh(times) ** 2
    for rate, plated, area in (
        (v.r_s, 1e5 / F, AREA_IN_PORES * slope),
        (v.r_sf, 3.0 / F, slope / Q_N + A_F),
    ):
        N = alone[rate] / (plated - alone[rate])
        np.testing.assert_allclose(N, GAMMA * area, rtol=1e-6)


@in_both_places
def test_a_wall_that_is_wrapped_costs_nothing_and_a_face_goes_on(place):
    alone = film(place, -1e5, -3.0, c_m=40 * C_N, q_f=40 * Q_N)
    assert not np.any(alone[v.r_s])
    assert alone[v.r_sf] == pytest.approx(GAMMA * A_F / (1 + GAMMA * A_F) * 3.0 / F, rel=1e-12)


@in_both_places
@given(i_m=st.floats(0, 1e7), j_f=st.floats(0, 1e2), c_s=st.floats(0, 1e3), times=st.floats(0, 5))
def test_stripping_and_rest_make_no_film_and_find_none(place, i_m, j_f, c_s, times):
    states = {v.c_s: c_s, v.q_s: c_s}
    alone = film(place, i_m, j_f, states=states, c_m=times * C_N, q_f=times * Q_N)
    for what in (v.r_s, v.r_sf):
        assert not np.any(alone[what])
    for state in (v.c_s, v.q_s):
        assert not np.any(alone.rate(state))


@in_both_places
@given(i_m=st.floats(-1e7, 1e7), j_f=st.floats(-1e2, 1e2))
def test_what_reacts_is_found_in_the_film(place, i_m, j_f):
    alone = film(place, i_m, j_f)
    np.testing.assert_array_equal(alone.rate(v.c_s), alone[v.r_s])
    np.testing.assert_array_equal(alone.rate(v.q_s), alone[v.r_sf])


@in_both_places
def test_there_is_no_film_at_the_start(place):
    alone = film(place)
    assert not np.any(alone[v.c_s])
    assert not np.any(alone[v.q_s])


@in_both_places
@given(i_m=st.floats(-1e6, 1e6), i_c=st.floats(-1e6, 0))
def test_what_the_collector_plates_makes_area_with_what_the_walls_plate(place, i_m, i_c):
    """Of what is left when one strips what the other plates; without the option there is no such current."""
    together, alike = film(place, i_m, options=UNDER, i_c=i_c), film(place, i_m + i_c)
    np.testing.assert_allclose(together[v.r_s], alike[v.r_s], rtol=1e-12)
    np.testing.assert_array_equal(film(place, i_m, i_c=i_c)[v.r_s], film(place, i_m)[v.r_s])


@in_both_places
@pytest.mark.parametrize(
    ("metal", "rate", "others"),
    [("in pores", v.r_s, (v.q_s, v.r_sf)), ("on face", v.r_sf, (v.c_s, v.r_s))],
)
def test_there_is_film_where_metal_can_be(place, metal, rate, others):
    alone = film(place, -1e5, -3.0, options={**ON_FRESH, "lithium metal": metal})
    assert np.all(alone[rate] > 0)
    assert not {place.key(other) for other in others} & set(alone.model.variables)


# ---- what metal of an area has cost ----


def grown(place, seconds, charge, Gamma=GAMMA):
    """Bare walls plated for so many seconds; `charge` from the time to what has passed, both shares.

    What is there is what was plated less what went into film.
    """
    c, q = 3 * C_N, 2 * Q_N  # at the end, with the film's
    t = pybamm.t
    passed, per_second = charge(t / seconds), charge(t / seconds).diff(t)
    alone = film(
        place,
        place.over(1.0) * (-F * c * per_second),
        place.flat(1.0) * (-F * q * per_second),
        values={v.Gamma: Gamma},
        c_m=lambda states: c * passed - states[place.key(v.c_s)],
        q_f=lambda states: q * passed - states[place.key(v.q_s)],
    ).run(seconds)
    return {v.c_s: (alone[v.c_s], c - alone[v.c_s]), v.q_s: (alone[v.q_s], q - alone[v.q_s])}


CURRENTS = {
    "slow": (1e5, lambda x: x),
    "fast": (1.0, lambda x: x),
    "rising": (3600.0, lambda x: x**3),
    "falling": (3600.0, lambda x: 1 - (1 - x) ** 2),
}


@in_both_places
@pytest.mark.parametrize("Gamma", [GAMMA / 100, GAMMA, 10 * GAMMA])
@pytest.mark.parametrize("current", CURRENTS)
def test_metal_that_ends_with_an_area_has_cost_gamma_times_it(place, current, Gamma):
    """Whatever the current on the way, and though up to nine tenths of it went into film."""
    there = grown(place, *CURRENTS[current], Gamma)
    for state, area in (
        (v.c_s, lambda c: A_M * np.tanh(c / C_N)),
        (v.q_s, lambda q: np.tanh(q / Q_N) + A_F * q),
    ):
        cost, left = there[state]
        assert np.all(left > 0)
        np.testing.assert_allclose(cost, Gamma * area(left), rtol=1e-6)  # the integrator's


@in_both_places
def test_what_is_plated_in_a_second_go_costs_what_its_own_area_takes(place):
    """Metal that is there when plating begins has its film."""
    first = 0.7 * C_N
    alone = film(
        place,
        -F * C_N / 100.0,
        c_m=lambda states: first + C_N * pybamm.t / 100.0 - states[place.key(v.c_s)],
    ).run(100.0)
    left = first + C_N - alone[v.c_s]
    more = np.tanh(left / C_N) - np.tanh(0.7)
    np.testing.assert_allclose(alone[v.c_s], GAMMA * A_M * more, rtol=1e-6)
