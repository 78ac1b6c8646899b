"""What the first metal costs at other currents than the paper's."""

import numpy as np
import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.models import DFN
from pybamm_miec.scorecard.runs import plating
from pybamm_miec.scorecard.runs.effort import Effort, amperes, simulation

ANODES = ("LLTO", "CNT", "Cu")  # with a barrier when they meet 0 V
CURRENTS = tuple(np.geomspace(0.05, 5.0, 9).tolist())  # [mA.cm-2]
ENOUGH = 1.04 * plating.EARLY  # [mA.h.cm-2] of metal: past where the plateau is read
AT_MOST = 2.0  # [mA.h.cm-2]: lithium that an anode may take up before and beside
_CURRENT = "Current function [A]"


def run(anode: str, effort: Effort) -> dict[float, pybamm.Solution]:
    """Plate from rest at each current until the plateau.

    Parameters
    ----------
    anode : str
        Whose half cell.
    effort : Effort
        Mesh and tolerance.

    Returns
    -------
    dict of pybamm.Solution
        By current density [mA.cm-2].
    """
    model = DFN.of(anode)
    values = model.default_parameter_values
    values[_CURRENT] = "[input]"
    metal = model.variables[model.options.host.key(v.q_metal)]
    model.events.append(pybamm.Event("Enough metal for a plateau", ENOUGH - metal))
    cell = simulation(model, plating.with_front(effort, model), values)
    return {
        i: cell.solve([0, AT_MOST / i * 3600], inputs={_CURRENT: amperes(values, i)})
        for i in CURRENTS
    }
