"""Where the lithium is when each stripping has ended, stacked."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pybamm_miec.figures import page

STOCKS = {
    "in host": page.SKY,
    "metal in pores": page.BLUE,
    "metal on face": page.GREEN,
    "isolated": page.ORANGE,
    "trapped": page.PURPLE,
    "in first film": page.VERMILION,
    "in SEI": page.YELLOW,
    "in film on metal": page.GREY,
}
HELD = "pores hold"
SEEN = 0.001  # of all lithium: a stock that never holds more is not drawn
COLUMNS = 3


def compute(
    ledger: dict[tuple[str, str], pd.DataFrame], pores_hold: dict[str, float]
) -> pd.DataFrame:
    """Return the stocks of lithium in each test, from where counting begins to the end of each cycle.

    Parameters
    ----------
    ledger : dict of pandas.DataFrame
        By panel and anode, from :func:`pybamm_miec.analysis.lithium_ledger`; cycle 0 ends where counting
        begins, and what is before is left out.
    pores_hold : dict of float
        By anode, metal that fills the pores; NaN for a foil [mA.h.cm-2].

    Returns
    -------
    pandas.DataFrame
        "panel", "anode", "cycle", the stocks and "pores hold", all in mA.h.cm-2.
    """
    return pd.concat(
        [
            table.loc[0:, list(STOCKS)]
            .reset_index()
            .assign(panel=panel, anode=anode, **{HELD: pores_hold[anode]})
            for (panel, anode), table in ledger.items()
        ],
        ignore_index=True,
    )[["panel", "anode", "cycle", *STOCKS, HELD]]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a panel for each test.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    tests = list(numbers.groupby(["panel", "anode"], sort=False))
    panels = figure.subplots(-(-len(tests) // COLUMNS), COLUMNS, squeeze=False)
    most = numbers[list(STOCKS)].max()
    stocks = [name for name in STOCKS if most[name] > SEEN * most.sum()]
    for ((panel, anode), test), axes in zip(tests, panels.flat, strict=False):
        axes.stackplot(
            test["cycle"],
            test[stocks].clip(lower=0).T,  # the integrator's noise
            labels=stocks,
            colors=[STOCKS[name] for name in stocks],
        )
        held = {"color": "black", "linestyle": (0, (5, 3)), "linewidth": 1.2}
        axes.axhline(test[HELD].iloc[0], label="metal that fills the pores", **held)
        axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        axes.set_title(f"{anode}\n{page.readable(panel)}", fontsize=9)
        axes.set(xlabel="cycle", xlim=(0, test["cycle"].max()), ylim=(0, None))
    for axes in panels.flat[len(tests) :]:
        axes.remove()
    for row in panels:
        row[0].set_ylabel("lithium after\nstripping (mA h cm⁻²)")
    handles, labels = panels[0, 0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4)
