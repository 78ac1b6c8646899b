"""What was done to a cell, by name: from a table of a plan to an experiment of PyBaMM's."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
import pybamm

from pybamm_miec import experiments
from pybamm_miec.measurements.kinds import CELL_CURRENT, TIME
from pybamm_miec.measurements.refused import refuse
from pybamm_miec.refusal import ending

AS_MEASURED, IMPEDANCE = "as measured", "impedance"
BUILDERS = {
    builder.__name__: builder
    for builder in (
        experiments.plate,
        experiments.plate_and_strip,
        experiments.rate_series,
        experiments.precycle,
        experiments.full_cell_cycling,
        experiments.cyclic_voltammetry,
        experiments.scan_rate_series,
    )
}
SWEEPS = ("cyclic_voltammetry", "scan_rate_series")  # whose voltage is prescribed
LONGER = (
    "plate_and_strip",
    "full_cell_cycling",
    "precycle",
)  # more cycles leave the first as they are
TIMED = ("plate", AS_MEASURED)  # one step, that ends by time
AFTER, CYCLES = "after", "cycles"
JUMP = 1e-3  # of the shortest step between rows: what a jump of the current takes
EVEN = 1e-4  # of the largest current: what is less off a straight line is left out of a drive


@dataclass(frozen=True)
class Done:
    """An experiment and what of it counts.

    Attributes
    ----------
    experiment : pybamm.Experiment
        All cycles.
    before : int
        How many of them come before those that count.
    """

    experiment: pybamm.Experiment
    before: int


def check(protocol: object, where: str) -> None:
    """Refuse a protocol of an unknown name, with an argument that it does not take, or without one it needs.

    Whether the arguments are in range, :func:`build` tells, which knows the cell.

    Parameters
    ----------
    protocol : mapping
        "name", arguments, and under "after" what was done before.
    where : str
        What messages call it.

    Raises
    ------
    MeasurementError
    """
    if not isinstance(protocol, Mapping) or not isinstance(protocol.get("name"), str):
        got = dict(protocol) if isinstance(protocol, Mapping) else protocol
        refuse(where, f"protocol must be a table with its name and arguments, got {got!r}.")
    name, known = protocol["name"], (*BUILDERS, AS_MEASURED, IMPEDANCE)
    if name not in known:
        refuse(where, f"a protocol must be one of {known}, got {name!r}{ending(name, known)}")
    allowed = _arguments(name)
    for argument in protocol:
        if argument not in ("name", AFTER, *allowed):
            refuse(
                where,
                f"{name!r} takes {(*allowed, AFTER)}, got {argument!r}{ending(argument, allowed)}",
            )
    missing = [key for key in _needed(name) if key not in protocol]
    if missing:
        refuse(where, f"{name!r} needs {tuple(missing)} besides, got {tuple(protocol)}.")
    rest = protocol.get("rest", 0.0)
    if name == IMPEDANCE and not (isinstance(rest, Real) and 0 <= rest < float("inf")):
        refuse(where, f"'rest' must be a number from 0 up [s], got {rest!r}.")
    if AFTER in protocol:
        check(protocol[AFTER], f"{where}, {AFTER}")
        if protocol[AFTER]["name"] in (AS_MEASURED, IMPEDANCE):
            refuse(where, f"{AFTER!r} must be one of {tuple(BUILDERS)}.")


def build(
    protocol: Mapping[str, Any], values: pybamm.ParameterValues, drive: pd.DataFrame | None = None
) -> Done:
    """Return the experiment of a protocol.

    Parameters
    ----------
    protocol : mapping
        As :func:`check` takes it.
    values : pybamm.ParameterValues
        Of the cell.
    drive : pandas.DataFrame, optional
        For "as measured", the measurement's table, with time and current.

    Returns
    -------
    Done

    Raises
    ------
    ExperimentError
        For an argument that is out of range.
    """
    before = list(build(protocol[AFTER], values).experiment.cycles) if AFTER in protocol else []
    name = protocol["name"]
    if name == AS_MEASURED:
        cycles = [(_driven(drive),)]
    elif name == IMPEDANCE:
        cycles = [(pybamm.step.rest(duration=float(protocol.get("rest", 3600.0))),)]
    else:
        given = {key: protocol[key] for key in protocol if key not in ("name", AFTER)}
        cycles = list(BUILDERS[name](values, **given).cycles)
    return Done(pybamm.Experiment([*before, *cycles]), len(before))


def ends_by_time(protocol: Mapping[str, Any]) -> bool:
    """Return whether a protocol is one step whose end no parameter moves."""
    counted = protocol.get("counted_from", "rest") == "rest"
    return protocol["name"] in TIMED and counted and AFTER not in protocol


def _arguments(name):
    if name == AS_MEASURED:
        return ()
    if name == IMPEDANCE:
        return ("rest", "frequencies")
    return tuple(_taken(name))


def _needed(name):
    """Arguments without a default; how many cycles may be left to what is read."""
    if name not in BUILDERS:
        return ()
    bare = [key for key, argument in _taken(name).items() if argument.default is argument.empty]
    return tuple(key for key in bare if not (key == CYCLES and name in LONGER))


def _taken(name):
    """Arguments that a builder takes, with those that it hands on; not the values of the cell."""
    every = dict(inspect.signature(BUILDERS[name]).parameters)
    if every.pop("potentials", None):
        inner = inspect.signature(experiments.cyclic_voltammetry).parameters
        every |= {key: inner[key] for key in inner if key not in every and key != "scan_rate"}
    del every["values"]
    return every


def _driven(table):
    """A step that follows a measured current; points on a straight line between others are left out."""
    t, I = _with_jumps(*(table[name].to_numpy(dtype=float) for name in (TIME, CELL_CURRENT)))
    bend = np.full(t.size, np.inf)
    share = (t[1:-1] - t[:-2]) / (t[2:] - t[:-2])
    bend[1:-1] = np.abs(I[1:-1] - I[:-2] - share * (I[2:] - I[:-2]))
    kept = bend > EVEN * np.abs(I).max()
    drive = np.column_stack([t[kept], I[kept]])
    return pybamm.step.current(drive, duration=t[-1], period=t[-1] / (t.size - 1))


def _with_jumps(t, I):
    """Times from 0 that rise: of rows at one time the first and the last stay, a thousandth row apart."""
    same = np.diff(t) == 0
    inner = np.append(False, same) & np.append(same, False)
    t, I = t[~inner] - t[0], I[~inner]
    steps = np.diff(t)
    early = np.append(steps == 0, False)
    return t - early * JUMP * steps[steps > 0].min(), I
