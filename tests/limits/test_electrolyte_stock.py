"""What a cell with dry places costs: it is one of a smaller area."""

from functools import cache

import numpy as np
import pytest
from cells import (
    AT,
    ONLY_METAL,
    F,
    R,
    area,
    at_current,
    at_end,
    cell_of,
    half_cell,
    only_metal,
    over,
    simulation,
)

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

STOCK = {"electrolyte stock": "consumed", "metal film": "on fresh metal"}
LITHIUM = "Exchange-current density for lithium metal electrode [A.m-2]"
KAPPA, J0_FACE, J0_LITHIUM = 0.2, 3.0, 8.0
UNIFORM = {"Electrolyte conductivity [S.m-1]": KAPPA, "Cation transference number": 1.0}
I, T = 10.0, 298.15
V_E0 = AT.key(v.V_e0)
# Nothing is used up, so that the share stays as it is.
KEPT = {AT.key(v.v_el): 0.0, AT.key(v.Gamma): 0.0}


def pores(values):
    """Of separator and host, per area [m]."""
    return sum(
        values[f"{layer} porosity"] * values[f"{layer} thickness [m]"]
        for layer in ("Separator", "Positive electrode")
    )


def filled(values, share):
    values[V_E0] = share * pores(values)
    return values


# ---- V(I, omega) ----


def closed_form(values, current_density):
    """A foil all covered with metal: lithium, a liquid whose salt stays as it is, and the foil."""
    f = F / (2 * R * T)  # half of the overpotential, as both ways are alike
    l_f, L_s = values[AT.key(v.l_f)], values["Separator thickness [m]"]
    B = values["Separator porosity"] ** values["Separator Bruggeman coefficient (electrolyte)"]
    ohmic = (L_s - 1.5 * l_f) / (KAPPA * B)  # as far as ions go; e^(-L_s/l_f) is 1e-11
    return -current_density * ohmic - sum(
        np.arcsinh(current_density / (2 * j0)) / f for j0 in (J0_FACE, J0_LITHIUM)
    )


@pytest.mark.parametrize("share", [0.1, 0.3, 0.8, 2.0])
@pytest.mark.parametrize("current", [I, -I])
def test_a_foil_with_dry_places_pays_for_the_current_of_the_wet(share, current):
    """V(I/omega), lithium and liquid and foil, to the mesh in the liquid before the foil."""
    alike = {LITHIUM: J0_LITHIUM, AT.key(v.j0_f): J0_FACE, AT.key(v.j_lim): 1e12}
    at_rest = {AT.key(v.q_f0): 3.0, "Initial voltage in positive electrode [V]": 0.0}
    kinetics = {**alike, AT.key(v.alpha_m): 0.5, **at_rest}
    model, values = cell_of("Cu", options=STOCK, changes={**UNIFORM, **KEPT, **kinetics})
    filled(values, share)
    solution = at_current(model, values, current, 1.0, points=40, tolerances=(1e-8, 1e-10))
    omega = min(share, 1.0)
    assert at_end(solution, AT.key(v.omega)) == pytest.approx(omega, abs=1e-8)
    expected = closed_form(values, current / omega)
    assert at_end(solution, "Voltage [V]") == pytest.approx(expected, abs=5e-5)


CONDUCTS = {"Positive electrode conductivity [S.m-1]": 1e7}  # electrons pass dry places
CHARGES = {"surface form": "differential"}


@pytest.mark.parametrize("options", [{}, {"dead layer": "on face"}, CHARGES], ids=str)
@pytest.mark.parametrize("share", [0.15, 0.6])
def test_a_host_with_dry_places_pays_for_the_current_of_the_wet(share, options):
    """At the first moment, with metal and its kinetics over a depth of pores; 1e-8, of the electrons.

    Where walls store charge, after some 100 of the time that they take.
    """
    where = {"lithium metal": "in pores and on face"}
    voltages = []
    for wet, current in ((share, I), (2.0, I / share)):
        changes = {**UNIFORM, **KEPT, **CONDUCTS, LITHIUM: J0_LITHIUM, AT.key(v.q_i0): 2.0}
        values = filled(only_metal(changes), wet)
        model = miec.DFN({**ONLY_METAL, **where, **STOCK, **options})
        solution = at_current(model, values, current, 1.0, tolerances=(1e-10, 1e-12))
        voltages.append(over(solution, "Voltage [V]")[0 if options != CHARGES else -1])
    # what a second of metal leaves in the pores of less or of more of them
    assert voltages[0] == pytest.approx(voltages[1], abs=1e-8 if options != CHARGES else 1e-4)
    assert voltages[0] < -0.02


@pytest.mark.parametrize("share", [0.2, 0.7])
def test_LLTO_with_dry_places_pays_for_the_current_of_the_wet(share):
    """Grains by PyBaMM's utilisation; at the first moment of a host that takes up lithium."""
    voltages = []
    for wet, current in ((share, I), (2.0, I / share)):
        values = filled(half_cell({**KEPT, **CONDUCTS}), wet)
        model = miec.DFN({"working electrode": "positive", **STOCK})
        solution = at_current(model, values, current, 1.0, tolerances=(1e-10, 1e-12))
        voltages.append(over(solution, "Voltage [V]")[0])
    assert voltages[0] == pytest.approx(voltages[1], abs=1e-8)


# ---- nothing dry ----


@cache
def plated(stock, tolerances):
    options = {**STOCK, "electrolyte stock": stock}
    model, values = cell_of("Cu", options=options)
    values["Current function [A]"] = I * area(values)
    times = np.linspace(0, 3600, 100)
    return simulation(model, values, tolerances=tolerances).solve([0, 3600], t_interp=times)


def test_with_electrolyte_enough_the_voltage_is_that_without_the_option():
    """To the solver, which has one state more to weigh: 1e-10 V, and as much less as its tolerance is."""
    for tolerances, allowed in (
        ((1e-6, 1e-8), 1e-6),
        ((1e-9, 1e-11), 1e-9),
        ((1e-10, 1e-12), 1e-10),
    ):
        with_it, without = (
            over(plated(stock, tolerances), "Voltage [V]") for stock in ("consumed", "unlimited")
        )
        assert np.max(np.abs(with_it - without)) < allowed
    assert np.all(over(plated("consumed", (1e-6, 1e-8)), AT.key(v.omega)) == 1)


# ---- SEI of PyBaMM's ----


def test_the_sei_of_pybamms_uses_up_what_its_lithium_needs():
    """And grows in proportion to what is wet."""
    sei = {
        "SEI solvent diffusivity [m2.s-1]": 2.5e-20,
        "Bulk solvent concentration [mol.m-3]": 2636.0,
        "SEI partial molar volume [m3.mol-1]": 9.585e-5,
        "Ratio of lithium moles to SEI moles": 2.0,
        "SEI growth activation energy [J.mol-1]": 0.0,
        "Initial SEI thickness [m]": 5e-9,
        "SEI resistivity [Ohm.m]": 0.0,
        "SEI open-circuit potential [V]": 0.4,
    }
    begins = {}
    for share in (0.5, 2.0):
        values = filled(half_cell({**sei, AT.key(v.v_el): 1e-4}), share)
        options = {"SEI": "solvent-diffusion limited", "electrolyte stock": "consumed"}
        model = miec.DFN({"working electrode": "positive", **options})
        solution = at_current(model, values, 0.0, 1e3)
        n_s, V_e = over(solution, AT.key(v.n_s)), over(solution, AT.key(v.V_e))
        gone = 1e-4 * (n_s[-1] - n_s[0]) / area(values)
        assert V_e[0] - V_e[-1] == pytest.approx(gone, rel=1e-9)
        begins[share] = over(solution, AT.key(v.i_sei))[0, 0]
        assert over(solution, AT.key(v.omega))[0] == pytest.approx(min(share, 1), abs=1e-12)
    assert begins[0.5] == pytest.approx(0.5 * begins[2.0], rel=1e-6)  # of the film at the start
    assert begins[2.0] < 0


def test_the_first_film_grows_in_proportion_to_what_is_wet():
    """At rest below its potential, where grains give it their lithium, in wet places."""
    begins = {}
    for share in (0.5, 2.0):
        changes = {AT.key(v.v_el): 1e-4, "Initial voltage in positive electrode [V]": 0.5}
        values = filled(half_cell(changes), share)
        options = {"first film": "on walls", "electrolyte stock": "consumed"}
        model = miec.DFN({"working electrode": "positive", **options})
        solution = at_current(model, values, 0.0, 10.0, tolerances=(1e-8, 1e-10))
        begins[share] = over(solution, AT.key(v.i_e))[0, 0]
    assert begins[0.5] == pytest.approx(0.5 * begins[2.0], rel=1e-6)  # of the solver
    assert begins[2.0] < 0
