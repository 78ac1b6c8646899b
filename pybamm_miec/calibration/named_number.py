"""Numbers that are read off a run, by the name that a measurement gives them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pybamm_miec import analysis
from pybamm_miec.analysis.inventory import USABLE
from pybamm_miec.analysis.voltammogram import CYCLE, DIRECTION, POTENTIAL
from pybamm_miec.calibration.cycle_life import cycle_life
from pybamm_miec.calibration.solved import Solved
from pybamm_miec.measurements.kinds import DELITHIATION, EFFICIENCY, LITHIATION
from pybamm_miec.submodels import STOCKS


@dataclass(frozen=True)
class NamedNumber:
    """How a number is read off a run.

    Attributes
    ----------
    read : callable
        From a `Solved` and the arguments to the number; NaN where the run does not hold it.
    arguments : dict
        Names of the arguments, and their values if not given; None for one that must be.
    unit : str
        Of the number.
    cycles : callable, optional
        From the arguments to the cycles whose every moment is read; none if not given.
    spectrum : bool
        Whether it is read off an impedance.
    noise : float
        Relative, beyond the integrator's: of what is read at the moments that a run happens to have [-].
    """

    read: Callable[..., float]
    arguments: dict[str, float | str | None]
    unit: str
    cycles: Callable[..., set[int]] = lambda **given: set()
    spectrum: bool = False
    noise: float = 0.0


def per_cycle(solved: Solved, column: str) -> np.ndarray:
    """Return a column of `analysis.coulombic_efficiency` of the cycles that count and came to their end."""
    table = analysis.coulombic_efficiency(solved.solution)
    return table[column].to_numpy()[solved.before : solved.before + solved.whole]


def reserve(solved: Solved) -> np.ndarray:
    """Return what the host has left to give at the ends of the same cycles [mA.h.cm-2].

    Nothing in a half cell: what it gives back is limited by the protocol, or by what it was given.
    """
    ends = slice(solved.before + 1, solved.before + solved.whole + 1)
    if solved.solution.all_models[0].options.host.is_terminal:
        return np.zeros(solved.whole)
    table = analysis.lithium_ledger(solved.solution)
    return (
        table[[stock.place for stock in STOCKS if stock.held in USABLE]]
        .sum(axis=1)
        .to_numpy()[ends]
    )


def _one(solved, column, cycle):
    values, n = per_cycle(solved, column), int(cycle)
    return values[n - 1] if 1 <= n <= values.size else np.nan


def _efficiency(solved, cycle):
    return _one(solved, EFFICIENCY, cycle)


def _lithiation(solved, cycle):
    return _one(solved, LITHIATION, cycle)


def _delithiation(solved, cycle):
    return _one(solved, DELITHIATION, cycle)


def _mean_efficiency(solved, from_cycle, to_cycle):
    first, last = int(from_cycle), int(to_cycle)
    values = per_cycle(solved, EFFICIENCY)
    return np.mean(values[first - 1 : last]) if values.size >= last else np.nan


def _kept(solved, cycle, of_cycle):
    return 100 * _delithiation(solved, cycle) / _delithiation(solved, of_cycle)


def _life(solved, share, of_cycle):
    first = int(of_cycle) - 1
    given, left = per_cycle(solved, DELITHIATION)[first:], reserve(solved)[first:]
    return cycle_life(given, left, share, of_cycle)


def _nucleation(solved, plateau):
    cycle = solved.cycle(1)
    return np.nan if cycle is None else 1e3 * analysis.nucleation_overpotential(cycle, plateau)


def _resistance(solved):
    if solved.spectrum is None:
        return np.nan
    return analysis.charge_transfer_resistance(solved.spectrum)["resistance [Ohm]"]


def _peak(solved, near, direction, cycle):
    """Potential of the peak of a sweep that is nearest to one that was measured; NaN if it has none."""
    peaks = analysis.voltammogram_peaks(solved.solution)
    here = (peaks[CYCLE] == solved.before + cycle) & (peaks[DIRECTION] == direction)
    at = peaks[POTENTIAL][here].to_numpy()
    return at[np.abs(at - near).argmin()] if at.size else np.nan


NUMBERS = {
    "coulombic efficiency": NamedNumber(_efficiency, {"cycle": None}, "%"),
    "mean coulombic efficiency": NamedNumber(
        _mean_efficiency, {"from_cycle": None, "to_cycle": None}, "%"
    ),
    "lithiation": NamedNumber(_lithiation, {"cycle": None}, "mA.h.cm-2"),
    "delithiation": NamedNumber(_delithiation, {"cycle": None}, "mA.h.cm-2"),
    "capacity kept": NamedNumber(_kept, {"cycle": None, "of_cycle": 1}, "%"),
    "cycles until capacity": NamedNumber(_life, {"share": None, "of_cycle": 1}, "-"),
    "nucleation overpotential": NamedNumber(
        _nucleation, {"plateau": 0.25}, "mV", cycles=lambda **given: {1}
    ),
    "peak potential": NamedNumber(
        _peak,
        {"near": None, "direction": None, "cycle": 1},
        "V",
        cycles=lambda cycle, **given: {int(cycle)},
        noise=1e-4,  # the top of a parabola: 4e-5 V where currents are solved to 1e-5
    ),
    "charge-transfer resistance": NamedNumber(_resistance, {}, "Ohm", spectrum=True),
}
