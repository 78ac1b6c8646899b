"""Where the metal sits in the host, and what its first nuclei cost."""

import numpy as np
import pandas as pd
from scipy.optimize import brentq, minimize_scalar

from pybamm_miec import vocabulary as v
from pybamm_miec.analysis._states import at_times, options_of, over_time, placement, within
from pybamm_miec.errors import SolutionError


def deposit_profile(solution, times=None) -> pd.DataFrame:
    """Return the filling of the pores over the depth of the host.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a model with a host.
    times : array_like, shape (m,), optional
        When [s]; the last moment if not given.

    Returns
    -------
    pandas.DataFrame, shape (n_x, m)
        Share of the pores that is filled [-], 0 empty, 1 full to the residual porosity.  Index "depth
        [um]", of the cell centres from the separator; columns the times [s].

    Raises
    ------
    SolutionError
        When the model has no host with metal in its pores, or a time lies outside of the run.
    """
    options = options_of(solution)
    if not options.metal_in_pores:
        raise SolutionError(
            "The solution is of a foil, which has no pores to fill; all its lithium is on the face."
        )
    at, times = options.host, within(solution, times)
    depth = solution[at.key(v.depth)].entries[:, 0] * 1e6
    profile = at_times(solution, at.key(v.fill), times)
    return pd.DataFrame(
        profile, index=pd.Index(depth, name="depth [um]"), columns=times
    ).sort_index()


def deposit_summary(solution, times=None) -> pd.DataFrame:
    """Return where the metal is, in a few numbers.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a model with a host.
    times : array_like, shape (m,), optional
        When [s]; the last moment if not given.

    Returns
    -------
    pandas.DataFrame, shape (m, 4)
        Index "time [s]"; "centroid" of the metal in the pores (0 at the separator, 1 at the collector;
        NaN without metal), "fill" of the pores [-], "share on face" of all metal [-] (NaN without), and
        "reaction uniformity", the number nu of Newman and Tobias (1962): below 1 the host reacts evenly,
        far above it only near one end.  A foil has no pores: NaN but for the share on its face.

    Raises
    ------
    SolutionError
        When the model has no host with metal in it, or a time lies outside of the run.
    """
    has_pores = options_of(solution).metal_in_pores
    of_pores = {"centroid": v.centroid, "fill": v.fill_av, "reaction uniformity": v.nu}
    read = over_time(
        solution,
        times,
        {"in pores": v.n_m, "on face": v.n_f}
        | {column: quantity if has_pores else None for column, quantity in of_pores.items()},
    )
    pores, face = read["in pores"], read["on face"]
    return pd.DataFrame(
        {
            "centroid": read["centroid"].where(pores > 0),
            "fill": read["fill"],
            "share on face": face / (pores + face).where(pores + face > 0),
            "reaction uniformity": read["reaction uniformity"],
        }
    )


def nucleation_overpotential(solution, plateau=0.25) -> float:
    """Return how far the voltage dips below its plateau when metal first forms.

    Stated procedure: the lowest voltage until the given charge of metal is there, below the voltage at
    that moment, both between the steps of the solver.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a half cell with a host, starting with a lithiation.
    plateau : float
        Metal per area at which the plateau is read [mA.h.cm-2].

    Returns
    -------
    float
        Plateau less dip [V]; 0 when the voltage only falls.

    Raises
    ------
    SolutionError
        When the cell is not a half cell with a host, or that much metal never forms.
    """
    at = placement(solution)
    if not at.is_terminal:
        raise SolutionError(
            "The solution is of a full cell, whose voltage holds the positive electrode's too; give one "
            "of a half cell."
        )
    metal, V, t = solution[at.key(v.q_metal)], solution["Voltage [V]"], solution.t
    reached = np.flatnonzero(metal.entries >= plateau)
    if not reached.size:
        raise SolutionError(
            f"The solution holds at most {metal.entries.max():.3g} mA.h.cm-2 of metal, less than the "
            f"{plateau!r} at which the plateau is read; plate more or give a smaller 'plateau'."
        )
    n = reached[0]
    end = brentq(lambda t: float(metal(t)) - plateau, t[n - 1], t[n]) if n else t[0]
    k = np.argmin(V.entries[: max(n, 1)])
    return float(V(end)) - min(_least(V, t[max(k - 1, 0)], min(t[k + 1], end)), float(V(end)))


def _least(V, first, last):
    """The least of a variable between two times, of what the solver has between its steps."""
    found = minimize_scalar(lambda t: float(V(t)), bounds=(first, last), method="bounded")
    return found.fun
