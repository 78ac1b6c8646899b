"""What moves a prediction most, one unknown after the other at its low and at its high."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from pybamm_miec.figures import page

SHOWN = 12  # of each prediction
LOW, HIGH, BAND = page.SKY, page.BLUE, page.YELLOW


def strongest(numbers: pd.DataFrame, prediction: str) -> pd.DataFrame:
    """Return the rows that move a prediction most, the strongest first.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`pybamm_miec.sensitivity.one_at_a_time`.
    prediction : str
        Of its column "prediction".

    Returns
    -------
    pandas.DataFrame
        At most ``SHOWN`` rows, none without an effect.
    """
    own = numbers[(numbers["prediction"] == prediction) & (numbers["effect"] > 0)]
    return own.sort_values("effect", ascending=False, kind="stable").head(SHOWN)


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a panel for each prediction, with the paper's number as a band.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`pybamm_miec.sensitivity.one_at_a_time`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    names = list(dict.fromkeys(numbers["prediction"]))
    panels = figure.subplots((len(names) + 1) // 2, 2, squeeze=False).flat
    for name, axes in zip(names, panels, strict=False):
        _panel(axes, strongest(numbers, name), name)
    keys = {"at its low": LOW, "at its high": HIGH, "the paper's, with its tolerance": BAND}
    figure.legend(
        handles=[Patch(color=colour, label=label) for label, colour in keys.items()],
        loc="outside lower center",
        ncols=len(keys),
    )


def _panel(axes, rows, name):
    at = np.arange(len(rows))
    for end, colour in (("low", LOW), ("high", HIGH)):
        values = rows[f"at {end}"]
        axes.barh(at, values - rows["base"], left=rows["base"], color=colour, height=0.72)
        for y, value, beyond in zip(at, values, _beyond(rows, end), strict=True):
            if beyond:
                axes.annotate(" …", (value, y), va="center", ha="left")
    axes.scatter(rows["base"], at, marker="|", s=90, color="black", zorder=3)
    axes.set_yticks(at, [_label(row) for row in rows.itertuples()], fontsize=7.5)
    axes.set(title=name, ylim=(len(rows) - 0.4, -0.6))
    limits = axes.get_xlim()
    low, high = rows["paper from"].iloc[0], min(rows["paper to"].iloc[0], limits[1])
    axes.axvspan(low, high, color=BAND, alpha=0.45, zorder=0, linewidth=0)
    axes.set_xlim(min(limits[0], low), max(limits[1], high))


def _beyond(rows, end):
    return [f"{end} beyond" in note for note in rows["note"]]


def _label(row):
    unit = "" if row.unit == "-" else f" {page.readable(row.unit)}"
    name = row.name.removeprefix("Negative electrode ").replace("Positive", "cathode")
    name = name.replace("cathode electrode", "cathode")
    return f"{name}  {_number(row.low)} … {_number(row.high)}{unit}"


def _number(value):
    return value if isinstance(value, str) else f"{value:.3g}"
