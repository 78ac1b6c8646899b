"""Plans that the tests of the calibration share, and a run that is a formula."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pybamm_miec.calibration import Cell, Free, Measurement, Numerics, Plan
from pybamm_miec.calibration.outcome import Outcome

CE = "coulombic efficiency [%]"
PLATE_AND_STRIP = {
    "name": "plate_and_strip",
    "current_density": 1.0,
    "capacity": 1.0,
    "strip_to": 1.0,
}
QUICK = Numerics("SPM", 5, 1e-6)


def measured(kind, columns, error, protocol=PLATE_AND_STRIP, cell="a"):
    """A measurement that was made up."""
    table = pd.DataFrame(columns)
    return Measurement(kind, table, error, cell, protocol, "made up", (), "no bytes")


def efficiencies(values, error=0.05):
    """A coulombic efficiency for each of the first cycles [%]."""
    cycles = np.arange(1, len(values) + 1)
    return measured("cycles", {"cycle": cycles, CE: values}, {CE: error})


def number(observable, value=1.0, error=1.0, protocol=PLATE_AND_STRIP, **arguments):
    """A single number."""
    row = {"observable": [observable], "value": [value], **{k: [v] for k, v in arguments.items()}}
    return measured("number", row, {"value": error}, protocol)


def free(symbol, low, high, scale="log", prior=None, cells=("a",)):
    """A parameter by its symbol."""
    return Free(symbol, symbol, tuple(cells), low, high, scale, prior)


def central(run, x, k, h):
    """Central differences of what a run shows, over `h` to either side of the place of parameter `k`."""
    e = h * np.eye(len(x))[k]
    return (run(x + e).shown - run(x - e).shown) / (2 * h)


# ---- a run that is a formula: what is asked of a fit, without solving anything ----

AT = np.linspace(0, 1, 12)
CHI, RHO, KAPPA = (
    free("chi", 1e-3, 1e-1),
    free("rho", 0.0, 1.0, "linear"),
    free("kappa_0", 0.05, 0.8),
)


@dataclass
class Formula:
    """Shows 90 + 5 e^(-4 a t) + b t of the first two places, from the third nothing."""

    exact: bool = False
    ends: float = np.inf  # place of the first parameter from which the run ends half way

    def __call__(self, x):
        """Return the outcome at places x."""
        assert min(x) >= 0, "out of bounds"
        assert max(x) <= 1, "out of bounds"
        a, b = 0.5 + x[0], x[1]
        shown = 90 + 5 * np.exp(-4 * a * AT) + b * AT
        if x[0] > self.ends:
            return Outcome(np.where(AT < 0.5, shown, np.nan), 0.5, "it ended half way", 0.0)
        return Outcome(shown, 0.0, "", 0.0)

    def slopes(self, x):
        """Return none of its own."""
        return None


@dataclass(frozen=True, eq=False)
class PlanOfFormula(Plan):
    """A plan whose one run is a formula."""

    ends: float = np.inf

    def run(self, k):
        """Return the formula."""
        return Formula(ends=self.ends)


def formula(noise=0.0, parameters=(CHI, RHO, KAPPA), at=(0.3, 0.4, 0.5), **settings):
    """A plan whose data are the formula's at places `at`, with noise of the error's size times `noise`."""
    shown = Formula()(np.array(at)).shown
    error = 0.01
    off = noise * error * np.random.default_rng(3).standard_normal(AT.size)
    cells = {"a": Cell("LLTO@CNT")}
    return PlanOfFormula(cells, (efficiencies(shown + off, error),), parameters, QUICK, **settings)


# ---- a plan as a file ----

FREE_FILE = """
[plan]
title = "two cells"
model = "SPM"
points = 5
rtol = 1e-6
starts = 2
seed = 3
loss = "linear"

[cells.a]
anode = "LLTO@CNT" # as it is

[cells.b]
anode = "LLTO@CNT"
values = { chi = 0.01 }

[[measurements]]
cell = "a"
protocol = { name = "plate_and_strip", current_density = 1.0, capacity = 1.0, strip_to = 1.0, cycles = 2 }
number = { observable = "coulombic efficiency", cycle = 2, value = 95.0, error = 0.5 }
source = "made up"

[[measurements]]
cell = "b"
protocol = { name = "plate_and_strip", current_density = 1.0, capacity = 1.0, strip_to = 1.0 }
number = { observable = "mean coulombic efficiency", from_cycle = 2, to_cycle = 3, value = 98.0, error = 0.2 }
source = "made up, too"

[parameters.chi]
low = 1e-3
high = 1e-1
prior = { mean = 0.01, sd = 0.005 }

[parameters.rho]
low = 0.0
high = 0.05
shared = false
"""
