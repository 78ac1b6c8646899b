"""How finely, and for how many cycles, everything is run."""

from dataclasses import dataclass

import pybamm

ANODE = "LLTO@CNT"  # whose set is the paper's own
ANODES = (ANODE, "LLTO", "CNT", "Cu")  # in the order of the paper's figures
MA_PER_CM2 = 10.0  # [A.m-2]


@dataclass(frozen=True)
class Effort:
    """How finely, and for how many cycles, the tests are run.

    Attributes
    ----------
    name : str
        Says in a table what was shortened; empty for the whole of it.
    points : dict
        Mesh points in separator and in either electrode.
    rtol : float
        Relative tolerance of the integrator [-].
    at_most : int or None
        Cycles of each test; all of them if None.
    """

    name: str
    points: dict
    rtol: float
    at_most: int | None = None


# Twice the points change no coulombic efficiency of LLTO@CNT, CNT and Cu by more than 0.01 %, half of them by
# 0.02 %; single cycles of bare LLTO change by up to 0.9 %.
FULL = Effort("", {"x_n": 20, "x_s": 10, "x_p": 20}, 1e-5)
QUICK = Effort(
    "quick: coarse mesh, 20 cycles of each test", {"x_n": 10, "x_s": 5, "x_p": 10}, 1e-4, 20
)


def simulation(
    model: pybamm.BaseModel,
    effort: Effort,
    values: pybamm.ParameterValues | None = None,
    experiment: pybamm.Experiment | None = None,
    **kept,
) -> pybamm.Simulation:
    """Return a simulation of a cell.

    Parameters
    ----------
    model : pybamm.BaseModel
        Of :class:`pybamm_miec.DFN`.
    effort : Effort
        Mesh and tolerance.
    values : pybamm.ParameterValues, optional
        Those of the model's own set if not given.
    experiment : pybamm.Experiment, optional
        None to solve for the current of the values.
    **kept
        Of PyBaMM's IDAKLU solver: what of each step is kept.

    Returns
    -------
    pybamm.Simulation
    """
    return pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=experiment,
        solver=pybamm.IDAKLUSolver(rtol=effort.rtol, options=model.solver_options, **kept),
        var_pts={**model.default_var_pts, **effort.points},
    )


def amperes(values: pybamm.ParameterValues, current_density: float) -> float:
    """Return the current [A] of a coin cell at a current density [mA.cm-2]."""
    area = values["Electrode height [m]"] * values["Electrode width [m]"]
    return current_density * MA_PER_CM2 * area
