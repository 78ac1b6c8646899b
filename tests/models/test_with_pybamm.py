"""What PyBaMM offers around a model: plots, heat, summary variables."""

from functools import cache

import matplotlib
import numpy as np
import pybamm
import pytest
from cells import HALF, full_cell, half_cell, plate_and_strip, solve

import pybamm_miec as miec

CASES = {
    "half": HALF,
    "half, in pores": {**HALF, "lithium metal": "in pores"},
    "half, squeezed": {**HALF, "displaced electrolyte": "false"},
    "full": {},
    "stock": {**HALF, "host sites": "none", "lithium metal": "none"},
}


@cache
def cycled():
    values = half_cell()
    return solve(miec.DFN(HALF), values, plate_and_strip(values))


@pytest.mark.parametrize("case", CASES)
def test_what_is_plotted_by_default_is_in_the_model(case):
    model = miec.DFN(CASES[case])
    for panel in model.default_quick_plot_variables:
        for name in [panel] if isinstance(panel, str) else panel:
            assert name in model.variables


def test_a_quick_plot_draws():
    matplotlib.use("Agg")
    from matplotlib import pyplot

    plot = pybamm.QuickPlot(cycled())
    plot.plot(0.5 * cycled().t[-1] / 3600)
    assert len(plot.fig.axes) >= len(miec.DFN(HALF).default_quick_plot_variables)
    pyplot.close("all")


def with_heat(values):
    """Add what a lumped thermal model asks for, from a set of PyBaMM."""
    stock = pybamm.ParameterValues("Chen2020")
    missing = {name: stock[name] for name in stock.keys() if name not in values}  # noqa: SIM118
    values.update(missing, check_already_exists=False)
    return values


@pytest.mark.parametrize("cell", ["half", "full"])
def test_a_cell_with_one_temperature_is_solved(cell):
    """Heat of a cycle: the cell warms, by less than a degree at 1 mA.cm-2."""
    if cell == "half":
        values, options = with_heat(half_cell()), HALF
        experiment = plate_and_strip(values)
    else:
        values, options = with_heat(full_cell()), {}
        cycle = ("Charge at C/3 for 2 hours", "Discharge at C/3 for 1 hour")
        experiment = pybamm.Experiment([cycle])
    model = miec.DFN({**options, "thermal": "lumped"})
    T = solve(model, values, experiment)["Volume-averaged cell temperature [K]"].entries
    assert 0 < np.max(T) - T[0] < 1


def test_every_stock_is_a_summary_variable():
    summary = cycled().summary_variables
    for name in miec.DFN(HALF).summary_variables:
        assert len(summary[name]) == 1


def test_pybamm_counts_isolated_lithium_as_lost():
    """PyBaMM's own names: what it calls lost to plating is what can't be stripped any more."""
    solution = cycled()
    lost = solution["Loss of lithium to positive lithium plating [mol]"].entries
    isolated = solution["Isolated lithium in positive electrode [mol]"].entries
    assert np.array_equal(lost, isolated)
    assert lost[-1] > 0
    total = solution["Total lithium lost [mol]"].entries
    assert total == pytest.approx(lost, rel=1e-12, abs=1e-20)
