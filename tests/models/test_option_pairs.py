"""The options of PyBaMM beside the host's own: each pair works, or is refused by name.

All pairs are solved with every model by ``benchmarks/option_walk.py --pairs``; here all are put together, and
those that had to be mended, with some drawn by lot, are solved.
"""

import random

import pybamm
import pytest
from walked import walk

pytestmark = pytest.mark.filterwarnings(
    "ignore::UserWarning"
)  # PyBaMM's, of what its options meant once

PAIRS = tuple(walk.pairs())
NEEDS_A_DEPTH = ("displaced electrolyte: false",)
in_both_cells = pytest.mark.parametrize("cell", walk.CELLS)


def refusals(model, cell):
    """Messages by pair."""
    found = {}
    for pair in PAIRS:
        try:
            walk.MODELS[model](walk.CELLS[cell] | pair.options, build=False)
        except pybamm.OptionError as error:
            found[pair] = str(error)
    return found


def expected(model):
    """Pairs that are to be refused."""
    needs_grains = {p for p in PAIRS if "SEI" in p.options and p.where == "host sites: 0"}
    needs_a_depth = {p for p in PAIRS if p.where in NEEDS_A_DEPTH}
    return needs_grains | (needs_a_depth if model == "SPM" else set())


@in_both_cells
@pytest.mark.parametrize("model", walk.MODELS)
def test_a_pair_is_refused_where_one_of_it_has_nothing_to_act_on_and_nowhere_else(model, cell):
    """SEI without grains; electrolyte that moves in a SPM, whose electrolyte stands still."""
    found = refusals(model, cell)
    assert set(found) == expected(model)
    for pair, message in found.items():
        named = "SEI" if pair.where == "host sites: 0" else "displaced electrolyte"
        assert message.startswith(f"Option {named!r} is ")


# ---- solved ----

# Cracks in grains that are even but for their last digit, as those without metal are at first.
MENDED = [
    pair
    for pair in PAIRS
    if pair.where == "lithium metal: none" and "SEI on cracks" in pair.options
]
ALLOWED = sorted(set(PAIRS) - expected("SPM"), key=str)
BY_LOT = random.Random(20).sample(ALLOWED, 4)


@pytest.mark.parametrize("pair", MENDED, ids=str)
def test_what_was_mended_works(pair):
    assert walk.attempt("SPM", "full", pair.options) == walk.Outcome("works")


@pytest.mark.parametrize(("pair", "cell"), [*zip(BY_LOT, [*walk.CELLS] * 2, strict=True)], ids=str)
def test_a_pair_drawn_by_lot_works(pair, cell):
    assert walk.attempt("SPM", cell, pair.options) == walk.Outcome("works")
