"""How full the pores are over the depth of each host, as the paper's pictures show (Fig. 3)."""

import pandas as pd
import pybamm
from matplotlib.figure import Figure

from pybamm_miec import analysis
from pybamm_miec.figures import page

DEPTH, PLATED, FILLED = "depth [um]", "plated [mA.h.cm-2]", "filled share [-]"


def compute(
    solutions: dict[str, pybamm.Solution], times: dict[str, dict[float, float]]
) -> pd.DataFrame:
    """Return the filling of the pores over the depth.

    Parameters
    ----------
    solutions : dict of pybamm.Solution
        Platings by anode.
    times : dict of dict of float
        By anode, when [s] each capacity [mA.h.cm-2] has been plated.

    Returns
    -------
    pandas.DataFrame
        "anode", "plated [mA.h.cm-2]", "depth [um]" from the separator and "filled share [-]" of the pores.
        A foil has no pores and no rows.

    Raises
    ------
    SolutionError
        When a model has no host with metal in it, or a time lies outside of the run.
    """
    porous = [a for a, s in solutions.items() if s.all_models[0].options.metal_in_pores]
    return pd.concat(
        [_profile(solutions[a], times[a]).assign(anode=a) for a in porous], ignore_index=True
    )[["anode", PLATED, DEPTH, FILLED]]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a panel for each anode, in it one line for each capacity.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    anodes = list(numbers.groupby("anode", sort=False))
    panels = figure.subplots(1, len(anodes), sharex=True, sharey=True, squeeze=False)[0]
    for (anode, profiles), axes in zip(anodes, panels, strict=True):
        plated = list(profiles.groupby(PLATED))
        for (q, line), colour in zip(plated, page.in_order(len(plated)), strict=True):
            look = {"color": colour, "marker": "o", "markersize": 3, "clip_on": False}
            axes.plot(line[DEPTH], 100 * line[FILLED], label=f"{q:g}", **look)
        axes.set(title=anode, xlim=(0, None), ylim=(0, 100))
    panels[0].set_ylabel("filled share of the pores (%)")
    panels[len(panels) // 2].set_xlabel("depth, from separator to collector (µm)")
    figure.legend(
        *panels[0].get_legend_handles_labels(),
        title=page.readable("mA.h.cm-2\nfrom 0 V"),
        loc="outside right center",
        reverse=True,
    )


def _profile(solution, times):
    profile = analysis.deposit_profile(solution, list(times.values())).set_axis(
        list(times), axis="columns"
    )
    return (
        profile.rename_axis(DEPTH)
        .reset_index()
        .melt(DEPTH, var_name=PLATED, value_name=FILLED)
        .astype({PLATED: float})
    )
