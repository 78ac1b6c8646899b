"""The first discharge of each anode, and how far the voltage dips when metal starts (Fig. 4a)."""

import numpy as np
import pandas as pd
import pybamm
from matplotlib.figure import Figure

from pybamm_miec import analysis
from pybamm_miec import vocabulary as v
from pybamm_miec.figures import page

CAPACITY, SINCE, VOLTAGE = "capacity [mA.h.cm-2]", "capacity since 0 V [mA.h.cm-2]", "voltage [V]"
PLATEAU, MODEL, PAPER = "plateau [V]", "dip [mV]", "dip in the paper [mV]"
FIRST = 2e-7  # [mA.h.cm-2] since 0 V, from where the second panel shows it
EARLY = 0.1  # [mA.h.cm-2] since 0 V: metal has started everywhere, and no pore is full


def compute(
    solutions: dict[str, pybamm.Solution],
    current_density: float,
    plateau: float,
    paper: dict[str, float],
) -> pd.DataFrame:
    """Return voltage over capacity.

    Parameters
    ----------
    solutions : dict of pybamm.Solution
        Platings by anode: of one cycle that is at 0 V after the first step and plated after the second.
    current_density : float
        Of both [mA.cm-2].
    plateau : float
        Metal per area at which the plateau is read [mA.h.cm-2].
    paper : dict of float
        By anode, how far the voltage dips below its plateau in the paper [mV].

    Returns
    -------
    pandas.DataFrame
        "anode", "capacity [mA.h.cm-2]" since rest, "capacity since 0 V [mA.h.cm-2]", "voltage [V]", and, the
        same for all of an anode, "plateau [V]", "dip [mV]" and "dip in the paper [mV]".
    """
    return pd.concat(
        [
            _discharge(solution, current_density, plateau).assign(anode=a, **{PAPER: paper[a]})
            for a, solution in solutions.items()
        ],
        ignore_index=True,
    )[["anode", CAPACITY, SINCE, VOLTAGE, PLATEAU, MODEL, PAPER]]


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw all anodes twice: the whole range, and from 0 V on.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    whole, near = figure.subplots(1, 2, width_ratios=(2, 3))
    for (anode, line), colour in zip(
        numbers.groupby("anode", sort=False), page.APART, strict=False
    ):
        whole.plot(line[CAPACITY], line[VOLTAGE], color=colour)
        after = line[line[SINCE] > FIRST]
        dip, paper, rest = (after[name].iloc[0] for name in (MODEL, PAPER, PLATEAU))
        near.plot(
            after[SINCE],
            1000 * after[VOLTAGE],
            color=colour,
            label=f"{anode}: {dip:.0f} mV (paper: {paper:g})",
        )
        early = after[after[SINCE] < EARLY]
        lowest = early.loc[early[VOLTAGE].idxmin(), SINCE]
        near.plot(lowest, 1000 * rest - paper, "o", color=colour, markerfacecolor="white")
    near.plot([], [], "o", color=page.GREY, markerfacecolor="white", label="the paper's dip")
    whole.set(xlabel="capacity since rest (mA h cm⁻²)", ylabel="voltage (V)")
    whole.set_title("First discharge")
    near.set(xscale="log", xlabel="capacity since 0 V (mA h cm⁻²)", ylabel="voltage (mV)")
    near.set_title("After 0 V, and the dip below the plateau")
    near.legend(loc="lower center")


def _discharge(solution, current_density, plateau):
    before, plating = solution.cycles[0].steps[:2]
    hours = np.concatenate([before.t, plating.t]) / 3600
    since = hours - plating.t[0] / 3600
    voltage = np.concatenate([step["Voltage [V]"].entries for step in (before, plating)])
    metal = solution[solution.all_models[0].options.host.key(v.q_metal)].entries
    rest = solution["Voltage [V]"].entries[np.flatnonzero(metal >= plateau)[0]]
    return pd.DataFrame(
        {
            CAPACITY: current_density * hours,
            SINCE: current_density * since,
            VOLTAGE: voltage,
            PLATEAU: rest,
            MODEL: 1000 * analysis.nucleation_overpotential(solution, plateau),
        }
    )
