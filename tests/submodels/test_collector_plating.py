"""CollectorPlating: equations (1) to (4) of pybamm_miec/submodels/collector_plating.py."""

import numpy as np
import pytest
from alone import L_HOST, PLACES, RT, VALUES, Alone, F, centres, in_both_places, order
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v


def make(param, host, options):
    return submodels.CollectorPlating(param, host, options=options)


def foil(place, phi_cc=-0.05, y=1.0, phi_e=0.0, c_e=1500.0, cells=20, values=None, **options):
    given = {v.phi_cc: place.flat(phi_cc), v.y: y, v.phi_e: phi_e, v.c_e: c_e, v.T: 298.15}
    given[v.theta_c] = place.flat(0.3)
    options = {"collector plating": "true", **options}
    return Alone(make, place, given, cells=cells, values=values, options=options)


def current(*args, **kwargs):
    (j_c,) = foil(*args, **kwargs)[v.j_c]
    return j_c


def test_the_two_places_are_mirror_images():
    there = []
    for place in PLACES:
        d = place.s / L_HOST
        there.append(foil(place, -0.02, 0.8 - 0.5 * d, 0.01 + 0.03 * d, 1500 - 400 * d))
    for what in (v.eta_c, v.j_c, v.i_c):
        np.testing.assert_allclose(*(alone[what] for alone in there), rtol=1e-8)  # round-off of x


@in_both_places
@given(rise=st.floats(0.01, 0.1), cells=st.sampled_from([3, 5, 20]))
def test_the_foil_sees_the_pores_that_it_takes_its_ions_from(place, rise, cells):
    """Their potential and salt, with the weight of what it takes, cell by cell of any mesh.

    Whether they are open it sees at its own plane; a linear profile is extrapolated without error.
    """
    d = place.s / L_HOST
    alone = foil(place, -0.05, 0.9 - 0.4 * d, 0.02 + rise * d**2, 900 + 500 * d, cells)
    depth = centres(L_HOST, cells) / L_HOST
    weight = alone[v.i_c] * L_HOST / cells / alone[v.j_c]
    phi_e, c_e = (float(weight @ x) for x in (0.02 + rise * depth**2, 900 + 500 * depth))
    assert alone[v.eta_c][0] == pytest.approx(-0.05 - phi_e, rel=1e-9)
    alike = current(place, -0.05, 0.5, phi_e, c_e)
    assert alone[v.j_c][0] == pytest.approx(alike, rel=1e-9)


@in_both_places
@given(phi_cc=st.floats(-0.3, 0.3), cells=st.sampled_from([2, 3, 20, 77]))
def test_the_pores_above_take_exactly_its_current(place, phi_cc, cells):
    """On any mesh, however coarse: (4) is a divergence."""
    alone = foil(place, phi_cc, cells=cells)
    taken = alone[v.i_c].sum() * L_HOST / cells
    assert taken == pytest.approx(alone[v.j_c][0], rel=1e-12, abs=1e-14)


@in_both_places
def test_second_order_in_space(place):
    """i_c = j_c e^(-s/l_c) / (l_c (1 - e^(-L/l_c))), the derivative of (4), s from the collector."""
    l_c = VALUES[v.l_c]

    def error(cells):
        alone = foil(place, cells=cells)
        decay = np.exp(-centres(L_HOST, cells)[::-1] / l_c)
        return alone[v.i_c] / (alone[v.j_c] * decay / (l_c * (1 - np.exp(-L_HOST / l_c)))) - 1

    assert order(error, (80, 160)) == pytest.approx(2, abs=0.05)


@in_both_places
@given(phi_cc=st.floats(0, 2.5))
def test_the_foil_is_only_plated(place, phi_cc):
    """What it plates strips with the metal in the pores."""
    assert current(place, phi_cc) == 0
    assert current(place, -phi_cc - 0.01) < 0


@in_both_places
@given(y=st.floats(0, 1))
def test_closed_pores_let_nothing_through(place, y):
    assert current(place, y=y) == pytest.approx(y * current(place), rel=1e-12)


@in_both_places
@given(y=st.floats(-1, 0))
def test_pores_that_are_extrapolated_to_be_more_than_full_are_closed(place, y):
    assert current(place, y=y) == 0


@in_both_places
@given(phi_cc=st.floats(-0.3, 0.3))
def test_behind_a_barrier_only_the_covered_share_is_plated(place, phi_cc):
    alone = foil(place, phi_cc, nucleation="coverage")
    np.testing.assert_allclose(alone[v.j_c], 0.3 * alone[v.j_bc], rtol=1e-14)
    # islands grow by the current on what is covered
    np.testing.assert_array_equal(alone[v.j_bc], foil(place, phi_cc)[v.j_c])


@in_both_places
def test_without_salt_nothing_is_plated(place):
    assert current(place, -0.5, c_e=0.0) == 0


@in_both_places
def test_the_foil_is_counted_by_the_area_of_the_cell(place):
    """Deep in plating j = -j0_c e^(-alpha f eta), delayed by the 5 mV of the foil's onset."""
    f_eta = F / RT * -0.2
    delayed = f_eta**2 / (-f_eta + 0.2)
    expected = -VALUES[v.j0_c] * np.exp(VALUES[v.alpha_m] * delayed)
    free = current(place, -0.2, values={v.j_lim: 1e9})
    assert free == pytest.approx(expected, rel=1e-3)  # e^(-f eta) = 4e-4
