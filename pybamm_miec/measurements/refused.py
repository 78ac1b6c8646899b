"""How a bad measurement is refused."""

from typing import NoReturn

from pybamm_miec import refusal
from pybamm_miec.errors import MeasurementError


def refuse(where: str, sentence: str) -> NoReturn:
    """Raise the sentence with the place it is about.

    Raises
    ------
    MeasurementError
        Always.
    """
    refusal.refuse(MeasurementError, where, sentence)
