"""All runs: those that leave tables in other processes, the rest one after the other in this one."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context

import pandas as pd
import pybamm

from pybamm_miec.scorecard.runs import (
    activation,
    cycling,
    full_cells,
    impedance,
    lithiation,
    metal_path,
    plating,
    rails,
    rates,
    spikes,
    voltammetry,
)
from pybamm_miec.scorecard.runs.cycled import Cycled
from pybamm_miec.scorecard.runs.effort import ANODES, Effort
from pybamm_miec.scorecard.runs.voltammetry import Voltammetry

STARVED = 1000  # by how much the liquid of LLTO@CNT conducts less at one point of the map


@dataclass(frozen=True)
class Suite:
    """Solutions of the runs, and tables of the others.

    Attributes
    ----------
    platings, lithiations : dict of pybamm.Solution
        By anode.
    cycling : dict of Cycled
        By key of the test, or of the full cell.
    activation : dict of Cycled
        By cut-off [V] and current density [mA.cm-2].
    rates : Cycled
        At one current after another.
    voltammetry : dict of Voltammetry
        By anode.
    impedance : dict of pandas.DataFrame
        Spectra by anode and state.
    paths : dict of pybamm.Solution
        By threshold [-] and pore length [m].
    spikes : dict of dict of pybamm.Solution
        By anode and current density [mA.cm-2].
    rails : dict of pybamm.Solution
        By ionic and electronic conductivity [S.m-1].
    marked : dict of (float, float)
        Points among them by name: the porous anodes, and one starved of ions.
    """

    platings: dict[str, pybamm.Solution]
    lithiations: dict[str, pybamm.Solution]
    cycling: dict[str, Cycled]
    activation: dict[tuple[float, float], Cycled]
    rates: Cycled
    voltammetry: dict[str, Voltammetry]
    impedance: dict[tuple[str, str], pd.DataFrame]
    paths: dict[tuple[float, float], pybamm.Solution]
    spikes: dict[str, dict[float, pybamm.Solution]]
    rails: dict[tuple[float, float], pybamm.Solution]
    marked: dict[str, tuple[float, float]]


def steps(effort: Effort) -> int:
    """Return how often :func:`run` reports: once a run."""
    here = (ANODES, lithiation.ANODES, spikes.ANODES, ("paths", "rails"))
    return sum(map(len, here)) + len(_beside_these(effort))


def run(effort: Effort, report: Callable[[str], object] = lambda doing: None) -> Suite:
    """Run everything.

    Parameters
    ----------
    effort : Effort
        ``FULL`` or ``QUICK``.
    report : callable
        Called with what has just been done, ``steps(effort)`` times.

    Returns
    -------
    Suite
    """
    with ProcessPoolExecutor(_beside(), get_context("spawn")) as others:
        waiting = {others.submit(*call): name for name, call in _beside_these(effort).items()}
        try:
            here = _here(effort, report)
            there = {}
            for future in as_completed(waiting):
                there[waiting[future]] = future.result()
                report("cycles, sweeps and spectra")
        except BaseException:
            others.shutdown(cancel_futures=True)
            raise
    return Suite(
        **here,
        cycling={test.key: there[test.key] for test in (*cycling.TESTS, *full_cells.CELLS)},
        activation={pair: there[pair] for pair in activation.PAIRS},
        rates=there["rates"],
        voltammetry={anode: there["sweeps", anode] for anode in voltammetry.ANODES},
        impedance={pair: there[pair] for pair in impedance.PAIRS},
    )


def _beside():
    """How many processes run beside this one, which is done long before them."""
    return os.cpu_count() or 1


def _beside_these(effort):
    """What to call in another process, by name; what takes longest first."""
    tests = sorted(cycling.TESTS, key=lambda test: test.anode != "LLTO")
    return {
        **{test.key: (cycling.run, test, effort) for test in tests},
        **{cell.key: (full_cells.run, cell, effort) for cell in full_cells.CELLS},
        "rates": (rates.run, effort),
        **{pair: (activation.run, pair, effort) for pair in activation.PAIRS},
        **{("sweeps", anode): (voltammetry.run, anode, effort) for anode in voltammetry.ANODES},
        **{pair: (impedance.run, pair, effort) for pair in impedance.PAIRS},
    }


def _here(effort, report):
    """What is kept as solutions, by attribute of :class:`Suite`."""

    def told(solution, doing):
        report(doing)
        return solution

    platings = {a: told(plating.run(a, effort), f"plating {a}") for a in ANODES}
    marked = _marked(platings)
    return {
        "platings": platings,
        "lithiations": {
            a: told(lithiation.run(a, effort), f"lithiating {a}") for a in lithiation.ANODES
        },
        "spikes": {a: told(spikes.run(a, effort), f"currents on {a}") for a in spikes.ANODES},
        "paths": told(metal_path.run(effort), "paths of metal"),
        "rails": told(rails.run((*rails.GRID, *marked.values()), effort), "map of conductivities"),
        "marked": marked,
    }


def _marked(platings):
    porous = {a: p for a, p in platings.items() if p.all_models[0].options.metal_in_pores}
    marked = {anode: rails.of(plated) for anode, plated in porous.items()}
    name, (kappa, sigma) = next(iter(marked.items()))
    return {**marked, f"{name}, starved of ions": (kappa / STARVED, sigma)}
