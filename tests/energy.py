"""What a cell holds, what leaves it as work and as heat, and whether that is all: heat.py, (13) to (15)."""

import numpy as np
import pybamm
from cells import over, simulation

from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement

HEAT = {"calculate heat source for isothermal models": "true"}
LEFT = "Work and heat that have left [J.m-2]"
HELD = "Energy of host [J.m-2]"


def with_energy(model):
    """`model` with what has left it, integrated with its states, and what the host holds."""
    variables = model.variables
    left = pybamm.Variable(LEFT, domain="current collector", scale=1.0)
    collectors = sum(
        model.param.domain_params[k].L_cc
        * variables[f"{k.capitalize()} current collector Ohmic heating [W.m-3]"]
        for k in ("negative", "positive")
    )
    heat = variables["Total heating per unit electrode-pair area [W.m-2]"] - collectors
    power = variables["Current collector current density [A.m-2]"] * variables["Voltage [V]"]
    model.rhs[left] = power + heat
    model.initial_conditions[left] = pybamm.Scalar(0)
    variables.update({LEFT: left, HELD: held_by_host(model)})
    return model


def held_by_host(model):
    """Equation (14), but for the other electrode."""
    at, options, param, F = model.options.host, model.options, model.param, model.param.F
    host, variables = param.domain_params[at.electrode], model.variables

    def read(*names):
        return at.read(variables, *names)

    def given(*names):
        return at.parameters(*names)

    per_volume, per_area = pybamm.Scalar(0), pybamm.Scalar(0)
    if not options.is_inert:
        x, U, Psi = read(v.x_surf, v.U, v.Psi)
        u = read(v.u)[0] if options.activates else 1
        entropy = -param.T_ref * read(v.dUdT)[0] * x / 2  # of a dU/dT that is proportional to x
        per_volume -= F * host.prim.epsilon_s * host.prim.c_max * (x * U + u * Psi + entropy)
    if options.traps:
        per_volume -= F * given(v.U_t)[0] * read(v.c_t)[0]
    if options.films:
        per_volume -= F * given(v.U_e)[0] * read(v.q_e)[0]
    if options.metal_films and options.metal_in_pores:
        per_volume -= F * given(v.U_fm)[0] * read(v.c_s)[0]
    if options.metal_films and options.metal_on_face:
        per_area -= F * given(v.U_fm)[0] * read(v.q_s)[0]
    C = host.C_dl(param.T_ref)
    if options.stores_charge(at.electrode):
        per_volume += read(v.q_dl)[0] ** 2 / (2 * C * read(v.a_w)[0])
    if options.planes_store_charge and options.metal_on_face:
        per_area += read(v.q_dlf)[0] ** 2 / (2 * C)
    if options.planes_store_charge and options.collector_plates:
        per_area += read(v.q_dlc)[0] ** 2 / (2 * C)
    return at.over_depth(per_volume, param) + per_area


def held_by_positive(solution, values):
    """E_p of (14): the integral of the grains' open-circuit potential, shell by shell [J.m-2]."""
    at = Placement("positive")
    c_max = values["Maximum concentration in positive electrode [mol.m-3]"]
    eps_s = values["Positive electrode active material volume fraction"]
    x = np.asarray(solution["Positive particle concentration [mol.m-3]"].data) / c_max
    start = x[..., :1]
    points, weights = np.polynomial.legendre.leggauss(30)  # a smooth curve, to round-off
    between = start + (x - start) * (points[:, None, None, None] + 1) / 2
    U = values["Positive electrode OCP [V]"](pybamm.Vector(between.ravel()))
    U = values.process_symbol(U).evaluate().reshape(between.shape)
    area = (x - start) / 2 * np.tensordot(weights, U, 1)
    shells = np.diff(np.linspace(0, 1, len(x) + 1) ** 3)
    F, L = pybamm.constants.F.value, values[at.key(v.L)]
    return -F * eps_s * c_max * L * np.tensordot(shells, area, 1).mean(axis=0)


def unaccounted(model, values, experiment=None, seconds=None, tolerances=(1e-6, 1e-8), **settings):
    """Solve, and return the solution and what is missing of the energy, over the heat that has been made."""
    model = with_energy(model)
    run = simulation(model, values, experiment, tolerances=tolerances, **settings)
    solution = run.solve(None if seconds is None else [0, seconds])
    return solution, missing(solution, values)


def missing(solution, values):
    """What (13) leaves over, over all heat [-]."""
    held = over(solution, HELD).ravel()
    if not solution.all_models[0].options.host.is_terminal:
        held = held + held_by_positive(solution, values)
    off = over(solution, LEFT).ravel() + held - held[0]
    heat = over(solution, "Total heating per unit electrode-pair area [W.m-2]").ravel()
    return off / np.trapezoid(heat, solution.t)
