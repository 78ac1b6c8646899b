"""Measurements come in as they are written, and what is not used is told."""

import gzip
import hashlib
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose
from plans import PLATE_AND_STRIP

from pybamm_miec.calibration import measurement, read, read_numbers
from pybamm_miec.errors import MeasurementError
from pybamm_miec.measurements.columns import names_of, take_apart
from pybamm_miec.measurements.kinds import KINDS

SWEPT = {"name": "cyclic_voltammetry", "scan_rate": 0.1, "upper": 2.5}
SAID = {"cell": "coin", "source": "made up"}
DRIVEN = {
    **SAID,
    "kind": "voltage",
    "protocol": {"name": "as measured"},
    "area": "1.13 cm2",
    "sign": "charge positive",
    "error": {"Voltage [mV]": 2.0},
}
CYCLED = {**SAID, "kind": "cycles", "protocol": PLATE_AND_STRIP}
HOST = {"efficiency": "delithiation over lithiation"}
TIME, CURRENT, VOLTAGE = [0, 3600, 7200], [-1e-3, -1e-3, 1e-3], [-0.04, -0.045, 0.05]

TOML = """
file = "cycles.csv"
kind = "cycles"
cell = "coin"
source = "made up"
efficiency = "delithiation over lithiation"

[protocol]
name = "plate_and_strip"
current_density = 1.0
capacity = 1.0
strip_to = 1.0

[error]
"CE [%]" = 0.5
"""


def table(*headers, factors=(1, 1, 1)):
    columns = (TIME, CURRENT, VOLTAGE)
    return pd.DataFrame(
        {h: np.array(c) * f for h, c, f in zip(headers, columns, factors, strict=True)}
    )


def csv(folder, text, name="data.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


# ---- names, units and signs ----

SAME = {
    "PyBaMM": table("Time [s]", "Current [A]", "Voltage [V]"),
    "BDF, labels": table("Test Time / s", "Current / A", "Voltage / V"),
    "BDF, labels in ms": table("Test Time / ms", "Current / A", "Voltage / V", factors=(1e3, 1, 1)),
    "BDF, machine names": table("test_time_second", "current_ampere", "voltage_volt"),
    "BDF, machine names in ms": table(
        "test_time_millisecond", "current_ampere", "voltage_volt", factors=(1e3, 1, 1)
    ),
    "BioLogic": table("time/s", "I/mA", "Ecell/V", factors=(1, 1e3, 1)),
    "BioLogic, means": table("time/h", "<I>/mA", "<Ewe>/V", factors=(1 / 3600, 1e3, 1)),
    "BioLogic, older": table("time/s", "<I>/mA", "Ewe-Ece/V", factors=(1, 1e3, 1)),
    "others": table(
        "Time (h)", "Current density [mA/cm2]", "Ewe/mV", factors=(1 / 3600, 1e3 / 1.13, 1e3)
    ),
}


@pytest.mark.parametrize("frame", SAME.values(), ids=SAME)
def test_the_same_by_other_names_and_units_is_the_same(frame, tmp_path):
    found = read(csv(tmp_path, frame.to_csv(index=False)), **DRIVEN)
    assert list(found.table) == ["Time [s]", "Current [A]", "Voltage [V]"]
    for name, values in zip(found.table, (TIME, -np.array(CURRENT), VOLTAGE), strict=True):
        assert_allclose(found.table[name], values, rtol=1e-9)  # the digits of the file
    assert found.error == {"Voltage [V]": pytest.approx(2e-3)}
    assert found.ignored == ()


def test_what_is_measured_per_mass_is_kept_per_area():
    """100 mA.h.g-1 of 20 mg on 2 cm2 is 1 mA.h.cm-2."""
    found = measurement(
        {"cycle": [1], "lithiation [mAh/g]": [100.0], "lithiation error [mAh/g]": [2.0]},
        **CYCLED,
        area="2 cm2",
        mass="20 mg",
    )
    assert found.table["lithiation [mA.h.cm-2]"][0] == pytest.approx(1.0)
    assert found.error == {"lithiation [mA.h.cm-2]": pytest.approx(0.02)}


@pytest.mark.parametrize(
    ("charge", "lithiation"), [("delithiation", 1.0), ("lithiation", 0.9)], ids=["half", "full"]
)
def test_charge_is_what_it_is_said_to_be_to_the_host(charge, lithiation):
    found = measurement(
        {
            "Cycle Count / 1": [1],
            "discharging_capacity_ah": [2e-3],
            "charging_capacity_ah": [1.8e-3],
        },
        **CYCLED,
        charge=charge,
        area="2 cm2",
        error={"charge [mAh]": 0.01, "discharge [mAh]": 0.01},
    )
    assert found.table["lithiation [mA.h.cm-2]"][0] == pytest.approx(lithiation)


def test_charges_of_a_biologic_are_known_and_its_signed_charge_is_told_to_be_left_out():
    told = []
    found = measurement(
        {
            "cycle number": [1.0],
            "Q discharge/mA.h": [2.0],
            "Q charge/mA.h": [1.8],
            "Q charge/discharge/mA.h": [-0.2],
        },
        report=told.append,
        **CYCLED,
        charge="delithiation",
        area="2 cm2",
        error={"charge [mAh]": 0.01, "discharge [mAh]": 0.01},
    )
    assert found.table["lithiation [mA.h.cm-2]"][0] == pytest.approx(1.0)
    assert told == ["table: Columns that are not used: 'Q charge/discharge/mA.h'."]


def test_of_two_voltages_one_is_left_out_by_calling_it_otherwise(tmp_path):
    frame = table("time/s", "I/mA", "Ecell/V", factors=(1, 1e3, 1)).assign(**{"Ewe/V": 3.0})
    path = csv(tmp_path, frame.to_csv(index=False))
    with pytest.raises(MeasurementError, match="'Ecell/V' and 'Ewe/V' are both the Voltage"):
        read(path, **DRIVEN)
    found = read(
        path, **DRIVEN, columns={"Ewe/V": "against the reference"}, report=lambda told: None
    )
    assert found.ignored == ("Columns that are not used: 'Ewe/V'.",)
    assert_allclose(found.table["Voltage [V]"], VOLTAGE)


def test_an_efficiency_the_other_way_round_is_turned_with_its_error():
    """100 / 0.98 in %, and d(1/x) = dx / x^2."""
    found = measurement(
        {"cycle": [1], "CE [-]": [1 / 0.98]},
        **CYCLED,
        efficiency="lithiation over delithiation",
        error={"CE [%]": 0.1},
    )
    assert found.table["coulombic efficiency [%]"][0] == pytest.approx(98.0)
    assert found.error["coulombic efficiency [%]"] == pytest.approx(0.1 * 0.98**2)


def test_a_nyquist_plot_gives_the_imaginary_part():
    found = measurement(
        {"freq/Hz": [10.0, 1.0], "Re(Z)/Ohm": [5.0, 50.0], "-Im(Z)/Ohm": [1.0, 20.0]},
        **{**SAID, "kind": "impedance", "protocol": {"name": "impedance"}},
        error={"real [Ohm]": 1.0, "imaginary [Ohm]": 1.0},
    )
    assert_allclose(found.table["imaginary [Ohm]"], [-1.0, -20.0])


def test_a_cathodic_current_is_turned():
    found = measurement(
        {"potential [V]": [2.0, 0.1], "current [uA/cm2]": [100.0, 200.0]},
        **{**SAID, "kind": "voltammogram", "protocol": SWEPT},
        constant={"cycle": 1, "direction": "cathodic"},
        sign="cathodic positive",
        error={"current [mA.cm-2]": 0.01},
    )
    assert_allclose(found.table["current [mA.cm-2]"], [-0.1, -0.2])


def test_a_digitised_curve_takes_cycle_and_step_from_what_is_said():
    found = measurement(
        {"x": [0.0, 0.5], "y": [0.5, 0.1], "error [V]": [0.01, 0.02]},
        **{**SAID, "kind": "voltage", "protocol": PLATE_AND_STRIP},
        columns={"x": "capacity [mAh/cm2]", "y": "voltage [V]"},
        constant={"cycle": 1, "step": 0},
    )
    assert list(found.table) == ["cycle", "step", "capacity [mA.h.cm-2]", "voltage [V]"]
    assert_allclose(found.error["voltage [V]"], [0.01, 0.02])


def test_what_analysis_gives_is_a_measurement():
    """Its index is a column."""
    cycled = pd.DataFrame(
        {"coulombic efficiency [%]": [70.0, 99.0]}, index=pd.Index([1, 2], name="cycle")
    )
    found = measurement(cycled, **CYCLED, **HOST, error={"coulombic efficiency [%]": 0.1})
    assert list(found.table["cycle"]) == [1, 2]


@pytest.mark.parametrize(
    ("sign", "right"), [("discharge positive", True), ("charge positive", False)]
)
def test_the_sign_is_that_of_the_answer_to_current_not_of_the_mean_voltage(sign, right):
    """A first cycle of a host: half of its lithium goes in above 0 V, and does not come back by 1 V."""
    voltage = np.r_[2.5, np.linspace(2, 0, 50), np.full(50, -0.04), np.full(50, 0.04), 1.0]
    cycle = pd.DataFrame(
        {
            "Time [s]": 36.0 * np.arange(len(voltage)),
            "Current [mA]": np.r_[0, np.ones(100), -np.ones(51)],
            "Voltage [V]": voltage,
        }
    )
    assert voltage[1:101].mean() > voltage[101:].mean()  # lower on charge
    if right:
        measurement(cycle, **{**DRIVEN, "sign": sign})
        return
    with pytest.raises(MeasurementError, match="must fall on discharge; give the other sign"):
        measurement(cycle, **{**DRIVEN, "sign": sign})


def test_rows_logged_by_what_changes_have_no_gaps():
    """Most of them where the current turns, the others 30 s apart: the median interval is 0.2 s."""
    begin, plateau = np.geomspace(1e-3, 100, 200), np.arange(130, 1000, 30)
    time = np.r_[0, begin, plateau]
    time = np.r_[time, 1000 + time]
    rows = pd.DataFrame({"Time [s]": time, "Current [A]": np.where(time < 1000, 1e-3, -1e-3)})
    rows["Voltage [V]"] = np.where(time < 1000, -0.04, 0.05)
    assert measurement(rows, **{**DRIVEN, "sign": "discharge positive"}).ignored == ()


def test_a_turn_that_falls_between_two_rows_is_no_wrong_sign():
    """The top of a charge is missed: from 4.2 V on charge to 4.25 V on discharge."""
    rows = {
        "Time [h]": [0.0, 1.0, 2.0, 4.0, 5.0, 6.0],
        "Current [mA]": [-1, -1, -1, 1, 1, 1],
        "Voltage [V]": [3.5, 3.8, 4.2, 4.25, 3.8, 3.2],
    }
    measurement(rows, **{**DRIVEN, "sign": "discharge positive"})
    with pytest.raises(MeasurementError, match="must fall on discharge"):
        measurement(rows, **{**DRIVEN, "sign": "charge positive"})


# ---- files ----


def test_a_toml_file_says_what_the_csv_beside_it_is(tmp_path):
    data = csv(tmp_path, "cycle,CE [%]\n1,70\n2,99\n", "cycles.csv")
    found = read(csv(tmp_path, TOML, "cycles.toml"))
    assert found.protocol == PLATE_AND_STRIP
    assert found.stated == HOST
    assert found.digest == hashlib.sha256(data.read_bytes()).hexdigest()


def test_a_number_may_stand_in_the_toml_file(tmp_path):
    said = TOML.replace('file = "cycles.csv"', "").replace('"cycles"', '"number"')
    said = said.replace('"CE [%]" = 0.5', "value = 0.05")
    said += '[number]\nobservable = "mean coulombic efficiency"\nvalue = 99.24\nfrom_cycle = 50\n'
    found = read(csv(tmp_path, said, "number.toml"))
    assert found.table.iloc[0].to_dict() == {
        "observable": "mean coulombic efficiency",
        "value": 99.24,
        "from_cycle": 50,
    }
    assert found.error == {"value": 0.05}


def test_numbers_come_a_row_each_with_their_own_arguments(tmp_path):
    path = csv(
        tmp_path,
        "observable,value,error,from_cycle,cell\ndip,61,5,,foil\nmean efficiency,99.24,0.05,50,coin\n",
    )
    dip, mean = read_numbers(path, source="made up", protocol=PLATE_AND_STRIP)
    assert (dip.cell, mean.cell) == ("foil", "coin")
    assert list(dip.table) == ["observable", "value"]
    assert mean.table["from_cycle"][0] == 50


PLAIN = SAME["PyBaMM"].to_csv(index=False)
WARM = SAME["PyBaMM"].assign(**{"T [°C]": 25.0}).to_csv(index=False)
ENCODED = {
    "a mark": ("\ufeff" + PLAIN, "utf-8", {}),
    "a mark before a comment": ("\ufeff# by hand\n" + PLAIN, "utf-8", {}),
    "UTF-16": (PLAIN, "utf-16", {"encoding": "utf-16"}),
    "latin-1": (WARM, "latin-1", {"encoding": "latin-1"}),
    "semicolons": (
        PLAIN.replace(",", ";").replace(".", ","),
        "utf-8",
        {"delimiter": ";", "decimal": ","},
    ),
    "line ends": (PLAIN.replace("\n", "\r\n"), "utf-8", {}),
    "empty lines": ("\n" + PLAIN.replace("\n", "\n\n"), "utf-8", {}),
}


@pytest.mark.parametrize(("text", "encoding", "options"), ENCODED.values(), ids=ENCODED)
def test_a_file_in_another_code_is_read_once_it_is_said(text, encoding, options, tmp_path):
    found = read(csv(tmp_path, text, encoding=encoding), **DRIVEN, **options, report=len)
    assert_allclose(found.table["Voltage [V]"], VOLTAGE)


@pytest.mark.parametrize("name", ["data.csv.gz", "data.csv"])
def test_a_file_that_is_compressed_is_known_by_its_bytes(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(gzip.compress(PLAIN.encode()))
    assert_allclose(read(path, **DRIVEN).table["Voltage [V]"], VOLTAGE)


# ---- what is left out ----


def test_what_is_not_used_is_told_and_kept(tmp_path):
    rows = ["0,1,1.5,25", "10,1,1.4,25", "20,0,1.4,25", "30,1,1.3,25"]
    path = csv(
        tmp_path,
        "# cycler 3\nTime [s],Current [mA],Voltage [V],T [degC]\n" + "\n".join(rows) + "\n",
    )
    told = []
    found = read(path, **{**DRIVEN, "allow": ["sign"], "every": 2}, report=told.append)
    assert found.ignored == (
        "Lines that begin with #: 1.",
        "Columns that are not used: 'T [degC]'.",
        "Rows left out, as one in 2 is kept: 2 of 4.",
        "Not checked, as rows are left out: No time is left out while current flows.",
        "Not checked, as 'sign' is allowed: The voltage falls on discharge, and a sweep runs the way it is "
        "called.",
    )
    assert told == [f"data.csv: {sentence}" for sentence in found.ignored]


def test_of_rows_at_one_time_the_first_is_kept(tmp_path):
    """As cyclers write them where a step ends."""
    path = csv(tmp_path, PLAIN.replace("3600", "0"))
    found = read(path, **DRIVEN, report=len)
    assert list(found.table["Voltage [V]"]) == [VOLTAGE[0], VOLTAGE[2]]
    assert found.ignored == ("Rows left out, at the same time as the row before: 1.",)


def test_what_is_left_out_is_printed(tmp_path, capsys):
    read(csv(tmp_path, "# by hand\n" + PLAIN), **DRIVEN)
    assert capsys.readouterr().out == "data.csv: Lines that begin with #: 1.\n"


def test_cycles_read_off_a_figure_are_whole_and_that_is_told():
    told = []
    found = measurement(
        {"cycle": [0.97, 10.02], "CE [%]": [70.0, 99.0]},
        **CYCLED,
        **HOST,
        error={"CE [%]": 0.5},
        report=told.append,
    )
    assert list(found.table["cycle"]) == [1, 10]
    assert told == ["table: Fractions of a cycle left out, of up to: 0.03."]


@pytest.mark.parametrize("every", [1, 7])
def test_a_file_of_many_rows_is_read_piece_by_piece(every, tmp_path, monkeypatch):
    """Pieces that are no multiple of what is kept, and none of them the last."""
    monkeypatch.setattr("pybamm_miec.measurements.csv_text.PIECE", 101)
    n = 1000
    long = pd.DataFrame(
        {"Time [s]": np.arange(n), "Current [A]": -1e-3, "Voltage [V]": np.linspace(0.5, 0.1, n)}
    )
    found = read(csv(tmp_path, long.to_csv(index=False)), **DRIVEN, every=every, report=len)
    assert_allclose(found.table["Time [s]"], np.arange(0, n, every))


def test_a_bad_row_is_counted_over_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr("pybamm_miec.measurements.csv_text.PIECE", 2)
    path = csv(tmp_path, PLAIN.replace("0.05", "?"))
    with pytest.raises(MeasurementError, match=r"got '\?' in row 3 of the data"):
        read(path, **DRIVEN)


def test_time_that_runs_back_between_pieces_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("pybamm_miec.measurements.csv_text.PIECE", 2)
    path = csv(tmp_path, PLAIN.replace("7200", "10"))
    with pytest.raises(MeasurementError, match="got 10 s after 3600 s in row 3"):
        read(path, **DRIVEN)


# ---- what is no file, no TOML or no table ----

BAD_TOML = {
    "no TOML": ("file = ", "cycles.toml: this is not TOML, "),
    "no file": (
        TOML.replace("file", "flie"),
        "must name its file, as in file = 'cycles.csv', got None.",
    ),
    "no such file": (
        TOML.replace("cycles.csv", "cycle.csv"),
        "cycle.csv: is not there, in ",
    ),
    "near": (TOML.replace("cycles.csv", "cycle.csv"), "; did you mean 'cycles.csv'?"),
    "unknown key": ("colour = 'red'\n" + TOML, "got 'colour'"),
    "number without kind": (
        "number = 3\n" + TOML.replace('file = "cycles.csv"', ""),
        "'number' is a table",
    ),
    "number and file": ("number = 3\n" + TOML, "has a number and a file; keep one of them."),
    "reader": (
        "reader = 'arbin'\n" + TOML,
        "reader must be 'ionworksdata', or 'ionworksdata:neware' or ",
    ),
    "sign of the reader": (
        "reader = 'ionworksdata'\n" + TOML,
        "sign must be 'discharge positive', got None.",
    ),
    "delimiter": ("delimiter = ';;'\n" + TOML, "delimiter must be one character, got ';;'."),
    "decimal": ("decimal = ','\n" + TOML, "delimiter and decimal must differ, got ',' for both."),
    "encoding": (
        "encoding = 'utf8x'\n" + TOML,
        "encoding must be one that Python knows, as 'latin-1', got",
    ),
    "encoding is a number": ("encoding = 8\n" + TOML, "encoding must be a string, got 8."),
    "every": ("every = 0\n" + TOML, "every must be 1 or more, got 0."),
    "constant": (TOML + "[constant]\ncycle = true\n", "are both the cycle; keep one of them"),
}


@pytest.mark.parametrize(("text", "sentence"), BAD_TOML.values(), ids=BAD_TOML)
def test_a_bad_toml_file_is_refused(text, sentence, tmp_path):
    csv(tmp_path, "cycle,CE [%]\n1,70\n2,99\n", "cycles.csv")
    with pytest.raises(MeasurementError) as refused:
        read(csv(tmp_path, text, "cycles.toml"))
    assert sentence in str(refused.value)


def test_what_a_toml_file_says_is_not_said_again(tmp_path):
    csv(tmp_path, "cycle,CE [%]\n1,70\n", "cycles.csv")
    with pytest.raises(
        MeasurementError, match="says 'cell' already; leave it out of the arguments"
    ):
        read(csv(tmp_path, TOML, "cycles.toml"), cell="other")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(MeasurementError, match="is a folder; give one file, a TOML or a CSV"):
        read(tmp_path)


def test_a_file_that_is_not_compressed_is_not_called_so(tmp_path):
    with pytest.raises(MeasurementError, match="is not compressed with gzip, as its name says"):
        read(csv(tmp_path, PLAIN, "data.csv.gz"), **DRIVEN)


BAD_TABLES = {
    "a list": ([1, 2], "must be a table or a mapping from names to columns, got"),
    "numbered columns": (
        pd.DataFrame(np.zeros((2, 2))),
        "headers must be names with a unit, got 0.",
    ),
    "of two lengths": ({"cycle": [1], "CE [%]": [70, 99]}, "columns must be as long as each other"),
    "dates": (
        pd.DataFrame({"cycle": pd.to_datetime(["2026-01-01"]), "CE [%]": [70]}),
        "'cycle': must be numbers, got '2026-01-01' in row 1",
    ),
    "truths": ({"cycle": [True], "CE [%]": [70]}, "'cycle': must be numbers, got 'True' in row 1"),
}


@pytest.mark.parametrize(("bad", "sentence"), BAD_TABLES.values(), ids=BAD_TABLES)
def test_a_bad_table_in_memory_is_refused(bad, sentence):
    with pytest.raises(MeasurementError) as refused:
        measurement(bad, **CYCLED, **HOST, error={"CE [%]": 0.5})
    assert sentence in str(refused.value)


CHECKOUT = Path(__file__).parents[2]
EXAMPLES = sorted((CHECKOUT / "examples" / "made_up").glob("*.toml"))
READMES = ("README.md", "parameter_sets/llto_cnt/measured/README.md")


@pytest.mark.parametrize("readme", READMES)
def test_what_the_read_me_shows_is_read(readme, tmp_path):
    text = (CHECKOUT / readme).read_text(encoding="utf-8")
    said = re.search(r"```toml\n(file = .*?)```", text, re.DOTALL)[1]
    csv(tmp_path, "cycle,CE [%]\n1,70\n2,99\n", re.match('file = "(.*?)"', said)[1])
    assert read(csv(tmp_path, said, "cycles.toml")).kind == "cycles"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_read_and_say_that_they_are_made_up(path):
    found = read(path, report=len)
    assert "made up" in found.source
    told = ["Lines that begin with #: 1."]
    if path.stem == "cycles":  # as a digitiser reads them
        told.append("Fractions of a cycle left out, of up to: 0.05.")
    assert list(found.ignored) == told


def test_there_are_examples():
    assert [path.stem for path in EXAMPLES] == ["cycles", "first_lithiation"]


COLUMNS = sorted({column for forms in KINDS.values() for form in forms for column in form.columns})


@pytest.mark.parametrize("column", [c for c in COLUMNS if c not in ("observable", "value")])
def test_every_column_is_known_by_its_own_name(column):
    assert take_apart(column).name in names_of(column, charge=None)
