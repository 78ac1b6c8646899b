"""One simulation of one cell, built once, and the measurements that are read off it."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pybamm

from pybamm_miec.calibration import inputs, protocol
from pybamm_miec.calibration._kinds import CELL_CURRENT
from pybamm_miec.calibration.cell import Cell
from pybamm_miec.calibration.free import Free
from pybamm_miec.calibration.measurement import Measurement
from pybamm_miec.calibration.observable import cycles_in_full, needs_spectrum, shown, times
from pybamm_miec.calibration.solved import VOLTAGE, Solved
from pybamm_miec.calibration.spectrum import Spectrum
from pybamm_miec.calibration.watch import Watch
from pybamm_miec.errors import DesignError, ParameterSetError, SolutionError
from pybamm_miec.experiments import ramp_solver
from pybamm_miec.models import SOLVER_OPTIONS


@dataclass(frozen=True)
class Numerics:
    """How the runs of a plan are solved.

    Attributes
    ----------
    model : str
        "DFN", "SPMe" or "SPM".
    points : int, optional
        Of the mesh in separator and in either electrode; PyBaMM's if not given.
    rtol : float
        Relative tolerance of the integrator [-].
    """

    model: str = "DFN"
    points: int | None = None
    rtol: float = 1e-5


@dataclass(frozen=True)
class Outcome:
    """What a run gave at one set of parameters.

    Attributes
    ----------
    shown : array, shape (n,)
        The observed columns of its measurements, one after another, each in its unit; NaN for what is missing.
    missing : float
        Share of the run that was not done [-].
    ended : str
        Why it ended early, or why something is missing; empty if nothing is.
    seconds : float
        What it took [s].
    slopes : array, shape (n, parameters), optional
        Derivatives of `shown` by the places of the parameters, if they were asked for; in the same unit.
    """

    shown: np.ndarray
    missing: float
    ended: str
    seconds: float
    slopes: np.ndarray | None = None


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

    Attributes
    ----------
    built : int
        How often the simulation was built.
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
        """Whether the solver's own sensitivities are right: a voltage over time, in a step that ends by time."""
        voltages = all(m.kind == "voltage" and VOLTAGE in m.table for m in self.measurements)
        return voltages and len(self.measurements) == 1 and protocol.ends_by_time(self._done)

    def __call__(self, x: Sequence[float], slopes: bool = False) -> Outcome:
        """Return what the run shows, with the parameters at places `x` between 0 and 1.

        Parameters
        ----------
        x : sequence of float
            A place for each of the cell's parameters.
        slopes : bool
            Whether the derivatives are wanted; there are some only where :attr:`exact`.

        Returns
        -------
        Outcome
        """
        began = time.perf_counter()
        theta = inputs.theta_of(self.free, x)
        try:
            values = self.cell.at(theta)
        except (DesignError, ParameterSetError) as error:  # there is no such cell
            return self._nothing(1.0, str(error), began)
        given = self._given(values)
        simulation = self._sensitive() if slopes and self.exact else self._simulation
        watch = Watch(simulation.experiment)
        settings = {"calculate_sensitivities": list(given)} if slopes and self.exact else {}
        try:
            solution = simulation.solve(
                inputs=given,
                callbacks=[watch],
                save_at_cycles=self._saved,
                t_interp=self._times(),
                **settings,
            )
            spectrum = self._spectrum(solution, given) if self._spectrum and not watch.ended else None
        except pybamm.SolverError as error:
            return self._nothing(1 - watch.share, watch.ended or str(error), began)
        solved = Solved(solution, self._before, max(watch.cycles - self._before, 0), spectrum)
        try:
            read = np.concatenate([_flat(m, shown(m, solved)) for m in self.measurements])
        except SolutionError as error:  # the model does not do what was measured, as no metal where some was
            return self._nothing(1 - watch.share, watch.ended or str(error), began)
        derived = None
        if settings and not watch.ended:
            derived = self._derivatives(solution, given) @ inputs.slopes(
                self.cell, self.free, x, list(given)
            )
        why = watch.ended or ("" if np.isfinite(read).all() else "the run does not come so far")
        return Outcome(read, 1 - watch.share, why, time.perf_counter() - began, derived)

    def _given(self, values):
        """The inputs; what moves here and did not move before makes the simulation be built anew."""
        if self._first is None:
            among = inputs.somewhere(self.cell, self.free, seed=0)
            self._first, self._names = among[0], inputs.moved(among)
            self._build()
        others = set(inputs.moved((self._first, values))) - set(self._names)
        if others:
            self._names = (*self._names, *sorted(others))
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
        drives = [m.table for m in self.measurements if CELL_CURRENT in m.table]
        done = protocol.build(self._done, self._ready, drives[0] if drives else None)
        self._before, count = done.before, len(done.experiment.cycles)
        full = set().union(*(cycles_in_full(m, count - done.before) for m in self.measurements))
        self._saved = sorted(done.before + int(n) for n in full) or [1]
        points = dict.fromkeys(("x_n", "x_s", "x_p"), numerics.points) if numerics.points else {}
        self._var_pts = {**self._model.default_var_pts, **points}
        return pybamm.Simulation(
            self._model,
            parameter_values=self._ready,
            experiment=done.experiment,
            solver=self._solver(store_first_last=not full),
            var_pts=self._var_pts,
        )

    def _solver(self, **kept):
        rtol = self._numerics.rtol
        if self._done["name"] in (*protocol.SWEEPS, protocol.IMPEDANCE):
            return ramp_solver(rtol=rtol, **kept)
        return pybamm.IDAKLUSolver(rtol=rtol, options=SOLVER_OPTIONS, **kept)

    def _sensitive(self):
        if self._with_slopes is None:
            self._with_slopes = self._new()
        return self._with_slopes

    def _times(self):
        """Where a single step that ends by time is kept: where it was measured."""
        return times(self.measurements[0]) if self.exact else None

    def _derivatives(self, solution, given):
        """Of the voltage at its times by the inputs."""
        V, at = solution[VOLTAGE], times(self.measurements[0])
        by = [np.ravel(V.sensitivities[name]) for name in given]
        return np.column_stack([np.interp(at, solution.t, each) for each in by])

    def _nothing(self, missing, why, began):
        sizes = [len(m.observed) * len(m.table) for m in self.measurements]
        nowhere = np.full(sum(sizes), np.nan)
        return Outcome(nowhere, missing, why, time.perf_counter() - began)


def _flat(measurement, read):
    return np.concatenate([np.asarray(read[name], dtype=float) for name in measurement.observed])
