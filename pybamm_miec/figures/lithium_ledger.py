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
}
HELD = "pores hold"
SEEN = 0.005  # of all lithium: a stock that never holds more is not drawn


def compute(ledger: dict[str, pd.DataFrame], pores_hold: float) -> pd.DataFrame:
    """Return the stocks of lithium in each test, at the start and at the end of each cycle.

    Parameters
    ----------
    ledger : dict of pandas.DataFrame
        By name of the test, from :func:`pybamm_miec.analysis.lithium_ledger`.
    pores_hold : float
        Metal that fills the pores [mA.h.cm-2].

    Returns
    -------
    pandas.DataFrame
        "test", "cycle", the stocks and "pores hold", all in mA.h.cm-2.
    """
    return pd.concat(
        [
            table[list(STOCKS)].reset_index().assign(test=name, **{HELD: pores_hold})
            for name, table in ledger.items()
        ],
        ignore_index=True,
    )[["test", "cycle", *STOCKS, HELD]]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a panel for each test.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    tests = list(numbers.groupby("test", sort=False))
    panels = figure.subplots(1, len(tests), squeeze=False)[0]
    most = numbers[list(STOCKS)].max()
    stocks = [name for name in STOCKS if most[name] > SEEN * most.sum()]
    for (name, test), axes in zip(tests, panels, strict=True):
        axes.stackplot(
            test["cycle"], test[stocks].T, labels=stocks, colors=[STOCKS[name] for name in stocks]
        )
        held = {"color": page.GREY, "linestyle": (0, (5, 3)), "linewidth": 1.2}
        axes.axhline(test[HELD].iloc[0], label="the pores hold", **held)
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        axes.set(title=page.readable(name), xlabel="cycle", xlim=(0, test["cycle"].max()))
    panels[0].set_ylabel("lithium after stripping (mA h cm⁻²)")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=5)
