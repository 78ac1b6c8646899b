"""Foils, inert hosts and hosts on copper as limits of the host with everything in it."""

from functools import cache

import numpy as np
import pytest
from cells import AT, HALF, J0_M, ONLY_METAL, F, R, at_current, at_end, half_cell
from limits.rails import C_MAX, EXACT, SIGMA, STILL, T, host_values, of_solid, wall
from scipy.optimize import brentq

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

I = 5.0  # A.m-2
HALF_AN_HOUR = 1800.0  # s, 0.25 mA.h.cm-2
TIMES = np.linspace(0, HALF_AN_HOUR, 61)[1:]  # s; at 0 s the double layer carries the current
TIGHT = (1e-7, 1e-9)  # 1e-7 V
MOUTH = AT.key(v.w_f)
U_INIT = "Initial voltage in positive electrode [V]"
J0_FACE = "Positive electrode face reference exchange-current density [A.m-2]"
J0_PORES = "Positive electrode plating reference exchange-current density [A.m-2]"


def voltage(model, values, points=20):
    """At TIMES, and the solution."""
    solution = at_current(model, values, I, HALF_AN_HOUR, tolerances=TIGHT, points=points)
    return solution["Voltage [V]"](TIMES), solution


# ---- foil ----


@cache
def foil(thickness):
    values = miec.parameters.parameter_values("Cu")
    values[AT.key(v.L)] = thickness
    return voltage(miec.DFN.of("Cu"), values)[0]


def test_what_is_behind_the_face_of_a_foil_does_not_matter():
    """Its thickness in the set, and a tenth of that; the salt of the layer is all that it has."""
    assert np.max(np.abs(foil(1e-6) - foil(1e-7))) < 1e-5  # V; 10 um show 5e-5


def test_what_is_behind_the_face_of_a_foil_vanishes_with_its_thickness():
    thick, thin = (np.abs(foil(L) - foil(1e-8)) for L in (1e-5, 1e-6))
    order = np.log10(thick.max() / thin.max())
    assert order == pytest.approx(1, abs=0.15)  # the separator's salt is 25 um of it


@cache
def porous_foil(thickness, mouth):
    """A host with pores, and the face of the foil."""
    of_foil = miec.parameters.parameter_values("Cu")
    values = miec.parameters.parameter_values("CNT")
    for name in (AT.key(v.B_0), AT.key(v.l_f), J0_FACE):
        values[name] = of_foil[name]
    values.update({AT.key(v.L): thickness, MOUTH: mouth, J0_PORES: of_foil[J0_FACE]})
    return voltage(miec.DFN.of("CNT"), values)[0]


def test_a_host_without_depth_is_a_foil_when_its_face_is_open():
    """At all times, in the first order of the wall in its pores; nothing else is different."""
    thin, thinner = (np.abs(porous_foil(L, 1e9) - foil(1e-8)) for L in (1e-7, 1e-8))
    assert np.max(thinner) < 2e-4  # V, of a dip of 55 mV
    assert np.log10(thin.max() / thinner.max()) == pytest.approx(1, abs=0.05)


def test_a_host_without_depth_is_a_foil_once_its_pores_are_full():
    """With its own pore mouths: 0.1 um of pores takes two minutes, and then the face opens."""
    late = TIMES > 900
    off = [np.abs(porous_foil(L, 0.05) - foil(1e-8))[late].max() for L in (3e-7, 1e-7)]
    assert off[1] < 1e-3  # V, of a plateau at 42 mV
    assert off[1] < off[0] / 3  # at least as the thickness


# ---- inert host ----

FRAME = {SIGMA: 1.0}  # without lithium there is no lithiation for it to depend on


@cache
def with_sites(nucleation, share):
    """A host whose grains take `share` of what they do, or with no sites at all."""
    values = half_cell(FRAME)
    values[AT.key(v.B_1)] = values[AT.key(v.B_0)]  # an inert wall has one barrier
    values[C_MAX] *= share or 1
    if not share and nucleation == "none":
        values[U_INIT] = -0.05  # the inert planes hold charge, those of the other do not
    model = miec.DFN({**HALF, "host sites": "3" if share else "0", "nucleation": nucleation})
    found, solution = voltage(model, values)
    return found, at_end(solution, AT.key(v.centroid))


@pytest.mark.parametrize("nucleation", miec.HostOptions.own["nucleation"])
def test_a_host_that_takes_next_to_no_lithium_is_inert(nucleation):
    """In the first order of what its grains take, from a thousandth on; more shows in the first minute."""
    inert, centroid = with_sites(nucleation, None)
    little, less = (with_sites(nucleation, share) for share in (1e-3, 1e-4))
    off = [np.abs(found - inert).max() for found, _ in (little, less)]
    # V: the share of the host's lithium times the 0.3 V that nucleation spans, on wall charged a little later
    assert off[1] < 1e-4 * 0.3
    # 11, of the second order: the reaction quickens with the lithium it takes
    assert off[0] / off[1] == pytest.approx(10, rel=0.15)
    # a tenth of a percent: which wall is covered first is settled by the first charge that passes
    assert less[1] == pytest.approx(centroid, abs=1e-3)


def test_a_host_that_takes_lithium_is_not_inert():
    """The half cell's own grains: a tenth of what they hold shows by more than a volt at first."""
    inert, _ = with_sites("coverage", None)
    assert np.abs(with_sites("coverage", 1.0)[0] - inert).max() > 1


# ---- copper under a host that conducts ----

J0_C = 5.0  # A.m-2
CONTACT = 3e-6  # m


def on_copper(collector, sigma, j0_c=J0_C, kappa=1e4, current_density=10.0):
    """Metal everywhere on the walls; the foil under them is bare."""
    under = {AT.key(v.j0_c): j0_c, AT.key(v.l_g): CONTACT, AT.key(v.l_c): 2.5e-6}
    values = host_values(kappa, sigma, j0=1.0, changes=under)
    model = miec.DFN({**ONLY_METAL, "collector plating": collector})
    solution = at_current(model, values, current_density, STILL, tolerances=EXACT, points=40)
    return values, solution


def test_copper_under_a_host_that_conducts_takes_what_its_exchange_current_is_worth():
    """Foil and walls at one overpotential, each by its law: the foil does not vanish with resistance."""
    values, solution = on_copper("true", 1e4)
    walls = wall(values) * values[AT.key(v.L)] * values[J0_M]
    open_share = at_end(solution, AT.key(v.y))[-1]

    def on_foil(z):
        late = z * (z + 0.002) / (z + 0.2)  # bare metal starts softly
        return 2 * open_share * J0_C * np.sinh(late / 2)

    z = brentq(lambda z: on_foil(z) + 2 * walls * np.sinh(z / 2) - 10.0, 0, 20)
    found = -at_end(solution, AT.key(v.j_c))
    assert found == pytest.approx(on_foil(z), rel=1e-3)  # as on good conductors above
    assert at_end(solution, AT.key(v.eta_c)) == pytest.approx(-R * T / F * z, rel=1e-3)


def drop(sigma):
    """What the voltage loses by the contact with copper on which next to nothing plates [V]."""
    (_, without), (_, with_foil) = (
        on_copper(foil, sigma, j0_c=1e-12) for foil in ("false", "true")
    )
    return at_end(without, "Voltage [V]") - at_end(with_foil, "Voltage [V]")


@pytest.mark.parametrize("sigma", [0.1, 1.0, 10.0])
def test_contact_with_copper_costs_the_resistance_of_half_a_grain(sigma):
    """I l_g/sigma_eff, so that nothing is left of it in a frame that conducts."""
    expected = 10.0 * CONTACT / (sigma * of_solid(host_values(1.0, 1.0)))
    # 1e-4: 1e-10 V of the solver's, of 1e-6 to 1e-3
    assert drop(sigma) == pytest.approx(expected, rel=1e-4)


def test_copper_on_which_little_plates_is_as_if_it_took_no_part():
    """In a frame that conducts, in the first order of its exchange current."""
    _, without = on_copper("false", 1e4)
    off = [
        at_end(on_copper("true", 1e4, j0_c=j0)[1], AT.key(v.eta_m))
        - at_end(without, AT.key(v.eta_m))
        for j0 in (1e-2, 1e-3)
    ]
    assert np.max(np.abs(off[1])) < 1e-5  # V, of 38 mV
    assert off[0].mean() / off[1].mean() == pytest.approx(10, rel=1e-2)
