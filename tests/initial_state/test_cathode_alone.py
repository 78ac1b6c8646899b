"""NCM622 alone, in PyBaMM's own half cell: built discharged, it is charged unless it is told otherwise."""

import pybamm
import pytest

SETS = ("Lin2025_NCM622_halfcell", "Lin2025_NCM622_Hanyang_halfcell")
CURRENT = "Current function [A]"


def solve(values, soc):
    model = pybamm.lithium_ion.DFN({"working electrode": "positive"})
    simulation = pybamm.Simulation(model, parameter_values=values)
    return simulation.solve([0, 600], initial_soc=soc)


@pytest.mark.parametrize("name", SETS)
def test_a_full_cathode_is_discharged_once_its_current_is_turned(name):
    """The current of the set charges, as a cathode is built discharged: a full one has no room for it."""
    values = pybamm.ParameterValues(name)
    assert values[CURRENT] < 0
    with pytest.raises(pybamm.SolverError, match=r"Maximum voltage \[V\]"):
        solve(values, 1)
    assert solve(values, 0)["Voltage [V]"].entries[-1] > 3.0
    values[CURRENT] *= -1
    solution = solve(values, 1)
    assert solution.t[-1] == 600
    assert solution["Battery open-circuit voltage [V]"].entries[0] == pytest.approx(4.3, abs=1e-9)
