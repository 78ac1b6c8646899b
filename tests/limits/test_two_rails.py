"""Currents of ions and electrons through a host that only plates: closed forms of a porous electrode.

Two rails of effective conductivity kappa and sigma with linear kinetics between them, after Newman and
Tobias (1962) and Euler and Nonnenmacher (1960); z = RT/(F j0) is the resistance of the wall.
"""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import AT, J0_M, ONLY_METAL, F, R, area, at_current, at_end, only_metal, over

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

T = 298.15
KAPPA_SIGMA = {"even": (0.2, 0.7), "to the collector": (0.2, 5e-3), "to the face": (5e-3, 0.7)}
POINTS = {"even": 40, "to the collector": 80, "to the face": 160}  # nu = 1.7, 8, 10
LINEAR = 0.01  # A.m-2, 1e-6 V over the wall: 1e-9 from the hyperbolic sine
STILL = 1e-3  # s, in which nothing grows
EXACT = (1e-9, 1e-15)  # the solver's share, in microvolts, is then nil

in_each_host = pytest.mark.parametrize("host", KAPPA_SIGMA)


def host_values(kappa, sigma, j0=5.0):
    """With a separator that conducts as the host does.

    PyBaMM takes the arithmetic mean where two layers meet, a first-order error of its own.
    """
    values = only_metal(
        {
            "Electrolyte conductivity [S.m-1]": kappa,
            "Positive electrode conductivity [S.m-1]": sigma,
            J0_M: j0,
            "Exchange-current density for lithium metal electrode [A.m-2]": 1e3,
        }
    )
    values["Separator porosity"] = porosity(values)
    return values


def porosity(values):
    V_Li = values["Lithium metal partial molar volume [m3.mol-1]"]
    return values[AT.key(v.eps_0)] - V_Li * values[AT.key(v.c_m0)]


def wall(values):
    """Area of overlapping spheres under the film of metal that is there from the start [m-1]."""
    eps_0, eps_r, R_p = (values[AT.key(name)] for name in (v.eps_0, v.eps_r, v.R))
    e = (porosity(values) - eps_r) / (eps_0 - eps_r)
    return -3 * eps_0 * np.log(eps_0) / R_p * e * (1 + np.log(e) / np.log(eps_0)) ** (2 / 3)


def rails(values):
    """Effective conductivities of the liquid and of the frame, and the thickness of the host."""
    kappa = values["Electrolyte conductivity [S.m-1]"] * porosity(values) ** 1.5
    sigma = values["Positive electrode conductivity [S.m-1]"] * (1 - values[AT.key(v.eps_0)]) ** 1.5
    return kappa, sigma, values[AT.key(v.L)]


def resistance_before_the_host(values):
    """Of the separator and of the lithium foil [ohm.m2]."""
    kappa, _, _ = rails(values)
    foil = R * T / F / 1e3  # its own ohmic drop is 4e-11
    return values["Separator thickness [m]"] / kappa + foil


def impedance(values, per_wall):
    """Of the two rails, from `per_wall`, the admittance between them per volume [ohm.m2]."""
    kappa, sigma, L = rails(values)
    nu = L * np.sqrt(per_wall * (1 / kappa + 1 / sigma))
    e = np.exp(-nu)  # coth and csch of a thick electrode overflow
    csch, coth = 2 * e / (1 - e * e), (1 + e * e) / (1 - e * e)
    return L / (kappa + sigma) * (1 + (2 * csch + (sigma / kappa + kappa / sigma) * coth) / nu)


def charge_transfer(values):
    return wall(values) * F * values[J0_M] / (R * T)


def share_per_depth(values, X):
    """Current into the walls per volume, over its mean, at the depths X = x/L."""
    kappa, sigma, L = rails(values)
    nu = L * np.sqrt(charge_transfer(values) * (1 / kappa + 1 / sigma))
    profile = np.cosh(nu * X) / sigma + np.cosh(nu * (1 - X)) / kappa
    return nu * profile / ((1 / kappa + 1 / sigma) * np.sinh(nu))


def centroid(values):
    kappa, sigma, L = rails(values)
    nu = L * np.sqrt(charge_transfer(values) * (1 / kappa + 1 / sigma))
    S, C = np.sinh(nu) / nu, (np.cosh(nu) - 1) / nu**2
    return ((S - C) / sigma + C / kappa) / (S * (1 / kappa + 1 / sigma))


@cache
def errors(host, points):
    """Relative errors of the profile (of its peak), of the centroid and of the resistance."""
    values = host_values(*KAPPA_SIGMA[host])
    model = miec.DFN(ONLY_METAL)
    solution = at_current(model, values, LINEAR, STILL, tolerances=EXACT, points=points)
    X = over(solution, AT.key(v.depth))[:, 0] / values[AT.key(v.L)]
    profile = -at_end(solution, AT.key(v.i_m)) * values[AT.key(v.L)] / LINEAR
    expected = share_per_depth(values, X)
    resistance = -at_end(solution, "Voltage [V]") / LINEAR - resistance_before_the_host(values)
    return {
        "profile": np.abs(profile - expected).max() / expected.max(),
        "centroid": np.mean(profile * X) / np.mean(profile) / centroid(values) - 1,
        "resistance": resistance / impedance(values, charge_transfer(values)) - 1,
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
    solution = at_current(
        miec.DFN(ONLY_METAL), host_values(0.2, 5e-3), LINEAR, STILL, tolerances=EXACT, points=5
    )
    total = -at_end(solution, AT.key(v.i_m)).mean() * 45e-6
    assert total == pytest.approx(LINEAR, rel=1e-9)  # the solver's rtol


def test_a_double_layer_shorts_the_walls_at_high_frequency():
    """|Z| to 1e-3 over six decades, from resistance of the wall to that of the rails."""
    frequencies = np.logspace(-3, 3, 13)
    values = host_values(*KAPPA_SIGMA["even"])
    values["Negative electrode double-layer capacity [F.m-2]"] = 1e-12
    values["Current function [A]"] = 0.0
    model = miec.DFN({**ONLY_METAL, "surface form": "differential"})
    points = {**model.default_var_pts, "x_s": 120, "x_p": 120}  # at 1 kHz the reaction is 4 um deep
    simulation = pybamm.EISSimulation(model, parameter_values=values, var_pts=points)
    measured = simulation.solve(frequencies)["Impedance [Ohm]"] * area(values)
    measured -= resistance_before_the_host(values)
    # PyBaMM's double layer is on all of the host's grains
    grains = 3 * values["Positive electrode active material volume fraction"] / values[AT.key(v.R)]
    capacity = grains * values["Positive electrode double-layer capacity [F.m-2]"]
    per_wall = charge_transfer(values) + 2j * np.pi * frequencies * capacity
    expected = impedance(values, per_wall)
    assert np.all(np.abs(measured - expected) < 1e-3 * np.abs(expected))
    assert abs(expected[-1]) < 0.5 * abs(expected[0])  # the decades are those where it changes


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


def test_an_even_reaction_drops_half_of_the_frames_resistance():
    """phi_s falls by I L/(2 sigma): the current enters the walls evenly on its way."""
    values, solution = uniform(10.0)
    _, sigma, L = rails(values)
    phi_s = at_end(solution, AT.key(v.phi_s))
    ends = np.polyval(np.polyfit(np.arange(40) + 0.5, phi_s, 2), [0, 40])  # a parabola, exactly
    assert ends[0] - ends[1] == pytest.approx(10.0 * L / (2 * sigma), rel=1e-3)
