"""Lithium plated into a half cell's host, and stripped out of it."""

import pybamm

from pybamm_miec.errors import ExperimentError
from pybamm_miec.experiments._steps import at_current, check_count, check_positive, until

_COUNTS = ("rest", "0 V")


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
        As for `plate`.

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
    check_positive("strip_to", strip_to, "V", "metal rests at 0 V and can't be stripped below it")
    check_count("cycles", cycles)
    plating = _plating(values, current_density, capacity, counted_from)
    hours = float(capacity / current_density)
    stripping = until(-at_current(values, current_density), float(strip_to), hours)
    return pybamm.Experiment([(*plating, stripping)] * int(cycles))


def rate_series(
    values, *, current_densities, capacity, strip_to, cycles, counted_from="rest"
) -> pybamm.Experiment:
    """Return an experiment that plates and strips at one current after another, some cycles at each.

    Parameters
    ----------
    values : pybamm.ParameterValues
        The cell's; gives the area.
    current_densities : sequence of float
        Both ways, per area of the cell [mA.cm-2].
    capacity, strip_to
        As for `plate_and_strip`.
    cycles : int
        How many at each current.
    counted_from : str
        As for `plate`.

    Returns
    -------
    pybamm.Experiment

    Raises
    ------
    ExperimentError
        For an argument that is out of range, no current at all, or values without an area.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> values = miec.parameters.parameter_values("LLTO@CNT")
    >>> series = miec.experiments.rate_series(
    ...     values, current_densities=(1, 2, 4), capacity=4.0, strip_to=1.0, cycles=5
    ... )
    >>> len(series.cycles)
    15
    """
    if not len(current_densities):
        raise ExperimentError("'current_densities' must hold at least one [mA.cm-2], got none.")
    each = [
        plate_and_strip(
            values,
            current_density=current_density,
            capacity=capacity,
            strip_to=strip_to,
            cycles=cycles,
            counted_from=counted_from,
        )
        for current_density in current_densities
    ]
    return pybamm.Experiment([cycle for part in each for cycle in part.cycles])


def _plating(values, current_density, capacity, counted_from):
    check_positive("capacity", capacity, "mA.h.cm-2")
    if counted_from not in _COUNTS:
        raise ExperimentError(f"'counted_from' must be one of {_COUNTS}, got {counted_from!r}.")
    current, hours = at_current(values, current_density), float(capacity / current_density)
    step = pybamm.step.current(current, duration=hours * 3600)
    before = (until(current, 0, hours),) if counted_from == "0 V" else ()
    return (*before, step)
