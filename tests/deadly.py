"""A plan whose run kills the process that solves it, in a module that other processes can import."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from plans import Formula, PlanOfFormula, formula

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


@dataclass
class Deadly(Formula):
    """A formula that kills its process, until a file is there, which it makes if it is to be killed once."""

    file: str = ""
    once: bool = True

    def __call__(self, x):
        """Kill, or return the outcome at places x."""
        if not Path(self.file).exists():
            if self.once:
                Path(self.file).touch()
            os.kill(os.getpid(), KILL)
        return super().__call__(x)


@dataclass(frozen=True, eq=False)
class PlanOfDeath(PlanOfFormula):
    """A plan whose one run kills its process."""

    file: str = ""
    once: bool = True

    def run(self, k):
        """Return the formula that kills."""
        return Deadly(file=self.file, once=self.once)


def deadly(file, once=True):
    """The same plan as `formula(noise=1.0)`, but for its run."""
    return PlanOfDeath(**{**vars(formula(noise=1.0)), "file": str(file), "once": once})
