"""Measurements from tables in memory."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from pybamm_miec.measurements import digest as digest_of
from pybamm_miec.measurements.description import describe
from pybamm_miec.measurements.measurement import Measurement
from pybamm_miec.measurements.number import number
from pybamm_miec.measurements.refused import refuse
from pybamm_miec.measurements.table import tabulate

WHERE = "table"


def measurement(
    table: Any, *, report: Callable[[str], object] = print, **about: Any
) -> Measurement:
    """Return a measurement from a table in memory.

    Parameters
    ----------
    table : pandas.DataFrame or mapping
        Columns with names and units as in a file, see :func:`read`; a mapping from names to columns, or for a
        number to its value, error and arguments; any table with ``columns``, as polars has.
    report : callable
        What is done with each sentence on what is left out.
    **about
        What is said about it: the keys of a TOML file for :func:`read`, but for those of the file.

    Returns
    -------
    Measurement

    Raises
    ------
    MeasurementError
        When the table can't be what it is said to be.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> cycled = {"cycle": [1, 2], "CE [-]": [0.90, 0.99], "CE error [-]": [0.01, 0.001]}
    >>> done = {"current_density": 1.0, "capacity": 1.0, "strip_to": 1.0}  # mA.cm-2, mA.h.cm-2, V
    >>> m = miec.calibration.measurement(
    ...     cycled,
    ...     kind="cycles",
    ...     cell="coin",
    ...     protocol={"name": "plate_and_strip", **done},
    ...     source="made up",
    ...     efficiency="delithiation over lithiation",
    ... )
    >>> [float(CE) for CE in m.table["coulombic efficiency [%]"]]
    [90.0, 99.0]
    """
    said = describe(about, WHERE)
    if said.kind == "number":
        row = _row(table)
        found = number(row, said, digest_of.of_table(pd.DataFrame([row])))
    else:
        frame = _frame(table)
        found = tabulate([frame], list(frame), said, digest_of.of_table(frame))
    for sentence in found.ignored:
        report(f"{WHERE}: {sentence}")
    return found


def _frame(table: Any) -> pd.DataFrame:
    if not isinstance(table, pd.DataFrame):
        names = list(table) if isinstance(table, Mapping) else getattr(table, "columns", None)
        if names is None:
            refuse(WHERE, f"must be a table or a mapping from names to columns, got {type(table)}.")
        columns = {name: np.asarray(table[name]) for name in names}
        lengths = {name: column.shape for name, column in columns.items()}
        if len(set(lengths.values())) > 1 or any(len(shape) != 1 for shape in lengths.values()):
            refuse(WHERE, f"columns must be as long as each other, got the shapes {lengths}.")
        return pd.DataFrame(columns)
    named = any(name is not None for name in table.index.names)
    return table.reset_index(drop=not named)  # a named index is a column, as analysis gives it


def _row(table: Any) -> dict[str, Any]:
    if isinstance(table, Mapping):
        return dict(table)
    frame = _frame(table)
    if len(frame) != 1:
        refuse(WHERE, f"a number is one row, got {len(frame)}; give one measurement for each.")
    return dict(frame.iloc[0])
