"""What the SPM and the SPMe miss of a cycle of the DFN, over the current and what the host conducts.

Voltages are compared in each step at the same time since its start, over what both models have of it but its
last hundredth: there the voltage rises within seconds, and a rise that is early or late is in the efficiency.
"""

import numpy as np
import pandas as pd
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from pybamm_miec import analysis

MODELS, FULL = ("SPM", "SPMe"), "DFN"
MODEL, CURRENT, SCALE = "model", "current density [mA.cm-2]", "conductivity over the set's [-]"
RMS, LARGEST, EFFICIENCY = "voltage, rms [mV]", "voltage, largest [mV]", "coulombic efficiency [%]"
EXPECTED, VERDICT, TIME = "expected [mV]", "enough by guard", "time over DFN's [-]"
STEPS = 2  # of a cycle: plating and stripping
END, POINTS = 0.99, 2000
PANELS = {
    RMS: ("voltage, rms (mV)", LogNorm(0.1, 1000)),
    EFFICIENCY: ("coulombic efficiency (% points)", LogNorm(0.001, 10)),
}
DARK = 0.55  # of the colours, above which a number is printed white


def compute(solutions: dict, seconds: dict, tolerance: float = 5e-3) -> pd.DataFrame:
    """Return the errors of a cycle, what the guard said of it, and the speed.

    Parameters
    ----------
    solutions : dict of pybamm.Solution or None
        By model ("SPM", "SPMe" or "DFN"), current density [mA.cm-2] and factor on the conductivity [-];
        their first cycles plate and strip.  None for a run that could not begin.
    seconds : dict of float
        What each run took [s].
    tolerance : float
        Of the voltage, as the guard is asked of the SPM's solution [V].

    Returns
    -------
    pandas.DataFrame
        "model" ("SPM" or "SPMe"), "current density [mA.cm-2]", "conductivity over the set's [-]", "voltage,
        rms [mV]" and "voltage, largest [mV]" off the DFN's, "coulombic efficiency [%]" off it, all NaN where
        one of the two did not end its cycle; "expected [mV]" by the guard, "enough by guard" (bool), and
        "time over DFN's [-]".
    """
    points = [(c, s) for model, c, s in solutions if model == FULL]
    rows = [
        _row(model, point, solutions, seconds, tolerance) for model in MODELS for point in points
    ]
    return pd.DataFrame(rows)


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw both errors of both models as tables of colours, framed where the guard says a model is enough.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    axes = figure.subplots(len(PANELS), len(MODELS), sharex=True, sharey=True)
    for row, (name, (label, norm)) in zip(axes, PANELS.items(), strict=True):
        for model, panel in zip(MODELS, row, strict=True):
            shades = _panel(panel, numbers[numbers[MODEL] == model], name, norm)
        figure.colorbar(shades, ax=row, label=label, extend="both")
        row[0].set_ylabel("conductivity over the set's")
    for model, top, bottom in zip(MODELS, *axes, strict=True):
        times = numbers.loc[numbers[MODEL] == model, TIME].dropna()
        top.set_title(f"{model}: {times.median():.2f} of the DFN's time")
        bottom.set_xlabel("current density (mA cm⁻²)")
    figure.legend(
        handles=[Rectangle((0, 0), 1, 1, fill=False, linewidth=2, label="enough by the guard")],
        loc="outside lower center",
    )


def _row(model, point, solutions, seconds, tolerance):
    ours, exact, spm = (solutions[(kind, *point)] for kind in (model, FULL, MODELS[0]))
    row = dict(zip((MODEL, CURRENT, SCALE), (model, *point), strict=True))
    row |= dict.fromkeys((RMS, LARGEST, EFFICIENCY, EXPECTED, TIME), np.nan) | {VERDICT: False}
    if spm is not None:
        guard = analysis.reduced_model_guard(spm, tolerance).iloc[0]
        expected = guard[f"error of {model} [V]"]
        row |= {
            EXPECTED: expected * 1e3,
            VERDICT: bool(analysis.surely_within(expected, tolerance)),
        }
    if _ended(ours) and _ended(exact):
        off = _voltage_off(ours, exact)
        efficiencies = [
            analysis.coulombic_efficiency(s)["coulombic efficiency [%]"].iloc[0]
            for s in (ours, exact)
        ]
        row |= {
            RMS: np.sqrt(np.mean(off**2)),
            LARGEST: np.max(np.abs(off)),
            EFFICIENCY: abs(efficiencies[0] - efficiencies[1]),
            TIME: seconds[(model, *point)] / seconds[(FULL, *point)],
        }
    return row


def _ended(solution):
    return solution is not None and len(solution.cycles[0].steps) == STEPS


def _voltage_off(ours, exact):
    """Difference of the voltages, at even times of each step, which all last about the same [mV]."""
    off = []
    for pair in zip(ours.cycles[0].steps, exact.cycles[0].steps, strict=True):
        times = np.linspace(0, END * min(step.t[-1] - step.t[0] for step in pair), POINTS)
        ours_is, exact_is = (step["Voltage [V]"](step.t[0] + times) for step in pair)
        off.append((ours_is - exact_is) * 1e3)
    return np.concatenate(off)


def _panel(axes, numbers, name, norm):
    table = numbers.pivot(index=SCALE, columns=CURRENT, values=name)
    enough = numbers.pivot(index=SCALE, columns=CURRENT, values=VERDICT)
    shades = axes.pcolormesh(table, norm=norm, cmap="Blues", edgecolor="white")
    axes.set_facecolor("#DDDDDD")
    for (y, x), value in np.ndenumerate(table.to_numpy()):
        dark = np.isfinite(value) and norm(value) > DARK
        text = f"{value:.2g}" if value < 100 else f"{value:.0f}"
        if value < norm.vmin:
            text = f"<{norm.vmin:g}"
        axes.text(
            x + 0.5,
            y + 0.5,
            text if np.isfinite(value) else "ends",
            ha="center",
            va="center",
            fontsize=8,
            color="white" if dark else "black",
        )
        if enough.to_numpy()[y, x]:
            axes.add_patch(Rectangle((x + 0.06, y + 0.06), 0.88, 0.88, fill=False, linewidth=2))
    axes.set_xticks(np.arange(table.shape[1]) + 0.5, [f"{c:g}" for c in table.columns])
    axes.set_yticks(np.arange(table.shape[0]) + 0.5, [f"{s:g}" for s in table.index])
    return shades
