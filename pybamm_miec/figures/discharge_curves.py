"""Discharges of a full cell that differ in one thing: their voltage, and what they give."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from pybamm_miec.figures import page

CAPACITY, VOLTAGE = "capacity [mA.h.cm-2]", "voltage [V]"
ON_A_LOG = "rate [h-1]"
_SHORT = {"rate [h-1]": "{:g} C", "temperature [degC]": "{:g} °C"}
_LABEL = {"rate [h-1]": "rate (h⁻¹)", "temperature [degC]": "temperature (°C)"}


def compute(curves: dict[float, pd.DataFrame], varied: str) -> pd.DataFrame:
    """Return the discharges under each other.

    Parameters
    ----------
    curves : dict of pandas.DataFrame
        By what is varied: "capacity [mA.h.cm-2]" and "voltage [V]".
    varied : str
        "rate [h-1]" or "temperature [degC]".

    Returns
    -------
    pandas.DataFrame
        What is varied, "capacity [mA.h.cm-2]" and "voltage [V]".
    """
    parts = [curve.assign(**{varied: x}) for x, curve in curves.items()]
    return pd.concat(parts, ignore_index=True)[[varied, CAPACITY, VOLTAGE]]


def summary(numbers: pd.DataFrame) -> pd.DataFrame:
    """Return what each discharge gives.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.

    Returns
    -------
    pandas.DataFrame
        Index: what is varied; "capacity [mA.h.cm-2]" and "voltage [V]", the mean over it.
    """
    varied = numbers.columns[0]
    rows = {
        x: (q[-1], np.trapezoid(V, q) / q[-1])
        for x, curve in numbers.groupby(varied)
        for q, V in [(curve[CAPACITY].to_numpy(), curve[VOLTAGE].to_numpy())]
    }
    return pd.DataFrame(rows, index=[CAPACITY, VOLTAGE]).T.rename_axis(varied)


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw the voltage over capacity, and beside it capacity and mean voltage over what is varied.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    varied, given = numbers.columns[0], summary(numbers)
    left, right = figure.subplots(1, 2, width_ratios=(1.3, 1))
    colours = page.in_order(len(given))
    for (x, curve), colour in zip(numbers.groupby(varied), colours, strict=True):
        left.plot(curve[CAPACITY], curve[VOLTAGE], color=colour, label=_SHORT[varied].format(x))
    left.set(xlabel="capacity (mA h cm⁻²)", ylabel="voltage (V)", xlim=(0, None))
    left.legend(loc="lower left")
    second = right.twinx()
    second.spines["right"].set_visible(True)
    for axes, name, colour in ((right, CAPACITY, page.BLUE), (second, VOLTAGE, page.VERMILION)):
        axes.plot(given.index, given[name], "o-", color=colour, markersize=4)
        axes.tick_params(axis="y", colors=colour)
    right.set(xlabel=_LABEL[varied], ylim=(0, 1.1 * given[CAPACITY].max()))
    right.set_ylabel("capacity (mA h cm⁻²)", color=page.BLUE)
    second.set_ylabel("mean voltage (V)", color=page.VERMILION)
    if varied == ON_A_LOG:
        right.set_xscale("log")
        right.set_xticks(given.index, [f"{x:g}" for x in given.index])
        right.minorticks_off()
