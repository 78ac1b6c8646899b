"""Comparisons of what the first metal costs on each anode."""

from itertools import pairwise

from pybamm_miec.scorecard.compare import Claim, Number
from pybamm_miec.scorecard.runs.effort import ANODE, ANODES
from pybamm_miec.scorecard.runs.plating import CURRENT, EARLY

_READ = (
    f"{CURRENT:g} mA.cm-2 is assumed; lowest voltage until {EARLY:g} mA.h.cm-2 of metal are there, "
    "below the voltage then"
)
_ROUNDED = "half of the ten that '100 mV' may be rounded to"


def _dips(results):
    return [results.platings[anode].dip for anode in ANODES]


def _in_words(results):
    return " < ".join(
        f"{anode} {dip:.0f}" for anode, dip in zip(ANODES, _dips(results), strict=True)
    )


def _dip(key, anode, barrier):
    return Number(
        key,
        "tuned to",
        lambda r: r.platings[anode].dip,
        5.0,
        f"{_ROUNDED}; {barrier} is tuned to it by hand",
        note=lambda r: _READ,
    )


ROWS: tuple[Number | Claim, ...] = (
    Number(
        "N01",
        "input",
        lambda r: r.platings[ANODE].dip,
        10.0,
        "a sixth of what the paper calls moderate",
        note=lambda r: f"lithiated walls are given no barrier, as the paper sees none; {_READ}",
    ),
    _dip("N02", "Cu", "the barrier of copper"),
    _dip("N03", "CNT", "the barrier of nanotubes"),
    _dip("N04", "LLTO", "the barrier of LLTO without lithium"),
    Claim(
        "N05",
        "tuned to",
        _in_words,
        lambda r: all(a < b for a, b in pairwise(_dips(r))),
        f"each smaller than the next; follows from N01 to N04, which barriers are tuned to; {_READ}",
    ),
)
