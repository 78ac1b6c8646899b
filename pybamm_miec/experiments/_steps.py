"""Steps of an experiment, from what a protocol is given in: per area, in volts, in hours."""

import math
from numbers import Integral, Real

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.errors import ExperimentError
from pybamm_miec.placement import Placement

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
        values, "host is plated by a charge", ", or write the steps as a pybamm.Experiment"
    )
    missing = [name for name in (*_SIDES, _PARALLEL) if name not in values]
    if missing:
        raise ExperimentError(
            f"'values' has no {missing[0]!r}, which the area of the cell follows from; give the "
            "ParameterValues of the cell."
        )
    area = math.prod(_number(values, name) for name in (*_SIDES, _PARALLEL))
    return float(current_density) * 10 * area


def _number(values, name):
    value = values[name]
    if not isinstance(value, Real):
        raise ExperimentError(
            f"'values' has {value!r} for {name!r}, which the area of the cell follows from; give a "
            "number there."
        )
    return float(value)


def check_half_cell(values, instead, or_else=""):
    """Refuse values of a full cell, saying what its host or voltage does instead and what else there is."""
    if Placement("negative").key(v.j_lim) in values:
        raise ExperimentError(
            f"'values' are of a full cell, whose {instead}; give those of a half cell{or_else}."
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
