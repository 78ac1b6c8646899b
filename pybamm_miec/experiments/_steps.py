"""Steps of an experiment, from what a protocol is given in: per area, in volts, in hours."""

import math
from numbers import Integral, Real

import pybamm

from pybamm_miec.balance.electrodes import is_full_cell
from pybamm_miec.errors import ExperimentError

_SIDES = ("Electrode height [m]", "Electrode width [m]")
_PARALLEL = "Number of electrodes connected in parallel to make a cell"
_PATIENCE = 1000  # times the plating time, and at least a week, for a step that ends on a voltage
_WEEK = 7 * 24.0


def until(current, voltage, hours):
    """A step that ends on a voltage; PyBaMM's own limit of a day would end a slow one early."""
    patience = max(_PATIENCE * hours, _WEEK) * 3600
    return pybamm.step.current(current, termination=f"{voltage} V", duration=patience)


def at_current(values, current_density):
    """Terminal current [A] at a current density [mA.cm-2], refused where it is no number above 0."""
    check_positive("current_density", current_density, "mA.cm-2")
    check_half_cell(
        values, "host is plated by a charge", ", or build the experiment with full_cell_cycling"
    )
    missing = [name for name in (*_SIDES, _PARALLEL) if name not in values]
    if missing:
        raise ExperimentError(
            f"'values' has no {missing[0]!r}, which the area of the cell follows from; give the "
            "ParameterValues of the cell."
        )
    why = "the area of the cell follows from"
    area = math.prod(number(values, name, why) for name in (*_SIDES, _PARALLEL))
    return float(current_density) * 10 * area


def number(values, name, why):
    """The number that `values` has for a name; `why` ends the sentence about what it is needed for."""
    value = values[name]
    if not isinstance(value, Real):
        raise ExperimentError(
            f"'values' has {value!r} for {name!r}, which {why}; give a number there."
        )
    return float(value)


def check_half_cell(values, instead, or_else=""):
    """Refuse values of a full cell, saying what its host or voltage does instead and what else there is."""
    if is_full_cell(values):
        raise ExperimentError(
            f"'values' are of a full cell, whose {instead}; give those of a half cell{or_else}."
        )


def check_full_cell(values):
    """Refuse values of anything but a full cell with a host."""
    if not is_full_cell(values):
        raise ExperimentError(
            "'values' are of no full cell with a host; give those of one, such as "
            "pybamm.ParameterValues('Lin2025_LLTO_CNT')."
        )


def check_count(name, value):
    """Refuse what is no whole number from 1 up."""
    if not isinstance(value, Integral) or isinstance(value, bool) or value < 1:
        raise ExperimentError(f"{name!r} must be a whole number from 1 up, got {value!r}.")


def check_positive(name, value, unit, why=""):
    """Refuse what is no number above 0."""
    number = isinstance(value, Real) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or value <= 0:
        reason = f": {why}" if why else ""
        raise ExperimentError(f"{name!r} must be a number above 0 [{unit}], got {value!r}{reason}.")
