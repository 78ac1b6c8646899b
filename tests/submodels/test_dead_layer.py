"""Dead layer: equations (1) to (4) of pybamm_miec/submodels/dead_layer.py."""

import numpy as np
import pybamm
import pytest
from alone import L_SEPARATOR, PLACES, V_LI, VALUES, Alone, in_both_places
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

EPS = {"{Host} porosity": 0.46, "Separator porosity": 0.6, "{Other} porosity": 0.3}
B_EXPONENT = 1.5
B_S = EPS["Separator porosity"] ** B_EXPONENT
B_D = VALUES[v.eps_d] / VALUES[v.tau_d]
EXPONENTS = {
    f"{layer} Bruggeman coefficient (electrolyte)": B_EXPONENT
    for layer in ("{Host} electrode", "{Other} electrode", "Separator")
}
BOTH, FOIL = "in pores and on face", "on face"
LAYERS = ("{Host}", "Separator", "{Other}")
# the lithium of a half cell is a plane
layers_of = {place: LAYERS if place.full else LAYERS[:2] for place in PLACES}


def make(param, host, options):
    stock = pybamm.transport_efficiency.Bruggeman(param, "Electrolyte", options=options)
    return submodels.DeadLayer(param, options, stock)


def layer(place, q_i, metal=BOTH, values=None, film=None):
    porosity = {}
    for what in layers_of[place]:
        name = place.key(what)
        domain = name.lower() if what == "Separator" else f"{name.lower()} electrode"
        key = f"{name} porosity" if what == "Separator" else f"{name} electrode porosity"
        porosity[key] = place.over(EPS[f"{what} porosity"], domain)
    return Alone(
        make,
        place,
        {v.q_i: place.flat(q_i), v.q_s: place.flat(film or 0.0), **porosity},
        values={**EXPONENTS, **(values or {})},
        options={
            "dead layer": "on face",
            "lithium metal": metal,
            "metal film": "none" if film is None else "on fresh metal",
        },
    )


def efficiency(alone, what):
    return alone[f"{what} electrolyte transport efficiency"]


def thickness(q_i):
    return V_LI * q_i / (1 - VALUES[v.eps_d])


@in_both_places
@given(q_i=st.floats(0, 500))
def test_the_layer_is_as_thick_as_its_lithium_and_its_pores(place, q_i):
    assert layer(place, q_i)[v.delta_d] == pytest.approx(thickness(q_i), rel=1e-14)  # round-off


@in_both_places
@given(q_i=st.floats(0, 500), q_s=st.floats(0, 50))
def test_film_of_the_face_is_part_of_the_layer(place, q_i, q_s):
    expected = (V_LI * q_i + VALUES[v.V_f] * q_s) / (1 - VALUES[v.eps_d])
    assert layer(place, q_i, film=q_s)[v.delta_d] == pytest.approx(expected, rel=1e-14)  # round-off


@in_both_places
@given(q_i=st.floats(0, 500))
def test_separator_and_layer_are_in_series(place, q_i):
    """L_s/B = L_s/B_s + delta_d/B_d, whatever the thickness."""
    B = efficiency(layer(place, q_i), "Separator")
    expected = L_SEPARATOR / B_S + thickness(q_i) / B_D
    np.testing.assert_allclose(L_SEPARATOR / B, expected, rtol=1e-13)  # round-off


@in_both_places
@pytest.mark.parametrize("l_f", [1e-7, 1e-6, 7.5e-6, 1e-4])
def test_a_foil_meets_all_of_the_layer_with_what_it_takes_from_before_it(place, l_f):
    """int (1 - W)^2 ds (1/B - 1/B_s) = delta_d/B_d, by quadrature."""
    q_i, far = 5.0, np.exp(-L_SEPARATOR / l_f)

    def passes(s):
        return 1 - (np.exp(-s / l_f) - far) / (1 - far)

    crossed, _ = quad(lambda s: passes(s) ** 2, 0, L_SEPARATOR, epsrel=1e-12)
    B = efficiency(layer(place, q_i, FOIL, {v.l_f: l_f}), "Separator")
    # round-off: far is close to 1 at the last depth
    np.testing.assert_allclose(crossed * (1 / B - 1 / B_S), thickness(q_i) / B_D, rtol=1e-9)


@in_both_places
@pytest.mark.parametrize("metal", [BOTH, FOIL])
def test_without_lithium_in_it_there_is_no_layer(place, metal):
    np.testing.assert_array_equal(efficiency(layer(place, 0.0, metal), "Separator"), B_S)


@in_both_places
@given(q_i=st.floats(0, 500))
def test_the_electrodes_conduct_as_before(place, q_i):
    """The layer is before the host, and only there."""
    alone = layer(place, q_i)
    for what in layers_of[place]:
        if what != "Separator":
            expected = EPS[f"{what} porosity"] ** B_EXPONENT
            np.testing.assert_array_equal(efficiency(alone, what), expected)


@in_both_places
def test_the_cell_is_of_its_layers(place):
    """In the order that PyBaMM solves them in."""
    alone = layer(place, 5.0)
    cell = alone["Electrolyte transport efficiency"]
    expected = {place.key(what): efficiency(alone, what)[0] for what in layers_of[place]}
    order = [word for word in ("Negative", "Separator", "Positive") if word in expected]
    assert np.unique(cell).size == len(order)
    np.testing.assert_array_equal(cell, np.repeat([expected[word] for word in order], 20))
