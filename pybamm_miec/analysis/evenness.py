r"""Whether the host reacts evenly enough for a reduced model, and what the voltage is off otherwise.

    R = R_s + R_e,   P = (R_s^2 + R_e^2)/R,   Q = 2 R_s R_e/R                                       (1)
    Z_even = R/nu^2 + R/3                            an even reaction                              (2)
    Z_even - Z = P p + Q q                           by Newman and Tobias (1962), as it is          (3)
    p = 1/nu^2 + 1/3 - coth(nu)/nu,   q = 1/nu^2 - 1/6 - csch(nu)/nu                                (4)
    peak = nu max(R_s + R_e cosh nu, R_e + R_s cosh nu)/(R sinh nu)      largest over mean reaction (5)

Z is the resistance of a host with two rails and linear kinetics; R/nu^2 is the kinetics', and (3) starts as
nu^2 R/45 at most.  Even costs more than what the current chooses, so a SPMe sees too much overpotential.  A
SPM leaves out R/3 - (3), and all that lies before the host.
"""

import numpy as np
import pandas as pd

from pybamm_miec import vocabulary as v
from pybamm_miec.analysis._states import options_of
from pybamm_miec.errors import SolutionError

MODELS = ("SPM", "SPMe", "DFN")
SERIES = 0.05  # nu below which (4) is its first term: the next is 1e-3 of it
MARGIN = 1 / 3  # by which the errors may be more than expected
FLOWS = 1e-3  # of the largest current
CURRENT = "Current collector current density [A.m-2]"


def reduced_model_guard(solution, tolerance=5e-3) -> pd.DataFrame:
    """Return how evenly the host reacts, and what a reduced model is expected to miss of the voltage.

    Taken from the numbers of the linear limit at the current that flows, so it can be asked of a solution of
    the SPM or the SPMe itself, before a DFN is solved.  Where a host conducts only once there is metal in it
    the worst moment is before, which the largest of a cycle shows.

    Over a cycle of plating and stripping the voltage is off by less than expected, or by up to a third more
    (rms); `enough` allows for that.  Not in it: what the solver leaves, 0.1 mV at a relative tolerance of
    1e-4, and moments that are off by several times more, as a dip or the last of the lithium.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a model with a host, of any kind.
    tolerance : float
        What the voltage may be off [V].

    Returns
    -------
    pandas.DataFrame, shape (n, 6)
        Index "cycle", from 1 (the whole run if it has none; cycles that were not kept are left out); the
        largest of each while current flows: "reaction uniformity", the number nu at rest [-], and "at
        current" as the kinetics stand; "peak over mean" of the reaction over the depth [-]; "error of SPM
        [V]" and "error of SPMe [V]"; and "enough", the simplest of SPM, SPMe and DFN that is within
        `tolerance` though it may be off by a third more.  On a foil, which reacts in one plane, nu is 0.

    Raises
    ------
    SolutionError
        When the model has no host with metal in it, or `tolerance` is not above 0.
    """
    options = options_of(solution)
    if not tolerance > 0:
        raise SolutionError(f"'tolerance' is {tolerance!r}; give a voltage above 0, as 5e-3.")
    at, pores = options.host, options.metal_in_pores
    cycles = dict(enumerate(solution.cycles or [solution], start=1))
    rows = {n: _worst(cycle, at, pores) for n, cycle in cycles.items() if cycle is not None}
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("cycle")
    errors = table[[f"error of {model} [V]" for model in MODELS[:-1]]].to_numpy()
    within = np.column_stack([surely_within(errors, tolerance), np.ones(len(table), dtype=bool)])
    table["enough"] = np.array(MODELS)[within.argmax(axis=1)]
    return table


def surely_within(error, tolerance):
    """Return whether an expected error stays within a tolerance though it may be a third more.

    Parameters
    ----------
    error : array_like
        From :func:`reduced_model_guard` [V].
    tolerance : float
        [V].

    Returns
    -------
    array of bool
    """
    return (1 + MARGIN) * np.asarray(error) <= tolerance


def left_out(nu, R_s, R_e):
    """Return the resistance that an even reaction has too much, equation (3).

    Parameters
    ----------
    nu : array_like
        Number of Newman and Tobias at the current [-].
    R_s, R_e : array_like
        Resistance of the solid and of the electrolyte over the depth of the host [Ohm.m2].

    Returns
    -------
    array
        Per area of the cell [Ohm.m2].
    """
    nu, R = np.asarray(nu, dtype=float), np.asarray(R_s) + R_e
    x = np.maximum(nu, SERIES)
    far = np.exp(-x)  # cosh overflows for a host that hardly conducts
    coth, csch = (1 + far**2) / (1 - far**2), 2 * far / (1 - far**2)
    series = nu < SERIES
    p = np.where(series, nu**2 / 45, 1 / x**2 + 1 / 3 - coth / x)  # (4)
    q = np.where(series, -7 * nu**2 / 360, 1 / x**2 - 1 / 6 - csch / x)
    return ((np.square(R_s) + np.square(R_e)) * p + 2 * np.asarray(R_s) * R_e * q) / R  # (3)


def _peak(nu, R_s, R_e):
    """Largest reaction over its mean, equation (5)."""
    x = np.maximum(nu, SERIES)
    far = np.exp(-x)
    coth, csch = (1 + far**2) / (1 - far**2), 2 * far / (1 - far**2)
    ends = (R_s * csch + R_e * coth, R_e * csch + R_s * coth)
    return x * np.maximum(*ends) / (R_s + R_e)


def _worst(cycle, at, pores):
    current = np.abs(cycle[CURRENT].entries)
    flows = current >= FLOWS * np.max(current)
    nowhere = np.zeros(current.size)

    def read(quantity):
        return cycle[at.key(quantity)].entries

    R_s, R_b = read(v.R_s), read(v.R_b)
    R_e, nu, nu_j = (read(q) if pores else nowhere for q in (v.R_e, v.nu, v.nu_j))
    too_much = left_out(nu_j, R_s, R_e)
    missing = (R_s + R_e) / 3 - too_much + R_b
    found = {
        "reaction uniformity": nu,
        "at current": nu_j,
        "peak over mean": _peak(nu_j, R_s, R_e) if pores else nowhere + 1,
        "error of SPM [V]": current * missing,
        "error of SPMe [V]": current * too_much,
    }
    return {name: np.max(values[flows]) for name, values in found.items()}
