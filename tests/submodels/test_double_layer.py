"""Walls and planes that hold charge: equations (1) to (5) of pybamm_miec/submodels/double_layer.py."""

import numpy as np
import pybamm
import pytest
from alone import L_HOST, L_OTHER, L_SEPARATOR, PLACES, V_LI, VALUES, Alone, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.double_layer import IN_FRONT

C = VALUES["{Host} electrode double-layer capacity [F.m-2]"]
START = VALUES["Initial voltage in {host} electrode [V]"]
A_W, A_S = 3e5, 4.5e5  # [m-1]
STORES = {"surface form": "differential", "collector plating": "true"}
DRIES = {"electrolyte stock": "consumed", "metal film": "on fresh metal"}
FULL = (VALUES[v.eps_0] - VALUES[v.eps_r]) / V_LI  # metal in a full pore [mol.m-3]
PLANES = {
    submodels.FaceDoubleLayer: (v.q_dlf, v.j_dlf, v.eta_f),
    submodels.CollectorDoubleLayer: (v.q_dlc, v.j_dlc, v.eta_c),
}
on_each_plane = pytest.mark.parametrize("law", PLANES, ids=lambda law: law.__name__)


def make(law):
    return lambda param, host, options: law(param, host, options=options)


def walls(place, I_s=0.0, i_sum=0.0, phi_e=0.0, a_w=A_W, q=None, options=None, omega=1.0, **more):
    """The walls of the pores; the potential of the solid is what they settle."""
    given = {
        v.phi_s: place.at.state(v.phi_s),
        v.phi_e: phi_e,
        v.T: 298.15,
        v.I_s: I_s,
        v.i_sum: i_sum,
        v.a_w: a_w,
        v.a_s: A_S,
        v.omega: pybamm.Scalar(omega),
    }
    states = {v.phi_s: 0.0} | ({} if q is None else {v.q_dl: q})
    law = make(submodels.WallDoubleLayer)
    return Alone(law, place, given, states, options={**STORES, **(options or {})}, **more)


def settled(alone, phi_s):
    """The potential of the solid at which (1) holds: one step of Newton's, as it is linear in it."""
    return alone[phi_s] - alone.residual(phi_s)


def plane(law, place, eta=0.0, q=None, T=298.15, options=STORES, omega=1.0, **more):
    charge, _, over = PLANES[law]
    given = {over: place.flat(eta), v.T: T, v.omega: pybamm.Scalar(omega)}
    states = None if q is None else {charge: q}
    return Alone(make(law), place, given, states, options=options, **more)


# ---- dry places ----


def filled(place, share):
    """So much of the pores of the cell, as electrolyte per area [m]."""
    layers = {"{Host} electrode": L_HOST, "Separator": L_SEPARATOR}
    layers |= {"{Other} electrode": L_OTHER} if place.full else {}
    porosity = {**VALUES, "{Host} electrode porosity": VALUES[v.eps_0]}
    return share * sum(porosity[f"{layer} porosity"] * L for layer, L in layers.items())


@in_both_places
@pytest.mark.parametrize("share", [0.2, 0.7])
def test_walls_of_dry_places_hold_no_charge(place, share):
    """C a_w o, and the rest potential at the start all the same."""
    values = {v.V_e0: filled(place, share)}
    alone, all_wet = walls(place, options=DRIES, omega=share, values=values), walls(place)
    np.testing.assert_allclose(alone[v.q_dl], share * all_wet[v.q_dl], rtol=1e-12)
    potentials = (settled(there, v.phi_s) for there in (alone, all_wet))
    np.testing.assert_allclose(*potentials, rtol=1e-12)


@on_each_plane
@in_both_places
@pytest.mark.parametrize("share", [0.2, 0.7])
def test_dry_places_of_a_plane_hold_no_charge(place, law, share):
    charge, current, _ = PLANES[law]
    values = {v.V_e0: filled(place, share)}
    alone = plane(law, place, START, options={**STORES, **DRIES}, omega=share, values=values)
    np.testing.assert_allclose(alone[charge], C * share * START, rtol=1e-12)
    np.testing.assert_allclose(alone[current], 0, atol=1e-9)  # round-off of 2 V over 1e-3 Ohm.m2
    np.testing.assert_allclose(
        plane(law, place, START + 0.1, options={**STORES, **DRIES}, omega=share, values=values)[
            current
        ],
        0.1 * share / IN_FRONT,
        rtol=1e-9,
    )


# ---- walls of the pores ----


def test_the_two_places_are_mirror_images():
    there = []
    for place in PLACES:
        d = place.s / L_HOST
        profiles = {
            "I_s": 1e5 * d,
            "i_sum": -3e4 * d**2,
            "phi_e": 0.1 * d,
            "a_w": A_W * (1 - d / 2),
        }
        there.append(walls(place, **profiles, q=4e4 * (1 + d)))
    np.testing.assert_allclose(*(alone.rate(v.q_dl) for alone in there), rtol=1e-9)  # of x
    np.testing.assert_allclose(*(settled(alone, v.phi_s) for alone in there), rtol=1e-9)
    assert np.ptp(settled(there[0], v.phi_s)) > 0


@in_both_places
@given(I_s=st.floats(-1e6, 1e6), i_sum=st.floats(-1e6, 1e6))
def test_what_leaves_the_solid_and_does_not_react_charges_the_wall(place, I_s, i_sum):
    alone = walls(place, I_s * place.s / L_HOST, i_sum)
    expected = I_s * (np.arange(20) + 0.5) / 20 - i_sum
    np.testing.assert_allclose(alone.rate(v.q_dl), expected, rtol=1e-9, atol=1e-9 * abs(i_sum))
    np.testing.assert_array_equal(alone.rate(v.q_dl), alone[v.i_dl])


@in_both_places
@given(q=st.floats(-1e5, 1e5), a_w=st.floats(1e3, 1e6))
def test_the_potential_across_a_wall_is_its_charge_over_its_capacity(place, q, a_w):
    """phi_s - phi_e = q/(C a_w), of the wall that is still wet."""
    alone = walls(place, phi_e=-0.3, a_w=a_w, q=q)
    np.testing.assert_allclose(
        settled(alone, v.phi_s), -0.3 + q / (C * a_w), rtol=1e-12, atol=1e-12
    )


@in_both_places
def test_a_constant_current_moves_the_potential_at_a_constant_rate(place):
    """d(phi_s - phi_e)/dt = i_dl/(C a_w): 10 ms at 1e5 A.m-3 are 33 mV."""
    alone = walls(place, I_s=1.5e5, i_sum=5e4, a_w=A_W, q=C * A_W * 0.2).run(10e-3)
    moved = 0.2 + 1e5 * 10e-3 / (C * A_W)
    np.testing.assert_allclose(alone[v.phi_s], moved, rtol=1e-8)  # of the solver: 1e-10 a step


@in_both_places
@given(share=st.floats(0, 1), film=st.sampled_from([0.0, 200.0]))
def test_every_wall_starts_at_the_rest_potential_of_the_host(place, share, film):
    """q = C a_w (phi_s - phi_e) on the wall that metal and film which are there from the start have left."""

    def pores(param, host, options):
        del host
        return submodels.Filling(param, options)

    c_m0 = share * FULL
    given = {v.c_m: c_m0, v.c_i: 0.0, v.L_sei: 0.0, v.a_s: A_S, v.c_s: film}
    options = {"metal film": "on fresh metal"} if film else {}
    (a_w,) = set(Alone(pores, place, given, options=options)[v.a_w])
    values = {v.c_m0: c_m0, v.c_s0: film}
    alone = walls(place, phi_e=0.1, a_w=float(a_w), values=values, options=options)
    np.testing.assert_allclose(alone[v.q_dl], C * a_w * START, rtol=1e-12)
    np.testing.assert_allclose(settled(alone, v.phi_s), 0.1 + START, rtol=1e-12)


@in_both_places
def test_without_metal_in_the_pores_all_of_the_grains_is_wet(place):
    options = {"lithium metal": "on face", "collector plating": "false"}
    alone = walls(place, a_w=1.0, options=options)
    np.testing.assert_allclose(alone[v.q_dl], C * A_S * START, rtol=1e-12)
    np.testing.assert_allclose(settled(alone, v.phi_s), START, rtol=1e-12)


def test_the_other_electrode_stores_charge_on_its_grains():
    """With its own capacity, and its own potential at the start; metal narrows no pore there."""
    place, domain = PLACES[0], "positive electrode"
    at = type(place.at)(place.other)
    numbers = {v.phi_e: 0.1, v.T: 298.15, v.I_s: 8e4, v.i_sum: 3e4, v.a_s: A_S}
    given = {at.key(what): place.over(x, domain) for what, x in numbers.items()}
    given[at.key(v.phi_s)] = at.state(v.phi_s)
    # PyBaMM's rest potential of grains at their initial concentration
    values = {
        "{Other} electrode OCP [V]": 3.7,
        "{Other} electrode OCP entropic change [V.K-1]": 0.0,
        "Initial concentration in {other} electrode [mol.m-3]": 1e4,
        "Maximum concentration in {other} electrode [mol.m-3]": 5e4,
    }

    def law(param, host, options):
        del host
        return submodels.WallDoubleLayer(param, place.other, options=options)

    alone = Alone(law, place, given, {at.key(v.phi_s): 0.0}, values, STORES)
    C_other = VALUES["{Other} electrode double-layer capacity [F.m-2]"]
    np.testing.assert_allclose(alone[at.key(v.q_dl)], C_other * A_S * 3.7, rtol=1e-12)
    np.testing.assert_allclose(alone.rate(at.key(v.q_dl)), 5e4, rtol=1e-12)
    np.testing.assert_allclose(settled(alone, at.key(v.phi_s)), 3.8, rtol=1e-12)


# ---- planes ----


@on_each_plane
def test_planes_of_both_places_are_mirror_images(law):
    """Each at its own end of the host, where it is as warm as there."""
    charge, current, _ = PLANES[law]
    hot = {"{Host} electrode double-layer capacity [F.m-2]": lambda T: C * T / 298.15}
    there = [
        plane(law, place, -0.03, 2e-3, 290 + 10 * place.s / L_HOST, values=hot) for place in PLACES
    ]
    np.testing.assert_allclose(*(alone.rate(charge) for alone in there), rtol=1e-9)  # of x
    T = 290 if law is submodels.FaceDoubleLayer else 300
    expected = (-0.03 - 2e-3 / (C * T / 298.15)) / IN_FRONT
    assert there[0][current][0] == pytest.approx(expected, rel=1e-9)


@in_both_places
@on_each_plane
@given(eta=st.floats(-2, 2), off=st.floats(-0.1, 0.1))
def test_a_plane_is_charged_through_the_liquid_before_it(place, law, eta, off):
    """dq/dt = j_dl = (eta - q/C)/r: none at q = C eta, and towards it from either side."""
    charge, current, _ = PLANES[law]
    alone = plane(law, place, eta, C * (eta - off))
    # round-off of 2 V over r
    np.testing.assert_allclose(alone[current], off / IN_FRONT, rtol=1e-12, atol=1e-15 / IN_FRONT)
    np.testing.assert_array_equal(alone.rate(charge), alone[current])


@in_both_places
@on_each_plane
def test_a_plane_holds_what_its_potential_asks_for_within_microseconds(place, law):
    """r C = 1 us: e^-20 of the way is left after 20 us."""
    charge, _, _ = PLANES[law]
    alone = plane(law, place, -0.05).run(20 * IN_FRONT * C)
    np.testing.assert_allclose(alone[charge], C * -0.05, rtol=2e-7)  # 2 V of way, over 50 mV


@in_both_places
@on_each_plane
def test_every_plane_starts_at_the_rest_potential_of_the_host(place, law):
    charge, current, _ = PLANES[law]
    alone = plane(law, place, START)
    np.testing.assert_allclose(alone[charge], C * START, rtol=1e-14)
    assert abs(alone[current][0]) <= 1e-15 / IN_FRONT  # round-off of 2 V
