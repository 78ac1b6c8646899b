"""Full cells with more and more lithium in reserve: their capacity, and how long they last."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pybamm_miec.figures import page

CAPACITY, GIVEN = "capacity [mA.h.cm-2]", "delithiation [mA.h.cm-2]"
FIRST = 2  # the cycle that a life is counted against: the one before fills the host
ROOM = 1.05  # of the highest
LEFT = 0.9  # of its capacity, where a life ends


def compute(efficiency: dict[float, pd.DataFrame], varied: str) -> pd.DataFrame:
    """Return the capacity of each cell, cycle by cycle.

    Parameters
    ----------
    efficiency : dict of pandas.DataFrame
        By N/P, from :func:`pybamm_miec.analysis.coulombic_efficiency`.
    varied : str
        What to call N/P.

    Returns
    -------
    pandas.DataFrame
        N/P, "cycle" and "capacity [mA.h.cm-2]" of its discharge.
    """
    parts = [
        table[[GIVEN]].set_axis([CAPACITY], axis=1).reset_index().assign(**{varied: x})
        for x, table in efficiency.items()
    ]
    return pd.concat(parts, ignore_index=True)[[varied, "cycle", CAPACITY]]


def lives(numbers: pd.DataFrame) -> pd.DataFrame:
    """Return how long each cell lasts.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.

    Returns
    -------
    pandas.DataFrame
        Index: N/P; "cycles" before the capacity is below nine tenths of that in cycle 2, all there are if it
        never is, and "capacity [mA.h.cm-2]" in cycle 2.
    """
    varied = numbers.columns[0]
    rows = {}
    for x, cell in numbers.groupby(varied):
        q = cell.set_index("cycle")[CAPACITY].loc[FIRST:]
        below = q.index[q < LEFT * q.iloc[0]]
        rows[x] = (below[0] - 1 if below.size else q.index[-1], q.iloc[0])
    return pd.DataFrame(rows, index=["cycles", CAPACITY]).T.rename_axis(varied)


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw the capacity over the cycles, and beside it life and capacity over N/P.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    varied, lasted = numbers.columns[0], lives(numbers)
    left, right = figure.subplots(1, 2, width_ratios=(1.3, 1))
    colours = page.in_order(len(lasted))
    for (x, cell), colour in zip(numbers.groupby(varied), colours, strict=True):
        left.plot(cell["cycle"], cell[CAPACITY], color=colour, label=f"{x:g}")
    left.set(ylabel="discharge (mA h cm⁻²)", ylim=(0, None))
    page.count_cycles(left)
    left.legend(title=varied, loc="lower right", ncols=2)
    second = right.twinx()
    second.spines["right"].set_visible(True)
    for axes, name, colour in ((right, "cycles", page.BLUE), (second, CAPACITY, page.VERMILION)):
        axes.plot(lasted.index, lasted[name], "o-", color=colour, markersize=4)
        axes.tick_params(axis="y", colors=colour)
        axes.set_ylim(0, ROOM * lasted[name].max())
    right.set(xlabel=varied)
    right.yaxis.set_major_locator(MaxNLocator("auto", integer=True, steps=[1, 2, 5, 10]))
    right.set_ylabel("cycles to nine tenths", color=page.BLUE)
    second.set_ylabel("discharge in cycle 2 (mA h cm⁻²)", color=page.VERMILION)
