"""PoreNucleation and FaceNucleation: equations (1) to (3) of pybamm_miec/submodels/nucleation.py."""

import numpy as np
import pytest
from alone import L_HOST, PLACES, RT, VALUES, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

A_M = 3e5  # [m-1]
COVERAGE = {"nucleation": "coverage"}
B_0, B_1, K_N, K_G, P_D, THETA_0 = (
    VALUES[q] for q in (v.B_0, v.B_1, v.k_n, v.k_g, v.p_d, v.theta_0)
)
theta = st.floats(1e-9, 1)


def pores(place, theta, eta=0.0, j_b=0.0, x=0.5, c_m=2000.0, values=None):
    given = {v.eta_m: eta, v.j_b: j_b, v.x_surf: x, v.c_m: c_m, v.T: 298.15, v.a_m: A_M}
    states = {v.lambda_m: np.log(theta)}
    law = submodels.PoreNucleation
    return Alone(at(law), place, given, states, values, COVERAGE)


def face(place, theta, eta=0.0, j_b=0.0, x=0.5, q_f=0.4, values=None):
    given = {v.eta_f: eta, v.j_bf: j_b, v.q_f: q_f}
    given = {name: place.flat(value) for name, value in given.items()} | {v.x_surf: x, v.T: 298.15}
    states = {v.lambda_f: np.log(theta)}
    law = submodels.FaceNucleation
    return Alone(at(law), place, given, states, values, COVERAGE)


def at(law):
    return lambda param, host, options: law(param, host, options=options)


def rate(alone):
    """d theta / dt = theta dlambda / dt."""
    lam, theta = (
        (v.lambda_m, v.theta_m)
        if alone.place.key(v.theta_m) in alone.model.variables
        else (v.lambda_f, v.theta_f)
    )
    return (alone[theta] * alone.rate(lam))[0]


on_each_wall = pytest.mark.parametrize("wall", [pores, face])


def test_the_two_places_are_mirror_images():
    inside, outside = [], []
    for place in PLACES:
        d = place.s / L_HOST
        inside.append(pores(place, 0.1, -0.08 * (1 - d), 3 * d - 1, d, 900 * d))
        outside.append(face(place, 0.1, -0.05, -2.0, 0.2 + 0.7 * d))
    for there, state in ((inside, v.lambda_m), (outside, v.lambda_f)):
        np.testing.assert_allclose(*(alone.rate(state) for alone in there), rtol=1e-8)  # of x
    assert np.ptp(inside[0].rate(v.lambda_m)) > 0


@in_both_places
@on_each_wall
@given(theta=theta, eta=st.floats(0, 2), B=st.sampled_from([0.0, 1e-3]))
def test_nothing_forms_at_or_above_zero_volt(place, wall, theta, eta, B):
    assert rate(wall(place, theta, eta, values={v.B_0: B, v.B_1: B})) == 0


@in_both_places
@on_each_wall
@given(eta=st.floats(-0.3, -0.03), x=st.floats(0, 1))
def test_a_bare_wall_is_seeded_over_its_barrier(place, wall, eta, x):
    """k_n e^(-B/eta^2) (1 - e^(f eta)); of 1e-9 covered."""
    B = B_0 + (B_1 - B_0) * x
    expected = K_N * np.exp(-B / eta**2) * (1 - np.exp(F / RT * eta))
    # B/eta^2 * (1e-8)/eta^2: what keeps B/eta^2 finite at 0 V
    assert rate(wall(place, 1e-9, eta, x=x)) == pytest.approx(expected, rel=1e-4)


@in_both_places
@on_each_wall
@given(theta=theta, j=st.floats(-50, -0.1))
def test_islands_grow_over_the_bare_wall(place, wall, theta, j):
    expected = theta * (1 - theta) * K_G * -j / F
    assert rate(wall(place, theta, j_b=j)) == pytest.approx(expected, rel=1e-9, abs=1e-15)


@in_both_places
@given(theta=theta, j=st.floats(0.1, 50), q=st.floats(0, 3000))
def test_islands_that_dissolve_leave_a_power_of_the_metal(place, theta, j, q):
    """theta ~ (q + q_0)^p while metal goes at S theta j/F: d ln theta/d ln(q + q_0) = p."""
    for alone, wall, presence in (
        (pores(place, theta, j_b=j, c_m=q), A_M, VALUES[v.c_n]),
        (face(place, theta, j_b=j, q_f=q / 1000), 1.0, VALUES[v.q_n]),
    ):
        amount = q if wall == A_M else q / 1000
        shrinks = wall * theta * j / F / (amount + presence)
        assert rate(alone) / theta == pytest.approx(-P_D * shrinks, rel=1e-9)


@in_both_places
@on_each_wall
def test_a_covered_wall_has_no_more_to_cover(place, wall):
    assert rate(wall(place, 1.0, -0.1, -20.0)) == 0


@in_both_places
@pytest.mark.parametrize("amount", [0.0, 0.03, 5.0])
def test_metal_at_the_start_covers_what_it_is_present_on(place, amount):
    expected = THETA_0 + (1 - THETA_0) * np.tanh(amount)
    for law, state, start, presence in (
        (submodels.PoreNucleation, v.theta_m, v.c_m0, VALUES[v.c_n]),
        (submodels.FaceNucleation, v.theta_f, v.q_f0, VALUES[v.q_n]),
    ):
        given = {v.eta_m: 0, v.j_b: 0, v.x_surf: 0, v.c_m: 0, v.T: 298.15, v.a_m: A_M}
        given |= {q: place.flat(0) for q in (v.eta_f, v.j_bf, v.q_f)}
        alone = Alone(at(law), place, given, None, {start: amount * presence}, COVERAGE)
        np.testing.assert_allclose(alone[state], expected, rtol=1e-12)
