"""With the host's physics switched off, the model is PyBaMM's."""

import numpy as np
import pybamm
import pytest
from cells import HALF

import pybamm_miec as miec

OFF = {"host sites": "none", "lithium metal": "none"}
CELLS = [("Xu2019", HALF), ("Chen2020", {}), ("Marquis2019", {})]
CYCLE = pybamm.Experiment(
    ["Discharge at C/2 for 30 minutes", "Rest for 10 minutes", "Charge at C/3 for 20 minutes"]
)
DISCHARGE = None  # the set's own current, for half an hour


@pytest.mark.parametrize("experiment", [DISCHARGE, CYCLE], ids=["discharge", "cycle"])
@pytest.mark.parametrize(("anode", "cell"), CELLS, ids=[name for name, _ in CELLS])
def test_without_a_host_the_voltage_is_that_of_pybamm(anode, cell, experiment):
    """1e-10 V: the same equations; round-off is all that may differ, in the order of a sum."""
    ours, stock = (
        solve(model, anode, experiment)
        for model in (miec.DFN({**cell, **OFF}), pybamm.lithium_ion.DFN(cell))
    )
    times = np.linspace(0, ours.t[-1], 100)
    assert ours.t[-1] == stock.t[-1]
    assert np.max(np.abs(ours["Voltage [V]"](times) - stock["Voltage [V]"](times))) < 1e-10


@pytest.mark.parametrize("form", ["differential", "algebraic"])
@pytest.mark.parametrize(("anode", "cell"), CELLS, ids=[name for name, _ in CELLS])
def test_without_metal_a_surface_form_is_that_of_pybamm(anode, cell, form):
    """1e-10 V as above: our double layer goes with metal, and stays out of the way here."""
    surface = {**cell, "surface form": form}
    ours, stock = (
        solve(model, anode, DISCHARGE)
        for model in (miec.DFN({**surface, **OFF}), pybamm.lithium_ion.DFN(surface))
    )
    times = np.linspace(0, ours.t[-1], 100)
    assert np.max(np.abs(ours["Voltage [V]"](times) - stock["Voltage [V]"](times))) < 1e-10


def solve(model, anode, experiment):
    values = pybamm.ParameterValues(anode)
    simulation = pybamm.Simulation(model, parameter_values=values, experiment=experiment)
    return simulation.solve([0, 1800] if experiment is None else None)


@pytest.mark.parametrize(("anode", "cell"), CELLS, ids=[name for name, _ in CELLS])
def test_without_a_host_no_parameter_of_ours_is_asked_for(anode, cell):
    ours, stock = (
        set(model.get_parameter_info())
        for model in (miec.DFN({**cell, **OFF}), pybamm.lithium_ion.DFN(cell))
    )
    assert ours == stock
