"""The options of PyBaMM, one at a time: each works with a host, or is refused by name.

All of them are solved with every model by benchmarks/option_walk.py; here is what it refuses, and what had to
be mended for it.  Beside the host's own options: test_option_pairs.py.
"""

from functools import cache

import pybamm
import pytest
from walked import walk

import pybamm_miec as miec

pytestmark = pytest.mark.filterwarnings(
    "ignore::UserWarning"
)  # PyBaMM's, of what its options meant once

ALONE, ACROSS = tuple(walk.alone()), tuple(walk.across())
in_both_cells = pytest.mark.parametrize("cell", walk.CELLS)
# What a host with sites and metal refuses with any model, or PyBaMM does; and what one of the cells does.
REFUSED = {
    "cell geometry": {"cylindrical"},
    "convection": {"uniform transverse", "full transverse"},
    "current collector": {"potential pair", "potential pair quite conductive"},
    "dimensionality": {1, 2, 3},
    "electrolyte conductivity": {"leading order", "composite", "integrated"},
    "hydrolysis": {"true"},
    "intercalation kinetics": {"MSMR"},
    "lithium plating": {"reversible", "partially reversible", "irreversible"},
    "lithium plating porosity change": {"true"},
    "open-circuit potential": {
        "current sigmoid",
        "MSMR",
        "one-state hysteresis",
        "one-state differential capacity hysteresis",
    },
    "particle": {"MSMR"},
    "particle phases": {"2"},
    "particle shape": {"no particles"},
    "particle size": {"distribution"},
    "SEI porosity change": {"true"},
    "surface form": {"algebraic"},
}
ONLY_HALF = {"thermal": {"x-full"}, "heat of mixing": {"true"}}
# Across from the host nearly all works: not so SEI on cracks, whose mechanics PyBaMM wants in both.
REFUSED_ACROSS = {"SEI on cracks": {"true"}}


@cache
def refusals(cases, cell):
    """Messages by option and value."""
    found = {}
    for case in cases:
        try:
            walk.MODELS["DFN"](walk.CELLS[cell] | case.options, build=False)
        except (pybamm.OptionError, NotImplementedError) as error:
            found.setdefault(case.option, {})[case.value] = str(error)
    return found


@in_both_cells
def test_what_does_not_fit_a_host_is_refused(cell):
    found = refusals(ALONE, cell)
    expected = REFUSED | (ONLY_HALF if cell == "half" else {})
    assert {option: set(values) for option, values in found.items()} == expected


def test_nearly_all_fits_across_from_a_host():
    found = refusals(ACROSS, "full")
    assert {option: set(values) for option, values in found.items()} == REFUSED_ACROSS


@in_both_cells
def test_a_refusal_of_ours_is_one_sentence_that_names_option_value_and_way_out(cell):
    ours = 0
    for option, values in refusals(ALONE, cell).items():
        for value, message in values.items():
            if not message.startswith("Option '"):
                continue  # PyBaMM's own
            ours += 1
            assert message.endswith(".")
            assert message.count(". ") == 0
            assert any(word in message for word in ("leave ", "set ", "let "))
            assert repr(value) in message or option not in message.split(",")[0]
    assert ours > 15


@in_both_cells
@pytest.mark.parametrize("model", ["SPMe", "SPM"])
def test_a_reduced_model_refuses_grains_with_a_parabola(model, cell):
    options = walk.CELLS[cell] | {"particle": "quadratic profile"}
    with pytest.raises(pybamm.OptionError, match=r"'particle' is 'quadratic profile'.*use a DFN"):
        walk.MODELS[model](options, build=False)


@pytest.mark.parametrize("model", ["SPMe", "SPM"])
@pytest.mark.parametrize(
    ("name", "value"), [("particle size", "distribution"), ("particle", "quartic profile")]
)
def test_a_reduced_model_refuses_it_in_the_other_electrode_too(model, name, value):
    (case,) = (case for case in ACROSS if (case.option, case.value) == (name, value))
    with pytest.raises(pybamm.OptionError, match=f"{name}.*use a DFN"):
        walk.MODELS[model](case.options, build=False)


@in_both_cells
@pytest.mark.parametrize(
    "options",
    [
        {"SEI": "ec reaction limited"},
        {"SEI": "constant"},
        {"loss of active material": "current-driven"},
        {"particle mechanics": "swelling only"},
    ],
    ids=str,
)
def test_what_happens_to_grains_needs_some(cell, options):
    options = walk.CELLS[cell] | options
    with pytest.raises(pybamm.OptionError, match="or let the host take up lithium"):
        miec.HostOptions(options | {"host sites": "0"})
    miec.HostOptions(options)


def test_what_a_host_refuses_is_allowed_where_there_is_none():
    stock = {"host sites": "none", "lithium metal": "none"}
    for options in (
        {"dimensionality": 1},
        {"hydrolysis": "true"},
        {"heat of mixing": "true"},
    ):
        miec.HostOptions(stock | options)


# ---- solved ----

# What had to be mended: lithium that the ledger did not see, and what dries out.
MENDED = {
    "lost grains": ("DFN", "half", {"loss of active material": "current-driven"}),
    "lost grains, SPM": ("SPM", "half", {"loss of active material": "current-driven"}),
    "lost grains across": (
        "SPMe",
        "full",
        {"loss of active material": ("none", "current-driven")},
    ),
    "films across": ("SPMe", "full", {"SEI": ("none", "reaction limited")}),
    "plating across": ("SPMe", "full", {"lithium plating": ("none", "irreversible")}),
    "walls across": ("DFN", "full", {"surface form": "differential"}),
    "utilisation where it dries": (
        "DFN",
        "half",
        {
            "interface utilisation": "current-driven",
            "electrolyte stock": "consumed",
            "metal film": "on fresh metal",
        },
    ),
}


@pytest.mark.parametrize(("model", "cell", "options"), MENDED.values(), ids=MENDED)
def test_what_was_mended_works(model, cell, options):
    """To 1e-9 of the charge, and 1e-7 where lithium is a product of two states."""
    assert walk.attempt(model, cell, options) == walk.Outcome("works")


@pytest.mark.slow
def test_every_option_works_or_is_refused():
    """With the cheapest of the models, in a half cell; the walk does so with all of them."""
    rows = walk.walk(["SPM"], ["half"], with_pairs=False)
    assert rows.loc[rows["result"] == "fails", "message"].to_list() == []
    assert (rows["result"] == "works").sum() == 58  # and the others are refused, as the README says
