"""One cell under one protocol, and the measurements that are read off it."""

import time
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pybamm

from pybamm_miec.calibration import inputs
from pybamm_miec.calibration.built import Built
from pybamm_miec.calibration.cell import Cell
from pybamm_miec.calibration.free import Free
from pybamm_miec.calibration.numerics import Numerics
from pybamm_miec.calibration.observable import shown, times
from pybamm_miec.calibration.outcome import Outcome
from pybamm_miec.calibration.solved import VOLTAGE
from pybamm_miec.errors import DesignError, ParameterSetError, SolutionError
from pybamm_miec.measurements import protocol
from pybamm_miec.measurements.measurement import Measurement

KEPT = 3  # simulations of other lengths: of a place, and of a step to either side


class Run:
    """A cell under a protocol, with the measurements that are read off it.

    It is built once and given other inputs, but for lengths and what C rates refer to: mesh and currents
    follow from these, so that each of their values has a simulation of its own.  The last few are kept.

    Parameters
    ----------
    cell : Cell
        What is simulated.
    done : mapping
        The protocol.
    measurements : sequence of Measurement
        Of this cell and protocol.
    free : sequence of Free
        Parameters of this cell.
    numerics : Numerics
        Model, mesh and tolerance.

    Notes
    -----
    ``built`` counts how often a simulation was built.
    """

    def __init__(
        self,
        cell: Cell,
        done: Mapping[str, Any],
        measurements: Sequence[Measurement],
        free: Sequence[Free],
        numerics: Numerics,
    ):
        self.cell, self.free, self.measurements = cell, tuple(free), tuple(measurements)
        self._done, self._numerics = done, numerics
        self.built = 0
        self._late: tuple[
            str, ...
        ] = ()  # what moves, and did not at the places that were tried first
        self._simulations = lru_cache(KEPT)(self._build)

    @property
    def exact(self) -> bool:
        """Whether the solver's own sensitivities are right: of a voltage in a step that ends by time."""
        voltages = all(m.kind == "voltage" and VOLTAGE in m.table for m in self.measurements)
        timed = voltages and len(self.measurements) == 1 and protocol.ends_by_time(self._done)
        return timed and not self._names[1]

    def __call__(self, x: Sequence[float]) -> Outcome:
        """Return what the run shows, with the parameters at places `x` between 0 and 1.

        Parameters
        ----------
        x : sequence of float
            A place for each of the cell's parameters.

        Returns
        -------
        Outcome
        """
        began = time.perf_counter()
        try:
            values = self.cell.at(inputs.theta_of(self.free, x))
        except (DesignError, ParameterSetError) as error:  # there is no such cell
            return self._nothing(1.0, str(error), began)
        simulation, given = self._at(values)
        watch = simulation.watch()
        try:
            solved = simulation(given, watch, self._times())
            shows = [_flat(m, shown(m, solved)) for m in self.measurements]
        except (
            pybamm.SolverError,
            SolutionError,
        ) as error:  # failed, or does not do what was measured
            return self._nothing(1 - watch.share, watch.ended or str(error), began)
        read = np.concatenate(shows)
        why = watch.ended or ("" if np.isfinite(read).all() else "the run does not come so far")
        return Outcome(read, 1 - watch.share, why, time.perf_counter() - began)

    def slopes(self, x: Sequence[float]) -> np.ndarray | None:
        """Return the derivatives of what is shown by the places of the parameters, from the solver itself.

        Parameters
        ----------
        x : sequence of float
            A place for each of the cell's parameters.

        Returns
        -------
        array, shape (n, parameters), or None
            In the unit of what is shown; None where the solver's own are not right, or not finite.
        """
        if not self.exact:
            return None
        simulation, given = self._at(self.cell.at(inputs.theta_of(self.free, x)))
        watch = simulation.watch()
        try:
            solution = simulation.with_sensitivities(given, watch, self._times())
        except pybamm.SolverError:  # differences take its place, and are counted
            return None
        V, at = solution[VOLTAGE], times(self.measurements[0])
        by = [np.interp(at, solution.t, np.ravel(V.sensitivities[name])) for name in given]
        found = np.column_stack(by) @ inputs.slopes(self.cell, self.free, x, list(given))
        return None if watch.ended or not np.isfinite(found).all() else found

    @cached_property
    def _somewhere(self):
        return inputs.somewhere(self.cell, self.free, seed=0)

    @cached_property
    def _names(self):
        """What moves: inputs, and what has to be a number."""
        moved = tuple(dict.fromkeys((*inputs.moved(self._somewhere), *self._late)))
        numbers = inputs.lengths(self.cell.put_together(self._numerics.model))
        fixed = tuple(name for name in moved if name in (*numbers, *inputs.OF_PROTOCOL))
        free = tuple(name for name in moved if name not in fixed)
        return inputs.with_starts(free, self._somewhere[0]), fixed

    def _at(self, values):
        """The simulation for some values, and its inputs.

        What moves here and did not move before makes all simulations be built anew.
        """
        names, fixed = self._names
        others = set(inputs.moved((self._somewhere[0], values))) - {*names, *fixed}
        if others:
            self._late += tuple(sorted(others))
            self._simulations.cache_clear()
            del self._names
            names, fixed = self._names
        numbers = inputs.numbers(values, fixed)
        return self._simulations(tuple(numbers.items())), inputs.numbers(values, names)

    def _build(self, numbers):
        self.built += 1
        values = self._somewhere[0].copy()
        values.update(dict(numbers))
        return Built(
            self.cell, self._done, self.measurements, self._numerics, values, self._names[0]
        )

    def _times(self):
        """Where a single step that ends by time is kept: where it was measured."""
        return times(self.measurements[0]) if self.exact else None

    def _nothing(self, missing, why, began):
        sizes = [len(m.observed) * len(m.table) for m in self.measurements]
        nowhere = np.full(sum(sizes), np.nan)
        return Outcome(nowhere, missing, why, time.perf_counter() - began)


def _flat(measurement, read):
    return np.concatenate([np.asarray(read[name], dtype=float) for name in measurement.observed])
