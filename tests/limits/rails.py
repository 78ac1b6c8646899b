"""A host with rails of constant conductivity, and the closed forms for what it does.

Two rails of effective conductivity kappa and sigma with linear kinetics between them, after Newman and
Tobias (1962) and Euler and Nonnenmacher (1960); z = RT/(F j0) is the resistance of the wall.  A third rail
for the ions of the frame makes it a ladder.
"""

import numpy as np
import pybamm
from cells import AT, J0_M, F, R, area, only_metal

from pybamm_miec import vocabulary as v

T = 298.15
LINEAR = 0.01  # A.m-2, 1e-6 V over the wall: 1e-9 from the hyperbolic sine
STILL = 1e-3  # s, in which nothing grows
EXACT = (1e-9, 1e-15)  # the solver's share, in microvolts, is then nil

J0_FOIL = "Exchange-current density for lithium metal electrode [A.m-2]"
J0_H = "Positive electrode exchange-current density [A.m-2]"
KAPPA = "Electrolyte conductivity [S.m-1]"
SIGMA = "Positive electrode conductivity [S.m-1]"
C_DL = "Positive electrode double-layer capacity [F.m-2]"
EPS_S = "Positive electrode active material volume fraction"
C_MAX = "Maximum concentration in positive electrode [mol.m-3]"


# ---- the cell ----


def host_values(kappa, sigma, j0=5.0, changes=()):
    """With a separator that conducts as the host does, and a counter electrode without a double layer.

    PyBaMM takes the arithmetic mean where two layers meet, a first-order error of its own.
    """
    values = only_metal(
        {
            KAPPA: kappa,
            SIGMA: sigma,
            J0_M: j0,
            J0_FOIL: 1e3,
            "Negative electrode double-layer capacity [F.m-2]": 1e-12,
            "Current function [A]": 0.0,
            **dict(changes),
        }
    )
    values["Separator porosity"] = porosity(values)
    return values


def porosity(values):
    V_Li = values["Lithium metal partial molar volume [m3.mol-1]"]
    return values[AT.key(v.eps_0)] - V_Li * values[AT.key(v.c_m0)]


def bare_wall(values):
    """Area of overlapping spheres without metal on them [m-1]."""
    eps_0 = values[AT.key(v.eps_0)]
    return -3 * eps_0 * np.log(eps_0) / values[AT.key(v.R)]


def wall(values):
    """Area of overlapping spheres under the film of metal that is there from the start [m-1]."""
    eps_0, eps_r = (values[AT.key(name)] for name in (v.eps_0, v.eps_r))
    e = (porosity(values) - eps_r) / (eps_0 - eps_r)
    return bare_wall(values) * e * (1 + np.log(e) / np.log(eps_0)) ** (2 / 3)


def rails(values):
    """Effective conductivities of the liquid and of the frame, and the thickness of the host."""
    kappa = values[KAPPA] * porosity(values) ** 1.5
    return kappa, values[SIGMA] * of_solid(values), values[AT.key(v.L)]


def of_solid(values):
    """What is left of a conductivity of the solid in a frame [-]."""
    return (1 - values[AT.key(v.eps_0)]) ** 1.5


def before_the_host(values):
    """Resistance of the separator and of the lithium foil [ohm.m2]."""
    kappa, _, _ = rails(values)
    foil = R * T / F / values[J0_FOIL]  # its own ohmic drop is 4e-11
    return values["Separator thickness [m]"] / kappa + foil


def charge_transfer(values):
    """Admittance of the walls with metal on them [S.m-3]."""
    return wall(values) * F * values[J0_M] / (R * T)


def double_layer(values):
    """Capacity of the walls; 2 % of the bare wall counts besides what metal grows on [F.m-3]."""
    return values[C_DL] * (wall(values) + 0.02 * bare_wall(values))


def between(values, frequencies):
    """Admittance of the walls with metal and a double layer on them [S.m-3]."""
    return charge_transfer(values) + 2j * np.pi * frequencies * double_layer(values)


def spectrum(model, values, frequencies, points):
    """Impedance of the host by the model, without what is before it [ohm.m2]."""
    var_pts = {**model.default_var_pts, "x_s": points, "x_p": points}
    simulation = pybamm.EISSimulation(model, parameter_values=values, var_pts=var_pts)
    found = simulation.solve(frequencies)["Impedance [Ohm]"] * area(values)
    return found - before_the_host(values)


# ---- closed forms ----


def number(kappa, sigma, L, admittance):
    """nu of Newman and Tobias."""
    return L * np.sqrt(admittance * (1 / kappa + 1 / sigma))


def impedance(kappa, sigma, L, admittance):
    """Of two rails with an `admittance` between them per volume [ohm.m2]."""
    nu = number(kappa, sigma, L, admittance)
    e = np.exp(-nu)  # coth and csch of a thick electrode overflow
    csch, coth = 2 * e / (1 - e * e), (1 + e * e) / (1 - e * e)
    return L / (kappa + sigma) * (1 + (2 * csch + (sigma / kappa + kappa / sigma) * coth) / nu)


def share_per_depth(kappa, sigma, L, admittance, X):
    """Current into the walls per volume, over its mean, at the depths X = x/L."""
    nu = number(kappa, sigma, L, admittance)
    profile = np.cosh(nu * X) / sigma + np.cosh(nu * (1 - X)) / kappa
    return nu * profile / ((1 / kappa + 1 / sigma) * np.sinh(nu))


def centroid(kappa, sigma, L, admittance):
    """Mean depth of the current into the walls, over the thickness."""
    nu = number(kappa, sigma, L, admittance)
    S, C = np.sinh(nu) / nu, (np.cosh(nu) - 1) / nu**2
    return ((S - C) / sigma + C / kappa) / (S * (1 / kappa + 1 / sigma))


def ladder(kappa, kappa_h, sigma, L, liquid_solid, liquid_frame, frame_solid):
    """Impedance of three rails: liquid, ions of the frame, electrons [ohm.m2].

    Admittances per volume connect them two by two.  K V'' = G V for the potentials V of the rails, with the
    current in the liquid at the face and in the electrons at the collector, is solved mode by mode.
    """
    K = np.array([kappa, kappa_h, sigma])
    joins = (((0, 2), liquid_solid), ((0, 1), liquid_frame), ((1, 2), frame_solid))
    G = np.zeros((3, 3), complex)
    for (a, b), admittance in joins:
        e = np.zeros(3)
        e[[a, b]] = 1, -1
        G += admittance * np.outer(e, e)
    squares, modes = np.linalg.eig(G / np.sqrt(np.outer(K, K)))
    back = np.linalg.inv(modes)
    at_face = back @ (np.array([-1, 0, 0]) / np.sqrt(K))  # slopes of the modes
    at_collector = back @ (np.array([0, 0, -1]) / np.sqrt(K))
    V = np.zeros((2, 3), complex)
    still = np.argmin(np.abs(squares))  # all rails together: one straight line
    for m in range(3):
        if m == still:
            ends = np.array([0, at_face[m] * L])
        else:
            k = np.sqrt(squares[m])
            e = np.exp(-k * L)
            csch, coth = 2 * e / (1 - e * e), (1 + e * e) / (1 - e * e)
            ends = (
                np.array(
                    [
                        at_collector[m] * csch - at_face[m] * coth,
                        at_collector[m] * coth - at_face[m] * csch,
                    ]
                )
                / k
            )
        V += np.outer(ends, modes[:, m] / np.sqrt(K))
    return V[0, 0] - V[1, 2]
