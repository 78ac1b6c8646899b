"""The paper's tests of the LLTO@CNT half cell, as runs of the model.

What the main text leaves open is assumed here, and said so in the scorecard: that the capacities of the
pictures are counted from 0 V, the voltage that ends a stripping, and one of current and capacity in two
of the three tests of cycling.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pybamm

from pybamm_miec import experiments
from pybamm_miec.models import DFN

ANODE = "LLTO@CNT"
STRIP_TO = 1.0  # [V]; with the 2.5 V of the pre-cycles each cycle would fill and empty the LLTO too
PLATING_CURRENT = 0.5  # [mA.cm-2]
PICTURES = (1.0, 2.0, 4.0)  # [mA.h.cm-2]
REST = 3600.0  # [s], enough for gradients to fade: separator and host take seconds
SHOWN = (1, 2, 10, 50, 200, 400)  # cycles whose voltage is drawn


@dataclass(frozen=True)
class Effort:
    """How finely, and for how many cycles, the tests are run.

    Attributes
    ----------
    name : str
        Says in a table what was shortened; empty for the whole of it.
    points : dict
        Mesh points in separator and host.
    rtol : float
        Relative tolerance of the integrator [-].
    at_most : int or None
        Cycles of each test; all of them if None.
    """

    name: str
    points: dict
    rtol: float
    at_most: int | None = None

    def cycles(self, test: "Test") -> int:
        """Return how many cycles of a test are run."""
        return min(test.cycles, self.at_most or test.cycles)


# Twice the points change no coulombic efficiency by more than 0.01 %; half of them, by 0.02 %.
FULL = Effort("", {"x_s": 10, "x_p": 20}, 1e-5)
QUICK = Effort("quick: coarse mesh, 30 cycles of each test", {"x_s": 5, "x_p": 10}, 1e-4, 30)


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


_STRIPPED = f"stripping to {STRIP_TO:g} V"
TESTS = (
    Test("4e", 1.0, 1.0, 400, f"{_STRIPPED} is assumed"),
    Test("4f", 1.0, 4.0, 150, f"1 mA.cm-2 and {_STRIPPED} are assumed"),
    Test("4g", 4.0, 1.0, 275, f"1 mA.h.cm-2 and {_STRIPPED} are assumed"),
)


def plating(effort: Effort, on_cycle: Callable[[], object] = lambda: None) -> pybamm.Solution:
    """Plate as for the paper's pictures, then rest.

    Parameters
    ----------
    effort : Effort
        Mesh and tolerance.
    on_cycle : callable, optional
        Called when it is done.

    Returns
    -------
    pybamm.Solution
        Of one cycle with three steps: to 0 V, plating 4 mA.h.cm-2 from there, rest.  "Encapsulation"
        at 1 mA.h.cm-2 (Lin2025, text to Fig. 3a) takes all of that as metal, so it is counted from 0 V.
    """
    model = DFN.of(ANODE, cell="half")
    plate = experiments.plate(
        model.default_parameter_values,
        current_density=PLATING_CURRENT,
        capacity=max(PICTURES),
        counted_from="0 V",
    )
    experiment = pybamm.Experiment([(*plate.steps, pybamm.step.rest(duration=REST))])
    return _simulation(model, experiment, effort).solve(callbacks=[_Told(on_cycle)])


def cycling(
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
    model = DFN.of(ANODE, cell="half")
    experiment = experiments.plate_and_strip(
        model.default_parameter_values,
        current_density=test.current_density,
        capacity=test.capacity,
        strip_to=STRIP_TO,
        cycles=effort.cycles(test),
    )
    ends_only = test is not TESTS[0]  # the voltage of the others is not drawn
    return _simulation(model, experiment, effort, store_first_last=ends_only).solve(
        save_at_cycles=list(SHOWN), callbacks=[_Told(on_cycle)]
    )


def _simulation(model, experiment, effort, **kept):
    return pybamm.Simulation(
        model,
        experiment=experiment,
        solver=pybamm.IDAKLUSolver(rtol=effort.rtol, **kept),
        var_pts={**model.default_var_pts, **effort.points},
    )


class _Told(pybamm.callbacks.Callback):
    """Tells somebody that a cycle has ended."""

    def __init__(self, on_cycle):
        self._on_cycle = on_cycle

    def on_cycle_end(self, logs):
        del logs
        self._on_cycle()
