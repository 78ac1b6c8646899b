"""How the deposit climbs in a frame that hardly conducts, over what is not known of a path through metal."""

import numpy as np
import pandas as pd
import pybamm
from matplotlib.figure import Figure

from pybamm_miec import analysis
from pybamm_miec import vocabulary as v
from pybamm_miec.figures import page

CHANGED, THRESHOLD, LENGTH = "changed", "threshold [-]", "pore length [um]"
AXES = {
    "threshold": (THRESHOLD, "threshold of a\nmetal path (-)"),
    "pore length": (LENGTH, "pore length (µm)"),
}
METAL, CENTROID = "metal [mA.h.cm-2]", "centroid [-]"
FROM = 0.05  # [mA.h.cm-2] of metal, where its centroid means something
POINTS = 80


def compute(
    solutions: dict[tuple[float, float], pybamm.Solution],
    ranges: dict[str, tuple[tuple[float, float], ...]],
) -> pd.DataFrame:
    """Return the centroid of the deposit while it grows.

    Parameters
    ----------
    solutions : dict of pybamm.Solution
        Platings by threshold [-] and pore length [m].
    ranges : dict of tuple of (float, float)
        Which of them show what changes: "threshold" and "pore length".

    Returns
    -------
    pandas.DataFrame
        "changed", "threshold [-]", "pore length [um]", "metal [mA.h.cm-2]", "centroid [-]".
    """
    return pd.concat(
        [
            _climb(solutions[p, l]).assign(
                **{CHANGED: changed, THRESHOLD: p, LENGTH: round(1e6 * l, 3)}
            )
            for changed, pairs in ranges.items()
            for p, l in pairs
        ],
        ignore_index=True,
    )[[CHANGED, THRESHOLD, LENGTH, METAL, CENTROID]]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a panel for what changes, in it a line for each value.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    changes = list(numbers.groupby(CHANGED, sort=False))
    panels = figure.subplots(1, len(changes), sharey=True, squeeze=False)[0]
    for (changed, lines), axes in zip(changes, panels, strict=True):
        by, title = AXES[changed]
        values = list(lines.groupby(by, sort=False))
        for (value, line), colour in zip(values, page.in_order(len(values)), strict=True):
            axes.plot(line[METAL], line[CENTROID], color=colour, label=f"{value:g}")
        axes.axhline(0.5, color=page.GREY, linewidth=0.8, linestyle=":")
        axes.set(xlabel="metal (mA h cm⁻²)", ylim=(0.4, 1), xlim=(0, None))
        axes.legend(title=title, loc="upper right")
    panels[0].set_ylabel("centroid of the deposit,\n1 at the collector")


def _climb(solution):
    metal = solution[solution.all_models[0].options.host.key(v.q_metal)].entries
    grid = np.linspace(FROM, metal[-1], POINTS)
    grows = np.maximum.accumulate(metal)
    times = np.minimum(np.interp(grid, grows, solution.t), solution.t[-1])
    centroid = analysis.deposit_summary(solution, times)["centroid"].to_numpy()
    return pd.DataFrame({METAL: grid, CENTROID: centroid})
