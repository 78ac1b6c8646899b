"""Comparisons of what cyclic voltammetry shows."""

from pybamm_miec.analysis.voltammogram import CHARGE, CURRENT, CYCLE, DIRECTION, POTENTIAL
from pybamm_miec.scorecard.compare import Claim, Number
from pybamm_miec.scorecard.runs.effort import ANODE
from pybamm_miec.scorecard.runs.voltammetry import SCAN_RATE, UPPER

BARE = "LLTO"
BARELY = 0.1  # of the current of LLTO@CNT
WITHIN = 0.1  # [V] of a couple's mean: what counts as its peak
COUPLES = {"lower": 1.19, "upper": 1.575}  # [V]

_PROTOCOL = (
    f"{SCAN_RATE:g} mV/s between {UPPER:g} and 0 V is assumed, first cycle, to which the shift of peaks is "
    "fitted; the scan rate is chosen for the peaks to lie where they do, without hysteresis: at 0.02 mV/s a "
    "half width of 12 mV does as well, and at the usual 0.1 mV/s polarisation alone separates them by 86 and "
    "98 mV"
)
_TEN = "a fifth of what separates a pair"
_POLARISED = (
    "the charge of the peaks (shares of sites and how many are open, both assumed) times a resistance "
    "between 250 and 100 ohm; sites that open while the upper couple is emptied add to its current"
)


def _peak(results, couple, direction, cycle=1):
    """Potential of a peak [V], NaN if there is none."""
    peaks = results.voltammetry[ANODE].peaks
    near = (peaks[POTENTIAL] - COUPLES[couple]).abs() < WITHIN
    here = peaks[near & (peaks[DIRECTION] == direction) & (peaks[CYCLE] == cycle)]
    return float(here[POTENTIAL].iloc[0]) if len(here) else float("nan")


def _separation(results, couple):
    return 1000 * (_peak(results, couple, "anodic") - _peak(results, couple, "cathodic"))


def _number(key, couple, direction):
    return Number(
        key,
        "tuned to",
        lambda r: _peak(r, couple, direction),
        0.010,
        _TEN,
        if_missed=_POLARISED,
        note=lambda r: f"{_later(r, couple, direction)}; {_PROTOCOL}",
    )


def _later(results, couple, direction):
    """Where the peak lies in the other cycles, in words."""
    at = (f"{_peak(results, couple, direction, cycle):.3f}" for cycle in (2, 3))
    return f"{' and '.join(at)} V in cycles 2 and 3"


def _largest(results, anode):
    """Largest current of the first cycle, from 0.9 V up, where the couples are [mA.cm-2]."""
    curve = results.voltammetry[anode].curve
    return curve[(curve[CYCLE] == 1) & (curve[POTENTIAL] > 0.9)][CURRENT].abs().max()


def _bare_share(results):
    return _largest(results, BARE) / _largest(results, ANODE)


def _reduction(results):
    """Charge of each cathodic sweep [mA.h.cm-2]."""
    charges = results.voltammetry[ANODE].charges
    return (-charges[charges[DIRECTION] == "cathodic"][CHARGE]).tolist()


ROWS: tuple[Number | Claim, ...] = (
    _number("V01", "lower", "cathodic"),
    _number("V02", "lower", "anodic"),
    _number("V03", "upper", "cathodic"),
    _number("V04", "upper", "anodic"),
    Claim(
        "V05",
        "held out",
        lambda r: f"{100 * _bare_share(r):.1f} % of the current of LLTO@CNT",
        lambda r: _bare_share(r) < BARELY,
        f"less than a tenth, for 'barely seen', above 0.9 V; {SCAN_RATE:g} mV/s is assumed",
        if_missed="the frame without nanotubes conducts too well",
    ),
    Claim(
        "V06",
        "held out",
        lambda r: " / ".join(f"{q:.2f}" for q in _reduction(r)) + " mA.h.cm-2",
        lambda r: max(_reduction(r)[1:]) < _reduction(r)[0],
        f"the first cathodic sweep passes more than each later one; {SCAN_RATE:g} mV/s between {UPPER:g} and "
        "0 V is assumed",
        if_missed=(
            "what is trapped and what goes into the first film is less than what opens in a sweep; with 0.65 "
            "of the sites open at first, k_a of 1 and a film of 0.13 mA.h.cm-2 the first passes 0.49 and no "
            "later one as much, but the cathodic peaks come at 1.148 and 1.532 V, and miss V01 and V03, and "
            "the anode-free cell keeps 56 % after 100 cycles, where the paper has 42"
        ),
    ),
    Number(
        "X14",
        "tuned to",
        lambda r: (_separation(r, "lower"), _separation(r, "upper")),
        10.0,
        "as one of the two peaks may be off",
        if_missed=_POLARISED,
        note=lambda r: _PROTOCOL,
    ),
)
