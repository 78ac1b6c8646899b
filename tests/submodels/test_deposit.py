"""Deposit: equations (1) to (4) of pybamm_miec/submodels/deposit.py."""

import numpy as np
import pytest
from alone import L_HOST, PLACES, RT, Alone, F, centres, in_both_places, order
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

AREA = 0.02 * 0.03  # [m2]
A_M, J0, SIGMA, KAPPA_E, TOR_E, KAPPA_H = 3e5, 1.3, 0.6, 0.9, 0.3, 2e-3
FRAME = {"ion path": "liquid and frame"}


def make(param, host, options):
    return submodels.Deposit(param, host, options=options)


def deposit(place, c_m=0.0, n_m=0.0, n_f=0.0, kappa_e=KAPPA_E, options=None, cells=20, **given):
    """What is read off, with the numbers above where nothing else is said."""
    given = {getattr(v, letter): value for letter, value in given.items()}
    given = {
        v.c_m: c_m,
        v.n_m: place.flat(n_m),
        v.n_f: place.flat(n_f),
        v.a_m: A_M,
        v.j0: J0,
        v.sigma_eff: SIGMA,
        v.kappa_h_eff: KAPPA_H,
        v.c_e: 1500.0,
        v.tor_e: TOR_E,
        v.T: 298.15,
    } | given
    values = {"Electrolyte conductivity [S.m-1]": kappa_e}
    return Alone(make, place, given, values=values, options=options, cells=cells)


def number(alone, what):
    (value,) = alone[what]
    return value


def test_the_two_places_are_mirror_images():
    there = []
    for place in PLACES:
        d = place.s / L_HOST
        graded = {"sigma_eff": 1 + d, "kappa_h_eff": 1 + 2 * d, "tor_e": 0.1 + 0.3 * d}
        walls = {"a_m": A_M * (1 - d / 2), "j0": J0 + d, "T": 290 + 20 * d}
        there.append(
            deposit(place, 9e3 * (1 - d) ** 2, 3e-4, 2e-4, options=FRAME, **graded, **walls)
        )
    for what in (v.depth, v.q_metal, v.centroid, v.nu, v.sigma_app, v.kappa_app):
        np.testing.assert_allclose(*(alone[what] for alone in there), rtol=1e-9)  # round-off of x


@in_both_places
def test_depth_begins_at_the_face(place):
    np.testing.assert_allclose(deposit(place)[v.depth], centres(L_HOST, 20), rtol=1e-9)


@in_both_places
@given(n_m=st.floats(0, 1e-2), n_f=st.floats(0, 1e-2))
def test_metal_is_counted_in_the_charge_it_took(place, n_m, n_f):
    """36000 C.m-2 are 1 mA.h.cm-2; isolated lithium is not in it."""
    expected = (n_m + n_f) / AREA * F / 36000
    metal = number(deposit(place, n_m=n_m, n_f=n_f), v.q_metal)
    assert metal == pytest.approx(expected, rel=1e-12)


@in_both_places
@pytest.mark.parametrize(("power", "centroid"), [(0, 1 / 2), (1, 2 / 3), (2, 3 / 4)])
def test_the_centroid_is_that_of_the_deposit(place, power, centroid):
    """Of c_m ~ s^n: (n + 1)/(n + 2), counted from the face."""
    alone = deposit(place, 9e3 * (place.s / L_HOST) ** power, cells=50)
    # midpoints: h^2/6 below 1e-4; none for n = 0
    assert number(alone, v.centroid) == pytest.approx(centroid, abs=1e-4)


@in_both_places
@pytest.mark.parametrize("amount", [1e-20, 1e-9, 1.0])
def test_the_centroid_does_not_depend_on_the_amount(place, amount):
    c_m = (place.s / L_HOST) ** 2
    some, much = (number(deposit(place, a * c_m), v.centroid) for a in (amount, 3e4))
    assert some == pytest.approx(much, rel=1e-12)


@in_both_places
def test_without_metal_there_is_a_centroid_to_print(place):
    assert number(deposit(place), v.centroid) == 0


@in_both_places
@given(a_m=st.floats(1e4, 1e7), j0=st.floats(1e-3, 1e2), sigma=st.floats(1e-6, 1e2))
def test_the_reaction_uniformity_number_is_that_of_newman_and_tobias(place, a_m, j0, sigma):
    """nu^2 = L^2 a j0 F/RT (1/sigma + 1/kappa)."""
    ohm = 1 / sigma + 1 / (KAPPA_E * TOR_E)
    expected = L_HOST * np.sqrt(a_m * j0 * F / RT * ohm)
    alone = deposit(place, a_m=a_m, j0=j0, sigma_eff=sigma)
    assert number(alone, v.nu) == pytest.approx(expected, rel=1e-12)


@in_both_places
@pytest.mark.parametrize(("worse", "better"), [(SIGMA, KAPPA_E * TOR_E), (1e-4, 1e3)])
def test_of_two_conductors_the_worse_one_makes_a_reaction_uneven(place, worse, better):
    """(3) is the same in either, and where one is out of the way the other is left."""
    as_electrons = number(deposit(place, sigma_eff=worse, kappa_e=better / TOR_E), v.nu)
    as_ions = number(deposit(place, sigma_eff=better, kappa_e=worse / TOR_E), v.nu)
    assert as_electrons == pytest.approx(as_ions, rel=1e-12)
    alone = L_HOST * np.sqrt(A_M * J0 * F / RT / worse)
    # 1/kappa beside 1/sigma: 1e-7 of the sum, half of that of its root
    assert better < 1 or as_electrons == pytest.approx(alone, rel=6e-8)


@in_both_places
def test_carriers_that_cross_a_graded_host_meet_its_layers_one_after_the_other(place):
    """The harmonic mean: of 1 and 3 in two halves, 3/2; not 2, and not weighted by where it is."""
    halves = 1 + 2 * (place.s > L_HOST / 2)
    alone = deposit(place, sigma_eff=halves, kappa_h_eff=halves, options=FRAME)
    for what in (v.sigma_app, v.kappa_app):
        assert number(alone, what) == pytest.approx(3 / 2, rel=1e-12)
    graded_liquid = number(deposit(place, sigma_eff=1e9, kappa_e=1.0, tor_e=halves), v.nu)
    expected = L_HOST * np.sqrt(A_M * J0 * F / RT / (3 / 2))
    assert graded_liquid == pytest.approx(expected, rel=1e-9)  # 1/sigma


@in_both_places
@given(sigma=st.floats(1e-9, 1e3))
def test_the_conductivity_of_an_even_host_is_its_own(place, sigma):
    alone = deposit(place, sigma_eff=sigma, kappa_h_eff=sigma / 10, options=FRAME)
    assert number(alone, v.sigma_app) == pytest.approx(sigma, rel=1e-12)
    assert number(alone, v.kappa_app) == pytest.approx(sigma / 10, rel=1e-12)


@in_both_places
def test_one_layer_that_does_not_conduct_blocks_all(place):
    """A cell of 20 at 1e-9: 20 times that."""
    alone = deposit(place, sigma_eff=1 - (1 - 1e-9) * (place.s < L_HOST / 20))
    assert number(alone, v.sigma_app) == pytest.approx(20e-9, rel=1e-7)  # the rest of the host


@in_both_places
def test_second_order_in_space(place):
    """c_m ~ s: 2/3; sigma = 1 + s/L: 1/ln 2; kappa_h = e^(s/L): 1/(1 - 1/e)."""
    d = place.s / L_HOST
    exact = {v.centroid: 2 / 3, v.sigma_app: 1 / np.log(2), v.kappa_app: 1 / (1 - np.exp(-1))}

    def alone(cells):
        given = {"sigma_eff": 1 + d, "kappa_h_eff": np.exp(d)}
        return deposit(place, 9e3 * d, cells=cells, options=FRAME, **given)

    coarse, fine = alone(20), alone(40)
    for what, value in exact.items():
        errors = {20: coarse[what] - value, 40: fine[what] - value}
        assert order(errors.get, (20, 40)) == pytest.approx(2, abs=0.05)


@in_both_places
def test_a_foil_has_no_deposit_in_pores_to_look_at(place):
    foil = deposit(place, n_f=3e-4, options={"lithium metal": "on face"})
    assert not {place.key(what) for what in (v.centroid, v.nu)} & set(foil.model.variables)
    assert place.key(v.kappa_app) not in foil.model.variables
    assert number(foil, v.q_metal) == pytest.approx(3e-4 / AREA * F / 36000, rel=1e-12)
