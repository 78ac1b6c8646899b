"""Full cells: what each discharge gives, and where the lithium is (Fig. 5a and S8)."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pybamm_miec.figures import page
from pybamm_miec.figures.lithium_ledger import SEEN, STOCKS

CAPACITY, EFFICIENCY = "capacity [mA.h.cm-2]", "coulombic efficiency [%]"
REPORTED = "cycle in the paper"
STACKED = 4  # panels beneath: as many cells, the first ones
LOOKS = {
    "N/P 4": "-",
    "N/P 2": (0, (6, 2)),
    "anode-free": (0, (1, 1.2)),
}
FITTED = ", fitted"  # what a reserve ends with where rows are fitted to the cells: drawn as without, but thin
THIN = 0.8
MARK = {"color": page.VERMILION, "linewidth": 1.0, "linestyle": (0, (2, 2)), "zorder": 0}


def compute(
    efficiency: dict[tuple[str, str], pd.DataFrame],
    ledger: dict[tuple[str, str], pd.DataFrame],
    paper: dict[tuple[str, str], float],
) -> pd.DataFrame:
    """Return what each cycle gave and left behind.

    Parameters
    ----------
    efficiency : dict of pandas.DataFrame
        By anode and reserve, from :func:`pybamm_miec.analysis.coulombic_efficiency`.
    ledger : dict of pandas.DataFrame
        By the same, from :func:`pybamm_miec.analysis.lithium_ledger`.
    paper : dict of float
        The cycle in which the paper says that something happens, by the same.

    Returns
    -------
    pandas.DataFrame
        "anode", "reserve", "cycle", "capacity [mA.h.cm-2]" of the discharge, "coulombic efficiency [%]", the
        stocks of lithium after it [mA.h.cm-2] and "cycle in the paper" (NaN where there is none).
    """
    parts = []
    for (anode, reserve), table in efficiency.items():
        part = table[["delithiation [mA.h.cm-2]", EFFICIENCY]].set_axis(
            [CAPACITY, EFFICIENCY], axis=1
        )
        part = part.join(ledger[anode, reserve][list(STOCKS)]).reset_index(names="cycle")
        named = {"anode": anode, "reserve": reserve}
        parts.append(part.assign(**named, **{REPORTED: paper.get((anode, reserve), float("nan"))}))
    columns = ["anode", "reserve", "cycle", CAPACITY, EFFICIENCY, *STOCKS, REPORTED]
    return pd.concat(parts, ignore_index=True)[columns]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw the capacity of all cells over the whole width, and the lithium of some under it.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    cells = list(numbers.groupby(["anode", "reserve"], sort=False))
    stacked = cells[:STACKED]
    grid = figure.add_gridspec(2, len(stacked), height_ratios=(1.4, 1))
    _capacities(cells, figure.add_subplot(grid[0, :]))
    most = numbers[list(STOCKS)].max()
    stocks = [name for name in STOCKS if most[name] > SEEN * most.sum()]
    for k, ((anode, reserve), cell) in enumerate(stacked):
        axes = figure.add_subplot(grid[1, k])
        axes.stackplot(
            cell["cycle"],
            cell[stocks].clip(lower=0).T,  # the integrator's noise
            labels=stocks,
            colors=[STOCKS[name] for name in stocks],
        )
        axes.set_title(f"{anode}\n{reserve}", fontsize=9)
        axes.set(xlabel="cycle", xlim=(0, cell["cycle"].max()), ylim=(0, None))
        if k == 0:
            axes.set_ylabel("lithium after\ndischarge (mA h cm⁻²)")
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4)


def _capacities(cells, axes):
    anodes = list(dict.fromkeys(anode for (anode, _), _ in cells))
    colours = dict(zip(anodes, page.APART, strict=False))
    for (anode, reserve), cell in cells:
        look = {"color": colours[anode], "linestyle": LOOKS[reserve.removesuffix(FITTED)]}
        if reserve.endswith(FITTED):
            look["linewidth"] = THIN
        axes.plot(cell["cycle"], cell[CAPACITY], label=f"{anode}, {reserve}", **look)
        at = cell[REPORTED].iloc[0]
        if at == at:  # NaN: the paper has none
            axes.axvline(at, **MARK)
            axes.annotate(
                f"paper: {anode}, {reserve}",
                (at, 0.02),
                xycoords=axes.get_xaxis_transform(),
                rotation=90,
                ha="right",
                va="bottom",
                fontsize=8,
                color=page.VERMILION,
            )
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.set(ylabel="discharge (mA h cm⁻²)", ylim=(0, None))
    page.count_cycles(axes)
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
