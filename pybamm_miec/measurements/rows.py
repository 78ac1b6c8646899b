"""Rows of the input, a piece at a time: numbers only, and time that runs on."""

import re
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from pybamm_miec.measurements import kinds as k
from pybamm_miec.measurements.description import Description
from pybamm_miec.measurements.layout import Layout, Source
from pybamm_miec.measurements.refused import refuse

NEAR_WHOLE = 0.25  # how far a cycle that is read off a figure may be from a whole number


def rows(
    pieces: Iterable[pd.DataFrame], layout: Layout, about: Description
) -> tuple[pd.DataFrame, int]:
    """Return the rows that are kept, in the names, units and signs of a measurement, and how many there were.

    Parameters
    ----------
    pieces : iterable of pandas.DataFrame
        The input, as it comes: each is let go of before the next is read.
    layout : Layout
        Which column is which.
    about : Description
        Of the measurement.

    Returns
    -------
    pandas.DataFrame
        The columns, and their errors by :func:`error_key`.
    int
        Number of rows of the input.

    Raises
    ------
    MeasurementError
        For the first row that is refused.
    """
    kept, n = [], 0
    last = -np.inf
    for piece in pieces:
        whole = pd.DataFrame(dict(_converted(piece, layout, n, about)))
        if k.TIME in whole:
            last = _check_time(whole[k.TIME].to_numpy(), last, n, about)
        kept.append(whole.iloc[(-n) % about.every :: about.every])
        n += len(piece)
    if n == 0:
        refuse(about.where, "has a header and no rows; a table needs at least one.")
    return pd.concat(kept, ignore_index=True), n


def _converted(
    piece: pd.DataFrame, layout: Layout, start: int, about: Description
) -> Iterator[tuple[str, np.ndarray]]:
    for source in layout.sources:
        where = f"{about.where}, {source.header!r}"
        if source.column in k.WORDS:
            yield source.key, piece[source.header].astype(str).str.strip().to_numpy(dtype=object)
            continue
        values = _numbers(piece[source.header], start, where) * source.factor
        if source.column in k.COUNTS:
            _check_whole(values, source, start, where)
        yield source.key, values
    for source, value in layout.constants:
        yield source.key, _filled(value, source, len(piece), f"{about.where}, {source.header!r}")


def _numbers(values: pd.Series, start: int, where: str) -> np.ndarray:
    if not is_numeric_dtype(values) or is_bool_dtype(values):
        words = values.astype(str).str.strip()
        read = pd.to_numeric(words, errors="coerce")
        wrong = np.flatnonzero((read.isna() & values.notna()).to_numpy())
        if wrong.size:
            _refuse_word(words.iloc[wrong[0]], start + wrong[0], where)
        values = read
    numbers = values.to_numpy(dtype=float)
    wrong = np.flatnonzero(~np.isfinite(numbers))
    if wrong.size:
        what = "no value" if np.isnan(numbers[wrong[0]]) else f"{numbers[wrong[0]]:g}"
        refuse(
            where,
            f"must be a finite number in every row, got {what} in row {start + wrong[0] + 1} of the data; "
            "take out such rows.",
        )
    return numbers


def _refuse_word(word: str, row: int, where: str) -> None:
    comma = re.fullmatch(r"[-+]?\d*,\d+([eE][-+]?\d+)?", word)
    way = "say decimal = ','" if comma else "take out such rows, or correct them"
    refuse(where, f"must be numbers, got {word!r} in row {row + 1} of the data; {way}.")


def _check_whole(values: np.ndarray, source: Source, start: int, where: str) -> None:
    off = np.abs(values - np.round(values))
    wrong = np.flatnonzero(off > (NEAR_WHOLE if source.column == k.CYCLE else 0))
    if wrong.size:
        refuse(
            where,
            f"must be whole numbers, got {values[wrong[0]]:g} in row {start + wrong[0] + 1} of the data.",
        )


def _filled(value: object, source: Source, n: int, where: str) -> np.ndarray:
    if source.column in k.WORDS:
        return np.full(n, value, dtype=object)
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse(where, f"must be a number, got {value!r}.")
    return np.full(n, value * source.factor)


def _check_time(time: np.ndarray, last: float, start: int, about: Description) -> float:
    wrong = np.flatnonzero(np.diff(time, prepend=last) < 0)
    if wrong.size:
        now = time[wrong[0]]
        before = time[wrong[0] - 1] if wrong[0] else last
        refuse(
            about.where,
            f"time must not run back, got {now:g} s after {before:g} s in row {start + wrong[0] + 1} of the "
            "data; give one measurement for each run, or sort the rows.",
        )
    return float(time[-1]) if len(time) else last
