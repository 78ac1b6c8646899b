"""SiteLithiation: equations (1) to (3) of pybamm_miec/submodels/lithiation.py."""

import numpy as np
import pybamm
import pytest
from alone import L_HOST, PLACES, RT, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

SITES = {"X": (0.2, 0.25, 0.55), "U": (1.575, 1.19, 0.7), "w": (1.0, 1.5, 4.0)}
NAMES = {
    "X": "occupancy fraction ({})",
    "U": "standard potential ({}) [V]",
    "w": "ideality factor ({})",
}
SURFACE, BULK = (
    "{Host} electrode open-circuit potential [V]",
    "{Host} electrode bulk open-circuit potential [V]",
)


def make(param, host, options):
    return submodels.SiteLithiation(param, host, "lithium-ion main", options, "primary", False)


def names_of(sites):
    return {
        f"{{Host}} electrode host site {NAMES[letter].format(k)}": value
        for letter, values in sites.items()
        for k, value in enumerate(values)
    }


def lithiated(place, x_surf, x_bulk=0.5, sites=SITES, values=None, T=298.15, cells=20):
    """The law at a lithiation, its potentials found from those of a coarse table, as from a step before."""
    given = {v.x_surf: x_surf, v.x_bulk: place.flat(x_bulk), v.T: T}
    options = {"host sites": str(len(sites["X"]))}
    near = {v.U: table(x_surf, sites), v.U_bulk: table(x_bulk, sites)}
    values = names_of(sites) | (values or {})
    return Alone(make, place, given, near, values, options, cells).settle()


def table(x, sites):
    """Potential of a lithiation, read off between every 50 mV."""
    U = np.linspace(2.5, -0.5, 61)
    filled = isotherm(U, sites)
    inside = pybamm.maximum(pybamm.minimum(x, filled[-1]), filled[0])
    return pybamm.Interpolant(filled, U, inside)


def isotherm(U, sites=SITES):
    """Equation (1), in numbers."""
    lines = zip(sites["X"], sites["U"], sites["w"], strict=True)
    return sum(X / (1 + np.exp(F / RT * (U - U_k) / w)) for X, U_k, w in lines)


def test_the_two_places_are_mirror_images():
    there = [lithiated(place, 0.1 + 0.8 * place.s / L_HOST, 0.3) for place in PLACES]
    for what in (v.U, v.U_bulk, SURFACE, BULK, "{Host} electrode host site occupancy (1)"):
        np.testing.assert_allclose(*(alone[what] for alone in there), rtol=1e-9)  # round-off of x
    assert np.ptp(there[0][v.U]) > 0.5


@in_both_places
@given(U=st.floats(0.05, 2.0), U_bulk=st.floats(0.05, 2.0))
def test_the_isotherm_agrees_forwards_and_backwards(place, U, U_bulk):
    alone = lithiated(place, float(isotherm(U)), float(isotherm(U_bulk)))
    # x carries 1e-16, which at 2 V, where x is 2e-9, is 1e-7 of x: 3e-9 V.
    np.testing.assert_allclose(alone[v.U], U, rtol=0, atol=1e-8)
    np.testing.assert_allclose(alone[v.U_bulk], U_bulk, rtol=0, atol=1e-8)


@in_both_places
@pytest.mark.parametrize("x", [1e-6, 0.1, 0.2, 0.325, 0.45, 0.7, 0.999])
def test_its_equation_is_a_distance_in_volts_at_couples_and_between(place, x):
    """So that what was right at the end of one couple is right on the way to the next."""
    there = lithiated(place, x, x)
    off = Alone(
        make,
        place,
        {v.x_surf: x, v.x_bulk: place.flat(x), v.T: 298.15},
        {v.U: there[v.U][0] + 1e-3},
        names_of(SITES),
        {"host sites": "3"},
    )
    np.testing.assert_allclose(off.residual(v.U), 1e-3, rtol=0.02)


@in_both_places
def test_each_couple_is_where_its_sites_are_half_full(place):
    """Of narrow couples; the next one's tail is e^(-F 0.38/RT) = 3e-7 of its sites."""
    narrow = {**SITES, "w": (1.0, 1.0, 1.0)}
    for k, (X, U) in enumerate(zip(narrow["X"], narrow["U"], strict=True)):
        alone = lithiated(place, sum(narrow["X"][:k]) + X / 2, sites=narrow)
        np.testing.assert_allclose(alone[v.U], U, rtol=0, atol=1e-7)
        half = alone[f"{{Host}} electrode host site occupancy ({k})"]
        np.testing.assert_allclose(half, 0.5, atol=2e-6)


@in_both_places
@given(x=st.floats(0.01, 0.99), w=st.floats(0.5, 5))
def test_one_site_type_is_nernst(place, x, w):
    """U = U_0 - w (RT/F) ln(x/(1 - x)); with w = 1 an ideal lattice gas."""
    alone = lithiated(place, x, sites={"X": (1.0,), "U": (1.2,), "w": (w,)})
    np.testing.assert_allclose(alone[v.U], 1.2 - w * RT / F * np.log(x / (1 - x)), atol=1e-12)


@in_both_places
@given(w=st.floats(2, 5))
def test_more_lithium_is_a_lower_potential(place, w):
    x = 0.01 + 0.98 * place.s / L_HOST
    assert np.all(np.diff(lithiated(place, x, sites={**SITES, "w": (w,) * 3})[v.U]) < 0)


@in_both_places
@pytest.mark.parametrize("x", [-1e-3, 0.0, 1.0, 1.001])
def test_beyond_empty_and_full_the_potential_is_outside_of_any_couple(place, x):
    (U,) = set(lithiated(place, x)[v.U])
    assert 2.0 < U < 5.0 if x < 0.5 else -5.0 < U < 0.2


@in_both_places
@given(T=st.floats(270, 330))
def test_the_potential_moves_with_temperature_by_its_entropy(place, T):
    entropy = {"{Host} electrode OCP entropic change [V.K-1]": -2e-4}
    alone = lithiated(place, 0.3, 0.3, values=entropy, T=T)
    for what, at_reference in ((SURFACE, v.U), (BULK, v.U_bulk)):
        moved = alone[what] - alone[at_reference]
        np.testing.assert_allclose(moved, -2e-4 * (T - 298.15), atol=1e-14)


@in_both_places
@given(U=st.floats(0.3, 2.5))
def test_the_host_starts_with_the_lithium_of_its_potential(place, U):
    """PyBaMM's initial concentration and the isotherm are one law."""
    start = {"Initial voltage in {host} electrode [V]": U}
    most = {"Maximum concentration in {host} electrode [mol.m-3]": 8000.0}
    rest = {"Ambient temperature [K]": 298.15, "Initial temperature [K]": 310.0}
    alone = lithiated(place, 0.5, values=start | most | rest)
    c_init = alone.submodel.param.domain_params[place.host].prim.c_init
    (initial,) = alone.of(c_init)
    assert initial == pytest.approx(8000 * isotherm(U), rel=1e-10)


@in_both_places
def test_the_search_for_the_potential_starts_at_the_initial_one(place):
    given = {v.x_surf: 0.5, v.x_bulk: place.flat(0.5), v.T: 298.15}
    start = {"Initial voltage in {host} electrode [V]": 1.7}
    alone = Alone(make, place, given, values=names_of(SITES) | start)
    np.testing.assert_allclose(alone[v.U], 1.7)
    assert isinstance(alone.submodel, pybamm.BaseSubModel)


@in_both_places
@given(x=st.floats(0.1, 0.9), T=st.floats(270, 330), U_H=st.floats(-0.05, 0.05))
def test_what_the_host_remembers_moves_the_rest_potential_and_not_the_sites(place, x, T, U_H):
    given = {v.x_surf: x, v.x_bulk: place.flat(x), v.T: T, v.U_H: U_H}
    entropy = {"{Host} electrode OCP entropic change [V.K-1]": -2e-4}
    options = {"host hysteresis": "one state"}
    near = {v.U: table(x, SITES), v.U_bulk: table(x, SITES)}
    alone = Alone(make, place, given, near, names_of(SITES) | entropy, options).settle()
    without = lithiated(place, x, x, values=entropy, T=T)
    for what in (v.U, v.U_bulk):
        np.testing.assert_array_equal(alone[what], without[what])
    for what in (SURFACE, BULK):
        np.testing.assert_allclose(alone[what] - without[what], U_H, rtol=0, atol=1e-14)
    equilibrium = "{Host} electrode equilibrium open-circuit potential [V]"
    np.testing.assert_array_equal(alone[equilibrium], without[SURFACE])
