"""From the unit and the sign of a column to those of a measurement."""

from pybamm_miec.measurements import kinds as k
from pybamm_miec.measurements.columns import NAMES
from pybamm_miec.measurements.description import (
    ANODIC_POSITIVE,
    CATHODIC_POSITIVE,
    CHARGE_POSITIVE,
    DISCHARGE_POSITIVE,
    HOST_EFFICIENCY,
    Description,
)
from pybamm_miec.measurements.refused import refuse
from pybamm_miec.measurements.units import unit_of

_PER_AREA = dict.fromkeys((k.CURRENT, k.CAPACITY, k.LITHIATION, k.DELITHIATION), 0.1)  # of A.m-2
_SIGNS = {
    k.CELL_CURRENT: (DISCHARGE_POSITIVE, CHARGE_POSITIVE),
    k.CURRENT: (ANODIC_POSITIVE, CATHODIC_POSITIVE),
}


def scale(column: str, unit: str | None, about: Description, where: str) -> float:
    """Return what a column in this unit is multiplied by.

    Raises
    ------
    MeasurementError
        For an unknown unit, and when an area or a mass is missing.
    """
    factor, per = unit_of(NAMES[column].what, unit, where)
    factor, kept = factor * _PER_AREA.get(column, 1.0), "area" if column in _PER_AREA else ""
    if per == kept and column != k.CELL_CURRENT:
        return factor
    if about.area is None:
        refuse(where, "can't be compared without the area of the cell; give area = '1.13 cm2'.")
    if per == kept:
        return factor
    if per == "area":
        return factor * about.area
    if per == "mass":
        if about.mass is None:
            refuse(where, "is per mass, which is not said; give mass = '12.3 mg'.")
        return factor * about.mass / about.area
    return factor / about.area


def sign_of(column: str, about: Description, where: str) -> int:
    """Return 1 for a column with the sign of a measurement, -1 for one with the other.

    Raises
    ------
    MeasurementError
        When it is not said, of a current or of an efficiency.
    """
    if column == k.EFFICIENCY and about.efficiency is None:
        refuse(
            where,
            f"what is over what is not said; efficiency must be {HOST_EFFICIENCY!r} (charge over discharge "
            "in a half cell, discharge over charge in a full cell) or the other way round.",
        )
    if column not in _SIGNS:
        return 1
    ours, other = _SIGNS[column]
    if about.sign not in (ours, other):
        got = "is not said" if about.sign is None else f"can't be {about.sign!r}"
        refuse(where, f"which current is positive {got}; sign must be {ours!r} or {other!r}.")
    return 1 if about.sign == ours else -1
