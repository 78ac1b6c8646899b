"""The lithium ledger of a solution; that it closes is told in models/test_conservation.py."""

from functools import cache

import pybamm
import pytest
from cells import (
    AT,
    HALF,
    F,
    area,
    charge_and_discharge,
    full_cell,
    half_cell,
    plate_and_strip,
    simulation,
    solve,
)

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.errors import SolutionError

STOCKS = {
    "in host": v.n_h,
    "metal in pores": v.n_m,
    "metal on face": v.n_f,
    "isolated": v.n_i,
    "in SEI": v.n_s,
    "trapped": v.n_t,
    "in first film": v.n_e,
    "in film on metal": v.n_fm,
    "on walls": v.n_dl,
    "in lost active material": v.n_lam,
}
# What puts lithium into each of them but the SEI, which the set holds no rows for.
OPTIONS = {
    **HALF,
    "trapping": "in sites",
    "first film": "on walls",
    "metal film": "on fresh metal",
    "surface form": "differential",
}
COLUMNS = [*STOCKS, "charge in", "unaccounted", "salt", "salt lost"]
OTHER = "other electrode unaccounted"


@cache
def cycled():
    values = half_cell()
    return values, solve(miec.DFN(OPTIONS), values, plate_and_strip(values, 2.0, 5.0, cycles=3))


@cache
def cycled_full():
    values = full_cell()
    return values, solve(miec.DFN(), values, charge_and_discharge(2))


def test_a_half_cell_has_fourteen_columns():
    ledger = miec.analysis.lithium_ledger(cycled()[1])
    assert list(ledger.columns) == COLUMNS
    assert ledger.index.name == "cycle"
    assert list(ledger.index) == [0, 1, 2, 3]


def test_a_full_cell_has_its_other_electrode_too():
    assert list(miec.analysis.lithium_ledger(cycled_full()[1]).columns) == [*COLUMNS, OTHER]


@pytest.mark.parametrize(("column", "stock"), STOCKS.items())
def test_a_stock_is_that_of_the_end_of_the_cycle(column, stock):
    """In mA.h.cm-2, of the variable at the last moment of each cycle."""
    values, solution = cycled()
    ledger = miec.analysis.lithium_ledger(solution)
    for number, cycle in enumerate(solution.cycles, start=1):
        moles = cycle[AT.key(stock)].entries[-1]
        areal = moles * F / 3.6e4 / area(values)
        assert ledger[column][number] == pytest.approx(areal, rel=1e-12, abs=1e-15)
    first = solution.cycles[0][AT.key(stock)].entries[0] * F / 3.6e4 / area(values)
    assert ledger[column][0] == pytest.approx(first, rel=1e-12, abs=1e-15)


def test_the_charge_is_what_was_plated_less_what_was_stripped():
    ledger = miec.analysis.lithium_ledger(cycled()[1])
    table = miec.analysis.coulombic_efficiency(cycled()[1])
    net = table["lithiation [mA.h.cm-2]"] - table["delithiation [mA.h.cm-2]"]
    assert ledger["charge in"][1:].to_numpy() == pytest.approx(net.cumsum().to_numpy(), rel=1e-9)
    assert ledger["charge in"][0] == 0


def test_what_is_unaccounted_is_the_stocks_growth_less_the_charge():
    """Of the columns themselves: nothing is hidden in the difference."""
    ledger = miec.analysis.lithium_ledger(cycled()[1])
    held = ledger[list(STOCKS)].sum(axis=1)
    growth = held - held[0]
    difference = (growth - ledger["charge in"]).to_numpy()
    assert ledger["unaccounted"].to_numpy() == pytest.approx(difference, abs=1e-12)  # round-off


@pytest.mark.parametrize("stock", ["in host", "isolated", "trapped", "in first film", "on walls"])
def test_a_missing_stock_would_show(stock):
    """Without it the account would be out by what is in it after a stripping [mA.h.cm-2]."""
    ledger = miec.analysis.lithium_ledger(cycled()[1])
    others = ledger[list(STOCKS)].drop(columns=stock).sum(axis=1)
    missing = ledger["charge in"] - (others - others[0])
    assert missing.abs().max() > 1e-4  # a double layer holds least, 0.1 F.m-2 of wall by some volts


def test_lithium_that_was_there_is_in_the_first_row():
    values = half_cell({AT.key(v.c_m0): 1e4})
    values["Current function [A]"] = 0.0
    ledger = miec.analysis.lithium_ledger(simulation(miec.DFN(HALF), values).solve([0, 60]))
    assert ledger["metal in pores"][0] == pytest.approx(1e4 * values[AT.key(v.L)] * F / 3.6e4)


STOCK = pybamm.lithium_ion.DFN
READERS = [
    miec.analysis.coulombic_efficiency,
    miec.analysis.loss_shares,
    miec.analysis.lithium_ledger,
    miec.analysis.deposit_profile,
    miec.analysis.deposit_summary,
    miec.analysis.nucleation_overpotential,
    miec.analysis.apparent_conductivity,
]


@cache
def without_metal(ours):
    options = {**HALF, "host sites": "none", "lithium metal": "none"}
    model = miec.DFN(options) if ours else STOCK(HALF)
    values = pybamm.ParameterValues("Xu2019")
    return pybamm.Simulation(model, parameter_values=values).solve([0, 60])


@pytest.mark.parametrize("ours", [True, False], ids=["ours", "stock"])
@pytest.mark.parametrize("read", READERS)
def test_a_model_without_metal_is_refused(read, ours):
    with pytest.raises(SolutionError, match=r"which has no host with lithium metal; solve a model"):
        read(without_metal(ours))
