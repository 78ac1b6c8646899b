"""Plating and stripping at one current after another (Fig. 4h)."""

import pybamm

from pybamm_miec import experiments
from pybamm_miec.models import DFN
from pybamm_miec.scorecard.runs import cycled, cycling
from pybamm_miec.scorecard.runs.effort import ANODE, Effort

CAPACITY = 4.0  # [mA.h.cm-2]
CURRENTS = (0.5, 1.0, 2.0, 4.0)  # [mA.cm-2]; the text says "increasing", no more
CYCLES = 10  # at each; a third of that where cycles are saved


def cycles_at(effort: Effort) -> int:
    """Return how many cycles are run at each current."""
    return CYCLES // 3 if effort.at_most else CYCLES


def run(effort: Effort) -> cycled.Cycled:
    """Pre-cycle LLTO@CNT, then plate and strip it at each current.

    Parameters
    ----------
    effort : Effort
        Mesh and tolerance.

    Returns
    -------
    Cycled
    """
    model = DFN.of(ANODE)
    before = cycling.precycles(model)
    series = experiments.rate_series(
        model.default_parameter_values,
        current_densities=CURRENTS,
        capacity=CAPACITY,
        strip_to=cycling.STRIP_TO,
        cycles=cycles_at(effort),
    )
    return cycled.run(model, pybamm.Experiment([*before, *series.cycles]), effort, len(before))
