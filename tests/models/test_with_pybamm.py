"""What PyBaMM offers around a model: plots, heat, summary variables."""

from functools import cache

import matplotlib
import numpy as np
import pybamm
import pytest
from cells import (
    ANODES,
    HALF,
    cell_of,
    charge_and_discharge,
    full_cell,
    half_cell,
    plate_and_strip,
    solve,
)

import pybamm_miec as miec
from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

CASES = {
    "half": HALF,
    "half, in pores": {**HALF, "lithium metal": "in pores"},
    "half, squeezed": {**HALF, "displaced electrolyte": "false"},
    "full": {},
    "half, foil": {**HALF, "host sites": "0", "lithium metal": "on face"},
    "full, foil": {"host sites": "0", "lithium metal": "on face"},
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


def test_a_quick_plot_of_a_foil_draws():
    """Which has no pores to look into: one panel less, and no broken one."""
    matplotlib.use("Agg")
    from matplotlib import pyplot

    plot = pybamm.QuickPlot(cycled_anode("Cu", "half"))
    plot.plot(0.5 * cycled_anode("Cu", "half").t[-1] / 3600)
    assert len(plot.fig.axes) >= len(cell_of("Cu")[0].default_quick_plot_variables)
    pyplot.close("all")


@cache
def cycled_anode(anode, cell):
    model, values = cell_of(anode, cell)
    if cell == "half":
        return solve(model, values, plate_and_strip(values, 1.0, 1.0, strip_to=1.0, cycles=2))
    return solve(model, values, charge_and_discharge(2))


# What the laws of a set take lithium into, beside isolation, which all of them have.
LOST_BY_LAW = {
    "LLTO@CNT": (v.n_t, v.n_e),
    "LLTO": (v.n_e, v.n_fm),
    "CNT": (v.n_fm,),
    "Cu": (v.n_fm,),
}

in_each_cell = pytest.mark.parametrize("cell", ["half", "full"])
each_anode = pytest.mark.parametrize("anode", ANODES)


@in_each_cell
@each_anode
def test_every_summary_variable_of_every_anode_is_a_number(anode, cell):
    """One for each cycle: nothing that a host without grains lacks is divided by."""
    summary = cycled_anode(anode, cell).summary_variables
    for name in cell_of(anode, cell)[0].summary_variables:
        assert len(summary[name]) == 2
        assert np.all(np.isfinite(summary[name])), name


@in_each_cell
@each_anode
def test_what_a_cycle_does_not_give_back_is_in_the_stocks(anode, cell):
    """1e-9 %, of 100: the ledger's 1e-13 of what was cycled, a hundred times over."""
    summary = cycled_anode(anode, cell).summary_variables
    lost = sum(np.array(summary[stock.share]) for stock in submodels.STOCKS)
    missing = 100 - np.array(summary[v.CE.key])
    assert np.all(missing > 0)
    assert lost == pytest.approx(missing, rel=0, abs=1e-9)


@in_each_cell
@each_anode
def test_the_inventory_lost_is_the_share_that_can_not_be_used(anode, cell):
    """LLI of PyBaMM's name: what is isolated, trapped or in a film, over that and what is active."""
    solution = cycled_anode(anode, cell)
    at = solution.all_models[0].options.host
    lost = sum(solution[at.key(n)].entries for n in (v.n_i, v.n_t, v.n_e, v.n_fm))
    there = solution["Total lithium in particles [mol]"].entries + sum(
        solution[at.key(n)].entries for n in (v.n_m, v.n_f)
    )
    for n in (v.n_i, *LOST_BY_LAW[anode]):
        assert solution[at.key(n)].entries[-1] > 0, n
    expected = 100 * lost[-1] / (there[-1] + lost[-1])
    assert solution["LLI [%]"].entries[-1] == pytest.approx(expected, rel=1e-9)
    assert 0 < expected <= 100


@in_each_cell
@pytest.mark.parametrize("anode", ["CNT", "Cu"])
def test_an_inert_host_holds_no_lithium_and_loses_no_active_material(anode, cell):
    solution = cycled_anode(anode, cell)
    at = solution.all_models[0].options.host
    assert np.all(solution[at.key(v.n_h)].entries == 0)
    assert np.all(solution[f"LAM_{at.electrode[0]}e [%]"].entries == 0)
    assert np.all(solution[f"Loss of active material in {at.domain} [%]"].entries == 0)
    metal = sum(solution[at.key(n)].entries for n in (v.n_m, v.n_f))
    total = solution[f"Total lithium in {at.domain} [mol]"].entries
    assert total == pytest.approx(metal, rel=1e-12, abs=1e-18)  # round-off, of 1e-5 mol


@in_each_cell
@each_anode
def test_the_total_is_in_the_particles_the_metal_and_the_salt(anode, cell):
    """PyBaMM's total, with ours: nothing twice, nothing left out."""
    solution = cycled_anode(anode, cell)
    at = solution.all_models[0].options.host
    names = ["Total lithium in particles [mol]", "Total lithium in electrolyte [mol]"]
    parts = sum(solution[n].entries for n in (*names, at.key(v.n_m), at.key(v.n_f)))
    total = solution["Total lithium [mol]"].entries
    assert total == pytest.approx(parts, rel=1e-12)  # round-off


@pytest.mark.parametrize("cell", ["half", "full"])
def test_a_cell_with_one_temperature_is_solved(cell):
    """Heat of a cycle: the cell warms, by less than a degree at 1 mA.cm-2."""
    if cell == "half":
        values, options = half_cell(), HALF
        experiment = plate_and_strip(values)
    else:
        values, options = full_cell(), {}
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
