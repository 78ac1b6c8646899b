"""The whole exploration: runs, tables, pictures, files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pybamm_miec import figures
from pybamm_miec.sensitivity import each_alone, sample
from pybamm_miec.sensitivity.predictions import PREDICTIONS
from pybamm_miec.sensitivity.unknowns import unknowns

SIZES = {"tornado": (13.0, 8.6), "prediction_spread": (9.0, 5.6)}  # [inch]


@dataclass(frozen=True)
class Explored:
    """How far predictions move.

    Attributes
    ----------
    ends : pandas.DataFrame
        From :func:`one_at_a_time`.
    spread : pandas.DataFrame
        From :func:`pybamm_miec.figures.prediction_spread.compute`.
    ranks : pandas.DataFrame
        From :func:`rank_correlations`.
    levels : dict of float
        From :func:`chance_levels`, by prediction.
    """

    ends: pd.DataFrame
    spread: pd.DataFrame
    ranks: pd.DataFrame
    levels: dict[str, float]


def steps(draws: int) -> int:
    """Return how often :func:`explore` reports: once an evaluation."""
    return each_alone.steps(unknowns()) + draws


def explore(
    folder: Path, draws: int, report: Callable[[str], object] = lambda doing: None
) -> Explored:
    """Run the full cells of LLTO@CNT over what is not known of them, and write tables and pictures.

    Parameters
    ----------
    folder : pathlib.Path
        Where to; exists already.  What a run that was stopped has left there is not run again.
    draws : int
        In which all unknowns are drawn together.
    report : callable
        Called with what has just been done, ``steps(draws)`` times.

    Returns
    -------
    Explored
    """
    rows = unknowns()
    ends = each_alone.one_at_a_time(rows, report, folder)
    together = sample.drawn(rows)
    found = sample.sampled(together, draws, report, folder)
    explored = Explored(
        ends,
        _spread(found, ends),
        sample.rank_correlations(found, together),
        sample.chance_levels(found, together),
    )
    found.to_csv(folder / "draws.csv", index=False, float_format="%.6g")
    levels = pd.DataFrame(explored.levels, index=["(level of chance)"])
    ranks = pd.concat([explored.ranks, levels]).rename_axis("symbol")
    ranks.to_csv(folder / "rank_correlations.csv", float_format="%.3f")
    for name, numbers in (("tornado", ends), ("prediction_spread", explored.spread)):
        figures.write(folder, name, numbers, getattr(figures, name).draw, *SIZES[name])
    return explored


def _spread(found, ends):
    own = ends[ends["model"] != "DFN"].groupby("prediction")["base"].first()
    paper = {prediction.name: prediction.paper for prediction in PREDICTIONS}
    return figures.prediction_spread.compute(found, own.to_dict(), paper)
