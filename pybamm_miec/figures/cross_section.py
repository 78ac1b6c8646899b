"""What a cut through each anode shows after plating: solid, deposit and open pores (Fig. 3)."""

import numpy as np
import pandas as pd
import pybamm
from matplotlib.figure import Figure

from pybamm_miec import analysis
from pybamm_miec import vocabulary as v
from pybamm_miec.figures import page

DEPTH, PLATED = "depth [um]", "plated [mA.h.cm-2]"
HOST, FACE = "thickness of host [um]", "metal on face [um]"
SHARES = {"solid": "#B9B4AB", "deposit": page.BLUE, "open pore": "#F3F8FC"}
SEPARATOR, COLLECTOR = "#E8E4DA", page.ORANGE
FLUSH = {"linewidth": 0, "antialiased": False}  # no white seam between neighbours
UNDER = 0.5  # [um] that metal on the face is drawn too deep, under the host, for the same reason
BELOW, ABOVE = 5.0, 6.0  # [um] of collector and of separator that are drawn


def compute(
    solutions: dict[str, pybamm.Solution], times: dict[str, dict[float, float]]
) -> pd.DataFrame:
    """Return what takes which share of the cut, over the depth.

    Parameters
    ----------
    solutions : dict of pybamm.Solution
        Platings by anode, of models with the values of their own set.
    times : dict of dict of float
        By anode, when [s] each capacity [mA.h.cm-2] has been plated.

    Returns
    -------
    pandas.DataFrame
        "anode", "plated [mA.h.cm-2]", "depth [um]" from the separator; "solid", "deposit" (metal, with the
        film on it) and "open pore" [-], which add up to 1; and the same all over a cut: "metal on face [um]",
        "thickness of host [um]", "centroid", "fill" and "share on face" [-].  A foil has one row a cut, at
        depth 0, all of it solid.
    """
    return pd.concat(
        [_cuts(solutions[a], times[a]).assign(anode=a) for a in solutions], ignore_index=True
    )[["anode", PLATED, DEPTH, *SHARES, FACE, HOST, "centroid", "fill", "share on face"]]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a row for each anode and a column for each capacity.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    anodes, plated = numbers["anode"].unique(), numbers[PLATED].unique()
    panels = figure.subplots(len(anodes), len(plated), sharex=True, sharey=True, squeeze=False)
    top, bottom = -numbers[FACE].max() - ABOVE, numbers[HOST].max() + BELOW
    for row, anode in zip(panels, anodes, strict=True):
        for axes, q in zip(row, plated, strict=True):
            cut = numbers[(numbers["anode"] == anode) & (numbers[PLATED] == q)]
            _cut(cut, axes, top, bottom)
        row[0].set_ylabel("depth (µm)")
        _beside(row[0], anode, (0, 0.5), (-50, 0), rotation=90, va="center")
    for axes, q in zip(panels[0], plated, strict=True):
        _beside(axes, page.readable(f"{q:g} mA.h.cm-2"), (0.5, 1), (0, 20))
    panels[0, 0].set(xlim=(0, 1), ylim=(bottom, top), xticks=[])
    handles, labels = panels[0, 0].get_legend_handles_labels()
    legend = figure.legend(handles, labels, loc="outside lower center", ncols=len(labels))
    for patch in legend.get_patches():
        patch.set(edgecolor=page.GREY, linewidth=0.6)


def _beside(axes, text, place, offset, **look):
    units = {"xycoords": "axes fraction", "textcoords": "offset points"}
    axes.annotate(text, place, xytext=offset, weight="bold", ha="center", **units, **look)


def _cuts(solution, times):
    model = solution.all_models[0]
    at, values = model.options.host, model.default_parameter_values
    when = list(times.values())
    summary = analysis.deposit_summary(solution, when).set_axis(list(times))
    on_face = np.interp(when, solution.t, solution[at.key(v.q_f)].entries)
    summary[FACE] = 1e6 * on_face * values["Lithium metal partial molar volume [m3.mol-1]"]
    if not model.options.metal_in_pores:
        foil = {DEPTH: 0.0, "solid": 1.0, "deposit": 0.0, "open pore": 0.0, HOST: 0.0}
        return summary.assign(**foil).reset_index(names=PLATED)
    eps_0, eps_r, L = (values[at.key(name)] for name in (v.eps_0, v.eps_r, v.L))
    fill = analysis.deposit_profile(solution, when).set_axis(list(times), axis="columns")
    cut = fill.rename_axis(DEPTH).reset_index().melt(DEPTH, var_name=PLATED, value_name="deposit")
    cut["deposit"] *= eps_0 - eps_r
    cut = cut.assign(**{"solid": 1 - eps_0, "open pore": eps_0 - cut["deposit"], HOST: 1e6 * L})
    return cut.astype({PLATED: float}).merge(summary, left_on=PLATED, right_index=True)


def _cut(cut, axes, top, bottom):
    host, face = cut[HOST].iloc[0], cut[FACE].iloc[0]
    axes.axhspan(top, -face, color=SEPARATOR, label="separator", **FLUSH)
    axes.axhspan(-face, min(face, UNDER), color=SHARES["deposit"], **FLUSH)
    depth = np.array([0.0, *cut[DEPTH], host])
    left = np.zeros(depth.size)
    for name, colour in SHARES.items():
        share = cut[name].to_numpy()
        right = left + np.array([share[0], *share, share[-1]])
        axes.fill_betweenx(depth, left, right, color=colour, label=name, **FLUSH)
        left = right
    axes.axhspan(host, bottom, color=COLLECTOR, label="copper", **FLUSH)
    axes.set_title(_in_numbers(cut.iloc[0]), fontsize=7.5, color=page.GREY)


def _in_numbers(row):
    face = f"{100 * row['share on face']:.0f} % on face"
    if np.isnan(row["centroid"]):
        return f"{face}, {row[FACE]:.1f} µm"
    return f"centroid {row['centroid']:.2f}, {100 * row['fill']:.0f} % full, {face}"
