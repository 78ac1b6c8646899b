"""What comparisons of full cells with NCM622 read off their cycles."""

from pybamm_miec.scorecard.compare import Number
from pybamm_miec.scorecard.lasting import FIRST, GIVEN, kept, lasts, lithium_kept

DROP = "nine tenths of the capacity of cycle 2"


def capacity_of(results, cell):
    """Return what each cycle of a cell gives [mA.h.cm-2]."""
    return results.cycling[cell.key].efficiency[GIVEN]


def kept_of(results, cell, cycle, first=FIRST):
    """Return the share of the capacity of an early cycle that is there in another [-]."""
    return kept(results.cycling[cell.key], cycle, first)


def lasts_of(results, cell):
    """Return the cycles before a cell has dropped, or all there are."""
    return lasts(results.cycling[cell.key])


def lithium_kept_of(results, cell, last):
    """Return the efficiency by the lithium that is gone, up to a cycle [%]."""
    return lithium_kept(results.cycling[cell.key], last)


def steady(results, cell, last):
    """Return how far the efficiency of cycles moves, up to one [%]."""
    ce = results.efficiency(cell.key).loc[FIRST:last]
    return float(ce.max() - ce.min())


def held_out(key, model, tolerance, why, cell, **more):
    """Return a comparison of a number that nothing is chosen by, with all cycles of a cell."""
    return Number(key, "held out", model, tolerance, why, tests=(cell,), needs_all=True, **more)
