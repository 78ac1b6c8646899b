"""What a run shows of a measurement: the same columns at the same places, as the model has them."""

import numpy as np
import pandas as pd

from pybamm_miec import analysis
from pybamm_miec.analysis.impedance import IMAGINARY, REAL
from pybamm_miec.analysis.voltammogram import CURRENT, CYCLE, DIRECTION, POTENTIAL
from pybamm_miec.calibration.named_number import NUMBERS, per_cycle
from pybamm_miec.calibration.solved import Solved, voltage_at_capacities, voltage_at_times
from pybamm_miec.errors import CalibrationError
from pybamm_miec.measurements.kinds import CAPACITY, OBSERVABLE, STEP, TIME, VALUE, VOLTAGE_AT
from pybamm_miec.measurements.kinds import VOLTAGE as VOLTAGE_OVER_TIME
from pybamm_miec.measurements.measurement import Measurement
from pybamm_miec.measurements.protocol import AS_MEASURED
from pybamm_miec.refusal import ending, refuse

_ROUGH = {"voltammogram": 1e-4}  # relative noise [-]


def shown(measurement: Measurement, solved: Solved) -> dict[str, np.ndarray]:
    """Return the observed columns of a measurement as a run has them.

    Parameters
    ----------
    measurement : Measurement
        Says where to look.
    solved : Solved
        Of the same cell and protocol.

    Returns
    -------
    dict of array, shape (n,)
        By column, in its unit, of a cell with the area that was measured; NaN where the run did not come to.
    """
    if measurement.kind == "voltage" and TIME in measurement.table:
        return {VOLTAGE_OVER_TIME: voltage_at_times(solved, times(measurement))}
    found = _READ[measurement.kind](measurement.table, solved, measurement.observed)
    if needs_spectrum(measurement) and measurement.area is not None:
        per_area = solved.area / measurement.area  # resistances are of the whole cell
        return {name: per_area * column for name, column in found.items()}
    return found


def times(measurement: Measurement) -> np.ndarray:
    """Return the times of a voltage since the cycles that count began; a drive begins with its data [s]."""
    t = measurement.table[TIME].to_numpy(dtype=float)
    return t - t[0] if measurement.protocol["name"] == AS_MEASURED else t


def cycles_in_full(measurement: Measurement, cycles: int) -> set[int]:
    """Return the cycles, from 1, whose every moment is read; of a run with so many."""
    table = measurement.table
    if measurement.kind == "number":
        number, given = _number(table)
        return set() if number.spectrum else number.cycles(**given)
    if measurement.kind == "voltage" and TIME in table:
        return set(range(1, cycles + 1))
    if measurement.kind in ("voltage", "voltammogram"):
        return set(table[CYCLE])
    return set()


def cycles_read(measurement: Measurement) -> int | None:
    """Return the last cycle that a measurement is read from; None if that is the last of the run."""
    table = measurement.table
    if measurement.kind == "number":
        number, given = _number(table)
        named = {int(given[key]) for key in ("cycle", "to_cycle") if key in given}
        return max(named | number.cycles(**given), default=None)
    return int(table[CYCLE].max()) if CYCLE in table and TIME not in table else None


def needs_spectrum(measurement: Measurement) -> bool:
    """Return whether a measurement is compared with an impedance."""
    if measurement.kind == "number":
        return _number(measurement.table)[0].spectrum
    return measurement.kind == "impedance"


def noise(measurement: Measurement) -> float:
    """Return the relative noise of what a run shows of a measurement, beyond the integrator's [-].

    A voltammogram is lines between the points that a sweep keeps.
    """
    if measurement.kind == "number":
        return _number(measurement.table)[0].noise
    return _ROUGH.get(measurement.kind, 0.0)


def check_number(measurement: Measurement, where: str) -> None:
    """Refuse a number of an unknown name, or without its arguments.

    Raises
    ------
    CalibrationError
        One sentence.
    """
    if measurement.kind != "number":
        return
    row = measurement.table.iloc[0]
    name, known = row[OBSERVABLE], tuple(NUMBERS)
    if name not in NUMBERS:
        refuse(
            CalibrationError,
            where,
            f"an observable must be one of {known}, got {name!r}{ending(name, known)}",
        )
    arguments = NUMBERS[name].arguments
    missing = [key for key, default in arguments.items() if default is None and key not in row]
    if missing:
        refuse(CalibrationError, where, f"{name!r} needs {tuple(missing)}, got {tuple(row.index)}.")


def _number(table):
    row = table.iloc[0]
    number = NUMBERS[row[OBSERVABLE]]
    return number, {key: row.get(key, default) for key, default in number.arguments.items()}


def _value(table, solved, observed):
    number, given = _number(table)
    return {VALUE: np.array([number.read(solved, **given)], dtype=float)}


def _cycles(table, solved, observed):
    k = table[CYCLE].to_numpy(dtype=int) - 1
    read = {}
    for column in observed:
        values = per_cycle(solved, column)
        there = (k >= 0) & (k < values.size)
        read[column] = np.where(
            there, values[np.where(there, k, 0)] if values.size else np.nan, np.nan
        )
    return read


def _curves(table, solved, observed):
    V = np.full(len(table), np.nan)
    for (n, turn), part in table.groupby([CYCLE, STEP]):
        cycle = solved.cycle(int(n))
        if cycle is not None:
            V[part.index] = voltage_at_capacities(cycle, int(turn), part[CAPACITY].to_numpy(float))
    return {VOLTAGE_AT: V}


def _sweeps(table, solved, observed):
    model = analysis.voltammogram(solved.solution)
    model = model[model[CYCLE].between(solved.before + 1, solved.before + solved.whole)]
    i = np.full(len(table), np.nan)
    sweeps = dict(list(model.groupby([CYCLE, DIRECTION])))
    for (n, direction), part in table.groupby([CYCLE, DIRECTION]):
        sweep = sweeps.get((n + solved.before, direction))
        if sweep is not None:
            there = sweep.sort_values(POTENTIAL)
            i[part.index] = np.interp(part[POTENTIAL], there[POTENTIAL], there[CURRENT])
    return {CURRENT: i}


def _spectrum(table, solved, observed):
    Z = pd.DataFrame(np.nan, table.index, [REAL, IMAGINARY])
    if solved.spectrum is not None:
        there = solved.spectrum.loc[table["frequency [Hz]"]]
        Z[[REAL, IMAGINARY]] = there[[REAL, IMAGINARY]].to_numpy()
    return {column: Z[column].to_numpy() for column in observed}


_READ = {
    "number": _value,
    "cycles": _cycles,
    "voltage": _curves,
    "voltammogram": _sweeps,
    "impedance": _spectrum,
}
