"""The parts of the voltage that PyBaMM plots add up to it, and a reference electrode measures the rest."""

from functools import cache

import matplotlib
import numpy as np
import pybamm
import pytest
from cells import HALF, area, cell_of, full_cell, half_cell, over

import pybamm_miec as miec

# As pybamm.plot_voltage_components adds them, with the film of SEI that it leaves out.
PARTS = {
    "Battery open-circuit voltage [V]": 1,
    "Battery particle concentration overpotential [V]": 1,
    "X-averaged battery reaction overpotential [V]": 1,
    "X-averaged battery concentration overpotential [V]": 1,
    "X-averaged battery electrolyte ohmic losses [V]": 1,
    "X-averaged battery solid phase ohmic losses [V]": 1,
    "Contact overpotential [V]": -1,
    "X-averaged SEI film overpotential [V]": 1,
}
FILM = {
    "SEI": "constant",
    "SEI film resistance": "distributed",
    "contact resistance": "true",
}
FILM_VALUES = {
    "Initial SEI thickness [m]": 5e-9,
    "SEI resistivity [Ohm.m]": 2e5,
    "SEI partial molar volume [m3.mol-1]": 9.585e-5,
    "Ratio of lithium moles to SEI moles": 2.0,
    "Initial SEI on cracks thickness [m]": 0.0,
    "Contact resistance [Ohm]": 10.0,
}
CASES = {
    "half": (miec.DFN, HALF),
    "full": (miec.DFN, {}),
    "half, SPMe": (miec.SPMe, HALF),
    "full, SPM": (miec.SPM, {}),
    "half, film and contact": (miec.DFN, HALF | FILM),
    "half, double layers": (miec.SPMe, HALF | {"surface form": "differential"}),
}


def short(model, values):
    """Five minutes of 1 mA.cm-2 into the host, and two out of it."""
    current = 10 * area(values) * model.options.host.lithiation_sign
    steps = [
        pybamm.step.current(current, duration=300),
        pybamm.step.current(-current, duration=120),
    ]
    points = {**model.default_var_pts, "x_n": 10, "x_s": 10, "x_p": 10}
    simulation = pybamm.Simulation(
        model, parameter_values=values, experiment=pybamm.Experiment(steps), var_pts=points
    )
    return simulation.solve(calc_esoh=False)


@cache
def solved(case):
    law, options = CASES[case]
    model = law(options)
    model.insert_reference_electrode()
    values = (
        half_cell()
        if model.options.host.is_terminal
        else full_cell({"Lower voltage cut-off [V]": 0.5})
    )
    if "film" in case:
        values.update(FILM_VALUES, check_already_exists=False)
    return short(model, values)


def missing(solution):
    """Largest difference of the voltage and the sum of its parts, and the parts."""
    parts = {name: sign * over(solution, name) for name, sign in PARTS.items()}
    return np.max(np.abs(over(solution, "Battery voltage [V]") - sum(parts.values()))), parts


@pytest.mark.parametrize("case", CASES)
def test_the_parts_add_up_to_the_voltage(case):
    """1e-12 V: round-off, a thousand times over."""
    off, parts = missing(solved(case))
    assert off < 1e-12
    if "film" in case:
        for name in ("Contact overpotential [V]", "X-averaged SEI film overpotential [V]"):
            assert np.max(np.abs(parts[name])) > 1e-3, name


@pytest.mark.parametrize("anode", ["LLTO", "CNT", "Cu"])
def test_they_do_for_every_anode(anode):
    """With all that its set declares: the contact of foil and frame, hosts with neither grains nor pores."""
    model, values = cell_of(anode)
    off, parts = missing(short(model, values))
    assert off < 1e-12
    assert np.max(np.abs(parts["X-averaged battery reaction overpotential [V]"])) > 1e-3


@pytest.mark.parametrize("split", [False, True])
def test_pybamm_plots_them(split):
    matplotlib.use("Agg")
    from matplotlib import pyplot

    _, axes = pybamm.plot_voltage_components(
        solved("half"), show_plot=False, split_by_electrode=split
    )
    filled, (voltage,) = axes.collections, axes.lines
    assert len(filled) >= 6
    bottom = filled[-1].get_paths()[0].vertices[:, 1]  # of the last part: the voltage
    assert np.isclose(voltage.get_ydata()[-1], bottom, rtol=0, atol=1e-9).any()
    pyplot.close("all")


@pytest.mark.parametrize("case", ["full", "full, SPM"])
def test_electrodes_against_a_reference_differ_by_the_voltage(case):
    solution = solved(case)
    names = (f"{side} electrode 3E potential [V]" for side in ("Positive", "Negative"))
    positive, negative = (over(solution, name) for name in names)
    assert np.max(np.abs(positive - negative - over(solution, "Voltage [V]"))) < 1e-12


@pytest.mark.parametrize("case", ["half", "half, SPMe"])
def test_the_host_of_a_half_cell_is_measured_against_the_middle_of_the_separator(case):
    """In one of the two cells of its mesh that meet there: PyBaMM takes a potential at the nearest centre."""
    solution = solved(case)
    host, reference, V = (
        over(solution, name)
        for name in (
            "Positive electrode 3E potential [V]",
            "Reference electrode potential [V]",
            "Voltage [V]",
        )
    )
    assert np.max(np.abs(host + reference - V)) < 1e-12
    phi_e = over(solution, "Separator electrolyte potential [V]")
    assert min(np.max(np.abs(phi_e[cell] - reference)) for cell in (4, 5)) < 1e-12
