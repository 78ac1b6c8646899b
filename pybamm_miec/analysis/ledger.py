"""Where the lithium is, and what is unaccounted for."""

import pandas as pd
import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.analysis._states import PER_AREA, area, ends_of_cycles, over_time, placement
from pybamm_miec.submodels import STOCKS

_SALT = "Total lithium in electrolyte [mol]"


def lithium_ledger(solution) -> pd.DataFrame:
    """Return the lithium of the cell, stock by stock, at the start and at the end of each cycle.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a model with a host.

    Returns
    -------
    pandas.DataFrame, shape (n + 1, 14 or 15)
        Index "cycle", 0 at the start; all in mA.h.cm-2.  The host's stocks ("in host", "metal in
        pores", "metal on face", "isolated", "in SEI", "trapped", "in first film", "in film on metal", and
        "on walls" as charge of the double layer, of which only the change has a meaning, and "in lost active
        material", grains that PyBaMM's "loss of active material" takes out of use), "charge in" (net,
        through the terminal, since the start) and "unaccounted", the growth of the stocks less the charge;
        "salt" in the electrolyte, with what metal has displaced, and "salt lost"; in a full cell also
        "other electrode unaccounted", the same difference for the positive electrode, with its SEI, plated
        lithium, lost active material and double layer.  All that is unaccounted is round-off, but where
        active material is lost: lithium in the grains that are left is a product of two states, their
        share and its concentration, and an integrator keeps sums only.  A cell that loses 0.6 % of a cathode
        of 1 mA.h.cm-2 in five cycles has 2e-5 mA.h.cm-2 unaccounted with rtol=1e-5, 1e-7 with
        rtol=1e-6 and atol=1e-10.

    Raises
    ------
    SolutionError
        When the model has no host with metal in it.
    """
    at = placement(solution)
    F = pybamm.constants.F.value
    to_areal = F / 3600 * PER_AREA / area(solution)
    held = {stock.place: stock.held for stock in STOCKS}
    names = [*map(at.key, (*held.values(), v.n_all, v.Q)), _SALT]
    other = at.across.key(v.n_all)
    if not at.is_terminal:
        names.append(other)
    ends = ends_of_cycles(solution, names)
    ledger = pd.DataFrame(
        {column: ends[at.key(stock)] * to_areal for column, stock in held.items()}
    )
    charge = _growth(ends[v.Q.key]) * 3600 / F
    ledger["charge in"] = at.lithiation_sign * charge * to_areal
    ledger["unaccounted"] = _growth(ends[at.key(v.n_all)]) * to_areal - ledger["charge in"]
    ledger["salt"] = ends[_SALT] * to_areal
    ledger["salt lost"] = -_growth(ends[_SALT]) * to_areal
    if not at.is_terminal:
        ledger["other electrode unaccounted"] = (_growth(ends[other]) - charge) * to_areal
    return ledger


def lithium_stocks(solution) -> pd.DataFrame:
    """Return where the lithium of the host is, at each time of a solution.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a model with a host.

    Returns
    -------
    pandas.DataFrame, shape (m, 10)
        Index "time [s]"; the host's stocks, as in :func:`lithium_ledger` [mA.h.cm-2].

    Raises
    ------
    SolutionError
        When the model has no host with metal in it.
    """
    held = over_time(solution, solution.t, {stock.place: stock.held for stock in STOCKS})
    return held * (pybamm.constants.F.value / 3600 * PER_AREA / area(solution))


def cyclable_lithium(solution) -> pd.Series:
    """Return the lithium in the grains of the porous electrodes and as metal, at each time of a solution.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a model with a host.

    Returns
    -------
    pandas.Series, shape (m,)
        Index "time [s]" [mA.h.cm-2].

    Raises
    ------
    SolutionError
        When the model has no host with metal in it.
    """
    return over_time(solution, solution.t, {"cyclable": v.Q_cyc})["cyclable"] * (
        PER_AREA / area(solution)
    )


def _growth(stock):
    return stock - stock[0]
