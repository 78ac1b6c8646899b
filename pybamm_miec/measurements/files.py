"""Measurements from files."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from pybamm_miec.measurements import digest as digest_of
from pybamm_miec.measurements.csv_text import open_text
from pybamm_miec.measurements.cycler import READER, read_cycler
from pybamm_miec.measurements.description import DISCHARGE_POSITIVE, Description, describe
from pybamm_miec.measurements.measurement import Measurement
from pybamm_miec.measurements.number import number
from pybamm_miec.measurements.refused import refuse
from pybamm_miec.measurements.said import TEXT, existing, from_toml, split
from pybamm_miec.measurements.table import tabulate

Report = Callable[[str], object]


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
    said_in = path = existing(Path(path))
    inline: Mapping[str, Any] | None = None
    if path.suffix == ".toml":
        about, inline, path = from_toml(path, about)
    options, said = split(about, said_in.name)
    said = replace(said, where=path.name)
    if inline is not None:
        found = number(inline, said, digest_of.of_file(path))
    elif said.kind == "number":
        rows = _rows(path, options)
        if len(rows) != 1:
            refuse(
                path.name, f"a number is one row, got {len(rows)}; use read_numbers() for several."
            )
        found = number(rows[0], said, digest_of.of_file(path))
    else:
        found = _table(path, options, said)
    _tell(found, path.name, report)
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
    path = existing(Path(path))
    options = {key: about.pop(key, default) for key, default in TEXT.items()}
    digest, found = digest_of.of_file(path), []
    for n, row in enumerate(_rows(path, options), start=1):
        own: dict[str, Any] = {key: str(row.pop(key)) for key in ("cell", "source") if key in row}
        said = describe({**about, **own, "kind": "number"}, f"{path.name}, row {n}")
        found.append(number(row, said, digest))
    for measured in found:
        _tell(measured, path.name, report)
    return tuple(found)


def _table(path: Path, options: Mapping[str, str], said: Description) -> Measurement:
    digest, reader = digest_of.of_file(path), options.get("reader")
    if reader is None:
        text = open_text(path, *(options[key] for key in TEXT))
        return tabulate(text.pieces(), text.headers, said, digest, text.told)
    if reader.partition(":")[0] != READER:
        refuse(
            path.name,
            f"reader must be {READER!r}, or {READER + ':neware'!r} or the like, got {reader!r}.",
        )
    if said.sign != DISCHARGE_POSITIVE:
        refuse(
            path.name,
            "ionworksdata turns currents so that discharge is positive; sign must be "
            f"{DISCHARGE_POSITIVE!r}, got {said.sign!r}.",
        )
    frame, told = read_cycler(path, reader, path.name)
    return tabulate([frame], list(frame), said, digest, told)


def _rows(path: Path, options: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows of a table of numbers, without their empty cells."""
    text = open_text(path, *(options[key] for key in TEXT))
    frame = pd.concat(text.pieces(), ignore_index=True)
    return [
        {key: value for key, value in row.items() if not pd.isna(value)}
        for row in frame.to_dict("records")
    ]


def _tell(found: Measurement, where: str, report: Report) -> None:
    for sentence in found.ignored:
        report(f"{where}: {sentence}")
