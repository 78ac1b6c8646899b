"""Ions in the frame and in its grains: equations (1) to (4) of pybamm_miec/submodels/ion_conduction.py."""

import numpy as np
import pybamm
import pytest
from alone import (
    A_S,
    EPS_S,
    FICK,
    L_HOST,
    PLACES,
    Alone,
    F,
    centres,
    each_grain,
    filling,
    grains,
    in_both_places,
    order,
    stock_grains,
)
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

TOR = 0.4
K, MU_0 = np.pi / L_HOST, 0.01  # [m-1], [V]
FRAME = {"ion path": "liquid and frame"}


# ---- ions in the frame ----


def ions(place, phi_s=0.0, U_s=0.0, x=0.5, kappa_h=0.02, cells=20, options=None, **more):
    def make(param, host, options):
        return submodels.FrameIons(param, host, options=options)

    given = {v.phi_s: phi_s, v.U_s: U_s, v.x_surf: x, v.tor_s: TOR, v.T: 298.15, v.a_s: A_S}
    given |= {getattr(v, letter): symbol for letter, symbol in more.items()}
    values, options = {v.kappa_h: kappa_h}, FRAME | (options or {})
    return Alone(make, place, given, values=values, options=options, cells=cells)


def divergence(alone):
    return alone.of(pybamm.div(alone.model.variables[alone.place.key(v.i_h)]))


def better_with_lithium(x, T):
    return 0.02 * (1 + 3 * x**2) * T / 298.15


def test_the_two_frames_are_mirror_images():
    there = []
    for place in PLACES:
        d = place.s / L_HOST
        there.append(ions(place, 0.1 * d**2, 0.4 - 0.3 * d, d, better_with_lithium))
    currents = [alone[v.i_h] * place.inwards for alone, place in zip(there, PLACES, strict=True)]
    assert np.ptp(currents[0]) > 0
    np.testing.assert_allclose(*currents, rtol=1e-8)  # round-off of x
    np.testing.assert_allclose(*map(divergence, there), rtol=1e-8)
    np.testing.assert_allclose(*(alone[v.kappa_h_eff] for alone in there), rtol=1e-8)


@in_both_places
@given(steep=st.floats(-0.5, 0), U=st.floats(0.1, 2), cells=st.sampled_from([2, 3, 20, 77]))
def test_ions_that_leave_one_grain_are_found_in_another(place, steep, U, cells):
    """Nothing passes the ends: div i_h integrates to zero to round-off, on any mesh."""
    d = place.s / L_HOST
    alone = ions(place, 0.1 + steep * d**3, U * d**2, 0.5, better_with_lithium, cells)
    i_h = alone[v.i_h]
    assert i_h[0] == i_h[-1] == 0
    assert np.ptp(i_h) > 0
    apart = np.abs(divergence(alone)).sum()
    assert abs(divergence(alone).sum()) <= 1e-14 * apart  # a sum of 77


@in_both_places
@pytest.mark.parametrize("what", ["current", "divergence"])
def test_second_order_in_space(place, what):
    """mu = mu_0 cos(K s) and x = 0.2 + 0.6 s/L: i_h = kappa_h B mu_0 K sin(K s)."""
    d = place.s / L_HOST

    def kappa(s):
        return TOR * better_with_lithium(0.2 + 0.6 * s / L_HOST, 298.15)

    def current(s):
        return kappa(s) * MU_0 * K * np.sin(K * s)

    def falls(s):
        rises = TOR * 0.02 * 6 * (0.2 + 0.6 * s / L_HOST) * 0.6 / L_HOST
        return MU_0 * K * (rises * np.sin(K * s) + kappa(s) * K * np.cos(K * s))

    def error(cells):
        # a slope that electrons and lithium share drives no ion
        phi_s, U_s = MU_0 * np.cos(K * place.s) + 0.3 * d * (1 - d), 0.3 * d * (1 - d)
        alone = ions(place, phi_s, U_s, 0.2 + 0.6 * d, better_with_lithium, cells)
        if what == "divergence":
            return divergence(alone) - falls(centres(L_HOST, cells))
        return alone[v.i_h] * place.inwards - current(np.linspace(0, L_HOST, cells + 1))

    assert order(error, (40, 80)) == pytest.approx(2, abs=0.05)


@in_both_places
def test_lithium_that_rests_moves_no_ions(place):
    """phi_s - U_h the same everywhere, whatever the electrons and the lithium do."""
    slope = 0.5 * place.s / L_HOST
    i_h = ions(place, 0.1 + slope, slope)[v.i_h]
    moved = ions(place, 0.1 + slope, 0.0)[v.i_h]
    assert np.abs(i_h).max() < 1e-12 * np.abs(moved).max()  # round-off of 0.5 V over a cell's 25 mV


@in_both_places
@given(kappa_h=st.floats(0, 1))
def test_ions_meet_the_frame_as_it_conducts(place, kappa_h):
    """-kappa_h B d mu/dx; none where kappa_h vanishes."""
    alone = ions(place, 0.1 * place.s / L_HOST, kappa_h=kappa_h)
    np.testing.assert_allclose(alone[v.kappa_h_eff], kappa_h * TOR, rtol=1e-14)
    inside = alone[v.i_h][1:-1] * place.inwards
    np.testing.assert_allclose(inside, -kappa_h * TOR * 0.1 / L_HOST, rtol=1e-9)  # round-off of x


# ---- their lithium in the grains ----


@in_both_places
@each_grain
@given(steep=st.floats(-0.5, -1e-3), cells=st.sampled_from([2, 3, 20]))
def test_what_enters_the_grains_is_what_the_frame_lets_go(place, particle, steep, cells):
    """a_s j_i = d i_h/dx in every cell of any mesh, and nothing over all of them, to round-off.

    Where grains have a depth, j_i is solved for.
    """
    profile, grain = 0.1 + steep * (place.s / L_HOST) ** 3, {"particle": particle}
    alone = ions(place, profile, 0.0, 0.5, better_with_lithium, cells, grain)
    assert bool(alone.model.algebraic) == (particle == FICK)
    alone = alone.settle() if particle == FICK else alone
    enters = A_S * alone[v.j_i]
    lets_go = np.diff(alone[v.i_h] * place.inwards) * cells / L_HOST
    most = np.abs(lets_go).max()
    assert most > 0
    # round-off of x, and of the solver's 1e-13 A.m-2
    np.testing.assert_allclose(enters, lets_go, rtol=1e-8, atol=1e-8 * most)
    assert abs(enters.sum()) <= 1e-9 * np.abs(enters).sum()


@in_both_places
def test_where_sites_open_the_frame_conducts_by_how_full_the_open_ones_are(place):
    opening = {"activation": "by emptying"}
    alone = ions(place, x=0.1, kappa_h=better_with_lithium, options=opening, x_o=0.6)
    expected = TOR * better_with_lithium(0.6, 298.15)
    np.testing.assert_allclose(alone[v.kappa_h_eff], expected, rtol=1e-14)


def with_ions(param, host, options):
    law = submodels.grains_with_ions(options.host)
    return submodels.Given(stock_grains(param, host, options), law)


@each_grain
def test_the_grains_of_both_places_are_mirror_images(particle):
    there = [
        grains(place, particle, with_ions, {v.j_h: 1e-2 * d, v.j_i: 3e-2 * (0.5 - d**2)})
        for place, d in ((place, place.s / L_HOST) for place in PLACES)
    ]
    scale = np.ptp(filling(there[0]))
    assert scale > 0
    # of x, where the current turns
    np.testing.assert_allclose(*map(filling, there), rtol=1e-8, atol=1e-9 * scale)


@in_both_places
@each_grain
@given(j_i=st.floats(-1, 1), j_h=st.floats(-1, 1))
def test_what_arrives_through_its_contacts_enters_a_grain(place, particle, j_i, j_h):
    """F eps_s dc/dt = -a_s (j_h + j_i)."""
    alone = grains(place, particle, with_ions, {v.j_h: j_h, v.j_i: j_i})
    # round-off, of what diffuses to and fro between the shells of a grain too
    np.testing.assert_allclose(
        F * EPS_S * filling(alone), -A_S * (j_h + j_i), rtol=1e-12, atol=1e-5
    )


@in_both_places
@each_grain
@given(j_h=st.floats(-1, 1))
def test_without_ions_in_the_frame_the_grains_are_pybamms(place, particle, j_h):
    profile = j_h * place.s / L_HOST
    plain = filling(grains(place, particle, given={v.j_h: profile}))
    none, some = (
        filling(grains(place, particle, with_ions, {v.j_h: profile, v.j_i: j_i}))
        for j_i in (0.0, 1e-3)
    )
    # round-off of what diffuses to and fro between the shells of a grain, 1e-13 mol.m-3.s-1
    np.testing.assert_allclose(none, plain, rtol=1e-12, atol=1e-12)
    assert np.abs(some - plain).min() > 0


@each_grain
def test_what_the_surface_reacts_is_left_as_it_is(particle):
    """Only the grains see the ions: the reaction's current is the liquid's and the electrons' too."""
    alone = grains(PLACES[1], particle, with_ions, {v.j_h: 0.5, v.j_i: 0.1})
    np.testing.assert_array_equal(alone[v.j_h], 0.5)
