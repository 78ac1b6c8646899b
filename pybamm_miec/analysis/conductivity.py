"""How well the host conducts, as a measurement between two electrodes sees it."""

import pandas as pd

from pybamm_miec import vocabulary as v
from pybamm_miec.analysis._states import options_of, over_time


def apparent_conductivity(solution, times=None) -> pd.DataFrame:
    """Return the conductivity of the host over its depth, for electrons and for ions.

    What two electrodes on either side of the host measure at the lowest frequency when they block ions, or
    electrons (Jamnik and Maier 2001): the harmonic mean over the depth, so that a layer that does not conduct
    decides.  Ions are those of the frame alone, without electrolyte in the pores.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a model with a host.
    times : array_like, shape (m,), optional
        When [s]; the last moment if not given.

    Returns
    -------
    pandas.DataFrame, shape (m, 2)
        Index "time [s]"; "electronic [S.m-1]" and "ionic [S.m-1]", NaN where the frame conducts no ions.

    Raises
    ------
    SolutionError
        When the model has no host with metal in it, or a time lies outside of the run.
    """
    has_ions = options_of(solution).frame_conducts_ions
    return over_time(
        solution,
        times,
        {
            "electronic [S.m-1]": v.sigma_app,
            "ionic [S.m-1]": v.kappa_app if has_ions else None,
        },
    )
