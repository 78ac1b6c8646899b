"""One simulation of one cell, built once, and the measurements that are read off it."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pybamm

from pybamm_miec.calibration import inputs
from pybamm_miec.calibration.cell import Cell
from pybamm_miec.calibration.free import Free
from pybamm_miec.calibration.numerics import Numerics
from pybamm_miec.calibration.observable import cycles_in_full, needs_spectrum, shown, times
from pybamm_miec.calibration.outcome import Outcome
from pybamm_miec.calibration.solved import VOLTAGE, Solved
from pybamm_miec.calibration.spectrum import Spectrum
from pybamm_miec.calibration.watch import Watch
from pybamm_miec.errors import DesignError, ParameterSetError, SolutionError
from pybamm_miec.measurements import protocol
from pybamm_miec.measurements.kinds import CELL_CURRENT
from pybamm_miec.measurements.measurement import Measurement


class Run:
    """A cell under a protocol, with the measurements that are read off it.

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
    ``built`` counts how often the simulation was built.
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
        self._first = self._simulation = self._with_slopes = None

    @property
    def exact(self) -> bool:
        """Whether the solver's own sensitivities are right: of a voltage in a step that ends by time."""
        voltages = all(m.kind == "voltage" and VOLTAGE in m.table for m in self.measurements)
        return voltages and len(self.measurements) == 1 and protocol.ends_by_time(self._done)

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
        given = self._given(values)
        watch = Watch(self._simulation.experiment)
        try:
            solved = self._solved(watch, given)
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
        given = self._given(self.cell.at(inputs.theta_of(self.free, x)))
        simulation = self._sensitive()
        watch = Watch(simulation.experiment)
        try:
            solution = simulation.solve(
                inputs=given,
                callbacks=[watch],
                t_interp=self._times(),
                calculate_sensitivities=list(given),
            )
        except pybamm.SolverError:  # differences take its place, and are counted
            return None
        V, at = solution[VOLTAGE], times(self.measurements[0])
        by = [np.interp(at, solution.t, np.ravel(V.sensitivities[name])) for name in given]
        found = np.column_stack(by) @ inputs.slopes(self.cell, self.free, x, list(given))
        return None if watch.ended or not np.isfinite(found).all() else found

    def _solved(self, watch, given):
        solution = self._simulation.solve(
            inputs=given, callbacks=[watch], save_at_cycles=self._saved, t_interp=self._times()
        )
        spectrum = None
        if self._spectrum is not None and not watch.ended:
            spectrum = self._spectrum(solution, given)
        whole = max(watch.cycles - self._before, 0)
        return Solved(solution, self._before, whole, spectrum, self._area)

    def _given(self, values):
        """The inputs; what moves here and did not move before makes the simulation be built anew."""
        if self._first is None:
            among = inputs.somewhere(self.cell, self.free, seed=0)
            self._first = among[0]
            self._names = inputs.with_starts(inputs.moved(among), among[0])
            self._build()
        others = set(inputs.moved((self._first, values))) - set(self._names)
        if others:
            self._names = inputs.with_starts((*self._names, *sorted(others)), values)
            self._build()
        return inputs.numbers(values, self._names)

    def _build(self):
        self.built += 1
        self._simulation, self._with_slopes = self._new(), None
        spectral = any(map(needs_spectrum, self.measurements))
        self._spectrum = None
        if spectral:
            self._spectrum = Spectrum(self._model, self._ready, self._var_pts, self.measurements)

    def _new(self):
        numerics = self._numerics
        self._model = self.cell.model(numerics.model)
        inputs.check_inputs(self._names, self._model, self.cell, self.free)
        self._ready = inputs.with_inputs(self._first, self._names)
        self._area = np.prod([self._first[side] for side in inputs.SIDES])
        drives = [self._drive(m) for m in self.measurements if CELL_CURRENT in m.table]
        done = protocol.build(self._done, self._ready, drives[0] if drives else None)
        self._before, count = done.before, len(done.experiment.cycles)
        full = set().union(*(cycles_in_full(m, count - done.before) for m in self.measurements))
        self._saved = sorted(done.before + int(n) for n in full) or [1]
        self._var_pts = numerics.mesh(self._model)
        ramps = self._done["name"] in (*protocol.SWEEPS, protocol.IMPEDANCE)
        return pybamm.Simulation(
            self._model,
            parameter_values=self._ready,
            experiment=done.experiment,
            solver=numerics.solver(ramps, store_first_last=not full),
            var_pts=self._var_pts,
        )

    def _drive(self, measurement):
        """A measured current with the same density on the cell that is simulated."""
        table = measurement.table
        if measurement.area is None:
            return table
        return table.assign(**{CELL_CURRENT: table[CELL_CURRENT] * self._area / measurement.area})

    def _sensitive(self):
        if self._with_slopes is None:
            self._with_slopes = self._new()
        return self._with_slopes

    def _times(self):
        """Where a single step that ends by time is kept: where it was measured."""
        return times(self.measurements[0]) if self.exact else None

    def _nothing(self, missing, why, began):
        sizes = [len(m.observed) * len(m.table) for m in self.measurements]
        nowhere = np.full(sum(sizes), np.nan)
        return Outcome(nowhere, missing, why, time.perf_counter() - began)


def _flat(measurement, read):
    return np.concatenate([np.asarray(read[name], dtype=float) for name in measurement.observed])
