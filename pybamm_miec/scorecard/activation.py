"""Comparisons of LLTO@CNT that is filled and emptied, and of what that does to later plating."""

from itertools import pairwise

import numpy as np

from pybamm_miec.scorecard.compare import Claim, Number
from pybamm_miec.scorecard.results import CE
from pybamm_miec.scorecard.runs.activation import CURRENTS, CUT_OFFS, FULL_CUT_OFF
from pybamm_miec.scorecard.runs.cycling import BY_KEY, PRECYCLE_AT, STRIP_TO
from pybamm_miec.scorecard.runs.effort import ANODE

SLOW, FAST = (BY_KEY[f"{figure} {ANODE}"] for figure in ("4e", "4g"))
TAKEN, GIVEN = "lithiation [mA.h.cm-2]", "delithiation [mA.h.cm-2]"
LOW = 80.0  # [%]: insertion anodes in use give 85 to 95 % in their first cycle
RISE = 1.1  # times, from the second cycle on: less would be lost in the scatter of cells
ACTIVE = 0.95  # of the capacity in the end
HIGH = 99.0  # [%], as in Fig. 4e
STABLE = 0.1  # [%] below the mean of the settled cycles
SETTLED = (50, 200, 400)  # cycles whose curves are to overlap
APART = 25.0  # [mV]: two widths of a printed line where a volt is drawn over 8 cm

_CUT_OFFS = tuple((cut_off, PRECYCLE_AT) for cut_off in CUT_OFFS)
_RATES = tuple((STRIP_TO, current) for current in CURRENTS)
_FULL = (FULL_CUT_OFF, PRECYCLE_AT)
_PROTOCOL = f"cut-offs and {PRECYCLE_AT:g} mA.cm-2 are assumed"
_PUT_IN = (
    "trapping and a first film are switched on for it, and how much each holds is assumed, as the paper "
    "gives no number"
)


def _first(results):
    return results.activation[_FULL].efficiency.iloc[0]


def _irreversible(results):
    return 100 - _first(results)[CE]


def _irreversible_in_words(results):
    missing = _first(results)[TAKEN] - _first(results)[GIVEN]
    return (
        f"{missing:.3f} of {_first(results)[TAKEN]:.3f} mA.h.cm-2, {_irreversible(results):.0f} %"
    )


def _rising(results, pair):
    """Whether the capacity grows, from the second cycle on, and never falls by more than round-off."""
    q = results.activation[pair].efficiency[TAKEN].iloc[1:]
    return q.iloc[-1] >= RISE * q.iloc[0] and bool((q.diff().iloc[1:] > -1e-3 * q.iloc[0]).all())


def _rise_in_words(results):
    taken = (results.activation[pair].efficiency[TAKEN] for pair in _CUT_OFFS)
    ends = ", ".join(f"{q.iloc[1]:.2f} to {q.iloc[-1]:.2f}" for q in taken)
    return f"{ends} mA.h.cm-2 to {_volts()}"


def _cycles_to_capacity(results, pair):
    q = results.activation[pair].efficiency[GIVEN]
    return int(q.index[q >= ACTIVE * q.iloc[-1]][0])


def _cycles_to_efficiency(results, pair):
    """None reached is infinitely late."""
    ce = results.activation[pair].efficiency[CE]
    there = ce.index[ce >= HIGH]
    return there[0] if there.size else np.inf


def _sooner(count):
    """Whether something takes fewer cycles with a higher cut-off; what is empty already takes as many."""

    def holds(results):
        cycles = [count(results, pair) for pair in _CUT_OFFS]
        return all(b <= a for a, b in pairwise(cycles)) and cycles[-1] < cycles[0]

    return holds


def _by_cut_off(count):
    def told(results):
        cycles = " / ".join(f"{count(results, pair):g}" for pair in _CUT_OFFS)
        return f"{cycles} cycles to {_volts()}"

    return told


def _volts():
    return " / ".join(f"{cut_off:g}" for cut_off in CUT_OFFS) + " V"


def _window(results):
    pre = results.cycling[SLOW.key].voltage.query("cycle == 0")["voltage [V]"]
    return float(pre.min()), float(pre.max())


def _curve(results, cycle, step):
    """Capacity and voltage; of a cycle that was not reached, NaN."""
    shown = results.cycling[SLOW.key].voltage
    line = shown[(shown["cycle"] == cycle) & (shown["step"] == step)]
    capacity, voltage = line["capacity [mA.h.cm-2]"], line["voltage [V]"]
    return (capacity, voltage) if len(line) else ([0.0], [np.nan])


def _at(results, cycle, step, capacity):
    return np.interp(capacity, *_curve(results, cycle, step))


def _inserted(results, cycle):
    """What goes into the LLTO before the cell passes 0 V [mA.h.cm-2]."""
    capacity, voltage = _curve(results, cycle, 0)
    return float(np.interp(0, -np.asarray(voltage), capacity))


def _distance(results, cycle):
    """Mean distance of a cycle's curves to those of the first settled one [mV]."""
    capacity = np.linspace(0, 0.97 * SLOW.capacity, 500)  # less what stripping does not give back
    off = [
        abs(_at(results, cycle, step, capacity) - _at(results, SETTLED[0], step, capacity))
        for step in (0, 1)
    ]
    return 1000 * float(np.mean(off))


def _overlap(results):
    return all(_distance(results, cycle) <= APART for cycle in SETTLED[1:])


def _lower_at_first(results):
    early, late = _inserted(results, 2), _inserted(results, SETTLED[0])
    return late >= RISE * early


def _overlap_in_words(results):
    apart = " and ".join(f"{_distance(results, n):.0f} mV in cycle {n}" for n in SETTLED[1:])
    early, late = _inserted(results, 2), _inserted(results, SETTLED[0])
    return f"{apart} from cycle {SETTLED[0]}; {early:.2f} mA.h.cm-2 inserted in cycle 2, {late:.2f} then"


def _cycles_to_stable(results, test):
    ce = results.efficiency(test.key)
    return int(ce.index[ce >= results.stabilised(test.key) - STABLE][0])


def _prolonged(results):
    inserted = [_cycles_to_efficiency(results, pair) for pair in _RATES]
    plated = [_cycles_to_stable(results, test) for test in (SLOW, FAST)]
    return plated[0] < plated[1] and all(a < b for a, b in pairwise(inserted[:-1]))


def _prolonged_in_words(results):
    plated = [_cycles_to_stable(results, test) for test in (SLOW, FAST)]
    inserted = " / ".join(f"{_cycles_to_efficiency(results, pair):g}" for pair in _RATES)
    currents = " / ".join(f"{current:g}" for current in CURRENTS)
    return f"{plated[0]} and {plated[1]} cycles of plating; {inserted} of insertion at {currents} mA.cm-2"


ROWS: tuple[Number | Claim, ...] = (
    Claim(
        "A01",
        "tuned to",
        _irreversible_in_words,
        lambda r: _irreversible(r) >= 100 - LOW,
        f"at least {100 - LOW:g} % of the first lithiation at {PRECYCLE_AT:g} mA.cm-2 is not given back to "
        f"{FULL_CUT_OFF:g} V, where the LLTO is empty; {_PUT_IN}",
    ),
    Claim(
        "A02",
        "tuned to",
        _rise_in_words,
        lambda r: all(_rising(r, pair) for pair in _CUT_OFFS),
        f"from cycle 2 on the capacity never falls, and grows {RISE:g} times, with every cut-off; that sites "
        f"open as others are emptied is chosen by it; {_PROTOCOL}",
    ),
    Claim(
        "A03",
        "tuned to",
        _by_cut_off(_cycles_to_capacity),
        _sooner(_cycles_to_capacity),
        f"cycles to {100 * ACTIVE:g} % of the last capacity: a higher cut-off never takes more, and the "
        "highest fewer than the lowest; the potential from which sites open is chosen by it; "
        f"{_PROTOCOL}",
    ),
    Claim(
        "A04",
        "held out",
        _by_cut_off(_cycles_to_efficiency),
        _sooner(_cycles_to_efficiency),
        f"cycles to {HIGH:g} %: a higher cut-off never takes more, and the highest fewer than the lowest; "
        f"efficiencies of insertion set nothing; above 2 V the LLTO is empty, so more changes nothing; "
        f"{_PROTOCOL}",
        if_missed="a higher cut-off opens sites faster, and what they take is lost to the cycle they open in",
    ),
    *(
        Number(
            key,
            "input",
            lambda r, end=end: _window(r)[end],
            0.001,
            "what the event that ends a step may be off",
            note=lambda r, which=which: (
                f"{which} voltage of the pre-cycle, one, at {PRECYCLE_AT:g} mA.cm-2, both assumed"
            ),
        )
        for key, end, which in (("A05", 0, "lowest"), ("A06", 1, "highest"))
    ),
    Claim(
        "A07",
        "held out",
        _overlap_in_words,
        lambda r: _overlap(r) and _lower_at_first(r),
        f"from cycle {SETTLED[0]} on the curves are at most {APART:g} mV apart on average, two widths of a "
        f"printed line, and {RISE:g} times as much goes in above 0 V as in cycle 2; the text names no "
        f"cycles, so all that are drawn count; one pre-cycle is assumed",
        if_missed=(
            "isolated lithium narrows the pores more and more, so that both steps move away from 0 V"
        ),
        tests=(SLOW,),
        needs_all=True,
    ),
    Claim(
        "A08",
        "held out",
        _prolonged_in_words,
        _prolonged,
        f"plated at {FAST.current_density:g} mA.cm-2 instead of {SLOW.current_density:g}, it takes more "
        f"cycles to come within {STABLE:g} % of the mean after cycle 15; inserted to {STRIP_TO:g} V, more to "
        f"{HIGH:g} %, at each current than at the one below",
        if_missed="at a high rate the cut-off is met before the sites are empty, so fewer open",
        tests=(SLOW, FAST),
        needs_all=True,
    ),
    Claim(
        "V07",
        "tuned to",
        lambda r: f"{_first(r)[CE]:.1f} %",
        lambda r: _first(r)[CE] <= LOW,
        f"at most {LOW:g} %, below what insertion anodes in use give in their first cycle; 0 to "
        f"{FULL_CUT_OFF:g} V at {PRECYCLE_AT:g} mA.cm-2; {_PUT_IN}",
    ),
)
