"""Plating: equations (1) to (6) of pybamm_miec/submodels/plating.py."""

import numpy as np
import pytest
from alone import L_HOST, PLACES, RT, V_LI, VALUES, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

A_M = 3e5  # [m-1]
amount = st.floats(0, 3e4)  # of metal in the pores [mol.m-3]


def make(param, host, options):
    return submodels.Plating(param, host, options=options)


def plating(place, phi=0.0, c_m=4000.0, values=None, c_e=1500.0, eta_sei=0.0, r_i=0.0, **more):
    """The law in a pore; whatever is not given is uniform."""
    given = {
        v.phi: phi,
        v.eta_sei: eta_sei,
        v.c_e: c_e,
        v.T: 298.15,
        v.a_m: A_M,
        v.c_i: 0,
        v.r_i: r_i,
        v.i_c: -5e4,
        v.theta_m: 0.3,
    }
    return Alone(make, place, given, states={v.c_m: c_m}, values=values, **more)


def test_the_two_places_are_mirror_images():
    there = []
    for place in PLACES:
        depth = place.s / L_HOST
        phi, c_m, c_e = -0.05 + 0.1 * depth**2, 60 * depth, 1500 - 1300 * depth
        there.append(plating(place, phi, c_m, c_e=c_e, r_i=1e-3 * depth))
    for what in (v.j_m, v.i_m, v.eta_m, v.c_m):
        np.testing.assert_allclose(*(alone[what] for alone in there), rtol=1e-10)  # round-off of x
        assert np.ptp(there[0][what]) > 0
    np.testing.assert_allclose(*(alone.rate(v.c_m) for alone in there), rtol=1e-10)


@in_both_places
@given(phi=st.floats(-0.3, 0.3), c_m=amount, r_i=st.floats(0, 1))
def test_lithium_put_in_is_lithium_found(place, phi, c_m, r_i):
    """F d/dt int c_m dx = -int a_m j_m dx, less what is cut off on the way."""
    alone = plating(place, phi * place.s / L_HOST, c_m, r_i=r_i)
    through = np.mean(-A_M * alone[v.j_m])
    assert F * np.mean(alone.rate(v.c_m) + r_i) == pytest.approx(through, rel=1e-12, abs=1e-6 * r_i)


@in_both_places
def test_what_the_collector_plates_is_metal_in_the_pores(place):
    with_it, without = (
        plating(place, -0.05, options={"collector plating": on}).rate(v.c_m)
        for on in ("true", "false")
    )
    np.testing.assert_allclose(with_it - without, 5e4 / F, rtol=1e-12)


@in_both_places
@given(eta=st.floats(0.01, 0.3), c_m=st.floats(0, 100))
def test_of_the_bare_wall_only_the_share_without_a_barrier_is_plated(place, eta, c_m):
    """What is metal already has none, neither plated nor stripped."""
    for phi in (-eta, eta):
        alone = plating(place, phi, c_m, options={"nucleation": "coverage"})
        phi_m, bare = np.tanh(c_m / VALUES[v.c_n]), plating(place, phi, 0.0)[v.j_m]
        expected = phi_m * alone[v.j_b] + (1 - phi_m) * 0.3 * bare
        np.testing.assert_allclose(alone[v.j_m], expected, rtol=1e-12)  # round-off


@in_both_places
@given(phi=st.floats(-0.3, 0.3), c_m=amount)
def test_the_current_on_metal_is_that_of_a_wall_that_is_all_metal(place, phi, c_m):
    """However much there is: tanh(4000/50) is 1."""
    for options in ({}, {"nucleation": "coverage"}):
        on_metal = plating(place, phi, c_m, options=options)[v.j_b]
        np.testing.assert_allclose(on_metal, plating(place, phi, 4000.0)[v.j_m], rtol=1e-12)


@in_both_places
@given(c_m=st.floats(-1, 3e4), c_e=st.floats(0, 3000))
def test_metal_rests_at_zero_volt_whatever_its_amount(place, c_m, c_e):
    assert np.all(plating(place, 0.0, c_m, c_e=c_e)[v.j_m] == 0)


@in_both_places
@given(phi=st.floats(1e-3, 2.5))
def test_a_bare_wall_is_not_stripped(place, phi):
    assert np.all(plating(place, phi, 0.0)[v.j_m] == 0)


@in_both_places
@given(phi=st.floats(-2.5, -1e-3))
def test_a_bare_wall_is_plated_as_a_covered_one_after_a_soft_start(place, phi):
    bare, covered = (plating(place, phi, c_m)[v.j_m] for c_m in (0.0, 4000.0))
    assert np.all(bare < 0)
    assert np.all(bare >= covered * (1 + 1e-12))  # round-off
    if phi < -0.1:  # z^2/(z + 0.2) for z: e^(-0.1) at the most
        assert np.all(bare <= 0.9 * covered)


@in_both_places
def test_without_salt_nothing_is_plated(place):
    assert np.all(plating(place, -0.5, c_e=0.0)[v.j_m] == 0)


@in_both_places
def test_metal_that_roundoff_made_negative_is_put_back(place):
    assert np.all(plating(place, 0.5, -1e-3).rate(v.c_m) > 0)


@in_both_places
def test_the_overpotential_is_over_lithium_metal_and_behind_the_film(place):
    """Linear kinetics: j = j0 F/RT (phi + eta_sei)."""
    alone = plating(place, 3e-6, eta_sei=-1e-6)
    np.testing.assert_allclose(alone[v.eta_m], 2e-6, rtol=1e-12)
    expected = VALUES[v.j0_m] * F / RT * 2e-6
    np.testing.assert_allclose(alone[v.j_m], expected, rtol=1e-4)  # F eta/RT = 8e-5


@in_both_places
def test_deep_in_plating_the_transfer_coefficient_sets_the_slope(place):
    """Tafel: d ln|j|/d eta = -alpha F/RT, with the limiting current out of the way."""
    h, free = 1e-3, {v.j_lim: 1e9}
    j = [plating(place, phi, values=free)[v.j_m][0] for phi in (-0.2 - h, -0.2 + h)]
    slope = np.log(j[1] / j[0]) / (2 * h)
    assert slope == pytest.approx(
        -VALUES[v.alpha_m] * F / RT, rel=2e-3
    )  # e^(-F eta/RT)/alpha = 1e-3


@in_both_places
def test_the_law_of_the_user_counts_and_is_tame_where_a_concentration_ends(place):
    def j0(c_e, c_m, T):
        return 1e-3 * (c_e * c_m) ** 0.5 * T / 298.15

    plenty = plating(place, -1e-6, 20000.0, values={v.j0_m: j0})[v.j_m]
    np.testing.assert_allclose(plenty, -1e-3 * (1500 * 20000) ** 0.5 * F / RT * 1e-6, rtol=1e-4)
    for c_m, c_e in ((0.0, 1500.0), (-1e-3, 1500.0), (4000.0, -1e-3)):
        assert np.all(np.isfinite(plating(place, -0.1, c_m, {v.j0_m: j0}, c_e).rate(v.c_m)))


@in_both_places
def test_no_law_of_the_user_turns_the_current_round(place):
    """As one linear in the metal would where round-off has made that negative."""
    laws = {v.j0_m: lambda c_e, c_m, T: 1e-3 * c_m + 0 * c_e * T}
    assert np.all(plating(place, -0.1, -1e-3, laws)[v.j_m] == 0)


@in_both_places
def test_the_metal_starts_as_the_user_says(place):
    given = {v.phi: 0, v.eta_sei: 0, v.c_e: 1500, v.T: 298.15, v.a_m: A_M, v.c_i: 0, v.r_i: 0}
    np.testing.assert_allclose(Alone(make, place, given, values={v.c_m0: 123.0})[v.c_m], 123.0)


@in_both_places
def test_pybamm_finds_the_thickness_of_the_film(place):
    thickness = plating(place, c_m=4000.0)["{Host} lithium plating thickness [m]"]
    grains = 3 * VALUES["{Host} electrode active material volume fraction"] / VALUES[v.R]
    np.testing.assert_allclose(thickness, V_LI * 4000 / grains, rtol=1e-12)
