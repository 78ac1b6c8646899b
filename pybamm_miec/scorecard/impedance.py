"""Comparisons of the impedance before and after the host takes up lithium."""

import pybamm

from pybamm_miec.analysis import charge_transfer_resistance
from pybamm_miec.scorecard.compare import Claim, Number
from pybamm_miec.scorecard.runs.effort import ANODE
from pybamm_miec.scorecard.runs.impedance import AT_REST, STATES

BARE = "LLTO"
RT_F = pybamm.constants.R.value * 298.15 / pybamm.constants.F.value  # [V]

_READ = (
    "width of all arcs of the cell, that of the counter electrode included, for an area of 1.13 cm2, which "
    "is assumed"
)
_AS_MADE = (
    f"measured at {AT_REST:g} V, which is assumed: at 2.5 V the LLTO of the model holds too little lithium "
    "to pass any, and no arc closes"
)
_TENTH = "a tenth, as the text gives two digits"


def _arc(results, anode, state):
    return charge_transfer_resistance(results.impedance[anode, state])


def _resistance(results, anode, state):
    return float(_arc(results, anode, state)["resistance [Ohm]"])


def _number(key, state, tolerance, note):
    return Number(
        key,
        "input",
        lambda r: _resistance(r, ANODE, state),
        tolerance,
        _TENTH,
        note=lambda r: f"the exchange current is from it; {_READ}; {note}",
    )


def _exchange_current(results):
    """RT/(F R A) [mA.cm-2]."""
    return 0.1 * RT_F / (_resistance(results, ANODE, "lithiated") * results.cell.area)


def _bare_in_words(results):
    return ", ".join(
        f"{state} {'' if _arc(results, BARE, state)['closed'] else 'above '}"
        f"{_resistance(results, BARE, state) / 1000:.0f} kOhm"
        for state in STATES
    )


ROWS: tuple[Number | Claim, ...] = (
    _number("M06", "pristine", 25.0, _AS_MADE),
    _number("M07", "lithiated", 10.0, "after a slow discharge to 0 V, an hour at rest"),
    Claim(
        "M08",
        "held out",
        _bare_in_words,
        lambda r: all(_resistance(r, BARE, s) > _resistance(r, ANODE, "pristine") for s in STATES),
        "in both states above that of pristine LLTO@CNT; the number is that of a frame that hardly conducts "
        "(assumed) between the foil and the grains next to it, not of their walls, and the text gives none",
        if_missed="the frame conducts too well for grains that touch without nanotubes",
    ),
    Number(
        "X22",
        "input",
        _exchange_current,
        0.023,
        _TENTH,
        note=lambda r: f"from M07; {_READ}, in the target too",
    ),
)
