"""Kinds of measurements, and the columns that each has: PyBaMM's names, or those of `analysis`."""

from collections.abc import Iterable
from dataclasses import dataclass

from pybamm_miec.analysis.impedance import IMAGINARY, REAL
from pybamm_miec.analysis.voltammogram import CURRENT, CYCLE, DIRECTION, POTENTIAL

TIME, CELL_CURRENT, VOLTAGE = "Time [s]", "Current [A]", "Voltage [V]"
STEP, CAPACITY, VOLTAGE_AT = "step", "capacity [mA.h.cm-2]", "voltage [V]"
LITHIATION, DELITHIATION = "lithiation [mA.h.cm-2]", "delithiation [mA.h.cm-2]"
EFFICIENCY = "coulombic efficiency [%]"
FREQUENCY = "frequency [Hz]"
OBSERVABLE, VALUE = "observable", "value"
WORDS = (DIRECTION, OBSERVABLE)  # columns that are no numbers
COUNTS = (CYCLE, STEP)  # columns that are whole numbers


@dataclass(frozen=True)
class Form:
    """One way to lay out a kind of measurement.

    Attributes
    ----------
    needed : tuple of str
        Columns that it must have.
    observed : tuple of str
        Columns that a model is compared with: it has at least one of them.
    optional : tuple of str
        Columns that it may have besides.
    """

    needed: tuple[str, ...]
    observed: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns, in their order."""
        return (*self.needed, *self.optional, *self.observed)


KINDS: dict[str, tuple[Form, ...]] = {
    "voltage": (
        Form((TIME,), (VOLTAGE,), (CELL_CURRENT, CYCLE, STEP)),
        Form((CYCLE, STEP, CAPACITY), (VOLTAGE_AT,)),
    ),
    "cycles": (Form((CYCLE,), (LITHIATION, DELITHIATION, EFFICIENCY)),),
    "voltammogram": (Form((CYCLE, DIRECTION, POTENTIAL), (CURRENT,)),),
    "impedance": (Form((FREQUENCY,), (REAL, IMAGINARY)),),
    "number": (Form((OBSERVABLE,), (VALUE,)),),
}


def form_of(kind: str, columns: Iterable[str]) -> Form | None:
    """Return the form of a kind that a table with these columns has; None if it has none."""
    names = set(columns)
    for form in KINDS[kind]:
        if names.issuperset(form.needed) and names.intersection(form.observed):
            return form
    return None


def words_for(kind: str) -> str:
    """Return what a table of a kind holds, in words."""
    return ", or ".join(
        f"{form.needed} and any of {form.observed}"
        if len(form.observed) > 1
        else f"{(*form.needed, *form.observed)}"
        for form in KINDS[kind]
    )
