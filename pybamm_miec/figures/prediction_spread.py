"""How far predictions are spread when all that is not known is drawn together."""

import math

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from pybamm_miec.figures import page

BINS = 16
PERCENTILES = (5, 25, 50, 75, 95)


def compute(
    draws: pd.DataFrame, base: dict[str, float], paper: dict[str, tuple[float, float]]
) -> pd.DataFrame:
    """Return what the draws give of each prediction.

    Parameters
    ----------
    draws : pandas.DataFrame
        From :func:`pybamm_miec.sensitivity.sampled`.
    base : dict of float
        The predictions with the set's own values.
    paper : dict of (float, float)
        Between which numbers they meet the paper.

    Returns
    -------
    pandas.DataFrame
        "prediction", "draw", "value" (NaN where there is none), "note", "base", "paper from", "paper to".
    """
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "prediction": name,
                    "draw": np.arange(len(draws)),
                    "value": draws[name],
                    "note": draws[f"note: {name}"],
                    "base": base[name],
                    "paper from": low,
                    "paper to": high,
                }
            )
            for name, (low, high) in paper.items()
        ],
        ignore_index=True,
    )


def percentiles(spread: pd.DataFrame) -> pd.DataFrame:
    """Return percentiles of the draws that have a number, and how many are within the paper's; all counted.

    Parameters
    ----------
    spread : pandas.DataFrame
        From :func:`compute`.

    Returns
    -------
    pandas.DataFrame
        Index "prediction"; a column a percentile, "draws", "left out" (of the percentiles, having no number),
        "as the paper", and one for each kind of note: "beyond", "ended", "refused", "failed".
    """
    lines = {}
    for name, rows in spread.groupby("prediction", sort=False):
        kinds = rows["note"].str.partition(":")[0]
        lines[name] = {
            **{f"{p} %": rows["value"].quantile(p / 100) for p in PERCENTILES},
            "draws": len(rows),
            "left out": rows["value"].isna().sum(),
            "as the paper": rows["value"].between(rows["paper from"], rows["paper to"]).sum(),
            **{kind: (kinds == kind).sum() for kind in ("beyond", "ended", "refused", "failed")},
        }
    return pd.DataFrame.from_dict(lines, orient="index").rename_axis("prediction")


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a histogram of each prediction, with the paper's number as a band.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    groups = list(numbers.groupby("prediction", sort=False))
    panels = figure.subplots((len(groups) + 1) // 2, 2, squeeze=False).flat
    for (name, rows), axes in zip(groups, panels, strict=False):
        values = rows["value"].dropna()
        axes.hist(values, bins=BINS, color=page.SKY, edgecolor="white")
        low, high = rows["paper from"].iloc[0], rows["paper to"].iloc[0]
        right = max(axes.get_xlim()[1], high if math.isfinite(high) else low)
        axes.axvspan(low, min(high, right), color=page.YELLOW, alpha=0.45, zorder=0, linewidth=0)
        axes.axvline(rows["base"].iloc[0], color="black", linewidth=1.2)
        axes.set(title=name, ylabel="draws", xlabel=_counts(rows))
    figure.supxlabel(
        "line: the set's own values; band: the paper's, with its tolerance", fontsize=9
    )


def _counts(rows):
    """In words, how many draws there are, and what became of those that have no plain number."""
    met = rows["value"].between(rows["paper from"], rows["paper to"]).sum()
    kinds = rows["note"].str.partition(":")[0]
    told = [f"{n} {kind}" for kind, n in kinds[kinds != ""].value_counts().items()]
    return ", ".join([f"{len(rows)} draws: {met} as the paper", *told])
