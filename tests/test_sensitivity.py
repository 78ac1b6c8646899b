"""How predictions move over what is not known: pybamm_miec/sensitivity and its figures."""

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from pybamm_miec import cli, figures, parameters
from pybamm_miec.errors import DesignError
from pybamm_miec.life import Life
from pybamm_miec.sensitivity import (
    chance_level,
    kept,
    one_at_a_time,
    pool,
    rank_correlations,
    sample,
    sampled,
    unknowns,
)
from pybamm_miec.sensitivity import evaluate as one
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

    def all_of(asked, report, folder):
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
    """Isolation on the face is that in full pores."""
    values = one.built(SPARE, {"chi": 0.02, "beta": 0.5})
    name = "Negative electrode isolated share of lithium stripped from the face"
    assert values[name] == pytest.approx(0.03, rel=1e-12)


def test_lithium_of_the_first_charge_adds_to_what_a_cell_can_cycle(monkeypatch):
    """In a cell without a reserve, too, which gives back more of its first charge for it."""
    own, more = (lived(monkeypatch, NONE, first_charge=x) for x in (0.0, 0.17))
    given = "delithiation [mA.h.cm-2]"
    gained = (more.efficiency - own.efficiency)[given]
    assert 0.15 < gained[1] < 0.19  # 0.17 of 1 mA.h.cm-2, but for what is lost of more metal
    assert (gained > 0.15).all()


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
    ("symbol", "kind"), [("chi", "SPM"), ("kappa_0", "SPMe DFN"), ("L_s", "SPMe DFN")]
)
def test_a_row_is_moved_in_the_simplest_model_that_holds_it(symbol, kind, monkeypatch):
    asked = []
    monkeypatch.setattr(one, "lives", lambda made, kind: asked.append(kind) or {})
    one.evaluate({symbol: ROWS[symbol].high})
    assert asked == kind.split()  # where metal nearly fills the pores, a SPMe gives another life


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


# ---- many evaluations ----


ASKED = [({}, "SPM"), ({"chi": 0.01}, None), ({"chi": 0.015}, "SPM"), ({"pre_cycled": True}, None)]


@pytest.fixture
def threads(monkeypatch):
    """Evaluations without runs or processes; what was asked."""
    asked = []

    def evaluate(changed, kind):
        asked.append(changed)
        if changed.get("chi") == 0.015 and asked.count(changed) == 1:
            raise ZeroDivisionError("once")
        return told(changed, kind)

    monkeypatch.setattr(pool, "evaluate", evaluate)
    monkeypatch.setattr(pool, "_processes", lambda: ThreadPoolExecutor(1))
    return asked


def same(one, other):
    """By text, in which NaN is NaN."""
    return repr(one) == repr(other)


def test_an_error_in_one_evaluation_loses_no_other(threads, tmp_path):
    found = pool.evaluate_all(ASKED, lambda doing: None, tmp_path)
    assert set(found[2].notes.values()) == {"failed: ZeroDivisionError: once"}
    assert np.isnan(list(found[2].predicted.values())).all()
    assert all(same(found[k], told(*ASKED[k])) for k in (0, 1, 3))


def test_a_command_that_is_given_again_runs_only_what_is_missing(threads, tmp_path):
    first = pool.evaluate_all(ASKED, lambda doing: None, tmp_path)
    path = tmp_path / "evaluations.csv"
    whole = path.read_text()
    path.write_text(whole[: whole.rindex("61.0")])  # cut off in its last line
    threads[:] = [{"chi": 0.015}]
    done = []
    again = pool.evaluate_all(ASKED, done.append, tmp_path)
    assert threads[1:] == [{"chi": 0.015}, {"pre_cycled": True}]
    assert len(done) == len(ASKED)
    assert all(same(again[k], first[k]) for k in (0, 1, 3))
    assert same(again[2], told(*ASKED[2]))


def test_what_another_set_gave_is_not_taken(threads, tmp_path, monkeypatch):
    pool.evaluate_all(ASKED[:2], lambda doing: None, tmp_path)
    monkeypatch.setattr(kept, "versions", lambda: {"pybamm": "another"})
    threads.clear()
    pool.evaluate_all(ASKED[:2], lambda doing: None, tmp_path)
    assert threads == [{}, {"chi": 0.01}]


def test_an_error_with_the_set_s_own_values_ends_all(threads, monkeypatch):
    def refuse(changed, kind):
        raise ZeroDivisionError

    monkeypatch.setattr(pool, "evaluate", refuse)
    with pytest.raises(ZeroDivisionError):
        pool.evaluate_all(ASKED, lambda doing: None)


# ---- one at a time ----


def test_the_effect_is_against_the_model_that_ran(ends):
    by = ends.set_index(["prediction", "symbol"])
    assert by.loc[(SPARE_LASTS, "kappa_0"), ["model", "effect"]].tolist() == ["DFN", 5.0]
    assert by.loc[(SPARE_LASTS, "chi"), "at low"] == pytest.approx(185 + 40)
    assert by.loc[(KEPT, "pre_cycled"), ["at low", "at high"]].tolist() == [42.0, 61.0]
    assert (by.loc[[(name, "rho_e") for name in NAMES], "effect"] == 0).all()
    assert by.loc[(SPARE_LASTS, "pre_cycled"), "effect"] == 0
    assert by.loc[(SPARE_LASTS, "chi"), "note"] == "high failed: it"


def test_an_end_without_a_number_hides_no_effect_of_the_other(monkeypatch):
    def all_of(asked, report, folder):
        low = {"chi": ROWS["chi"].low}
        nothing = Evaluation("SPM", dict.fromkeys(NAMES, math.nan), {})
        return [nothing if changed == low else told(changed, kind) for changed, kind in asked]

    monkeypatch.setattr("pybamm_miec.sensitivity.each_alone.evaluate_all", all_of)
    ends = one_at_a_time([replace(ROWS["chi"], high=0.018)]).set_index("prediction")
    assert ends.loc[SPARE_LASTS, "effect"] == pytest.approx(90)


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
    assert (counts[["failed", "left out"]] == failed).all(axis=None)
    assert (rank_correlations(draws, rows).loc["chi"] == -1).all()
    figure = Figure()
    figures.prediction_spread.draw(spread, figure)
    assert all(f"{failed} failed" in axes.get_xlabel() for axes in figure.axes)


@pytest.mark.parametrize(("draws", "unknowns"), [(30, 5), (40, 57), (100, 57)])
def test_the_level_of_chance_is_what_noise_exceeds_in_one_of_twenty_tables(draws, unknowns):
    random = np.random.default_rng(0)
    ranks = random.random((2000, unknowns, draws)).argsort(axis=-1) - (draws - 1) / 2
    order = random.permutation(draws) - (draws - 1) / 2
    largest = np.abs(ranks @ order / (order @ order)).max(axis=1)
    # 2000 tables: 0.05 +- 0.005
    assert (largest > chance_level(draws, unknowns)).mean() == pytest.approx(0.05, abs=0.015)


@pytest.mark.parametrize("draws", [0, 2, 3, 5])
def test_few_draws_tell_nothing(draws):
    assert chance_level(draws, 57) == 1


def test_rank_correlations_that_chance_makes_are_left_blank(stands_in):
    rows = [ROWS[symbol] for symbol in ("chi", "beta", "j_x", "rho")]
    draws = sampled(rows, 40)
    ranks = rank_correlations(draws, rows)
    assert ranks.index[0] == "chi"
    assert ranks.loc["chi"].notna().all()
    assert ranks.drop("chi").isna().all(axis=None)


@pytest.mark.parametrize("symbol", ["kappa_0", "rho_e", "pre_cycled"])
def test_what_an_spm_does_not_hold_is_not_drawn(symbol):
    assert [row.symbol for row in sample.drawn([ROWS["chi"], ROWS[symbol]])] == ["chi"]


# ---- the command ----


def test_the_command_writes_tables_and_pictures(stands_in, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("pybamm_miec.sensitivity.report.unknowns", lambda: FEW)
    assert cli.main(["sensitivity", "--out", str(tmp_path), "--draws", "6"]) == 0
    out = capsys.readouterr().out
    assert "isolated share of stripped lithium (chi)" in out
    assert "are left blank" in out
    assert "left out" in out
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
