"""Voltage of full cells in chosen cycles (Fig. 5b and c)."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pybamm_miec.figures import page

CAPACITY, VOLTAGE = "capacity [mA.h.cm-2]", "voltage [V]"
STEPS = ("charge", "discharge")


def compute(voltage: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return voltage over capacity, for charge and discharge in some cycles.

    Parameters
    ----------
    voltage : dict of pandas.DataFrame
        By cell: "cycle", "step" (0 charges, 1 discharges), "capacity [mA.h.cm-2]" since the step began,
        "voltage [V]".

    Returns
    -------
    pandas.DataFrame
        "cell", "cycle", "step" as "charge" or "discharge", and the two numbers.
    """
    named = dict(enumerate(STEPS))
    return pd.concat(
        [table.assign(cell=cell, step=table["step"].map(named)) for cell, table in voltage.items()],
        ignore_index=True,
    )[["cell", "cycle", "step", CAPACITY, VOLTAGE]]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a panel for each cell, its cycles from light to dark.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    cells = list(numbers.groupby("cell", sort=False))
    cycles = numbers["cycle"].unique()
    colours = dict(zip(cycles, page.in_order(len(cycles)), strict=True))
    panels = figure.subplots(1, len(cells), sharey=True, squeeze=False)[0]
    for (cell, shown), axes in zip(cells, panels, strict=True):
        for (n, step), line in shown.groupby(["cycle", "step"], sort=False):
            label = f"{n}" if step == STEPS[1] else None
            axes.plot(line[CAPACITY], line[VOLTAGE], color=colours[n], label=label)
        axes.set(xlabel="capacity (mA h cm⁻²)", title=cell, xlim=(0, None))
        axes.xaxis.set_major_locator(MaxNLocator(3))
    panels[0].set_ylabel("voltage (V)")
    panels[0].legend(title="cycle", loc="lower left")
