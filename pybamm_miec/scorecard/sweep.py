"""Pictures of a full cell over rate, temperature and reserve."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from pybamm_miec import figures
from pybamm_miec.scorecard.runs import sweeps
from pybamm_miec.scorecard.runs.effort import Effort

SIZE = (9.0, 3.6)  # [inch]
RATE, TEMPERATURE, RESERVE = "rate [h-1]", "temperature [degC]", "N/P, host pre-cycled"


def sweep(
    folder: Path,
    anode: str,
    effort: Effort,
    report: Callable[[str], object] = lambda doing: None,
) -> None:
    """Run a full cell at one rate, temperature and reserve after another, and write a picture of each.

    Parameters
    ----------
    folder : pathlib.Path
        Where to; exists already.
    anode : str
        One of :func:`pybamm_miec.parameters.anodes`.
    effort : Effort
        ``FULL`` or ``QUICK``.
    report : callable
        Called with what has just been done, once a run.

    Raises
    ------
    ParameterSetError
        For an anode that there is no set for.
    """
    found = _run(sweeps.calls(anode, effort), report)
    pages = {
        "full_cell_rate": (figures.discharge_curves, RATE, "rate"),
        "full_cell_temperature": (figures.discharge_curves, TEMPERATURE, "temperature"),
        "full_cell_reserve": (figures.reserve_sweep, RESERVE, "reserve"),
    }
    for name, (page, varied, kind) in pages.items():
        here = {x: table for (of, x), table in sorted(found.items()) if of == kind}
        figures.write(folder, name, page.compute(here, varied), page.draw, *SIZE)


def sweep_steps(anode: str, effort: Effort) -> int:
    """Return how often :func:`sweep` reports."""
    return len(sweeps.calls(anode, effort))


def _run(calls, report):
    """Tables by point, in other processes, what takes longest first."""
    found = {}
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as others:
        waiting = {others.submit(*call): point for point, call in calls.items()}
        try:
            for future in as_completed(waiting):
                found[waiting[future]] = future.result()
                report(waiting[future][0])
        except BaseException:
            others.shutdown(cancel_futures=True)
            raise
    return found
