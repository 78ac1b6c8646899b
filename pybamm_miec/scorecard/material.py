"""Comparisons of what the cell is made of, and of what follows from that alone."""

from pybamm_miec.scorecard.compare import Claim, Number
from pybamm_miec.scorecard.runs.effort import ANODE
from pybamm_miec.scorecard.runs.plating import PICTURES

SHE = -3.04  # [V] of the lithium counter electrode, which potentials are counted from

_IN_RANGE = "anywhere in the range that is given"
_DENSITY = "1 %, as far as densities of lithium in use differ"
_FLAT = "checks the molar volume of lithium only, a flat foil is not modelled"
_PARTICLES = (
    "as much as particles of 8 um instead of 6.5 change it, the larger end of what is measured"
)
_OVERLAP = (
    "the particles of the model touch and overlap, at the porosity of the electrode, so part of "
    "their surface is inside the solid, while the target takes them one by one; the roughness "
    "of the CNT is in neither"
)
_AS_X09 = "follows from X09"


def _rest(results):
    return results.platings[ANODE].rest


def _film(results):
    """Mean thickness of the metal on a wall taken as flat [um], picture by picture."""
    cell, wall = results.cell, results.wall * results.cell.L
    metal = results.platings[ANODE].pictures["metal [mA.h.cm-2]"]
    return tuple(1e6 * cell.thickness(q) / wall for q in metal)


def _dense(capacity):
    return lambda results: 1e6 * results.cell.thickness(capacity)


ROWS: tuple[Number | Claim, ...] = (
    Number("M01", "input", lambda r: 2e6 * r.cell.R_p, 0.0, _IN_RANGE),
    Number(
        "M02",
        "input",
        lambda r: 1e6 * r.cell.l_f,
        0.0,
        _IN_RANGE,
        note=lambda r: "only the depth in which the face reacts is taken from it",
    ),
    Number("M03", "input", lambda r: r.porosity, 0.005, "half of the last digit given"),
    Number(
        "M13",
        "input",
        lambda r: SHE + _rest(r),
        0.005,
        "half of the last digit given",
        note=lambda r: (
            "the lithium counter electrode is the reference and has this potential by definition; "
            f"the model's part is that plated lithium rests {abs(1000 * _rest(r)):.2f} mV away from it"
        ),
    ),
    *(
        Number(
            key,
            "input",
            _dense(q),
            0.05 * q,
            _DENSITY,
            if_missed="the molar volume of lithium in the set is that of no dense metal",
            note=lambda r: _FLAT,
        )
        for key, q in zip(("X01", "X02", "X04"), PICTURES, strict=True)
    ),
    Number(
        "X05",
        "input",
        lambda r: 1e6 * r.cell.thickness(max(PICTURES)) / r.cell.eps_0,
        0.4,
        _DENSITY,
    ),
    Number(
        "X06",
        "tuned to",
        lambda r: 1e6 * r.cell.L,
        0.0,
        f"{_IN_RANGE}; the thickness, not in the text, is chosen by it",
    ),
    Number(
        "X07",
        "input",
        lambda r: r.cell.pore_capacity,
        0.19,
        "two points in a porosity of 'about 46 %'",
        note=lambda r: f"less a residual porosity of {r.cell.eps_r:g} that stays open for ions",
    ),
    Number(
        "X09",
        "held out",
        lambda r: r.wall,
        9.3e4,
        _PARTICLES,
        if_missed=_OVERLAP,
    ),
    Number(
        "X10",
        "held out",
        lambda r: r.wall * r.cell.L,
        4.2,
        "as X09",
        if_missed=_AS_X09,
    ),
    Number(
        "X11",
        "held out",
        lambda r: 1 / (r.wall * r.cell.L),
        0.010,
        "as X09",
        if_missed=_AS_X09,
    ),
    Number(
        "X12",
        "held out",
        _film,
        (0.05, 0.10, 0.20),
        "as X09",
        if_missed=_AS_X09,
    ),
    Number(
        "X13",
        "input",
        lambda r: tuple(reversed(r.cell.couples)),
        0.005,
        "half of the last digit of the peaks",
    ),
    Number(
        "X23",
        "held out",
        lambda r: r.in_llto,
        0.34,
        "a share of LLTO in the electrode of 0.52 instead of 0.45",
        if_missed=(
            "the set takes a part of the sites as accessible, as 1 mAh/cm2 has to wrap the particles "
            "in metal (Fig. 3a1); how much lithium the LLTO takes is its weakest assumption"
        ),
    ),
)
