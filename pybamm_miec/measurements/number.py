"""Single numbers: an observable, its value and error, and the arguments of the observable."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pybamm_miec.measurements.description import Description
from pybamm_miec.measurements.kinds import OBSERVABLE, VALUE
from pybamm_miec.measurements.measurement import Measurement
from pybamm_miec.measurements.refused import refuse

ERROR = "error"


def number(
    row: Mapping[str, Any], about: Description, digest: str, told: Sequence[str] = ()
) -> Measurement:
    """Return the measurement of one number.

    Parameters
    ----------
    row : mapping
        "observable", "value", "error" if the description does not give it, and the arguments.
    about : Description
        What is said about it.
    digest : str
        SHA-256 of where it is from.
    told : sequence of str
        What is left out.

    Returns
    -------
    Measurement

    Raises
    ------
    MeasurementError
        When one of them is missing, or is no number.
    """
    row = {**row, **({ERROR: about.error[VALUE]} if VALUE in about.error else {})}
    for key in (OBSERVABLE, VALUE, ERROR):
        if key not in row:
            refuse(
                about.where,
                "a number must have 'observable', 'value' and 'error', the standard error, got "
                f"{tuple(row)}.",
            )
    if not isinstance(row[OBSERVABLE], str) or not row[OBSERVABLE].strip():
        refuse(about.where, f"observable must be its name, got {row[OBSERVABLE]!r}.")
    value, error = (_finite(row[key], key, about) for key in (VALUE, ERROR))
    if error <= 0:
        refuse(about.where, f"the standard error must be above 0, got {error:g}.")
    arguments = {key: v for key, v in row.items() if key not in (OBSERVABLE, VALUE, ERROR)}
    return Measurement(
        kind=about.kind,
        table=pd.DataFrame([{OBSERVABLE: row[OBSERVABLE], VALUE: value, **arguments}]),
        error={VALUE: error},
        cell=about.cell,
        protocol=about.protocol,
        source=about.source,
        ignored=tuple(told),
        digest=digest,
        stated=about.stated,
    )


def _finite(value: Any, key: str, about: Description) -> float:
    try:
        found = math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        found = math.nan
    if not math.isfinite(found):
        refuse(about.where, f"{key} must be a finite number, got {value!r}.")
    return found
