"""Cyclic voltammetry of a half cell: voltage ramps between two potentials."""

import math
from dataclasses import dataclass
from itertools import pairwise
from numbers import Real

import pybamm

from pybamm_miec.errors import ExperimentError
from pybamm_miec.experiments._steps import check_count, check_half_cell, check_positive

_DIRECTIONS = ("cathodic", "anodic")
_FULL_MATRICES = {
    "linear_solver": "SUNLinSol_Dense",
    "jacobian": "dense",
    "max_error_test_failures": 50,
}


@dataclass(frozen=True)
class Ramp:
    """Voltage that changes evenly; as PyBaMM tells steps apart by how they print, equal ones are built once.

    Attributes
    ----------
    start : float
        Voltage at the start [V].
    rate : float
        How fast it rises [V.s-1].
    """

    start: float
    rate: float

    def __call__(self, t):
        """Return the voltage [V] at a time `t` [s] of the step."""
        return self.start + self.rate * t


def cyclic_voltammetry(
    values, *, scan_rate, upper, lower=0.0, start=None, cycles=1, first="cathodic", resolution=2.0
) -> pybamm.Experiment:
    """Return an experiment that sweeps the voltage of a half cell to and fro.

    A cycle is two sweeps.  The first begins at `start`, the others where the one before ended.  Each ramp
    ends on time, exactly at its potential.

    Parameters
    ----------
    values : pybamm.ParameterValues
        The half cell's; gives `start`.
    scan_rate : float
        How fast the voltage changes, above 0 [mV.s-1].
    upper, lower : float
        Potentials at which the sweep turns, against lithium [V].
    start : float, optional
        Potential of the first moment, from `lower` to `upper` [V]; the initial voltage of the host if not
        given.  Where the cell rests elsewhere, the current jumps.
    cycles : int
        How many.
    first : str
        "cathodic", lithium into the host, or "anodic": the direction of the first sweep.
    resolution : float
        Every how many volts of a sweep the solution is kept, above 0 [mV].

    Returns
    -------
    pybamm.Experiment

    Raises
    ------
    ExperimentError
        For an argument that is out of range, or the values of a full cell.

    Notes
    -----
    Solve it with :func:`ramp_solver`: PyBaMM's sparse solver may fail on a voltage that is prescribed.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> values = miec.parameters.parameter_values("LLTO@CNT")
    >>> experiment = miec.experiments.cyclic_voltammetry(values, scan_rate=0.1, upper=2.5, cycles=3)
    >>> [step.duration for step in experiment.cycles[0]]
    [25000.0, 25000.0]
    """
    check_positive("scan_rate", scan_rate, "mV.s-1")
    check_positive("resolution", resolution, "mV")
    check_count("cycles", cycles)
    if first not in _DIRECTIONS:
        raise ExperimentError(f"'first' must be one of {_DIRECTIONS}, got {first!r}.")
    check_half_cell(values, "voltage is not the potential of its host")
    start = _initial_voltage(values) if start is None else start
    for name, volts in (("upper", upper), ("lower", lower), ("start", start)):
        if not isinstance(volts, Real) or isinstance(volts, bool) or not math.isfinite(volts):
            raise ExperimentError(f"{name!r} must be a number [V], got {volts!r}.")
    if not lower < upper or not lower <= start <= upper:
        raise ExperimentError(
            f"'lower', 'start' and 'upper' must be lower <= start <= upper and lower < upper [V], got "
            f"{lower!r}, {start!r} and {upper!r}."
        )
    turns = (lower, upper) if first == "cathodic" else (upper, lower)
    if start == turns[0]:
        raise ExperimentError(
            f"'start' is {start!r} V, where the {first} sweep that is to come first ends; set 'first' to "
            f"{_DIRECTIONS[first == 'cathodic']!r}."
        )
    ends = [start, *turns * int(cycles)]
    sweeps = [_sweep(a, b, scan_rate, resolution) for a, b in pairwise(ends)]
    return pybamm.Experiment(list(zip(sweeps[::2], sweeps[1::2], strict=True)))


def scan_rate_series(values, *, scan_rates, cycles=1, **potentials) -> pybamm.Experiment:
    """Return an experiment that sweeps at one scan rate after another, some cycles at each.

    Parameters
    ----------
    values : pybamm.ParameterValues
        The half cell's.
    scan_rates : sequence of float
        How fast the voltage changes [mV.s-1].
    cycles : int
        How many at each rate.
    **potentials
        As for `cyclic_voltammetry`; `start` is that of the first rate, the others go on where the one before
        ended.

    Returns
    -------
    pybamm.Experiment

    Raises
    ------
    ExperimentError
        As from `cyclic_voltammetry`, or for no rate at all.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> values = miec.parameters.parameter_values("LLTO@CNT")
    >>> series = miec.experiments.scan_rate_series(values, scan_rates=(0.1, 0.2, 0.5), upper=2.5)
    >>> len(series.cycles)
    3
    """
    if not len(scan_rates):
        raise ExperimentError("'scan_rates' must hold at least one [mV.s-1], got none.")
    whole = []
    for rate in scan_rates:
        part = cyclic_voltammetry(values, scan_rate=rate, cycles=cycles, **potentials).cycles
        whole.extend(part)
        turn = "lower" if potentials.get("first") == "anodic" else "upper"
        potentials["start"] = potentials.get(turn, 0.0)
    return pybamm.Experiment(whole)


def ramp_solver(rtol=1e-4, atol=1e-6, **settings) -> pybamm.IDAKLUSolver:
    """Return a solver for steps whose voltage is prescribed: PyBaMM's, with full matrices.

    Its sparse solver keeps the order of elimination that it found at the first step.  Where the current is an
    unknown and walls or planes store charge, an order that is good for a long step is of no use for a short
    one: Newton's iteration then fails, however short the step.  Full matrices are pivoted anew each time, and
    take twice as long on the usual mesh.  A ramp of days whose current rises in microseconds at first needs
    more attempts at a first step, too.

    Parameters
    ----------
    rtol, atol : float
        Relative and absolute tolerance [-].
    **settings
        Of PyBaMM's IDAKLU solver.

    Returns
    -------
    pybamm.IDAKLUSolver
    """
    options = {**_FULL_MATRICES, **settings.pop("options", {})}
    return pybamm.IDAKLUSolver(rtol=rtol, atol=atol, options=options, **settings)


def _initial_voltage(values):
    name = "Initial voltage in positive electrode [V]"
    if name not in values:
        raise ExperimentError(f"'values' has no {name!r}, which the sweep begins at; give 'start'.")
    return values[name]


def _sweep(start, end, scan_rate, resolution):
    seconds = abs(end - start) / scan_rate * 1000
    rate = math.copysign(scan_rate / 1000, end - start)
    # a whole number of periods; the last point is the end
    period = seconds / max(round(abs(end - start) / resolution * 1000), 1)
    return pybamm.step.voltage(Ramp(float(start), rate), duration=seconds, period=period)
