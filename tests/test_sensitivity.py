"""How predictions move over what is not known: pybamm_miec/sensitivity and its figures."""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from pybamm_miec import cli, figures, parameters
from pybamm_miec.balance.electrodes import MAH_PER_CM2, electrodes
from pybamm_miec.errors import DesignError
from pybamm_miec.life import Life
from pybamm_miec.sensitivity import evaluate as one
from pybamm_miec.sensitivity import (
    one_at_a_time,
    pool,
    rank_correlations,
    sample,
    sampled,
    unknowns,
)
from pybamm_miec.sensitivity.evaluate import SAME, Evaluation
from pybamm_miec.sensitivity.predictions import NONE, PLENTY, PREDICTIONS, SPARE

ROWS = {row.symbol: row for row in unknowns()}
NAMES = [prediction.name for prediction in PREDICTIONS]
SPARE_LASTS, PLENTY_LASTS, KEPT, LITHIUM = NAMES
FEW = [ROWS[symbol] for symbol in ("chi", "rho_e", "kappa_0", "pre_cycled")]


def lived(monkeypatch, cell, **changed):
    """Nine cycles of a cell with other values."""
    monkeypatch.setattr(one, "cycles_of", lambda cell: 9)
    return one.lives({cell: one.built(cell, changed)}, "SPM")[cell]


def told(changed, kind=None):
    """What an evaluation could say: chi counts, kappa_0 only in a DFN, rho_e not at all."""
    base = dict(zip(NAMES, (185.0, 369.0, 42.0, 99.07), strict=True))
    if not changed:
        return Evaluation(kind, base, {PLENTY_LASTS: "beyond"})
    if "rho_e" in changed and len(changed) == 1:
        return Evaluation(SAME, {}, {})
    if "kappa_0" in changed:
        off = 5.0 if changed["kappa_0"] < 0.2 else 0.0
        return Evaluation("DFN", {name: x - off for name, x in base.items()}, {})
    if "pre_cycled" in changed:
        return Evaluation("SPM", {KEPT: 61.0}, {})
    less = 1e4 * (changed["chi"] - 0.009)
    if changed["chi"] > 0.019:
        return Evaluation("SPM", dict.fromkeys(NAMES, math.nan), dict.fromkeys(NAMES, "failed: it"))
    return Evaluation("SPM", {name: x - less for name, x in base.items()}, {})


@pytest.fixture
def stands_in(monkeypatch):
    """Evaluations without runs."""

    def all_of(asked, report, kept=None):
        found = [told(*each) for each in asked]
        for _ in asked:
            report("done")
        return found

    for module in ("each_alone", "sample"):
        monkeypatch.setattr(f"pybamm_miec.sensitivity.{module}.evaluate_all", all_of)


@pytest.fixture
def ends(stands_in):
    return one_at_a_time(FEW)


# ---- what is not known ----


def test_every_value_with_a_range_is_an_unknown():
    table = parameters.provenance("LLTO@CNT", "full")
    assert set(table[table["low"].notna()]["symbol"]) < set(ROWS)
    assert set(table[table["how"].isin(("assumed", "fitted"))]["name"]) > {"Separator thickness"}
    for row in ROWS.values():
        assert 1 <= len(row.others) <= 2
        assert all(x != row.value for _, x in row.others)


# ---- one evaluation ----


@pytest.mark.parametrize("symbol", ["rho_e", "h_total", "m_cat"])
def test_a_row_that_no_equation_holds_moves_nothing(symbol):
    """The loading of the cathode: the design sets it."""
    found = one.evaluate({symbol: ROWS[symbol].high})
    assert (found.kind, found.predicted) == (SAME, {})


def test_a_row_without_effect_gives_the_same_to_the_last_digit(monkeypatch):
    """And an activation energy is in the equations, but at the reference temperature in no number."""
    own = lived(monkeypatch, SPARE)
    for symbol in ("rho_e", "E_m"):
        other = lived(monkeypatch, SPARE, **{symbol: ROWS[symbol].high})
        pd.testing.assert_frame_equal(own.efficiency, other.efficiency, check_exact=True)


def test_more_isolation_loses_more_lithium(monkeypatch):
    low, own, high = (
        lived(monkeypatch, SPARE, chi=x).ledger["isolated"].iloc[-1]
        for x in (ROWS["chi"].low, ROWS["chi"].value, ROWS["chi"].high)
    )
    assert low < own < high
    assert high / own == pytest.approx(ROWS["chi"].high / ROWS["chi"].value, rel=0.05)


def test_what_is_derived_follows():
    """Isolation on the face is that in the pores."""
    values = one.built(SPARE, {"chi": 0.02})
    name = "Negative electrode isolated share of lithium stripped from the face"
    assert values[name] == 0.02


def test_cells_that_differ_by_how_they_begin_are_as_when_each_is_built(monkeypatch):
    monkeypatch.setattr(one, "cycles_of", lambda cell: 6)
    made = {cell: one.built(cell, {}) for cell in (SPARE, NONE)}
    together = one.lives(made, "SPM")
    for cell, values in made.items():
        alone = one.lives({cell: values}, "SPM")[cell]
        # an input is not folded with the constants around it: the last digits
        assert np.allclose(alone.efficiency, together[cell].efficiency, rtol=1e-4)


def test_only_cells_whose_equations_change_are_run(monkeypatch):
    asked = {}
    monkeypatch.setattr(one, "lives", lambda made, kind: asked.setdefault(kind, set(made)) and {})
    one.evaluate({"counted_from": "0 V"})
    assert asked == {"SPM": {SPARE, PLENTY}}
    asked.clear()
    one.evaluate({"pre_cycled": True})
    assert asked == {"SPM": {NONE}}


@pytest.mark.parametrize(
    ("symbol", "kind"), [("chi", ["SPM"]), ("kappa_0", ["SPMe", "DFN"]), ("L_s", ["SPMe", "DFN"])]
)
def test_a_row_is_moved_in_the_simplest_models_that_hold_it(symbol, kind, monkeypatch):
    """Where pores are nearly full, a SPMe gives another life than a DFN."""
    asked = []
    monkeypatch.setattr(one, "lives", lambda made, kind: asked.append(kind) or {})
    one.evaluate({symbol: ROWS[symbol].high})
    assert asked == kind


def test_a_cell_that_cannot_be_built_is_told_and_counted(monkeypatch):
    def refuse(*_):
        raise DesignError("there is no room")

    monkeypatch.setattr(one, "built", refuse)
    found = one.evaluate({"chi": 0.02}, "SPM")
    assert set(found.notes.values()) == {"refused: there is no room"}
    assert math.isnan(found.predicted[SPARE_LASTS])


def test_a_run_that_fails_has_no_number_and_a_cell_that_ends_has():
    table = pd.DataFrame({"delithiation [mA.h.cm-2]": [1.0, 1.0, 1.0, 0.2]}, index=range(1, 5))
    failed, ended = (Life(table, None, 4, "it stopped", failed) for failed in (True, False))
    assert math.isnan(one._read("SPM", {PLENTY: failed}, {}).predicted[PLENTY_LASTS])  # noqa: SLF001
    found = one._read("SPM", {PLENTY: ended}, {})  # noqa: SLF001
    assert found.predicted[PLENTY_LASTS] == 3
    assert found.notes[PLENTY_LASTS] == "ended: it stopped"


def test_lithium_of_the_first_charge_is_in_the_anode_beside_what_is_plated():
    for cell in (SPARE, NONE):
        more, own = (
            electrodes(one.built(cell, changed), options=one.model_of("DFN").options).host.lithium
            for changed in ({"first_charge": 0.17}, {})
        )
        assert (more - own) / MAH_PER_CM2 == pytest.approx(0.17, rel=1e-6)


# ---- what is kept ----


def counted(asked, tmp_path, monkeypatch, broken=()):
    """Evaluations in this process, and which of them were made."""
    made = []

    def evaluate(changed, kind):
        made.append(changed)
        if changed.get("chi") in broken:
            raise ValueError("it broke")
        return told(changed, kind)

    threads = lambda *_: ThreadPoolExecutor(1)  # noqa: E731
    monkeypatch.setattr(pool, "ProcessPoolExecutor", threads)
    monkeypatch.setattr(pool, "evaluate", evaluate)
    try:
        return pool.evaluate_all(asked, lambda doing: None, tmp_path / "kept.jsonl"), made
    except ValueError:
        return None, made


ASKED = [({"chi": x}, None) for x in (0.01, 0.011, 0.012)]


def test_an_error_in_one_evaluation_loses_no_other(tmp_path, monkeypatch):
    found, made = counted(ASKED, tmp_path, monkeypatch, broken=(0.01,))
    assert found is None
    assert len(made) == 3
    found, made = counted(ASKED, tmp_path, monkeypatch)
    assert made == [{"chi": 0.01}]
    assert found == [told(*each) for each in ASKED]


def test_what_is_kept_of_other_values_or_cut_short_is_made_again(tmp_path, monkeypatch):
    counted(ASKED, tmp_path, monkeypatch)
    path = tmp_path / "kept.jsonl"
    path.write_text(path.read_text()[:-5])
    assert len(counted(ASKED, tmp_path, monkeypatch)[1]) == 1
    monkeypatch.setattr("pybamm_miec.__version__", "another")
    assert len(counted(ASKED, tmp_path, monkeypatch)[1]) == 3


# ---- one at a time ----


def test_the_effect_is_against_the_model_that_ran(ends):
    by = ends.set_index(["prediction", "symbol"])
    assert by.loc[(SPARE_LASTS, "kappa_0"), ["model", "effect"]].tolist() == ["DFN", 5.0]
    assert by.loc[(SPARE_LASTS, "chi"), "at low"] == pytest.approx(185 + 40)
    assert by.loc[(KEPT, "pre_cycled"), ["at low", "at high"]].tolist() == [42.0, 61.0]
    assert (by.loc[[(name, "rho_e") for name in NAMES], "effect"] == 0).all()
    assert by.loc[(SPARE_LASTS, "pre_cycled"), "effect"] == 0
    assert by.loc[(SPARE_LASTS, "chi"), "note"] == "high failed: it"


def test_a_tornado_shows_the_strongest_first_and_none_without_effect(ends):
    top = figures.tornado.strongest(ends, KEPT)
    assert list(top["symbol"]) == ["chi", "pre_cycled", "kappa_0"]
    many = pd.concat(
        [ends.assign(effect=np.arange(len(ends)) + k, symbol=f"{k}") for k in range(9)]
    )
    assert len(figures.tornado.strongest(many, KEPT)) == figures.tornado.SHOWN


def test_a_tornado_is_labelled_by_row_and_range_with_the_paper_as_a_band(ends):
    figure = Figure()
    figures.tornado.draw(ends, figure)
    panels = {axes.get_title(): axes for axes in figure.axes}
    assert list(panels) == NAMES
    labels = [label.get_text() for label in panels[KEPT].get_yticklabels()]
    assert labels[0] == "isolated share of stripped lithium  0.005 … 0.02"
    (band,) = (p for p in panels[SPARE_LASTS].patches if p.get_alpha() == 0.45)
    assert (band.get_x(), band.get_x() + band.get_width()) == (180, 200)  # F10


# ---- drawn together ----


def test_draws_lie_in_their_ranges_by_magnitude_where_those_are_wide():
    rows = [row for row in ROWS.values() if not row.is_choice]
    draws = sample.draw(rows, 64)
    for row in rows:
        assert draws[row.symbol].between(row.low, row.high).all()
        if row.is_wide:  # a hypercube halves each range
            assert (draws[row.symbol] < math.sqrt(row.low * row.high)).sum() == 32
    assert draws.equals(sample.draw(rows, 64))


def test_no_draw_is_dropped(stands_in):
    rows = [ROWS["chi"]]
    draws = sampled(rows, 20)
    assert len(draws) == 20
    spread = figures.prediction_spread.compute(
        draws, dict.fromkeys(NAMES, 1.0), {p.name: p.paper for p in PREDICTIONS}
    )
    counts = figures.prediction_spread.percentiles(spread)
    failed = (draws["chi"] > 0.019).sum()
    assert failed > 0
    assert (counts["draws"] == 20).all()
    assert (counts["failed"] == failed).all()
    assert (counts["left out"] == failed).all()
    assert (rank_correlations(draws, rows).loc["chi"] == -1).all()
    figure = Figure()
    figures.prediction_spread.draw(spread, figure)
    assert all(f"{failed} failed" in axes.get_xlabel() for axes in figure.axes)


def test_pure_noise_is_above_the_level_of_chance_in_one_of_twenty_tables():
    random = np.random.default_rng(1)
    rows = [row for row in ROWS.values() if not row.is_choice][:20]
    above = 0
    for _ in range(400):
        table = pd.DataFrame(
            random.random((100, 21)), columns=[*(r.symbol for r in rows), NAMES[0]]
        )
        table = table.assign(**dict.fromkeys(NAMES[1:], np.nan))
        ranks = table[[r.symbol for r in rows]].rank().corrwith(table[NAMES[0]].rank())
        above += ranks.abs().max() > sample.chance(table, rows)[NAMES[0]]
    assert above / 400 == pytest.approx(1 / 20, abs=0.03)  # three standard errors of 400


@pytest.mark.parametrize("symbol", ["kappa_0", "rho_e", "pre_cycled"])
def test_what_an_spm_does_not_hold_is_not_drawn(symbol):
    assert [row.symbol for row in sample.drawn([ROWS["chi"], ROWS[symbol]])] == ["chi"]


# ---- the command ----


def test_the_command_writes_tables_and_pictures(stands_in, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("pybamm_miec.sensitivity.report.unknowns", lambda: FEW)
    assert cli.main(["sensitivity", "--out", str(tmp_path), "--draws", "6"]) == 0
    out = capsys.readouterr().out
    assert "isolated share of stripped lithium (chi)" in out
    assert {path.name for path in tmp_path.iterdir()} == {
        *("tornado.png", "tornado.csv", "prediction_spread.png", "prediction_spread.csv"),
        *("draws.csv", "rank_correlations.csv"),
    }
    assert len(pd.read_csv(tmp_path / "tornado.csv")) == len(FEW) * len(NAMES)


@pytest.mark.parametrize("count", ["2", "-1", "many"])
def test_too_few_draws_are_refused(count, capsys):
    with pytest.raises(SystemExit):
        cli.main(["sensitivity", "--draws", count])
    assert "must be a whole number from 3 up" in capsys.readouterr().err
