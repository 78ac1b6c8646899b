"""Impedance of a cell in the state that an experiment leaves it in, and what is read off it."""

import numpy as np
import pandas as pd
import pybamm

from pybamm_miec.errors import SolutionError

REAL, IMAGINARY = "real [Ohm]", "imaginary [Ohm]"
REST = 3600.0  # [s]


def impedance(
    model, frequencies, *, values=None, after=None, rest=REST, var_pts=None, solver=None
) -> pd.DataFrame:
    """Return the impedance of a cell, at rest after what was done to it.

    The cell is brought to its state by solving `after`, rests without current, and is linearised there with
    PyBaMM's ``EISSimulation``.

    Parameters
    ----------
    model : pybamm_miec.DFN
        With "surface form" at "differential": without a double layer a wall has no arc.
    frequencies : array_like, shape (n,)
        Above 0 [Hz].
    values : pybamm.ParameterValues, optional
        Those of the model's own set if not given.
    after : pybamm.Experiment or pybamm.Solution, optional
        What is done to the cell first, or has been, with the same model, values and mesh; nothing if not
        given.
    rest : float, optional
        How long the cell is left without current before the measurement, above 0 [s].
    var_pts : dict, optional
        Points of the mesh; those of the model if not given.
    solver : pybamm.BaseSolver, optional
        For `after` and the rest; that of the model if not given.

    Returns
    -------
    pandas.DataFrame, shape (n, 2)
        Index "frequency [Hz]"; columns "real [Ohm]" and "imaginary [Ohm]", of the whole cell.

    Raises
    ------
    pybamm.OptionError
        When the model has no double layer.
    SolutionError
        When the cell does not get through `after`, or for a frequency or a rest that is not above 0.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> model = miec.DFN.of("LLTO@CNT", options={"surface form": "differential"})
    >>> spectrum = miec.analysis.impedance(model, [1e3, 1.0])
    >>> bool(spectrum["real [Ohm]"].iloc[1] > spectrum["real [Ohm]"].iloc[0])
    True
    """
    if model.options["surface form"] != "differential":
        raise pybamm.OptionError(
            f"Option 'surface form' is {model.options['surface form']!r}, with which no wall stores charge "
            "and an impedance has no arc; set it to 'differential'."
        )
    frequencies = np.atleast_1d(np.asarray(frequencies, dtype=float))
    for name, numbers, unit in (("frequencies", frequencies, "Hz"), ("rest", np.array([rest]), "s")):
        wrong = numbers[~(np.isfinite(numbers) & (numbers > 0))]
        if wrong.size:
            raise SolutionError(f"'{name}' must be above 0 [{unit}], got {wrong[0]:g}.")
    values = model.default_parameter_values if values is None else values
    var_pts = {**model.default_var_pts, **(var_pts or {})}
    at_rest = _rested(model, values, after, rest, var_pts, solver)
    linear = pybamm.EISSimulation(
        model.set_initial_conditions_from(at_rest, inplace=False),
        parameter_values=values,
        var_pts=var_pts,
    )
    Z = linear.solve(frequencies)["Impedance [Ohm]"]
    return pd.DataFrame(
        {REAL: Z.real, IMAGINARY: Z.imag}, index=pd.Index(frequencies, name="frequency [Hz]")
    )


def _rested(model, values, after, rest, var_pts, solver):
    """The solution at the end of a rest after what was done to the cell."""
    before = after.cycles if isinstance(after, pybamm.Experiment) else []
    steps = [*before, pybamm.step.rest(duration=rest)]
    if isinstance(after, pybamm.Solution):
        model = model.set_initial_conditions_from(after, inplace=False)
    simulation = pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=pybamm.Experiment(steps),
        var_pts=var_pts,
        solver=solver,
    )
    solution = simulation.solve()
    done = len(solution.cycles)
    if done < len(steps):
        raise SolutionError(
            f"The cell got through {done} of the {len(steps)} cycles before its impedance and ended with: "
            f"{solution.termination}."
        )
    return solution
