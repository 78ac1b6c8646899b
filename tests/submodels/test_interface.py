"""HostInterface: equations (1) to (4) of pybamm_miec/submodels/interface.py."""

import numpy as np
import pytest
from alone import L_HOST, L_SEPARATOR, PLACES, Alone, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

SUMS = (
    "volumetric interfacial current densities [A.m-3]",
    "electrolyte reaction source terms [A.m-3]",
)
CURRENT = "{} electrode {}volumetric interfacial current density [A.m-3]"
OTHER_I_S = "Volumetric current density out of {other} electrode solid [A.m-3]"
STOCK = ("{} interfacial current density [A.m-2]", "{} exchange current density [A.m-2]")


def make(param, host, options):
    del host
    return submodels.HostInterface(param, "lithium-ion", options)


def interface(place, options=None, j_dlc=-5.0, j_dlf=0.0, cells=20):
    """Currents that differ, electrode by electrode and reaction by reaction."""
    depth = place.s / L_HOST
    host = {"": 1e5 * depth, "SEI ": -2e3, "SEI on cracks ": -3e2}
    given = {CURRENT.format("{Host}", reaction): i for reaction, i in host.items()}
    given |= {v.i_m: 7e4 * (1 - depth), v.i_f: 4e5 * place.before / L_SEPARATOR}
    given |= {
        v.i_c: 9e3 * depth,
        v.j_dlc: place.flat(j_dlc),
        v.j_dlf: place.flat(j_dlf),
        v.I_s: 3e5 * depth,
    }
    given |= {name.format("{Host} electrode"): 1.0 for name in STOCK}
    if place.full:
        other = {"": -5e4, "SEI ": 0.0, "lithium plating ": 0.0, "SEI on cracks ": 0.0}
        names = {CURRENT.format("{Other}", reaction): i for reaction, i in other.items()}
        names |= {name.format("{Other} electrode"): 1.0 for name in STOCK}
        names[OTHER_I_S] = -6e4
        given |= {name: place.over(i, f"{place.other} electrode") for name, i in names.items()}
    return Alone(make, place, given, options=options, cells=cells)


def layers(alone, what):
    """The sum over the cell, cut into layers: host from its face inwards, separator outwards."""
    parts = np.split(alone[f"Sum of {what}"], 3 if alone.place.full else 2)
    host, separator = (parts[0][::-1], parts[1]) if alone.place.full else (parts[1], parts[0][::-1])
    return host, separator, parts[2] if alone.place.full else None


@pytest.mark.parametrize("what", SUMS)
def test_the_two_places_are_mirror_images(what):
    full, half = (layers(interface(place), what) for place in PLACES)
    np.testing.assert_allclose(full[0], half[0], rtol=1e-9)  # round-off of x
    np.testing.assert_allclose(full[1], half[1], rtol=1e-9)
    assert np.ptp(full[0]) > 0
    assert np.ptp(full[1]) > 0


@in_both_places
@pytest.mark.parametrize("what", SUMS)
def test_every_current_is_counted_once_and_in_its_layer(place, what):
    host, separator, other = layers(interface(place), what)
    depth = (np.arange(20) + 0.5) / 20
    np.testing.assert_allclose(host, 1e5 * depth + 7e4 * (1 - depth) - 2.3e3, rtol=1e-9)
    np.testing.assert_allclose(separator, 4e5 * depth, rtol=1e-9)
    if place.full:
        np.testing.assert_allclose(other, -5e4)


@in_both_places
@pytest.mark.parametrize("what", SUMS)
def test_planes_of_metal_count_where_there_are_any(place, what):
    """On the foil under the host, and on its face."""
    on = {"lithium metal": "in pores", "collector plating": "true"}
    foil, face = (layers(interface(place, options), what) for options in (on, None))
    np.testing.assert_allclose(foil[0] - face[0], 9e3 * (np.arange(20) + 0.5) / 20, rtol=1e-8)
    assert not np.any(foil[1])
    assert np.all(face[1] > 0)


STORES = {"surface form": "differential"}
FOIL = {"collector plating": "true"}


@in_both_places
@pytest.mark.parametrize("what", SUMS)
def test_where_walls_store_charge_all_that_leaves_the_solid_reaches_the_liquid(place, what):
    """What reacts and what charges the wall, in both porous electrodes; the reactions' sum is as it was."""
    alone, depth = interface(place, STORES), (np.arange(20) + 0.5) / 20
    host, separator, other = layers(alone, what)
    np.testing.assert_allclose(host, 3e5 * depth, rtol=1e-9)
    np.testing.assert_allclose(separator, 4e5 * depth, rtol=1e-9)
    if place.full:
        np.testing.assert_allclose(other, -6e4)
    reacts = 1e5 * depth + 7e4 * (1 - depth) - 2.3e3
    np.testing.assert_allclose(alone[v.i_sum], reacts, rtol=1e-9)


@in_both_places
@pytest.mark.parametrize("what", SUMS)
@given(j_dlc=st.floats(-50, 50), cells=st.sampled_from([2, 3, 20]))
def test_the_double_layer_of_the_foil_is_fed_from_the_pores_above_it(place, what, j_dlc, cells):
    """On any mesh j_dlc, where planes store charge."""
    for options, expected in (
        ({**FOIL, "nucleation": "coverage"}, j_dlc),
        ({**FOIL, **STORES}, j_dlc),
        (FOIL, 0.0),
    ):
        with_it, without = (
            layers(interface(place, options, j, cells=cells), what)[0] for j in (j_dlc, 0.0)
        )
        fed = (with_it - without).sum() * L_HOST / cells
        # of currents of 5e5 A.m-3 in 40 um
        assert fed == pytest.approx(expected, rel=1e-9, abs=1e-12)


@in_both_places
@pytest.mark.parametrize("what", SUMS)
@given(j_dlf=st.floats(-50, 50), cells=st.sampled_from([2, 3, 20]))
def test_the_double_layer_of_the_face_is_fed_from_the_liquid_before_it(place, what, j_dlf, cells):
    """On any mesh j_dlf, where planes store charge."""
    for options, expected in (
        ({"nucleation": "coverage"}, j_dlf),
        (STORES, j_dlf),
        ({}, 0.0),
        ({**STORES, "lithium metal": "in pores"}, 0.0),
    ):
        with_it, without = (
            layers(interface(place, options, j_dlf=j, cells=cells), what)[1] for j in (j_dlf, 0.0)
        )
        fed = (with_it - without).sum() * L_SEPARATOR / cells
        # round-off of currents of 4e5 A.m-3 in 25 um
        assert fed == pytest.approx(expected, rel=1e-9, abs=1e-12)


@in_both_places
def test_the_double_layers_of_planes_are_fed_from_the_nearest_liquid(place):
    options = {**FOIL, **STORES}
    charged, none = (layers(interface(place, options, j, j), SUMS[0]) for j in (1.0, 0.0))
    host, separator = (
        there - without for there, without in zip(charged[:2], none[:2], strict=True)
    )
    assert np.all(np.diff(host) > 0)  # from the face inwards
    assert np.all(np.diff(separator) < 0)  # and outwards
