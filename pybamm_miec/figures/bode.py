"""Impedance of LLTO with and without nanotubes, over frequency (Fig. S4a-b)."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from pybamm_miec.figures import page

ANODE, STATE, FREQUENCY = "anode", "state", "frequency [Hz]"
BROAD_TO_NARROW = (4.0, 1.2)  # of the states, so that one sees where they coincide
MODULUS, PHASE = "modulus [Ohm]", "phase [deg]"


def compute(spectra: dict[tuple[str, str], pd.DataFrame]) -> pd.DataFrame:
    """Return modulus and phase.

    Parameters
    ----------
    spectra : dict of pandas.DataFrame
        By anode and state, from :func:`pybamm_miec.analysis.impedance`.

    Returns
    -------
    pandas.DataFrame
        "anode", "state", "frequency [Hz]", "modulus [Ohm]", "phase [deg]".
    """
    parts = []
    for (anode, state), spectrum in spectra.items():
        Z = spectrum["real [Ohm]"].to_numpy() + 1j * spectrum["imaginary [Ohm]"].to_numpy()
        parts.append(
            pd.DataFrame(
                {
                    ANODE: anode,
                    STATE: state,
                    FREQUENCY: spectrum.index,
                    MODULUS: np.abs(Z),
                    PHASE: np.degrees(np.angle(Z)),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def draw(numbers: pd.DataFrame, figure: Figure) -> None:
    """Draw the modulus left and the phase right, in them a line for each anode and state.

    Parameters
    ----------
    numbers : pandas.DataFrame
        From :func:`compute`.
    figure : matplotlib.figure.Figure
        Empty.
    """
    modulus, phase = figure.subplots(1, 2)
    lines = numbers.groupby([ANODE, STATE], sort=False)
    colours = dict(zip(numbers[ANODE].unique(), page.APART, strict=False))
    states = dict(zip(numbers[STATE].unique(), BROAD_TO_NARROW, strict=False))
    for (anode, state), line in lines:
        look = {"color": colours[anode], "linewidth": states[state], "label": f"{anode}, {state}"}
        look["alpha"] = 0.5 if states[state] == BROAD_TO_NARROW[0] else 1.0
        modulus.loglog(line[FREQUENCY], line[MODULUS], **look)
        phase.semilogx(line[FREQUENCY], -line[PHASE], **look)
    for axes in (modulus, phase):
        axes.set_xlabel("frequency (Hz)")
    modulus.set_ylabel("|Z| (Ω)")
    phase.set(ylabel="-phase (°)", ylim=(0, 90), yticks=range(0, 91, 15))
    modulus.legend()
