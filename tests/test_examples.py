"""Each example runs, and one of its numbers is what it should be."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import pybamm_miec as miec

EXAMPLES = Path(__file__).parents[1] / "examples"
CHI = "Positive electrode isolated share of stripped lithium"


def example(name):
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_example_is_tested_here():
    told = Path(__file__).read_text(encoding="utf-8")
    assert all(f'example("{path.stem}")' in told for path in EXAMPLES.glob("*.py"))


def test_plate_and_strip_has_the_efficiency_of_the_paper():
    """99.24 % of Fig. 4e, to which isolation and reconnection are tuned by hand, once the sites are open.

    0.05, as the scorecard has it: '~' before two decimals, so five of the last.
    """
    values = miec.parameters.parameter_values("LLTO@CNT")
    efficiency, _ = example("01_plate_and_strip").main(values)
    assert efficiency["coulombic efficiency [%]"][50] == pytest.approx(99.24, abs=0.05)


def test_full_cell_loses_the_capacity_that_the_host_isolates():
    """From one cycle to the next, once the LLTO has its lithium.

    Within 0.13: a part of the loss, 9.7 % at rtol 1e-6 and 11 % at PyBaMM's, comes out of the LLTO instead.
    """
    efficiency, ledger = example("02_full_cell").main(cycles=3)
    fade = -efficiency["delithiation [mA.h.cm-2]"].diff()[3]
    assert fade == pytest.approx(ledger["isolated"].diff()[3], rel=0.13)


def test_full_cell_with_a_reserve_does_not():
    """A tenth of what is isolated, at most: metal is left when the cathode is full."""
    efficiency, ledger = example("02_full_cell").main(n_to_p=2, cycles=3)
    fade = -efficiency["delithiation [mA.h.cm-2]"].diff()[3]
    assert abs(fade) < 0.1 * ledger["isolated"].diff()[3]


def test_four_anodes_dip_in_the_order_of_the_paper():
    """Cu 100, CNT 95, LLTO 61 mV and next to nothing on LLTO@CNT (Fig. 4a), within 5."""
    table = example("03_four_anodes").main()
    dips = table["dip [mV]"]
    assert sorted(table.index) == sorted(miec.parameters.anodes())
    for anode, dip in {"Cu": 100, "CNT": 95, "LLTO": 61, "LLTO@CNT": 0}.items():
        assert dips[anode] == pytest.approx(dip, abs=5)
    assert dips["Cu"] > dips["CNT"] > dips["LLTO"] > dips["LLTO@CNT"]
    assert (
        table["centroid"]["LLTO"] > 0.7
    )  # from the foil upwards; halfway where the frame conducts
    assert table["centroid"]["LLTO@CNT"] < 0.5


def off(record, truth):
    """How far the optimum is from the truth, in standard errors, by name."""
    found = {}
    for row, place, error in zip(record.parameters, record.place, record.known.errors, strict=True):
        about = (tuple(row["cells"]), row["low"], row["high"], row["scale"])
        free = miec.calibration.Free(row["name"], row["symbol"], *about)
        found[row["name"]] = (place - free.place(truth[row["name"]])) / error
    return found


@pytest.mark.slow
def test_calibration_finds_what_the_data_were_made_with_and_names_what_they_do_not_tell():
    """Within three standard errors, of data with seeded noise.

    The cell with what was found does as the true one, within 0.15 %, three errors of a point.
    """
    calibrate = example("04_calibrate")
    record = calibrate.main()
    assert {row["name"]: row["verdict"] for row in record.parameters} == {
        **{"chi": "", "C_t": ""},
        "kappa_0": "not seen by the data",
    }
    away = off(record, calibrate.TRUTH)
    assert max(abs(away["chi"]), abs(away["C_t"])) < 3
    assert record.warnings == ()
    true = [{**row, "value": calibrate.TRUTH[row["name"]]} for row in record.parameters]
    does, should, set_ = (
        calibrate.refitted(replace(record, parameters=rows)).to_numpy()
        for rows in (record.parameters, true, [])
    )
    assert does == pytest.approx(should, abs=3 * calibrate.ERROR)
    assert does != pytest.approx(set_, abs=3 * calibrate.ERROR)


@pytest.mark.slow
def test_the_plan_among_the_examples_finds_what_its_data_were_made_with():
    """Within three standard errors, from one start; it has two."""
    plan = replace(
        miec.calibration.read_plan(EXAMPLES / "plan.toml", report=lambda told: None), starts=1
    )
    record = miec.calibration.fit(plan, workers=1)
    away = off(record, example("made_up/make_these_data").TRUTH)
    assert max(map(abs, away.values())) < 3
    assert all(row["verdict"] == "" for row in record.parameters)
    assert record.warnings == ()
    assert record.parameter_values()[CHI] == record.theta["chi"]


def test_the_made_up_data_are_what_the_script_beside_them_makes(tmp_path):
    """To two of the last digits that are written, for solvers differ from machine to machine.

    Of a set that has changed they have to be made again.
    """
    example("made_up/make_these_data").main(tmp_path)
    for name, last in (("cycles", 0.01), ("first_lithiation", 0.001)):
        made, kept = (
            pd.read_csv(folder / f"{name}.csv", comment="#")
            for folder in (tmp_path, EXAMPLES / "made_up")
        )
        assert list(made) == list(kept)
        assert made.to_numpy() == pytest.approx(kept.to_numpy(), abs=2 * last)


def test_the_plan_among_the_examples_is_read():
    plan = miec.calibration.read_plan(EXAMPLES / "plan.toml", report=lambda told: None)
    (_, done, places), *others = plan.groups()
    assert (done["cycles"], places, others) == (24, (0, 1, 2), [])


def test_a_coin_cell_warms_by_hundredths_of_a_kelvin_and_the_more_the_faster():
    """At 4 times the current a quarter of the time, at between 4 and 16 times the power."""
    heat = example("05_heat_and_impedance").heat
    (warmer, given_off), (warmer_at_4, given_off_at_4) = heat(1.0), heat(4.0)
    assert 0.01 < warmer < 0.1
    assert warmer < warmer_at_4
    assert 1 < given_off_at_4 / given_off < 4


@pytest.mark.parametrize(
    ("changed", "widths"),
    [(None, (250, 100)), ({"R_ct0": 500.0, "R_ct": 200.0}, (500, 200))],
    ids=["as measured", "changed"],
)
def test_an_arc_is_as_wide_as_the_rows_say(changed, widths):
    """250 and 100 Ohm of Fig. S4 are rows of the set, which an exchange current follows; within a tenth."""
    table = example("05_heat_and_impedance").impedance(changed)
    assert table["resistance [Ohm]"].astype(float).to_numpy() == pytest.approx(widths, rel=0.1)
