"""Measurements from files."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pybamm_miec.calibration import _digest
from pybamm_miec.calibration._csv import Text, open_text
from pybamm_miec.calibration._cycler import READER, read_cycler
from pybamm_miec.calibration._description import DISCHARGE_POSITIVE, Description, describe
from pybamm_miec.calibration._number import number
from pybamm_miec.calibration._refusal import refuse
from pybamm_miec.calibration._table import tabulate
from pybamm_miec.calibration.measurement import Measurement
from pybamm_miec.errors import MeasurementError
from pybamm_miec.refusal import ending
from pybamm_miec.toml_file import read_toml

Report = Callable[[str], object]
_TEXT = {"delimiter": ",", "decimal": ".", "encoding": "utf-8"}
_FILE_KEYS = ("reader", *_TEXT)


def read(path: str | Path, *, report: Report = print, **about: Any) -> Measurement:
    """Return a measurement from a file.

    Parameters
    ----------
    path : str or pathlib.Path
        Of a TOML file that says what is measured and names its ``file`` beside it (or holds its ``number``);
        or of the file itself, a CSV, plain or compressed with gzip.
    report : callable
        What is done with each sentence on what is left out.
    **about
        What the TOML file does not say.  Always ``kind``, ``cell``, ``protocol`` and ``source``, and
        ``error`` unless columns give it.  Where the columns need it ``sign`` ("charge positive" or
        "discharge positive"; of a voltammogram "anodic positive" or "cathodic positive"), ``efficiency``
        ("delithiation over lithiation", or the other way round), ``charge`` (what it is to the host,
        "lithiation" or "delithiation"), ``area`` ("1.13 cm2") and ``mass`` ("12.3 mg").  If need be
        ``anode``, ``columns`` (header to name with unit), ``constant`` (name with unit to value), ``every``
        (each how many rows one is kept), ``allow`` (checks that are left out), ``delimiter``, ``decimal``,
        ``encoding``, and for the file of a cycler ``reader`` ("ionworksdata:neware").

    Returns
    -------
    Measurement

    Raises
    ------
    MeasurementError
        When the file can't be read, or can't be what it is said to be.
    """
    path = _existing(Path(path))
    inline: Mapping[str, Any] | None = None
    if path.suffix == ".toml":
        about, inline, path = _from_toml(path, about)
    where, options, said = _split(path, about)
    if inline is not None:
        found = number(inline, said, _digest.of_file(path))
    elif said.kind == "number":
        rows = _rows(path, where, options)
        if len(rows) != 1:
            refuse(where, f"a number is one row, got {len(rows)}; use read_numbers() for several.")
        found = number(rows[0], said, _digest.of_file(path))
    else:
        found = _table(path, where, options, said)
    _tell(found, where, report)
    return found


def read_numbers(
    path: str | Path, *, report: Report = print, **about: Any
) -> tuple[Measurement, ...]:
    """Return single numbers from a CSV, a row each.

    Parameters
    ----------
    path : str or pathlib.Path
        Of a CSV with the columns "observable", "value" and "error"; it may have "cell" and "source", which go
        before those in `about`; others are arguments of the observable, where they are not empty.
    report : callable
        What is done with each sentence on what is left out.
    **about
        As for :func:`read`, without ``kind``.

    Returns
    -------
    tuple of Measurement

    Raises
    ------
    MeasurementError
        As from :func:`read`.
    """
    path = _existing(Path(path))
    options = {key: about.pop(key, default) for key, default in _TEXT.items()}
    digest, found = _digest.of_file(path), []
    for n, row in enumerate(_rows(path, path.name, options), start=1):
        own = {key: str(row.pop(key)) for key in ("cell", "source") if key in row}
        said = describe({**about, **own, "kind": "number"}, f"{path.name}, row {n}")
        found.append(number(row, said, digest))
    for measured in found:
        _tell(measured, path.name, report)
    return tuple(found)


def _existing(path: Path) -> Path:
    if path.is_dir():
        refuse(path.name, "is a folder; give one file, a TOML or a CSV.")
    if not path.is_file():
        near = sorted(found.name for found in path.parent.glob("*")) if path.parent.is_dir() else []
        refuse(path.name, f"is not there, in {path.parent.as_posix()!r}{ending(path.name, near)}")
    return path


def _from_toml(
    path: Path, given: Mapping[str, Any]
) -> tuple[dict[str, Any], Mapping[str, Any] | None, Path]:
    """What is said, the number if it is in the file, and the file that the data are in."""
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
    return about, None, _existing(path.parent / name)


def _split(path: Path, about: Mapping[str, Any]) -> tuple[str, dict[str, Any], Description]:
    """What messages call the file, how it is read, and what is said about it."""
    options = {key: about[key] for key in _FILE_KEYS if key in about}
    for key, value in options.items():
        if not isinstance(value, str):
            refuse(path.name, f"{key} must be a string, got {value!r}.")
    said = describe({k: v for k, v in about.items() if k not in _FILE_KEYS}, path.name)
    return path.name, options, said


def _table(path: Path, where: str, options: Mapping[str, str], said: Description) -> Measurement:
    digest = _digest.of_file(path)
    reader = options.get("reader")
    if reader is None:
        text = _text(path, where, options)
        return tabulate(text.pieces(), text.headers, said, digest, text.told)
    if reader.partition(":")[0] != READER:
        refuse(
            where,
            f"reader must be {READER!r}, or {READER + ':neware'!r} or the like, got {reader!r}.",
        )
    if said.sign != DISCHARGE_POSITIVE:
        refuse(
            where,
            "ionworksdata turns currents so that discharge is positive; sign must be "
            f"{DISCHARGE_POSITIVE!r}, got {said.sign!r}.",
        )
    frame, told = read_cycler(path, reader, where)
    return tabulate([frame], list(frame), said, digest, told)


def _text(path: Path, where: str, options: Mapping[str, str]) -> Text:
    given = {key: options.get(key, default) for key, default in _TEXT.items()}
    return open_text(path, where, **given)


def _rows(path: Path, where: str, options: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows of a table of numbers, without their empty cells."""
    text = _text(path, where, options)
    frame = pd.concat(text.pieces(), ignore_index=True)
    return [
        {key: value for key, value in row.items() if not pd.isna(value)}
        for row in frame.to_dict("records")
    ]


def _tell(found: Measurement, where: str, report: Report) -> None:
    for sentence in found.ignored:
        report(f"{where}: {sentence}")
