"""All unknowns drawn together."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from pybamm_miec.sensitivity.equations import moved, simplest
from pybamm_miec.sensitivity.evaluate import built
from pybamm_miec.sensitivity.pool import evaluate_all
from pybamm_miec.sensitivity.predictions import CELLS, PREDICTIONS
from pybamm_miec.sensitivity.unknowns import Unknown

KIND = "SPM"  # for its speed: as the DFN, it is within a cycle or two, see the read-me
BY_CHANCE = 1 / 20
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
    kept: Path | None = None,
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
    kept : pathlib.Path, optional
        As for :func:`evaluate_all`.

    Returns
    -------
    pandas.DataFrame
        One row a draw: a column for each unknown, by symbol; one for each prediction, NaN where a cell cannot
        be built or a run was not finished; and "note: ..." beside each of these.
    """
    values = draw(rows, draws)
    found = evaluate_all([(each, KIND) for each in values.to_dict("records")], report, kept)
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
        Index "symbol"; Spearman's rank correlation with each prediction [-], over the draws that have it;
        the unknown with the largest one first.
    """
    names = [prediction.name for prediction in PREDICTIONS]
    table = pd.DataFrame(
        {
            name: {row.symbol: draws[row.symbol].corr(draws[name], "spearman") for row in rows}
            for name in names
        }
    ).rename_axis("symbol")
    return table.loc[table.abs().max(axis=1).sort_values(ascending=False).index]


def chance(draws: pd.DataFrame, rows: Sequence[Unknown]) -> pd.Series:
    """Return what the largest rank correlation is above in one of twenty tables of pure noise.

    Of n draws that have a number and k unknowns, each normal with a variance of 1/(n - 1).

    Parameters
    ----------
    draws, rows
        As for :func:`rank_correlations`.

    Returns
    -------
    pandas.Series
        By prediction [-].
    """
    each = 1 - (1 - BY_CHANCE) ** (1 / len(rows))
    counts = draws[[prediction.name for prediction in PREDICTIONS]].notna().sum()
    return stats.norm.isf(each / 2) / np.sqrt((counts - 1).clip(lower=1))


def _at(row, share):
    if row.is_wide:
        return row.low * (row.high / row.low) ** share
    return row.low + (row.high - row.low) * share
