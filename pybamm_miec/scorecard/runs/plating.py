"""Lithium plated once, from rest, as for the paper's pictures (Fig. 3) and its first discharge (Fig. 4a)."""

from dataclasses import replace

import pybamm

from pybamm_miec import experiments
from pybamm_miec.models import DFN
from pybamm_miec.scorecard.runs.effort import Effort, simulation

CURRENT = 0.5  # [mA.cm-2]
EARLY = 0.25  # [mA.h.cm-2], where metal starts
PICTURES = (1.0, 2.0, 4.0)  # [mA.h.cm-2]
FRONT = 2  # times the points where metal climbs from the foil: no cell at its front is to show
REST = 3600.0  # [s], enough for gradients to fade: separator and host take seconds


def run(anode: str, effort: Effort) -> pybamm.Solution:
    """Plate as for the paper's pictures, then rest.

    Parameters
    ----------
    anode : str
        Whose half cell.
    effort : Effort
        Mesh and tolerance.

    Returns
    -------
    pybamm.Solution
        Of one cycle with three steps: to 0 V, plating 4 mA.h.cm-2 from there, rest.  "Encapsulation"
        at 1 mA.h.cm-2 (Lin2025, text to Fig. 3a) takes all of that as metal, so it is counted from 0 V.
    """
    model = DFN.of(anode)
    plate = experiments.plate(
        model.default_parameter_values,
        current_density=CURRENT,
        capacity=max(PICTURES),
        counted_from="0 V",
    )
    experiment = pybamm.Experiment([(*plate.steps, pybamm.step.rest(duration=REST))])
    return simulation(model, with_front(effort, model), experiment=experiment).solve()


def with_front(effort: Effort, model: DFN) -> Effort:
    """Return the effort with a mesh for metal that climbs from a foil under the host, if it does."""
    if not model.options.collector_plates:
        return effort
    return replace(effort, points={**effort.points, "x_p": FRONT * effort.points["x_p"]})


def passes_0_V(plating: pybamm.Solution) -> float:
    """Return when a plating passes 0 V [s]."""
    return float(plating.cycles[0].steps[1].t[0])


def times(plating: pybamm.Solution, capacities: tuple[float, ...] = PICTURES) -> dict[float, float]:
    """Return when [s] each capacity [mA.h.cm-2] has been plated, counted from 0 V."""
    return {q: passes_0_V(plating) + q / CURRENT * 3600 for q in capacities}
