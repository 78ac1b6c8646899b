"""Comparisons of what a host conducts before and after it takes up lithium."""

from pybamm_miec.scorecard.compare import Claim, Number
from pybamm_miec.scorecard.runs.effort import ANODE
from pybamm_miec.scorecard.runs.lithiation import CURRENT

BARE = "LLTO"
SLIGHT = 2.0  # times: less than half of the way, in decades, to LLTO@CNT's ten

_MEASURED = (
    "between two electrodes that block the other carrier, without electrolyte; at rest and after "
    f"{CURRENT:g} mA.cm-2 to 0 V"
)


def _rise(key, carrier):
    return Number(
        key,
        "input",
        lambda r: r.rise(ANODE, carrier),
        2.0,
        "a fifth, as 'an order of magnitude' is no finer; the ratio for full sites is in the set",
        note=lambda r: _MEASURED,
    )


def _bare(results):
    return [results.rise(BARE, carrier) for carrier in ("ionic", "electronic")]


def _bare_in_words(results):
    ionic, electronic = _bare(results)
    return f"ionic {ionic:.2f}, electronic {electronic:.2f}"


ROWS: tuple[Number | Claim, ...] = (
    _rise("M09", "ionic"),
    _rise("M10", "electronic"),
    Claim(
        "M11",
        "tuned to",
        _bare_in_words,
        lambda r: all(ratio < SLIGHT for ratio in _bare(r)),
        f"both less than {SLIGHT:g} times, for 'slight'; the contacts between grains without nanotubes are "
        f"chosen by it, so poor that the cell is at 0 V before grains take up lithium; {_MEASURED}",
    ),
)
