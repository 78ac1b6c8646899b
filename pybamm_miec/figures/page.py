"""What all figures have in common: colours, axes, and how they are written."""

import re
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator

# Okabe and Ito: told apart by every kind of colour vision.
BLUE, ORANGE, GREEN = "#0072B2", "#E69F00", "#009E73"
VERMILION, SKY, PURPLE, YELLOW = "#D55E00", "#56B4E9", "#CC79A7", "#F0E442"
GREY = "#5F5F5F"
_LIGHT_TO_DARK = LinearSegmentedColormap.from_list("", ["#7FB9DE", "#0072B2", "#052A45"])
APART = (BLUE, GREEN, GREY, ORANGE)  # for lines that have no order
HALO = (withStroke(linewidth=3, foreground="white"),)  # around words that lie on lines
_BETWEEN_UNITS = re.compile(r"(?<=\w)\.(?=[A-Za-z])")
LOOK = {
    "font.size": 10,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.8,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "lines.linewidth": 1.8,
    "legend.frameon": False,
}


def write(
    folder: Path,
    name: str,
    numbers: pd.DataFrame,
    draw: Callable,
    width: float = 5.0,
    height: float = 3.4,
) -> tuple[Path, Path]:
    """Write a figure and, beside it, the numbers in it.

    Parameters
    ----------
    folder : pathlib.Path
        Exists already.
    name : str
        Of both files, without ending.
    numbers : pandas.DataFrame
        From the figure's ``compute``.
    draw : callable
        The figure's ``draw(numbers, figure)``.
    width, height : float
        Of the figure [inch].

    Returns
    -------
    tuple of pathlib.Path
        The picture (PNG) and the numbers (CSV).
    """
    picture, table = folder / f"{name}.png", folder / f"{name}.csv"
    numbers.to_csv(table, index=False, float_format="%.6g")
    with mpl.rc_context(LOOK):
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(numbers, figure)
        figure.savefig(picture, dpi=200)
    return picture, table


def in_order(count: int) -> list[str]:
    """Return so many colours, from light to dark, for lines that have an order."""
    return [to_hex(_LIGHT_TO_DARK(k / max(count - 1, 1))) for k in range(count)]


def count_cycles(axes: Axes) -> None:
    """Make the horizontal axis one of cycles: from 0, at whole numbers."""
    axes.set(xlabel="cycle", xlim=(0, None))
    axes.xaxis.set_major_locator(MaxNLocator("auto", integer=True, steps=[1, 2, 5, 10]))


def readable(unit: str) -> str:
    """Return units as they are printed: ``0.5 mA.h.cm-2`` becomes 0.5 mA h cm⁻²."""
    return _BETWEEN_UNITS.sub(" ", unit).replace("-2", "⁻²").replace("-1", "⁻¹")
