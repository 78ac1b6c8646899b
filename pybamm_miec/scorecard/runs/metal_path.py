"""Bare LLTO plated over what is not known of the path that electrons find through metal."""

from dataclasses import replace

import pybamm

from pybamm_miec import parameters
from pybamm_miec import vocabulary as v
from pybamm_miec.models import DFN
from pybamm_miec.scorecard.runs import plating
from pybamm_miec.scorecard.runs.effort import FULL, Effort, amperes, simulation

ANODE = "LLTO"  # whose frame hardly conducts, so that it matters


def ranges() -> dict[str, tuple[tuple[float, float], ...]]:
    """Return the pairs of threshold [-] and pore length [m] to run, by which of the two changes.

    The threshold goes through its range in the set, the length from half of the smallest pore that was
    seen to the largest one.
    """
    rows = parameters.provenance(ANODE).set_index("symbol")
    p_c, l_p = rows.loc["p_c"], float(rows.loc["l_p", "value"])
    largest = float(rows.loc["d_pore_max", "value"])
    return {
        "threshold": tuple((float(p), l_p) for p in (p_c["low"], p_c["value"], p_c["high"])),
        "pore length": tuple((float(p_c["value"]), length) for length in (l_p / 2, l_p, largest)),
    }


def run(effort: Effort) -> dict[tuple[float, float], pybamm.Solution]:
    """Plate at each threshold and each pore length, as far as for the paper's pictures.

    Parameters
    ----------
    effort : Effort
        Mesh and tolerance.

    Returns
    -------
    dict of pybamm.Solution
        By pair of threshold [-] and pore length [m].
    """
    model = DFN.of(ANODE)
    at, values = model.options.host, model.default_parameter_values
    p_c, l_p = at.key(v.p_c), at.key(v.l_p)
    values.update(
        {
            p_c: "[input]",
            l_p: "[input]",
            "Current function [A]": amperes(values, plating.CURRENT),
        }
    )
    # a front as deep as half a pore: on a coarser mesh a high threshold stops it at the foil
    cell = simulation(model, replace(effort, points=FULL.points), values)
    end = max(plating.PICTURES) / plating.CURRENT * 3600
    pairs = {pair for some in ranges().values() for pair in some}
    return {
        pair: cell.solve([0, end], inputs={p_c: pair[0], l_p: pair[1]}) for pair in sorted(pairs)
    }
