"""Coulombic efficiency, cycle by cycle, of all anodes beside what the paper reports (Fig. 4e-g and S7)."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pybamm_miec.figures import page

MODEL = "coulombic efficiency [%]"
PAPER = "stabilised in the paper [%]"
FROM = 2  # the first cycle drawn: the one before fills the LLTO
WHOLE = 100.0  # [%]
ROOM = 0.04  # of the height, above and below what is drawn
THICK, THIN = 2.4, 1.2  # of the first anode, which nothing lies on, and of the others
REPORTED = {"color": page.VERMILION, "linestyle": (0, (5, 3)), "linewidth": 1.2, "zorder": 3}


def compute(
    efficiency: dict[tuple[str, str], pd.DataFrame], paper: dict[tuple[str, str], float]
) -> pd.DataFrame:
    """Return the efficiency of each test, cycle by cycle.

    Parameters
    ----------
    efficiency : dict of pandas.DataFrame
        By panel and anode, from :func:`pybamm_miec.analysis.coulombic_efficiency`.
    paper : dict of float
        What the paper reports, where it does, by the same [%].

    Returns
    -------
    pandas.DataFrame
        "panel", "anode", "cycle", "coulombic efficiency [%]", "stabilised in the paper [%]" (NaN where the
        paper has no number).
    """
    return pd.concat(
        [
            table[[MODEL]]
            .reset_index()
            .assign(panel=panel, anode=anode, **{PAPER: paper.get((panel, anode), float("nan"))})
            for (panel, anode), table in efficiency.items()
        ],
        ignore_index=True,
    )[["panel", "anode", "cycle", MODEL, PAPER]]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw the first panel over the whole width, the others under it.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    first, *others = numbers.groupby("panel", sort=False)
    colours = dict(zip(numbers["anode"].unique(), page.APART, strict=False))
    grid = figure.add_gridspec(2, max(len(others), 1), height_ratios=(1.3, 1))
    wide = figure.add_subplot(grid[0, :])
    places = [wide, *(figure.add_subplot(grid[1, k]) for k in range(len(others)))]
    for (name, test), axes in zip((first, *others), places, strict=True):
        _panel(test, axes, colours)
        axes.set_title(page.readable(name))
        page.count_cycles(axes)
        axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    for axes in places[:2]:
        axes.set_ylabel("coulombic efficiency (%)")
    handles, labels = wide.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=len(labels))


def _panel(test, axes, colours):
    shown = test[test["cycle"] >= FROM]
    axes.axhline(WHOLE, color=page.GREY, linewidth=0.6, zorder=0)
    for k, (anode, line) in enumerate(shown.groupby("anode", sort=False)):
        look = {"color": colours[anode], "linewidth": THIN if k else THICK, "zorder": 2.9 - 0.1 * k}
        axes.plot(line["cycle"], line[MODEL], label=anode, **look)
        paper = line[PAPER].iloc[0]
        if paper == paper:  # NaN: the paper has no number
            _mark(axes, paper)
    axes.margins(y=ROOM)
    if shown["anode"].nunique() > 2:  # the wide panel names the mark, too
        axes.plot([], [], label="stabilised in the paper", **REPORTED)


def _mark(axes, paper):
    axes.axhline(paper, **REPORTED)
    axes.annotate(
        f"paper {paper:g} %",
        (1, paper),
        xycoords=axes.get_yaxis_transform(),
        xytext=(0, -4),
        textcoords="offset points",
        ha="right",
        va="top",
        fontsize=8.5,
        color=page.VERMILION,
        path_effects=page.HALO,
    )
