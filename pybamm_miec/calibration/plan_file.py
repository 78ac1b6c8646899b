"""A plan from a TOML file: [plan], [cells.<name>], [[measurements]] and [parameters.<symbol>]."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pybamm_miec.calibration.cell import Cell
from pybamm_miec.calibration.free import Free, scale_of
from pybamm_miec.calibration.numerics import Numerics
from pybamm_miec.calibration.plan import Plan
from pybamm_miec.calibration.plan_tables import check_keys, read_tables
from pybamm_miec.errors import CalibrationError
from pybamm_miec.measurements.files import read, read_numbers
from pybamm_miec.measurements.in_memory import measurement
from pybamm_miec.measurements.measurement import Measurement
from pybamm_miec.refusal import ending, refuse

_NUMERICS = ("model", "points", "rtol")
_SEARCH = ("title", "starts", "seed", "loss")
_CELL = ("anode", "cell", "positive", "options", "values", "design", "fitted", "model")
_PARAMETER = ("low", "high", "scale", "start", "prior", "cells", "shared")
_KINDS = {
    "title": (str, "a string"),
    "model": (str, "a string"),
    "points": (int, "a whole number"),
    "rtol": (float, "a number"),
    "starts": (int, "a whole number"),
    "seed": (int, "a whole number"),
    "loss": (str, "a string"),
    "anode": (str, "a string"),
    "cell": (str, "a string"),
    "positive": (str, "a string"),
    "options": (dict, "a table"),
    "values": (dict, "a table"),
    "design": (dict, "a table"),
    "low": (int | float, "a number"),
    "high": (int | float, "a number"),
    "scale": (str, "a string"),
    "prior": (dict, "a table with mean and sd"),
    "fitted": (bool, "true or false"),
    "start": (int | float, "a number"),
    "cells": (list, "a list of cells"),
    "shared": (bool, "true or false"),
}


def read_plan(path: str | Path, *, report: Callable[[str], object] = print) -> Plan:
    """Return a plan from a TOML file.

    Parameters
    ----------
    path : str or pathlib.Path
        Files of measurements are named from its folder.
    report : callable
        What is done with each sentence on what measurements leave out.

    Returns
    -------
    Plan

    Raises
    ------
    CalibrationError
        When the file is not there, is no plan, or names what there is not.
    MeasurementError
        When a measurement can't be read.
    """
    path = Path(path)
    told = read_tables(path)
    settings = told["plan"]
    _check(settings, (*_NUMERICS, *_SEARCH), f"{path.name}, [plan]")
    cells = {name: _cell(name, table, path.name) for name, table in told["cells"].items()}
    return Plan(
        cells=cells,
        measurements=tuple(
            one for entry in told["measurements"] for one in _measurements(dict(entry), report)
        ),
        parameters=tuple(
            free
            for name, table in told["parameters"].items()
            for free in _free(name, table, cells, path.name)
        ),
        numerics=Numerics(**{key: settings[key] for key in _NUMERICS if key in settings}),
        **{key: settings[key] for key in _SEARCH if key in settings},
    )


def _cell(name, table, file):
    where = f"{file}, [cells.{name}]"
    _check(table, _CELL, where)
    if "anode" not in table:
        refuse(CalibrationError, where, "anode is missing, the set that the cell is of.")
    return Cell(**table)


def _measurements(
    entry: dict[str, Any], report: Callable[[str], object]
) -> tuple[Measurement, ...]:
    """A file of one measurement or of numbers, or a number in the plan itself."""
    if "file" in entry:
        path = Path(entry.pop("file"))
        if path.suffix != ".toml" and entry.get("kind") == "number":
            del entry["kind"]
            return read_numbers(path, report=report, **entry)
        return (read(path, report=report, **entry),)
    number = entry.pop("number", None)
    if not isinstance(number, Mapping):
        refuse(
            CalibrationError,
            "[[measurements]]",
            "each has a file, or a number = {observable, value, error} with cell, protocol and source, got "
            f"{tuple(entry)}.",
        )
    return (measurement(number, report=report, kind="number", **entry),)


def _free(name, table, cells, file):
    """One parameter, or one for each cell if they do not share it."""
    where = f"{file}, [parameters.{name}]"
    _check(table, _PARAMETER, where)
    for key in ("low", "high"):
        if key not in table:
            refuse(CalibrationError, where, f"{key} is missing, a fit needs both bounds.")
    low, high = float(table["low"]), float(table["high"])
    prior = table.get("prior")
    if prior is not None and set(prior) != {"mean", "sd"}:
        refuse(CalibrationError, where, f"prior must hold mean and sd, got {tuple(prior)}.")
    about = {
        "symbol": name,
        "low": low,
        "high": high,
        "scale": table.get("scale", scale_of(low, high)),
        "start": table.get("start"),
        "prior": None if prior is None else (float(prior["mean"]), float(prior["sd"])),
    }
    whose = tuple(table.get("cells", [each for each in cells if cells[each].has(name)]))
    if not whose:
        known = {symbol for cell in cells.values() for symbol in cell.names}
        told = f"no cell of the plan has a number {name!r}{ending(name, known)}"
        refuse(CalibrationError, where, told)
    if table.get("shared", True):
        return [Free(name=name, cells=whose, **about)]
    return [Free(name=f"{name} of {each}", cells=(each,), **about) for each in whose]


def _check(table, known, where):
    if not isinstance(table, dict):
        refuse(CalibrationError, where, f"it must be a table that holds {known}, got {table!r}.")
    check_keys(table, known, where)
    for key, value in table.items():
        kind, words = _KINDS[key]
        flag = isinstance(value, bool) and kind is not bool
        if flag or not isinstance(value, kind):
            refuse(CalibrationError, where, f"{key} must be {words}, got {value!r}.")
