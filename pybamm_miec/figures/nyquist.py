"""Impedance of LLTO with and without nanotubes, in the complex plane (Fig. S4a-b)."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from pybamm_miec.figures import page

ANODE, STATE, FREQUENCY = "anode", "state", "frequency [Hz]"
REAL, IMAGINARY = "real [Ohm]", "imaginary [Ohm]"
END = "arc ends"
LOOKS = ((page.GREY, 3.2), (page.BLUE, 1.2))  # broad below narrow: they may coincide
BEYOND = 1.25  # times the wider arc: what of the tail is shown


def compute(
    spectra: dict[tuple[str, str], pd.DataFrame], ends: dict[tuple[str, str], float]
) -> pd.DataFrame:
    """Return the spectra, and where the arcs that are read off end.

    Parameters
    ----------
    spectra : dict of pandas.DataFrame
        By anode and state, from :func:`pybamm_miec.analysis.impedance`.
    ends : dict of float
        By anode and state, frequency at which the arc is taken to end [Hz]; without those that don't close.

    Returns
    -------
    pandas.DataFrame
        "anode", "state", "frequency [Hz]", "real [Ohm]", "imaginary [Ohm]", "arc ends" (True at
        the frequency that is nearest to the end).
    """
    return pd.concat(
        [
            spectrum.reset_index().assign(
                **{ANODE: anode, STATE: state, END: _nearest(spectrum, ends.get((anode, state)))}
            )
            for (anode, state), spectrum in spectra.items()
        ],
        ignore_index=True,
    )[[ANODE, STATE, FREQUENCY, REAL, IMAGINARY, END]]


def _nearest(spectrum, end):
    f = spectrum.index.to_numpy()
    return f == (None if end is None else f[np.argmin(np.abs(np.log(f / end)))])


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw a panel for each anode, in it a line for each state, both axes to the same scale.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    anodes = list(numbers[ANODE].unique())
    panels = figure.subplots(1, len(anodes), squeeze=False)[0]
    for anode, axes in zip(anodes, panels, strict=True):
        here = numbers[numbers[ANODE] == anode]
        unit, per = ("kΩ", 1e-3) if here[REAL].max() > 1e4 else ("Ω", 1.0)
        for (state, line), (colour, width) in zip(
            here.groupby(STATE, sort=False), LOOKS, strict=False
        ):
            look = {"color": colour, "linewidth": width, "label": state}
            axes.plot(per * line[REAL], -per * line[IMAGINARY], **look)
            end = line[line[END]]
            axes.plot(per * end[REAL], -per * end[IMAGINARY], "o", color=colour, markersize=7)
        closed = here[here[END]][REAL]
        reach = per * BEYOND * (closed.max() if len(closed) else here[REAL].max())
        axes.set(title=anode, xlim=(0, reach), ylim=(0, reach), aspect="equal")
        axes.set(xlabel=f"Re Z ({unit})", ylabel=f"-Im Z ({unit})")
    panels[0].plot([], [], "o", color=page.GREY, markersize=7, label="end of the arc")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=len(labels))
