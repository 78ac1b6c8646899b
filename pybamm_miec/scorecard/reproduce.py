"""The whole reproduction: runs, table, figures, files."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from pybamm_miec import figures
from pybamm_miec.scorecard import results, runs
from pybamm_miec.scorecard.card import plan, scorecard
from pybamm_miec.scorecard.runs import ANODE, TESTS, Effort
from pybamm_miec.scorecard.targets import read_targets

STABILISED = {"4e": "C02", "4f": "C06", "4g": "C10"}  # what the paper reports for each test


def steps(effort: Effort) -> int:
    """Return how often :func:`reproduce` reports: once a cycle, and once for the figures."""
    return 2 + sum(effort.cycles(test) for test in TESTS)


def reproduce(
    folder: Path, effort: Effort, report: Callable[[str], object] = lambda doing: None
) -> pd.DataFrame:
    """Run the paper's tests of the half cell and write the scorecard and its figures.

    Parameters
    ----------
    folder : pathlib.Path
        Where to; exists already.  Other files in it stay as they are.
    effort : Effort
        ``FULL`` or ``QUICK``.
    report : callable
        Called with what has just been done, ``steps(effort)`` times.

    Returns
    -------
    pandas.DataFrame
        As from :func:`pybamm_miec.scorecard.scorecard`.

    Raises
    ------
    ScorecardError
        As from :func:`pybamm_miec.scorecard.card.plan`.
    """
    plan()  # a file that is refused is refused now, not after the runs
    plating = runs.plating(effort, lambda: report("plating"))
    cycling = {
        test.figure: runs.cycling(test, effort, lambda test=test: report(test.name))
        for test in TESTS
    }
    found = results.read(plating, cycling, effort)
    card = scorecard(found)
    card.to_csv(folder / "scorecard.csv", index=False)
    _draw(folder, plating, cycling, found)
    report("figures")
    return card


def _draw(folder, plating, cycling, found):
    profile = figures.filling.compute(plating, results.picture_times(plating))
    figures.write(folder, "filling", profile, figures.filling.draw)
    shown = TESTS[0]
    voltage = figures.voltage_profiles.compute(
        cycling[shown.figure], runs.SHOWN, shown.current_density
    )
    figures.write(folder, "voltage_profiles", voltage, figures.voltage_profiles.draw, width=9.0)
    names = {test.figure: test.name for test in TESTS}
    efficiency = figures.coulombic_efficiency.compute(
        _renamed(found.efficiency, names), _renamed(_paper(), names)
    )
    figures.write(
        folder, "coulombic_efficiency", efficiency, figures.coulombic_efficiency.draw, width=9.0
    )
    ledger = figures.lithium_ledger.compute(_renamed(found.ledger, names), found.cell.pore_capacity)
    figures.write(folder, "lithium_ledger", ledger, figures.lithium_ledger.draw, width=9.0)


def _paper():
    targets = {target.id: target for target in read_targets(ANODE)}
    return {figure: targets[key].numbers[0] for figure, key in STABILISED.items()}


def _renamed(by_figure, names):
    return {names[figure]: value for figure, value in by_figure.items()}
