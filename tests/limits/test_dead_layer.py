"""What a layer of isolated lithium costs: limits.md L22, and the series of separator and layer."""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import (
    AT,
    ONLY_METAL,
    F,
    area,
    at_current,
    at_end,
    cell_of,
    half_cell,
    only_metal,
    over,
    solve,
)

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

LAYER = {"dead layer": "on face"}
BARE = {
    **LAYER,
    "metal film": "none",
    "reconnection": "none",
}  # a layer of isolated lithium that stays
KAPPA, D, T_PLUS, C_0 = 0.2, 1e-10, 0.45, 1500.0
CONSTANT = {
    "Electrolyte conductivity [S.m-1]": KAPPA,
    "Electrolyte diffusivity [m2.s-1]": D,
    "Cation transference number": T_PLUS,
}
UNIFORM = {**CONSTANT, "Cation transference number": 1.0}  # the salt stays as it is
V_LI, Q_I0 = 1.3e-5, AT.key(v.q_i0)
I = 10.0  # A.m-2


def thickness(values, q_i):
    return V_LI * q_i / (1 - values[AT.key(v.eps_d)])


def length(values, q_i):
    """Of the layer, and the way through it [m]."""
    return thickness(values, q_i) * values[AT.key(v.tau_d)] / values[AT.key(v.eps_d)]


def separator(values):
    B = values["Separator porosity"] ** values["Separator Bruggeman coefficient (electrolyte)"]
    return values["Separator thickness [m]"] / B


def foil(q_i, changes=(), current=I, seconds=1.0, points=40, **more):
    """Copper with metal on it, which needs no nucleation."""
    given = {Q_I0: q_i, AT.key(v.q_f0): 2.0, **CONSTANT, **dict(changes)}
    model, values = cell_of("Cu", options=BARE, changes=given)
    settings = {"tolerances": (1e-8, 1e-10), "points": points, **more}
    return values, at_current(model, values, current, seconds, **settings)


# ---- L22: what it costs ----


@pytest.mark.parametrize("current", [I, -I])
@pytest.mark.parametrize("q_i", [0.5, 5.0, 50.0])
def test_a_host_pays_the_resistance_of_the_layer(q_i, current):
    """dV = I delta_d tau_d/(kappa eps_d), beside the run without; metal in the pores."""
    voltages = []
    options = {**ONLY_METAL, "lithium metal": "in pores and on face", **LAYER}
    for held in (0.0, q_i):
        values = only_metal({**UNIFORM, Q_I0: held})
        solution = at_current(miec.DFN(options), values, current, 1.0, tolerances=(1e-10, 1e-12))
        voltages.append(over(solution, "Voltage [V]")[0])
    expected = current / KAPPA * length(values, q_i)
    # of the solver
    assert voltages[0] - voltages[1] == pytest.approx(expected, rel=1e-9)


def paid_by_foil(points, q_i=5.0):
    """Over what L22 says."""
    runs = [foil(held, UNIFORM, points=points) for held in (0.0, q_i)]
    without, with_it = (at_end(solution, "Voltage [V]") for _, solution in runs)
    return (without - with_it) * KAPPA / I / length(runs[0][0], q_i)


def test_a_foil_pays_the_resistance_of_the_layer():
    """Its ions come from a micrometre of the separator, which has 1.6 cells of the mesh in it."""
    assert paid_by_foil(40) == pytest.approx(1, abs=1e-4)


def test_the_mesh_is_met_in_fourth_order():
    """Second order is gone: (1 - W)^2 starts and ends flat."""
    errors = [abs(paid_by_foil(points) - 1) for points in (20, 40)]
    assert np.log2(errors[0] / errors[1]) == pytest.approx(4, abs=0.3)


# ---- growth ----

CYCLES, CHI, PLATED = 5, 0.2, 3600 * I / F  # of 1 mA.h.cm-2 [mol.m-2]


@cache
def cycled(resists):
    """Plate and strip so much of a foil's metal, of which a share is isolated each time."""
    changes = {AT.key(v.chi_f): CHI, AT.key(v.q_f0): 5.0, **UNIFORM}
    if not resists:
        changes[AT.key(v.tau_d)] = 0.0
    losses = {**BARE, "isolation": "constant share"}
    model, values = cell_of("Cu", options=losses, changes=changes)
    current = I * area(values)
    steps = tuple(pybamm.step.current(i, duration=3600) for i in (-current, current))
    settings = {"tolerances": (1e-8, 1e-10), "points": 40}
    return values, solve(model, values, pybamm.Experiment([steps] * CYCLES), **settings)


def at_ends(solution, name):
    return np.array([at_end(cycle, name) for cycle in solution.cycles])


def test_the_resistance_of_a_foil_grows_in_proportion_to_what_was_cycled():
    """dV = n I (1 - CE) q V tau_d/(F (1 - eps_d) kappa eps_d), to the mesh as above and the integrator.

    Of what leaves the metal the share chi is isolated: chi/(1 - chi) of what goes through the terminal.
    """
    values, with_it = cycled(resists=True)
    _, without = cycled(resists=False)
    rise = at_ends(without, "Voltage [V]") - at_ends(with_it, "Voltage [V]")
    each = I / KAPPA * length(values, CHI / (1 - CHI) * PLATED)
    assert rise == pytest.approx(each * np.arange(1, CYCLES + 1), rel=1e-3)
    assert each > 3e-4  # V


def test_the_layer_changes_no_stock():
    """The same lithium is isolated, to the integrator."""
    (values, with_it), (_, without) = cycled(resists=True), cycled(resists=False)
    for stock in (v.q_i, v.q_f):
        held = at_ends(with_it, AT.key(stock))
        assert held == pytest.approx(at_ends(without, AT.key(stock)), rel=1e-6)
    delta_d = at_ends(with_it, AT.key(v.delta_d))
    assert delta_d == pytest.approx(thickness(values, at_ends(with_it, AT.key(v.q_i))), rel=1e-12)


# ---- the salt ----

# A foil that sees the end of the separator, and holds no salt behind its face.
DEPTH = {AT.key(v.l_f): 1e-9, AT.key(v.L): 1e-8}
LONG = 3e4  # s, several times what salt takes through the thickest layer


def limiting_current(values, q_i):
    """2 c_0 F D/((1 - t_+) (L_s/B_s + delta_d/B_d)): none at the foil, twice the mean at the lithium."""
    return 2 * C_0 * F * D / (1 - T_PLUS) / (separator(values) + length(values, q_i))


@pytest.mark.parametrize("q_i", [0.0, 5.0, 50.0])
def test_the_salt_gradient_is_that_of_separator_and_layer(q_i):
    """(1 - t_+) I/(F D) (L_s/B_s + delta_d/B_d) from end to end at a steady current."""
    values, solution = foil(q_i, DEPTH, I, LONG)
    c_e = at_end(solution, "Separator electrolyte concentration [mol.m-3]")
    assert c_e.size == 40
    ends = (c_e[0] - c_e[-1]) * 40 / 39  # from centre to centre of 40 cells
    expected = (1 - T_PLUS) * I / (F * D) * (separator(values) + length(values, q_i))
    assert ends == pytest.approx(expected, rel=1e-3)  # of the mesh


@pytest.mark.parametrize("q_i", [0.0, 20.0, 100.0])
def test_the_layer_lowers_the_limiting_current(q_i):
    """Plated at 3 % less for hours; at 3 % more the salt at the foil ends, and so does the run.

    In a liquid that conducts so well that the salt decides, and diffuses so slowly that kinetics do not.
    """
    slow = {**CONSTANT, "Electrolyte diffusivity [m2.s-1]": D / 10}
    changes = {**slow, **DEPTH, "Electrolyte conductivity [S.m-1]": 1e3}
    limit = limiting_current(half_cell(slow), q_i) / 10
    for share, ends in ((0.97, "final time"), (1.03, "event: Minimum voltage [V]")):
        _, solution = foil(q_i, changes, share * limit, LONG, points=80)
        assert solution.termination == ends
    if q_i:
        assert limit < 0.1 * limiting_current(half_cell(slow), 0.0) / 10
