"""Comparisons of the other anodes, plated and stripped cycle after cycle."""

from pybamm_miec.scorecard.compare import Claim
from pybamm_miec.scorecard.results import ALIVE, IN_A_ROW, SETTLED
from pybamm_miec.scorecard.runs.cycling import BY_KEY
from pybamm_miec.scorecard.runs.effort import ANODE

NOTABLE = 0.5  # [%] of efficiency: ten times what '~' leaves open in the paper's
NOISE = 0.01  # [%]: what the integrator leaves
FLUCTUATES = 3.0  # [%] between the least and the greatest efficiency, once it has settled
STEADY = 1.0  # [%], likewise, of what does not
TEN = 10  # cycles
LAYER = 1.0  # [um]: two diameters of the needles in the set, so that nothing shows between them

OWN, DEEP, MIDDLE, FAST = (BY_KEY[f"{figure} {ANODE}"] for figure in ("4e", "4f", "S7", "4g"))
COPPER, DEEP_COPPER, MIDDLE_COPPER, FAST_COPPER = (
    BY_KEY[f"{figure} Cu"] for figure in ("4e", "4f", "S7", "4g")
)
BARE = tuple(BY_KEY[f"4e {anode}"] for anode in ("LLTO", "CNT"))
_SMOOTH = "a law without chance gives a slow drift, not the scatter of cells"


def _course(results):
    """Copper's efficiency: at first, least before the greatest, greatest, in the end; and their cycles."""
    ce = results.efficiency(COPPER.key)
    top = ce.idxmax()
    bottom = ce.loc[:top].idxmin()
    return ce.iloc[0], ce[bottom], ce[top], ce.iloc[-1], bottom, top


def _declines_rises_declines(results):
    first, least, greatest, last, _, top = _course(results)
    after = results.efficiency(COPPER.key).loc[top:]
    gradual = bool((after - after.cummin()).max() <= NOISE)
    return first - least >= NOTABLE and greatest > 100 and greatest - last >= NOTABLE and gradual


def _course_in_words(results):
    first, least, greatest, last, bottom, top = _course(results)
    return (
        f"{first:.1f} %, {least:.1f} in cycle {bottom}, {greatest:.1f} in cycle {top}, {last:.1f} "
        "in the end"
    )


def _spread(results, test):
    ce = results.settled(test.key)
    return float(ce.max() - ce.min())


def _inferior(results):
    own = results.stabilised(OWN.key)
    return all(
        results.stabilised(test.key) < own
        and _spread(results, test) >= FLUCTUATES
        and results.sustained(test.key) < min(results.sustained(OWN.key), test.cycles)
        for test in BARE
    )


def _inferior_in_words(results):
    return "; ".join(
        f"{test.anode} {results.stabilised(test.key):.2f} %, between {ce.min():.1f} and {ce.max():.1f}, "
        f"{results.sustained(test.key)} cycles"
        for test, ce in ((test, results.settled(test.key)) for test in BARE)
    )


def _all(results, test):
    """Mean efficiency over all cycles, which counts what is found again against what it was lost as."""
    return float(results.efficiency(test.key).mean())


def _ahead(own, copper):
    def holds(results):
        return all(of(results, own) > of(results, copper) for of in (_all, _settled))

    return holds


def _settled(results, test):
    return results.stabilised(test.key)


def _both(own, copper):
    def told(results):
        means = (
            f"{of(results, own):.2f} against {of(results, copper):.2f} % {span}"
            for of, span in ((_settled, f"after cycle {SETTLED}"), (_all, "over all cycles"))
        )
        return ", ".join(means)

    return told


def _against_copper(key, own, copper):
    return Claim(
        key,
        "tuned to",
        _both(own, copper),
        _ahead(own, copper),
        f"LLTO@CNT gives more than copper after cycle {SETTLED}, as C06 is counted, and over all cycles, "
        "where what is found again makes up for what was lost; once old film holds its deposit, the film on "
        "its needles is all that copper loses, whatever is plated, and their radius is chosen by this",
        if_missed="the radius of copper's needles is to be chosen again",
        tests=(own, copper),
        needs_all=True,
    )


def _dead_layer(results):
    """Thickness of what is isolated on copper after ten cycles, as if it were dense [um]."""
    isolated = results.cycling[COPPER.key].ledger["isolated"].loc[:TEN].iloc[-1]
    return 1e6 * results.cell.thickness(isolated)


def _unstable(results):
    return (
        _spread(results, FAST_COPPER) >= FLUCTUATES
        and _spread(results, FAST) <= STEADY
        and results.sustained(FAST_COPPER.key) < results.sustained(FAST.key)
    )


def _unstable_in_words(results):
    ce = results.efficiency(FAST_COPPER.key)
    return (
        f"between {ce.min():.1f} and {ce.max():.1f} %, the settled part over "
        f"{_spread(results, FAST_COPPER):.1f} points; LLTO@CNT over {_spread(results, FAST):.1f}"
    )


ROWS: tuple[Claim, ...] = (
    Claim(
        "C04",
        "tuned to",
        _course_in_words,
        _declines_rises_declines,
        f"falls by at least {NOTABLE:g} %, then passes 100 %, then falls and never rises, by at least "
        f"{NOTABLE:g} % in all; how needles isolate, how much film they make and what film finds again are "
        "chosen by it",
        tests=(COPPER,),
        needs_all=True,
    ),
    Claim(
        "C05",
        "tuned to",
        _inferior_in_words,
        _inferior,
        f"both less than LLTO@CNT on average after cycle {SETTLED}, fluctuating, by at least "
        f"{FLUCTUATES:g} points from then on, and of limited life, until {IN_A_ROW} cycles from then on give "
        f"less than {ALIVE:g} % on average; film on metal in these sets and moss on their faces are chosen "
        "by the words on them and on copper; single cycles of LLTO move with mesh and tolerance, their "
        "spread does not",
        if_missed="film on fresh metal and moss on a face are to be chosen again",
        tests=BARE,
        needs_all=True,
    ),
    _against_copper("C08", DEEP, DEEP_COPPER),
    _against_copper("C09", MIDDLE, MIDDLE_COPPER),
    Claim(
        "C12",
        "held out",
        _unstable_in_words,
        _unstable,
        f"once {SETTLED} cycles are past, the efficiency of copper spreads over at least {FLUCTUATES:g} "
        f"points, and falls below {ALIVE:g} %, while that of LLTO@CNT keeps to {STEADY:g}; {_SMOOTH}",
        if_missed="how current makes a foil strip worse is an assumption",
        tests=(FAST_COPPER, FAST),
        needs_all=True,
    ),
    Claim(
        "D11",
        "held out",
        lambda r: f"{_dead_layer(r):.1f} um of isolated lithium, if it were dense",
        lambda r: _dead_layer(r) >= LAYER,
        f"at least {LAYER:g} um after {TEN} cycles, two diameters of its needles, so that it covers the "
        "foil; the text names no current; taken as 4e, whose course the isolated share is chosen by",
        if_missed="needles leave too little behind",
        tests=(COPPER,),
    ),
)
