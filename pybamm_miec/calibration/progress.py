"""What a fit says of itself while it runs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Where a fit is.

    Attributes
    ----------
    start, starts : int
        From which of how many places it searches.
    iteration : int
        Of this search.
    cost, best : float
        Of this iterate, and the least so far [-].
    solved, failures : int
        Runs that were solved since the fit was begun or gone on with, and all that failed or ended early.
    """

    start: int
    starts: int
    iteration: int
    cost: float
    best: float
    solved: int
    failures: int
