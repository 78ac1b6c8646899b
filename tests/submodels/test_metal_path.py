"""MetalPath: equations (1) and (2) of pybamm_miec/submodels/metal_path.py."""

import numpy as np
import pybamm
import pytest
from alone import L_HOST, PLACES, V_LI, VALUES, Alone, centres, in_both_places, order
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

EPS_0, P_C, SIGMA_C, L_P = (VALUES[q] for q in (v.eps_0, v.p_c, v.sigma_c, v.l_p))
FULL = EPS_0 / V_LI


def make(param, host, options):
    return submodels.MetalPath(param, host, options=options)


def path(place, c_m=0.0, cells=20, values=None):
    return Alone(make, place, {v.c_m: c_m}, values=values, cells=cells).settle()


def test_the_two_places_are_mirror_images():
    there = []
    for place in PLACES:
        depth = place.s / L_HOST
        there.append(path(place, 0.7 * FULL * (1 - depth) ** 2))
    for what in (v.s, v.sigma_m):
        np.testing.assert_allclose(*(alone[what] for alone in there), rtol=1e-8)  # round-off of x
    assert np.ptp(there[0][v.sigma_m]) > 0


@in_both_places
@given(c_m=st.floats(0, FULL))
def test_a_pore_sees_all_the_metal_there_is(place, c_m):
    """(1) over the depth, with no gradient at its ends: what is spread is not lost."""
    alone = path(place, c_m * place.s / L_HOST)
    assert alone[v.s].mean() == pytest.approx(V_LI * c_m / 2, rel=1e-10, abs=1e-13)


@in_both_places
def test_second_order_in_space(place):
    """c_m = c (1 + cos(k s)), k = pi/L: s = V c (1 + cos(k s)/(1 + (k l)^2))."""
    k, c = np.pi / L_HOST, 0.4 * FULL

    def error(cells):
        alone = path(place, c * (1 + pybamm.cos(k * place.s)), cells=cells)
        waves = np.cos(k * centres(L_HOST, cells)) / (1 + (k * L_P) ** 2)
        return alone[v.s] - V_LI * c * (1 + waves)

    assert order(error, (20, 40)) == pytest.approx(2, abs=0.05)


@in_both_places
@pytest.mark.parametrize("share", [0.3, 0.6, 1.0])
def test_above_the_threshold_bruggeman(place, share):
    alone = path(place, share * FULL)
    expected = SIGMA_C * ((share - P_C) / (1 - P_C)) ** 1.5
    # the tail at 0.3, of p = 0.125: w e^(-p/w) is 3.1e-4 of it, and half as much again in p^1.5
    np.testing.assert_allclose(alone[v.sigma_m], expected, rtol=5e-4)


@in_both_places
@given(share=st.floats(0, 0.1))
def test_islands_do_not_conduct(place, share):
    """Below sigma_c (w e^(z/w))^1.5, with z = -0.125 at half of the threshold and w = p_c/10."""
    (sigma,) = set(path(place, share * FULL)[v.sigma_m].round(20))
    assert 0 <= sigma < SIGMA_C * (0.02 * np.exp(-6.2)) ** 1.5


@in_both_places
@pytest.mark.parametrize("p_c", [0.02, 0.1, 0.3])
def test_without_metal_there_is_no_path_wherever_the_threshold_is(place, p_c):
    """sigma_c w^1.5 e^(-15) at the most: the width goes with the threshold."""
    sigma = path(place, values={v.p_c: p_c})[v.sigma_m]
    assert np.all(sigma < SIGMA_C * (p_c / 10) ** 1.5 * np.exp(-15))


@in_both_places
def test_more_metal_conducts_better(place):
    shares = np.linspace(0.1, 1, 19)
    sigma = [path(place, share * FULL)[v.sigma_m][0] for share in shares]
    assert np.all(np.diff(sigma) > 0)


@in_both_places
def test_isolated_lithium_conducts_nothing(place):
    """It is cut off: with a pore full of it beside the metal, the path is what it was."""
    isolated = {v.c_m: 0.3 * FULL, v.c_i: 0.6 * FULL}
    beside = Alone(make, place, isolated).settle()
    np.testing.assert_array_equal(beside[v.sigma_m], path(place, 0.3 * FULL)[v.sigma_m])
