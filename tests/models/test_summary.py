"""Coulombic efficiency and what it loses to each stock, as summary variables of PyBaMM's."""

import copy
import json
import pickle
import subprocess
import sys
from functools import cache

import matplotlib
import numpy as np
import pybamm
import pytest
from cells import (
    CHARGE,
    HALF,
    area,
    charge_and_discharge,
    full_cell,
    half_cell,
    over,
    plate_and_strip,
    simulation,
    solve,
)

import pybamm_miec as miec
from pybamm_miec.models import HostSummaryVariables
from pybamm_miec.submodels import STOCKS

CE = "Coulombic efficiency [%]"
IN, OUT = "Lithiation capacity [A.h]", "Delithiation capacity [A.h]"
CHANGE_IN, CHANGE_OUT = (
    "Change in lithiation capacity [A.h]",
    "Change in delithiation capacity [A.h]",
)
LOSSES = {
    "in host": "Loss of coulombic efficiency to lithium left in host [%]",
    "metal in pores": "Loss of coulombic efficiency to metal left in pores [%]",
    "metal on face": "Loss of coulombic efficiency to metal left on face [%]",
    "isolated": "Loss of coulombic efficiency to isolated lithium [%]",
    "in SEI": "Loss of coulombic efficiency to SEI [%]",
    "trapped": "Loss of coulombic efficiency to trapped lithium [%]",
    "in first film": "Loss of coulombic efficiency to first film [%]",
    "in film on metal": "Loss of coulombic efficiency to film on metal [%]",
    "on walls": "Loss of coulombic efficiency to double layer [%]",
    "in lost active material": "Loss of coulombic efficiency to lost active material [%]",
}
# What puts lithium into each stock but the SEI, which the sets hold no rows for.
EVERY_LOSS = {
    **HALF,
    "trapping": "in sites",
    "first film": "on walls",
    "metal film": "on fresh metal",
    "surface form": "differential",
}
ROUND_OFF = 1e-9  # of 100 %: the ledger's 1e-13 of what was cycled, a hundred times over
CYCLES = 4


@cache
def cell():
    """Values of a half cell, and its cycles."""
    values = half_cell()
    return values, plate_and_strip(values, 1.0, 2.0, cycles=CYCLES)


@cache
def cycled():
    values, experiment = cell()
    return solve(miec.DFN(EVERY_LOSS), values, experiment)


@cache
def cycled_full():
    return solve(miec.DFN(), full_cell(), charge_and_discharge(2))


def everything(solution):
    """All summary variables, a row each."""
    return {
        name: np.array(x) for name, x in solution.summary_variables.get_summary_variables().items()
    }


def assert_same(solution, other, close=1e-12):
    """1e-12 of each: the same steps of the same integrator."""
    mine, theirs = everything(solution), everything(other)
    assert list(mine) == list(theirs)
    for name, values in mine.items():
        assert values == pytest.approx(theirs[name], rel=close, abs=close, nan_ok=True), name


# ---- what they are ----


def passed(cycle, sign, points=200_001):
    """Charge into the host and out of it, integrated over the current's own trace [A.h]."""
    into = out = 0.0
    for step in cycle.steps:
        t = np.linspace(step.t[0], step.t[-1], points)
        current = sign * step["Current [A]"](t) / 3600
        into += np.trapezoid(np.maximum(current, 0), t)
        out += np.trapezoid(np.maximum(-current, 0), t)
    return np.array([into, out])


def with_a_hold(first, until, hold):
    """A cycle with currents of both signs, a rest, and a current that falls while a voltage is held."""
    return pybamm.Experiment([(*first, "Rest for 5 minutes", *until, hold)] * 2)


HELD = {
    "half": with_a_hold(
        [pybamm.step.current(10 * area(half_cell()), duration=3600)],
        [
            pybamm.step.current(-10 * area(half_cell()), termination="0.5 V", duration=86400),
        ],
        "Hold at 1 V for 20 minutes",
    ),
    "full": with_a_hold(
        ["Charge at C/3 until 4.2 V"],
        ["Discharge at C/3 until 3 V"],
        "Hold at 2.8 V for 20 minutes",
    ),
}


@pytest.mark.parametrize(("kind", "sign"), [("half", 1), ("full", -1)])
def test_the_efficiency_is_of_the_integral_of_the_current(kind, sign):
    """1e-6 with a held voltage: the trace, of 1e-8 in tolerance, starts with a peak that is interpolated."""
    model, values = (miec.DFN(HALF), half_cell()) if kind == "half" else (miec.DFN(), full_cell())
    solution = solve(model, values, HELD[kind], tolerances=(1e-8, 1e-10))
    summary = solution.summary_variables
    for number, cycle in enumerate(solution.cycles):
        into, out = passed(cycle, sign)
        assert out > 0.1 * into
        assert summary[CHANGE_IN][number] == pytest.approx(into, rel=1e-6)
        assert summary[CHANGE_OUT][number] == pytest.approx(out, rel=1e-6)
        assert summary[CE][number] == pytest.approx(100 * out / into, rel=1e-6)


@pytest.mark.parametrize(("run", "sign"), [(cycled, 1), (cycled_full, -1)], ids=["half", "full"])
def test_at_constant_currents_it_is_exact(run, sign):
    """Current times time, to round-off of times that follow each other."""
    summary = run().summary_variables
    for number, cycle in enumerate(run().cycles):
        charge = [sign * s["Current [A]"].entries[0] * (s.t[-1] - s.t[0]) for s in cycle.steps]
        assert charge[0] > 0 > charge[1]
        assert summary[CE][number] == pytest.approx(-100 * charge[1] / charge[0], rel=1e-10)


def test_the_losses_are_all_that_is_missing():
    """With every loss, each large enough to be missed; each anode by itself in test_with_pybamm.py."""
    summary = cycled().summary_variables
    lost = sum(np.array(summary[name]) for name in LOSSES.values())
    assert lost == pytest.approx(100 - np.array(summary[CE]), rel=0, abs=ROUND_OFF)
    for place in (
        "in host",
        "isolated",
        "trapped",
        "in first film",
        "in film on metal",
        "on walls",
    ):
        assert abs(summary[LOSSES[place]][0]) > 1e5 * ROUND_OFF, place


@pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.place)
def test_a_loss_is_what_a_cycle_leaves_in_its_stock(stock):
    """Against the trace of the stock."""
    solution = cycled()
    at, F = solution.all_models[0].options.host, pybamm.constants.F.value
    for number, cycle in enumerate(solution.cycles):
        held, lithiated = over(cycle, at.key(stock.held)), over(cycle, IN)
        left = 100 * (held[-1] - held[0]) * F / 3600 / (lithiated[-1] - lithiated[0])
        share = solution.summary_variables[LOSSES[stock.place]][number]
        assert share == pytest.approx(left, rel=1e-9, abs=ROUND_OFF)


def test_there_is_a_loss_for_each_stock_and_its_name_is_documented():
    assert {stock.place: stock.share for stock in STOCKS} == LOSSES
    documented = " ".join(miec.DFN.__doc__.split())
    for stock in STOCKS:
        assert stock.lost_to in documented


def test_what_went_in_less_what_came_out_is_the_charge():
    for run, sign in ((cycled, 1), (cycled_full, -1)):
        into, out, charge = (over(run(), name) for name in (IN, OUT, CHARGE))
        assert into - out == pytest.approx(sign * charge, rel=1e-12, abs=1e-15)
        assert np.all(np.diff(into) >= -1e-15)
        assert np.all(np.diff(out) >= -1e-15)


def test_a_cycle_that_took_nothing_has_no_shares():
    """No division by round-off either: what went in before is counted by two states."""
    values = half_cell({"Initial voltage in positive electrode [V]": 0.5})
    into = pybamm.step.current(area(values), duration=700)
    out = (pybamm.step.current(-area(values), duration=60), "Hold at 1 V for 10 minutes")
    experiment = pybamm.Experiment([into, out, "Rest for 1 minute", into])
    summary = solve(miec.DFN(HALF), values, experiment).summary_variables
    assert summary[CHANGE_OUT][1] > 0
    for name in (CE, *LOSSES.values()):
        assert list(np.isnan(summary[name])) == [False, True, True, False]
    assert summary[CE][0] == 0
    assert summary[LOSSES["in host"]][0] == pytest.approx(100, abs=ROUND_OFF)


# ---- as PyBaMM's ----


def test_they_are_among_all_summary_variables():
    summary = cycled().summary_variables
    names = [IN, OUT, CHANGE_IN, CHANGE_OUT, CE, *LOSSES.values()]
    assert set(names) < set(summary.all_variables)
    assert len(set(summary.all_variables)) == len(summary.all_variables)
    computed = summary.get_summary_variables()
    assert list(computed) == [*summary.all_variables, "Cycle number"]
    for name in names:
        assert isinstance(computed[name], list)
        assert len(computed[name]) == CYCLES


def test_each_cycle_has_its_own():
    for number, cycle in enumerate(cycled().cycles):
        own = cycle.cycle_summary_variables
        for name in (CE, *LOSSES.values()):
            assert own[name] == cycled().summary_variables[name][number]


@pytest.mark.parametrize("name", ["Change in coulombic efficiency [%]", "Coulombic efficiency"])
def test_what_is_none_is_refused_as_by_pybamm(name):
    with pytest.raises(KeyError, match="is not a summary variable"):
        cycled().summary_variables[name]


def test_a_callback_sees_them_at_the_end_of_each_cycle():
    class Watch(pybamm.callbacks.Callback):
        seen = ()

        def on_cycle_end(self, logs):
            self.seen += (logs["summary variables"][CE],)

    watch, (values, experiment) = Watch(), cell()
    simulation(miec.DFN(EVERY_LOSS), values, experiment).solve(callbacks=watch)
    assert list(watch.seen) == cycled().summary_variables[CE]


def test_they_are_plotted_cell_beside_cell():
    matplotlib.use("Agg")
    from matplotlib import pyplot

    names = [CE, LOSSES["isolated"], LOSSES["in host"], CHANGE_IN]
    runs = [cycled(), cycled_full()]
    axes = pybamm.plot_summary_variables(runs, output_variables=names, show_plot=False)
    for name, panel in zip(names, axes.flat, strict=True):
        assert panel.get_ylabel() == name
        for line, run in zip(panel.lines, runs, strict=True):
            assert list(line.get_xdata()) == list(range(1, len(run.cycles) + 1))
            assert list(line.get_ydata()) == run.summary_variables[name]
    axes.flat[0].figure.canvas.draw()
    pyplot.close("all")


def test_without_names_pybamm_asks_for_what_a_cell_with_a_host_does_not_have():
    """Fails when PyBaMM has a list that fits: then the read-me need not ask for names."""
    with pytest.raises(KeyError, match=r"'Capacity \[A.h\]' is not a summary variable"):
        pybamm.plot_summary_variables(cycled(), show_plot=False)


# ---- whatever is kept ----

KEPT = {
    "ends of steps": ({"store_first_last": True}, {}),
    "a variable": ({"output_variables": ["Voltage [V]"]}, {}),
    "a variable at ends of steps": (
        {"output_variables": ["Voltage [V]"], "store_first_last": True},
        {},
    ),
    "every third cycle": ({}, {"save_at_cycles": 3}),
    "one cycle": ({}, {"save_at_cycles": [2]}),
    "ends of steps of one cycle": ({"store_first_last": True}, {"save_at_cycles": [2]}),
}


@pytest.mark.parametrize("kept", KEPT)
def test_they_are_the_same_whatever_was_kept(kept):
    of_solver, of_solve = KEPT[kept]
    values, experiment = cell()
    simulated = simulation(miec.DFN(EVERY_LOSS), values, experiment, **of_solver)
    assert_same(simulated.solve(**of_solve), cycled())


def test_they_are_the_same_whatever_was_kept_of_a_full_cell():
    kept = simulation(
        miec.DFN(),
        full_cell(),
        charge_and_discharge(2),
        store_first_last=True,
        output_variables=["Voltage [V]"],
    ).solve(save_at_cycles=2)
    assert_same(kept, cycled_full())


def saved(solution, folder):
    solution.save(str(folder / "run.pkl"))
    return pybamm.load(str(folder / "run.pkl"))


AGAIN = {
    "pickle": lambda solution, _: pickle.loads(pickle.dumps(solution)),
    "file": saved,
    "deepcopy": lambda solution, _: copy.deepcopy(solution),
}


@cache
def ends_of_cycles(asked):
    values, experiment = cell()
    solution = solve(miec.DFN(EVERY_LOSS), values, experiment, store_first_last=True)
    if asked:
        everything(solution)
    return solution


@pytest.mark.parametrize("how", AGAIN)
@pytest.mark.parametrize("asked", [False, True], ids=["new", "asked before"])
def test_a_copy_of_the_solution_has_them(how, asked, tmp_path):
    there = AGAIN[how](ends_of_cycles(asked), tmp_path)
    assert type(there.summary_variables) is HostSummaryVariables
    assert_same(there, cycled())


@pytest.mark.parametrize("kept", [{}, {"save_at_cycles": 2}], ids=["all", "some"])
@pytest.mark.parametrize(
    ("how", "close"),
    # another model starts from the same state but for its last digit, which moves the integrator's steps
    [(lambda solution: solution, 1e-12), (lambda s: pickle.loads(pickle.dumps(s)), 1e-9)],
    ids=["at once", "from a pickle"],
)
def test_a_run_that_goes_on_has_those_of_the_whole(how, close, kept):
    """Two cycles, and two more."""
    values, _ = cell()
    half = plate_and_strip(values, 1.0, 2.0, cycles=CYCLES // 2)
    simulated = simulation(miec.DFN(EVERY_LOSS), values, half)
    first = how(simulated.solve(**kept))
    assert_same(simulated.solve(starting_solution=first, **kept), cycled(), close)


def test_a_run_without_cycles_that_goes_on_counts_as_the_first():
    values = half_cell()
    values["Current function [A]"] = 10 * area(values)
    before = simulation(miec.DFN(HALF), values).solve([0, 1800])
    after = simulation(miec.DFN(HALF), values, plate_and_strip(values)).solve(
        starting_solution=before
    )
    summary = after.summary_variables
    assert summary[CE][0] == 0
    assert summary[CE][1] == pytest.approx(
        100 - sum(summary[name][1] for name in LOSSES.values()), abs=ROUND_OFF
    )


# ---- other models ----

OFF = {"host sites": "none", "lithium metal": "none"}
CYCLE = pybamm.Experiment(["Discharge at C/2 for 30 minutes", "Charge at C/3 for 20 minutes"] * 2)
WITHOUT_US = """
import json, sys
sys.modules["pybamm_miec"] = None  # an import of it is an error
import pybamm
summary = pybamm.load(sys.argv[1]).summary_variables
print(json.dumps(summary.get_summary_variables(), default=lambda x: x.tolist()))
"""


def of_chen(model):
    values = pybamm.ParameterValues("Chen2020")
    return pybamm.Simulation(model, parameter_values=values, experiment=CYCLE).solve()


@cache
def stock():
    return of_chen(pybamm.lithium_ion.DFN())


@pytest.mark.parametrize("options", [None, OFF], ids=["stock", "host off"])
def test_a_model_without_a_host_has_pybamms_own(options):
    solution = stock() if options is None else of_chen(miec.DFN(options))
    summary = solution.summary_variables
    assert {type(s) for s in (summary, *summary.cycles)} == {pybamm.SummaryVariables}
    assert not isinstance(summary, HostSummaryVariables)
    assert not {IN, OUT, CE, *LOSSES.values()} & set(summary.all_variables)
    assert everything(solution).keys() == everything(stock()).keys()


def test_a_stock_solution_is_read_without_this_package(tmp_path):
    """The same numbers in a process that can't import it: what PyBaMM gives by itself."""
    stock().save(str(tmp_path / "stock.pkl"))
    command = [sys.executable, "-c", WITHOUT_US, str(tmp_path / "stock.pkl")]
    there = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    here = everything(stock())
    assert list(there) == list(here)
    for name, values in here.items():
        assert there[name] == pytest.approx(values, rel=1e-12, abs=1e-12, nan_ok=True), name


# ---- as tables ----


@pytest.mark.parametrize("run", [cycled, cycled_full], ids=["half", "full"])
def test_the_tables_hold_the_same_numbers(run):
    efficiency, losses = (
        miec.analysis.coulombic_efficiency(run()),
        miec.analysis.loss_shares(run()),
    )
    summary = run().summary_variables
    assert list(efficiency["coulombic efficiency [%]"]) == summary[CE]
    assert list(losses.columns) == list(LOSSES)
    assert list(losses.index) == list(efficiency.index) == list(range(1, len(run().cycles) + 1))
    assert losses.index.name == "cycle"
    for place, name in LOSSES.items():
        assert list(losses[place]) == summary[name]


def test_a_run_without_cycles_is_one_row():
    values = half_cell()
    values["Current function [A]"] = 10 * area(values)
    losses = miec.analysis.loss_shares(simulation(miec.DFN(HALF), values).solve([0, 1800]))
    assert list(losses.index) == [1]
    assert losses.loc[1].sum() == pytest.approx(100, abs=ROUND_OFF)
