"""A host that is filled and emptied, at several cut-offs and at several currents (Fig. 4c)."""

import pandas as pd
from matplotlib.figure import Figure

from pybamm_miec.figures import page

CUT_OFF, CURRENT = "cut-off [V]", "current density [mA.cm-2]"
TAKEN, EFFICIENCY = "lithiation [mA.h.cm-2]", "coulombic efficiency [%]"
WIDE, NARROW = 5.0, 1.4  # of the first and the last line, so that one sees where they coincide


def compute(efficiency: dict[tuple[float, float], pd.DataFrame]) -> pd.DataFrame:
    """Return capacity and efficiency, cycle by cycle.

    Parameters
    ----------
    efficiency : dict of pandas.DataFrame
        By cut-off [V] and current density [mA.cm-2], from
        :func:`pybamm_miec.analysis.coulombic_efficiency`.

    Returns
    -------
    pandas.DataFrame
        "cut-off [V]", "current density [mA.cm-2]", "cycle", "lithiation [mA.h.cm-2]", "coulombic
        efficiency [%]".
    """
    return pd.concat(
        [
            table[[TAKEN, EFFICIENCY]]
            .reset_index()
            .assign(**{CUT_OFF: cut_off, CURRENT: current_density})
            for (cut_off, current_density), table in efficiency.items()
        ],
        ignore_index=True,
    )[[CUT_OFF, CURRENT, "cycle", TAKEN, EFFICIENCY]]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw capacity above and efficiency below, for the cut-offs left and for the currents right.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    panels = figure.subplots(2, 2, sharex=True, sharey="row")
    slowest, lowest = numbers[CURRENT].min(), numbers[CUT_OFF].min()
    by_cut_off, by_current = numbers[CURRENT] == slowest, numbers[CUT_OFF] == lowest
    _column(numbers[by_cut_off], CUT_OFF, panels[:, 0], "lower right")
    _column(numbers[by_current], CURRENT, panels[:, 1], "upper right")
    panels[0, 0].set_title(page.readable(f"Emptied at {slowest:g} mA.cm-2 to"))
    panels[0, 1].set_title(f"Emptied to {lowest:g} V at")
    panels[0, 0].set(ylabel="lithium taken\n(mA h cm⁻²)", ylim=(0, None))
    panels[1, 0].set(ylabel="coulombic\nefficiency (%)", ylim=(0, 105))
    for axes in panels[1]:
        axes.axhline(100, color=page.GREY, linewidth=0.6, zorder=0)
        page.count_cycles(axes)


def _column(numbers, series, panels, legend):
    lines = list(numbers.groupby(series))
    unit = page.readable(series[series.index("[") + 1 : -1])
    for k, ((value, line), colour) in enumerate(zip(lines, page.in_order(len(lines)), strict=True)):
        width = WIDE - (WIDE - NARROW) * k / max(len(lines) - 1, 1)
        look = {"color": colour, "linewidth": width, "label": f"{value:g} {unit}"}
        for axes, quantity in zip(panels, (TAKEN, EFFICIENCY), strict=True):
            axes.plot(line["cycle"], line[quantity], **look)
    panels[0].legend(loc=legend)
