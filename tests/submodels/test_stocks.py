"""LithiumStocks: equations (1) to (10) of pybamm_miec/submodels/stocks.py."""

import numpy as np
import pytest
from alone import L_HOST, PLACES, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

AREA = 0.02 * 0.03  # [m2]
amount = st.floats(0, 3e4)


def make(param, host, options):
    return submodels.LithiumStocks(param, host, options=options)


FILM = {"metal film": "on fresh metal"}


def stocks(
    place, c_m=0.0, c_i=0.0, q_f=0.0, q_i=0.0, elsewhere=(0, 0, 0, 0), film=(0.0, 0.0), **more
):
    given = {v.c_m: c_m, v.c_i: c_i, v.q_f: place.flat(q_f), v.q_i: place.flat(q_i)}
    given |= {v.c_s: film[0], v.q_s: place.flat(film[1])}
    n = zip((v.n_h, v.n_sei, v.n_crack, v.n_lam), elsewhere, strict=True)
    given |= {stock: place.flat(amount) for stock, amount in n}
    charge = {v.q_dl: 4e5 * place.s / L_HOST, v.q_dlf: place.flat(0.2), v.q_dlc: place.flat(0.1)}
    return Alone(make, place, given | charge, **more)


def total(alone, what):
    (value,) = alone[what]
    return value


def test_the_two_places_are_mirror_images():
    there = []
    for place in PLACES:
        depth = place.s / L_HOST
        amounts = (9e3 * (1 - depth) ** 2, 300 * depth, 0.7, 0.05, (2e-3, 1e-4, 1e-5, 1e-6))
        there.append(stocks(place, *amounts, film=(200 * depth**2, 0.03), options=FILM))
    for what in (v.n_m, v.n_f, v.n_i, v.n_s, v.n_fm, v.n_active, v.n_all):
        np.testing.assert_allclose(*(alone[what] for alone in there), rtol=1e-9)  # round-off of x


@in_both_places
@given(c_m=amount, c_i=amount, q_f=st.floats(0, 2), q_i=st.floats(0, 2), n=st.floats(0, 1e-2))
def test_every_stock_is_counted_once(place, c_m, c_i, q_f, q_i, n):
    alone = stocks(place, c_m, c_i, q_f, q_i, (n, 2 * n, 3 * n, 4 * n))
    metal = AREA * (L_HOST * c_m + q_f)
    isolated = AREA * (L_HOST * c_i + q_i)
    expected = {
        v.n_m: AREA * L_HOST * c_m,
        v.n_f: AREA * q_f,
        v.n_i: isolated,
        v.n_s: 5 * n,
        v.n_active: n + metal,
        v.n_all: n + metal + isolated + 5 * n + 4 * n,
    }
    for what, value in expected.items():
        assert total(alone, what) == pytest.approx(value, rel=1e-12, abs=1e-18)


@in_both_places
@given(c_s=amount, q_s=st.floats(0, 2))
def test_film_on_metal_is_counted_where_metal_can_be(place, c_s, q_s):
    """In the pores and on the face; none without the option."""
    in_pores, on_face = AREA * L_HOST * c_s, AREA * q_s
    for metal, expected in (
        ("in pores and on face", in_pores + on_face),
        ("in pores", in_pores),
        ("on face", on_face),
    ):
        alone = stocks(place, film=(c_s, q_s), options={**FILM, "lithium metal": metal})
        for what in (v.n_fm, v.n_all):
            assert total(alone, what) == pytest.approx(expected, rel=1e-12, abs=1e-18)
        assert total(alone, v.n_active) == 0
    without = stocks(place, film=(c_s, q_s))
    assert total(without, v.n_fm) == total(without, v.n_all) == 0


@in_both_places
def test_only_what_can_never_be_stripped_counts_as_lost(place):
    alone = stocks(place, 9e3, 300.0, 0.7, 0.05)
    lost = total(alone, "Loss of lithium to {host} lithium plating [mol]")
    assert lost == total(alone, v.n_i)
    charge = total(alone, "Loss of capacity to {host} lithium plating [A.h]")
    assert charge == pytest.approx(lost * F / 3600, rel=1e-14)


@in_both_places
@pytest.mark.parametrize(
    ("options", "held"),
    [
        ({"surface form": "differential", "collector plating": "true"}, 2e5 * L_HOST + 0.2 + 0.1),
        ({"surface form": "differential"}, 2e5 * L_HOST + 0.2),
        ({"surface form": "differential", "lithium metal": "in pores"}, 2e5 * L_HOST),
        ({"nucleation": "coverage", "collector plating": "true"}, 0.2 + 0.1),
        ({"collector plating": "true"}, 0.0),
    ],
    ids=["walls and planes", "no foil", "walls", "planes", "none"],
)
def test_the_charge_of_the_walls_is_lithium(place, options, held):
    """An ion comes to the wall for every electron that leaves it: n_dl = -q/F, wherever charge is stored."""
    alone = stocks(place, options=options)
    assert total(alone, v.n_dl) == pytest.approx(-AREA * held / F, rel=1e-12, abs=0)
    assert total(alone, v.n_all) == total(alone, v.n_dl)
    assert total(alone, v.n_active) == 0


@in_both_places
def test_on_a_foil_all_metal_is_on_its_face(place):
    alone = stocks(place, 9e3, 300.0, 0.7, 0.05, options={"lithium metal": "on face"})
    assert alone[v.n_m] == 0
    assert total(alone, v.n_all) == pytest.approx(AREA * 0.75, rel=1e-12)


@in_both_places
def test_without_metal_on_the_face_the_pores_are_all(place):
    alone = stocks(place, 9e3, 300.0, 0.7, 0.05, options={"lithium metal": "in pores"})
    assert alone[v.n_f] == 0
    assert total(alone, v.n_all) == pytest.approx(AREA * L_HOST * 9300, rel=1e-12)
