"""The scorecard: one line for every target, compared or with the reason why not."""

import pandas as pd

from pybamm_miec.errors import ScorecardError
from pybamm_miec.scorecard import (
    activation,
    bare_frame,
    conduction,
    cycling,
    deposit,
    full_cells,
    impedance,
    material,
    nucleation,
    other_anodes,
    voltammetry,
)
from pybamm_miec.scorecard.compare import Claim, Finding, Number
from pybamm_miec.scorecard.results import Results
from pybamm_miec.scorecard.runs.effort import ANODE
from pybamm_miec.scorecard.targets import Target, read_not_judged, read_targets

COLUMNS = (
    "id",
    "observable",
    "anode",
    "cell",
    "target",
    "unit",
    "model",
    "residual",
    "used_as",
    "verdict",
    "note",
    "fitted",
    "fitted_verdict",
)
_PARTS = (
    *(material, conduction, nucleation, deposit, bare_frame),
    *(activation, cycling, other_anodes, voltammetry, impedance, full_cells),
)
ROWS = tuple(row for part in _PARTS for row in part.ROWS)
JUDGED = {row.id: row for row in ROWS}


def scorecard(results: Results) -> pd.DataFrame:
    """Return every target of the paper with what the model says to it.

    Parameters
    ----------
    results : Results
        What the runs gave.

    Returns
    -------
    pandas.DataFrame
        One row a target, in the order of ``targets.csv``; columns ``COLUMNS``, all of them strings.
        ``model`` and ``residual`` (model less target) are empty where nothing was computed; ``fitted`` and
        ``fitted_verdict`` are what rows give that are fitted to a cell of the target, and empty where there
        are none.

    Raises
    ------
    ScorecardError
        As from :func:`plan`.
    """
    lines = [_line(target, row, results) for target, row in plan()]
    return pd.DataFrame(lines, columns=list(COLUMNS))


def plan() -> list[tuple[Target, Number | Claim | Finding]]:
    """Return every target with its comparison, or with what is said instead of one.

    Raises
    ------
    ScorecardError
        When a target is neither compared nor has a reason why not, or has both, and for a file that
        can't be read.
    """
    unjudged = read_not_judged(ANODE)
    return [(target, _row(target.id, unjudged)) for target in read_targets(ANODE)]


def _row(key: str, unjudged: dict[str, dict[str, str]]) -> Number | Claim | Finding:
    if (key in JUDGED) == (key in unjudged):
        found = "both" if key in unjudged else "neither"
        raise ScorecardError(
            f"targets.csv, {key}: must be compared in pybamm_miec/scorecard or have a reason in "
            f"not_judged.csv, got {found}."
        )
    if key in JUDGED:
        return JUDGED[key]
    reason = unjudged[key]
    return Finding("", "", reason["used_as"], reason["verdict"], reason["reason"])


def _line(target: Target, row: Number | Claim | Finding, results: Results) -> dict[str, str]:
    finding, fitted = (_compared(each, target, results) for each in (row, _fitted(row)))
    return {
        "id": target.id,
        "observable": target.observable,
        "anode": target.anode,
        "cell": target.cell,
        "target": target.value,
        "unit": target.units,
        **vars(finding),
        "fitted": fitted.model,
        "fitted_verdict": fitted.verdict,
    }


def _fitted(row: Number | Claim | Finding) -> Number | Claim | Finding:
    return getattr(row, "fitted", None) or Finding("", "", "", "", "")


def _compared(row: Number | Claim | Finding, target: Target, results: Results) -> Finding:
    return row if isinstance(row, Finding) else row.compare(target, results)
