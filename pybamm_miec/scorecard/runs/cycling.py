"""Plating and stripping, cycle after cycle, of the LLTO@CNT half cell (Fig. 4e-g)."""

from collections.abc import Callable
from dataclasses import dataclass

import pybamm

from pybamm_miec import experiments
from pybamm_miec.models import DFN
from pybamm_miec.scorecard.runs.effort import ANODE, Effort, simulation

STRIP_TO = 1.0  # [V]; with the 2.5 V of the pre-cycles each cycle would fill and empty the LLTO too
SHOWN = (1, 2, 10, 50, 200, 400)  # cycles whose voltage is drawn


@dataclass(frozen=True)
class Test:
    """A test of coulombic efficiency.

    Attributes
    ----------
    figure : str
        Panel of the paper's figure.
    current_density : float
        Both ways [mA.cm-2].
    capacity : float
        Plated in each cycle [mA.h.cm-2].
    cycles : int
        How many the paper shows.
    assumed : str
        What the main text does not say.
    """

    __test__ = False  # not one of pytest's

    figure: str
    current_density: float
    capacity: float
    cycles: int
    assumed: str

    @property
    def name(self) -> str:
        """Current and capacity, as they are written in tables."""
        return f"{self.current_density:g} mA.cm-2, {self.capacity:g} mA.h.cm-2"

    def cycles_at(self, effort: Effort) -> int:
        """Return how many cycles are run."""
        return min(self.cycles, effort.at_most or self.cycles)


_STRIPPED = f"stripping to {STRIP_TO:g} V"
TESTS = (
    Test("4e", 1.0, 1.0, 400, f"{_STRIPPED} is assumed"),
    Test("4f", 1.0, 4.0, 150, f"1 mA.cm-2 and {_STRIPPED} are assumed"),
    Test("4g", 4.0, 1.0, 275, f"1 mA.h.cm-2 and {_STRIPPED} are assumed"),
)


def run(
    test: Test, effort: Effort, on_cycle: Callable[[], object] = lambda: None
) -> pybamm.Solution:
    """Plate and strip, cycle after cycle.

    Parameters
    ----------
    test : Test
        Which.
    effort : Effort
        Mesh, tolerance, and how many cycles.
    on_cycle : callable, optional
        Called after each cycle.

    Returns
    -------
    pybamm.Solution
        With summary variables for every cycle and states for those in ``SHOWN``.
    """
    model = DFN.of(ANODE)
    experiment = experiments.plate_and_strip(
        model.default_parameter_values,
        current_density=test.current_density,
        capacity=test.capacity,
        strip_to=STRIP_TO,
        cycles=test.cycles_at(effort),
    )
    ends_only = test is not TESTS[0]  # the voltage of the others is not drawn
    return simulation(model, effort, experiment=experiment, store_first_last=ends_only).solve(
        save_at_cycles=list(SHOWN), callbacks=[_Told(on_cycle)]
    )


class _Told(pybamm.callbacks.Callback):
    """Tells somebody that a cycle has ended."""

    def __init__(self, on_cycle):
        self._on_cycle = on_cycle

    def on_cycle_end(self, logs):
        del logs
        self._on_cycle()
