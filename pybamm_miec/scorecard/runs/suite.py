"""All runs, one after the other."""

from collections.abc import Callable
from dataclasses import dataclass

import pybamm

from pybamm_miec.scorecard.runs import cycling, lithiation, metal_path, plating, rails, spikes
from pybamm_miec.scorecard.runs.effort import ANODES, Effort

STARVED = 1000  # by how much the liquid of LLTO@CNT conducts less at one point of the map


@dataclass(frozen=True)
class Suite:
    """Solutions of all runs.

    Attributes
    ----------
    platings, lithiations : dict of pybamm.Solution
        By anode.
    cycling : dict of pybamm.Solution
        By panel of the paper's figure.
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
    cycling: dict[str, pybamm.Solution]
    paths: dict[tuple[float, float], pybamm.Solution]
    spikes: dict[str, dict[float, pybamm.Solution]]
    rails: dict[tuple[float, float], pybamm.Solution]
    marked: dict[str, tuple[float, float]]


def steps(effort: Effort) -> int:
    """Return how often :func:`run` reports: once a cycle, and once for each other run."""
    others = (ANODES, lithiation.ANODES, spikes.ANODES, ("paths", "rails"))
    return sum(map(len, others)) + sum(test.cycles_at(effort) for test in cycling.TESTS)


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

    def told(solution, doing):
        report(doing)
        return solution

    platings = {a: told(plating.run(a, effort), f"plating {a}") for a in ANODES}
    marked = _marked(platings)
    return Suite(
        platings=platings,
        lithiations={
            a: told(lithiation.run(a, effort), f"lithiating {a}") for a in lithiation.ANODES
        },
        spikes={a: told(spikes.run(a, effort), f"currents on {a}") for a in spikes.ANODES},
        paths=told(metal_path.run(effort), "paths of metal"),
        rails=told(rails.run((*rails.GRID, *marked.values()), effort), "map of conductivities"),
        marked=marked,
        cycling={
            test.figure: cycling.run(test, effort, lambda test=test: report(test.name))
            for test in cycling.TESTS
        },
    )


def _marked(platings):
    porous = {a: p for a, p in platings.items() if p.all_models[0].options.metal_in_pores}
    marked = {anode: rails.of(plated) for anode, plated in porous.items()}
    name, (kappa, sigma) = next(iter(marked.items()))
    return {**marked, f"{name}, starved of ions": (kappa / STARVED, sigma)}
