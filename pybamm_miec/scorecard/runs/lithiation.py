"""LLTO filled with lithium slowly, for what it conducts before and after (Fig. S4e-f)."""

import pybamm

from pybamm_miec.models import DFN
from pybamm_miec.scorecard.runs.effort import Effort, amperes, simulation

ANODES = ("LLTO@CNT", "LLTO")  # those measured
CURRENT = 0.05  # [mA.cm-2]: ten hours for what LLTO@CNT takes
WEEK = 7 * 24 * 3600.0  # [s]


def run(anode: str, effort: Effort) -> pybamm.Solution:
    """Discharge to 0 V.

    Parameters
    ----------
    anode : str
        Whose half cell.
    effort : Effort
        Mesh and tolerance.

    Returns
    -------
    pybamm.Solution
        From rest to 0 V.
    """
    model = DFN.of(anode)
    values = model.default_parameter_values
    values.update(
        {"Current function [A]": amperes(values, CURRENT), "Lower voltage cut-off [V]": 0.0}
    )
    return simulation(model, effort, values).solve([0, WEEK])
