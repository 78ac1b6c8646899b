"""The scorecard: every target once, and a verdict that follows from the numbers."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from rich.console import Console

from pybamm_miec import scorecard
from pybamm_miec.errors import ScorecardError
from pybamm_miec.parameters import _files
from pybamm_miec.scorecard import card, compare, results, targets
from pybamm_miec.scorecard.runs.cycling import TESTS
from pybamm_miec.scorecard.runs.effort import ANODE, ANODES, FULL, QUICK
from pybamm_miec.scorecard.runs.plating import EARLY, PICTURES

CE = results.CE
CELL = results.Cell(
    L=45e-6,
    R_p=3.25e-6,
    l_f=7.5e-6,
    eps_0=0.46,
    eps_r=0.02,
    eps_s=0.45,
    V_Li=1.3e-5,
    j0_h=0.1214,
    couples=(1.575, 1.19),
)


def cycles(efficiency, count):
    index = pd.RangeIndex(1, count + 1, name="cycle")
    return pd.DataFrame({CE: np.full(count, efficiency)}, index=index)


def ledger(isolated, count):
    return pd.DataFrame({"isolated": np.linspace(0, isolated, count + 1)})


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


def found(**changed):
    """Results as the paper has them, but for what is changed."""
    counts = {test.figure: test.cycles for test in TESTS}
    as_in_the_paper = {"4e": 99.24, "4f": 98.97, "4g": 98.59}
    lost = {"4e": 3.04, "4f": 6.18, "4g": 3.9}
    same = results.Results(
        effort=FULL,
        platings=platings(),
        conduction={"LLTO@CNT": conduction(10.0), "LLTO": conduction(1.2)},
        in_llto=2.2,
        porosity=0.46,
        wall=498462.0,
        efficiency={key: cycles(ce, counts[key]) for key, ce in as_in_the_paper.items()},
        ledger={key: ledger(lost[key], counts[key]) for key in counts},
        cell=CELL,
    )
    return replace(same, **changed)


def with_plating(anode=ANODE, **changed):
    return found(platings=platings(anode, **changed))


def with_thirds(*thirds):
    return with_plating("LLTO", thirds=thirds)


def with_conduction(anode, rise):
    return found(conduction={**found().conduction, anode: conduction(rise)})


def verdicts(results_):
    return scorecard.scorecard(results_).set_index("id")["verdict"]


def notes(results_):
    return scorecard.scorecard(results_).set_index("id")["note"]


def with_efficiency(figure, table):
    return found(efficiency={**found().efficiency, figure: table})


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
        *("model", "residual", "used_as", "verdict", "note"),
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


# ---- verdicts follow from the numbers ----


def test_a_model_that_is_the_paper_misses_nothing():
    assert not (verdicts(found()) == compare.MISSED).any()


@pytest.mark.parametrize(
    ("key", "met", "changed"),
    [
        ("C02", "reproduced", with_efficiency("4e", cycles(99.30, 400))),
        ("C06", "reproduced", with_efficiency("4f", cycles(98.91, 150))),
        ("C10", "reproduced", with_efficiency("4g", cycles(98.65, 275))),
        ("C14", "reproduced", with_efficiency("4g", cycles(99.00, 275))),
        ("C01", "reproduced", with_efficiency("4e", cycles(98.90, 400))),
        ("C03", "not yet modelled", with_efficiency("4e", cycles(99.24, 399))),
        ("X16", "reproduced", found(ledger={**found().ledger, "4f": ledger(6.5, 150)})),
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
        ("X13", "reproduced", found(cell=replace(CELL, couples=(1.575, 1.2)))),
    ],
)
def test_a_verdict_turns_when_the_number_leaves_its_tolerance(key, met, changed):
    """Each number is moved just past the tolerance of its row."""
    assert verdicts(found())[key] == met
    assert verdicts(changed)[key] == compare.MISSED


def test_a_miss_says_by_how_much_and_why():
    note = notes(with_efficiency("4f", cycles(97.0, 150)))["C06"]
    assert "off by -1.97 %" in note
    assert card.JUDGED["C06"].if_missed in note


def test_the_first_cycles_are_not_part_of_the_stabilised_efficiency():
    table = cycles(99.24, 400)
    table.iloc[:15] = 50.0
    assert verdicts(with_efficiency("4e", table))["C02"] == "reproduced"


def test_reaching_the_last_cycle_is_not_called_a_prediction():
    assert verdicts(found())[["C03", "C07", "C11"]].unique() == ["not yet modelled"]


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


def shortened():
    effort = QUICK
    efficiency = {t.figure: cycles(99.24, t.cycles_at(effort)) for t in TESTS}
    return found(effort=effort, efficiency=efficiency)


def test_a_quick_run_says_what_it_shortened():
    assert "--quick: 30 of 400 cycles" in notes(shortened())["C01"]


@pytest.mark.parametrize("key", ["C02", "C03", "C06", "C07", "C10", "C11", "X15", "X16"])
def test_a_quick_run_claims_nothing_about_all_cycles(key):
    line = scorecard.scorecard(shortened()).set_index("id").loc[key]
    assert (line["model"], line["verdict"]) == ("", "not yet modelled")
    assert "--quick" in line["note"]


def test_a_run_that_ends_early_is_told():
    note = notes(with_efficiency("4g", cycles(98.59, 100)))["C10"]
    assert "the run ended in cycle 100, before cycle 275" in note


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
