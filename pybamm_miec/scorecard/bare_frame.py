"""Comparisons of where the metal goes in the host without nanotubes."""

from pybamm_miec.scorecard.compare import Claim
from pybamm_miec.scorecard.runs.plating import EARLY, PICTURES

ANODE = "LLTO"
_, SECOND, LAST = PICTURES
BOTTOM = 0.9  # centroid, 1 being the collector
POROUS = 0.5  # filled share of the pores up to which an interior is called porous
NOTABLE = 0.1  # filled share of the pores: a film of 0.1 um on grains of 6.5 um


def _first_centroid(results):
    return results.platings[ANODE].deposit.loc[EARLY, "centroid"]


def _growth(results):
    thirds = results.platings[ANODE].thirds
    return thirds[LAST] - thirds[SECOND]


def _interior(results):
    return results.platings[ANODE].thirds.loc["middle"]


def _later_in_words(results):
    grows = " / ".join(f"{fill:.2f}" for fill in _growth(results))
    face = results.platings[ANODE].deposit.loc[LAST, "share on face"]
    return (
        f"upper / middle / lower third gain {grows}; middle then {_interior(results)[LAST]:.2f} filled, "
        f"{100 * face:.1f} % on the face"
    )


def _at_the_top(results):
    growth = _growth(results)
    return growth["upper"] == growth.max() and _interior(results)[LAST] <= POROUS


def _interior_in_words(results):
    return "middle third " + " / ".join(f"{fill:.2f}" for fill in _interior(results)) + " filled"


ROWS: tuple[Claim, ...] = (
    Claim(
        "D05",
        "tuned to",
        lambda r: f"centroid {_first_centroid(r):.2f}",
        lambda r: _first_centroid(r) >= BOTTOM,
        f"centroid of the first {EARLY:g} mA.h.cm-2 at least {BOTTOM:g}, 1 being the collector: on "
        "average less than a pore above it; that lithium can start on the foil is an option chosen by it",
    ),
    Claim(
        "D06",
        "held out",
        _later_in_words,
        _at_the_top,
        f"from {SECOND:g} to {LAST:g} mA.h.cm-2 the upper third of the host gains more than the others, and "
        f"the middle third stays at most {POROUS:g} filled",
        if_missed=(
            "a path through metal carries all the current that the pores around it take, so the deposit "
            "fills them on its way up; the pores at one depth are all alike, so no path gets to the "
            "surface past empty ones"
        ),
    ),
    Claim(
        "D07",
        "held out",
        _interior_in_words,
        lambda r: bool((_interior(r) <= NOTABLE).all()),
        f"in every picture the middle third of the host is at most {NOTABLE:g} filled, a film of 0.1 um on "
        "its grains; the paper names no capacity",
        if_missed=(
            "beyond the first picture the metal conducts and plates on itself, so the pores fill "
            "whether or not the walls of the LLTO take metal; the paper suspects that the frame comes off "
            "the foil, while that of the model is rigid"
        ),
    ),
)
