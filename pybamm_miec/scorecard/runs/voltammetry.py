"""Cyclic voltammetry of LLTO with and without nanotubes (Fig. 4b and S3)."""

from dataclasses import dataclass

import pandas as pd
import pybamm

from pybamm_miec import analysis, experiments
from pybamm_miec.models import DFN
from pybamm_miec.scorecard.runs.effort import Effort

ANODES = ("LLTO@CNT", "LLTO")  # those measured
SCAN_RATE = 0.05  # [mV.s-1], not in the main text
UPPER = 2.5  # [V], that of the paper's pre-cycles
CYCLES = 3


@dataclass(frozen=True)
class Voltammetry:
    """What a voltammogram shows.

    Attributes
    ----------
    curve, peaks, charges : pandas.DataFrame
        As from :func:`pybamm_miec.analysis.voltammogram`, ``voltammogram_peaks`` and ``sweep_charges``.
    """

    curve: pd.DataFrame
    peaks: pd.DataFrame
    charges: pd.DataFrame


def run(
    anode: str, effort: Effort, scan_rate: float = SCAN_RATE, half_width: float | None = None
) -> Voltammetry:
    """Sweep a half cell from rest, down and up.

    Parameters
    ----------
    anode : str
        Whose.
    effort : Effort
        Mesh and tolerance.
    scan_rate : float
        How fast [mV.s-1].
    half_width : float, optional
        Of the hysteresis of the host, which there is none of if not given [V].

    Returns
    -------
    Voltammetry
    """
    remembers = {} if half_width is None else {"host hysteresis": "one state"}
    model = DFN.of(anode, options=remembers)
    values = model.default_parameter_values
    if half_width is not None:
        values["Positive electrode half width of hysteresis [V]"] = half_width
    experiment = experiments.cyclic_voltammetry(
        values, scan_rate=scan_rate, upper=UPPER, cycles=CYCLES
    )
    solution = pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=experiment,
        solver=experiments.ramp_solver(rtol=effort.rtol),
        var_pts={**model.default_var_pts, **effort.points},
    ).solve()
    return Voltammetry(
        curve=analysis.voltammogram(solution),
        peaks=analysis.voltammogram_peaks(solution),
        charges=analysis.sweep_charges(solution),
    )
