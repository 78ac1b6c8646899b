"""A frame that conducts electrons and ions between two electrodes that block one of them.

Closed forms of Jamnik and Maier (2001) for a dense mixed conductor, with R_i = L/kappa_h and R_e = L/sigma:

    Z = R_all + (R_e - R_all) tanh(q)/q        ions are blocked                                  (1)
    Z = R_all + (R_i - R_all) tanh(q)/q        electrons are blocked                             (2)
    q = (i omega (R_i + R_e) C)^(1/2)/2,  R_all = R_i R_e/(R_i + R_e),  C = F L eps_s |dc/dU|
"""

from functools import cache

import numpy as np
import pybamm
import pytest
from alone import L_HOST, RT, VALUES, Alone, F, Place
from cells import AT, HALF, at_current, half_cell
from pybamm.models.submodels.particle.polynomial_profile import PolynomialProfile

import pybamm_miec as miec
from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

PLACE = Place("negative")  # whose collector is at 0 V by definition
I = 1e-3  # A.m-2; the equations are linear around rest
U_0, C_MAX, EPS_S = 1.3, 8600.0, VALUES["{Host} electrode active material volume fraction"]
SITES = ((0.2, 1.575, 1.5), (0.25, 1.19, 1.5), (0.55, 0.7, 6.0))  # X_k, U_k, w_k
B, SIGMA, KAPPA_H = 0.4, 2.0, 0.5  # transport efficiency; [S.m-1]
C_CHEM = F * L_HOST * EPS_S * C_MAX  # times |dx/dU|, below
CARRIERS = ("electrons", "ions")

with_each_carrier = pytest.mark.parametrize("carrier", CARRIERS)


class Frame(pybamm.BaseSubModel):
    """Lithium, ions and electrons of a frame; with `carrier` "ions", the ends pass ions only."""

    def __init__(self, param, host, options, carrier):
        super().__init__(param, host, options=options)
        self._carrier = carrier
        grains = PolynomialProfile(param, host, options)
        self._lithium = submodels.Given(grains, submodels.grains_with_ions(options.host))
        self._laws = [
            submodels.SiteLithiation(param, host, "lithium-ion main", options, "primary"),
            submodels.FrameIons(param, host, options=options),
            submodels.Electrons(param, host, options),
        ]

    def get_fundamental_variables(self):
        variables = self._lithium.get_fundamental_variables()
        for law in self._laws:
            variables.update(law.get_fundamental_variables())
        return variables

    def get_coupled_variables(self, variables):
        for law in self._laws:
            variables = {**variables, **law.get_coupled_variables(variables)}
        return variables

    def set_rhs(self, variables):
        self._set("rhs", variables)

    def set_algebraic(self, variables):
        self._set("algebraic", variables)

    def set_initial_conditions(self, variables):
        self._set("initial_conditions", variables)

    def set_boundary_conditions(self, variables):
        self._set("boundary_conditions", variables)
        if self._carrier == "ions":
            at = self.options.host
            phi_s, U, kappa_h = at.read(variables, v.phi_s, v.U_s, v.kappa_h_eff)
            # into the face and out at the collector; depth runs against x
            slopes = {
                at.separator: I / at.at_face(kappa_h),
                at.collector: I / at.at_collector(kappa_h),
            }
            self.boundary_conditions[phi_s - U] = {
                side: (slope, "Neumann") for side, slope in slopes.items()
            }

    def _set(self, what, variables):
        for law in (self._lithium, *self._laws):
            getattr(law, f"set_{what}")(variables)
            getattr(self, what).update(getattr(law, what))


def frame(carrier, cells, beta):
    """A frame at rest at U_0, and a current through it; conductivities grow as e^(beta X)."""
    grade = pybamm.exp(beta * PLACE.s / L_HOST)
    sites = {}
    for k, (share, U, w) in enumerate(SITES):
        site = f"{{Host}} electrode host site {{}} ({k})"
        sites[site.replace("{}", "occupancy fraction")] = share
        sites[site.replace("{}", "standard potential") + " [V]"] = U
        sites[site.replace("{}", "ideality factor")] = w
    values = {
        **sites,
        "{Host} electrode conductivity [S.m-1]": lambda x, T: SIGMA * grade,
        v.kappa_h: lambda x, T: KAPPA_H / grade,
        "Maximum concentration in {host} electrode [mol.m-3]": C_MAX,
        "Initial voltage in {host} electrode [V]": U_0,
    }
    given = {
        v.tor_s: B,
        v.T: 298.15,
        v.i_sum: 0.0,
        v.j_h: 0.0,
        v.a_s: 3 * EPS_S / VALUES[v.R],
        v.x_bulk: lambda variables: pybamm.x_average(variables[PLACE.key(v.x_surf)]),
        v.j_f: PLACE.flat(-I if carrier == "electrons" else 0.0),
        "{Host} particle radius [m]": VALUES[v.R],
        "Negative current collector potential [V]": PLACE.flat(0.0),
        "Current collector current density [A.m-2]": PLACE.flat(I),
    }

    def law(param, host, options):
        return Frame(param, host, options, carrier)

    options = {"ion path": "liquid and frame"}
    return Alone(law, PLACE, given, values=values, options=options, cells=cells)


@cache
def found(carrier, frequencies, cells=160, beta=0.0):
    """Impedance between the ends, for what passes them, from the equations linearised at rest [ohm.m2]."""
    alone = frame(carrier, cells, beta)
    built, y_0 = alone.built, alone.y
    y = pybamm.StateVector(slice(0, y_0.size))
    parts = (built.concatenated_rhs, built.concatenated_algebraic)
    jacobian = np.vstack([part.jac(y).evaluate(t=0.0, y=y_0).toarray() for part in parts])
    driven = np.vstack([part.evaluate(t=0.0, y=y_0) for part in parts])
    mass = built.mass_matrix.entries.toarray()
    conducts = {"electrons": v.sigma_eff, "ions": v.kappa_h_eff}[carrier]
    half_cells = L_HOST / cells / 2 / alone[conducts][[0, -1]]
    spectrum = []
    for frequency in frequencies:
        answer = np.linalg.solve(2j * np.pi * frequency * mass - jacobian, driven)
        alone.y = answer.real
        real = potential(alone, carrier)
        alone.y = answer.imag
        ends = real + 1j * potential(alone, carrier)
        if carrier == "electrons":
            spectrum.append(ends[0] / I + half_cells[0])  # the collector is at 0 V
        else:
            spectrum.append((ends[0] - ends[-1]) / I + half_cells.sum())
    return np.array(spectrum)


def potential(alone, carrier):
    return alone[v.phi_s] if carrier == "electrons" else alone[v.phi_s] - alone[v.U]


def of_jamnik_and_maier(carrier, frequencies):
    R_e, R_i = L_HOST / (SIGMA * B), L_HOST / (KAPPA_H * B)
    taken = [(X, w, 1 / (1 + np.exp(F / RT * (U_0 - U) / w))) for X, U, w in SITES]
    slope = sum(X * F / RT / w * p * (1 - p) for X, w, p in taken)
    q = 0.5 * np.sqrt(2j * np.pi * np.array(frequencies) * (R_i + R_e) * C_CHEM * slope)
    R_all = R_i * R_e / (R_i + R_e)
    passes = R_e if carrier == "electrons" else R_i
    return R_all + (passes - R_all) * np.tanh(q) / q


# six; lithium crosses the frame at 0.1 Hz, and at 30 Hz moves in a twentieth of it
DECADES = tuple(np.logspace(-4.5, 1.5, 13))
AT_REST = (1e-4,)  # where (omega R C)^2 is 1e-6


@with_each_carrier
def test_the_frame_has_the_impedance_of_a_mixed_conductor(carrier):
    """|Z| to 1e-3 over six decades, with either carrier blocked."""
    assert (
        np.max(np.abs(found(carrier, DECADES) / of_jamnik_and_maier(carrier, DECADES) - 1)) < 1e-3
    )


@with_each_carrier
def test_second_order_in_space(carrier):
    expected, fast = of_jamnik_and_maier(carrier, DECADES), slice(6, None)
    coarse, fine = (
        np.abs(found(carrier, DECADES, cells) / expected - 1)[fast] for cells in (20, 40)
    )
    assert np.log2(coarse / fine) == pytest.approx(np.full(7, 2.0), abs=0.05)


def test_at_the_lowest_frequency_each_carrier_has_the_frame_for_itself():
    """R_e with ions blocked, R_i with electrons blocked."""
    resistances = [found(carrier, AT_REST, 40)[0].real for carrier in CARRIERS]
    expected = [L_HOST / (SIGMA * B), L_HOST / (KAPPA_H * B)]
    assert resistances == pytest.approx(expected, rel=1e-5)  # phi_s is a straight line


@pytest.mark.parametrize("beta", [0.0, 2.0])
def test_apparent_conductivities_are_what_blocking_electrodes_measure(beta):
    """Of a whole model whose frame is graded, against the frame alone between electrodes."""
    values = half_cell({AT.key(v.L): L_HOST, AT.key(v.eps_0): 1 - B ** (2 / 3)})
    model = miec.DFN({**HALF, "ion path": "liquid and frame"})
    grade = pybamm.exp(beta * AT.depth(model.param) / L_HOST)
    values["Positive electrode conductivity [S.m-1]"] = lambda x, T: SIGMA * grade
    values[AT.key(v.kappa_h)] = lambda x, T: KAPPA_H / grade
    solution = at_current(model, values, 1.0, 1.0, points=40)
    apparent = miec.analysis.apparent_conductivity(solution).iloc[-1]
    measured = {
        f"{name} [S.m-1]": L_HOST / found(carrier, AT_REST, 40, beta)[0].real
        for name, carrier in zip(("electronic", "ionic"), CARRIERS, strict=True)
    }
    # 1e-3: (beta/n)^2 of both meshes, 3e-4
    assert dict(apparent) == pytest.approx(measured, rel=1e-3)
