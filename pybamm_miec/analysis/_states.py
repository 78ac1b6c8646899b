"""States of a solution, at the ends of cycles or at given times."""

import numpy as np
import pandas as pd
import pybamm

from pybamm_miec.errors import SolutionError
from pybamm_miec.models.summary import change_in
from pybamm_miec.options import HostOptions
from pybamm_miec.placement import Placement

AREA = "Electrode area [m2]"
PER_AREA = 0.1  # A.h.m-2 to mA.h.cm-2


def options_of(solution) -> HostOptions:
    """Return the options of a solution's model.

    Raises
    ------
    SolutionError
        When the model has no host with metal in it.
    """
    model = solution.all_models[0]
    if AREA not in model.variables:
        raise SolutionError(
            f"The solution is of {model.name!r}, which has no host with lithium metal; solve a model "
            "of pybamm_miec with 'lithium metal' other than 'none'."
        )
    return model.options


def placement(solution) -> Placement:
    """Return where the host sits in a solution's model; raises as :func:`options_of`."""
    return options_of(solution).host


def ends_of_cycles(solution, names) -> pd.DataFrame:
    """Return named variables at the start (row 0) and at the end of each cycle.

    Parameters
    ----------
    solution : pybamm.Solution
        With cycles, or the whole run counts as one.
    names : list of str
        Variables that have one value at a time.

    Returns
    -------
    pandas.DataFrame, shape (n + 1, len(names))
        Index "cycle", 0 to n.
    """
    table = {name: _ends(solution, name) for name in names}
    return pd.DataFrame(table).rename_axis("cycle")


def of_cycles(solution, names) -> pd.DataFrame:
    """Return named summary variables of each cycle.

    Parameters
    ----------
    solution : pybamm.Solution
        With cycles, or the whole run counts as one.
    names : list of str
        Summary variables, as they are or their change.

    Returns
    -------
    pandas.DataFrame, shape (n, len(names))
        Index "cycle", 1 to n.
    """
    summary = _summary(solution)
    table = pd.DataFrame({name: np.atleast_1d(summary[name]) for name in names})
    return table.set_axis(table.index + 1).rename_axis("cycle")


def area(solution) -> float:
    """Return the area of the electrode [m2]."""
    return float(_ends(solution, AREA)[0])


def within(solution, times=None) -> np.ndarray:
    """Return `times` as an array, or the last moment if there are none.

    Raises
    ------
    SolutionError
        When one lies outside of the run.
    """
    first, last = solution.t[0], solution.t[-1]
    times = np.atleast_1d(last if times is None else times).astype(float)
    outside = times[(times < first) | (times > last)]
    if outside.size:
        raise SolutionError(
            f"'times' has {outside[0]:g} s, outside of the run from {first:g} to {last:g} s."
        )
    return times


def at_times(solution, name, times) -> np.ndarray:
    """Return a variable at some times, at the cell centres, without PyBaMM's interpolation in space."""
    entries = solution[name].entries
    return np.apply_along_axis(lambda row: np.interp(times, solution.t, row), -1, entries)


def over_time(solution, times, quantities) -> pd.DataFrame:
    """Return variables that have one value at a time, at some times.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a model with a host.
    times : array_like, shape (m,), optional
        When [s]; the last moment if not given.
    quantities : dict of Quantity
        By column; None where the model has no such variable.

    Returns
    -------
    pandas.DataFrame, shape (m, len(quantities))
        Index "time [s]"; NaN for what there is not.

    Raises
    ------
    SolutionError
        When the model has no host with metal in it, or a time lies outside of the run.
    """
    at, times = placement(solution), within(solution, times)
    nowhere = np.full(times.size, np.nan)
    return pd.DataFrame(
        {
            column: nowhere if quantity is None else at_times(solution, at.key(quantity), times)
            for column, quantity in quantities.items()
        },
        index=pd.Index(times, name="time [s]"),
    )


def _ends(solution, name):
    summary = _summary(solution)
    last, change = (np.atleast_1d(summary[n]) for n in (name, change_in(name)))
    return np.array([last[0] - change[0], *last])


def _summary(solution):
    summary = solution.summary_variables
    return pybamm.SummaryVariables(solution) if summary is None else summary
