"""One submodel by itself: what it reads is given, the mesh is ours.

The cell is lopsided, with a different thickness for each layer, so that a side taken for the other
shows.  The host has the same thickness in both places, and everything comes back from its face inwards:
whatever has no business with the other electrode must then be the same in both.

Positions are spelled out here, not taken from ``pybamm_miec.placement``, which is tested by them.
"""

from functools import cache

import numpy as np
import pybamm
import pytest

from pybamm_miec import vocabulary as v
from pybamm_miec.host_parameters import HostParameters
from pybamm_miec.options import HostOptions
from pybamm_miec.placement import Placement

L_HOST, L_SEPARATOR, L_OTHER = 40e-6, 25e-6, 70e-6  # [m]
V_LI = 1.3e-5  # [m3.mol-1]
LAYERS = ("negative electrode", "separator", "positive electrode")
GRAINS = ("negative particle", "positive particle")
F, RT = pybamm.constants.F.value, pybamm.constants.R.value * 298.15

VALUES = {
    v.L: L_HOST,
    v.R: 3e-6,
    v.eps_0: 0.46,
    v.eps_r: 0.02,
    v.j0_m: 1.3,
    v.j0_f: 0.7,
    v.j0_c: 0.9,
    v.j_lim: 100.0,
    v.alpha_m: 0.4,
    v.c_n: 50.0,
    v.c_en: 15.0,
    v.q_n: 0.08,
    v.l_f: 4e-6,
    v.l_c: 3e-6,
    v.l_g: 1.5e-6,
    v.w_f: 0.05,
    v.B_0: 4e-3,
    v.B_1: 1e-3,
    v.B_c: 2e-3,
    v.k_n: 0.1,
    v.k_g: 50.0,
    v.p_d: 0.7,
    v.theta_0: 1e-6,
    v.kappa_h: 0.02,
    v.p_c: 0.2,
    v.sigma_c: 500.0,
    v.l_p: 8e-6,
    v.chi: 0.01,
    v.chi_f: 0.05,
    v.j_x: 2.0,
    v.j_xf: 20.0,
    v.beta: 0.5,
    v.beta_f: 2.0,
    v.q_k: 0.02,
    v.Gamma: 1e-4,
    v.A_f: 40.0,
    v.V_f: 5e-5,
    v.rho: 0.1,
    v.rho_f: 0.2,
    v.H: 0.03,
    v.gamma: 20.0,
    v.h_0: 0.2,
    v.k_a: 0.3,
    v.U_a: 0.8,
    v.u_0: 0.5,
    v.k_t: 0.3,
    v.C_t: 400.0,
    v.k_r: 0.0,
    v.U_t: 2.2,
    v.Q_e: 300.0,
    v.U_e: 0.8,
    v.j0_e: 1e-3,
    v.c_m0: 0.0,
    v.q_f0: 0.0,
    v.q_i0: 0.0,
    v.c_t0: 0.0,
    v.q_e0: 0.0,
    v.c_s0: 0.0,
    v.q_s0: 0.0,
    v.v_el: 2e-4,
    v.V_e0: 5e-5,
    v.eps_d: 0.4,
    v.tau_d: 1.8,
    "{Host} electrode active material volume fraction": 0.45,
    "{Host} electrode conductivity [S.m-1]": 2.0,
    "{Host} electrode Bruggeman coefficient (electrode)": 1.5,
    "{Host} electrode OCP entropic change [V.K-1]": 0.0,
    "{Host} electrode double-layer capacity [F.m-2]": 0.1,
    "{Host} particle diffusivity [m2.s-1]": 1e-13,
    "Maximum concentration in {host} electrode [mol.m-3]": 2e4,
    "Initial voltage in {host} electrode [V]": 2.0,
    "{Other} electrode thickness [m]": L_OTHER,
    "{Other} electrode porosity": 0.3,
    "{Other} electrode Bruggeman coefficient (electrode)": 1.5,
    "{Other} electrode double-layer capacity [F.m-2]": 0.3,
    "{Other} particle radius [m]": 5e-6,
    "Separator thickness [m]": L_SEPARATOR,
    "Separator porosity": 0.6,
    "Electrode height [m]": 0.02,
    "Electrode width [m]": 0.03,
    "Number of electrodes connected in parallel to make a cell": 1,
    "Lithium metal partial molar volume [m3.mol-1]": V_LI,
    "Initial concentration in electrolyte [mol.m-3]": 1500.0,
    "Nominal cell capacity [A.h]": 0.03,
    "Number of cells connected in series to make a battery": 1,
    "Reference temperature [K]": 298.15,
    "Initial temperature [K]": 298.15,
}


class Place:
    """Where the host sits in our cell, and symbols to say over there what is given."""

    def __init__(self, host):
        self.host, self.other = host, "positive" if host == "negative" else "negative"
        self.full = host == "negative"
        self.at = Placement(host)
        self.start = 0.0 if self.full else L_OTHER + L_SEPARATOR  # of the host, on the cell's axis
        self.separator = L_HOST if self.full else L_OTHER
        self.inwards = -1 if self.full else 1  # the axis' direction from the face into the host
        x, x_s = self.x(f"{host} electrode"), self.x("separator")
        self.s = L_HOST - x if self.full else x - self.start  # depth in the host
        self.before = (
            x_s - L_HOST if self.full else self.start - x_s
        )  # of the face, in the separator

    @staticmethod
    def x(domain, on=pybamm.SpatialVariable):
        return on(
            f"x_{domain[0]}", domain=domain, auxiliary_domains={"secondary": "current collector"}
        )

    def options(self, extra=None):
        working = {"working electrode": "both" if self.full else "positive"}
        return HostOptions({**working, **(extra or {})})

    def key(self, what):
        name = what if isinstance(what, str) else what.key
        for mark, word in (("Host", self.host), ("Other", self.other)):
            name = name.replace(f"{{{mark}}}", word.capitalize()).replace(
                f"{{{mark.lower()}}}", word
            )
        return name

    def over(self, number, domain=None):
        """A number, all over a layer (the host)."""
        return pybamm.FullBroadcast(number, domain or f"{self.host} electrode", "current collector")

    @staticmethod
    def flat(number):
        """A number that belongs to the cell's cross-section."""
        return pybamm.PrimaryBroadcast(number, "current collector")


class Alone:
    """A submodel, its given surroundings and a mesh.

    Parameters
    ----------
    law : callable
        From PyBaMM's symbols, the host's electrode and the options to the submodel.
    place : Place
        Where.
    given : dict
        What it reads: quantity or PyBaMM name, and an expression, a number all over the host, or a
        function from the submodel's own states to an expression.
    states : dict, optional
        Where to start from, instead of the submodel's own initial conditions.
    values, options : dict, optional
        Parameters and options that differ.
    cells : int
        Of the mesh, in each layer.
    """

    def __init__(self, law, place, given, states=None, values=None, options=None, cells=20):
        self.place = place
        options, param = _symbols(place, tuple((options or {}).items()))
        self.submodel = law(param, place.host, options)
        self.model = self._model({place.key(name): x for name, x in given.items()})
        for name, value in (states or {}).items():
            state = self.model.variables[place.key(name)]
            self.model.initial_conditions[state] = value + 0 * state
        values = {place.key(name): value for name, value in {**VALUES, **(values or {})}.items()}
        self.values = pybamm.ParameterValues(values)
        self.disc = pybamm.Discretisation(self._mesh(options, cells), _methods())
        self.t, self.y = 0.0, None
        if self.model.initial_conditions:
            self.built = self.disc.process_model(
                self.values.process_model(self.model, inplace=False)
            )
            self.y = self.built.concatenated_initial_conditions.evaluate()
        elif self.model.boundary_conditions:  # of gradients of what is given
            known = self.values.process_model(self.model, inplace=False)
            self.disc.bcs = self.disc.process_boundary_conditions(known)

    def __getitem__(self, name):
        """A variable, from the face inwards."""
        return self.of(self.model.variables[self.place.key(name)])

    def rate(self, state):
        """The right-hand side of a state, from the face inwards."""
        return self.of(self.model.rhs[self.model.variables[self.place.key(state)]])

    def residual(self, state):
        """The algebraic equation of a state, from the face inwards."""
        return self.of(self.model.algebraic[self.model.variables[self.place.key(state)]])

    def of(self, symbol):
        symbol = self.disc.process_symbol(
            self.values.process_symbol(pybamm.convert_to_symbol(symbol))
        )
        return self.from_face(symbol, symbol.evaluate(t=self.t, y=self.y))

    def run(self, seconds):
        """Go on from the start; tight, for errors of the mesh to be seen."""
        solver = pybamm.IDAKLUSolver(rtol=1e-10, atol=1e-12)
        self.t, self.y = seconds, solver.solve(self.built, [0, seconds]).y[:, -1:]
        return self

    def settle(self):
        """Find what is algebraic."""
        solver = pybamm.NonlinearSolver(rtol=1e-13, atol=1e-13, step_tol=1e-13)
        self.y = solver.solve(self.built, [0]).y[:, -1:]
        return self

    def from_face(self, symbol, values):
        values, domain = np.asarray(values, dtype=float).ravel(), "".join(symbol.domain)
        if domain.endswith("particle"):  # a row a grain
            values = values.reshape(-1, self.disc.mesh[domain].npts)
        layer = domain.replace("particle", "electrode")
        backwards = {"negative electrode": self.place.full, "separator": not self.place.full}
        return values[::-1] if backwards.get(layer) else values

    def _model(self, given):
        model, law = pybamm.BaseModel(), self.submodel
        variables = law.get_fundamental_variables()
        variables.update({name: self._symbol(x, variables) for name, x in given.items()})
        variables.update(law.get_coupled_variables(variables))
        for equations in ("rhs", "algebraic", "boundary_conditions", "initial_conditions"):
            getattr(law, f"set_{equations}")(variables)
            setattr(model, equations, getattr(law, equations))
        model.variables = variables
        return model

    def _symbol(self, given, states):
        if isinstance(given, int | float):
            return self.place.over(given)
        return given if isinstance(given, pybamm.Symbol) else given(states)

    def _mesh(self, options, cells):
        geometry = pybamm.battery_geometry(options=options)
        self.values.process_geometry(geometry)
        lines = dict.fromkeys((*LAYERS, *GRAINS), pybamm.Uniform1DSubMesh)
        point = {"current collector": pybamm.SubMesh0D}
        points = dict.fromkeys(("x_n", "x_s", "x_p"), cells) | dict.fromkeys(("r_n", "r_p"), 8)
        return pybamm.Mesh(geometry, lines | point, points)


@cache  # half the time of a test
def _symbols(place, extra):
    options = place.options(dict(extra))
    sites = options["host sites"] != "none"
    return options, (HostParameters if sites else pybamm.LithiumIonParameters)(options)


def _methods():
    return dict.fromkeys((*LAYERS, *GRAINS, "macroscale"), pybamm.FiniteVolume()) | {
        "current collector": pybamm.ZeroDimensionalSpatialMethod()
    }


UNIFORM, FICK = "uniform profile", "Fickian diffusion"
each_grain = pytest.mark.parametrize("particle", [UNIFORM, FICK])
EPS_S = VALUES["{Host} electrode active material volume fraction"]
A_S = 3 * EPS_S / VALUES[v.R]  # [m-1]
C_GRAINS = 5e3  # [mol.m-3]


def stock_grains(param, host, options):
    """PyBaMM's own grains."""
    if getattr(options, host)["particle"] == FICK:
        return pybamm.particle.FickianDiffusion(param, host, options, "primary")
    return pybamm.particle.PolynomialProfile(param, host, options, "primary")


def grains(place, particle, law=stock_grains, given=None, cells=20):
    """Grains of C_GRAINS, in a reaction or what else is given.

    After 1 ns, in which nothing moves but what is algebraic is found.
    """
    surroundings = {
        v.j_h: 0.0,
        v.a_s: A_S,
        v.T: 298.15,
        "Total current density [A.m-2]": place.flat(0.0),
        **{
            UNIFORM: {"{Host} particle radius [m]": VALUES[v.R]},
            FICK: {"{Host} particle radius": 1.0},
        }[particle],
        **(given or {}),
    }
    lithium = {
        UNIFORM: "R-averaged {host} particle concentration [mol.m-3]",
        FICK: "{Host} particle concentration [mol.m-3]",
    }[particle]
    options = {"particle": particle}
    start = {lithium: C_GRAINS}
    return Alone(law, place, surroundings, start, options=options, cells=cells).run(1e-9)


def filling(grains_alone):
    """d/dt of the mean concentration of each grain, from the face inwards [mol.m-3.s-1]."""
    (rate,) = grains_alone.model.rhs.values()  # of nothing but lithium
    inside = "particle" in "".join(rate.domain)
    return grains_alone.of(pybamm.r_average(rate) if inside else rate)


def centres(length, cells):
    """Cell centres of a uniform mesh."""
    return (np.arange(cells) + 0.5) * length / cells


def order(error, cells):
    """Observed order of a method, from error(cells) on two meshes."""
    coarse, fine = (np.abs(error(n)).max() for n in cells)
    return np.log(coarse / fine) / np.log(cells[1] / cells[0])


PLACES = tuple(Place(host) for host in ("negative", "positive"))
in_both_places = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.host)
