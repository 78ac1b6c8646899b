"""A fit: what was measured, with its error, and the model at the optimum."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from pybamm_miec.calibration import Plan, Record, compare
from pybamm_miec.figures import page

ACROSS = 2  # panels side by side
NUMBERS = "observable"  # the axis of single numbers


def compute(plan: Plan, record: Record, folder: str | None = None) -> pd.DataFrame:
    """Return what was measured and what the model shows.

    Parameters
    ----------
    plan, record, folder
        As for :func:`pybamm_miec.calibration.compare`.

    Returns
    -------
    pandas.DataFrame
        As from there.
    """
    return compare(plan, record, folder)


def panels(numbers: pd.DataFrame) -> int:
    """Return how many panels :func:`draw` makes: one for each observed column, one for all single numbers."""
    curves = numbers[numbers["axis"] != NUMBERS]
    return len(curves.groupby(["measurement", "column"])) + bool(len(curves) < len(numbers))


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw points with error bars and the model as lines, a panel for each observed column.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    count = panels(numbers)
    across = min(ACROSS, count)
    every = figure.subplots(-(-count // across), across, squeeze=False).ravel()
    for axes in every[count:]:
        axes.remove()
    single = numbers["axis"] == NUMBERS
    curves = numbers[~single].groupby(["measurement", "column"], sort=False)
    for axes, (_, part) in zip(every, curves, strict=False):
        _curve(axes, part)
    if single.any():
        _numbers(every[count - 1], numbers[single])


def _curve(axes, part):
    colours = page.in_order(part["series"].nunique())
    for colour, (name, series) in zip(colours, part.groupby("series", sort=False), strict=True):
        at = series["at"].astype(float)  # beside names of single numbers it is no column of numbers
        axes.errorbar(
            at,
            series["measured"],
            series["error"],
            fmt="o",
            markersize=3,
            color=page.GREY,
        )
        axes.plot(at, series["model"], color=colour, label=name or None)
    axis = part["axis"].iloc[0]
    if axis == "frequency [Hz]":
        axes.set_xscale("log")
    axes.set(xlabel=page.readable(axis), ylabel=page.readable(part["column"].iloc[0]))
    axes.set_title(_title(part["source"].iloc[0]))
    if part["series"].nunique() > 1:
        axes.legend(title="cycle, step or direction", fontsize="small")


def _numbers(axes, part):
    """Single numbers have no axis in common: how far the model is off, in standard errors."""
    y = np.arange(len(part))[::-1]
    axes.axvspan(-1, 1, color=page.GREY, alpha=0.2, linewidth=0)
    axes.plot(part["off"], y, "o", color=page.BLUE)
    for row, at in zip(part.itertuples(), y, strict=True):
        axes.annotate(
            f"{row.at}: {row.measured:.4g} measured, {row.model:.4g} here",
            (0.02, at + 0.15),
            xycoords=axes.get_yaxis_transform(),
            fontsize="small",
        )
    axes.set_yticks([])
    axes.set(xlabel="model off (standard errors)", ylim=(-0.5, len(part) - 0.3))
    axes.set_title("single numbers")


def _title(source, most=40):
    return source if len(source) <= most else source[: most - 1].rstrip() + "…"
