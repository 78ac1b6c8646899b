"""Coulombic efficiency and where the rest went, cycle by cycle."""

import pandas as pd

from pybamm_miec import vocabulary as v
from pybamm_miec.analysis._states import PER_AREA, area, of_cycles, placement
from pybamm_miec.models.summary import change_in
from pybamm_miec.submodels import STOCKS


def coulombic_efficiency(solution) -> pd.DataFrame:
    """Return what went into the host and what came out again.

    In a half cell, delithiation over lithiation; in a full cell, discharge over charge: both are what the
    host gives back over what it took.  These are the model's summary variables, of the charge at the ends of
    cycles, so the same whatever part of the solution was kept.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a model with a host.

    Returns
    -------
    pandas.DataFrame, shape (n, 3)
        Index "cycle", from 1; columns "lithiation [mA.h.cm-2]", "delithiation [mA.h.cm-2]",
        "coulombic efficiency [%]" (NaN for a cycle that took nothing).

    Raises
    ------
    SolutionError
        When the model has no host with metal in it.
    """
    placement(solution)
    lithiation, delithiation = map(change_in, (v.Q_in.key, v.Q_out.key))
    table = of_cycles(solution, [lithiation, delithiation, v.CE.key])
    per_area = PER_AREA / area(solution)
    return pd.DataFrame(
        {
            "lithiation [mA.h.cm-2]": table[lithiation] * per_area,
            "delithiation [mA.h.cm-2]": table[delithiation] * per_area,
            "coulombic efficiency [%]": table[v.CE.key],
        }
    )


def loss_shares(solution) -> pd.DataFrame:
    """Return what each cycle left in the host, stock by stock, as shares of what it lithiated.

    A row adds up to 100 less the coulombic efficiency.  A stock that gave lithium back counts as less than
    nothing: what was left by the cycles before, or the charge of a double layer.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a model with a host.

    Returns
    -------
    pandas.DataFrame, a column a stock
        Index "cycle", from 1; columns named as in :func:`lithium_ledger`, all in % of the lithiation of the
        cycle (NaN for one that took nothing).

    Raises
    ------
    SolutionError
        When the model has no host with metal in it.

    See Also
    --------
    coulombic_efficiency : what they add up to.
    """
    placement(solution)
    shares = {stock.share: stock.place for stock in STOCKS}
    return of_cycles(solution, list(shares)).rename(columns=shares)
