"""Comparisons of where the metal goes when the host with nanotubes is plated once."""

from pybamm_miec.scorecard.compare import Claim, Number
from pybamm_miec.scorecard.runs.effort import ANODE
from pybamm_miec.scorecard.runs.plating import CURRENT, PICTURES

FIRST, SECOND, LAST = PICTURES
FILM = 0.5  # filled share of the pores up to which metal is a film on walls rather than a filling
EVEN = 0.5  # least over mean filling
FILLING = (1 / 3, 2 / 3)  # filled share between a film and a full pore
FULL = 0.8  # filled share that "nearly saturates": X06 reads 80 to 95 % into it
UNIFORM = 0.8  # least over greatest filling
FLAT = 0.1  # share of the metal on the face: 2 um of it, less than half a pore

_COUNTED = f"at {CURRENT:g} mA.cm-2, counted from 0 V, which 'encapsulation' implies"


def _deposit(results):
    return results.platings[ANODE].pictures


def _filling(capacity):
    def told(results):
        row = _deposit(results).loc[capacity]
        return f"pores {row['lowest fill']:.2f} to {row['highest fill']:.2f} filled"

    return told


def _filling_and_face(results):
    share = _deposit(results).loc[LAST, "share on face"]
    return f"{_filling(LAST)(results)}, {100 * share:.1f} % of the metal on the face"


def _wrapped(results):
    row = _deposit(results).loc[FIRST]
    return row["lowest fill"] >= EVEN * row["fill"] and row["highest fill"] <= FILM


def _begins_to_fill(results):
    least, most = FILLING
    return least <= _deposit(results).loc[SECOND, "fill"] <= most


def _nearly_full(results):
    return FULL <= _deposit(results).loc[LAST, "fill"] < 1


def _uniform_and_flat(results):
    row = _deposit(results).loc[LAST]
    uniform = row["lowest fill"] >= UNIFORM * row["highest fill"]
    return uniform and row["share on face"] <= FLAT


def _fill_note(results):
    face = 100 * _deposit(results)["share on face"]
    shares = " / ".join(f"{share:.1f}" for share in face)
    return f"{_COUNTED}; {shares} % of the metal is on the face"


ROWS: tuple[Number | Claim, ...] = (
    Claim(
        "D01",
        "held out",
        _filling(FIRST),
        _wrapped,
        "encapsulated: metal at every depth, at least half the mean, and no pore more than half full; "
        f"{_COUNTED}",
        if_missed="plating is too uneven over the depth",
    ),
    Claim(
        "D02",
        "tuned to",
        lambda r: f"pores {_deposit(r).loc[SECOND, 'fill']:.2f} filled on average",
        _begins_to_fill,
        "begins to fill: one to two thirds full on average, between a film and a full pore; follows "
        f"from the thickness that is chosen by D03; {_COUNTED}",
        if_missed="the pores fill too late or too early",
    ),
    Claim(
        "D03",
        "tuned to",
        lambda r: f"pores {_deposit(r).loc[LAST, 'fill']:.2f} filled on average",
        _nearly_full,
        "nearly saturated: at least 0.8 filled, as X06 reads it; the thickness is chosen by it; "
        f"smoothness and dendrites are beyond one dimension; {_COUNTED}",
    ),
    Claim(
        "D04",
        "tuned to",
        _filling_and_face,
        _uniform_and_flat,
        "uniform and flat: nowhere less than 0.8 of the fullest depth, at most 10 % of the metal (2 um, "
        "less than half a pore) on the face; the exchange current of plating is chosen by it; "
        f"{_COUNTED}",
    ),
    Number(
        "X08",
        "tuned to",
        lambda r: tuple(_deposit(r)["fill"]),
        0.05,
        "two points in a porosity of 'about 46 %'",
        note=_fill_note,
    ),
)
