"""Full cells of the sets: each begins with the lithium it was designed with, cycles, and keeps it."""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import lithium_missing, over, salt_lost

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement

AT = Placement("negative")
POINTS = {"x_n": 6, "x_s": 4, "x_p": 5, "r_n": 3, "r_p": 8}
CELLS = [("LLTO@CNT", 2), ("LLTO@CNT", None), ("LLTO", 2), ("CNT", None), ("Cu", 2)]
in_each_cell = pytest.mark.parametrize(("anode", "n_to_p"), CELLS)


@cache
def cycled(anode, n_to_p):
    values = miec.design(
        miec.parameters.parameter_values(anode, "full"), n_to_p=n_to_p, cathode_capacity=1
    )
    experiment = miec.experiments.full_cell_cycling(values, cycles=2)
    solution = pybamm.Simulation(
        miec.DFN.of(anode, cell="full"),
        parameter_values=values,
        experiment=experiment,
        var_pts=POINTS,
    ).solve()
    assert [len(cycle.steps) for cycle in solution.cycles] == [2, 2]
    return solution


@in_each_cell
def test_lithium_and_salt_are_kept(anode, n_to_p):
    assert lithium_missing(cycled(anode, n_to_p)) < 1e-12  # round-off; 1e-14 is usual
    assert salt_lost(cycled(anode, n_to_p)) < 1e-12


@in_each_cell
def test_a_reserve_makes_up_for_what_a_cycle_loses_and_nothing_else_does(anode, n_to_p):
    """With metal left at 3.0 V the second charge is the first one; without, it has lost what was lost."""
    first, second = miec.analysis.coulombic_efficiency(cycled(anode, n_to_p))[
        "lithiation [mA.h.cm-2]"
    ]
    lost = float(over(cycled(anode, n_to_p), AT.key(v.n_i))[-1])
    assert lost > 0
    if n_to_p:
        # the end of a discharge at 0.5 C leaves the cathode a little less full than it was built
        assert second == pytest.approx(first, rel=5e-3)
    else:
        assert second < 0.99 * first


def test_a_host_that_has_its_first_film_and_its_traps_makes_no_more():
    solution = cycled("LLTO@CNT", 2)
    for stock in (v.n_e, v.n_t):
        held = over(solution, AT.key(stock))
        assert np.ptp(held) <= 1e-6 * held[0]  # what traps let go by, a millionth


def test_metal_of_the_reserve_rests_at_the_potential_of_lithium():
    """So the cell begins at the lower limit of its cathode."""
    voltage = over(cycled("LLTO@CNT", 2), "Battery open-circuit voltage [V]")
    assert voltage[0] == pytest.approx(3.0, abs=1e-6)


def test_a_model_of_a_full_cell_has_a_set_by_default():
    values = miec.parameters.parameter_values("LLTO@CNT", "full")
    assert miec.DFN().default_parameter_values == values
    assert miec.DFN.of("LLTO@CNT", cell="full").default_parameter_values == values


@pytest.mark.parametrize("options", [{}, miec.models.SOLVER_OPTIONS], ids=["PyBaMM's", "ours"])
def test_LLTO_fills_grain_by_grain_with_settings_of_any_solver(options):
    """On ten cells the first one passes between two couples in seconds; 1 mV is the tolerance's."""
    model = miec.DFN.of("LLTO", cell="full", positive="Chen2020")
    values = model.default_parameter_values
    values["Current function [A]"] = -values["Nominal cell capacity [A.h]"]
    solution = pybamm.Simulation(
        model,
        parameter_values=values,
        solver=pybamm.IDAKLUSolver(options=options),
        var_pts={**model.default_var_pts, "x_n": 10, "x_s": 10, "x_p": 10},
    ).solve([0, 30])
    assert solution.t[-1] == 30
    V = over(solution, "Voltage [V]")
    assert V[-1] == pytest.approx(3.9088, abs=1e-3)
