"""How far a command is, where no bar can be drawn: lines, few enough for a log."""

import io

import pytest
from rich.console import Console

from pybamm_miec.cli import progress as shown
from pybamm_miec.cli.progress import Lines, progress


def lines(total, every, steps):
    """The lines of so many steps, one after so many seconds each."""
    now, told = [0.0], []
    made = Lines(told.append, "building", total, clock=lambda: now[0])
    for n in range(1, steps + 1):
        now[0] = n * every
        made.done(f"step {n}")
    made.close()
    return told


def test_a_command_says_at_once_that_it_has_begun_and_at_last_where_it_ended():
    assert lines(3, 1.0, 3) == ["0:00:00  0/3  building", "0:00:03  3/3  step 3"]


def test_steps_that_take_long_have_a_line_each():
    told = lines(3, 600.0, 3)
    assert told == [
        "0:00:00  0/3  building",
        "0:10:00  1/3  step 1",
        "0:20:00  2/3  step 2",
        "0:30:00  3/3  step 3",
    ]


def test_an_hour_of_short_steps_takes_some_fifty_lines():
    """Ten to 100 s, ln(36)/ln(1.1) = 38 after, and the first and the last."""
    assert len(lines(3600, 1.0, 3600)) == pytest.approx(50, abs=5)


def test_steps_of_an_unknown_number_are_counted():
    assert lines(None, 20.0, 1)[-1] == "0:00:20  1  step 1"


def test_where_there_is_no_terminal_lines_go_to_the_standard_error(capsys):
    with progress("plating [of metal]", 2) as done:
        done("one")
        done("two")
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "0:00:00  0/2  plating [of metal]\n0:00:00  2/2  two\n"


def test_on_a_terminal_there_is_a_bar(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    screen = Console(file=io.StringIO(), force_terminal=True, width=80)
    monkeypatch.setattr(shown, "console", lambda stderr: screen)
    with progress("plating", 2) as done:
        done("one")
        done("two")
    assert "━" in screen.file.getvalue()
    assert "2/2" in screen.file.getvalue()
