"""What is not known of a full cell, and between which ends: rows of its set, and choices of its design."""

from dataclasses import dataclass

from pybamm_miec import parameters
from pybamm_miec.scorecard.runs.effort import ANODE
from pybamm_miec.scorecard.runs.full_cells import CAPACITY

WIDE = 10  # times, from which on a range is one of magnitudes


@dataclass(frozen=True)
class Unknown:
    """A value that could be another.

    Attributes
    ----------
    symbol : str
        Of the row, or the argument of :func:`pybamm_miec.design`.
    name, unit : str
        As in :func:`pybamm_miec.parameters.provenance`.
    value, low, high : float or str or bool
        What is taken, and the ends; one of them is the value for a choice between two.
    """

    symbol: str
    name: str
    unit: str
    value: float | str | bool
    low: float | str | bool
    high: float | str | bool

    @property
    def is_choice(self) -> bool:
        """Whether there is nothing between the ends."""
        return isinstance(self.low, str | bool)

    @property
    def is_wide(self) -> bool:
        """Whether the range is one of magnitudes."""
        return not self.is_choice and self.low > 0 and self.high > WIDE * self.low

    @property
    def others(self) -> tuple[tuple[str, float | str | bool], ...]:
        """The ends that are not the value, as pairs of "low" or "high" and what it is there."""
        ends = (("low", self.low), ("high", self.high))
        return tuple((end, x) for end, x in ends if x != self.value)


DESIGN = (
    Unknown("cathode_capacity", "capacity of the cathode", "mA.h.cm-2", CAPACITY, 0.5, 4.0),
    Unknown("counted_from", "where N/P is counted from", "-", "rest", "rest", "0 V"),
    Unknown("pre_cycled", "anode-free host pre-cycled", "-", False, False, True),
    # over the capacity of the cathode; what its last sites hold, see the read-me of NCM622
    Unknown(
        "first_charge", "lithium of the first charge that stays at the anode", "-", 0.0, 0.0, 0.17
    ),
)


def unknowns() -> tuple[Unknown, ...]:
    """Return every row with a range of the set of LLTO@CNT against NCM622, and what its design leaves open.

    The ranges are those that each row has by itself: half cells allow less.

    Returns
    -------
    tuple of Unknown
    """
    rows = parameters.provenance(ANODE, "full", fitted=False).dropna(subset="low")
    columns = ["symbol", "name", "unit", "value", "low", "high"]
    return (*(Unknown(*row) for row in rows[columns].itertuples(index=False)), *DESIGN)
