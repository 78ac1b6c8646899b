"""A parameter that is free in a fit, and its way from a number between 0 and 1."""

import math
from dataclasses import dataclass

from pybamm_miec.errors import CalibrationError
from pybamm_miec.refusal import refuse

SCALES = ("log", "linear")
DECADE = 10.0  # high over low from which a range is walked in its logarithm


@dataclass(frozen=True)
class Free:
    """A parameter of one or more cells, between two bounds.

    Attributes
    ----------
    name : str
        What the fit calls it.
    symbol : str
        Of the row in the sets, or its name.
    cells : tuple of str
        Names of the cells that share it.
    low, high : float
        Bounds, in the unit of the row.
    scale : str
        "log" or "linear": whether equal ratios or equal differences are equally far.
    prior : tuple of (float, float), optional
        Mean and standard deviation of what is known beforehand, in the unit of the row.
    start : float, optional
        Where the first search begins, in the unit of the row; the value of its first cell if not given.
    """

    name: str
    symbol: str
    cells: tuple[str, ...]
    low: float
    high: float
    scale: str
    prior: tuple[float, float] | None = None
    start: float | None = None

    def __post_init__(self) -> None:
        """Refuse bounds that leave no range."""
        where = f"[parameters.{self.name}]"
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            refuse(
                CalibrationError,
                where,
                f"low must be below high, two finite numbers, got {self.low!r} and {self.high!r}.",
            )
        if self.scale not in SCALES:
            refuse(CalibrationError, where, f"scale must be one of {SCALES}, got {self.scale!r}.")
        if self.scale == "log" and self.low <= 0:
            refuse(
                CalibrationError,
                where,
                f"a logarithm needs low above 0, got {self.low!r}; raise it or set scale = 'linear'.",
            )
        if self.start is not None and not self.low <= self.start <= self.high:
            refuse(
                CalibrationError,
                where,
                f"start must be between low and high, {self.low:g} and {self.high:g}, got {self.start!r}.",
            )
        if self.prior is not None and not self.prior[1] > 0:
            refuse(
                CalibrationError,
                where,
                f"the sd of a prior must be above 0, got {self.prior[1]!r}.",
            )

    def value(self, x: float) -> float:
        """Return the value at a place between 0 (low) and 1 (high), in the unit of the row."""
        if self.scale == "log":
            return self.low * (self.high / self.low) ** x
        return self.low + (self.high - self.low) * x

    def place(self, value: float) -> float:
        """Return where between 0 (low) and 1 (high) a value lies; outside for one that is outside."""
        if self.scale == "log":
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def slope(self, x: float) -> float:
        """Return the derivative of the value by the place, in the unit of the row."""
        if self.scale == "log":
            return self.value(x) * math.log(self.high / self.low)
        return self.high - self.low


def scale_of(low: float, high: float) -> str:
    """Return the scale of a range that states none: "log" if it is above 0 and wider than a decade."""
    return "log" if low > 0 and high > DECADE * low else "linear"
