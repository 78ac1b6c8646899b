"""How full the pores are over the depth of the host, as the paper's pictures of it show (Fig. 3a)."""

import pandas as pd
import pybamm
from matplotlib.figure import Figure

from pybamm_miec import analysis
from pybamm_miec.figures import page

DEPTH = "depth [um]"
_PLATED = "{:g} mA.h.cm-2"


def compute(solution: pybamm.Solution, times: dict[float, float]) -> pd.DataFrame:
    """Return the filling of the pores over the depth.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a plating.
    times : dict of float
        When [s] each capacity [mA.h.cm-2] has been plated.

    Returns
    -------
    pandas.DataFrame
        "depth [um]" from the separator, and the filled share of the pores [-] for each capacity.

    Raises
    ------
    SolutionError
        When the model has no host with metal in it, or a time lies outside of the run.
    """
    profile = analysis.deposit_profile(solution, list(times.values()))
    profile.columns = [_PLATED.format(capacity) for capacity in times]
    return profile.reset_index(names=DEPTH)


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw one line for each capacity.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    axes = figure.subplots()
    depth = numbers[DEPTH]
    plated = numbers.drop(columns=DEPTH)
    for name, colour in zip(plated, page.in_order(plated.shape[1]), strict=True):
        axes.plot(depth, 100 * plated[name], color=colour, marker="o", markersize=3)
        axes.annotate(
            page.readable(name),
            (depth.iloc[-1], 100 * plated[name].iloc[-1]),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            color=colour,
        )
    axes.set(xlim=(0, None), ylim=(0, 102), ylabel="filled share of the pores (%)")
    axes.set_xlabel("depth, from separator to collector (µm)")
    axes.set_title("Lithium metal in the pores, counted from 0 V")
