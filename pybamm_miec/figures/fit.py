"""A fit: what was measured, with its error, and the model at the optimum."""

from textwrap import wrap

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from pybamm_miec.calibration import Plan, Record, compare
from pybamm_miec.figures import page
from pybamm_miec.measurements.kinds import CYCLE, FREQUENCY, OBSERVABLE

ACROSS, WIDTH, HEIGHT = 2, 5.0, 4.2  # panels side by side, and the size of one [inch]
LEGEND = 6.5  # [inch]
LINE, LINES = 72, 2  # of a source under a title: letters in a line, and lines
MOST = 8  # series that a legend names; of more it names the first and the last
LEAST = 2.5  # standard errors to either side that are drawn
FEW = 4  # single numbers that would fill a panel
MEASURED = {"fmt": "o", "markersize": 3.5, "markerfacecolor": "white"}
BAR = {"elinewidth": 1.3, "capsize": 2.5, "linewidth": 0}


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


def size(numbers: pd.DataFrame) -> tuple[float, float]:
    """Return width and height that leave each panel its room [inch]."""
    across, down = _grid(numbers)
    return max(across * WIDTH, LEGEND), down * HEIGHT


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a panel for each observed column, and one for all single numbers.

    A column is drawn as points with error bars and the model as lines, and under them what is left, in
    standard errors.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    across, down = _grid(numbers)
    grid = figure.add_gridspec(down, across)
    places = [grid[k // across, k % across] for k in range(across * down)]
    single = numbers["axis"] == OBSERVABLE
    curves = numbers[~single].groupby(["measurement", "column"], sort=False)
    for place, (_, part) in zip(places, curves, strict=False):
        inner = place.subgridspec(2, 1, height_ratios=(3, 1), hspace=0.05)
        above = figure.add_subplot(inner[0])
        _curve(above, figure.add_subplot(inner[1], sharex=above), part)
    if single.any():
        _numbers(figure.add_subplot(places[len(curves)]), numbers[single])
    _legend(figure, numbers)


def _grid(numbers):
    """How many panels side by side, and how many rows of them."""
    curves = numbers[numbers["axis"] != OBSERVABLE]
    count = len(curves.groupby(["measurement", "column"])) + bool(len(curves) < len(numbers))
    across = min(ACROSS, count)
    return across, -(-count // across)


def _curve(above, below, part):
    names = list(part["series"].unique())
    named = names if len(names) <= MOST else (names[0], names[-1])
    colours = page.in_order(len(names)) if len(names) > 1 else [page.BLUE]
    for colour, (name, series) in zip(colours, part.groupby("series", sort=False), strict=True):
        at = series["at"].astype(float)  # beside names of single numbers it is no column of numbers
        label = name if name and name in named else None
        points = {**MEASURED, **BAR, "color": colour if len(names) > 1 else "black"}
        above.plot(at, series["model"], color=colour, label=label, zorder=2)
        above.errorbar(at, series["measured"], series["error"], **points, zorder=3)
        below.errorbar(at, -series["off"], 1.0, **points)
    axis = part["axis"].iloc[0]
    below.axhline(0, color=page.BLUE, linewidth=1, zorder=0)
    below.set(xlabel=_worded(axis), ylabel="measured\n- model\n(errors)", ylim=_reach(part))
    if axis == FREQUENCY:
        above.set_xscale("log")
    if axis == CYCLE:
        page.count_cycles(below)
    above.tick_params(labelbottom=False)
    above.set_ylabel(_worded(part["column"].iloc[0]))
    _head(above, part)
    if len(names) > 1:
        above.legend(fontsize="small", loc="upper left", bbox_to_anchor=(1, 1))


def _reach(part):
    """Ends of an axis of errors."""
    most = np.nanmax([LEAST, 1.1 * (part["off"].abs().max() + 1)])  # NaN: the run came to nothing
    return -most, most


def _head(axes, part):
    """What was measured of which cell and how far it is off, and in small where it is from."""
    first, rms = part.iloc[0], np.sqrt(np.mean(part["off"] ** 2))
    what = first["column"].partition(" [")[0]
    source = _source(first["source"])
    pad = 6 + 10 * len(source.splitlines())
    off = "the run does not come to it" if np.isnan(rms) else f"off by {rms:.2g} errors (rms)"
    axes.set_title(f"{what}, {first['cell']}: {off}", pad=pad)
    axes.annotate(
        source,
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 3),
        textcoords="offset points",
        va="bottom",
        fontsize=7.5,
        color=page.GREY,
    )


def _source(source):
    """In few lines, the last of them cut short if need be."""
    lines = wrap(source, LINE)
    if len(lines) > LINES:
        lines[LINES - 1] = lines[LINES - 1][: LINE - 2] + " …"
    return "\n".join(lines[:LINES])


def _worded(column):
    return page.readable(column).replace("[", "(").replace("]", ")")


def _numbers(axes, part):
    """Single numbers have no axis in common: how far the model is off, in standard errors."""
    y = np.arange(len(part))[::-1]
    axes.errorbar(-part["off"], y, xerr=1.0, **MEASURED, **BAR, color="black")
    axes.axvline(0, color=page.BLUE, linewidth=1, zorder=0)
    for row, at in zip(part.itertuples(), y, strict=True):
        axes.annotate(
            f"{_what(row)}: {row.measured:.4g} ± {row.error:.2g}, model {row.model:.4g}",
            (0.02, at + 0.2),
            xycoords=axes.get_yaxis_transform(),
            fontsize=7.5,
            path_effects=page.HALO,
        )
    axes.set_yticks([])
    bottom = min(0, len(part) - FEW) - 0.5
    axes.set(xlabel="measured - model (errors)", xlim=_reach(part), ylim=(bottom, len(part) - 0.2))
    axes.set_title("single numbers")


def _what(row):
    of = f" of {row.series}".replace(" of direction", ",") if row.series else ""
    return f"{row.at}{of}, {row.cell}"


def _legend(figure, numbers):
    """What points and lines are, once for all panels."""
    axes = figure.axes[0]
    points = axes.errorbar([], [], [], **MEASURED, **BAR, color="black")
    (line,) = axes.plot([], [], color=page.BLUE)
    figure.legend(
        (points, line),
        ("measured, with one standard error", "model at the optimum"),
        loc="outside lower center",
        ncols=2,
    )
