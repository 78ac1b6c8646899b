"""Headers of tables, and which of them is which column of a measurement."""

import re
from typing import NamedTuple

from pybamm_miec.measurements import kinds as k
from pybamm_miec.measurements.units import is_unit


class Name(NamedTuple):
    """What a column is called.

    Attributes
    ----------
    what : str
        Its dimension, a key of ``UNITS``; "count" or "word" if it has none.
    names : tuple of str
        Names without unit: PyBaMM's, those of the Battery Data Format, and other usual ones, BioLogic's among
        them ("I/mA", "<I>/mA", "Ecell/V", "Ewe-Ece/V", "Q discharge/mA.h").
    """

    what: str
    names: tuple[str, ...]


_POTENTIAL = ("voltage", "potential", "cell voltage", "terminal voltage", "ewe", "ecell", "ewe ece")
_CURRENT = ("current", "current density", "cell current", "i")
NAMES: dict[str, Name] = {
    k.TIME: Name("time", ("time", "test time", "elapsed time")),
    k.CELL_CURRENT: Name("current", _CURRENT),
    k.VOLTAGE: Name("voltage", _POTENTIAL),
    k.VOLTAGE_AT: Name("voltage", _POTENTIAL),
    k.CYCLE: Name("count", ("cycle", "cycle count", "cycle number", "cycle index")),
    k.STEP: Name("count", ("step", "step count")),
    k.CAPACITY: Name("capacity", ("capacity", "areal capacity", "specific capacity")),
    k.LITHIATION: Name(
        "capacity", ("lithiation", "lithiation capacity", "plating", "plating capacity")
    ),
    k.DELITHIATION: Name(
        "capacity", ("delithiation", "delithiation capacity", "stripping", "stripping capacity")
    ),
    k.EFFICIENCY: Name("percentage", ("coulombic efficiency", "ce", "efficiency")),
    k.DIRECTION: Name("word", ("direction",)),
    k.POTENTIAL: Name("voltage", _POTENTIAL),
    k.CURRENT: Name("current", _CURRENT),
    k.FREQUENCY: Name("frequency", ("frequency", "freq")),
    k.REAL: Name("resistance", ("real", "re z", "z real", "z'")),
    k.IMAGINARY: Name("resistance", ("imaginary", "im z", "z imaginary", "z''")),
}
CHARGE = ("charge", "charge capacity", "charging capacity", "q charge")
DISCHARGE = ("discharge", "discharge capacity", "discharging capacity", "q discharge")

_MACHINE = re.compile(
    r"([a-z][a-z_]*?)_((?:milli)?(?:ampere_hour|ampere|volt|second)|minute|hour|ah|ohm|hertz|percent)"
)


class Header(NamedTuple):
    """A header, taken apart.

    Attributes
    ----------
    name : str
        In lower case, words by one space, without "error" and a leading minus.
    unit : str or None
        As it is written; None if there is none.
    is_error : bool
        Whether the column holds errors of another.
    is_minus : bool
        Whether it holds the negative of what it is called.
    """

    name: str
    unit: str | None
    is_error: bool
    is_minus: bool


def take_apart(header: str) -> Header:
    """Return name and unit of "Name [unit]", "Name / unit", "Name (unit)" or "name_unit"."""
    name, unit = _name_and_unit(header.strip())
    is_minus = name.lstrip().startswith("-")
    words = " ".join(re.findall(r"[a-z0-9']+", name.lower()))
    bare = re.sub(r"^error$|^error of | (error|uncertainty)$", "", words)
    return Header(bare, unit, bare != words, is_minus)


def _name_and_unit(header: str) -> tuple[str, str | None]:
    if found := re.fullmatch(r"(.*?)\s*\[(.*)\]", header):
        return found[1], found[2]
    if (found := re.fullmatch(r"(.*?)\s*\(([^()]*)\)", header)) and is_unit(found[2]):
        return found[1], found[2]
    if at := _slash(header):
        return header[: at.start()], header[at.end() :]
    if found := _MACHINE.fullmatch(header):
        return found[1], found[2]
    return header, None


def _slash(header: str) -> re.Match | None:
    """The slash before the unit: the first with a known one after it, as names and units hold some, too."""
    every = [
        at for at in re.finditer(r"\s*/\s*", header) if at.start() > 0 and at.end() < len(header)
    ]
    known = (at for at in every if is_unit(header[at.end() :]))
    return next(known, every[0] if every else None)


def names_of(column: str, charge: str | None) -> tuple[str, ...]:
    """Return what a column may be called, where charging the cell does this to the host."""
    names = NAMES[column].names
    if charge is None or column not in (k.LITHIATION, k.DELITHIATION):
        return names
    return (*names, *(CHARGE if column.startswith(charge) else DISCHARGE))
