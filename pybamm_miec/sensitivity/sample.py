"""All unknowns drawn together."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from pybamm_miec.sensitivity.chance import chance_level
from pybamm_miec.sensitivity.equations import moved, simplest
from pybamm_miec.sensitivity.evaluate import built
from pybamm_miec.sensitivity.pool import evaluate_all
from pybamm_miec.sensitivity.predictions import CELLS, PREDICTIONS
from pybamm_miec.sensitivity.unknowns import Unknown

KIND = "SPM"  # for its speed: as the DFN, it is within a cycle or two, see the read-me
SEED = 1282  # the paper's first page


def drawn(rows: Sequence[Unknown]) -> tuple[Unknown, ...]:
    """Return the unknowns that are drawn: those with numbers between their ends that the SPM holds.

    Parameters
    ----------
    rows : sequence of Unknown
        All.

    Returns
    -------
    tuple of Unknown
    """
    own = {cell: built(cell, {}) for cell in CELLS}

    def matters(row):
        _, end = row.others[0]
        names = set().union(*(moved("DFN", built(c, {row.symbol: end}), own[c]) for c in CELLS))
        return names and simplest(names) == KIND

    return tuple(row for row in rows if not row.is_choice and matters(row))


def draw(rows: Sequence[Unknown], draws: int) -> pd.DataFrame:
    """Return a Latin hypercube over the ranges, by magnitude where they are wide; a column an unknown."""
    shares = stats.qmc.LatinHypercube(len(rows), seed=np.random.default_rng(SEED)).random(draws)
    return pd.DataFrame({row.symbol: _at(row, u) for row, u in zip(rows, shares.T, strict=True)})


def sampled(
    rows: Sequence[Unknown],
    draws: int,
    report: Callable[[str], object] = lambda doing: None,
    folder: Path | None = None,
) -> pd.DataFrame:
    """Return the predictions of some draws.

    Parameters
    ----------
    rows : sequence of Unknown
        From :func:`drawn`.
    draws : int
        How many.
    report : callable
        Called once for each.
    folder : pathlib.Path, optional
        Where each is kept as it comes, see :func:`pybamm_miec.sensitivity.pool.evaluate_all`.

    Returns
    -------
    pandas.DataFrame
        One row a draw: a column for each unknown, by symbol; one for each prediction, NaN where a cell cannot
        be built or a run was not finished; and "note: ..." beside each of these.
    """
    values = draw(rows, draws)
    found = evaluate_all([(each, KIND) for each in values.to_dict("records")], report, folder)
    for prediction in PREDICTIONS:
        values[prediction.name] = [each.predicted[prediction.name] for each in found]
    for prediction in PREDICTIONS:
        notes = [each.notes.get(prediction.name, "") for each in found]
        values[f"note: {prediction.name}"] = notes
    return values


def rank_correlations(draws: pd.DataFrame, rows: Sequence[Unknown]) -> pd.DataFrame:
    """Return which unknowns the predictions hang on.

    Parameters
    ----------
    draws : pandas.DataFrame
        From :func:`sampled`.
    rows : sequence of Unknown
        The same.

    Returns
    -------
    pandas.DataFrame
        Index "symbol"; Spearman's rank correlation with each prediction [-], over the draws that have it, NaN
        where it is no larger than chance makes it, see :func:`chance_levels`; the unknown with the largest
        one first.
    """
    levels = chance_levels(draws, rows)
    names = [prediction.name for prediction in PREDICTIONS]
    table = pd.DataFrame(
        {
            name: {row.symbol: draws[row.symbol].corr(draws[name], "spearman") for row in rows}
            for name in names
        }
    ).rename_axis("symbol")
    table = table.where(table.abs() > pd.Series(levels))
    return table.loc[table.abs().max(axis=1).sort_values(ascending=False).index]


def chance_levels(draws: pd.DataFrame, rows: Sequence[Unknown]) -> dict[str, float]:
    """Return, for each prediction, what :func:`chance_level` is of the draws that have it [-]."""
    names = [prediction.name for prediction in PREDICTIONS]
    return {name: chance_level(int(draws[name].count()), len(rows)) for name in names}


def _at(row, share):
    if row.is_wide:
        return row.low * (row.high / row.low) ** share
    return row.low + (row.high - row.low) * share
