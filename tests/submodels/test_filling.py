"""Filling: equations (1) to (4) of pybamm_miec/submodels/filling.py."""

import numpy as np
import pybamm
import pytest
from alone import L_HOST, PLACES, V_LI, VALUES, Alone, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v
from pybamm_miec.options import HostOptions

EPS_0, EPS_R = VALUES[v.eps_0], VALUES[v.eps_r]
FULL = (EPS_0 - EPS_R) / V_LI  # metal in a full pore [mol.m-3]
each_law = pytest.mark.parametrize("law", HostOptions.own["host area"])


def make(param, host, options):
    del host
    return submodels.Filling(param, options)


def filling(place, c_m=0.0, c_i=0.0, options=None, values=None, L_sei=0.0, c_s=0.0):
    given = {v.c_m: c_m, v.c_i: c_i, v.c_s: c_s, v.L_sei: L_sei, v.a_s: 4.5e5}
    return Alone(make, place, given, options=options, values=values)


@each_law
def test_the_two_places_are_mirror_images(law):
    there = []
    for place in PLACES:
        depth = place.s / L_HOST
        there.append(filling(place, 0.9 * FULL * depth, 900 * (1 - depth) ** 2, {"host area": law}))
    for what in (v.eps, v.y, v.a_m, v.a_w, v.fill):
        np.testing.assert_allclose(*(alone[what] for alone in there), rtol=1e-12)  # round-off of x
        assert np.ptp(there[0][what]) > 0 or law == "constant"


@in_both_places
@given(c_m=st.floats(0, FULL / 2), c_i=st.floats(0, FULL / 2))
def test_pores_lose_what_lithium_takes(place, c_m, c_i):
    alone = filling(place, c_m * place.s / L_HOST, c_i)
    taken = V_LI * (c_m / 2 + c_i)  # over the depth
    assert np.mean(EPS_0 - alone[v.eps]) == pytest.approx(taken, abs=1e-15)


@in_both_places
@given(share=st.floats(0, 1))
def test_a_pore_fills_up_to_the_residual_porosity(place, share):
    """Whether the lithium in it can be used or not."""
    alone = filling(place, share * FULL * 0.7, share * FULL * 0.3)
    np.testing.assert_allclose(alone[v.fill], share, rtol=1e-13, atol=1e-15)
    # w ln(1 + e^(-g/w)) <= w ln 2 above a straight line
    np.testing.assert_allclose(alone[v.y], 1 - share, atol=2e-3 * np.log(2) + 1e-8)


@in_both_places
@each_law
def test_empty_pores_have_the_wall_they_were_made_with(place, law):
    a_0 = filling(place, options={"host area": law})[v.a_m]
    R, eps_s = VALUES[v.R], VALUES["{Host} electrode active material volume fraction"]
    grains = 3 * eps_s / R
    expected = {
        "overlapping spheres": -3 * EPS_0 * np.log(EPS_0) / R,
        "overlapping fibres": -2 * EPS_0 * np.log(EPS_0) / R,
        "cylindrical pores": 2 * EPS_0 / R,
    }.get(law, grains)
    np.testing.assert_allclose(a_0, expected, rtol=1e-8)  # FLOOR


@in_both_places
@each_law
@given(share=st.floats(0, 1))
def test_a_little_of_the_wall_stays_wet(place, law, share):
    """2 % of what it was made with, also in a full pore."""
    options = {"host area": law}
    alone, empty = (filling(place, c, options=options) for c in (share * FULL, 0.0))
    stays = (alone[v.a_w] - alone[v.a_m]) / empty[v.a_m]
    # FLOOR; where little else is left, 1e-16 of a_m/a_0 over 2 %
    np.testing.assert_allclose(stays, 0.02, rtol=1e-8)


@in_both_places
def test_sei_takes_room_as_it_grows(place):
    sei = {
        "SEI": ("solvent-diffusion limited", "none") if place.full else "solvent-diffusion limited"
    }
    first = {"Initial SEI thickness [m]": 5e-9}
    alone = filling(place, L_sei=25e-9, options=sei, values=first)
    np.testing.assert_allclose(alone[v.eps], EPS_0 - 4.5e5 * 20e-9, rtol=1e-14)


@in_both_places
@given(c_s=st.floats(0, 5e3), c_m=st.floats(0, 1e4))
def test_film_on_metal_takes_room_of_its_own(place, c_s, c_m):
    """V_f a lithium, which is not what it takes as metal; none without the option."""
    film = {"metal film": "on fresh metal"}
    with_film, without = (filling(place, c_m, options=o, c_s=c_s) for o in (film, None))
    taken = VALUES[v.V_f] * c_s
    np.testing.assert_allclose(without[v.eps] - with_film[v.eps], taken, rtol=0, atol=1e-15)
    np.testing.assert_allclose(EPS_0 - without[v.eps], V_LI * c_m, rtol=0, atol=1e-15)


@in_both_places
def test_film_and_sei_take_room_beside_each_other(place):
    sei = "solvent-diffusion limited"
    both = {"SEI": (sei, "none") if place.full else sei, "metal film": "on fresh metal"}
    alone = filling(
        place, L_sei=25e-9, options=both, values={"Initial SEI thickness [m]": 5e-9}, c_s=300.0
    )
    taken = 4.5e5 * 20e-9 + VALUES[v.V_f] * 300.0
    np.testing.assert_allclose(alone[v.eps], EPS_0 - taken, rtol=1e-14)


@in_both_places
def test_the_other_layers_keep_their_pores(place):
    alone = filling(place, 0.5 * FULL)
    np.testing.assert_array_equal(alone["Separator porosity"], VALUES["Separator porosity"])
    if place.full:
        np.testing.assert_array_equal(alone["{Other} electrode porosity"], 0.3)


@in_both_places
def test_the_average_over_the_depth_is_named_as_pybamm_names_it(place):
    alone = filling(place, FULL * place.s / L_HOST)
    assert alone["X-averaged {host} electrode filled share of pores"] == pytest.approx(
        0.5, rel=1e-12
    )


@in_both_places
@pytest.mark.parametrize(("filled", "exact"), [(0.0, 1e-8), (0.5, 1e-4), (1.0, 0.1), (1.05, 0.1)])
def test_the_liquid_of_a_full_pore_conducts_by_the_residual_porosity(place, filled, exact):
    """Never by less; as long as the pore is open, by all there is.

    To the floor of e when empty; when half full, to the tail of the smooth edge, (2e-3)^2/0.5/4; when full,
    to the width of that edge, 1e-3 of 0.44 on 0.02; each times the exponent, 1.5.
    """

    def conducts(param, host, options):
        del host
        stock = pybamm.transport_efficiency.Bruggeman(param, "Electrolyte", options)
        return submodels.Given(stock, submodels.pores_that_conduct(options.host, param))

    pores = filling(place, filled * FULL)
    given = {"Separator porosity": place.over(0.6, "separator")}
    given |= {v.eps: float(pores[v.eps][0]), v.y: float(pores[v.y][0])}
    if place.full:
        given["{Other} electrode porosity"] = place.over(0.3, f"{place.other} electrode")
    layers = ("Negative electrode", "Separator", "Positive electrode")
    exponents = dict.fromkeys(
        (f"{layer} Bruggeman coefficient (electrolyte)" for layer in layers), 1.5
    )
    efficiency = Alone(conducts, place, given, values=exponents)[v.tor_e]
    assert np.all(efficiency >= EPS_R**1.5)
    assert efficiency == pytest.approx(np.maximum(pores[v.eps], EPS_R) ** 1.5, rel=exact)
