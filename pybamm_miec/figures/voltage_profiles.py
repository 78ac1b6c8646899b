"""Voltage while lithium is plated and stripped, cycle on cycle (Fig. 4d)."""

import pandas as pd
from matplotlib.figure import Figure

from pybamm_miec.figures import page

CAPACITY = "capacity [mA.h.cm-2]"
VOLTAGE = "voltage [V]"
STEPS = ("plating", "stripping")
NEAR = 1.3  # times the lowest voltage: what the second panel shows, either side of 0 V
BROAD = 4.0  # width of the first line; the last has 1, so that one sees where they coincide


def compute(voltage: pd.DataFrame) -> pd.DataFrame:
    """Return voltage over capacity, for plating and stripping in some cycles.

    Parameters
    ----------
    voltage : pandas.DataFrame
        "cycle", "step" (0 plates, 1 strips), "capacity [mA.h.cm-2]" since the step began, "voltage [V]".
        Pre-cycles are numbered up to 0 and left out.

    Returns
    -------
    pandas.DataFrame
        The same, with "step" as "plating" or "stripping".
    """
    numbers = voltage[voltage["cycle"] > 0].reset_index(drop=True)
    named = numbers["step"].map(dict(enumerate(STEPS)))
    return numbers.assign(step=named)[["cycle", "step", CAPACITY, VOLTAGE]]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw the cycles over each other: the whole range, and close to 0 V.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    whole, near = figure.subplots(1, 2)
    title = "Plating (down) and stripping (up)"
    for axes in (whole, near):
        _lines(numbers, axes)
        axes.set_xlabel("capacity (mA h cm⁻²)")
    whole.set(ylabel="voltage (V)", title=title)
    reach = NEAR * numbers[VOLTAGE].abs()[numbers[VOLTAGE] < 0].max()
    near.set(ylim=(-reach, reach), title="Close to 0 V")
    near.axhline(0, color=page.GREY, linewidth=0.6, zorder=0)
    whole.legend(title="cycle", loc="upper center")


def _lines(numbers, axes):
    cycles = numbers["cycle"].unique()
    colours = page.in_order(len(cycles))
    for k, (n, colour) in enumerate(zip(cycles, colours, strict=True)):
        look = {"color": colour, "linewidth": BROAD - (BROAD - 1) * k / max(len(cycles) - 1, 1)}
        for name, step in numbers[numbers["cycle"] == n].groupby("step"):
            label = f"{n}" if name == STEPS[0] else None
            axes.plot(step[CAPACITY], step[VOLTAGE], label=label, **look)
