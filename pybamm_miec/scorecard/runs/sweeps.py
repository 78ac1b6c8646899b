"""A full cell at one rate, temperature or reserve after another: what no figure of the paper shows.

All of it is predicted, without rows that are fitted to full cells, of hosts that have been cycled before.
"""

import pandas as pd
import pybamm

from pybamm_miec import analysis, models
from pybamm_miec.balance import design
from pybamm_miec.scorecard.runs.effort import Effort, simulation
from pybamm_miec.scorecard.runs.full_cells import CAPACITY, DISCHARGE, WINDOW, cycling

RATES = (0.1, 0.2, 0.5, 1.0, 2.0, 4.0)  # [h-1]
TEMPERATURES = (-10.0, 0.0, 10.0, 25.0, 40.0, 60.0)  # [degC]
ROOM = 25.0  # [degC], at the reference temperature of the sets
RESERVES = (0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0)  # N/P
RESERVE = 2.0  # N/P of the cell that is discharged: of metal there is enough
USED_UP = 0.8  # of the capacity in cycle 2, below which a life has been seen
AT_A_TIME = 50  # cycles
AT_MOST = 1000  # cycles
_FREEZES = 273.15  # [K]
_AROUND = ("Ambient temperature [K]", "Initial temperature [K]")


def discharge(anode: str, rate: float, celsius: float, effort: Effort) -> pd.DataFrame:
    """Discharge a charged cell once, by the DFN.

    Parameters
    ----------
    anode : str
        Whose set the negative electrode is; with a reserve of two capacities.
    rate : float
        [h-1].
    celsius : float
        Of the cell and around it [degC].
    effort : Effort
        Mesh and tolerance.

    Returns
    -------
    pandas.DataFrame
        "capacity [mA.h.cm-2]" and "voltage [V]", down to 3.0 V.
    """
    model = models.DFN.of(anode, "full", fitted=False)
    values = model.default_parameter_values
    values.update(dict.fromkeys(_AROUND, celsius + _FREEZES))
    values = _built(model, values, RESERVE, charged=True)
    capacity = values["Nominal cell capacity [A.h]"]
    step = pybamm.step.current(
        rate * capacity, duration=1.5 / rate * 3600, termination=f"{WINDOW[0]} V"
    )
    solution = simulation(model, effort, values, pybamm.Experiment([(step,)])).solve()
    passed = solution["Discharge capacity [A.h]"].entries / capacity
    voltage = solution["Voltage [V]"].entries
    return pd.DataFrame({"capacity [mA.h.cm-2]": CAPACITY * passed, "voltage [V]": voltage})


def life(anode: str, n_to_p: float, effort: Effort) -> pd.DataFrame:
    """Cycle a cell until a fifth of its capacity is gone, by the SPM.

    Parameters
    ----------
    anode : str
        Whose set the negative electrode is.
    n_to_p : float
        What is plated beforehand, over the capacity of the cathode [-]; the host has been cycled before, too,
        where it is none.
    effort : Effort
        Mesh, tolerance, and how many cycles.

    Returns
    -------
    pandas.DataFrame
        As from :func:`pybamm_miec.analysis.coulombic_efficiency`.
    """
    model = models.SPM.of(anode, "full", fitted=False)
    values = _built(model, model.default_parameter_values, n_to_p)
    few = min(AT_A_TIME, effort.at_most or AT_A_TIME)
    sim = simulation(model, effort, values, cycling(values, few), store_first_last=True)
    solution, given = None, pd.Series(dtype=float)
    while not given.size or (
        given.iloc[-1] > USED_UP * given.iloc[1] and given.size < (effort.at_most or AT_MOST)
    ):
        asked = given.size + few
        solution = sim.solve(starting_solution=solution, save_at_cycles=[1])
        efficiency = analysis.coulombic_efficiency(solution)
        given = efficiency["delithiation [mA.h.cm-2]"]
        if given.size < asked:  # it has come to an end of its own
            break
    return efficiency


def _built(model, values, n_to_p, charged=False):
    return design(
        values,
        n_to_p=n_to_p or None,
        cathode_capacity=CAPACITY,
        charged=charged,
        options=model.options,
    )


def calls(anode: str, effort: Effort) -> dict[tuple[str, float], tuple]:
    """Return what to call for each point of each sweep: "rate", "temperature" or "reserve", and its value."""
    return {
        **{("reserve", x): (life, anode, x, effort) for x in reversed(RESERVES)},
        **{("rate", x): (discharge, anode, x, ROOM, effort) for x in RATES},
        **{("temperature", x): (discharge, anode, DISCHARGE, x, effort) for x in TEMPERATURES},
    }
