"""What a run gave at one set of parameters."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Outcome:
    """What a run shows, how far it came, and what it took.

    Attributes
    ----------
    shown : array, shape (n,)
        The observed columns of its measurements, one after another, each in its unit; NaN for what is
        missing.
    missing : float
        Share of the run that was not done [-].
    ended : str
        Why it ended early, or why something is missing; empty if nothing is.
    seconds : float
        What it took [s].
    """

    shown: np.ndarray
    missing: float
    ended: str
    seconds: float
