"""Plating and stripping, cycle after cycle, of all anodes (Fig. 4e-g and S7).

Capacity is counted from rest, as a cycler counts, with what the LLTO takes above 0 V.  The text tells: at
high rates "the activation process of LLTO particles is prolonged, requiring more cycles to reach stable CE",
which an efficiency counted from 0 V would not show.
"""

from dataclasses import dataclass

import pybamm

from pybamm_miec import experiments
from pybamm_miec.models import DFN
from pybamm_miec.scorecard.runs import cycled
from pybamm_miec.scorecard.runs.effort import ANODE, Effort

STRIP_TO = 1.0  # [V]; with the 2.5 V of the pre-cycles each cycle would fill and empty the LLTO too
PRECYCLES = 1  # of a host that takes up lithium, between 0 and 2.5 V
PRECYCLE_AT = 0.1  # [mA.cm-2]
SHOWN = (0, 1, 2, 10, 50, 200, 400)  # cycles whose voltage is kept, the last pre-cycle being 0


@dataclass(frozen=True)
class Test:
    """A test of coulombic efficiency.

    Attributes
    ----------
    figure : str
        Panel of the paper's figure.
    anode : str
        Whose half cell.
    current_density : float
        Both ways [mA.cm-2].
    capacity : float
        Plated in each cycle [mA.h.cm-2].
    cycles : int
        How many are run: those that the paper shows of LLTO@CNT, of the others until they have failed.
    assumed : str
        What the main text does not say.
    """

    __test__ = False  # not one of pytest's

    figure: str
    anode: str
    current_density: float
    capacity: float
    cycles: int
    assumed: str

    @property
    def key(self) -> str:
        """Figure and anode, which tell the tests apart."""
        return f"{self.figure} {self.anode}"

    @property
    def name(self) -> str:
        """Current and capacity, as they are written in tables."""
        return f"{self.current_density:g} mA.cm-2, {self.capacity:g} mA.h.cm-2"

    def cycles_at(self, effort: Effort) -> int:
        """Return how many cycles are run."""
        return min(self.cycles, effort.at_most or self.cycles)


_ALL = (
    f"stripping to {STRIP_TO:g} V and, of a host that takes up lithium, {PRECYCLES} pre-cycle at "
    f"{PRECYCLE_AT:g} mA.cm-2 are assumed"
)
TESTS = (
    Test("4e", ANODE, 1.0, 1.0, 400, _ALL),
    Test("4f", ANODE, 1.0, 4.0, 150, f"1 mA.cm-2, {_ALL}"),
    Test("4g", ANODE, 4.0, 1.0, 275, f"1 mA.h.cm-2, {_ALL}"),
    Test("S7", ANODE, 2.0, 2.0, 150, f"150 cycles, {_ALL}"),
    Test("4e", "Cu", 1.0, 1.0, 200, _ALL),
    Test("4e", "CNT", 1.0, 1.0, 300, _ALL),
    Test("4e", "LLTO", 1.0, 1.0, 120, _ALL),
    Test("4f", "Cu", 1.0, 4.0, 150, f"1 mA.cm-2, {_ALL}"),
    Test("4g", "Cu", 4.0, 1.0, 275, f"1 mA.h.cm-2, {_ALL}"),
    Test("S7", "Cu", 2.0, 2.0, 150, f"150 cycles, {_ALL}"),
)
BY_KEY = {test.key: test for test in TESTS}


def run(test: Test, effort: Effort) -> cycled.Cycled:
    """Pre-cycle a host that takes up lithium, then plate and strip, cycle after cycle.

    Parameters
    ----------
    test : Test
        Which.
    effort : Effort
        Mesh, tolerance, and how many cycles.

    Returns
    -------
    Cycled
        With the voltage of the cycles in ``SHOWN`` for the first test.
    """
    model = DFN.of(test.anode)
    values = model.default_parameter_values
    before = precycles(model)
    plating = experiments.plate_and_strip(
        values,
        current_density=test.current_density,
        capacity=test.capacity,
        strip_to=STRIP_TO,
        cycles=test.cycles_at(effort),
    )
    experiment = pybamm.Experiment([*before, *plating.cycles])
    # by key: a test that came from another process is a copy
    shown = SHOWN if test.key == TESTS[0].key else ()
    return cycled.run(model, experiment, effort, len(before), shown)


def precycles(model: DFN) -> list:
    """Return the pre-cycles of a model's host, as cycles of an experiment; none if it takes up no lithium."""
    if model.options.is_inert:
        return []
    values = model.default_parameter_values
    return list(experiments.precycle(values, current_density=PRECYCLE_AT, cycles=PRECYCLES).cycles)
