"""A measurement: a table with its errors, and what is needed to simulate the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from pybamm_miec.measurements import protocol
from pybamm_miec.measurements.kinds import COUNTS, KINDS, WORDS, Form, form_of, words_for
from pybamm_miec.measurements.refused import refuse
from pybamm_miec.measurements.units import amount
from pybamm_miec.refusal import ending

WHERE = "measurement"


@dataclass(frozen=True, eq=False)
class Measurement:
    """What was measured, in PyBaMM's names, units and signs.

    :func:`read` and :func:`measurement` make one from what users have.

    Attributes
    ----------
    kind : str
        "voltage", "cycles", "voltammogram", "impedance" or "number".
    table : pandas.DataFrame, shape (n, columns)
        Of "voltage": "Time [s]", "Voltage [V]", if given "Current [A]" (positive on discharge), "cycle" and
        "step"; or over capacity: "cycle", "step" (0 up to where the current turns, 1 after), "capacity
        [mA.h.cm-2]" and "voltage [V]".  Of "cycles": "cycle" and any columns of
        :func:`pybamm_miec.analysis.coulombic_efficiency`.  Of "voltammogram" and "impedance": the columns of
        :func:`pybamm_miec.analysis.voltammogram` and :func:`pybamm_miec.analysis.impedance`, its "frequency
        [Hz]" as one.  Of "number": one row of "observable", "value" and the arguments of the observable.
    error : mapping
        Standard error of each observed column, above 0, in the unit of the column: a number, or one a row.
    cell : str
        Name of the cell that it was measured on.
    protocol : mapping
        "name" of what was done to the cell, and its arguments; {"name": "as measured"} is the measured
        current.
    source : str
        Who measured it, and where it is from.
    ignored : tuple of str
        A sentence for all that was in the input and is not in the table.
    digest : str
        SHA-256 of the bytes that it was read from; of the table as CSV if it was in memory.
    stated : mapping
        What the input said of itself and is used up: anode, area, mass, signs.

    Raises
    ------
    MeasurementError
        For a table that is not of its kind, holds what is no number, or lacks an error, and for a protocol
        that there is not.
    """

    kind: str
    table: pd.DataFrame
    error: Mapping[str, float | np.ndarray]
    cell: str
    protocol: Mapping[str, Any]
    source: str
    ignored: tuple[str, ...]
    digest: str
    stated: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what no comparison can be made with."""
        if self.kind not in KINDS:
            known = tuple(KINDS)
            refuse(
                WHERE, f"kind must be one of {known}, got {self.kind!r}{ending(self.kind, known)}"
            )
        _check_table(self.table, _form(self), self.kind)
        _check_errors(self)
        for name in ("cell", "source"):
            if not isinstance(getattr(self, name), str) or not getattr(self, name).strip():
                refuse(WHERE, f"{name} must be a word or a sentence, got {getattr(self, name)!r}.")
        protocol.check(self.protocol, WHERE)

    @property
    def area(self) -> float | None:
        """Area of the cell that was measured, in m2; None if it is not stated."""
        stated = self.stated.get("area")
        return None if stated is None else amount("area", stated, WHERE)

    @property
    def observed(self) -> tuple[str, ...]:
        """Columns of the table that a model is compared with."""
        return tuple(name for name in _form(self).observed if name in self.table)


def _form(measurement: Measurement) -> Form:
    kind, columns = measurement.kind, list(measurement.table)
    found = form_of(kind, columns)
    if found is None:
        refuse(
            WHERE,
            f"a table of kind {kind!r} must hold {words_for(kind)}, got {columns}; name its columns so.",
        )
    return found


def _check_table(table: pd.DataFrame, form: Form, kind: str) -> None:
    if not table.index.equals(pd.RangeIndex(len(table))):
        refuse(WHERE, "rows of the table must be numbered from 0, call reset_index(drop=True).")
    if len(table) == 0 or (kind == "number" and len(table) != 1):
        allowed = "exactly one" if kind == "number" else "at least one"
        refuse(WHERE, f"a table of kind {kind!r} must have {allowed} row, got {len(table)}.")
    for name in (name for name in form.columns if name in table and name not in WORDS):
        values = table[name]
        if not is_numeric_dtype(values) or is_bool_dtype(values):
            refuse(WHERE, f"{name!r} must be numbers, got {values.iloc[0]!r}.")
        if not np.isfinite(values.to_numpy(dtype=float)).all():
            refuse(WHERE, f"{name!r} must be finite numbers; leave out rows without a value.")
        if name in COUNTS and not (values == np.round(values)).all():
            refuse(WHERE, f"{name!r} must be whole numbers.")


def _check_errors(measurement: Measurement) -> None:
    observed, n = measurement.observed, len(measurement.table)
    if set(measurement.error) != set(observed):
        got = tuple(measurement.error)
        refuse(WHERE, f"error must be of each of {observed} and of nothing else, got {got}.")
    for name, error in measurement.error.items():
        values = np.asarray(error, dtype=float)
        if values.shape not in ((), (n,)):
            refuse(
                WHERE,
                f"the error of {name!r} must be one number or {n}, got an array of shape {values.shape}.",
            )
        wrong = values[~(np.isfinite(values) & (values > 0))]
        if wrong.size:
            refuse(WHERE, f"the error of {name!r} must be above 0, got {wrong[0]:g}.")
