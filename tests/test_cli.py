"""The command pybamm-miec: what it writes, and what it says to a slip."""

import os
import subprocess
import sys

import pandas as pd
import plans
import pytest

import pybamm_miec as miec
from pybamm_miec import cli


@pytest.fixture(autouse=True)
def its_own_environment(monkeypatch):
    monkeypatch.setenv("PYBAMM_DISABLE_TELEMETRY", "true")


def refused(argv, capsys):
    """The one sentence on what is wrong with the arguments."""
    try:
        code = cli.main(argv)
    except SystemExit as stopped:
        code = stopped.code
    told = capsys.readouterr()
    assert code == cli.BAD_INPUT
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err


# ---- reproduce ----


@pytest.mark.parametrize("below", ["a_file", "a_file/deeper"])
def test_a_place_that_can_not_be_written_to_is_told_before_anything_runs(below, tmp_path, capsys):
    (tmp_path / "a_file").write_text("")
    told = refused(["reproduce", "--out", str(tmp_path / below)], capsys)
    assert told.startswith("--out: nothing can be written to")
    assert "give a folder that can be made or written into" in told


# ---- fit ----


def test_a_fit_writes_record_journal_and_picture_and_prints_the_optimum(
    tmp_path, capsys, monkeypatch
):
    plan = plans.formula(noise=1.0)
    monkeypatch.setattr(miec.calibration, "read_plan", lambda path, report: plan)
    argv = ["fit", "plan.toml", "--folder", str(tmp_path / "out"), "--workers", "1"]
    assert cli.main(argv) == 0
    told = capsys.readouterr().out
    record = miec.calibration.read_record(tmp_path / "out" / "record.json")
    assert f"{record.theta['chi']:.4g}" in told
    assert "not seen by the data" in told
    assert "of which 0 failed or ended early" in told
    said = " ".join(told.split())
    assert "Search 1: cost" in said
    assert "nothing that is compared moves with kappa_0 there." in said
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {"record.json", "journal.jsonl", "rows.toml", "fit.png", "fit.csv"}
    numbers = pd.read_csv(tmp_path / "out" / "fit.csv")
    off = (numbers["model"] - numbers["measured"]) / numbers["error"]
    assert off.abs().max() < 4
    assert "can't follow" not in told


def test_a_fit_far_off_its_errors_says_so(tmp_path, capsys, monkeypatch):
    plan = plans.formula(noise=4.0)
    monkeypatch.setattr(miec.calibration, "read_plan", lambda path, report: plan)
    assert cli.main(["fit", "plan.toml", "--folder", str(tmp_path), "--workers", "1"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert sum("made up: the model can't follow it within its errors" in line for line in told) == 1


def test_a_plan_that_is_not_there_is_told(tmp_path, capsys):
    told = refused(["fit", "no.toml", "--folder", str(tmp_path)], capsys)
    assert told == "no.toml: there is no such file; give the TOML file of a plan.\n"


# ---- sets ----


def test_the_sets_are_listed_with_where_their_values_come_from(capsys):
    assert cli.main(["sets"]) == 0
    told = capsys.readouterr().out
    for anode in (*miec.parameters.anodes(), *miec.parameters.cathodes()):
        assert anode in told
    assert "measured" in told


def test_a_set_is_told_value_by_value(capsys):
    assert cli.main(["sets", "LLTO@CNT"]) == 0
    told = capsys.readouterr().out
    rows = miec.parameters.provenance("LLTO@CNT")
    assert f"{len(rows)} values" in told
    for symbol in rows["symbol"]:
        assert symbol in told
    assert "'about 46% using an absorption method'" in told


def test_an_unknown_anode_is_told_with_the_known_ones(capsys):
    told = refused(["sets", "LLTO@CN"], capsys)
    assert f"must be one of {(*miec.parameters.anodes(), *miec.parameters.cathodes())}" in told
    assert "did you mean 'LLTO@CNT'" in told


# ---- the command itself ----


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "the following arguments are required: command"),
        (["reproduc"], "invalid choice: 'reproduc'"),
        (["reproduce", "--fast"], "unrecognized arguments: --fast"),
        (["reproduce", "--out"], "expected one argument"),
    ],
)
def test_a_slip_is_told_in_one_sentence(argv, message, capsys):
    told = refused(argv, capsys)
    assert message in told
    assert "--help" in told


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_end_well(option, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main([option])
    assert stopped.value.code == 0
    assert "pybamm-miec" in capsys.readouterr().out


def test_pybamm_is_told_not_to_ask(monkeypatch):
    monkeypatch.delenv("PYBAMM_DISABLE_TELEMETRY")
    cli.main(["sets"])
    assert os.environ["PYBAMM_DISABLE_TELEMETRY"] == "true"


def test_whoever_lets_pybamm_ask_is_heard(monkeypatch):
    monkeypatch.setenv("PYBAMM_DISABLE_TELEMETRY", "false")
    cli.main(["sets"])
    assert os.environ["PYBAMM_DISABLE_TELEMETRY"] == "false"


def test_the_module_runs_as_the_command_does():
    ran = subprocess.run(
        [sys.executable, "-m", "pybamm_miec", "sets", "Cu@"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == cli.BAD_INPUT
    assert "got 'Cu@'" in ran.stderr
