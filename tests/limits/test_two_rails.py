"""Currents of ions and electrons through a host that only plates: closed forms of a porous electrode."""

from functools import cache

import numpy as np
import pytest
from cells import AT, J0_M, ONLY_METAL, F, R, at_current, at_end, over
from limits.rails import (
    C_MAX,
    EXACT,
    J0_FOIL,
    LINEAR,
    SIGMA,
    STILL,
    T,
    before_the_host,
    between,
    centroid,
    charge_transfer,
    double_layer,
    host_values,
    impedance,
    number,
    of_solid,
    rails,
    share_per_depth,
    spectrum,
    wall,
)

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

KAPPA_SIGMA = {"even": (0.2, 0.7), "to the collector": (0.2, 5e-3), "to the face": (5e-3, 0.7)}
POINTS = {"even": 40, "to the collector": 96, "to the face": 160}  # nu = 1.8, 8.6, 10.6
WITH_DOUBLE_LAYER = {**ONLY_METAL, "surface form": "differential"}
DECADES = np.logspace(-3, 3, 13)  # six of them

in_each_host = pytest.mark.parametrize("host", KAPPA_SIGMA)


# ---- where the current goes ----


@cache
def errors(host, points):
    """Relative errors of the profile (of its peak), of the centroid and of the resistance."""
    values = host_values(*KAPPA_SIGMA[host])
    model = miec.DFN(ONLY_METAL)
    solution = at_current(model, values, LINEAR, STILL, tolerances=EXACT, points=points)
    two_rails = (*rails(values), charge_transfer(values))
    X = over(solution, AT.key(v.depth))[:, 0] / values[AT.key(v.L)]
    profile = -at_end(solution, AT.key(v.i_m)) * values[AT.key(v.L)] / LINEAR
    expected = share_per_depth(*two_rails, X)
    resistance = -at_end(solution, "Voltage [V]") / LINEAR - before_the_host(values)
    return {
        "profile": np.abs(profile - expected).max() / expected.max(),
        "centroid": np.mean(profile * X) / np.mean(profile) / centroid(*two_rails) - 1,
        "resistance": resistance / impedance(*two_rails) - 1,
    }


@pytest.mark.parametrize("what", ["profile", "centroid", "resistance"])
@in_each_host
def test_the_current_is_that_of_two_rails(host, what):
    """1e-3 at 40 points; where the reaction is confined to a tenth of the host, more points for it."""
    assert abs(errors(host, POINTS[host])[what]) < 1e-3


@pytest.mark.parametrize("what", ["profile", "centroid", "resistance"])
@in_each_host
def test_second_order_in_space(host, what):
    fine = POINTS[host]
    order = np.log2(errors(host, fine // 2)[what] / errors(host, fine)[what])
    assert order == pytest.approx(2, abs=0.1)  # the next term is of fourth order, (nu/n)^2 of it


def test_the_current_into_the_walls_is_the_current_of_the_cell():
    """Whatever the mesh: the sum over its cells is a balance, not a quadrature."""
    values = host_values(0.2, 5e-3)
    solution = at_current(miec.DFN(ONLY_METAL), values, LINEAR, STILL, tolerances=EXACT, points=5)
    total = -at_end(solution, AT.key(v.i_m)).mean() * values[AT.key(v.L)]
    assert total == pytest.approx(LINEAR, rel=1e-9)  # the solver's rtol


def test_the_uniformity_number_is_that_of_the_two_rails():
    values = host_values(*KAPPA_SIGMA["to the face"])
    solution = at_current(miec.DFN(ONLY_METAL), values, LINEAR, STILL, tolerances=EXACT, points=5)
    expected = number(*rails(values), charge_transfer(values))
    assert at_end(solution, AT.key(v.nu)) == pytest.approx(expected, rel=1e-9)  # algebra alone


# ---- impedance ----


@cache
def spectral_error(host, points):
    """Of the impedance, over its modulus, at each frequency."""
    values = host_values(*KAPPA_SIGMA[host])
    found = spectrum(miec.DFN(WITH_DOUBLE_LAYER), values, DECADES, points)
    return np.abs(found / impedance(*rails(values), between(values, DECADES)) - 1)


@in_each_host
def test_a_double_layer_shorts_the_walls_at_high_frequency(host):
    """|Z| to 1e-3 over six decades, from the resistance of the wall to that of the rails.

    Twice as many points or more as at rest: at 1 kHz nu is four times as large, and its square is the error.
    """
    points = {"even": 120, "to the collector": 240, "to the face": 320}
    assert spectral_error(host, points[host]).max() < 1e-3
    values = host_values(*KAPPA_SIGMA[host])
    ends = np.abs(impedance(*rails(values), between(values, DECADES[[0, -1]])))
    assert ends[1] < 0.6 * ends[0]  # the decades are those where it changes


@in_each_host
def test_second_order_in_space_at_all_frequencies(host):
    order = np.log2(spectral_error(host, 160) / spectral_error(host, 320))
    assert order == pytest.approx(np.full(13, 2.0), abs=0.1)  # as at rest


BLOCKING = DECADES * 6  # (omega R C)^(1/2) from 0.01 to 10


@cache
def blocking(points):
    """A host that conducts well and does not react, and de Levie's impedance of it."""
    values = host_values(0.2, 3.6e3, j0=1e-14)
    kappa, _, L = rails(values)
    R_pores, C = L / kappa, L * double_layer(values)
    q = np.sqrt(2j * np.pi * BLOCKING * R_pores * C)
    found = spectrum(miec.DFN(WITH_DOUBLE_LAYER), values, BLOCKING, points)
    return found, R_pores / (q * np.tanh(q)), R_pores


def test_blocked_pores_are_a_transmission_line_to_ground():
    """Z = (R/(i omega C))^(1/2) coth (i omega R C)^(1/2), de Levie (1963), to 1e-3 over six decades.

    Half of them on a coarse mesh: at 0.01 Hz the charge of the pores is 1e-12 of what the frame would carry
    between two cells for the same voltage, and round-off grows with the square of the mesh.
    """
    slow, fast = BLOCKING <= 6, BLOCKING >= 6
    for points, part in ((80, slow), (240, fast)):
        found, expected, _ = blocking(points)
        assert np.max(np.abs(found / expected - 1)[part]) < 1e-3


def test_deep_pores_have_a_phase_of_45_degrees():
    found, _, _ = blocking(240)
    assert np.degrees(np.angle(found[-1])) == pytest.approx(-45, abs=0.1)  # coth is 1 to 1e-6


def test_shallow_pores_have_a_third_of_their_resistance():
    found, _, R_pores = blocking(80)
    at_6_Hz = np.argmin(np.abs(BLOCKING - 6))
    # 1e-3: (omega R C)^2 2/945 is 2e-5; the rest is the mesh's
    assert found[at_6_Hz].real == pytest.approx(R_pores / 3, rel=1e-3)


# ---- rails that conduct well ----


def uniform(current_density, conductivity=1e4, points=40):
    values = host_values(conductivity, conductivity, j0=1.0)
    solution = at_current(
        miec.DFN(ONLY_METAL), values, current_density, STILL, tolerances=EXACT, points=points
    )
    return values, solution


@pytest.mark.parametrize("current_density", [-400.0, -10.0, 10.0, 400.0])
def test_good_conductors_share_the_current_evenly(current_density):
    """eta = -2RT/F asinh(I/(2 a L j0)), from the linear to the Tafel range, both ways."""
    values, solution = uniform(current_density)
    per_wall = current_density / (wall(values) * values[AT.key(v.L)])
    eta = -2 * R * T / F * np.arcsinh(per_wall / 2)
    # 1e-3: what is left of the rails' resistance makes it uneven by nu^2 = 2e-5, more in the Tafel range
    assert at_end(solution, AT.key(v.eta_m)) == pytest.approx(eta, rel=1e-3)
    assert -at_end(solution, AT.key(v.j_m)) == pytest.approx(per_wall, rel=1e-3)


def drop_over_the_frame(solution):
    """phi_s at the face less at the collector, from the parabola through the cells next to each [V]."""
    phi_s = at_end(solution, AT.key(v.phi_s))
    beyond = np.array([15.0, -10.0, 3.0]) / 8  # half a cell further
    return phi_s[:3] @ beyond - phi_s[:-4:-1] @ beyond


def test_an_even_reaction_drops_half_of_the_frames_resistance():
    """phi_s falls by I L/(2 sigma): the current enters the walls evenly on its way."""
    values, solution = uniform(10.0)
    _, sigma, L = rails(values)
    assert drop_over_the_frame(solution) == pytest.approx(10.0 * L / (2 * sigma), rel=1e-3)


@pytest.mark.parametrize("beta", [-3.0, 3.0])
def test_a_graded_frame_drops_what_its_gradient_asks_for(beta):
    """I L/sigma_0 (1 - (1 + beta) e^-beta)/beta^2 for sigma = sigma_0 e^(beta X), through the lithiation.

    The frame is lithiated from 0 at the face to 1 at the collector, and conducts by its lithiation.
    """
    values = host_values(1e4, 1.0, j0=1e-2)
    L, before = values[AT.key(v.L)], values["Separator thickness [m]"]
    foil = values["Negative electrode thickness [m]"]
    c_max = values[C_MAX]
    values[SIGMA] = lambda x, T: np.exp(beta * x)
    values["Initial concentration in positive electrode [mol.m-3]"] = lambda r, x: (
        c_max * (x - foil - before) / L
    )
    solution = at_current(miec.DFN(ONLY_METAL), values, LINEAR, STILL, tolerances=EXACT, points=40)
    expected = LINEAR * L / of_solid(values) * (1 - (1 + beta) * np.exp(-beta)) / beta**2
    # 2e-3: (beta/n)^2/6 of the mesh is 1e-3; what the frame's resistance makes uneven is nu^2, 2e-4
    assert drop_over_the_frame(solution) == pytest.approx(expected, rel=2e-3)


# ---- far from equilibrium ----


@cache
def confined(multiple):
    """Overpotential of a host that conducts well and reacts near its face only, and its closed form.

    kappa eta'^2/2 = 2 a j0 (2RT/F)(cosh(F eta/2RT) - 1), with no current left in the depth.
    """
    values = host_values(4e-3, 1e3, j0=1.0, changes={"Lower voltage cut-off [V]": -9.0})
    kappa, _, _ = rails(values)
    unit = 4 * np.sqrt(kappa * wall(values) * values[J0_M] * R * T / F)
    current_density = multiple * unit
    solution = at_current(
        miec.DFN(ONLY_METAL), values, current_density, STILL, tolerances=EXACT, points=640
    )
    foil = 2 * R * T / F * np.arcsinh(current_density / (2 * values[J0_FOIL]))
    ohmic = current_density * values["Separator thickness [m]"] / kappa
    return -at_end(solution, "Voltage [V]") - foil - ohmic, 4 * R * T / F * np.arcsinh(multiple)


@pytest.mark.parametrize("multiple", [5, 10])
def test_a_confined_reaction_has_the_overpotential_of_half_a_thick_host(multiple):
    """eta = 4RT/F asinh(I/(4 (kappa a j0 RT/F)^1/2)); e^(-2 nu) of the depth is 4e-5."""
    found, expected = confined(multiple)
    assert found == pytest.approx(expected, rel=1e-3)


def test_a_confined_reaction_doubles_the_tafel_slope():
    """d eta/d ln I = 2RT/(alpha F), with alpha = 1/2; 1.1 % of the linear range is left."""
    slope = (confined(10)[0] - confined(5)[0]) / np.log(2)
    assert slope == pytest.approx(4 * R * T / F, rel=0.02)
