"""Lithium put into the host and taken out again before any metal forms."""

import pybamm

from pybamm_miec.errors import ExperimentError
from pybamm_miec.experiments._steps import at_current, check_count, until

_LONGEST = 200.0  # hours that a step may take: a hundred at the slowest rate that is usual, twice


def precycle(values, *, current_density, cycles, lower=0.0, upper=2.5) -> pybamm.Experiment:
    """Return an experiment that fills and empties the host between two potentials, as before a plating test.

    Parameters
    ----------
    values : pybamm.ParameterValues
        The cell's; gives the area.
    current_density : float
        Both ways, per area of the cell [mA.cm-2].
    cycles : int
        How many.
    lower : float
        Voltage that ends a lithiation; at 0 or above no metal forms [V].
    upper : float
        Voltage that ends a delithiation [V].

    Returns
    -------
    pybamm.Experiment

    Raises
    ------
    ExperimentError
        For an argument that is out of range, or values without an area.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> values = miec.parameters.parameter_values("LLTO@CNT")
    >>> len(miec.experiments.precycle(values, current_density=0.1, cycles=3).cycles)
    3
    """
    check_count("cycles", cycles)
    if not 0 <= lower < upper:
        raise ExperimentError(
            f"'lower' and 'upper' must be 0 <= lower < upper [V], got {lower!r} and {upper!r}: below 0 V "
            "metal forms."
        )
    current = at_current(values, current_density)
    fill, empty = until(current, float(lower), _LONGEST), until(-current, float(upper), _LONGEST)
    return pybamm.Experiment([(fill, empty)] * int(cycles))
