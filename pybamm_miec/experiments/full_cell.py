"""A full cell cycled between two voltages, at rates of its cathode."""

import pybamm

from pybamm_miec.errors import ExperimentError
from pybamm_miec.experiments._steps import (
    check_count,
    check_full_cell,
    check_positive,
    number,
    until,
)

_NOMINAL = "Nominal cell capacity [A.h]"


def full_cell_cycling(
    values,
    *,
    charge=0.2,
    discharge=0.5,
    window=(3.0, 4.3),
    cycles=1,
    rest=0.0,
    hold=None,
    formation_cycles=0,
    formation=0.1,
) -> pybamm.Experiment:
    """Return an experiment that charges and discharges a full cell, as the paper's.

    A cell is built discharged, so each cycle begins with a charge; one without metal on its anode begins
    below the window.

    Parameters
    ----------
    values : pybamm.ParameterValues
        The full cell's; gives the capacity that C rates refer to, that of the cathode.
    charge, discharge : float
        Rates: the whole capacity in an hour is 1 [h-1].
    window : tuple of (float, float)
        Voltages that end a discharge and a charge [V].
    cycles : int
        How many, without those of the formation.
    rest : float
        After each charge and each discharge [h].
    hold : float, optional
        Rate at which a hold at the upper voltage ends, below `charge` [h-1]; no hold if not given.
    formation_cycles : int
        How many cycles come before, at the rate `formation` both ways, with the same rests and holds.
    formation : float
        Rate of these [h-1].

    Returns
    -------
    pybamm.Experiment

    Raises
    ------
    ExperimentError
        For an argument that is out of range, or the values of a half cell.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> values = miec.parameters.parameter_values("LLTO@CNT", "full")
    >>> experiment = miec.experiments.full_cell_cycling(values, cycles=5, formation_cycles=2)
    >>> len(experiment.cycles)
    7
    """
    for name, rate in (("charge", charge), ("discharge", discharge), ("formation", formation)):
        check_positive(name, rate, "h-1")
    check_count("cycles", cycles)
    if formation_cycles != 0:
        check_count("formation_cycles", formation_cycles)
    if rest != 0:
        check_positive("rest", rest, "h")
    slowest = min(charge, formation) if formation_cycles else charge
    if hold is not None:
        check_positive("hold", hold, "h-1")
        if hold >= slowest:
            raise ExperimentError(
                f"'hold' is {hold!r} h-1, and a charge comes to it with {slowest!r} h-1; give less."
            )
    lower, upper = window
    if not 0 <= lower < upper:
        raise ExperimentError(
            f"'window' must be (lower, upper) with 0 <= lower < upper [V], got {window!r}."
        )
    check_full_cell(values)
    capacity = number(values, _NOMINAL, "C rates refer to")
    form, usual = (
        _cycle(capacity, rates, (float(lower), float(upper)), float(rest), hold)
        for rates in ((formation, formation), (charge, discharge))
    )
    return pybamm.Experiment([form] * int(formation_cycles) + [usual] * int(cycles))


def _cycle(capacity, rates, window, rest, hold):
    charge, discharge = map(float, rates)
    lower, upper = window
    pause = (pybamm.step.rest(duration=rest * 3600),) if rest else ()
    top = ()
    if hold is not None:
        top = (pybamm.step.voltage(upper, termination=f"{float(hold) * capacity} A"),)
    return (
        until(-charge * capacity, upper, 1 / charge),
        *top,
        *pause,
        until(discharge * capacity, lower, 1 / discharge),
        *pause,
    )
