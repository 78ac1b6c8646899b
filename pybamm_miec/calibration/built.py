"""A simulation of one cell under one protocol, built once for all values of its inputs."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pybamm

from pybamm_miec.calibration import inputs
from pybamm_miec.calibration.cell import Cell
from pybamm_miec.calibration.numerics import Numerics
from pybamm_miec.calibration.observable import cycles_in_full, needs_spectrum
from pybamm_miec.calibration.solved import Solved
from pybamm_miec.calibration.spectrum import Spectrum
from pybamm_miec.calibration.watch import Watch
from pybamm_miec.measurements import protocol
from pybamm_miec.measurements.kinds import CELL_CURRENT
from pybamm_miec.measurements.measurement import Measurement


class Built:
    """A cell with its protocol, put together.

    Parameters
    ----------
    cell : Cell
        What is simulated.
    done : mapping
        The protocol.
    measurements : sequence of Measurement
        What is read off it.
    numerics : Numerics
        Mesh and tolerance, and the model of a cell that names none.
    values : pybamm.ParameterValues
        Of the cell; those of the inputs don't matter.
    names : sequence of str
        Of the inputs.
    """

    def __init__(
        self,
        cell: Cell,
        done: Mapping[str, Any],
        measurements: Sequence[Measurement],
        numerics: Numerics,
        values: pybamm.ParameterValues,
        names: Sequence[str],
    ):
        self._done, self._numerics = done, numerics
        self._model = cell.put_together(numerics.model)
        self._ready = inputs.with_inputs(values, names)
        self._area = np.prod([values[side] for side in inputs.SIDES])
        drives = [self._drive(m) for m in measurements if CELL_CURRENT in m.table]
        self._experiment = protocol.build(done, self._ready, drives[0] if drives else None)
        count = len(self._experiment.experiment.cycles)
        before = self._experiment.before
        self._full = set().union(*(cycles_in_full(m, count - before) for m in measurements))
        self._var_pts = numerics.mesh(self._model)
        self._simulation, self._with_slopes = self._new(), None
        self._spectrum = None
        if any(map(needs_spectrum, measurements)):
            self._spectrum = Spectrum(self._model, self._ready, self._var_pts, measurements)

    def watch(self) -> Watch:
        """Return what counts how far a run comes."""
        return Watch(self._experiment.experiment)

    def __call__(
        self, given: Mapping[str, float], watch: Watch, times: np.ndarray | None
    ) -> Solved:
        """Return what a run leaves.

        Parameters
        ----------
        given : mapping
            Numbers of the inputs.
        watch : Watch
            Told how far it comes.
        times : array, shape (n,), or None
            Where the only step is kept; where the integrator stopped, if none are given [s].
        """
        before = self._experiment.before
        saved = sorted(before + int(n) for n in self._full) or [1]
        solution = self._simulation.solve(
            inputs=given, callbacks=[watch], save_at_cycles=saved, t_interp=times
        )
        spectrum = None
        if self._spectrum is not None and not watch.ended:
            spectrum = self._spectrum(solution, given)
        whole = max(watch.cycles - before, 0)
        return Solved(solution, before, whole, spectrum, self._area)

    def with_sensitivities(
        self, given: Mapping[str, float], watch: Watch, times: np.ndarray
    ) -> pybamm.Solution:
        """Return a solution that holds the solver's own sensitivities to all inputs."""
        if self._with_slopes is None:
            self._with_slopes = self._new()
        return self._with_slopes.solve(
            inputs=given, callbacks=[watch], t_interp=times, calculate_sensitivities=list(given)
        )

    def _new(self):
        ramps = self._done["name"] in (*protocol.SWEEPS, protocol.IMPEDANCE)
        return pybamm.Simulation(
            self._model,
            parameter_values=self._ready,
            experiment=self._experiment.experiment,
            solver=self._numerics.solver(ramps, store_first_last=not self._full),
            var_pts=self._var_pts,
        )

    def _drive(self, measurement):
        """A measured current with the same density on the cell that is simulated."""
        table = measurement.table
        if measurement.area is None:
            return table
        return table.assign(**{CELL_CURRENT: table[CELL_CURRENT] * self._area / measurement.area})
