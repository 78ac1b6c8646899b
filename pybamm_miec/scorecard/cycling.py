"""Comparisons of cycle after cycle of plating and stripping."""

from pybamm_miec.scorecard.compare import NOT_YET, Claim, Number
from pybamm_miec.scorecard.runs.cycling import TESTS

SMALL, DEEP, FAST = TESTS[:3]
EARLY = 15  # cycles within which the paper's efficiency has settled
ACTIVE = 99.0  # [%]

_READ_OFF = "'~' before two decimals, so five of the last"
_NO_END = (
    "no law ends a life yet: isolated lithium fills the pores, but SEI, electrolyte and shorts "
    "are not in the model, so reaching the last cycle proves nothing"
)


def _clogging(test):
    """What isolated lithium does to a host, in numbers."""

    def told(results):
        dead, room = results.isolated(test.key), results.cell.pore_capacity
        last = results.efficiency(test.key).iloc[-1]
        return (
            f"in the end {last:.2f} %, and {dead:.2f} mA.h.cm-2 isolated, where the pores hold "
            f"{room:.2f}"
        )

    return told


def _first_active(results):
    ce = results.efficiency(SMALL.key)
    first = ce.index[ce >= ACTIVE]
    if not first.size:
        return f"{ACTIVE:g} % is never reached"
    return (
        f"at least {ACTIVE:g} % from cycle {first[0]} on; cycle 1 gives {ce.iloc[0]:.1f} %, as the LLTO "
        "keeps lithium, and the next ones lose what goes into sites that open"
    )


def _sustained(key, test):
    return Number(
        key,
        "not used",
        lambda r: float(len(r.efficiency(test.key))),
        0.0,
        "every cycle counts",
        if_missed="the host can't take the current any longer",
        note=lambda r: f"{_NO_END}; {_clogging(test)(r)}",
        tests=(test,),
        needs_all=True,
        at_least=True,
        if_met=NOT_YET,
    )


def _isolated(key, used_as, test, tolerance):
    return Number(
        key,
        used_as,
        lambda r: r.isolated(test.key),
        tolerance,
        "0.05 points of coulombic efficiency in each cycle",
        if_missed="see the efficiency it is the sum of",
        note=_clogging(test),
        tests=(test,),
        needs_all=True,
    )


def _stabilised(results):
    return tuple(results.stabilised(test.key) for test in (SMALL, DEEP, FAST))


ROWS: tuple[Number | Claim, ...] = (
    Number(
        "C01",
        "tuned to",
        lambda r: float(r.efficiency(SMALL.key).iloc[:EARLY].max()),
        0.05,
        _READ_OFF,
        if_missed="how fast sites open is chosen by it",
        note=_first_active,
        tests=(SMALL,),
        at_least=True,
    ),
    Number(
        "C02",
        "tuned to",
        lambda r: r.stabilised(SMALL.key),
        0.05,
        _READ_OFF,
        if_missed=("isolation and reconnection are tuned to the whole of the test"),
        note=lambda r: f"mean after cycle {EARLY}; {_clogging(SMALL)(r)}",
        tests=(SMALL,),
        needs_all=True,
    ),
    _sustained("C03", SMALL),
    Number(
        "C06",
        "tuned to",
        lambda r: r.stabilised(DEEP.figure),
        0.05,
        _READ_OFF,
        if_missed="what depth isolates is tuned to the whole of the test",
        note=lambda r: f"mean after cycle {EARLY}; {_clogging(DEEP)(r)}",
        tests=(DEEP,),
        needs_all=True,
    ),
    _sustained("C07", DEEP),
    Number(
        "C10",
        "tuned to",
        lambda r: r.stabilised(FAST.figure),
        0.05,
        _READ_OFF,
        if_missed="what a fast stripping isolates is tuned to the whole of the test",
        note=lambda r: f"mean after cycle {EARLY}; {_clogging(FAST)(r)}",
        tests=(FAST,),
        needs_all=True,
    ),
    _sustained("C11", FAST),
    Claim(
        "C14",
        "tuned to",
        lambda r: " / ".join(f"{ce:.2f}" for ce in _stabilised(r)),
        lambda r: sorted(_stabilised(r), reverse=True) == list(_stabilised(r)),
        "the means of C02, C06 and C10, each to be below the one before",
        if_missed="the laws of isolation with depth and with current are tuned to them",
        tests=TESTS,
    ),
    _isolated("X15", "tuned to", SMALL, 0.2),
    _isolated("X16", "tuned to", DEEP, 0.3),
)
