"""What is said about a file: in a TOML beside it, and by arguments."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pybamm_miec.errors import MeasurementError
from pybamm_miec.measurements.description import Description, describe
from pybamm_miec.measurements.refused import refuse
from pybamm_miec.refusal import ending
from pybamm_miec.toml_file import read_toml

TEXT = {"delimiter": ",", "decimal": ".", "encoding": "utf-8"}
FILE_KEYS = ("reader", *TEXT)


def existing(path: Path) -> Path:
    """Return the path of a file that is there.

    Raises
    ------
    MeasurementError
        When it is not, or is a folder.
    """
    if path.is_dir():
        refuse(path.name, "is a folder; give one file, a TOML or a CSV.")
    if not path.is_file():
        near = sorted(found.name for found in path.parent.glob("*")) if path.parent.is_dir() else []
        refuse(path.name, f"is not there, in {path.parent.as_posix()!r}{ending(path.name, near)}")
    return path


def from_toml(
    path: Path, given: Mapping[str, Any]
) -> tuple[dict[str, Any], Mapping[str, Any] | None, Path]:
    """Return what is said, the number if it is in the file, and the file that the data are in.

    Raises
    ------
    MeasurementError
        When it is no TOML, has neither number nor file, or says what is given besides.
    """
    about = read_toml(path, path.name, MeasurementError)
    twice = [key for key in given if key in about]
    if twice:
        refuse(path.name, f"says {twice[0]!r} already; leave it out of the arguments.")
    about = {**about, **given}
    if "number" in about and "file" in about:
        refuse(path.name, "has a number and a file; keep one of them.")
    if "number" in about:
        if not isinstance(about["number"], Mapping) or about.get("kind") != "number":
            refuse(path.name, "'number' is a table, of a measurement of kind 'number'.")
        return about, about.pop("number"), path
    name = about.pop("file", None)
    if not isinstance(name, str):
        refuse(path.name, f"must name its file, as in file = 'cycles.csv', got {name!r}.")
    return about, None, existing(path.parent / name)


def split(about: Mapping[str, Any], where: str) -> tuple[dict[str, str], Description]:
    """Return how the file is read, and what is said about it.

    Raises
    ------
    MeasurementError
        When that is not complete, or not what it must be.
    """
    options = {**TEXT, **{key: about[key] for key in FILE_KEYS if key in about}}
    for key, value in options.items():
        if not isinstance(value, str):
            refuse(where, f"{key} must be a string, got {value!r}.")
    for key in ("delimiter", "decimal"):
        if len(options[key]) != 1:
            refuse(where, f"{key} must be one character, got {options[key]!r}.")
    if options["delimiter"] == options["decimal"]:
        refuse(where, f"delimiter and decimal must differ, got {options['decimal']!r} for both.")
    rest = {key: value for key, value in about.items() if key not in FILE_KEYS}
    return options, describe(rest, where, also=("file", "number", *FILE_KEYS))
