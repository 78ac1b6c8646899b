"""The map of what the reduced models miss: pybamm_miec/figures/reduced_model_map.py and its benchmark."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure

from pybamm_miec import analysis
from pybamm_miec.figures import reduced_model_map as shown

_FILE = Path(__file__).parents[1] / "benchmarks" / "reduced_models.py"
_SPEC = importlib.util.spec_from_file_location("reduced_models", _FILE)
benchmark = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(benchmark)

CURRENTS, SCALES = (1.0, 8.0), (1e-3, 1.0)  # CNT at 1e-3 and 8 mA.cm-2 is off by more than expected
VOLTAGE = "Voltage [V]"


@pytest.fixture(scope="module")
def runs():
    return benchmark.solve_map("CNT", CURRENTS, SCALES)


@pytest.fixture(scope="module")
def numbers(runs):
    return shown.compute(*runs).set_index([shown.MODEL, shown.CURRENT, shown.SCALE])


def test_every_point_has_both_models(numbers):
    points = {(m, c, s) for m in shown.MODELS for c in CURRENTS for s in SCALES}
    assert set(numbers.index) == points
    assert len(numbers) == len(points)
    assert np.all(np.isfinite(numbers.drop(columns=shown.VERDICT).astype(float)))


def test_the_errors_are_those_of_the_runs(numbers, runs):
    """1 % of the rms, which is taken at other times here."""
    for point in ((c, s) for c in CURRENTS for s in SCALES):
        ours, full = (runs[0][(kind, *point)] for kind in ("SPM", "DFN"))
        squares = []
        for mine, exact in zip(ours.cycles[0].steps, full.cycles[0].steps, strict=True):
            last = 0.99 * min(mine.t[-1] - mine.t[0], exact.t[-1] - exact.t[0])
            times = (np.arange(3000) + 0.5) / 3000 * last
            off = mine[VOLTAGE](mine.t[0] + times) - exact[VOLTAGE](exact.t[0] + times)
            squares.append(np.mean((1e3 * off) ** 2))
        row = numbers.loc[("SPM", *point)]
        assert row[shown.RMS] == pytest.approx(np.sqrt(np.mean(squares)), rel=0.01)
        assert row[shown.LARGEST] >= row[shown.RMS]
        out = [
            s.summary_variables["Coulombic efficiency [%]"][0]  # the model's own
            for s in (ours, full)
        ]
        assert row[shown.EFFICIENCY] == pytest.approx(abs(out[0] - out[1]), abs=1e-9)
        ratio = runs[1][("SPM", *point)] / runs[1][("DFN", *point)]
        assert row[shown.TIME] == ratio


def test_a_frame_that_conducts_less_is_off_by_more(numbers):
    for model in shown.MODELS:
        for current in CURRENTS:
            poor, own = (numbers.loc[(model, current, s), shown.RMS] for s in SCALES)
            assert poor > 2 * own


def test_a_yes_of_the_guard_is_right_at_any_tolerance(runs, numbers):
    """From 1 mV, above what the solver leaves; also just below what each model is off."""
    errors = numbers[shown.RMS].to_numpy() * 1e-3
    tolerances = [t for t in (*np.geomspace(1e-3, 0.3, 12), *0.99 * errors) if t >= 1e-3]
    said = 0
    for tolerance in tolerances:
        table = shown.compute(*runs, tolerance)
        yes = table[table[shown.VERDICT]]
        assert np.all(yes[shown.RMS] <= 1e3 * tolerance)
        said += len(yes)
    assert said > len(tolerances)  # it does say yes


def test_the_verdict_is_that_of_the_guard(runs, numbers):
    for current in CURRENTS:
        for scale in SCALES:
            enough = analysis.reduced_model_guard(runs[0]["SPM", current, scale])["enough"].iloc[0]
            verdicts = numbers[shown.VERDICT].xs((current, scale), level=(1, 2))
            first = next((m for m in shown.MODELS if verdicts[m]), "DFN")
            assert first == enough


def test_runs_that_end_early_have_no_error_and_are_drawn(runs):
    solutions, seconds = (dict(found) for found in runs)
    solutions["SPMe", 1.0, 1e-3] = None
    solutions["SPM", 8.0, 1e-3] = None
    table = shown.compute(solutions, seconds)
    ended = table[shown.RMS].isna()
    assert ended.sum() == 2
    assert not table.loc[ended & (table[shown.MODEL] == "SPM"), shown.VERDICT].any()
    figure = Figure()
    shown.draw(table, figure)
    texts = [t.get_text() for axes in figure.axes for t in axes.texts]
    assert texts.count("ends") == 4  # in both panels of each
