"""LLTO@CNT filled and emptied between two potentials, without metal (Fig. 4c)."""

from pybamm_miec import experiments
from pybamm_miec.models import DFN
from pybamm_miec.scorecard.runs import cycled, cycling
from pybamm_miec.scorecard.runs.effort import ANODE, Effort

CYCLES = 30
FULL_CUT_OFF = 2.5  # [V], that of the paper's pre-cycles
CUT_OFFS = (1.0, 1.5, 2.0, FULL_CUT_OFF)  # [V]; the text says "increasing", no more
CURRENTS = (cycling.PRECYCLE_AT, 1.0, 2.0, 4.0)  # [mA.cm-2], to where the tests strip to
PAIRS = (
    *((cut_off, cycling.PRECYCLE_AT) for cut_off in CUT_OFFS),
    *((cycling.STRIP_TO, current) for current in CURRENTS[1:]),
)


def cycles_at(effort: Effort) -> int:
    """Return how many cycles are run."""
    return min(CYCLES, effort.at_most or CYCLES)


def run(pair: tuple[float, float], effort: Effort) -> cycled.Cycled:
    """Fill to 0 V and empty to a cut-off, cycle after cycle.

    Parameters
    ----------
    pair : (float, float)
        Cut-off [V] and current density [mA.cm-2].
    effort : Effort
        Mesh, tolerance, and how many cycles.

    Returns
    -------
    Cycled
    """
    model = DFN.of(ANODE)
    cut_off, current_density = pair
    experiment = experiments.precycle(
        model.default_parameter_values,
        current_density=current_density,
        cycles=cycles_at(effort),
        upper=cut_off,
    )
    return cycled.run(model, experiment, effort)
