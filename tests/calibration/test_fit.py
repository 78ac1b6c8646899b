"""A fit finds what the data were made with, says what they do not tell, and can be stopped at any time."""

from dataclasses import asdict, replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from plans import AT, CE, CHI, KAPPA, QUICK, RHO, efficiencies, formula
from scipy.optimize import least_squares

from pybamm_miec import calibration
from pybamm_miec.calibration import Cell, journal
from pybamm_miec.calibration.evaluator import Evaluator
from pybamm_miec.calibration.executor import Here
from pybamm_miec.calibration.information import BLIND
from pybamm_miec.calibration.journal import FILE, Journal
from pybamm_miec.calibration.loss import LOSSES, Loss
from pybamm_miec.calibration.outcome import Outcome
from pybamm_miec.calibration.residual import Residuals
from pybamm_miec.calibration.search import search, why_it_ended
from pybamm_miec.errors import CalibrationError

HERE = {"executor": Here()}


def fitted(plan, folder=None, **how):
    return calibration.fit(plan, folder, **{**HERE, **how})


def lines(folder):
    return (folder / FILE).read_bytes().splitlines(keepends=True)


# ---- what is found ----


def test_a_fit_finds_the_parameters_that_the_data_were_made_with():
    """Without noise, to the tolerance of the search: 1e-4 of a cost that falls to nothing."""
    record = fitted(formula())
    assert record.cost < 1e-6
    np.testing.assert_allclose(record.place[:2], [0.3, 0.4], atol=1e-4)


def test_with_noise_the_truth_lies_within_three_standard_errors():
    record = fitted(formula(noise=1.0))
    off = np.abs(np.array(record.place[:2]) - [0.3, 0.4]) / record.known.errors[:2]
    assert off.max() < 3
    assert record.data[0]["rms"] == pytest.approx(1.0, abs=0.5)  # 12 points, 2 parameters


@pytest.mark.parametrize("loss", LOSSES)
def test_the_cost_is_that_of_scipy(loss):
    r = np.array([0.1, -0.7, 1.0, -3.0, 40.0])
    cost = Loss(loss).cost(r)
    for given in (loss, Loss(loss)):  # ours has the derivatives that SciPy's has
        there = least_squares(lambda x: r + x, 0.0, lambda x: np.ones((5, 1)), loss=given)
        alone = least_squares(lambda x: r + 0 * x, 0.0, loss=given)
        assert alone.cost == pytest.approx(cost)
        if given is loss:
            scipys = there
    assert there.x == pytest.approx(scipys.x, rel=1e-9)
    assert there.nfev == scipys.nfev


@pytest.mark.parametrize("loss", LOSSES)
def test_what_is_known_beforehand_is_no_outlier(loss):
    """A prior that is five standard deviations off costs 12.5, and tells all it told, with every loss."""
    data, prior = np.array([0.3, -8.0]), np.array([5.0])
    both, of_data = Loss(loss, priors=1), Loss(loss)
    r = np.concatenate([data, prior])
    assert both.cost(r) - of_data.cost(data) == pytest.approx(12.5)
    assert both.slope(r)[-1] == 5.0
    assert both.information_left(r)[-1] == 1.0
    np.testing.assert_allclose(both.information_left(r)[:-1], of_data.information_left(data))


@pytest.mark.parametrize("place", [(0.3, 0.4), (0.0, 1.0), (1.0, 0.0)])
@pytest.mark.parametrize("central", [False, True])
def test_differences_are_the_derivatives_also_at_the_bounds(place, central):
    """One-sided they err by half the step, 5e-4, times the second derivative, four times the first."""
    plan = formula()
    J = Evaluator(plan, Here(), Journal({})).jacobian(np.array([*place, 0.5]), central=central)
    by_a = -20 * AT * np.exp(-4 * (0.5 + place[0]) * AT) / 0.01
    expected = np.column_stack([by_a, AT / 0.01, 0 * AT])
    inside = central and 0 < place[0] < 1
    np.testing.assert_allclose(J, expected, atol=(1e-3 if inside else 3e-2) * np.abs(by_a).max())


def test_from_several_starts_the_best_is_kept():
    record = fitted(formula(noise=1.0, starts=3))
    assert len(record.searches) == 3
    assert record.cost <= min(search["cost"] for search in record.searches) * (1 + 1e-12)


def test_a_prior_pulls_towards_what_is_known_beforehand():
    known = replace(RHO, prior=(0.9, 1e-4))
    record = fitted(formula(parameters=(CHI, known, KAPPA)))
    assert record.theta["rho"] == pytest.approx(0.9, abs=5e-3)


def test_an_outlier_moves_a_robust_fit_less():
    plan = formula()
    table = plan.measurements[0].table.copy()
    table.loc[6, CE] += 1.0  # a hundred standard errors
    off = {}
    for loss in ("linear", "soft_l1"):
        one = replace(plan, measurements=(efficiencies(table[CE], 0.01),), loss=loss)
        off[loss] = abs(fitted(one).place[0] - 0.3)
    assert off["soft_l1"] < 0.2 * off["linear"]


# ---- what the data do not tell ----


def test_a_parameter_that_the_data_do_not_see_is_named():
    record = fitted(formula(noise=1.0))
    said = {row["name"]: row["verdict"] for row in record.parameters}
    assert said == {"chi": "", "rho": "", "kappa_0": "not seen by the data"}


def test_a_standard_error_ends_at_the_bounds():
    record = fitted(formula(noise=1.0))
    for row in record.parameters:
        low, high = row["between"]
        assert row["low"] <= low < row["value"] < high <= row["high"]
    assert row["between"] == [row["low"], row["high"]]  # of what the data do not see


def test_parameters_that_do_the_same_are_not_told_apart():
    """Their difference is what no residual changes with."""
    J = np.array([[30.0, 30.0, 0.0], [10.0, 10.0, 0.0], [0.0, 0.0, 50.0]])
    known = calibration.information.information(J, 0)
    said = calibration.information.verdicts(known, ["a", "b", "c"])
    assert said == {"a": "not told apart from b", "b": "not told apart from a", "c": ""}
    error, direction = known.directions[-1]
    assert error > BLIND
    np.testing.assert_allclose(np.abs(direction), [0.5**0.5, 0.5**0.5, 0], atol=1e-9)


def test_what_priors_alone_tell_apart_is_said():
    """A prior of one of two that do the same tells both, and the third needs none."""
    J = np.array([[30.0, 30.0, 0.0], [0.0, 0.0, 50.0], [10.0, 0.0, 0.0]])
    known = calibration.information.information(J, 1)
    said = calibration.information.verdicts(known, ["a", "b", "c"])
    by_priors = {name: f"not told apart from {other} but by priors" for name, other in ("ab", "ba")}
    assert said == {**by_priors, "c": ""}
    # a is known to 1/10, and b to that beside the 1/30 of their sum
    np.testing.assert_allclose(known.errors, [0.1, (0.1**2 + 30**-2) ** 0.5, 0.02], rtol=1e-3)


def test_a_parameter_at_a_bound_is_said_to_be():
    record = fitted(formula(parameters=(CHI, replace(RHO, high=0.2), KAPPA)))
    below = fitted(formula(at=(0.0, 0.4, 0.5)))
    assert record.parameters[1]["verdict"] == ""
    assert below.parameters[0]["verdict"] == "at its lower bound"


def test_a_profile_rises_by_half_a_square_for_each_standard_error():
    """Of a model that is nearly linear over three standard errors, with errors that are right."""
    plan = formula(noise=1.0, parameters=(CHI, RHO))
    record = fitted(plan)
    error = record.known.errors[1]
    values = [RHO.value(record.place[1] + k * error) for k in (-3, -1, 0, 1, 3)]
    table = calibration.profile(plan, record, "rho", values, **HERE)
    np.testing.assert_allclose(table["rise"], [4.5, 0.5, 0, 0.5, 4.5], atol=0.05)


def test_what_tells_most_of_the_least_known_comes_first():
    plan = formula(noise=1.0)
    record = fitted(plan)
    rough, fine = (efficiencies(90 + 0 * np.arange(12), error) for error in (0.1, 0.001))
    table = calibration.worth_measuring(plan, record, {"rough": [rough], "fine": [fine]}, **HERE)
    assert list(table["candidate"]) == ["fine", "rough"]
    assert set(table["least known"]) == {"kappa_0"}  # nothing tells of it, but its bounds
    np.testing.assert_allclose(table["known to"], BLIND, rtol=1e-3)
    two = formula(noise=1.0, parameters=(CHI, RHO))
    table = calibration.worth_measuring(two, fitted(two), {"r": [rough], "f": [fine]}, **HERE)
    assert list(table["candidate"]) == ["f", "r"]
    assert (table["then"] < table["standard error now"]).all()


def test_to_measure_the_same_again_makes_errors_less_by_the_root_of_two():
    plan = formula(noise=1.0, parameters=(CHI, RHO))
    table = calibration.worth_measuring(plan, fitted(plan), {"again": plan.measurements}, **HERE)
    gain = table["standard error now"] / table["then"]
    # but for what the bounds tell beforehand, which is the same before and after
    assert gain[0] == pytest.approx(2**0.5, rel=1e-2)
    assert table["gain [bits]"][0] == pytest.approx(
        1.0, rel=1e-2
    )  # two parameters, half a bit each


# ---- why a search ended ----


def ended(J, start=(0.3, 0.4), names=("a", "b")):
    """Why a search ends whose residuals are 1 and their slopes `J` about `start`."""
    J, start = np.array(J, dtype=float), np.array(start)
    found = search(lambda x: 1 + J @ (x - start), start, lambda x: J, 1e-4, gtol=1e-6)
    return why_it_ended(found, start, names)


def test_a_search_that_nothing_moves_with_is_said_to_have_ended_where_it_began():
    """SciPy says that its gradient is small."""
    assert ended(np.zeros((3, 2))) == (
        "nothing that is compared moves with any parameter where it began"
    )
    assert ended([[1.0, 0.0]]).endswith("; nothing that is compared moves with b there")
    at_its_best = ended([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
    assert at_its_best == "the cost has no slope that is left within the bounds, where it began"


def test_a_search_tells_with_which_parameters_nothing_moved():
    ended = fitted(formula()).searches[0]["ended"]
    assert ended.endswith("; nothing that is compared moves with kappa_0 there")
    assert "nothing" not in fitted(formula(parameters=(CHI, RHO))).searches[0]["ended"]


# ---- runs that end early ----


def test_a_run_that_ends_early_costs_more_than_any_that_does_not_and_is_counted():
    plan = formula(ends=0.6)
    ended, whole = ({"chi": CHI.value(x), "rho": 0.4, "kappa_0": 0.2} for x in (0.7, 0.59))
    r = calibration.residual(plan, ended)
    assert np.isfinite(r).all()
    assert np.abs(r).max() > 10 * np.abs(calibration.residual(plan, whole)).max()
    evaluator = Evaluator(plan, Here(), Journal({}))
    evaluator.residual(np.array([0.7, 0.4, 0.5]))
    assert dict(evaluator.failures) == {"it ended half way": 1}


def test_a_run_that_comes_further_costs_less_by_and_by():
    """And the same columns cost the more the finer they were measured."""
    plan, nothing = formula(), np.full(AT.size, np.nan)
    costs = [
        Loss("linear").cost(
            Residuals(plan)([Outcome(nothing, share, "ended", 0.0)], np.full(3, 0.5))
        )
        for share in (1.0, 0.9, 0.1, 0.0)
    ]
    assert (np.diff(costs) < 0).all()
    most = max(plan.measurements[0].table[CE]) / 0.01
    assert costs[-1] == pytest.approx(0.5 * AT.size * most**2)


def test_a_fit_goes_around_runs_that_end_early_and_tells_how_many_there_were():
    """The first start is where they end."""
    cells = {"a": calibration.Cell("LLTO@CNT", values={"chi": CHI.value(0.7)})}
    record = fitted(replace(formula(ends=0.6), cells=cells, starts=3))
    assert record.cost < 1e-6
    assert record.counts["failed"] == record.failures["it ended half way"] > 0


# ---- stopped, killed, gone on with ----


def test_a_fit_that_was_done_is_not_done_again(tmp_path):
    plan = formula(noise=1.0, starts=2)
    first, reports = fitted(plan, tmp_path), []
    again = fitted(plan, tmp_path, report=reports.append)
    assert {progress.solved for progress in reports} == {0}
    assert again.place == first.place
    assert again.cost == first.cost
    read = calibration.read_record(tmp_path / "record.json")
    assert read.place == first.place


@pytest.mark.parametrize("cut", [0.3, 0.7])
def test_a_fit_that_was_killed_goes_on_where_it_was(tmp_path, cut):
    """What kill -9 leaves: whole lines, and one that was being written."""
    plan = formula(noise=1.0, starts=2)
    whole = fitted(plan, tmp_path)
    written = lines(tmp_path)
    kept = written[: int(cut * len(written))]
    (tmp_path / FILE).write_bytes(b"".join(kept) + written[len(kept)][:20])
    reports = []
    again = fitted(plan, tmp_path, report=reports.append)
    assert again.place == whole.place
    asked = [line for line in written if b'"outcome"' in line]
    known = [line for line in kept if b'"outcome"' in line]
    assert reports[-1].solved <= len(asked) - len(known)
    assert lines(tmp_path)[: len(kept)] == kept


def test_a_fit_that_is_stopped_keeps_the_best_so_far(tmp_path):
    plan = formula(noise=1.0, starts=2)

    def stop(progress):
        if progress.start == 2:
            raise KeyboardInterrupt

    stopped = fitted(plan, tmp_path, report=stop)
    assert stopped.stopped == "it was stopped by hand"
    assert stopped.known is None
    done = fitted(plan, tmp_path)
    assert done.stopped == ""
    assert done.cost <= stopped.cost


def test_a_fit_ends_when_its_time_is_over():
    assert (
        fitted(formula(), seconds=1e-9, report=lambda progress: None).stopped == "1e-09 s were over"
    )


def test_the_seconds_of_a_fit_that_was_gone_on_with_are_those_of_all_its_sessions(
    tmp_path, monkeypatch
):
    """By a clock that stands still but when it is set; a picture that reads the journal is no session."""
    clock = SimpleNamespace(perf_counter=lambda: clock.now)
    monkeypatch.setattr(journal, "time", clock)
    for begins, takes in ((0.0, 10.0), (100.0, 3.0)):
        clock.now = begins
        kept = Journal({}, tmp_path)
        kept.begin()
        clock.now += takes
        kept.note(ended="stopped")
        seconds = kept.seconds
        kept.close()
        clock.now += 50
        reading = Journal({}, tmp_path)
        reading.put("slopes", 0, np.zeros(1), None)
        reading.close()
    assert seconds == {"in all": 13.0, "in the last": 3.0}


def test_the_folder_of_another_fit_is_refused(tmp_path):
    fitted(formula(noise=1.0), tmp_path)
    with pytest.raises(
        CalibrationError, match=r"journal of another fit, its plan is .*another folder"
    ):
        fitted(formula(noise=2.0), tmp_path)


def test_the_record_of_other_data_is_refused():
    record = fitted(formula(noise=1.0))
    with pytest.raises(CalibrationError, match="data or plan differ"):
        record.cost_again(formula(noise=2.0))


def test_the_cost_at_the_recorded_optimum_is_computed_again():
    plan = formula(noise=1.0, loss="soft_l1")
    record = fitted(plan)
    assert record.cost_again(plan) == pytest.approx(record.cost, rel=1e-9)


def test_a_record_holds_what_a_reader_needs_to_do_it_again():
    record = fitted(formula(noise=1.0, seed=7))
    assert record.settings == {**vars(QUICK), "starts": 1, "seed": 7, "loss": "linear"}
    assert set(record.versions) > {"pybamm", "pybamm-miec", "scipy", "python"}
    assert record.data[0]["digest"] == "no bytes"
    assert isinstance(record.table, pd.DataFrame)
    np.testing.assert_allclose(record.known.correlation.diagonal(), 1)


# ---- what comes of it ----


@pytest.mark.parametrize(("rms", "sentences"), [(1.9, 0), (2.1, 1)])
def test_a_measurement_that_is_off_by_more_than_two_of_its_errors_is_warned_of(rms, sentences):
    """A chi-square of 4 a point; of noise that is as large as the error it is 1."""
    record = fitted(formula(noise=1.0))
    assert record.warnings == ()
    told = replace(record, data=[{**record.data[0], "rms": rms}]).warnings
    assert len(told) == sentences
    for sentence in told:
        assert sentence.startswith(
            "made up: the model can't follow it within its errors, being off"
        )


def test_a_fit_that_was_stopped_warns_of_nothing_yet():
    assert fitted(formula(noise=4.0), seconds=1e-9).warnings == ()


def test_the_optimum_becomes_the_values_of_each_cell_with_its_own_parameters(tmp_path):
    """Of two cells, one with a value of its own for rho and another for chi in its set."""
    record = fitted(formula(noise=1.0), tmp_path)
    rows = [
        {
            **record.parameters[0],
            "name": "chi",
            "symbol": "chi",
            "cells": ["a", "b"],
            "value": 0.02,
        },
        {
            **record.parameters[1],
            "name": "rho of a",
            "symbol": "rho",
            "cells": ["a"],
            "value": 0.03,
        },
    ]
    own = Cell("LLTO@CNT", values={"rho": 0.01, "kappa_0": 0.3})
    two = replace(record, cells={"a": asdict(Cell("LLTO@CNT")), "b": asdict(own)}, parameters=rows)
    two.write(tmp_path / "two.json")
    two = calibration.read_record(tmp_path / "two.json")
    a, b = two.parameter_values("a"), two.parameter_values("b")
    chi, rho = (
        "Positive electrode isolated share of stripped lithium",
        "Positive electrode reconnection",
    )
    assert (a[chi], b[chi]) == (0.02, 0.02)
    assert (a[rho], b[rho]) == (0.03, 0.01)
    assert b["Electrolyte conductivity at initial concentration [S.m-1]"] == 0.3
    assert record.parameter_values()[chi] == record.theta["chi"]


@pytest.mark.parametrize("cell", ["b", None])
def test_a_cell_that_the_fit_does_not_have_is_refused(cell):
    record = fitted(formula(noise=1.0))
    if cell is None:
        record = replace(record, cells={**record.cells, "b": record.cells["a"]})
    with pytest.raises(CalibrationError, match=r"cell must be one of \('a',.*got (None|'b')"):
        record.parameter_values(cell)
