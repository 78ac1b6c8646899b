"""What hosts conduct before and after they take up lithium (Fig. S4c-f)."""

import pandas as pd
from matplotlib.figure import Figure

from pybamm_miec.figures import page

ANODE, CARRIER, PAPER = "anode", "carrier", "rise in the paper"
ROOM = 0.15  # of the bars, above them
AT_REST, LITHIATED, RISE = "at rest [S.m-1]", "lithiated [S.m-1]", "rise"


def compute(
    conduction: dict[str, pd.DataFrame], paper: dict[tuple[str, str], float]
) -> pd.DataFrame:
    """Return the conductivities at both ends of a lithiation.

    Parameters
    ----------
    conduction : dict of pandas.DataFrame, shape (2, 2)
        By anode: at rest and at 0 V, from :func:`pybamm_miec.analysis.apparent_conductivity`.
    paper : dict of float
        By anode and carrier, how many times more the paper measured after than before [-].

    Returns
    -------
    pandas.DataFrame
        "anode", "carrier", "at rest [S.m-1]", "lithiated [S.m-1]", "rise" and "rise in the paper" (NaN where
        it gives no number).
    """
    rows = []
    for anode, table in conduction.items():
        for carrier in ("ionic", "electronic"):
            before, after = map(float, table[f"{carrier} [S.m-1]"])
            reported = paper.get((anode, carrier), float("nan"))
            rows.append((anode, carrier, before, after, after / before, reported))
    return pd.DataFrame(rows, columns=[ANODE, CARRIER, AT_REST, LITHIATED, RISE, PAPER])


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw ions left and electrons right: for each anode a bar at rest, and one after lithiation.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    panels = list(numbers.groupby(CARRIER, sort=False))
    for axes, (carrier, part) in zip(figure.subplots(1, len(panels)), panels, strict=True):
        places = range(len(part))
        ends = part[[AT_REST, LITHIATED]]
        lowest, highest = ends.min().min(), ends.max().max()
        for at, column, colour in ((-0.2, AT_REST, page.SKY), (0.2, LITHIATED, page.BLUE)):
            bars = [x + at for x in places]
            axes.bar(bars, part[column], 0.38, color=colour, label=column.split(" [")[0])
        for x, row in zip(places, part.itertuples(index=False), strict=True):
            _, _, before, after, rise, reported = row
            axes.annotate(f"x {rise:.1f}", (x + 0.2, after), ha="center", va="bottom")
            if reported == reported:  # NaN: the paper gives no number
                axes.hlines(reported * before, x, x + 0.4, colors=page.VERMILION, label="paper")
        axes.set_yscale("log")
        axes.set_ylim(lowest / 3, highest * (highest / lowest) ** ROOM)
        axes.set_xticks(places, part[ANODE])
        axes.set(title=f"{carrier}, of the frame", ylabel="conductivity (S m⁻¹)")
    axes.legend(loc="upper right")
