"""How a bad parameter file is refused."""

from typing import NoReturn

from pybamm_miec import refusal
from pybamm_miec.errors import ParameterSetError
from pybamm_miec.refusal import ending as ending


def refuse(where: str, sentence: str) -> NoReturn:
    """Raise the sentence with the place it is about.

    Raises
    ------
    ParameterSetError
        Always.
    """
    refusal.refuse(ParameterSetError, where, sentence)
