"""Lithium plated into a half cell's host, and stripped out of it."""

import math
from numbers import Integral, Real

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.errors import ExperimentError
from pybamm_miec.placement import Placement

_SIDES = ("Electrode height [m]", "Electrode width [m]")
_PARALLEL = "Number of electrodes connected in parallel to make a cell"
_COUNTS = ("rest", "0 V")
_PATIENCE = 1000  # times the plating time, and at least a week, for a step that ends on a voltage
_WEEK = 7 * 24.0


def plate(values, *, current_density, capacity, counted_from="rest") -> pybamm.Experiment:
    """Return an experiment that plates once.

    Parameters
    ----------
    values : pybamm.ParameterValues
        The cell's; gives the area.
    current_density : float
        Into the host, per area of the cell [mA.cm-2].
    capacity : float
        Per area of the cell [mA.h.cm-2].
    counted_from : str
        "rest", from the start of the step, as a cycler counts; or "0 V", from the moment the cell
        passes 0 V, so that what the host takes up before is not counted.

    Returns
    -------
    pybamm.Experiment

    Raises
    ------
    ExperimentError
        For an argument that is out of range, or values without an area.
    """
    return pybamm.Experiment([_plating(values, current_density, capacity, counted_from)])


def plate_and_strip(
    values, *, current_density, capacity, strip_to, cycles, counted_from="rest"
) -> pybamm.Experiment:
    """Return an experiment that plates and strips, as a test of coulombic efficiency does.

    Parameters
    ----------
    values : pybamm.ParameterValues
        The cell's; gives the area.
    current_density : float
        Both ways, per area of the cell [mA.cm-2].
    capacity : float
        Plated in each cycle, per area of the cell [mA.h.cm-2].
    strip_to : float
        Voltage that ends a stripping, above 0 [V].
    cycles : int
        How many.
    counted_from : str
        "rest", from the start of the step, as a cycler counts; or "0 V", from the moment the cell
        passes 0 V, so that what the host takes up before is not counted.

    Returns
    -------
    pybamm.Experiment

    Raises
    ------
    ExperimentError
        For an argument that is out of range, or values without an area.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> values = miec.parameters.parameter_values("LLTO@CNT")
    >>> experiment = miec.experiments.plate_and_strip(
    ...     values, current_density=1.0, capacity=1.0, strip_to=1.0, cycles=50
    ... )
    >>> len(experiment.cycles)
    50
    """
    _above_zero("strip_to", strip_to, "V", "metal rests at 0 V and can't be stripped below it")
    if not isinstance(cycles, Integral) or isinstance(cycles, bool) or cycles < 1:
        raise ExperimentError(f"'cycles' must be a whole number from 1 up, got {cycles!r}.")
    plating = _plating(values, current_density, capacity, counted_from)
    hours = float(capacity / current_density)
    stripping = _until(-_current(values, current_density), float(strip_to), hours)
    return pybamm.Experiment([(*plating, stripping)] * int(cycles))


def _plating(values, current_density, capacity, counted_from):
    _above_zero("current_density", current_density, "mA.cm-2")
    _above_zero("capacity", capacity, "mA.h.cm-2")
    if counted_from not in _COUNTS:
        raise ExperimentError(f"'counted_from' must be one of {_COUNTS}, got {counted_from!r}.")
    current, hours = _current(values, current_density), float(capacity / current_density)
    step = pybamm.step.current(current, duration=hours * 3600)
    before = (_until(current, 0, hours),) if counted_from == "0 V" else ()
    return (*before, step)


def _until(current, voltage, hours):
    """A step that ends on a voltage; PyBaMM's own limit of a day would end a slow one early."""
    patience = max(_PATIENCE * hours, _WEEK) * 3600
    return pybamm.step.current(current, termination=f"{voltage} V", duration=patience)


def _current(values, current_density):
    """Terminal current [A]."""
    if Placement("negative").key(v.eps_r) in values:
        raise ExperimentError(
            "'values' are of a full cell, whose host is plated by a charge; give those of a half cell, or "
            "write the steps as a pybamm.Experiment."
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


def _above_zero(name, value, unit, why=""):
    number = isinstance(value, Real) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or value <= 0:
        reason = f": {why}" if why else ""
        raise ExperimentError(f"{name!r} must be a number above 0 [{unit}], got {value!r}{reason}.")
