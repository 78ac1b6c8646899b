"""How one target is compared with the model, and what is said about it.

A value that went in, or that another was tuned to, can only be *reproduced*; a value that nothing was
chosen by is *predicted*.  Either is *missed* when the model is further away than the tolerance, which
has its reason beside it.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from pybamm_miec.scorecard.results import Results
from pybamm_miec.scorecard.runs.cycling import Test
from pybamm_miec.scorecard.targets import Target

VERDICT = {"input": "reproduced", "tuned to": "reproduced", "held out": "predicted"}
MISSED, NOT_YET = "missed", "not yet modelled"
FINER = 0.69  # just under log10(5): 0.05 is shown with two decimals, 0.04 with three
_NEEDS_ALL = "needs all cycles of the test, of which --quick runs fewer"
_IF_MISSED = {
    "input": "the set or the model no longer gives back what went in",
    "tuned to": "what was tuned to it has to be tuned again",
}


@dataclass(frozen=True)
class Finding:
    """What a comparison found.

    Attributes
    ----------
    model, residual : str
        In the unit of the target; empty where there is none.
    used_as, verdict, note : str
        Words.
    """

    model: str
    residual: str
    used_as: str
    verdict: str
    note: str


@dataclass(frozen=True)
class Number:
    """A target that is a number, several, or a range.

    Attributes
    ----------
    id : str
        Of the target.
    used_as : str
        "input" (it is in the set), "tuned to" (another value is chosen by it), "held out" (nothing is),
        or "not used" (likewise, but meeting it would prove nothing).
    model : callable
        From :class:`Results` to the model's number or numbers, in the unit of the target.
    tolerance : float or tuple of float
        How far off each number may be, in the unit of the target; beyond the ends of a range.
    why : str
        The reason for the tolerance.
    if_missed : str
        What the model lacks when it is further off; a general sentence for what went in.
    note : callable
        From :class:`Results` to whatever else must be known.
    tests : tuple of Test
        The tests that `model` looks at.
    needs_all : bool
        Whether it takes all cycles of them.
    at_least : bool
        Whether more than the target is as good.
    if_met : str
        A verdict in place of the usual one, where meeting the target proves nothing.
    fitted : Number, optional
        The same comparison with rows that are fitted to the cell; counts as nothing.
    """

    id: str
    used_as: str
    model: Callable[[Results], float | tuple[float, ...]]
    tolerance: float | tuple[float, ...]
    why: str
    if_missed: str = ""
    note: Callable[[Results], str] = field(default=lambda results: "")
    tests: tuple[Test, ...] = ()
    needs_all: bool = False
    at_least: bool = False
    if_met: str = ""
    fitted: "Number | None" = None

    def compare(self, target: Target, results: Results) -> Finding:
        """Return how far the model is from the target."""
        if _waits(self, results):
            return Finding("", "", self.used_as, NOT_YET, _NEEDS_ALL)
        model = _tuple(self.model(results))
        residual = self._residual(target, model)
        tolerance = _tuple(self.tolerance) * (len(model) // len(_tuple(self.tolerance)))
        within = all(
            (r > 0 and self.at_least) or abs(r) <= t + 1e-12
            for r, t in zip(residual, tolerance, strict=True)
        )
        off = _text(residual, tolerance, sign=True)
        return Finding(
            model=_text(model, tolerance),
            residual=off,
            used_as=self.used_as,
            verdict=(self.if_met or VERDICT[self.used_as]) if within else MISSED,
            note=self._told(within, off, tolerance, target, results),
        )

    def _residual(self, target, model):
        if target.op == "range":
            low, high = target.numbers
            return tuple(min(x - low, 0) + max(x - high, 0) for x in model)
        return tuple(x - y for x, y in zip(model, target.numbers, strict=True))

    def _told(self, within, off, tolerance, target, results):
        unit = "" if target.units == "-" else f" {target.units}"
        allowed = " / ".join(f"{t:g}" for t in tolerance)
        judged = f"tolerance {allowed}{unit}: {self.why}" if any(tolerance) else self.why
        if not within:
            why = self.if_missed or _IF_MISSED[self.used_as]
            judged = f"off by {off}{unit}, {judged}; {why}"
        return _joined(judged, self.note(results), *_protocol(self.tests, results))


@dataclass(frozen=True)
class Claim:
    """A target in words, put as a claim that numbers can fail.

    Attributes
    ----------
    id, used_as : str
        As in :class:`Number`.
    model : callable
        From :class:`Results` to the numbers that decide, in words.
    holds : callable
        From :class:`Results` to whether the claim holds.
    why : str
        The claim, and the reason for its bounds.
    if_missed : str
        What the model lacks when it fails.
    tests : tuple of Test
        As in :class:`Number`.
    needs_all : bool
        As in :class:`Number`.
    fitted : Claim, optional
        As in :class:`Number`.
    """

    id: str
    used_as: str
    model: Callable[[Results], str]
    holds: Callable[[Results], bool]
    why: str
    if_missed: str = ""
    tests: tuple[Test, ...] = ()
    needs_all: bool = False
    fitted: "Claim | None" = None

    def compare(self, target: Target, results: Results) -> Finding:
        """Return whether the claim holds."""
        del target
        if _waits(self, results):
            return Finding("", "", self.used_as, NOT_YET, _NEEDS_ALL)
        holds = self.holds(results)
        note = self.why if holds else f"fails: {self.why}; {self._lacking}"
        return Finding(
            model=self.model(results),
            residual="",
            used_as=self.used_as,
            verdict=VERDICT[self.used_as] if holds else MISSED,
            note=_joined(note, *_protocol(self.tests, results)),
        )

    @property
    def _lacking(self):
        return self.if_missed or _IF_MISSED[self.used_as]


def _waits(row, results):
    """Whether a comparison that takes all cycles has to do without some."""
    return row.needs_all and any(_shortened(test, results) for test in row.tests)


def _shortened(test, results):
    return test.cycles_at(results.effort) < test.cycles


def _protocol(tests, results):
    """What a reader must know about the tests behind a number."""
    assumed = {test.assumed for test in tests}
    if len(assumed) == 1:
        yield assumed.pop()
    for test in tests:
        of = f" of {test.key}" if len(tests) > 1 else ""
        ran, asked = len(results.efficiency(test.key)), test.cycles_at(results.effort)
        if _shortened(test, results):
            yield f"--quick: {asked} of {test.cycles} cycles{of}"
        if ran < asked:
            yield f"the run{of} ended in cycle {ran}, before cycle {asked}"


def _tuple(numbers):
    return numbers if isinstance(numbers, tuple) else (numbers,)


def _text(numbers, tolerance, sign=False):
    """Numbers to a tenth or a fifth of the tolerance, without a negative zero."""
    form = "+" if sign else ""
    return " / ".join(
        f"{round(x, _digits(t)) + 0.0:{form}.{_digits(t)}f}" if t else f"{x + 0.0:{form}.6g}"
        for x, t in zip(numbers, tolerance, strict=True)
    )


def _digits(tolerance):
    return max(0, math.ceil(FINER - math.log10(tolerance)))


def _joined(*parts):
    return "; ".join(part for part in parts if part)
