"""What a file is refused for, in one sentence: where, what was found, what is allowed, the way out."""

import gzip
import io
import zipfile

import pytest
from plans import PLATE_AND_STRIP

from pybamm_miec import calibration
from pybamm_miec.errors import MeasurementError

VOLTAGE = """Time [s],Current [mA],Voltage [mV]
0,1,-40
60,1,-45
120,-1,40
180,-1,50
"""
CYCLES = """cycle,lithiation [mA.h.cm-2],delithiation [mA.h.cm-2],CE [%]
1,1.0,0.70,70
2,1.0,0.99,99
"""
CURVE = """cycle,step,capacity [mA.h.cm-2],voltage [V]
1,0,0.0,0.5
1,0,0.5,0.0
1,1,0.0,0.1
1,1,0.4,0.9
"""
SWEEP = """cycle,direction,potential [V],current [mA.cm-2]
1,cathodic,2.0,-0.1
1,cathodic,0.1,-0.2
1,anodic,0.2,0.1
1,anodic,1.9,0.2
"""
SPECTRUM = """freq/Hz,Re(Z)/Ohm,-Im(Z)/Ohm
1000,5,1
1,50,20
"""
RATES = {"current_densities": [1.0], "capacity": 1.0, "strip_to": 1.0}
SWEPT = {"name": "cyclic_voltammetry", "scan_rate": 0.1, "upper": 2.5}
SAID = {"cell": "coin", "source": "made up"}
ABOUT = {
    "voltage": {
        "kind": "voltage",
        **SAID,
        "protocol": {"name": "as measured"},
        "area": "1.13 cm2",
        "sign": "discharge positive",
        "error": {"Voltage [mV]": 2.0},
    },
    "cycles": {
        "kind": "cycles",
        **SAID,
        "protocol": PLATE_AND_STRIP,
        "efficiency": "delithiation over lithiation",
        "error": {"lithiation [mA.h.cm-2]": 0.01, "delithiation [mA.h.cm-2]": 0.01, "CE [%]": 0.5},
    },
    "curve": {
        "kind": "voltage",
        **SAID,
        "protocol": PLATE_AND_STRIP,
        "error": {"voltage [V]": 0.01},
    },
    "voltammogram": {
        "kind": "voltammogram",
        **SAID,
        "protocol": SWEPT,
        "sign": "anodic positive",
        "error": {"current [mA.cm-2]": 0.01},
    },
    "impedance": {
        "kind": "impedance",
        **SAID,
        "protocol": {"name": "impedance"},
        "error": {"real [Ohm]": 1.0, "imaginary [Ohm]": 1.0},
    },
    "number": {"kind": "number", **SAID, "protocol": PLATE_AND_STRIP},
}
NUMBER = "observable,value,error\nfirst coulombic efficiency,67,1\n"
GOOD = {
    "voltage": VOLTAGE,
    "cycles": CYCLES,
    "curve": CURVE,
    "voltammogram": SWEEP,
    "impedance": SPECTRUM,
    "number": NUMBER,
}
UNITS_OF_CURRENT = "('A', 'mA', 'uA', 'A.m-2', 'mA.cm-2', 'uA.cm-2', 'A.cm-2')"
FORMS = "('Time [s]', 'Voltage [V]'), or ('cycle', 'step', 'capacity [mA.h.cm-2]', 'voltage [V]')"


def excel():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.xml", "")
    return held.getvalue()


def swapped(text, *pairs):
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def v(*pairs):
    return swapped(VOLTAGE, *pairs)


def c(*pairs):
    return swapped(CYCLES, *pairs)


# name of the case: kind, what the file holds, what is said otherwise (None: not at all), the sentence
MALFORMED = {
    "empty": ("voltage", "", {}, "is empty; a table has a header and rows."),
    "only a header": (
        "voltage",
        VOLTAGE.splitlines()[0] + "\n",
        {},
        "has a header and no rows; a table needs at least one.",
    ),
    "only comments": (
        "voltage",
        "# nothing\n",
        {},
        "holds no headers; a table has a header and rows.",
    ),
    "no header": (
        "voltage",
        "0,1,-40\n60,1,-45\n",
        {},
        "the first line must be headers, got the number '0'; write names with units above the rows.",
    ),
    "semicolons": (
        "voltage",
        v((",", ";")),
        {},
        "the header is one cell, 'Time [s];Current [mA];Voltage [mV]'; say delimiter = ';'.",
    ),
    "decimal commas": (
        "voltage",
        v((",", ";"), ("-45", "-45,5")),
        {"delimiter": ";"},
        "'Voltage [mV]': must be numbers, got '-45,5' in row 2 of the data; say decimal = ','.",
    ),
    "decimal commas between commas": (
        "voltage",
        v(("-45", "-45,5")),
        {},
        "every row must have as many cells as the header, Expected 3 fields in line 3, saw 4; correct the "
        "rows, or save with another delimiter if decimal commas split them.",
    ),
    "every row too long": (
        "voltage",
        v(("-40", "-40,0"), ("-45", "-45,0"), (",40", ",40,0"), (",50", ",50,0")),
        {},
        "every row must have as many cells as the header, got rows that are longer; correct the rows, or "
        "save with another delimiter if decimal commas split them.",
    ),
    "words": (
        "voltage",
        v(("-45", "overflow")),
        {},
        "'Voltage [mV]': must be numbers, got 'overflow' in row 2 of the data; take out such rows, or "
        "correct them.",
    ),
    "no value": (
        "voltage",
        v(("-45", "")),
        {},
        "'Voltage [mV]': must be a finite number in every row, got no value in row 2 of the data; take out "
        "such rows.",
    ),
    "infinite": (
        "voltage",
        v(("-45", "-inf")),
        {},
        "'Voltage [mV]': must be a finite number in every row, got -inf in row 2 of the data; take out "
        "such rows.",
    ),
    "clock time": (
        "voltage",
        v(("60,", "00:01:00,")),
        {},
        "'Time [s]': must be numbers, got '00:01:00' in row 2 of the data; take out such rows, or "
        "correct them.",
    ),
    "time runs back": (
        "voltage",
        v(("120", "30")),
        {},
        "time must not run back, got 30 s after 60 s in row 3 of the data; give one measurement for each "
        "run, or sort the rows.",
    ),
    "a gap": (
        "voltage",
        v(("180,-1,50", "180,-1,50\n90000,-1,60\n90060,-1,65")),
        {},
        "there is nothing between 180 and 90000 s, and no gap must be longer than 10 times the longest usual "
        "interval, 60 s; give one measurement for each part, or allow = ['gaps'] if it is so.",
    ),
    "the other sign": (
        "voltage",
        VOLTAGE,
        {"sign": "charge positive"},
        "the voltage rises by 0.1 V in all on discharge and falls so on charge with sign = 'charge "
        "positive', and must fall on discharge; give the other sign, or allow = ['sign'] if it is so.",
    ),
    "rises on discharge": (
        "voltage",
        v(("-1,", "1,"), (",50", ",500")),
        {},
        "the voltage rises by 0.54 V in all on discharge and falls so on charge with sign = 'discharge "
        "positive', and must fall on discharge; give the other sign, or allow = ['sign'] if it is so.",
    ),
    "no sign": (
        "voltage",
        VOLTAGE,
        {"sign": None},
        "'Current [mA]': which current is positive is not said; sign must be 'discharge positive' or "
        "'charge positive'.",
    ),
    "a sign of voltammograms": (
        "voltage",
        VOLTAGE,
        {"sign": "anodic positive"},
        "'Current [mA]': which current is positive can't be 'anodic positive'; sign must be 'discharge "
        "positive' or 'charge positive'.",
    ),
    "misspelt sign": (
        "voltage",
        VOLTAGE,
        {"sign": "discharge postive"},
        "sign must be one of ('charge positive', 'discharge positive', 'anodic positive', 'cathodic "
        "positive'), got 'discharge postive'; did you mean 'discharge positive'?",
    ),
    "mA as A": (
        "voltage",
        v(("[mA]", "[A]")),
        {},
        "the largest current is 885 mA.cm-2, and must be between 0.0001 and 100; correct its unit (mA or "
        "A?) or the area, or allow = ['current'] if it is so.",
    ),
    "mV as V": (
        "voltage",
        v(("[mV]", "[V]")),
        {},
        "the largest voltage is 50 V, and must be below 10 in a single cell; correct its unit (mV or V?), "
        "or allow = ['voltage'] if it is so.",
    ),
    "unknown unit": (
        "voltage",
        v(("[mA]", "[mamp]")),
        {},
        f"'Current [mamp]': the unit of a current must be one of {UNITS_OF_CURRENT}, got 'mamp'.",
    ),
    "no unit": (
        "voltage",
        v((" [mA]", "")),
        {},
        f"'Current': has no unit, write one of {UNITS_OF_CURRENT} into the header, as in 'Name [unit]'.",
    ),
    "no area": (
        "voltage",
        VOLTAGE,
        {"area": None},
        "'Current [mA]': can't be compared without the area of the cell; give area = '1.13 cm2'.",
    ),
    "area without unit": (
        "voltage",
        VOLTAGE,
        {"area": 1.13},
        "area must be a number with its unit, as '1.13 cm2', got 1.13.",
    ),
    "negative area": (
        "voltage",
        VOLTAGE,
        {"area": "-1.13 cm2"},
        "area must be above 0, got '-1.13 cm2'.",
    ),
    "twice the same header": (
        "voltage",
        v(("Current [mA]", "Voltage [mV]")),
        {},
        "the header 'Voltage [mV]' is there twice; keep one of the columns.",
    ),
    "two headers of the same": (
        "voltage",
        v(("Current [mA]", "Voltage / V")),
        {},
        "'Voltage / V' and 'Voltage [mV]' are both the Voltage [V]; keep one of them, or call the other "
        "otherwise in [columns].",
    ),
    "wrong columns": (
        "voltage",
        v(("Time [s]", "t"), ("Voltage [mV]", "U/mV")),
        {"error": {}},
        f"a table of kind 'voltage' must hold {FORMS}, got ('t', 'Current [mA]', 'U/mV'); say which is "
        "which in [columns], and what is the same in all rows in [constant].",
    ),
    "a header that is not there": (
        "voltage",
        VOLTAGE,
        {"columns": {"Curent [mA]": "Current [A]"}},
        "columns: must be headers of the table, ('Time [s]', 'Current [mA]', 'Voltage [mV]'), got 'Curent "
        "[mA]'; did you mean 'Current [mA]'?",
    ),
    "as measured without current": (
        "voltage",
        v(("Current [mA]", "Power [mW]")),
        {},
        "a protocol 'as measured' needs the column 'Current [A]'; name another protocol.",
    ),
    "no error": (
        "voltage",
        VOLTAGE,
        {"error": None},
        "'Voltage [V]' has no standard error, which a fit needs; give a column 'Voltage error [V]', or "
        "error = {'Voltage [V]' = a number above 0}.",
    ),
    "an error of 0": (
        "voltage",
        VOLTAGE,
        {"error": {"Voltage [mV]": 0.0}},
        "the standard error of 'Voltage [V]' must be above 0, got 0 in row 1 of the data.",
    ),
    "a negative error in a column": (
        "cycles",
        "cycle,CE [%],CE error [%]\n1,70,1\n2,99,-1\n",
        {"error": None},
        "the standard error of 'coulombic efficiency [%]' must be above 0, got -1 in row 2 of the data.",
    ),
    "an error of another": (
        "voltage",
        VOLTAGE,
        {"error": {"Power [W]": 1.0}},
        "'Power [W]': must be one of the columns ('Time [s]', 'Current [A]', 'cycle', 'step', 'Voltage "
        "[V]').",
    ),
    "latin-1": (
        "voltage",
        v(("Current [mA]", "T [°C],Current [mA]")).encode("latin-1"),
        {},
        "is not UTF-8, got the byte 0xb0; save it so, or say encoding = 'latin-1' or the like.",
    ),
    "UTF-16 with its mark": (
        "voltage",
        VOLTAGE.encode("utf-16"),
        {},
        "is not UTF-8, got the byte 0xff; save it so, or say encoding = 'utf-16' or the like.",
    ),
    "Excel": (
        "voltage",
        excel(),
        {},
        "is an Excel or a zip file; save the sheet as CSV, or read it with pandas.read_excel and give the "
        "table to measurement().",
    ),
    "parquet": (
        "voltage",
        b"PAR1....PAR1",
        {},
        "is a parquet file; read it with pandas.read_parquet and give the table to measurement().",
    ),
    "half a gzip file": (
        "voltage",
        gzip.compress(VOLTAGE.encode())[:-20],
        {},
        "is a gzip file that is damaged or cut off, Compressed file ended before the end-of-stream marker "
        "was reached; compress it again.",
    ),
    "negative capacity": (
        "cycles",
        c(("0.99", "-0.99")),
        {},
        "a capacity must be 0 or more, got -0.99 mA.h.cm-2 in row 2 for 'delithiation [mA.h.cm-2]'; give "
        "how much passed, whichever way.",
    ),
    "efficiency as a fraction": (
        "cycles",
        c((",70", ",0.70"), (",99", ",0.99")),
        {},
        "the largest coulombic efficiency is 0.99 %, which is a fraction, and must be in %; write '[-]' for "
        "its unit, or allow = ['efficiency'] if it is so.",
    ),
    "efficiency in % as a fraction": (
        "cycles",
        c(("[%]", "[-]")),
        {"error": {**ABOUT["cycles"]["error"], "CE [-]": 0.005, "CE [%]": None}},
        "a coulombic efficiency is 9900 %, and must be between 0 and 200; correct its unit (% or -?), or "
        "allow = ['efficiency'] if it is so.",
    ),
    "efficiency without meaning": (
        "cycles",
        CYCLES,
        {"efficiency": None},
        "'CE [%]': what is over what is not said; efficiency must be 'delithiation over lithiation' (charge "
        "over discharge in a half cell, discharge over charge in a full cell) or the other way round.",
    ),
    "efficiency the other way round": (
        "cycles",
        CYCLES,
        {"efficiency": "lithiation over delithiation"},
        "the coulombic efficiency of cycle 1 is 142.86 % and delithiation over lithiation 70 %, and they "
        "must agree within 1 %; correct 'efficiency' or 'charge', or leave one out, or allow = "
        "['efficiency'] if it is so.",
    ),
    "charge without meaning": (
        "cycles",
        c(("delithiation", "charge")),
        {},
        "'charge': which way the host goes is not said; charge must be 'delithiation' (a half cell) or "
        "'lithiation' (a full cell).",
    ),
    "per mass without mass": (
        "cycles",
        c(("lithiation [mA.h.cm-2]", "lithiation [mAh/g]")),
        {"area": "1.13 cm2"},
        "'lithiation [mAh/g]': is per mass, which is not said; give mass = '12.3 mg'.",
    ),
    "a cycle twice": (
        "cycles",
        c(("2,1.0", "1,1.0")),
        {},
        "cycles must rise from row to row, got 1 after 1 in row 2 of the data; sort the rows and keep one "
        "of each.",
    ),
    "half a cycle": (
        "cycles",
        c(("2,1.0", "1.5,1.0")),
        {},
        "'cycle': must be whole numbers, got 1.5 in row 2 of the data.",
    ),
    "cycles from 0": (
        "cycles",
        c(("1,1.0", "0,1.0")),
        {},
        "cycles count from 1, got 0; count from the first.",
    ),
    "a third step": (
        "curve",
        swapped(CURVE, ("1,1,", "1,2,")),
        {},
        "a step must be 0, up to where the current turns, or 1, after it, got 2.",
    ),
    "capacity runs back": (
        "curve",
        swapped(CURVE, ("1,1,0.0", "1,1,0.6")),
        {},
        "the capacity of cycle 1, step 1 must not run back, got 0.4 mA.h.cm-2 in row 4 of the data; sort "
        "the rows of the step.",
    ),
    "a sweep the wrong way": (
        "voltammogram",
        swapped(SWEEP, ("anodic", "x"), ("cathodic", "anodic"), ("x", "cathodic")),
        {},
        "the anodic sweep of cycle 1 falls by 1.9 V, and an anodic one must rise and a cathodic one fall; "
        "correct the direction or the order of the rows, or allow = ['sign'] if it is so.",
    ),
    "an unknown direction": (
        "voltammogram",
        swapped(SWEEP, ("1,anodic,1.9", "1,up,1.9")),
        {},
        "a direction must be one of ('anodic', 'cathodic'), got 'up'.",
    ),
    "imaginary part of a Nyquist plot": (
        "impedance",
        swapped(SPECTRUM, ("-Im", "Im")),
        {},
        "the imaginary part is above 0 at 100 % of the frequencies, and that of a cell must be below 0 at "
        "most; call the column '-imaginary [Ohm]', as a Nyquist plot shows it, or allow = ['imaginary'] if "
        "it is so.",
    ),
    "a frequency of 0": (
        "impedance",
        swapped(SPECTRUM, ("1,50", "0,50")),
        {},
        "frequencies must be above 0, got 0 Hz.",
    ),
    "a frequency twice": (
        "impedance",
        swapped(SPECTRUM, ("1,50", "1000,50")),
        {},
        "a frequency must be there once, got 1000 Hz twice; keep one.",
    ),
    "a number without error": (
        "number",
        "observable,value\nfirst coulombic efficiency,67\n",
        {},
        "a number must have 'observable', 'value' and 'error', the standard error, got ('observable', "
        "'value').",
    ),
    "a number that is a word": (
        "number",
        swapped(NUMBER, ("67", "high")),
        {},
        "value must be a finite number, got 'high'.",
    ),
    "two numbers": (
        "number",
        NUMBER + "dip,61,5\n",
        {},
        "a number is one row, got 2; use read_numbers() for several.",
    ),
    "no cell": (
        "voltage",
        VOLTAGE,
        {"cell": None},
        "does not say its cell, which must be the name of a cell.",
    ),
    "no source": (
        "voltage",
        VOLTAGE,
        {"source": " "},
        "source must be a sentence: who measured it, and where it is from, got ' '.",
    ),
    "protocol without name": (
        "voltage",
        VOLTAGE,
        {"protocol": {"cycles": 3}},
        "protocol must be a table with its name and arguments, got {'cycles': 3}.",
    ),
    "unknown protocol": (
        "voltage",
        VOLTAGE,
        {"protocol": {"name": "measured"}},
        "a protocol must be one of ('plate', 'plate_and_strip', 'rate_series', 'precycle', "
        "'full_cell_cycling', 'cyclic_voltammetry', 'scan_rate_series', 'as measured', 'impedance'), got "
        "'measured'; did you mean 'as measured'?",
    ),
    "unknown argument of a protocol": (
        "voltage",
        VOLTAGE,
        {"protocol": {"name": "plate", "current": 1.0, "capacity": 1.0}},
        "'plate' takes ('current_density', 'capacity', 'counted_from', 'after'), got 'current'; did you mean "
        "'current_density'?",
    ),
    "missing argument of a protocol": (
        "voltage",
        VOLTAGE,
        {"protocol": {"name": "plate", "capacity": 1.0}},
        "'plate' needs ('current_density',) besides, got ('name', 'capacity').",
    ),
    "missing argument that is handed on": (
        "voltage",
        VOLTAGE,
        {"protocol": {"name": "scan_rate_series", "scan_rates": [0.1]}},
        "'scan_rate_series' needs ('upper',) besides, got ('name', 'scan_rates').",
    ),
    "how many cycles at each current": (
        "voltage",
        VOLTAGE,
        {"protocol": {"name": "rate_series", **RATES}},
        "'rate_series' needs ('cycles',) besides, got ('name', 'current_densities', 'capacity', 'strip_to').",
    ),
    "unknown protocol before": (
        "voltage",
        VOLTAGE,
        {"protocol": {"name": "as measured", "after": {"name": "rest"}}},
        "after: a protocol must be one of ('plate', 'plate_and_strip', 'rate_series', 'precycle', "
        "'full_cell_cycling', 'cyclic_voltammetry', 'scan_rate_series', 'as measured', 'impedance'), got "
        "'rest'.",
    ),
    "protocol before that is a word": (
        "voltage",
        VOLTAGE,
        {"protocol": {"name": "as measured", "after": "precycle"}},
        "after: protocol must be a table with its name and arguments, got 'precycle'.",
    ),
    "as measured before": (
        "voltage",
        VOLTAGE,
        {"protocol": {"name": "as measured", "after": {"name": "as measured"}}},
        "'after' must be one of ('plate', 'plate_and_strip', 'rate_series', 'precycle', "
        "'full_cell_cycling', 'cyclic_voltammetry', 'scan_rate_series').",
    ),
    "a rest of no length": (
        "impedance",
        SPECTRUM,
        {"protocol": {"name": "impedance", "rest": -1.0}},
        "'rest' must be a number from 0 up [s], got -1.0.",
    ),
    "unknown anode": (
        "voltage",
        VOLTAGE,
        {"anode": "LLTO-CNT"},
        "anode must be one of ('CNT', 'Cu', 'LLTO', 'LLTO@CNT'), got 'LLTO-CNT'; did you mean 'LLTO@CNT'?",
    ),
    "unknown kind": (
        "voltage",
        VOLTAGE,
        {"kind": "voltages"},
        "kind must be one of ('voltage', 'cycles', 'voltammogram', 'impedance', 'number'), got 'voltages'; "
        "did you mean 'voltage'?",
    ),
    "unknown check": (
        "voltage",
        VOLTAGE,
        {"allow": ["gap"]},
        "a check that is left out must be one of ('voltage', 'current', 'gaps', 'sign', 'efficiency', "
        "'imaginary'), got 'gap'; did you mean 'gaps'?",
    ),
}


def said(kind, change):
    """What is said about a case, without what its change takes out."""
    about = {**ABOUT[kind], **change}
    if about.get("error"):
        about["error"] = {key: value for key, value in about["error"].items() if value is not None}
    return about


def written(folder, content, name="data.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("kind", GOOD)
def test_what_the_malformed_files_are_made_from_is_read(kind, tmp_path):
    assert calibration.read(written(tmp_path, GOOD[kind]), **ABOUT[kind]).ignored == ()


@pytest.mark.parametrize(
    ("kind", "content", "change", "sentence"), MALFORMED.values(), ids=MALFORMED
)
def test_a_malformed_file_is_refused_in_one_sentence(kind, content, change, sentence, tmp_path):
    with pytest.raises(MeasurementError) as refused:
        calibration.read(written(tmp_path, content), **said(kind, change))
    assert str(refused.value) in (f"data.csv: {sentence}", f"data.csv, {sentence}")
