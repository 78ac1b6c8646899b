"""TOML files, as parameters, measurements and plans are written."""

import pickle
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from pybamm_miec.errors import MiecError
from pybamm_miec.refusal import refuse

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def read_toml(path: Path, where: str, error: type[MiecError]) -> dict[str, Any]:
    """Return the tables of a TOML file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    where : str
        What messages call it.
    error : type
        What is raised.

    Returns
    -------
    dict

    Raises
    ------
    MiecError
        When it is no TOML, of the kind that is asked for.
    """
    try:
        return pickle.loads(_parsed(path.read_text(encoding="utf-8-sig")))
    except ValueError as wrong:  # bad syntax, or bytes that are no UTF-8
        refuse(error, where, f"this is not TOML, {wrong}.")


@lru_cache(maxsize=128)
def _parsed(text: str) -> bytes:
    """The tables of a text, parsed once: a fit asks for those of a set in each run."""
    return pickle.dumps(tomllib.loads(text))
