"""A full cell over rate, temperature and reserve: what an engineer expects of it, and the files."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

import pybamm_miec as miec
from pybamm_miec import cli
from pybamm_miec.figures import discharge_curves, reserve_sweep
from pybamm_miec.scorecard import QUICK, sweep_steps
from pybamm_miec.scorecard.runs import sweeps
from pybamm_miec.scorecard.sweep import RATE, RESERVE, TEMPERATURE

ANODE = "Cu"  # the cheapest to run
SHARE = "Negative electrode isolated share of lithium stripped from the face"
Q, V = discharge_curves.CAPACITY, discharge_curves.VOLTAGE


@cache
def discharges(kind):
    points = {"rate": sweeps.RATES, "temperature": sweeps.TEMPERATURES}[kind][::2]
    calls = sweeps.calls(ANODE, QUICK)
    curves = {x: run(*given) for x in points for run, *given in [calls[kind, x]]}
    return discharge_curves.compute(curves, {"rate": RATE, "temperature": TEMPERATURE}[kind])


def test_a_discharge_ends_at_the_lower_limit_and_falls_all_the_way():
    for _, curve in discharges("rate").groupby(RATE):
        assert curve[V].iloc[-1] == pytest.approx(3.0, abs=1e-6)
        assert np.all(np.diff(curve[V]) < 0)


def test_a_faster_discharge_gives_less_at_a_lower_voltage():
    given = discharge_curves.summary(discharges("rate"))
    assert list(given.index) == list(sweeps.RATES[::2])
    assert np.all(np.diff(given[Q]) < 0)
    assert np.all(np.diff(given[V]) < 0)
    assert given[Q].iloc[0] == pytest.approx(1.0, abs=2e-3)  # slow: what it was designed to hold


def test_a_warmer_discharge_gives_more_at_a_higher_voltage():
    given = discharge_curves.summary(discharges("temperature"))
    assert np.all(np.diff(given[Q]) > 0)
    assert np.all(np.diff(given[V]) > 0)


def test_the_mean_voltage_is_the_energy_over_the_charge():
    line = pd.DataFrame({Q: [0.0, 1.0, 2.0], V: [4.0, 4.0, 3.0]})
    given = discharge_curves.summary(discharge_curves.compute({0.5: line}, RATE))
    assert given.loc[0.5].to_dict() == {Q: 2.0, V: 3.75}


def test_a_life_is_counted_to_nine_tenths_of_cycle_two():
    def cell(*capacities):
        index = pd.RangeIndex(1, len(capacities) + 1, name="cycle")
        return pd.DataFrame({reserve_sweep.GIVEN: capacities}, index=index)

    cells = {0.0: cell(1.2, 1.0, 0.95, 0.89, 0.95), 2.0: cell(1.0, 1.0, 1.0)}
    lasted = reserve_sweep.lives(reserve_sweep.compute(cells, RESERVE))
    assert list(lasted["cycles"]) == [3, 3]
    assert list(lasted[reserve_sweep.CAPACITY]) == [1.0, 1.0]


def test_a_reserve_gives_more_once_lithium_has_been_lost():
    without, with_it = (sweeps.life(ANODE, x, QUICK)[reserve_sweep.GIVEN] for x in (0.0, 4.0))
    assert len(with_it) == QUICK.at_most
    assert with_it.iloc[-1] == pytest.approx(with_it.iloc[1], rel=1e-3)  # the end of a discharge
    assert without.iloc[-1] < sweeps.USED_UP * with_it.iloc[-1]


@pytest.mark.parametrize("run", [sweeps.life, sweeps.discharge])
def test_a_sweep_predicts(run, monkeypatch):
    """It takes no row that is fitted to full cells, as copper has one."""
    taken = []

    def built(model, values, *n_to_p, **charged):
        taken.append(values[SHARE])
        raise KeyError(SHARE)

    monkeypatch.setattr(sweeps, "_built", built)
    with pytest.raises(KeyError, match=SHARE):
        run(*sweeps.calls(ANODE, QUICK)["reserve" if run is sweeps.life else "rate", 0.5][1:])
    own, predicted = (
        miec.parameters.parameter_values(ANODE, "full", fitted=fitted)[SHARE]
        for fitted in (True, False)
    )
    assert taken == [predicted] != [own]


def test_the_numbers_over_reserve_say_that_the_host_is_pre_cycled():
    assert "pre-cycled" in RESERVE


@pytest.mark.slow
def test_the_command_writes_three_pictures_and_their_numbers(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sweeps, "RATES", (0.5, 2.0))
    monkeypatch.setattr(sweeps, "TEMPERATURES", (0.0, 25.0))
    monkeypatch.setattr(sweeps, "RESERVES", (0.0, 1.0))
    assert sweep_steps(ANODE, QUICK) == 6
    assert cli.main(["sweep", ANODE, "--quick", "--out", str(tmp_path)]) == 0
    assert "Written to" in capsys.readouterr().out
    names = ("full_cell_rate", "full_cell_temperature", "full_cell_reserve")
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {f"{name}{ending}" for name in names for ending in (".png", ".csv")}


def test_an_unknown_anode_is_told_before_anything_runs(tmp_path, capsys):
    assert cli.main(["sweep", "Cuu", "--out", str(tmp_path)]) == cli.BAD_INPUT
    assert "did you mean 'Cu'?" in capsys.readouterr().err
