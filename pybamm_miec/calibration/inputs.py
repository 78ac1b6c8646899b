"""Which values of a cell move with the parameters of a fit: these become PyBaMM's "[input]".

A simulation is then built once, and each set of parameters only gives it other numbers: those of the rows
themselves, of what is derived from them, and of what the design of a full cell makes of both.  Mesh and
protocol need some of them beforehand, above all lengths: what they are built from.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pybamm
from scipy.stats import qmc

from pybamm_miec.calibration.cell import Cell
from pybamm_miec.calibration.free import Free
from pybamm_miec.errors import CalibrationError, DesignError
from pybamm_miec.refusal import refuse

POINTS = 4  # of the box that values are compared at
STEP = 1e-6  # of a range, for the slopes of the values: they are closed formulas
_MOST = "Maximum concentration in {} electrode [mol.m-3]"
_STARTS = ("Initial voltage in {} electrode [V]", "Initial concentration in {} electrode [mol.m-3]")
# what currents of an experiment are computed from, before there is a model
SIDES = (
    "Electrode height [m]",
    "Electrode width [m]",
    "Number of electrodes connected in parallel to make a cell",
)
OF_PROTOCOL = (*SIDES, "Nominal cell capacity [A.h]", "Current function [A]")


def moved(values: Sequence[pybamm.ParameterValues]) -> tuple[str, ...]:
    """Return the names whose numbers differ between values of the same cell."""
    first, *others = values
    numbers = [name for name in first if isinstance(first[name], int | float)]
    return tuple(n for n in numbers if any(other[n] != first[n] for other in others))


def with_starts(names: Sequence[str], values: pybamm.ParameterValues) -> tuple[str, ...]:
    """Return names of inputs with those of where a concentration begins, if its maximum is one.

    PyBaMM compares a state's start with its bounds, and can do so only with numbers on both sides or an input
    in the start.
    """
    sides = [side for side in ("negative", "positive") if _MOST.format(side) in names]
    starts = [start.format(side) for side in sides for start in _STARTS]
    return (*names, *(n for n in starts if n in values and n not in names))


def somewhere(cell: Cell, free: Sequence[Free], seed: int) -> list[pybamm.ParameterValues]:
    """Return the values of a cell at some points of the box.

    Raises
    ------
    CalibrationError
        When there is no cell at two of them.
    """
    if not free:
        return [cell.at({})]
    found, why = [], ""
    for x in qmc.LatinHypercube(len(free), rng=seed).random(POINTS):
        try:
            found.append(cell.at(theta_of(free, x)))
        except DesignError as error:  # this corner has no cell; a fit counts it as failed, too
            why = str(error)
    if len(found) < 2:
        refuse(
            CalibrationError,
            f"{cell.anode}, {cell.cell} cell",
            f"hardly any parameters between the bounds make a cell; narrow them. {why}",
        )
    return found


def theta_of(free: Sequence[Free], x: Sequence[float]) -> dict[str, float]:
    """Return the parameters of one cell, by symbol, at a place of the box."""
    return {one.symbol: one.value(place) for one, place in zip(free, x, strict=True)}


def with_inputs(values: pybamm.ParameterValues, names: Sequence[str]) -> pybamm.ParameterValues:
    """Return values in which these names are inputs."""
    ready = values.copy()
    ready.update(dict.fromkeys(names, "[input]"))
    return ready


def lengths(model: pybamm.BaseModel) -> frozenset[str]:
    """Return the names that the mesh of a model needs as numbers."""
    return frozenset(each.name for each in pybamm.Geometry(model.default_geometry).parameters)


def slopes(
    cell: Cell, free: Sequence[Free], x: Sequence[float], names: Sequence[str]
) -> np.ndarray:
    """Return the derivatives of inputs by the places of the parameters, by central differences.

    Parameters
    ----------
    cell : Cell
        Whose inputs.
    free : sequence of Free
        Its parameters.
    x : sequence of float
        Their places, between 0 and 1.
    names : sequence of str
        Of the inputs.

    Returns
    -------
    array, shape (len(names), len(free))
        Each row in the unit of its input.
    """
    table = np.empty((len(names), len(free)))
    for k in range(len(free)):
        two = []
        for sign in (1, -1):
            place = np.array(x, dtype=float)
            place[k] += sign * STEP
            values = cell.at(theta_of(free, place))
            two.append(np.array([values[name] for name in names]))
        table[:, k] = (two[0] - two[1]) / (2 * STEP)
    return table


def numbers(values: pybamm.ParameterValues, names: Sequence[str]) -> Mapping[str, float]:
    """Return the inputs as PyBaMM's ``solve`` takes them."""
    return {name: float(values[name]) for name in names}
