"""Impedance of a cell in the state that an experiment leaves it in, and what is read off it."""

import numpy as np
import pandas as pd
import pybamm
from scipy.interpolate import CubicSpline

from pybamm_miec.analysis.small_signal import SmallSignal
from pybamm_miec.errors import SolutionError
from pybamm_miec.experiments import ramp_solver

REAL, IMAGINARY = "real [Ohm]", "imaginary [Ohm]"
REST = 3600.0  # [s]
AXIS = 0.05  # of the height of an arc: how low its end is


def impedance(
    model, frequencies, *, values=None, after=None, rest=REST, var_pts=None, solver=None
) -> pd.DataFrame:
    """Return the impedance of a cell, at rest after what was done to it.

    The cell is brought to its state by solving `after`, rests without current, and is linearised there with
    PyBaMM's ``EISSimulation``; of what has a corner at rest, with the mean of both sides.

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
        For `after` and the rest; :func:`pybamm_miec.experiments.ramp_solver` if not given.

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
    for name, numbers, unit in (
        ("frequencies", frequencies, "Hz"),
        ("rest", np.array([rest]), "s"),
    ):
        wrong = numbers[~(np.isfinite(numbers) & (numbers > 0))]
        if wrong.size:
            raise SolutionError(f"'{name}' must be above 0 [{unit}], got {wrong[0]:g}.")
    values = model.default_parameter_values if values is None else values
    var_pts = {**model.default_var_pts, **(var_pts or {})}
    at_rest = _rested(model, values, after, rest, var_pts, solver)
    linear = SmallSignal(
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
        # walls that store charge are as hard on the sparse solver at rest as under a ramp
        solver=solver or ramp_solver(),
    )
    solution = simulation.solve()
    done = len(solution.cycles)
    if done < len(steps):
        raise SolutionError(
            f"The cell got through {done} of the {len(steps)} cycles before its impedance and ended with: "
            f"{solution.termination}."
        )
    return solution


def charge_transfer_resistance(spectrum) -> pd.Series:
    """Return the width of the arcs of a spectrum.

    Stated procedure: the real part where -Im has its first minimum below the frequency of its highest inner
    maximum, between the largest arc and the tail of what is stored or diffuses, less the real part at the
    highest frequency.  Both parts are cubic splines over the logarithm of the frequency, so that the width
    moves smoothly with the spectrum.  All arcs above are in it, that of a counter electrode too.  An arc that
    no minimum ends, and that does not come down to the axis, is not closed: what is given is then the real
    part at the lowest frequency, a lower bound.

    Parameters
    ----------
    spectrum : pandas.DataFrame, shape (n, 2)
        From :func:`impedance`, over some decades up to where the double layers short the walls.

    Returns
    -------
    pandas.Series
        "resistance [Ohm]", "intercept [Ohm]" at the highest frequency, "frequency [Hz]" where the arc ends,
        and "closed", whether it does.

    Raises
    ------
    SolutionError
        For a spectrum of less than three frequencies, or not of an impedance.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> import pybamm_miec as miec
    >>> f = np.logspace(4, -4, 81)
    >>> Z = 5 + 100 / (1 + 2j * np.pi * f * 0.01) + 1 / (2j * np.pi * f * 100)
    >>> spectrum = pd.DataFrame({"real [Ohm]": Z.real, "imaginary [Ohm]": Z.imag}, index=f)
    >>> round(float(miec.analysis.charge_transfer_resistance(spectrum)["resistance [Ohm]"]))
    100
    """
    missing = [name for name in (REAL, IMAGINARY) if name not in spectrum]
    if missing or len(spectrum) < 3:
        raise SolutionError(
            f"'spectrum' must hold {REAL!r} and {IMAGINARY!r} at three frequencies or more, got the columns "
            f"{list(spectrum)} at {len(spectrum)}; give the table that impedance() returns."
        )
    falling = spectrum.sort_index(ascending=False)
    f, real = falling.index.to_numpy(), falling[REAL].to_numpy()
    decades = np.log10(f[0] / f)
    height = CubicSpline(decades, -falling[IMAGINARY].to_numpy())
    turns = height.derivative().roots(extrapolate=False)
    bends = height(turns, 2)
    tops, valleys = turns[bends < 0], turns[bends > 0]
    top = tops[np.argmax(height(tops))] if tops.size else decades[-1]
    ends = valleys[valleys > top]
    # a tail that has come down to the axis ends the arc where the spectrum does
    at_axis = tops.size and height(decades[-1]) < AXIS * height(top)
    end = ends[0] if ends.size else decades[-1]
    return pd.Series(
        {
            "resistance [Ohm]": float(CubicSpline(decades, real)(end)) - real[0],
            "intercept [Ohm]": real[0],
            "frequency [Hz]": f[0] / 10**end,
            "closed": bool(ends.size or at_axis),
        }
    )
