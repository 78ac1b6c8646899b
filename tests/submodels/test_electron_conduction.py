"""Equations (1) to (9) of pybamm_miec/submodels/electron_conduction.py."""

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


class Held(submodels.Electrons):
    """With the potential of the solid held, which another law settles where walls store charge."""

    def set_algebraic(self, variables):
        super().set_algebraic(variables)
        phi_s = variables[self.options.host.key(v.phi_s)]
        self.algebraic[phi_s] = phi_s - self.profile


def held_at(profile):
    """The law with the solid at `profile`, so that nothing but the law settles the rest."""

    def law(param, host, options):
        held = Held(param, host, options)
        held.profile = profile
        return held

    return law


def delta(s):
    """Closed form of (2) to (4): sigma delta'' = S_0 cos(K s), sigma delta'(0) = j_f, delta(L) = 0."""

    def part(s):
        return (J_F * s - S_0 * np.cos(K * s) / K**2) / SIGMA

    return part(s) - part(L_HOST)


def frame(place, cells=20, states=None, options=None, I=None, U=U, law=make, values=None, **given):
    """A frame with a reaction S_0 cos(K s) that is tied to the potential of the collector."""
    phi_cc = 0.0 if place.full else U

    def reaction(variables):
        off = variables[place.key(v.phi_s)] - delta(place.s) - phi_cc
        return S_0 * np.cos(K * place.s) + TIE * off

    flat = {"j_f": J_F, "j_c": 0.0, "j_dlf": 0.0, "j_dlc": 0.0}
    flat = {letter: place.flat(given.pop(letter, number)) for letter, number in flat.items()}
    given = {
        v.tor_s: B,
        v.T: 298.15,
        v.x_surf: 0.5,
        v.i_sum: reaction,
        v.sigma_m: 0.0,
        v.i_h: pybamm.PrimaryBroadcastToEdges(place.flat(0.0), place.at.domain),
        **{getattr(v, letter): symbol for letter, symbol in (flat | given).items()},
        TERMINAL: place.flat(-J_F - S_0 * np.sin(K * L_HOST) / K if I is None else I),
        "Negative current collector potential [V]": place.flat(0.0),
    }
    return Alone(law, place, given, states, values, options, cells)


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
def test_the_double_layer_of_the_face_is_fed_through_the_frame_too(place):
    """J_f = j_f + j_dlf, where planes store charge."""
    for nucleation, expected in (("coverage", -J_F - 4.0), ("none", -J_F)):
        options = {"nucleation": nucleation}
        alone = at_profile(place, 1e-3 * place.s / L_HOST, options=options, j_dlf=4.0)
        assert alone[v.i_s][0] * place.inwards == pytest.approx(expected, rel=1e-12)


# ---- contact of foil and frame ----

CONTACT = {"collector plating": "true"}
L_G = VALUES[v.l_g]


@in_both_places
@given(cells=st.sampled_from([3, 20]), j_c=st.floats(-5, 5))
def test_what_reacts_in_the_host_crosses_the_contact(place, cells, j_c):
    """int sum(a j) dx + J_f = sigma_eff (phi_cc - phi_0)/l_g; the foil's own reaction does not."""
    alone = frame(place, cells, options=CONTACT, j_c=j_c, I=11.0).settle()
    crosses = SIGMA * (alone[v.phi_cc] - alone[v.phi_0])[0] / L_G
    reacts = alone[v.i_sum].mean() * L_HOST + J_F
    # of potentials of 2 V, 1e-16, over 1.5 um
    assert crosses == pytest.approx(reacts, rel=1e-12, abs=1e-9)
    assert abs(reacts) > 1


@in_both_places
def test_a_contact_of_no_length_is_none(place):
    """phi_0 = phi_cc, and the frame as if the foil took no lithium."""
    drops = []
    for options, l_g in ((CONTACT, 1e-16), ({}, L_G), (CONTACT, L_G)):
        alone = frame(place, options=options, values={v.l_g: l_g}, I=3.0).settle()
        drops.append(alone[v.phi_cc] - alone[v.phi_s])
    shut, plain, felt = drops
    # l_g/sigma of what reacts, some A.m-2: some uV
    np.testing.assert_allclose(shut, plain, rtol=0, atol=1e-13)
    assert np.abs(felt - plain).max() > 1e-6


@in_both_places
def test_with_a_contact_second_order_in_space(place):
    """delta of (2) to (5), with delta(L) = -(l_g/sigma) of what reacts."""
    reacts = S_0 * np.sin(K * L_HOST) / K + J_F
    drop = reacts * L_G / SIGMA

    def error(cells):
        tied = frame(place, cells, options=CONTACT, i_sum=at_contact(place, drop)).settle()
        return tied[v.phi_s] - delta(centres(L_HOST, cells)) + drop - (0 if place.full else U)

    assert order(error, (20, 40)) == pytest.approx(2, abs=0.05)


def at_contact(place, drop):
    """The reaction of `frame`, tied to the potential that a contact leaves."""

    def reaction(variables):
        phi_cc = 0.0 if place.full else U
        off = variables[place.key(v.phi_s)] - delta(place.s) + drop - phi_cc
        return S_0 * np.cos(K * place.s) + TIE * off

    return reaction


# ---- where walls store charge ----

STORES = {"surface form": "differential"}
PLANES = {**STORES, "collector plating": "true", "ion path": "liquid and frame"}


def with_charge(place, options=PLANES, steep=1.0, cells=20, **given):
    """A frame at some potential that no reaction has asked for, with all else settled."""
    profile = 0.1 + steep * (place.s / L_HOST) ** 2
    given = {"I": 11.0, "j_c": -3.0, "j_dlc": 0.6, "j_f": J_F, "j_dlf": 0.5} | given
    # at t = 0 these numbers, but none to PyBaMM, which takes the divergence of a constant by itself
    given = {name: number + pybamm.t for name, number in given.items()} | {"i_sum": 0.0}
    states = {v.phi_s: profile}
    return frame(place, cells, states, options, law=held_at(profile), **given).settle()


def leaves(alone):
    """What leaves the solid of the host, per area of the cell."""
    return alone[v.I_s].mean() * L_HOST


@given(cells=st.sampled_from([3, 5, 20]), steep=st.floats(-3, 3), I=st.floats(-100, 100))
def test_what_leaves_the_solid_adds_up_to_the_terminal_whatever_its_potential(cells, steep, I):
    """int I_s dx + J_f + J_c = -I, put there by name: its gradients carry up to 1e5 A.m-2."""
    for options in (PLANES, {**STORES, "collector plating": "true"}):
        alone = with_charge(PLACES[1], options, steep, cells, I=I)
        through = np.abs(alone[v.i_s]).max() + 100
        # round-off of the sum over the cells
        assert leaves(alone) == pytest.approx(-I + 2.4 - J_F - 0.5, abs=1e-14 * through)


@in_both_places
def test_the_ends_of_the_frame_carry_what_is_put_there_by_name(place):
    """-J_f into the face, I + J_c out at the collector of a terminal; the grounded one follows its law."""
    for cells in (3, 20):
        alone = with_charge(place, cells=cells, j_dlc=0.5)
        i_s = alone[v.i_s] * place.inwards
        assert i_s[0] == -J_F - 0.5  # to the last digit
        (phi_0,), phi_s = alone[v.phi_0], alone[v.phi_s]
        by_law = -SIGMA * (phi_0 - phi_s[-1]) / (L_HOST / cells / 2)
        if place.full:
            assert i_s[-1] == pytest.approx(by_law, rel=1e-9)  # of 1 V, 1e-16 over 1 um
        else:
            assert i_s[-1] == 11.0 - 2.5


@in_both_places
def test_without_planes_nothing_is_put_on_them(place):
    alone = with_charge(place, {**STORES, "lithium metal": "in pores"})
    assert alone[v.i_s][0] == 0
    if not place.full:
        assert alone[v.i_s][-1] == pytest.approx(11.0, rel=1e-14)


def test_the_terminal_is_at_the_potential_that_its_current_asks_for():
    """(8): what the law carries over the last half cell is what is put there by name."""
    alone = with_charge(PLACES[1], STORES)
    (phi_cc,), phi_s = alone[v.phi_cc], alone[v.phi_s]
    by_law = -SIGMA * (phi_cc - phi_s[-1]) / (L_HOST / 40)
    assert by_law == pytest.approx(11.0, rel=1e-9)  # 1 V, 1e-16 of it, over 1 um


@in_both_places
def test_ions_in_the_frame_leave_with_its_electrons(place):
    """I_s = -d i_s/dx - d i_h/dx: what electrons and ions carry apart, they carry together."""
    x = place.x(place.at.domain, pybamm.SpatialVariableEdge)
    s = L_HOST - x if place.full else x - place.start
    i_h = 30.0 * place.inwards * pybamm.sin(np.pi * s / L_HOST)
    options = {"ion path": "liquid and frame"}
    slope = 1e-3 * place.s / L_HOST
    with_ions, without = (
        at_profile(place, slope, options=on, i_h=i_h)[v.I_s] for on in (options, {})
    )
    edges = 30.0 * np.sin(np.pi * np.linspace(0, 1, 21))
    # of x, and where the current turns
    np.testing.assert_allclose(
        with_ions - without, -np.diff(edges) * 20 / L_HOST, rtol=1e-7, atol=1
    )


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
    """int sum(a j) dx + J_f + J_c = -I, to the last digit on any mesh."""
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
        return submodels.Given(stock, submodels.frame_as_made(options.host, param))

    porosity = {"Separator porosity": place.over(0.6, "separator"), v.eps: 0.05}
    if place.full:
        porosity["{Other} electrode porosity"] = place.over(0.3, f"{place.other} electrode")
    alone = Alone(make, place, porosity)
    np.testing.assert_allclose(alone[v.tor_s], (1 - VALUES[v.eps_0]) ** 1.5, rtol=1e-14)
    if place.full:
        other = alone["{Other} electrode transport efficiency"]
        np.testing.assert_allclose(other, 0.7**1.5, rtol=1e-14)
