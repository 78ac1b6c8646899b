"""Cyclic voltammograms of LLTO with and without nanotubes (Fig. 4b and S3)."""

import pandas as pd
from matplotlib.figure import Figure

from pybamm_miec.figures import page

ANODE, CYCLE, DIRECTION = "anode", "cycle", "direction"
POTENTIAL, CURRENT = "potential [V]", "current [mA.cm-2]"
KIND, CURVE, MODEL, PAPER = "kind", "curve", "peak", "peak of the paper"
PEAK = {"marker": "o", "linestyle": "", "markersize": 3.5}
THE_PAPER = {"color": page.ORANGE, "linewidth": 1, "linestyle": ":"}


def compute(
    curves: dict[str, pd.DataFrame],
    peaks: dict[str, pd.DataFrame],
    paper: dict[str, dict[float, str]],
) -> pd.DataFrame:
    """Return the sweeps, the peaks in them and those of the paper.

    Parameters
    ----------
    curves, peaks : dict of pandas.DataFrame
        By anode, from :func:`pybamm_miec.analysis.voltammogram` and ``voltammogram_peaks``.
    paper : dict of dict
        By anode, the direction of each peak by its potential [V].

    Returns
    -------
    pandas.DataFrame
        "anode", "kind" ("curve", "peak" or "peak of the paper"), "cycle", "direction", "potential [V]",
        "current [mA.cm-2]"; the paper's peaks have neither cycle nor current.
    """
    parts = []
    for anode, curve in curves.items():
        parts.append(curve.assign(**{ANODE: anode, KIND: CURVE}))
        parts.append(peaks[anode].assign(**{ANODE: anode, KIND: MODEL}))
        for potential, direction in paper.get(anode, {}).items():
            row = {ANODE: anode, KIND: PAPER, DIRECTION: direction, POTENTIAL: potential}
            parts.append(pd.DataFrame([row]))
    columns = [ANODE, KIND, CYCLE, DIRECTION, POTENTIAL, CURRENT]
    return pd.concat(parts, ignore_index=True).reindex(columns=columns)


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a panel for each anode, its peaks as dots and the paper's as dotted lines.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    anodes = list(numbers[ANODE].unique())
    panels = figure.subplots(1, len(anodes), sharey=True, squeeze=False)[0]
    for anode, axes in zip(anodes, panels, strict=True):
        _panel(numbers[numbers[ANODE] == anode], axes)
        axes.set(title=anode, xlabel="potential against Li (V)")
        axes.axhline(0, color=page.GREY, linewidth=0.6, zorder=0)
    panels[0].set_ylabel("current (mA cm⁻²)")
    for look, what in ((PEAK, "peak"), (THE_PAPER, "in the paper")):
        panels[0].plot([], [], **{**look, "color": look.get("color", page.GREY)}, label=what)
    panels[0].legend(title="cycle", loc="lower right", fontsize="small")


def _panel(numbers, axes):
    curve = numbers[numbers[KIND] == CURVE]
    cycles = curve[CYCLE].unique()
    for n, colour in zip(cycles, page.in_order(len(cycles)), strict=True):
        line = curve[curve[CYCLE] == n]
        axes.plot(line[POTENTIAL], line[CURRENT], color=colour, label=f"{n:g}")
        tops = numbers[(numbers[KIND] == MODEL) & (numbers[CYCLE] == n)]
        axes.plot(tops[POTENTIAL], tops[CURRENT], color=colour, **PEAK)
    for row in numbers[numbers[KIND] == PAPER].itertuples():
        ends = (0.5, 1) if row.direction == "anodic" else (0, 0.5)
        axes.axvline(row[5], *ends, **THE_PAPER, zorder=0)
