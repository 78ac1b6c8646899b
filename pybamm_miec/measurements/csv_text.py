"""Tables in text files, read by pandas a piece at a time."""

import csv
import gzip
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pybamm_miec.measurements.encoding import as_refusals, is_gzip
from pybamm_miec.measurements.refused import refuse

PIECE = 200_000  # rows: some ten megabytes
_DELIMITERS = {",": "','", ";": "';'", "\t": "'\\t'", "|": "'|'"}


@dataclass(frozen=True)
class Text:
    """A table in a text file.

    Attributes
    ----------
    path : pathlib.Path
        Of the file, plain or compressed with gzip.
    headers : tuple of str
        Of its columns.
    before : int
        How many lines come before the headers.
    told : tuple of str
        A sentence for what is not used.
    options : mapping
        How pandas reads it.
    """

    path: Path
    headers: tuple[str, ...]
    before: int
    told: tuple[str, ...]
    options: Mapping[str, Any]

    def pieces(self) -> Iterator[pd.DataFrame]:
        """Yield the rows, some at a time; raises MeasurementError where they are no table."""
        with as_refusals(self.path.name), warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)  # a row longer than the header
            yield from pd.read_csv(
                self.path,
                skiprows=self.before,
                names=list(self.headers),
                header=0,
                index_col=False,
                chunksize=PIECE,
                low_memory=False,
                **self.options,
            )


def open_text(path: Path, delimiter: str, decimal: str, encoding: str) -> Text:
    """Return a table in a text file, of which the headers are read.

    Raises
    ------
    MeasurementError
        When it is no text, or has no headers.
    """
    where = path.name
    try:
        "".encode(encoding)
    except LookupError:
        refuse(where, f"encoding must be one that Python knows, as 'latin-1', got {encoding!r}.")
    compressed = is_gzip(path, where)
    with as_refusals(where):
        opener = gzip.open if compressed else open
        with opener(path, "rt", encoding=encoding, newline="") as file:
            lines, comments = _up_to_headers(file)
    headers = _headers(lines, where, delimiter)
    told = (f"Lines that begin with #: {comments}.",) if comments else ()
    options = {
        "sep": delimiter,
        "decimal": decimal,
        "encoding": encoding,
        "compression": "gzip" if compressed else None,
    }
    return Text(path, headers, len(lines) - 1, told, options)


def _up_to_headers(file: Iterator[str]) -> tuple[list[str], int]:
    """Lines up to the headers, and how many are comments."""
    lines, comments = [], 0
    for line in file:
        lines.append(line.lstrip("\ufeff"))
        if lines[-1].lstrip().startswith("#"):
            comments += 1
        elif lines[-1].strip():
            break
    return lines, comments


def _headers(lines: list[str], where: str, delimiter: str) -> tuple[str, ...]:
    line = lines[-1].rstrip("\r\n")
    if line.lstrip().startswith("#") or not line.strip():
        refuse(where, "holds no headers; a table has a header and rows.")
    headers = tuple(cell.strip() for cell in next(csv.reader([line], delimiter=delimiter)))
    others = [d for d in _DELIMITERS if d != delimiter and len(line.split(d)) > len(headers)]
    if len(headers) == 1 and others:
        refuse(
            where,
            f"the header is one cell, {headers[0]!r}; say delimiter = {_DELIMITERS[others[0]]}.",
        )
    if "" in headers[:-1]:
        refuse(where, f"every column must have a header, got {headers}.")
    numbers = [cell for cell in headers if _is_number(cell)]
    if numbers:
        refuse(
            where,
            f"the first line must be headers, got the number {numbers[0]!r}; write names with units above "
            "the rows.",
        )
    return headers


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True
