"""IsolatedLithium: equations (1) and (2) of pybamm_miec/submodels/losses.py."""

import numpy as np
import pytest
from alone import L_HOST, PLACES, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

share = st.floats(1e-6, 0.9)


def make(param, host, options):
    return submodels.IsolatedLithium(param, host, options=options)


def losses(place, i_m=0.0, j_f=0.0, values=None, options=None):
    given = {v.i_m: i_m, v.j_f: place.flat(j_f)}
    return Alone(make, place, given, values=values, options=options)


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
