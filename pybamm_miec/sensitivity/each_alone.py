"""One unknown after the other at its ends."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from pybamm_miec.sensitivity.equations import KINDS
from pybamm_miec.sensitivity.evaluate import SAME, Evaluation
from pybamm_miec.sensitivity.pool import evaluate_all
from pybamm_miec.sensitivity.predictions import PREDICTIONS
from pybamm_miec.sensitivity.unknowns import Unknown

ENDS = ("low", "high")


def one_at_a_time(
    rows: Sequence[Unknown],
    report: Callable[[str], object] = lambda doing: None,
    folder: Path | None = None,
) -> pd.DataFrame:
    """Return the predictions with each of some unknowns at its low and at its high.

    Parameters
    ----------
    rows : sequence of Unknown
        Which.
    report : callable
        Called ``steps(rows)`` times.
    folder : pathlib.Path, optional
        Where each is kept as it comes, see :func:`pybamm_miec.sensitivity.pool.evaluate_all`.

    Returns
    -------
    pandas.DataFrame
        One row an unknown and prediction; columns "prediction", "symbol", "name", "unit", "model" (the
        simplest that holds it; ``SAME`` if none does), "value", "low", "high" of the unknown, "at low", "at
        high" and "base" of the prediction, "effect" (the largest difference from the base of what has a
        number), "note" and "paper from", "paper to".  NaN, with a note, where a cell cannot be built or a run
        was not finished.
    """
    asked = [(({}, kind)) for kind in KINDS]
    asked += [({row.symbol: x}, None) for row in rows for _, x in row.others]
    done = iter(evaluate_all(asked, report, folder))
    base = {kind: next(done) for kind in KINDS}
    lines = []
    for row in rows:
        found = {end: next(done) for end, _ in row.others}
        lines += [_line(prediction, row, found, base) for prediction in PREDICTIONS]
    return pd.DataFrame(lines)


def steps(rows: Sequence[Unknown]) -> int:
    """Return how many evaluations there are."""
    return len(KINDS) + sum(len(row.others) for row in rows)


def _line(prediction, row, found: dict[str, Evaluation], base: dict[str, Evaluation]):
    name = prediction.name
    kinds = {each.kind for each in found.values()} - {SAME}
    own = base[kinds.copy().pop() if kinds else "SPM"].predicted[name]
    at = {end: found[end].predicted.get(name, own) if end in found else own for end in ENDS}
    notes = {end: each.notes[name] for end, each in found.items() if name in each.notes}
    paper = prediction.paper
    return {
        "prediction": name,
        **{key: getattr(row, key) for key in ("symbol", "name", "unit")},
        "model": "/".join(sorted(kinds)) or SAME,
        **{key: getattr(row, key) for key in ("value", *ENDS)},
        **{f"at {end}": at[end] for end in ENDS},
        "base": own,
        "effect": max((abs(x - own) for x in at.values() if not math.isnan(x)), default=0.0),
        "note": "; ".join(f"{end} {note}" for end, note in notes.items()),
        "paper from": paper[0],
        "paper to": paper[1],
    }
