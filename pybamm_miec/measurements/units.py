"""Units of measured columns, and what turns them into the ones that a measurement is kept in."""

import re
from typing import NamedTuple

from pybamm_miec.measurements.refused import refuse


class Unit(NamedTuple):
    """What a unit is worth.

    Attributes
    ----------
    factor : float
        To the kept unit; per area to A.m-2 and the like, per mass to A.h.kg-1 [-].
    per : str
        "", "area", "mass", or "times area".
    """

    factor: float
    per: str = ""


_CURRENT = {"A": Unit(1), "mA": Unit(1e-3), "uA": Unit(1e-6)}
_DENSITY = {
    "A.m-2": Unit(1, "area"),
    "mA.cm-2": Unit(10, "area"),
    "uA.cm-2": Unit(0.01, "area"),
    "A.cm-2": Unit(1e4, "area"),
}
_CHARGE = {
    "A.h": Unit(1),
    "mA.h": Unit(1e-3),
    "uA.h": Unit(1e-6),
    "A.h.m-2": Unit(1, "area"),
    "mA.h.cm-2": Unit(10, "area"),
    "A.h.cm-2": Unit(1e4, "area"),
    "uA.h.cm-2": Unit(0.01, "area"),
    "mA.h.g-1": Unit(1, "mass"),
    "A.h.kg-1": Unit(1, "mass"),
    "A.h.g-1": Unit(1e3, "mass"),
}
UNITS: dict[str, dict[str, Unit]] = {
    "time": {
        "s": Unit(1),
        "ms": Unit(1e-3),
        "min": Unit(60),
        "h": Unit(3600),
        "d": Unit(86400),
    },
    "voltage": {"V": Unit(1), "mV": Unit(1e-3)},
    "current": _CURRENT | _DENSITY,
    "capacity": _CHARGE,
    "percentage": {"%": Unit(1), "-": Unit(100)},
    "resistance": {
        "Ohm": Unit(1),
        "mOhm": Unit(1e-3),
        "kOhm": Unit(1e3),
        "Ohm.cm2": Unit(1e-4, "times area"),
        "Ohm.m2": Unit(1, "times area"),
    },
    "frequency": {"Hz": Unit(1), "mHz": Unit(1e-3), "kHz": Unit(1e3), "MHz": Unit(1e6)},
    "area": {"m2": Unit(1), "cm2": Unit(1e-4), "mm2": Unit(1e-6)},
    "mass": {"kg": Unit(1), "g": Unit(1e-3), "mg": Unit(1e-6), "ug": Unit(1e-9)},
}
_SPELLINGS = {
    "\u00b5": "u",  # the sign for micro, and the Greek letter
    "\u03bc": "u",
    "\u03a9": "Ohm",  # the Greek letter, and the sign for ohm
    "\u2126": "Ohm",
    "⁻¹": "-1",
    "⁻²": "-2",
    "²": "2",
    "/cm2": "cm-2",
    "/cm^2": "cm-2",
    "/m2": "m-2",
    "/m^2": "m-2",
    "/kg": "kg-1",
    "/g": "g-1",
}
_WORDS = {
    "sec": "s",
    "second": "s",
    "seconds": "s",
    "millisecond": "ms",
    "minute": "min",
    "minutes": "min",
    "hr": "h",
    "hour": "h",
    "hours": "h",
    "days": "d",
    "volt": "V",
    "millivolt": "mV",
    "ampere": "A",
    "milliampere": "mA",
    "amperehour": "Ah",
    "milliamperehour": "mAh",
    "ah": "Ah",
    "mah": "mAh",
    "ohm": "Ohm",
    "hertz": "Hz",
    "percent": "%",
    "1": "-",
}

_AMOUNT = r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(\S+)\s*"  # a number and its unit


def _plain(unit: str) -> str:
    """The unit without what spellings differ in."""
    for spelling, plain in _SPELLINGS.items():
        unit = unit.replace(spelling, plain)
    unit = re.sub(r"[\s.·*^_]", "", unit)
    return _WORDS.get(unit, unit).replace("ohm", "Ohm")


_KNOWN = {
    what: {_plain(name): unit for name, unit in units.items()} for what, units in UNITS.items()
}


def is_unit(text: str) -> bool:
    """Whether this is a unit of something that is measured."""
    return any(_plain(text) in units for units in _KNOWN.values())


def unit_of(what: str, text: str | None, where: str) -> Unit:
    """Return what the unit of a quantity is worth.

    Raises
    ------
    MeasurementError
        When there is none, or it is not known for this quantity.
    """
    allowed = tuple(UNITS[what])
    if not text:
        refuse(where, f"has no unit, write one of {allowed} into the header, as in 'Name [unit]'.")
    found = _KNOWN[what].get(_plain(text))
    if found is None:
        refuse(where, f"the unit of a {what} must be one of {allowed}, got {text!r}.")
    return found


def amount(what: str, text: object, where: str) -> float:
    """Return an area or a mass in m2 or kg, from a number and its unit in one string.

    Raises
    ------
    MeasurementError
        When it is anything else, or not above 0.
    """
    example = {"area": "1.13 cm2", "mass": "12.3 mg"}[what]
    parts = re.fullmatch(_AMOUNT, str(text))
    if not isinstance(text, str) or parts is None:
        refuse(where, f"{what} must be a number with its unit, as {example!r}, got {text!r}.")
    number = float(parts[1])
    if not 0 < number < float("inf"):
        refuse(where, f"{what} must be above 0, got {text!r}.")
    return number * unit_of(what, parts[2], f"{where}, {what}").factor
