"""Impedance of LLTO with and without nanotubes, before and after it takes up lithium (Fig. S4a-b)."""

import numpy as np
import pandas as pd
import pybamm

from pybamm_miec import analysis
from pybamm_miec.models import DFN
from pybamm_miec.scorecard.runs.effort import Effort, amperes
from pybamm_miec.scorecard.runs.lithiation import ANODES, CURRENT, WEEK

STATES = ("pristine", "lithiated")
PAIRS = tuple((anode, state) for anode in ANODES for state in STATES)
FREQUENCIES = np.logspace(5, -2, 57)  # [Hz], those of a usual instrument
# At the 2.5 V of the other runs the LLTO holds so little lithium that it can't pass any: no arc closes.
AT_REST = 1.75  # [V]: the edge of the first couple, half a percent of the sites


def run(pair: tuple[str, str], effort: Effort) -> pd.DataFrame:
    """Return the impedance of a half cell.

    Parameters
    ----------
    pair : (str, str)
        Whose, and "pristine", as it was made, or "lithiated", after a slow discharge to 0 V.
    effort : Effort
        Mesh and tolerance.

    Returns
    -------
    pandas.DataFrame
        As from :func:`pybamm_miec.analysis.impedance`.
    """
    anode, state = pair
    model = DFN.of(anode, options={"surface form": "differential"})
    values = model.default_parameter_values
    values["Initial voltage in positive electrode [V]"] = AT_REST
    down = pybamm.step.current(amperes(values, CURRENT), termination="0 V", duration=WEEK)
    return analysis.impedance(
        model,
        FREQUENCIES,
        values=values,
        after=pybamm.Experiment([down]) if state == "lithiated" else None,
        var_pts=effort.points,
    )
