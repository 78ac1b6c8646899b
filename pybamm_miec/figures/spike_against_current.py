"""What the first metal costs on each anode, over the current it is plated with."""

import pandas as pd
import pybamm
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from pybamm_miec import analysis
from pybamm_miec.figures import page

CURRENT, MODEL, PAPER = "current density [mA.cm-2]", "dip [mV]", "dip in the paper [mV]"
TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5)  # [mA.cm-2]


def compute(
    solutions: dict[str, dict[float, pybamm.Solution]],
    paper_current: float,
    paper: dict[str, float],
) -> pd.DataFrame:
    """Return how far the voltage dips below its plateau.

    Parameters
    ----------
    solutions : dict of dict of pybamm.Solution
        Platings by anode and current density [mA.cm-2].
    paper_current : float
        What the paper's are taken to be measured at [mA.cm-2].
    paper : dict of float
        By anode, what the paper reports [mV].

    Returns
    -------
    pandas.DataFrame
        "anode", "current density [mA.cm-2]", "dip [mV]", and "dip in the paper [mV]" at the paper's current,
        NaN elsewhere.
    """
    rows = [
        (a, i, 1000 * analysis.nucleation_overpotential(solution))
        for a, by_current in solutions.items()
        for i, solution in by_current.items()
    ]
    numbers = pd.DataFrame(rows, columns=["anode", CURRENT, MODEL])
    nearest = (numbers[CURRENT] - paper_current).abs() < 1e-6 * paper_current
    return numbers.assign(**{PAPER: numbers["anode"].map(paper).where(nearest)})


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a line for each anode and a point for the paper's.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    axes = figure.subplots()
    lines = list(numbers.groupby("anode", sort=False))
    for (anode, line), colour in zip(lines, page.APART[-len(lines) :], strict=True):
        axes.plot(line[CURRENT], line[MODEL], color=colour)
        axes.plot(line[CURRENT], line[PAPER], "o", color=colour, markerfacecolor="white", zorder=3)
        axes.annotate(
            anode,
            (line[CURRENT].iloc[-1], line[MODEL].iloc[-1]),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            color=colour,
        )
    axes.plot([], [], "o", color=page.GREY, markerfacecolor="white", label="paper, current assumed")
    axes.set(xscale="log", ylim=(0, None), xlabel="current density (mA cm⁻²)")
    axes.xaxis.set_major_locator(FixedLocator(TICKS))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda i, _: f"{i:g}"))
    axes.set_ylabel("dip below the plateau (mV)")
    axes.legend(loc="upper left")
