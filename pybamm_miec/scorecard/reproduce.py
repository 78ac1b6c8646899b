"""The whole reproduction: runs, table, figures, files."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from pybamm_miec.scorecard import pages, results
from pybamm_miec.scorecard.card import plan, scorecard
from pybamm_miec.scorecard.runs import suite
from pybamm_miec.scorecard.runs.effort import Effort


def steps(effort: Effort) -> int:
    """Return how often :func:`reproduce` reports: once a run, and once for the figures."""
    return suite.steps(effort) + 1


def reproduce(
    folder: Path, effort: Effort, report: Callable[[str], object] = lambda doing: None
) -> pd.DataFrame:
    """Run the paper's tests of its half cells and write the scorecard and its figures.

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
    ran = suite.run(effort, report)
    found = results.read(ran, effort)
    card = scorecard(found)
    card.to_csv(folder / "scorecard.csv", index=False)
    pages.write(folder, ran, found)
    report("figures")
    return card
