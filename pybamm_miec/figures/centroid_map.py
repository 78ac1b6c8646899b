r"""Where lithium goes in a host of two conductors, by the model and by the closed form.

With two rails of effective conductivity kappa (ions) and sigma (electrons) and linear kinetics between them,
after Newman and Tobias (1962) and Euler and Nonnenmacher (1960), the centroid of what is plated is

    <X> = ((S - C)/sigma + C/kappa) / (S (1/sigma + 1/kappa))                                     (1)
    S = sinh(nu)/nu,   C = (cosh(nu) - 1)/nu^2                                                    (2)

0 at the separator and 1 at the collector; S and C are both taken times e^-nu, for sinh and cosh overflow.
"""

import numpy as np
import pandas as pd
import pybamm
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from pybamm_miec import analysis
from pybamm_miec.figures import page

POINT, IONIC, ELECTRONIC = "point", "ionic [S.m-1]", "electronic [S.m-1]"
NU, MODEL, CLOSED = "reaction uniformity [-]", "centroid [-]", "centroid by closed form [-]"
OWN = "centroid of the anode itself [-]"
GRID = "grid"  # instead of a name
LEVELS = np.linspace(0, 1, 11)
LINES = (0.1, 0.3, 0.5, 0.7, 0.9)
_ENDS = LinearSegmentedColormap.from_list("", [page.BLUE, "#F7F7F7", page.VERMILION])


def closed_form(kappa: np.ndarray, sigma: np.ndarray, nu: np.ndarray) -> np.ndarray:
    """Return the centroid of what is plated, equation (1).

    Parameters
    ----------
    kappa, sigma : array_like
        Effective conductivities for ions and for electrons [S.m-1].
    nu : array_like
        Reaction-uniformity number [-].

    Returns
    -------
    array
        0 at the separator, 1 at the collector [-].
    """
    e = np.exp(-nu)
    S, C = (1 - e**2) / (2 * nu), (1 - e) ** 2 / (2 * nu**2)  # (2), times e^-nu
    return ((S - C) / sigma + C / kappa) / (S * (1 / sigma + 1 / kappa))  # (1)


def compute(
    solutions: dict[tuple[float, float], pybamm.Solution],
    marked: dict[str, tuple[float, float]],
    own: dict[str, float],
) -> pd.DataFrame:
    """Return the centroid over both conductivities.

    Parameters
    ----------
    solutions : dict of pybamm.Solution
        By effective conductivity for ions and for electrons [S.m-1].
    marked : dict of (float, float)
        Points among them by name; the others form a grid.
    own : dict of float
        Centroids of anodes that have a point, from their own runs [-].

    Returns
    -------
    pandas.DataFrame
        "point" (its name, or "grid"), "ionic [S.m-1]", "electronic [S.m-1]", "reaction uniformity [-]",
        "centroid [-]", "centroid by closed form [-]", "centroid of the anode itself [-]" (NaN for others).
    """
    points = [(GRID, *pair) for pair in solutions if pair not in marked.values()]
    points += [(name, *pair) for name, pair in marked.items()]
    numbers = pd.DataFrame(points, columns=[POINT, IONIC, ELECTRONIC])
    read = pd.concat([analysis.deposit_summary(solutions[k, s]) for _, k, s in points])
    numbers[NU], numbers[MODEL] = read[["reaction uniformity", "centroid"]].to_numpy().T
    numbers[CLOSED] = closed_form(numbers[IONIC], numbers[ELECTRONIC], numbers[NU])
    numbers[OWN] = numbers[POINT].map(own)
    return numbers


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw the model as filled contours, the closed form as lines over them, and the named points.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    axes = figure.subplots()
    axes.set(xscale="log", yscale="log")  # before the contours, whose labels are placed on them
    named = numbers[numbers[POINT] != GRID]
    grid = numbers[numbers[POINT] == GRID]
    model, closed = (grid.pivot(index=IONIC, columns=ELECTRONIC, values=n) for n in (MODEL, CLOSED))
    shades = axes.contourf(model.columns, model.index, model, LEVELS, cmap=_ENDS)
    lines = axes.contour(
        closed.columns, closed.index, closed, LINES, colors="black", linewidths=1, linestyles="--"
    )
    axes.clabel(lines, fontsize=8)
    axes.plot([], [], "k--", linewidth=1, label="closed form of Newman and Tobias")
    for _, row in named.iterrows():
        _mark(axes, row, under=row[IONIC] >= grid[IONIC].min())  # there is no room under the lowest
    axes.set_xlabel("electrons: effective conductivity of the frame (S m⁻¹)")
    axes.set_ylabel("ions: effective conductivity\nof the pores (S m⁻¹)")
    axes.set_title(f"Where lithium goes on the walls of {named[POINT].iloc[0]}")
    bar = figure.colorbar(shades, ax=axes, ticks=LEVELS[::5])
    bar.ax.set_title("model", fontsize=10)
    bar.set_label("centroid, from separator (0) to collector (1)")
    figure.legend(loc="outside lower center")


def _mark(axes, row, under):
    at = (row[ELECTRONIC], row[IONIC])
    axes.plot(*at, "o", color="black", markeredgecolor="white", markersize=7)
    own = "" if np.isnan(row[OWN]) else f"\nitself {row[OWN]:.2f}"
    axes.annotate(
        f"{row[POINT]}{own}",
        at,
        xytext=(0, -8 if under else 8),
        textcoords="offset points",
        ha="center",
        va="top" if under else "bottom",
        fontsize=8.5,
        path_effects=page.HALO,
    )
