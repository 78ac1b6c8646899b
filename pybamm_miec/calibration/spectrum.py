"""Impedance of a cell whose simulation is built once: PyBaMM's, linearised at each new end of a run."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pybamm

from pybamm_miec.analysis.impedance import IMAGINARY, REAL
from pybamm_miec.analysis.small_signal import SmallSignal
from pybamm_miec.measurements.kinds import FREQUENCY
from pybamm_miec.measurements.measurement import Measurement

WIDE = np.logspace(5, -2, 57)  # [Hz] of a usual instrument, where a number alone was measured


class Spectrum:
    """The impedance at the end of a run, at the frequencies that its measurements have.

    Parameters
    ----------
    model : pybamm.BaseModel
        With "surface form" at "differential".
    values : pybamm.ParameterValues
        With inputs.
    var_pts : dict
        Points of the mesh.
    measurements : sequence of Measurement
        Spectra, or numbers that are read off one.

    Raises
    ------
    pybamm.OptionError
        When the model has no double layer.
    """

    def __init__(
        self,
        model: pybamm.BaseModel,
        values: pybamm.ParameterValues,
        var_pts: Mapping[str, int],
        measurements: Sequence[Measurement],
    ):
        if model.options["surface form"] != "differential":
            raise pybamm.OptionError(
                f"Option 'surface form' is {model.options['surface form']!r}, with which no wall stores "
                "charge and an impedance has no arc; set it to 'differential' in the options of the cell."
            )
        spectra = [m.table[FREQUENCY] for m in measurements if FREQUENCY in m.table]
        wide = WIDE if any(FREQUENCY not in m.table for m in measurements) else []
        self._frequencies = np.unique(np.concatenate([*spectra, wide]))
        self._linear = SmallSignal(model, parameter_values=values, var_pts=var_pts)

    def __call__(self, solution: pybamm.Solution, given: Mapping[str, float]) -> pd.DataFrame:
        """Return the impedance, as :func:`pybamm_miec.analysis.impedance` does.

        Parameters
        ----------
        solution : pybamm.Solution
            That ends at rest.
        given : mapping
            The inputs.
        """
        self._linear.build(inputs=given)
        self._linear.built_model.set_initial_conditions_from(solution, inputs=given)
        Z = self._linear.solve(self._frequencies, inputs=given)["Impedance [Ohm]"]
        index = pd.Index(self._frequencies, name=FREQUENCY)
        return pd.DataFrame({REAL: Z.real, IMAGINARY: Z.imag}, index=index)
