"""What a cyclic voltammogram shows: its sweeps, their peaks and their charge."""

import numpy as np
import pandas as pd
from scipy.signal import find_peaks

from pybamm_miec.analysis._states import PER_AREA, area, placement
from pybamm_miec.errors import SolutionError

CYCLE, DIRECTION = "cycle", "direction"
POTENTIAL, CURRENT, CHARGE = "potential [V]", "current [mA.cm-2]", "charge [mA.h.cm-2]"
PROMINENCE = "prominence [mA.cm-2]"
STRAIGHT = 1e-4  # of a sweep: how far its voltage may be off a straight line in time


def voltammogram(solution) -> pd.DataFrame:
    """Return current over potential, sweep by sweep.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a half cell with a host; steps whose voltage is no ramp are left out.

    Returns
    -------
    pandas.DataFrame
        "cycle" of the experiment, from 1; "direction", "cathodic" or "anodic"; "potential [V]";
        "current [mA.cm-2]", per area of the cell, anodic positive.

    Raises
    ------
    SolutionError
        When the model has no host with metal, the cell is a full cell, or no step is a voltage ramp.
    """
    return pd.concat(
        [
            pd.DataFrame({CYCLE: n, DIRECTION: direction, POTENTIAL: V, CURRENT: i})
            for n, direction, V, i, _ in _sweeps(solution)
        ],
        ignore_index=True,
    )


def voltammogram_peaks(solution, prominence=0.05) -> pd.DataFrame:
    """Return the peaks of a voltammogram.

    Stated procedure: in each sweep, the local extrema of the current over the potential, inside of the sweep;
    no baseline is taken off; the place and the height of one are those of the parabola through its top three
    points.  One counts when it stands out of its surroundings by a share of the largest current of its sweep.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a half cell with a host.
    prominence : float
        That share [-].

    Returns
    -------
    pandas.DataFrame
        In the order in which they are passed: "cycle", "direction", "potential [V]", "current [mA.cm-2]"
        (anodic positive) and "prominence [mA.cm-2]".

    Raises
    ------
    SolutionError
        As from :func:`voltammogram`.
    """
    found = []
    for n, direction, V, i, _ in _sweeps(solution):
        height = i if direction == "anodic" else -i
        tops, stands = find_peaks(height, prominence=prominence * np.abs(i).max())
        for top, above in zip(tops, stands["prominences"], strict=True):
            near = slice(top - 1, top + 2)
            volts, current = vertex(V[near], i[near])
            found.append((n, direction, volts, current, above))
    return pd.DataFrame(found, columns=[CYCLE, DIRECTION, POTENTIAL, CURRENT, PROMINENCE])


def sweep_charges(solution) -> pd.DataFrame:
    """Return the charge that passes in each sweep: the area under it over the scan rate.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a half cell with a host.

    Returns
    -------
    pandas.DataFrame
        "cycle", "direction" and "charge [mA.h.cm-2]", anodic positive.

    Raises
    ------
    SolutionError
        As from :func:`voltammogram`.
    """
    rows = [(n, direction, charge) for n, direction, _, _, charge in _sweeps(solution)]
    return pd.DataFrame(rows, columns=[CYCLE, DIRECTION, CHARGE])


def _sweeps(solution):
    """Cycle, direction, potential, current density and charge of each ramp."""
    at = placement(solution)
    if not at.is_terminal:
        raise SolutionError(
            "The solution is of a full cell, whose voltage is not the potential of its host; give one of a "
            "half cell."
        )
    cell, found = area(solution), []
    for n, cycle in enumerate(solution.cycles or [], start=1):
        for step in getattr(cycle, "steps", None) or []:
            V = step["Voltage [V]"].entries
            if not _is_ramp(step.t, V):
                continue
            direction = "cathodic" if V[-1] < V[0] else "anodic"
            i = -PER_AREA * step["Current [A]"].entries / cell
            passed = step["Discharge capacity [A.h]"].entries
            found.append((n, direction, V, i, -PER_AREA * (passed[-1] - passed[0]) / cell))
    if not found:
        raise SolutionError(
            "The solution holds no step whose voltage is a ramp; solve an experiment of "
            "pybamm_miec.experiments.cyclic_voltammetry, with all of its steps kept."
        )
    return found


def _is_ramp(t, V):
    line = V[0] + (V[-1] - V[0]) * (t - t[0]) / (t[-1] - t[0])
    return t.size > 2 and np.max(np.abs(V - line)) < STRAIGHT * abs(V[-1] - V[0])


def vertex(V, i):
    """Return the top of the parabola through three points.

    Parameters
    ----------
    V, i : numpy.ndarray, shape (3,)
        Potential [V] and current [mA.cm-2].

    Returns
    -------
    tuple of float
        Potential [V] and current [mA.cm-2].
    """
    middle = V[1]
    a, b, c = np.polyfit(V - middle, i, 2)
    shift = -b / (2 * a)
    return middle + shift, c + b * shift / 2
