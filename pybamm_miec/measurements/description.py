"""What is said about a measurement: the keys of its TOML file, or of the arguments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pybamm_miec import parameters
from pybamm_miec.measurements import protocol
from pybamm_miec.measurements.kinds import KINDS
from pybamm_miec.measurements.refused import refuse
from pybamm_miec.measurements.units import amount
from pybamm_miec.refusal import ending

CHARGE_POSITIVE, DISCHARGE_POSITIVE = "charge positive", "discharge positive"
ANODIC_POSITIVE, CATHODIC_POSITIVE = "anodic positive", "cathodic positive"
HOST_EFFICIENCY = "delithiation over lithiation"
_ALLOWED: dict[str, tuple[str, ...]] = {
    "sign": (CHARGE_POSITIVE, DISCHARGE_POSITIVE, ANODIC_POSITIVE, CATHODIC_POSITIVE),
    "efficiency": (HOST_EFFICIENCY, "lithiation over delithiation"),
    "charge": ("lithiation", "delithiation"),
}
CHECKS = ("voltage", "current", "gaps", "sign", "efficiency", "imaginary")
_TYPES: dict[str, tuple[type, str]] = {
    "kind": (str, "a string"),
    "cell": (str, "the name of a cell"),
    "protocol": (dict, "a table with its name and arguments"),
    "source": (str, "a sentence: who measured it, and where it is from"),
    "error": (dict, "a table from column, with unit, to standard error"),
    "columns": (dict, "a table from header in the file to name with unit"),
    "constant": (dict, "a table from column, with unit, to the one value that all rows have"),
    "every": (int, "a whole number: each how many rows one is kept"),
    "allow": (list, "a list of checks"),
    "anode": (str, "the name of an anode"),
    "area": (str, "a number with its unit, as '1.13 cm2'"),
    "mass": (str, "a number with its unit, as '12.3 mg'"),
    "sign": (str, "a string"),
    "efficiency": (str, "a string"),
    "charge": (str, "a string"),
}
KEYS = tuple(_TYPES)
NEEDED = ("kind", "cell", "protocol", "source")


@dataclass(frozen=True)
class Description:
    """What a measurement is of.

    Attributes
    ----------
    where : str
        What messages call the input.
    kind, cell, source : str
        As in a measurement.
    protocol, error, columns, constant : mapping
        As they are given.
    every : int
        Each how many rows one is kept.
    allow : tuple of str
        Checks of plausibility that are left out.
    area, mass : float or None
        In m2 and kg, the units of SI.
    sign, efficiency, charge : str or None
        Which current is positive, what an efficiency is, what charging the cell does to the host.
    stated : mapping
        All that is not in the measurement itself, as it was given.
    """

    where: str
    kind: str
    cell: str
    source: str
    protocol: Mapping[str, Any]
    error: Mapping[str, Any]
    columns: Mapping[str, str]
    constant: Mapping[str, Any]
    every: int
    allow: tuple[str, ...]
    area: float | None
    mass: float | None
    sign: str | None
    efficiency: str | None
    charge: str | None
    stated: Mapping[str, Any]


def describe(about: Mapping[str, Any], where: str, also: tuple[str, ...] = ()) -> Description:
    """Return the description, checked; `also` are keys that are allowed and used up before.

    Raises
    ------
    MeasurementError
        When a key is missing, unknown or not what it must be.
    """
    about = {key: value for key, value in about.items() if value is not None}
    _check_keys(about, where, also)
    for key, allowed in _ALLOWED.items():
        if key in about:
            _check_one_of(about[key], key, allowed, where)
    if "anode" in about:
        _check_one_of(about["anode"], "anode", parameters.anodes(), where)
    for check in about.get("allow", []):
        _check_one_of(check, "a check that is left out", CHECKS, where)
    if about.get("every", 1) < 1:
        refuse(where, f"every must be 1 or more, got {about['every']!r}.")
    area, mass = (
        amount(key, about[key], where) if key in about else None for key in ("area", "mass")
    )
    return Description(
        where=where,
        kind=about["kind"],
        cell=about["cell"],
        source=about["source"],
        protocol=about["protocol"],
        error=about.get("error", {}),
        columns=about.get("columns", {}),
        constant=about.get("constant", {}),
        every=about.get("every", 1),
        allow=tuple(about.get("allow", [])),
        area=area,
        mass=mass,
        sign=about.get("sign"),
        efficiency=about.get("efficiency"),
        charge=about.get("charge"),
        stated={key: about[key] for key in ("anode", "area", "mass", *_ALLOWED) if key in about},
    )


def _check_keys(about: Mapping[str, Any], where: str, also: tuple[str, ...]) -> None:
    known = (*KEYS, *also)
    for key in about:
        if key not in known:
            refuse(where, f"may say {known}, got {key!r}{ending(key, known)}")
    for key in NEEDED:
        if key not in about:
            refuse(where, f"does not say its {key}, which must be {_TYPES[key][1]}.")
    for key, (kind, words) in _TYPES.items():
        value = about.get(key)
        right = isinstance(
            value, Mapping if kind is dict else (list, tuple) if kind is list else kind
        )
        if key in about and (not right or isinstance(value, bool)):
            refuse(where, f"{key} must be {words}, got {value!r}.")
    _check_one_of(about["kind"], "kind", tuple(KINDS), where)
    for key in ("cell", "source"):
        if not about[key].strip():
            refuse(where, f"{key} must be {_TYPES[key][1]}, got {about[key]!r}.")
    protocol.check(about["protocol"], where)


def _check_one_of(value: object, key: str, allowed: tuple[str, ...], where: str) -> None:
    if value not in allowed:
        refuse(where, f"{key} must be one of {allowed}, got {value!r}{ending(value, allowed)}")
