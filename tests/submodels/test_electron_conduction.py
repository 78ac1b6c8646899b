"""Equations (1) to (5) of pybamm_miec/submodels/electron_conduction.py."""

import numpy as np
import pybamm
import pytest
from alone import L_HOST, PLACES, VALUES, Alone, centres, in_both_places, order
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

J_F, S_0, K, U = -7.0, 3e5, 2.0 / L_HOST, 2.3  # [A.m-2], [A.m-3], [m-1], [V]
B = 0.4  # transport efficiency
SIGMA = B * VALUES["{Host} electrode conductivity [S.m-1]"]
TIE = 1e6  # [S.m-3] of a linear reaction, which holds the potential of a collector
TERMINAL = "Current collector current density [A.m-2]"


def make(param, host, options):
    return submodels.Electrons(param, host, options)


def delta(s):
    """Closed form of (2) to (4): sigma delta'' = S_0 cos(K s), sigma delta'(0) = j_f, delta(L) = 0."""

    def part(s):
        return (J_F * s - S_0 * np.cos(K * s) / K**2) / SIGMA

    return part(s) - part(L_HOST)


def frame(place, cells=20, states=None, options=None, I=None, U=U, sigma_m=0.0, j_c=0.0):
    """A frame with a reaction S_0 cos(K s) that is tied to the potential of the collector."""
    phi_cc = 0.0 if place.full else U

    def reaction(variables):
        off = variables[place.key(v.phi_s)] - delta(place.s) - phi_cc
        return S_0 * np.cos(K * place.s) + TIE * off

    given = {
        v.tor_s: B,
        v.T: 298.15,
        v.j_f: place.flat(J_F),
        v.i_sum: reaction,
        v.sigma_m: sigma_m,
        v.j_c: place.flat(j_c),
        TERMINAL: place.flat(-J_F - S_0 * np.sin(K * L_HOST) / K if I is None else I),
        "Negative current collector potential [V]": place.flat(0.0),
    }
    return Alone(make, place, given, states=states, options=options, cells=cells)


def at_profile(place, phi_s, **more):
    """The frame at a given potential, with the collector at 0 V in both places."""
    states = {v.phi_s: phi_s} if place.full else {v.phi_s: phi_s, v.phi_cc: 0.0}
    return frame(place, states=states, U=0.0, **more)


def test_the_two_places_are_mirror_images():
    there = [at_profile(place, 1e-3 * (place.s / L_HOST - 1.1) ** 2) for place in PLACES]
    np.testing.assert_allclose(*(alone.residual(v.phi_s) for alone in there), rtol=1e-8)  # of x
    currents = [alone[v.i_s] * place.inwards for alone, place in zip(there, PLACES, strict=True)]
    np.testing.assert_allclose(*currents, rtol=1e-8, atol=1e-9)
    assert np.ptp(there[0].residual(v.phi_s)) > 0


@in_both_places
def test_second_order_in_space(place):
    def error(cells):
        alone = frame(place, cells).settle()
        return alone[v.phi_s] - delta(centres(L_HOST, cells)) - (0 if place.full else U)

    assert order(error, (20, 40)) == pytest.approx(2, abs=0.05)


@in_both_places
def test_the_end_of_the_frame_feeds_the_face(place):
    """i_s = -j_f, counted into the host, on any mesh; nothing without metal on the face."""
    for metal, expected in (("in pores and on face", -J_F), ("in pores", 0.0)):
        options = {"lithium metal": metal}
        alone = at_profile(place, 1e-3 * place.s / L_HOST, cells=3, options=options)
        assert alone[v.i_s][0] * place.inwards == pytest.approx(expected, rel=1e-12)


@in_both_places
def test_metal_conducts_beside_the_frame(place):
    path = {"metal path": "percolating"}
    for options, expected in ((path, SIGMA + 3.0), ({}, SIGMA)):
        alone = at_profile(place, 1e-3 * place.s / L_HOST, options=options, sigma_m=3.0)
        np.testing.assert_allclose(alone[v.sigma_eff], expected, rtol=1e-14)
        inside = alone[v.i_s][1:-1] * place.inwards
        np.testing.assert_allclose(inside, -expected * 1e-3 / L_HOST, rtol=1e-9)


@given(cells=st.sampled_from([3, 5, 20]), I=st.floats(-100, 100), j_c=st.sampled_from([0.0, -3.0]))
def test_what_passes_the_terminal_is_what_reacts(cells, I, j_c):
    """int sum(a j) dx + j_f + j_c = -I, to the last digit on any mesh."""
    options = {"collector plating": "true" if j_c else "false"}
    alone = frame(PLACES[1], cells, I=I, j_c=j_c, options=options).settle()
    reacts = alone[v.i_sum].mean() * L_HOST + J_F + j_c
    assert reacts == pytest.approx(-I, rel=1e-12, abs=1e-11)  # of the 100 A.m-2 that react


def test_the_voltage_is_that_of_the_collector():
    alone = frame(PLACES[1]).settle()
    np.testing.assert_array_equal(alone["Voltage [V]"], alone[v.phi_cc])


def test_the_negative_collector_is_the_zero():
    alone = frame(PLACES[0]).settle()
    np.testing.assert_array_equal(alone[v.phi_cc], 0.0)
    assert len(alone.model.algebraic) == 1


def test_in_the_other_electrode_no_current_enters_by_the_face():
    """The same law, with what the face of the host takes left out."""
    place, name = PLACES[0], "positive electrode"
    given = {
        f"Positive electrode {what}": place.over(value, name)
        for what, value in {"transport efficiency": B, "temperature [K]": 298.15}.items()
    } | {
        f"Sum of {name} volumetric interfacial current densities [A.m-3]": lambda variables: (
            TIE * variables["Positive electrode potential [V]"]
        ),
        v.i_s: pybamm.PrimaryBroadcastToEdges(place.flat(0.0), place.at.domain),
        v.j_f: place.flat(J_F),
        TERMINAL: place.flat(0.0),
        "Negative current collector potential [V]": place.flat(0.0),
    }
    states = {f"{{Other}} electrode {where}potential [V]": U for where in ("", "collector ")}
    values = {"{Other} electrode conductivity [S.m-1]": 2.0}
    alone = Alone(
        lambda param, host, options: submodels.Electrons(param, place.other, options),
        *(place, given, states, values),
    )
    assert alone["{Other} electrode current density [A.m-2]"][0] == 0


@in_both_places
def test_the_frame_conducts_as_it_was_made_however_full_its_pores(place):
    def make(param, host, options):
        del host
        stock = pybamm.transport_efficiency.Bruggeman(param, "Electrode", options)
        return submodels.FrameConductivity(param, options, stock)

    porosity = {"Separator porosity": place.over(0.6, "separator"), v.eps: 0.05}
    if place.full:
        porosity["{Other} electrode porosity"] = place.over(0.3, f"{place.other} electrode")
    alone = Alone(make, place, porosity)
    np.testing.assert_allclose(alone[v.tor_s], (1 - VALUES[v.eps_0]) ** 1.5, rtol=1e-14)
    if place.full:
        other = alone["{Other} electrode transport efficiency"]
        np.testing.assert_allclose(other, 0.7**1.5, rtol=1e-14)
