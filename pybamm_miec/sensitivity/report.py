"""The whole exploration: runs, tables, pictures, files."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from pybamm_miec import figures
from pybamm_miec.sensitivity import one_at_a_time as each
from pybamm_miec.sensitivity import sample
from pybamm_miec.sensitivity.predictions import PREDICTIONS
from pybamm_miec.sensitivity.unknowns import unknowns

DRAWS = 40


def steps(draws: int) -> int:
    """Return how often :func:`explore` reports: once an evaluation."""
    return each.steps(unknowns()) + draws


def explore(
    folder: Path, draws: int = DRAWS, report: Callable[[str], object] = lambda doing: None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Run the full cells of LLTO@CNT over what is not known of them, and write tables and pictures.

    Parameters
    ----------
    folder : pathlib.Path
        Where to; exists already.
    draws : int
        In which all unknowns are drawn together.
    report : callable
        Called with what has just been done, ``steps(draws)`` times.

    Returns
    -------
    tuple of pandas.DataFrame
        From :func:`one_at_a_time` and :func:`sampled`.
    """
    rows = unknowns()
    ends = each.one_at_a_time(rows, report)
    figures.write(folder, "tornado", ends, figures.tornado.draw, 11.0, 8.6)
    together = sample.drawn(rows)
    found = sample.sampled(together, draws, report)
    ranks = sample.rank_correlations(found, together)
    ranks.to_csv(folder / "rank_correlations.csv", float_format="%.3f")
    found.to_csv(folder / "draws.csv", index=False, float_format="%.6g")
    paper = {prediction.name: prediction.paper for prediction in PREDICTIONS}
    spread = figures.prediction_spread.compute(found, _base(ends), paper)
    figures.write(folder, "prediction_spread", spread, figures.prediction_spread.draw, 9.0, 5.6)
    return ends, found


def _base(ends):
    return ends[ends["model"] != "DFN"].groupby("prediction")["base"].first().to_dict()
