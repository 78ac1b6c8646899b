"""What the bytes of a file tell: whether it is text, compressed, in which code."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from pybamm_miec.measurements.refused import refuse

_GZIP, _ZIP, _OLE, _PARQUET = b"\x1f\x8b", b"PK", b"\xd0\xcf\x11\xe0", b"PAR1"


def is_gzip(path: Path, where: str) -> bool:
    """Return whether a file is compressed with gzip, by its first bytes.

    Raises
    ------
    MeasurementError
        When it is empty, no text, or not what its name says.
    """
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
def as_refusals(where: str) -> Iterator[None]:
    """Turn what Python and pandas raise for a file that can't be decoded into refusals."""
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
