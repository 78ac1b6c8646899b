"""The scorecard: every target once, and a verdict that follows from the numbers."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from rich.console import Console

from pybamm_miec import scorecard
from pybamm_miec.errors import ScorecardError
from pybamm_miec.parameters import _files
from pybamm_miec.scorecard import activation, card, compare, results, targets
from pybamm_miec.scorecard.runs import rates
from pybamm_miec.scorecard.runs.activation import PAIRS
from pybamm_miec.scorecard.runs.cycled import Cycled
from pybamm_miec.scorecard.runs.cycling import TESTS
from pybamm_miec.scorecard.runs.effort import ANODE, ANODES, FULL, QUICK
from pybamm_miec.scorecard.runs.full_cells import CELLS
from pybamm_miec.scorecard.runs.plating import EARLY, PICTURES
from pybamm_miec.scorecard.runs.voltammetry import Voltammetry

CE = results.CE
CELL = results.Cell(
    L=45e-6,
    R_p=3.25e-6,
    l_f=7.5e-6,
    eps_0=0.46,
    eps_r=0.02,
    V_Li=1.3e-5,
    area=1.131e-4,
    couples=(1.575, 1.19),
)


def cycles(efficiency, count):
    """Efficiencies [%], cycle by cycle: one for all, or given at some of them and straight between."""
    index = pd.RangeIndex(1, count + 1, name="cycle")
    at = efficiency if isinstance(efficiency, dict) else {1: efficiency}
    return pd.DataFrame({CE: np.interp(index, list(at), list(at.values()))}, index=index)


def cycled(efficiency, isolated=0.0, voltage=None):
    """What a test gave: a table, or from what :func:`cycles` takes; some isolated in the end."""
    table = efficiency if isinstance(efficiency, pd.DataFrame) else cycles(*efficiency)
    stocks = pd.DataFrame(0.0, index=range(-1, len(table) + 1), columns=results.GONE)
    stocks.loc[0:, "isolated"] = np.linspace(0, isolated, len(table) + 1)
    return Cycled(table, stocks, voltage, "")


def profiles(inserted=(0.15, 0.20, 0.20, 0.20), off=(0.0, 0.0, 0.01, 0.02), window=(0.0, 2.5)):
    """Voltage in the pre-cycle, cycles 2, 50, 200 and 400: what goes in above 0 V, and by how much [V] the
    lines of metal lie outside of 0.1 V."""
    lines = [(0, step, q, window[step] if q else 1.0) for step in (0, 1) for q in (0, 0.2)]
    for n, q_0, dV in zip((2, 50, 200, 400), inserted, off, strict=True):
        plating = ((0, 1.0), (q_0, 0.0), (q_0 + 1e-3, -0.1 - dV), (1, -0.1 - dV))
        stripping = ((0, 0.1 + dV), (1 - q_0, 0.1 + dV), (1, 1.0))
        lines += [(n, s, q, V) for s, half in enumerate((plating, stripping)) for q, V in half]
    return pd.DataFrame(lines, columns=["cycle", "step", "capacity [mA.h.cm-2]", "voltage [V]"])


def activated(tau, first=60.0, grown=4.0, count=30):
    """A host whose capacity grows so many times, and whose efficiency rises, in tau cycles."""
    index = pd.RangeIndex(1, count + 1, name="cycle")
    opens = 1 - np.exp(-(index - 1) / tau)
    taken = 0.2 * (1 + (grown - 1) * opens)
    ce = first + (100 - first) * opens
    return cycled(
        pd.DataFrame(
            {activation.TAKEN: taken, activation.GIVEN: taken * ce / 100, CE: ce}, index=index
        )
    )


def plated(
    fills=(0.23, 0.47, 0.94),
    share_on_face=0.01,
    first_centroid=0.5,
    thirds=((0.3, 0.5, 0.9),) * 3,
    dip=0.0,
    rest=0.0,
):
    """What one plating gave: `thirds` of the depth (rows) by picture."""
    fill = np.array([0.06, *fills])
    capacities = (EARLY, *PICTURES)
    deposit = pd.DataFrame(
        {
            "fill": fill,
            "lowest fill": 0.95 * fill,
            "highest fill": 1.05 * fill,
            "share on face": share_on_face,
            "centroid": [first_centroid, 0.5, 0.5, 0.5],
            "metal [mA.h.cm-2]": capacities,
        },
        index=pd.Index(capacities, name="capacity [mA.h.cm-2]"),
    )
    by_third = pd.DataFrame(thirds, index=results.THIRDS, columns=PICTURES)
    return results.Plated(deposit, by_third, dip, rest)


BARE = {  # the host without nanotubes as the paper has it: from the foil up, then at the surface
    "first_centroid": 0.97,
    "thirds": ((0.0, 0.0, 0.6), (0.0, 0.05, 0.05), (0.3, 0.4, 0.5)),
    "dip": 61.0,
}


def platings(anode=ANODE, **changed):
    """All four anodes as the paper has them, but for what is changed on one."""
    same = {
        "LLTO@CNT": {},
        "LLTO": BARE,
        "CNT": {"dip": 95.0},
        "Cu": {"dip": 100.0},
    }
    return {name: plated(**{**same[name], **(changed if name == anode else {})}) for name in ANODES}


def conduction(rise):
    return pd.DataFrame({"electronic [S.m-1]": (0.04, 0.04 * rise), "ionic [S.m-1]": (1.0, rise)})


def cycling_tests():
    """All cycling tests as the paper has them, by key."""
    rising = {1: 97.8, 14: 98.9, 15: 99.0, 18: 99.24}
    of_own = {
        "4e": cycled((rising, 400), 3.04, profiles()),
        "4f": cycled(({1: 98.5, 14: 98.97}, 150), 6.18),
        "4g": cycled(({1: 97.0, 30: 98.6}, 275), 3.9),
        "S7": cycled((98.9, 150)),
    }
    of_copper = {
        "4e": cycled(({1: 95, 10: 92.6, 60: 100.9, 200: 98.9}, 200), 5.0),
        "4f": cycled((97.0, 150)),
        "4g": cycled(({1: 84, 100: 94}, 275)),
        "S7": cycled((96.0, 150)),
    }
    fluctuating = {1: 98, 20: 98, 60: 96, 100: 99.5}
    return {
        **{f"{figure} {ANODE}": test for figure, test in of_own.items()},
        **{f"{figure} Cu": test for figure, test in of_copper.items()},
        "4e CNT": cycled((fluctuating, 300)),
        "4e LLTO": cycled((fluctuating, 120)),
        **full_cells(),
    }


def full_cell(capacity, lost, volts=(3.75, 3.75)):
    """A full cell by what it gives in some cycles, what it loses in each, and its voltage at both ends."""
    index = pd.RangeIndex(1, 301, name="cycle")
    q = np.interp(index, list(capacity), list(capacity.values()))
    table = pd.DataFrame({activation.TAKEN: q, activation.GIVEN: q, CE: 100.0}, index=index)
    lines = [(n, 1, x, V) for n, V in zip((1, 200), volts, strict=True) for x in (0.0, 1.0)]
    voltage = pd.DataFrame(lines, columns=["cycle", "step", "capacity [mA.h.cm-2]", "voltage [V]"])
    return cycled(table, lost * len(index), voltage)


def full_cells():
    """All full cells as the paper has them, by key."""
    ends = {
        f"5a {ANODE}, N/P 4": full_cell({1: 1.0, 200: 0.95, 300: 0.92}, 0.01, (3.75, 3.74)),
        f"5a {ANODE}, N/P 2": full_cell({1: 1.0, 190: 1.0, 191: 0.8}, 0.0105),
        f"S8 {ANODE}, anode-free": full_cell({1: 0.8, 100: 0.336}, 0.003),
        "5a Cu, N/P 4": full_cell({1: 1.0, 35: 1.0, 36: 0.85, 50: 0.5}, 0.09),
        "5a Cu, N/P 2": full_cell({1: 1.0, 20: 1.0, 21: 0.5}, 0.1),
    }
    host = [key for key in ends if ANODE in key]
    for key in (*host, "5a Cu, N/P 4"):
        ends[f"{key}, fitted"] = ends[key]
    assert list(ends) == [cell.key for cell in CELLS]
    return ends


def inserted(**changed):
    """Lithium put in and taken out: sooner active with a higher cut-off, later at a higher current."""
    taus = dict(zip(PAIRS, (3.0, 1.5, 1.0, 0.5, 4.0, 5.0, 7.0), strict=True))
    return {pair: activated(tau, **changed) for pair, tau in taus.items()}


SWEPT = {"lower": (1.16, 1.22), "upper": (1.55, 1.60)}  # [V]


def swept(peaks=SWEPT, largest=0.1, charges=(0.3, 0.2, 0.2)):
    """A voltammogram with its pairs of peaks [V], its largest current and its cathodic charges.

    From cycle to cycle each peak moves down by 10 mV.
    """
    tops = [
        (cycle, direction, volts - 0.01 * (cycle - 1), 0.1)
        for cycle in (1, 2, 3)
        for pair in peaks.values()
        for direction, volts in zip(("cathodic", "anodic"), pair, strict=True)
    ]
    names = ["cycle", "direction", "potential [V]", "current [mA.cm-2]"]
    curve = pd.DataFrame([(1, "cathodic", 1.2, -largest)], columns=names)
    passed = [(n, "cathodic", -q) for n, q in enumerate(charges, start=1)]
    return Voltammetry(
        curve,
        pd.DataFrame(tops, columns=names),
        pd.DataFrame(passed, columns=["cycle", "direction", "charge [mA.h.cm-2]"]),
    )


def arc(resistance):
    """An arc of that width [Ohm], and a tail."""
    f = np.logspace(5, -2, 57)
    Z = 5 + resistance / (1 + 2j * np.pi * f * 0.1) + 1 / (2j * np.pi * f * 10)
    index = pd.Index(f, name="frequency [Hz]")
    return pd.DataFrame({"real [Ohm]": Z.real, "imaginary [Ohm]": Z.imag}, index=index)


def spectra(pristine=250.0, lithiated=100.0, bare=(2000.0, 1500.0)):
    own = {(ANODE, "pristine"): arc(pristine), (ANODE, "lithiated"): arc(lithiated)}
    return {**own, ("LLTO", "pristine"): arc(bare[0]), ("LLTO", "lithiated"): arc(bare[1])}


def found(**changed):
    """Results as the paper has them, but for what is changed."""
    same = results.Results(
        effort=FULL,
        platings=platings(),
        conduction={"LLTO@CNT": conduction(10.0), "LLTO": conduction(1.2)},
        in_llto=2.2,
        porosity=0.46,
        wall=498462.0,
        cycling=cycling_tests(),
        activation=inserted(),
        rates=cycled((98.9, 40)),
        voltammetry={ANODE: swept(), "LLTO": swept(largest=0.005)},
        impedance=spectra(),
        cell=CELL,
        pores_hold={},
    )
    return replace(same, **changed)


def with_cycling(key, test):
    """One cycling test other than the paper has it."""
    return found(cycling={**cycling_tests(), key: test})


def with_own(figure, efficiency, count, isolated=0.0):
    return with_cycling(f"{figure} {ANODE}", cycled((efficiency, count), isolated, profiles()))


def with_profiles(**changed):
    rising = cycling_tests()[f"4e {ANODE}"].efficiency
    return with_cycling(f"4e {ANODE}", cycled(rising, voltage=profiles(**changed)))


def with_copper(efficiency, count):
    return with_cycling("4e Cu", cycled((efficiency, count)))


def with_insertion(pair, tau):
    return found(activation={**inserted(), pair: activated(tau)})


def with_plating(anode=ANODE, **changed):
    return found(platings=platings(anode, **changed))


def with_thirds(*thirds):
    return with_plating("LLTO", thirds=thirds)


def with_conduction(anode, rise):
    return found(conduction={**found().conduction, anode: conduction(rise)})


def with_sweep(anode=ANODE, **changed):
    return found(voltammetry={**found().voltammetry, anode: swept(**changed)})


def verdicts(results_):
    return scorecard.scorecard(results_).set_index("id")["verdict"]


def notes(results_):
    return scorecard.scorecard(results_).set_index("id")["note"]


# ---- every target, once ----


def test_every_target_is_compared_or_has_a_reason_why_not():
    known = [target.id for target in targets.read_targets(ANODE)]
    assert len(set(known)) == len(known)
    judged, unjudged = set(card.JUDGED), set(targets.read_not_judged(ANODE))
    assert not judged & unjudged
    assert judged | unjudged == set(known)


def test_no_comparison_hides_another_of_the_same_name():
    assert len(card.JUDGED) == len(card.ROWS)


def test_the_reasons_name_each_target_once():
    path = _files.ROOT / "llto_cnt" / "not_judged.csv"
    ids = pd.read_csv(path)["id"]
    assert ids.is_unique


def test_the_columns_are_those_that_readers_expect():
    table = scorecard.scorecard(found())
    assert tuple(table.columns) == (
        *("id", "observable", "anode", "cell", "target", "unit"),
        *("model", "residual", "used_as", "verdict", "note", "fitted", "fitted_verdict"),
    )
    assert list(table["id"]) == [target.id for target in targets.read_targets(ANODE)]


def test_a_line_without_a_number_claims_nothing():
    table = scorecard.scorecard(found())
    silent = table[table["model"] == ""]
    assert set(silent["verdict"]) <= set(targets.NOT_JUDGED)
    assert (silent["residual"] == "").all()
    assert (table["note"] != "").all()


def test_only_known_words_are_used():
    table = scorecard.scorecard(found())
    assert set(table["verdict"]) <= {"reproduced", "predicted", "missed", *targets.NOT_JUDGED}
    assert set(table["used_as"]) <= {"input", "tuned to", "held out", "not used"}


def test_what_is_held_out_says_what_the_model_lacks_if_it_misses():
    for row in card.JUDGED.values():
        assert row.if_missed or row.used_as in ("input", "tuned to"), row.id
        assert row.why, row.id


def test_the_pores_hold_what_their_volume_holds():
    """F (eps_0 - eps_r) L / V_Li = 96485 * 0.44 * 45e-6 / 1.3e-5 C.m-2, and 36000 C.m-2 are 1."""
    assert CELL.pore_capacity == pytest.approx(4.082, abs=5e-4)  # half of the last digit


def test_a_thickness_of_lithium_and_its_capacity_are_one():
    assert CELL.metal(CELL.thickness(2.5)) == pytest.approx(2.5, rel=1e-12)  # round-off


# ---- what is fitted to a cell stands beside what is predicted ----

PREDICTED, FITTED = "5a Cu, N/P 4", "5a Cu, N/P 4, fitted"
NEVER = full_cell({1: 1.0}, 0.015)  # a cell that outlasts the run
OF_COPPER = ["F06", "F07", "X20"]
OF_HOST = {"F10": "tuned to", "F12": "tuned to", "X17": "tuned to", "X18": "tuned to"}
LEFT = {key: "held out" for key in ("F08", "F09", "F11", "F13", "X19")}  # predicted by either


def test_both_records_stand_side_by_side_for_full_cells_alone():
    table = scorecard.scorecard(found()).set_index("id")
    beside = [key for key in table.index if table.loc[key, "fitted"]]
    assert sorted(beside) == sorted([*OF_COPPER, *OF_HOST, *LEFT])
    assert (table.loc[beside, "fitted_verdict"] != "").all()
    assert set(table.loc[beside, "used_as"]) == {"held out"}
    verdicts = table.loc[beside, "fitted_verdict"]
    assert set(verdicts[[*OF_COPPER, *OF_HOST]]) == {"reproduced"}
    assert set(verdicts[list(LEFT)]) == {"predicted"}


def test_what_is_fitted_is_never_counted_as_predicted():
    table = scorecard.scorecard(with_cycling(PREDICTED, NEVER)).set_index("id").loc[OF_COPPER]
    assert set(table["used_as"]) == {"held out"}
    assert set(table["verdict"]) == {"missed"}
    assert set(table["fitted_verdict"]) == {"reproduced"}
    assert (table["model"] != table["fitted"]).all()


def test_what_is_predicted_does_not_hang_on_what_is_fitted():
    table = scorecard.scorecard(with_cycling(FITTED, NEVER)).set_index("id").loc[OF_COPPER]
    assert set(table["verdict"]) == {"predicted"}
    assert set(table["fitted_verdict"]) == {"missed"}


def test_what_is_fitted_is_printed_apart():
    text = printed(with_cycling(PREDICTED, NEVER), FULL)
    below = text.split("With rows fitted to the cell itself, which predicts nothing")[1]
    assert "35 (reproduced)" in below.split("Not computed")[0]


# ---- verdicts follow from the numbers ----


def test_a_model_that_is_the_paper_misses_nothing():
    assert not (verdicts(found()) == compare.MISSED).any()


@pytest.mark.parametrize(
    ("key", "met", "changed"),
    [
        ("C02", "reproduced", with_own("4e", 99.30, 400)),
        ("C06", "reproduced", with_own("4f", 98.91, 150)),
        ("C10", "reproduced", with_own("4g", 98.65, 275)),
        ("C14", "reproduced", with_own("4g", 99.00, 275)),
        ("C01", "reproduced", with_own("4e", {1: 98, 18: 98.99, 19: 99.0}, 400)),
        ("C01", "reproduced", with_own("4e", {1: 98, 10: 98.99, 11: 99.0}, 400)),
        ("C03", "reproduced", with_own("4e", 99.24, 399)),
        ("C07", "reproduced", with_own("4f", {1: 99.0, 145: 99.0, 146: 96.9}, 150)),
        ("C11", "reproduced", with_own("4g", {1: 98.59, 16: 96.9, 20: 96.9, 21: 98.6}, 275)),
        ("X15", "reproduced", with_own("4e", 99.24, 400, isolated=3.25)),
        ("X16", "reproduced", with_own("4f", 98.97, 150, isolated=6.5)),
        ("C13", "predicted", found(rates=cycled(({1: 98.9, 37: 98.9, 38: 97.9}, 40)))),
        (
            "F06",
            "predicted",
            with_cycling("5a Cu, N/P 4", full_cell({1: 1.0, 51: 1, 52: 0.85}, 0.09)),
        ),
        ("F07", "predicted", with_cycling("5a Cu, N/P 4", full_cell({1: 1.0, 50: 0.91}, 0.09))),
        (
            "F08",
            "predicted",
            with_cycling(CELLS[0].key, full_cell({1: 1.0, 250: 1, 251: 0.8}, 0.01)),
        ),
        ("F09", "predicted", with_cycling(CELLS[0].key, full_cell({1: 1.0}, 0.01, (3.75, 3.74)))),
        ("F09", "predicted", with_cycling(CELLS[0].key, full_cell({1: 1.0, 200: 0.95}, 0.01))),
        (
            "F10",
            "predicted",
            with_cycling(CELLS[1].key, full_cell({1: 1.0, 201: 1, 202: 0.8}, 0.01)),
        ),
        (
            "F11",
            "predicted",
            with_cycling(CELLS[1].key, full_cell({1: 1.0, 150: 1, 151: 0.8}, 0.01)),
        ),
        ("F12", "predicted", with_cycling(CELLS[2].key, full_cell({1: 0.8, 100: 0.364}, 0.003))),
        ("F13", "predicted", with_cycling(CELLS[2].key, full_cell({1: 1.0, 100: 0.42}, 0.003))),
        ("X17", "predicted", with_cycling(CELLS[2].key, full_cell({1: 0.8, 100: 0.38}, 0.003))),
        (
            "X18",
            "predicted",
            with_cycling(CELLS[1].key, full_cell({1: 1.0, 190: 1, 191: 0.8}, 0.0115)),
        ),
        ("X19", "predicted", with_cycling(CELLS[0].key, full_cell({1: 1.0}, 0.0165))),
        ("X20", "predicted", with_cycling("5a Cu, N/P 4", full_cell({1: 1.0}, 0.07))),
        ("C04", "reproduced", with_copper({1: 93, 10: 92.6, 60: 100.9, 200: 98.9}, 200)),
        ("C04", "reproduced", with_copper({1: 95, 10: 92.6, 60: 99.9, 200: 98.9}, 200)),
        ("C04", "reproduced", with_copper({1: 95, 10: 92.6, 60: 100.9, 200: 100.5}, 200)),
        ("C04", "reproduced", with_copper({1: 95, 10: 92, 60: 101, 100: 98, 200: 98.9}, 200)),
        ("C05", "reproduced", with_cycling("4e CNT", cycled(({1: 98, 60: 96, 100: 98.9}, 300)))),
        (
            "C05",
            "reproduced",
            with_cycling("4e LLTO", cycled(({1: 97.1, 60: 97.1, 80: 100.2}, 120))),
        ),
        ("C05", "reproduced", with_cycling("4e LLTO", cycled(({1: 100, 60: 96.9, 61: 101}, 120)))),
        ("C08", "reproduced", with_cycling("4f Cu", cycled(({1: 90, 15: 90, 16: 99.0}, 150)))),
        ("C08", "reproduced", with_cycling("4f Cu", cycled(({1: 120, 15: 98.9}, 150)))),
        ("C09", "reproduced", with_cycling("S7 Cu", cycled((98.95, 150)))),
        ("C12", "predicted", with_cycling("4g Cu", cycled(({1: 84, 16: 92, 100: 94.9}, 275)))),
        ("C12", "predicted", with_cycling("4g Cu", cycled(({1: 84, 16: 97.1, 100: 101}, 275)))),
        ("C12", "predicted", with_own("4g", {1: 97.0, 16: 97.5, 40: 98.6}, 275)),
        ("D11", "predicted", with_cycling("4e Cu", cycled((95, 200), isolated=3.9))),
        ("A01", "reproduced", found(activation=inserted(first=81.0))),
        ("V07", "reproduced", found(activation=inserted(first=81.0))),
        ("A02", "reproduced", found(activation=inserted(grown=1.05))),
        ("A02", "reproduced", found(activation=inserted(grown=0.5))),
        ("A03", "reproduced", with_insertion((1.5, 0.1), 4.0)),
        ("A04", "predicted", with_insertion((2.5, 0.1), 4.0)),
        ("A05", "reproduced", with_profiles(window=(0.01, 2.5))),
        ("A06", "reproduced", with_profiles(window=(0.0, 2.49))),
        ("A07", "predicted", with_profiles(off=(0.0, 0.0, 0.01, 0.05))),
        ("A07", "predicted", with_profiles(inserted=(0.19, 0.2, 0.2, 0.2))),
        ("A08", "predicted", with_own("4g", 98.59, 275)),
        ("A08", "predicted", with_insertion((1.0, 2.0), 3.5)),
        ("M03", "reproduced", found(porosity=0.47)),
        ("M13", "reproduced", with_plating(rest=-0.006)),
        ("M09", "reproduced", with_conduction("LLTO@CNT", 7.9)),
        ("M10", "reproduced", with_conduction("LLTO@CNT", 12.1)),
        ("M11", "reproduced", with_conduction("LLTO", 2.1)),
        ("N01", "reproduced", with_plating(dip=11.0)),
        ("N02", "reproduced", with_plating("Cu", dip=106.0)),
        ("N03", "reproduced", with_plating("CNT", dip=89.0)),
        ("N04", "reproduced", with_plating("LLTO", dip=67.0)),
        ("N05", "reproduced", with_plating("CNT", dip=100.5)),
        ("D05", "reproduced", with_plating("LLTO", first_centroid=0.89)),
        ("D06", "predicted", with_thirds((0, 0, 0.3), (0, 0, 0.4), (0, 0, 0))),
        ("D06", "predicted", with_thirds((0, 0, 0.9), (0, 0, 0.51), (0, 0, 0))),
        ("D07", "predicted", with_thirds((0, 0, 0), (0, 0.11, 0), (0, 0, 0))),
        ("X23", "predicted", found(in_llto=1.8)),
        ("X09", "predicted", found(wall=4e5)),
        ("D01", "predicted", with_plating(fills=(0.5, 0.5, 0.94))),
        ("D02", "reproduced", with_plating(fills=(0.23, 0.3, 0.94))),
        ("D03", "reproduced", with_plating(fills=(0.23, 0.47, 0.75))),
        ("D04", "reproduced", with_plating(share_on_face=0.11)),
        ("X08", "reproduced", with_plating(fills=(0.29, 0.47, 0.94))),
        ("X06", "reproduced", found(cell=replace(CELL, L=53e-6))),
        ("V01", "reproduced", with_sweep(peaks={**SWEPT, "lower": (1.171, 1.22)})),
        ("V02", "reproduced", with_sweep(peaks={**SWEPT, "lower": (1.16, 1.209)})),
        ("V03", "reproduced", with_sweep(peaks={**SWEPT, "upper": (1.539, 1.60)})),
        ("V04", "reproduced", with_sweep(peaks={**SWEPT, "upper": (1.55, 1.611)})),
        ("V04", "reproduced", with_sweep(peaks={"lower": SWEPT["lower"]})),
        ("X14", "reproduced", with_sweep(peaks={**SWEPT, "upper": (1.545, 1.606)})),
        ("V05", "predicted", with_sweep("LLTO", largest=0.011)),
        ("V06", "predicted", with_sweep(charges=(0.2, 0.2, 0.3))),
        ("M06", "reproduced", found(impedance=spectra(pristine=224.0))),
        ("M07", "reproduced", found(impedance=spectra(lithiated=111.0))),
        ("X22", "reproduced", found(cell=replace(CELL, area=1.26e-4))),
        ("M08", "predicted", found(impedance=spectra(bare=(240.0, 2000.0)))),
        ("M08", "predicted", found(impedance=spectra(bare=(2000.0, 240.0)))),
        ("X13", "reproduced", found(cell=replace(CELL, couples=(1.575, 1.2)))),
    ],
)
def test_a_verdict_turns_when_the_number_leaves_its_tolerance(key, met, changed):
    """Each number is moved just past the tolerance of its row."""
    assert verdicts(found())[key] == met
    assert verdicts(changed)[key] == compare.MISSED


def test_a_miss_says_by_how_much_and_why():
    note = notes(with_own("4f", 97.0, 150))["C06"]
    assert "off by -1.97 %" in note
    assert card.JUDGED["C06"].if_missed in note


def test_the_first_cycles_are_not_part_of_the_stabilised_efficiency():
    early = {1: 50.0, 15: 50.0, 16: 99.24}
    assert verdicts(with_own("4e", early, 400))[["C02", "C03"]].unique() == ["reproduced"]


def test_a_life_ends_with_five_settled_cycles_below_97():
    """And not with one that the next make up for."""
    dips = {1: 98, 100: 98, 101: 94, 102: 98.9, 200: 98.9, 201: 96.9}
    assert with_cycling("4e CNT", cycled((dips, 300))).sustained("4e CNT") == 204
    assert found().sustained(f"4e {ANODE}") == 400


def test_what_is_lost_is_counted_from_the_pre_cycles_on():
    test = cycled((99.24, 400), isolated=3.0)
    before = test.ledger.assign(trapped=0.1)
    before.loc[-1, "trapped"] = 0.0
    lost = with_cycling(f"4e {ANODE}", replace(test, ledger=before)).lost(f"4e {ANODE}")
    assert lost == pytest.approx(3.0, rel=1e-12)  # round-off


def test_what_went_in_is_never_called_predicted():
    table = scorecard.scorecard(found())
    assert "predicted" not in set(table[table["used_as"].isin(["input", "tuned to"])]["verdict"])


# ---- what the runs gave ----


def test_a_third_is_the_mean_of_its_cells():
    depth = [5.0, 15.0, 25.0, 35.0, 45.0, 55.0]  # six cells of 10 um
    profile = pd.DataFrame({q: [0.0, 0.2, 0.4, 0.6, 0.8, 1.0] for q in PICTURES}, index=depth)
    thirds = results.in_thirds(profile)
    assert list(thirds.index) == ["upper", "middle", "lower"]
    np.testing.assert_allclose(thirds[PICTURES[0]], [0.1, 0.5, 0.9], rtol=1e-12)  # round-off


def test_a_rise_is_the_last_over_the_first():
    assert found().rise("LLTO", "ionic") == pytest.approx(1.2, rel=1e-12)  # round-off


# ---- what was shortened ----


def _first(test, count):
    """What there is of a test that ends after so many cycles."""
    return replace(test, efficiency=test.efficiency.loc[:count], ledger=test.ledger.loc[:count])


def shortened():
    few = {t.key: cycled((99.24, t.cycles_at(QUICK)), 1.0, profiles()) for t in TESTS}
    few |= {key: _first(cell, QUICK.at_most) for key, cell in full_cells().items()}
    rates_ = cycled((98.9, len(rates.CURRENTS) * rates.cycles_at(QUICK)))
    return found(effort=QUICK, cycling=few, rates=rates_)


def test_a_quick_run_says_what_it_shortened():
    assert "--quick: 20 of 400 cycles" in notes(shortened())["C01"]


NEED_ALL = (
    *("C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12", "X15", "X16"),
    *("A07", "A08"),
    *("F06", "F07", "F08", "F09", "F10", "F11", "F12", "X17", "X18", "X19", "X20", "X21"),
)


@pytest.mark.parametrize("key", NEED_ALL)
def test_a_quick_run_claims_nothing_about_all_cycles(key):
    line = scorecard.scorecard(shortened()).set_index("id").loc[key]
    assert (line["model"], line["verdict"]) == ("", "not yet modelled")
    assert "--quick" in line["note"]


def test_a_run_that_ends_early_is_told():
    told = notes(with_own("4g", 98.59, 100))
    assert "the run ended in cycle 100, before cycle 275" in told["C10"]
    assert f"the run of 4g {ANODE} ended in cycle 100" in told["C14"]


def test_a_run_that_ends_early_has_no_curves_to_overlap():
    short = profiles()
    short = short[short["cycle"] < 400]
    ended = with_cycling(f"4e {ANODE}", cycled((99.24, 300), voltage=short))
    assert verdicts(ended)["A07"] == compare.MISSED


# ---- what is printed ----


def printed(results_, effort):
    console = Console(width=200)
    with console.capture() as capture:
        scorecard.show(scorecard.scorecard(results_), effort, console)
    return capture.get()


def test_the_title_says_that_a_run_was_quick():
    assert QUICK.name in printed(shortened(), QUICK).splitlines()[0]
    assert "quick" not in printed(found(), FULL).splitlines()[0]


def test_the_table_is_of_all_anodes():
    text = printed(found(), FULL)
    assert text.splitlines()[0].strip() == "Half cells against the paper"
    row = next(line for line in text.splitlines() if line.startswith("N03"))
    assert row.split()[1] == "CNT"


def test_predictions_that_say_the_same_are_counted_once():
    lines = scorecard.scorecard(found())
    predicted = set(lines["id"][lines["verdict"] == "predicted"])
    again = predicted & {"F11", "X17", "X18", "X19"}
    assert again
    end = " ".join(printed(found(), FULL).split())
    assert f"{len(predicted) - len(again)} predictions are independent" in end
    for key, of in (("X17", "F12"), ("F11", "F08 and F10")):
        assert (f"{key} follows from {of}" in end) == (key in predicted)


def test_a_peak_says_where_it_lies_in_later_cycles():
    assert "; 1.150 and 1.140 V in cycles 2 and 3; " in notes(found())["V01"]


def test_every_target_is_printed():
    text = printed(found(wall=4e5), FULL)
    for target in targets.read_targets(ANODE):
        assert target.id in text
    assert "Missed, by how much and why" in text


# ---- files that are refused ----


def target(value, op="="):
    return targets.Target("Z01", ANODE, "half", "anything", op, value, "-")


@pytest.mark.parametrize(
    ("value", "op", "numbers"),
    [
        ("-3.04", "=", (-3.04,)),
        ("0.23 / 0.47 / 0.94", "=", (0.23, 0.47, 0.94)),
        ("1.19 and 1.575", "=", (1.19, 1.575)),
        ("44.4-52.7", "range", (44.4, 52.7)),
    ],
)
def test_targets_are_read_as_numbers(value, op, numbers):
    assert target(value, op).numbers == numbers


@pytest.mark.parametrize(("value", "op"), [("low", "="), ("5-8", "="), ("5", "range"), ("", "=")])
def test_a_target_without_a_number_is_refused(value, op):
    with pytest.raises(ScorecardError, match=r"Z01: '.*' is no number, which a comparison"):
        _ = target(value, op).numbers


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("M04,reproduced,not used,because", "M04: the verdict on what is not compared must be one"),
        ("M04,out of reach,not used,", "M04: a row needs a reason"),
    ],
)
def test_a_bad_reason_is_refused(line, message, tmp_path, monkeypatch):
    (tmp_path / "not_judged.csv").write_text(f"id,verdict,used_as,reason\n{line}\n")
    monkeypatch.setattr(f"{targets.__name__}.parameters.folder", lambda anode: tmp_path)
    with pytest.raises(ScorecardError, match=message):
        targets.read_not_judged(ANODE)


def test_a_target_that_nobody_answers_for_is_refused(monkeypatch):
    monkeypatch.delitem(card.JUDGED, "C02")
    with pytest.raises(ScorecardError, match=r"C02: must be compared in .* got neither"):
        scorecard.scorecard(found())


def test_a_target_with_two_answers_is_refused(monkeypatch):
    monkeypatch.setitem(card.JUDGED, "M04", card.JUDGED["M03"])
    with pytest.raises(ScorecardError, match=r"M04: must be compared in .* got both"):
        scorecard.scorecard(found())
