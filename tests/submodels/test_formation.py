"""Formation: equations (1) and (2) of pybamm_miec/submodels/formation.py."""

import numpy as np
import pytest
from alone import A_S, L_HOST, PLACES, RT, VALUES, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

Q_E, U_E, J0_E = VALUES[v.Q_e], VALUES[v.U_e], VALUES[v.j0_e]
J_LIM, ALPHA = VALUES[v.j_lim], VALUES[v.alpha_m]


def make(param, host, options):
    return submodels.Formation(param, host, options=options)


def film(place, phi, q_e=None):
    given = {v.phi: phi, v.T: 298.15, v.a_s: A_S}
    states = {} if q_e is None else {v.q_e: q_e}
    return Alone(make, place, given, states, options={"first film": "on walls"})


def test_the_two_places_are_mirror_images():
    there = [film(place, U_E - 0.3 * (place.s / L_HOST) ** 2) for place in PLACES]
    assert np.ptp(there[0][v.i_e]) > 0
    np.testing.assert_allclose(*(alone[v.i_e] for alone in there), rtol=1e-8)  # round-off of x
    np.testing.assert_allclose(*(alone.rate(v.q_e) for alone in there), rtol=1e-8)


@in_both_places
@given(below=st.floats(1e-3, 2), q=st.floats(0, 0.99))
def test_the_film_grows_below_its_potential(place, below, q):
    assert np.all(film(place, U_E - below, q * Q_E).rate(v.q_e) > 0)


@in_both_places
@given(above=st.floats(0, 4), q=st.floats(0, 1))
def test_it_neither_grows_nor_dissolves_above(place, above, q):
    alone = film(place, U_E + above, q * Q_E)
    assert not np.any(alone[v.i_e])
    assert not np.any(alone.rate(v.q_e))


@in_both_places
def test_a_host_can_begin_with_a_film(place):
    given = {v.phi: 0.1, v.T: 298.15, v.a_s: A_S}
    alone = Alone(make, place, given, values={v.q_e0: Q_E}, options={"first film": "on walls"})
    np.testing.assert_allclose(alone[v.q_e], Q_E, rtol=1e-14)
    # round-off of 1 - q_e/Q_e, in a film that grew 1e6 times as fast without it
    np.testing.assert_allclose(alone.rate(v.q_e), 0, atol=1e-12 * A_S * J_LIM / F)


@in_both_places
@given(phi=st.floats(-1, 4))
def test_a_film_that_is_thick_enough_has_stopped_itself(place, phi):
    np.testing.assert_array_equal(film(place, phi, Q_E)[v.i_e], 0)


@in_both_places
def test_the_further_below_the_faster_as_a_reaction(place):
    """Linear at first, then by e^(al f eta), then as fast as its ions can come."""
    f = F / RT
    currents = [-film(place, U_E - eta)[v.i_e][0] / A_S for eta in (1e-6, 0.2, 5.0)]
    expected = [J0_E * f * 1e-6, J0_E * np.exp(ALPHA * f * 0.2), J_LIM]
    # 1e-6 V over RT/F; e^(-f eta) = 4e-4 left of the way back; j0/j_lim e^(al f eta) = 2e-4 of the bound
    assert currents == pytest.approx(expected, rel=1e-3)


@in_both_places
@given(below=st.floats(0.05, 0.6), times=st.floats(0.1, 30))
def test_it_grows_once_and_holds_no_more_than_its_capacity(place, below, times):
    """q_e = Q_e (1 - e^(-t/tau)) at a constant potential, to the integrator's 1e-10."""
    alone = film(place, U_E - below)
    np.testing.assert_array_equal(alone[v.q_e], 0)
    tau = Q_E / alone.rate(v.q_e)[0]
    q_e = alone.run(times * tau)[v.q_e]
    np.testing.assert_allclose(q_e / Q_E, -np.expm1(-times), rtol=1e-7)
    assert np.all(q_e <= Q_E * (1 + 1e-9))


@in_both_places
@given(below=st.floats(-1, 2), q=st.floats(0, 1))
def test_what_is_reduced_is_found_in_the_film(place, below, q):
    alone = film(place, U_E - below * place.s / L_HOST, q * Q_E)
    np.testing.assert_allclose(alone.rate(v.q_e), -alone[v.i_e] / F, rtol=1e-15)
