"""Where the metal sits in the host, and what its first nuclei cost."""

import numpy as np
import pandas as pd

from pybamm_miec import vocabulary as v
from pybamm_miec.analysis._cycles import placement
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
        When the model has no host with metal in it, or a time lies outside of the run.
    """
    at = placement(solution)
    times = _times(solution, times)
    depth = solution[at.key(v.depth)].entries[:, 0] * 1e6
    profile = _at_times(solution, at.key(v.fill), times)
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
    pandas.DataFrame, shape (m, 3)
        Index "time [s]"; "centroid" of the metal in the pores (0 at the separator, 1 at the collector;
        NaN without metal), "fill" of the pores [-] and "share on face" of all metal [-] (NaN without).

    Raises
    ------
    SolutionError
        When the model has no host with metal in it, or a time lies outside of the run.
    """
    at = placement(solution)
    times = _times(solution, times)
    names = (v.centroid, v.fill_av, v.n_m, v.n_f)
    centroid, fill, pores, face = (_at_times(solution, at.key(n), times) for n in names)
    metal = np.where(pores + face > 0, pores + face, np.nan)
    return pd.DataFrame(
        {
            "centroid": np.where(pores > 0, centroid, np.nan),
            "fill": fill,
            "share on face": face / metal,
        },
        index=pd.Index(times, name="time [s]"),
    )


def nucleation_overpotential(solution, plateau=0.25) -> float:
    """Return how far the voltage dips below its plateau when metal first forms.

    Stated procedure: the lowest voltage until the given charge of metal is there, below the voltage at
    that moment.

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
    metal = solution[at.key(v.q_metal)].entries
    V = solution["Voltage [V]"].entries
    reached = np.flatnonzero(metal >= plateau)
    if not reached.size:
        raise SolutionError(
            f"The solution holds at most {metal.max():.3g} mA.h.cm-2 of metal, less than the "
            f"{plateau!r} at which the plateau is read; plate more or give a smaller 'plateau'."
        )
    return float(V[reached[0]] - V[: reached[0] + 1].min())


def _times(solution, times):
    first, last = solution.t[0], solution.t[-1]
    times = np.atleast_1d(last if times is None else times).astype(float)
    outside = times[(times < first) | (times > last)]
    if outside.size:
        raise SolutionError(
            f"'times' has {outside[0]:g} s, outside of the run from {first:g} to {last:g} s."
        )
    return times


def _at_times(solution, name, times):
    """Values at the cell centres, without PyBaMM's interpolation in space."""
    entries = solution[name].entries
    return np.apply_along_axis(lambda row: np.interp(times, solution.t, row), -1, entries)
