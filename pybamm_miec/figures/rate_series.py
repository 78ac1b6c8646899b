"""Coulombic efficiency at one current after another (Fig. 4h)."""

import pandas as pd
from matplotlib.figure import Figure

from pybamm_miec.figures import page

EFFICIENCY, CURRENT = "coulombic efficiency [%]", "current density [mA.cm-2]"
FROM = 2  # the first cycle drawn: the one before fills the LLTO
LEAST = 96.0  # [%] at the bottom, unless an efficiency is below


def compute(
    efficiency: pd.DataFrame, current_densities: tuple[float, ...], cycles: int
) -> pd.DataFrame:
    """Return the efficiency, cycle by cycle, with the current it was at.

    Parameters
    ----------
    efficiency : pandas.DataFrame
        From :func:`pybamm_miec.analysis.coulombic_efficiency`.
    current_densities : tuple of float
        One after another [mA.cm-2].
    cycles : int
        How many at each.

    Returns
    -------
    pandas.DataFrame
        "cycle", "current density [mA.cm-2]", "coulombic efficiency [%]".
    """
    table = efficiency[[EFFICIENCY]].reset_index()
    at = [current_densities[(n - 1) // cycles] for n in table["cycle"]]
    return table.assign(**{CURRENT: at})[["cycle", CURRENT, EFFICIENCY]]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw the efficiency over the cycles, the currents side by side.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    axes = figure.subplots()
    shown = numbers[numbers["cycle"] >= FROM]
    parts = list(shown.groupby(CURRENT, sort=False))
    for (current, part), colour in zip(parts, page.in_order(len(parts)), strict=True):
        axes.plot(part["cycle"], part[EFFICIENCY], "o-", color=colour, markersize=4)
        axes.axvline(part["cycle"].max() + 0.5, color=page.GREY, linewidth=0.6)
        axes.annotate(
            page.readable(f"{current:g} mA.cm-2"),
            (part["cycle"].mean(), 1),
            xycoords=axes.get_xaxis_transform(),
            ha="center",
            va="bottom",
            color=colour,
        )
    axes.axhline(100, color=page.GREY, linewidth=0.6, zorder=0)
    axes.set(xlabel="cycle", ylabel="coulombic efficiency (%)", xlim=(0, shown["cycle"].max() + 1))
    axes.set(ylim=(min(LEAST, shown[EFFICIENCY].min() - 0.5), 100.5))
