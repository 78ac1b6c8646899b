"""Tables in text files, read by pandas a piece at a time."""

import csv
import gzip
import warnings
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pybamm_miec.calibration._refusal import refuse

PIECE = 200_000  # rows: some ten megabytes
_GZIP, _ZIP, _OLE, _PARQUET = b"\x1f\x8b", b"PK", b"\xd0\xcf\x11\xe0", b"PAR1"
_DELIMITERS = {",": "','", ";": "';'", "\t": "'\\t'", "|": "'|'"}


@dataclass(frozen=True)
class Text:
    """A table in a text file.

    Attributes
    ----------
    path : pathlib.Path
        Of the file, plain or compressed with gzip.
    where : str
        What messages call it.
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
    where: str
    headers: tuple[str, ...]
    before: int
    told: tuple[str, ...]
    options: Mapping[str, Any]

    def pieces(self) -> Iterator[pd.DataFrame]:
        """Yield the rows, some at a time; raises MeasurementError where they are no table."""
        with _as_refusals(self.where), warnings.catch_warnings():
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


def open_text(path: Path, where: str, delimiter: str, decimal: str, encoding: str) -> Text:
    """Return a table in a text file, of which the headers are read.

    Raises
    ------
    MeasurementError
        When it is no text, or has no headers.
    """
    for key, value in (("delimiter", delimiter), ("decimal", decimal)):
        if len(value) != 1:
            refuse(where, f"{key} must be one character, got {value!r}.")
    if delimiter == decimal:
        refuse(where, f"delimiter and decimal must differ, got {decimal!r} for both.")
    try:
        "".encode(encoding)
    except LookupError:
        refuse(where, f"encoding must be one that Python knows, as 'latin-1', got {encoding!r}.")
    is_gzip = _is_gzip(path, where)
    with _as_refusals(where):
        opener = gzip.open if is_gzip else open
        with opener(path, "rt", encoding=encoding, newline="") as file:
            lines, comments = _up_to_headers(file)
    headers = _headers(lines, where, delimiter)
    told = (f"Lines that begin with #: {comments}.",) if comments else ()
    options = {
        "sep": delimiter,
        "decimal": decimal,
        "encoding": encoding,
        "compression": "gzip" if is_gzip else None,
    }
    return Text(path, where, headers, len(lines) - 1, told, options)


def _is_gzip(path: Path, where: str) -> bool:
    with path.open("rb") as file:
        first = file.read(4)
    if first == b"":
        refuse(where, "is empty; a table has a header and rows.")
    if first.startswith((_ZIP, _OLE)):
        refuse(
            where,
            "is an Excel or a zip file; save the sheet as CSV, or read it with pandas.read_excel and "
            "give the table to measurement().",
        )
    if first == _PARQUET:
        refuse(
            where,
            "is a parquet file; read it with pandas.read_parquet and give the table to measurement().",
        )
    if path.suffix == ".gz" and not first.startswith(_GZIP):
        refuse(where, "is not compressed with gzip, as its name says; take .gz off the name.")
    return first.startswith(_GZIP)


@contextmanager
def _as_refusals(where: str) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        found = error.object[error.start : error.start + 1].hex()
        way = "utf-16" if error.object[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
        refuse(
            where,
            f"is not {error.encoding.upper()}, got the byte 0x{found}; save it so, or say encoding = {way!r} "
            "or the like.",
        )
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        refuse(
            where,
            f"every row must have as many cells as the header, {_plain(error)}; correct the "
            "rows, or save with another delimiter if decimal commas split them.",
        )
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        refuse(where, f"is a gzip file that is damaged or cut off, {error}; compress it again.")


def _plain(error: Exception) -> str:
    if isinstance(error, pd.errors.ParserWarning):
        return "got rows that are longer"
    return str(error).split("C error: ")[-1].strip()


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
