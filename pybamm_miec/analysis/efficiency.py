"""Coulombic efficiency, cycle by cycle."""

import pandas as pd

from pybamm_miec.analysis._states import PER_AREA, area, ends_of_cycles, placement


def coulombic_efficiency(solution) -> pd.DataFrame:
    """Return what went into the host and what came out again.

    Taken from PyBaMM's charge states at the ends of cycles, so it is the same whatever part of the
    solution was kept.  In a half cell, delithiation over lithiation; in a full cell, discharge over
    charge: both are what the host gives back over what it took.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a model with a host.

    Returns
    -------
    pandas.DataFrame, shape (n, 3)
        Index "cycle", from 1; columns "lithiation [mA.h.cm-2]", "delithiation [mA.h.cm-2]",
        "coulombic efficiency [%]" (NaN for a cycle that took nothing).

    Raises
    ------
    SolutionError
        When the model has no host with metal in it.
    """
    sign = placement(solution).lithiation_sign
    charge = ends_of_cycles(
        solution, ["Throughput capacity [A.h]", "Discharge capacity [A.h]"]
    ).diff()[1:]
    passed = charge["Throughput capacity [A.h]"]
    net = sign * charge["Discharge capacity [A.h]"]
    lithiation, delithiation = (passed + net) / 2, (passed - net) / 2
    per_area = PER_AREA / area(solution)
    return pd.DataFrame(
        {
            "lithiation [mA.h.cm-2]": lithiation * per_area,
            "delithiation [mA.h.cm-2]": delithiation * per_area,
            "coulombic efficiency [%]": 100 * delithiation / lithiation.where(lithiation > 0),
        }
    )
