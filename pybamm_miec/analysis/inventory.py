"""Lithium that a full cell can cycle, what of it is in reserve, and what it has lost."""

import pandas as pd

from pybamm_miec import vocabulary as v
from pybamm_miec.analysis._states import PER_AREA, area, ends_of_cycles, placement
from pybamm_miec.balance.electrodes import MAH_PER_CM2, electrodes
from pybamm_miec.errors import SolutionError
from pybamm_miec.submodels import STOCKS

USABLE = (v.n_h, v.n_m, v.n_f)  # stocks that are no loss
LAM = "Loss of active material in positive electrode [%]"


def inventory(solution, values) -> pd.DataFrame:
    """Return the lithium of a full cell that can be cycled, its reserve and its losses, cycle by cycle.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a full cell with a host.
    values : pybamm.ParameterValues
        That it was solved with: where the cathode is at the limits follows from its potential.

    Returns
    -------
    pandas.DataFrame, shape (n + 1, 13)
        Index "cycle", 0 at the start; but for "N/P" [-] all in mA.h.cm-2.  "cyclable": in the grains of both
        electrodes and as metal; "cathode capacity": between the open-circuit voltages at 0 and 100 %, against
        lithium, of the grains that are left; "reserve": what is cyclable beyond a cathode at 0 %, of which
        the host may hold some that it gives only below the cell's lower limit, and below zero what the
        cathode lacks; "N/P" as it stands, of these two.  Then what has been lost since the start: "isolated",
        "in SEI", "trapped", "in first film", "in film on metal", "on walls" as charge of the host's double
        layer, "in lost active material", all of the host, "at other electrode", and "unaccounted", the
        lithium less that is cyclable less these: round-off, and where active material is lost the
        integrator's tolerance, as in :func:`pybamm_miec.analysis.lithium_ledger`.

    Raises
    ------
    SolutionError
        When the model has no host with metal in it, or is of a half cell, whose counter electrode has no end.

    Examples
    --------
    A cell that has just been built has the N/P that it was designed with:

    >>> import pybamm
    >>> import pybamm_miec as miec
    >>> values = pybamm.ParameterValues("Lin2025_Cu")
    >>> values = miec.design(values, n_to_p=2, cathode_capacity=1)
    >>> model = miec.SPM.of("Cu", cell="full")
    >>> solution = pybamm.Simulation(model, parameter_values=values).solve([0, 1])
    >>> round(float(miec.analysis.inventory(solution, values)["N/P"][0]), 6)
    2.0
    """
    at = placement(solution)
    if at.is_terminal:
        raise SolutionError(
            "The solution is of a half cell, whose counter electrode never runs out of lithium; give one of "
            "a full cell, or read its losses off lithium_ledger."
        )
    cathode = electrodes(values, options=solution.all_models[0].options).cathode
    y_0, y_100 = cathode.window
    losses = {stock.place: at.key(stock.held) for stock in STOCKS if stock.held not in USABLE}
    names = [*losses.values(), *map(at.key, USABLE), at.across.key(v.n_all), v.Q_cyc.key, LAM]
    ends = ends_of_cycles(solution, names)
    left = (1 - ends[LAM] / 100) * cathode.full / MAH_PER_CM2
    cyclable = ends[v.Q_cyc.key] * PER_AREA / area(solution)
    table = pd.DataFrame({"cyclable": cyclable, "cathode capacity": left * (y_0 - y_100)})
    table["reserve"] = cyclable - left * y_0
    table["N/P"] = table["reserve"] / table["cathode capacity"]
    moles = ends.drop(columns=[v.Q_cyc.key, LAM]) / (area(solution) * MAH_PER_CM2)
    grown = moles - moles.iloc[0]
    for place, name in losses.items():
        table[place] = grown[name]
    usable = grown[list(map(at.key, USABLE))].sum(axis=1)
    in_other_grains = cyclable - cyclable[0] - usable
    table["at other electrode"] = grown[at.across.key(v.n_all)] - in_other_grains
    lost = table[[*losses, "at other electrode"]].sum(axis=1)
    table["unaccounted"] = cyclable[0] - cyclable - lost
    return table
