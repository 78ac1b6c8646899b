"""The tables of a plan's file, beside those of another that it goes on from.

``[plan] from = "other.toml"`` takes all that the other file has: its settings and parameters, where this one
says nothing else of them, its cells and its measurements.
"""

from pathlib import Path
from typing import Any

from pybamm_miec.errors import CalibrationError
from pybamm_miec.refusal import ending, refuse
from pybamm_miec.toml_file import read_toml

FROM = "from"
_TABLES = {"plan": dict, "cells": dict, "measurements": list, "parameters": dict}


def read_tables(path: Path) -> dict[str, Any]:
    """Return the tables of a file and of the one that it goes on from.

    Parameters
    ----------
    path : pathlib.Path
        Of a plan.

    Returns
    -------
    dict
        "plan", "cells" and "parameters" to tables, "measurements" to a list of them, whose "file" is a path.

    Raises
    ------
    CalibrationError
        When a file is not there, is no plan, goes on from itself, or has a cell that the other has.
    """
    return _read(path, ())


def _read(path, later):
    if not path.is_file():
        where, what = str(path), "there is no such file; give the TOML file of a plan."
        if later:
            where, what = f"{later[-1].name}, [plan]", f"{FROM} must be a plan, got {path.name!r}."
        refuse(CalibrationError, where, what)
    told = read_toml(path, path.name, CalibrationError)
    check_keys(told, tuple(_TABLES), path.name)
    for table, kind in _TABLES.items():
        if not isinstance(told.setdefault(table, kind()), kind):
            refuse(CalibrationError, path.name, f"{table} must be written as [{table}...] tables.")
    for entry in told["measurements"]:
        if isinstance(entry.get("file"), str):
            entry["file"] = path.parent / entry["file"]
    other = told["plan"].pop(FROM, None)
    if other is None:
        return told
    if not isinstance(other, str) or path in later:
        refuse(
            CalibrationError, f"{path.name}, [plan]", f"{FROM} must be another plan, got {other!r}."
        )
    return _beside(told, _read(path.parent / other, (*later, path)), path.name)


def _beside(told, other, file):
    """What a file tells beside what it goes on from, which comes first."""
    for name in told["cells"]:
        if name in other["cells"]:
            refuse(
                CalibrationError, f"{file}, [cells.{name}]", f"the plan it goes on {FROM} has it."
            )
    parameters = dict(other["parameters"])
    for name, table in told["parameters"].items():
        known = parameters.get(name, {})
        both = isinstance(table, dict) and isinstance(known, dict)
        parameters[name] = {**known, **table} if both else table
    return {
        "plan": {**other["plan"], **told["plan"]},
        "cells": {**other["cells"], **told["cells"]},
        "measurements": [*other["measurements"], *told["measurements"]],
        "parameters": parameters,
    }


def check_keys(table: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    """Refuse a table with a key that it may not have.

    Raises
    ------
    CalibrationError
        One sentence.
    """
    for key in table:
        if key not in known:
            refuse(CalibrationError, where, f"may hold {known}, got {key!r}{ending(key, known)}")
