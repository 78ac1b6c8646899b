"""Coulombic efficiency, cycle by cycle, beside what the paper reports (Fig. 4e-g)."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pybamm_miec.figures import page

MODEL = "coulombic efficiency [%]"
PAPER = "stabilised in the paper [%]"
ROOM = 0.7  # [%] below all that is shown, for the legend


def compute(efficiency: dict[str, pd.DataFrame], paper: dict[str, float]) -> pd.DataFrame:
    """Return the efficiency of each test, cycle by cycle.

    Parameters
    ----------
    efficiency : dict of pandas.DataFrame
        By name of the test, from :func:`pybamm_miec.analysis.coulombic_efficiency`.
    paper : dict of float
        What the paper reports for it [%].

    Returns
    -------
    pandas.DataFrame
        "test", "cycle", "coulombic efficiency [%]", "stabilised in the paper [%]".
    """
    return pd.concat(
        [
            table[[MODEL]].reset_index().assign(test=name, **{PAPER: paper[name]})
            for name, table in efficiency.items()
        ],
        ignore_index=True,
    )[["test", "cycle", MODEL, PAPER]]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a panel for each test.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    tests = list(numbers.groupby("test", sort=False))
    panels = figure.subplots(1, len(tests), sharey=True, squeeze=False)[0]
    for (name, test), axes in zip(tests, panels, strict=True):
        _panel(test, axes)
        axes.set(title=page.readable(name), xlabel="cycle")
    later = numbers[numbers["cycle"] > 1]
    low = later[[MODEL, PAPER]].min().min()
    panels[0].set(ylim=(low - ROOM, 100), ylabel="coulombic efficiency (%)")
    panels[0].yaxis.set_major_locator(MaxNLocator(5))


def _panel(test, axes):
    paper = test[PAPER].iloc[0]
    axes.axhline(paper, color=page.VERMILION, linestyle=(0, (5, 3)), label=f"paper, {paper:g} %")
    axes.plot(test["cycle"][1:], test[MODEL][1:], color=page.BLUE, label="model, from cycle 2")
    axes.plot([], [], " ", label=f"(cycle 1: {test[MODEL].iloc[0]:.1f} %)")
    axes.legend(loc="lower left")
