"""What a parameter file is refused for, in one sentence: where, what was found, the way out."""

import pybamm
import pytest

import pybamm_miec as miec
from pybamm_miec.errors import ParameterSetError
from pybamm_miec.parameters._read import read_set

HEADER = """
[set]
anode = "test"
title = "A set to break"
source = "Lin2025"
options = { "host sites" = "3" }
include = ["shared/salt.toml"]
cells = { half = [] }
"""
SALT = """
["Initial concentration in electrolyte"]
symbol = "c_e0"
value = 1500.0
unit = "mol.m-3"
how = "setting"
source = "the protocol"
"""
REFERENCES = """
@article{Lin2025,
  title = {A framework},
}

@article{Zhang2020,
  title = {An anode},
}
"""
HOWS = "('measured', 'literature', 'fitted', 'assumed', 'setting', 'derived')"
KEYS = "('symbol', 'value', 'unit', 'how', 'source', 'range', 'formula', 'arguments', 'parameter')"
FUNCTIONS = (
    "('lithiation_exchange_current', 'metal_exchange_current', 'foil_exchange_current', "
    "'liquid_conductivity', 'liquid_diffusivity', 'frame_conductivity', 'frame_ion_conductivity', "
    "'insertion_exchange_current', 'insertion_diffusivity', 'ncm622_potential', 'ncm622_hanyang_potential')"
)

# A good row, from which each line can be left out or changed.
GOOD = {
    "symbol": '"L"',
    "value": "45e-6",
    "unit": '"m"',
    "how": '"assumed"',
    "source": '"why not"',
    "range": "[40e-6, 50e-6]",
}


def row(name="Thickness", /, *without, **changed):
    good = {key: value for key, value in GOOD.items() if key not in without}
    lines = {**good, **changed}
    return "\n".join([f'["{name}"]', *(f"{key} = {value}" for key, value in lines.items()), ""])


def derived(formula, **changed):
    changed = {"how": '"derived"', "formula": f'"{formula}"'} | changed
    return row("Thickness", "value", "range", "source", **changed)


def function(**changed):
    changed = {"value": '"foil_exchange_current"', "unit": '"A.m-2"'} | changed
    return row("Thickness", "range", **changed)


BAD_ROWS = {
    "no how": (row("Thickness", "how"), "how is missing, every row needs symbol, unit and how."),
    "no unit": (row("Thickness", "unit"), "unit is missing, every row needs symbol, unit and how."),
    "no symbol": (
        row("Thickness", "symbol"),
        "symbol is missing, every row needs symbol, unit and how.",
    ),
    "how is a number": (row(how="1"), "how must be a string, got 1."),
    "unknown how": (
        row(how='"mesured"'),
        f"how must be one of {HOWS}, got 'mesured'; did you mean 'measured'?",
    ),
    "unknown how, near none": (row(how='"?"'), f"how must be one of {HOWS}, got '?'."),
    "unknown key": (
        row(rnage="[0, 1]"),
        f"a row may hold {KEYS}, got 'rnage'; did you mean 'range'?",
    ),
    "unit in the name": (
        row("Thickness [m]"),
        'a name carries no unit, write unit = "..." in the row.',
    ),
    "unknown placeholder": (
        row("{Anode} thickness"),
        "a name may hold the placeholders '{Host}' and '{host}', no others.",
    ),
    "symbol of a constant": (
        row(symbol='"F"'),
        "symbol 'F' means something else in a formula, choose another.",
    ),
    "symbol with a space": (
        row(symbol='"c e"'),
        "symbol must be letters, digits and _ as in 'c_e0', got 'c e'.",
    ),
    "symbol of Python": (
        row(symbol='"lambda"'),
        "symbol must be letters, digits and _ as in 'c_e0', got 'lambda'.",
    ),
    "unit with a slash": (
        row(unit='"A/m2"'),
        "unit must be written as PyBaMM's, 'A.m-2' or '-', got 'A/m2'.",
    ),
    "no value": (
        row("Thickness", "value"),
        "a value that is assumed needs a value = a number or the name of a function.",
    ),
    "value is a list": (
        row(value="[1.0]"),
        "value must be a finite number or the name of a function, got [1.0].",
    ),
    "value is true": (
        row(value="true"),
        "value must be a finite number or the name of a function, got True.",
    ),
    "value is infinite": (
        row(value="inf"),
        "value must be a finite number or the name of a function, got inf.",
    ),
    "value above its range": (
        row(value="60e-6"),
        "value 6e-05 must lie in its range [4e-05, 5e-05].",
    ),
    "value below its range": (
        row(value="30e-6"),
        "value 3e-05 must lie in its range [4e-05, 5e-05].",
    ),
    "assumed without range": (
        row("Thickness", "range"),
        "a value that is assumed needs a range = [low, high].",
    ),
    "fitted without range": (
        row("Thickness", "range", how='"fitted"', source='"Lin2025, Table 1"'),
        "a value that is fitted needs a range = [low, high].",
    ),
    "range of three": (
        row(range="[1, 2, 3]"),
        "range must be [low, high], two numbers, got [1, 2, 3].",
    ),
    "range backwards": (row(range="[2, 1]"), "range must be [low, high], two numbers, got [2, 1]."),
    "range of words": (
        row(range='["low", "high"]'),
        "range must be [low, high], two numbers, got ['low', 'high'].",
    ),
    "source is a number": (row(source="3"), "source must be a string, got 3."),
    "measured without source": (
        row("Thickness", "source", how='"measured"'),
        'a value that is measured needs a source = "key of references.bib, place in it".',
    ),
    "literature without source": (
        row("Thickness", "source", how='"literature"'),
        'a value that is literature needs a source = "key of references.bib, place in it, to the '
        'page if in no table".',
    ),
    "fitted without source": (
        row("Thickness", "source", how='"fitted"'),
        "a value that is fitted needs a source = the fit record in calibration/, or "
        '"key of references.bib, table".',
    ),
    "assumed without source": (
        row(source='" "'),
        "a value that is assumed needs a source = the reason, and how much it matters.",
    ),
    "setting without source": (
        row("Thickness", "source", how='"setting"'),
        "a value that is setting needs a source = the protocol.",
    ),
    "measured in an unknown work": (
        row(how='"measured"', source='"Lin2024, Fig. 1"'),
        "source must begin with one of ('Lin2025', 'Zhang2020'), got 'Lin2024'; did you mean "
        "'Lin2025'?",
    ),
    "measured somewhere in a work": (
        row(how='"measured"', source='"Lin2025"'),
        "source 'Lin2025' must say where in it, as in 'Lin2025, Table 1, row 2'.",
    ),
    "fitted without its record": (
        row(how='"fitted"', source='"calibration/none.json"'),
        "the fit record 'calibration/none.json' does not exist.",
    ),
    "formula beside a value": (
        row(formula='"2 * c_e0"'),
        "a value that is assumed takes no formula; write how = 'derived'.",
    ),
    "derived without formula": (
        row(how='"derived"'),
        'a value that is derived needs a formula = "..." in symbols of the set.',
    ),
    "derived with a value": (
        derived("1", value="2"),
        "a value that is derived follows from its formula, leave value out.",
    ),
    "formula is a number": (
        row("Thickness", "value", how='"derived"', formula="1"),
        "formula must be a string, got 1.",
    ),
    "formula with an unknown symbol": (
        derived("2 * c_e"),
        "'c_e' is no symbol of this set; did you mean 'c_e0'?",
    ),
    "formula with a call": (
        derived("__import__('os')"),
        "a formula may use numbers, symbols, + - * / ** and ('exp', 'log', 'sqrt'), got "
        "\"__import__('os')\".",
    ),
    "formula with an attribute": (
        derived("2 * c_e0.real"),
        "a formula may use numbers, symbols, + - * / ** and ('exp', 'log', 'sqrt'), got "
        "'c_e0.real'.",
    ),
    "formula with true": (
        derived("c_e0 + True"),
        "a formula may use numbers, symbols, + - * / ** and ('exp', 'log', 'sqrt'), got 'True'.",
    ),
    "formula that does not parse": (
        derived("2 *"),
        "formula '2 *' is no arithmetic, invalid syntax.",
    ),
    "formula that divides by zero": (
        derived("1 / (c_e0 - 1500)"),
        "formula '1 / (c_e0 - 1500)' has no value, float division by zero.",
    ),
    "formula that overflows": (
        derived("1e308 * c_e0"),
        "formula '1e308 * c_e0' must give a finite number, got inf.",
    ),
    "formula that needs itself": (derived("L + 1"), "a formula can't need itself, L -> L."),
    "derived out of its range": (
        derived("2 * c_e0", range="[0, 1]"),
        "value 3000.0 must lie in its range [0, 1].",
    ),
    "unknown function": (
        function(value='"foil_exchange_curent"'),
        f"function must be one of {FUNCTIONS}, got 'foil_exchange_curent'; did you mean "
        "'foil_exchange_current'?",
    ),
    "function with a range": (
        function(range="[0, 1]"),
        "a function takes no range, give one to the rows that it reads.",
    ),
    "function without arguments": (
        function(),
        "function 'foil_exchange_current' takes the arguments ('j0_ref', 'c_e0', 'E', 'T_ref'), got ().",
    ),
    "function with a number as argument": (
        function(arguments='{ j0_ref = 1.0, c_e0 = "c_e0", E = "c_e0", T_ref = "c_e0" }'),
        "an argument is the symbol of another row, got 1.0.",
    ),
    "function with an unknown symbol": (
        function(arguments='{ j0_ref = "c_e", c_e0 = "c_e0", E = "c_e0", T_ref = "c_e0" }'),
        "'c_e' is no symbol of this set; did you mean 'c_e0'?",
    ),
    "function of itself": (
        function(arguments='{ j0_ref = "L", c_e0 = "c_e0", E = "c_e0", T_ref = "c_e0" }'),
        "an argument must be a number that PyBaMM sees, 'L' is not.",
    ),
    "function of a row that PyBaMM never sees": (
        function(arguments='{ j0_ref = "h", c_e0 = "c_e0", E = "c_e0", T_ref = "c_e0" }')
        + row("Hidden", symbol='"h"', parameter="false"),
        "an argument must be a number that PyBaMM sees, 'h' is not.",
    ),
    "arguments of a number": (
        row(arguments='{ j0_ref = "c_e0" }'),
        "arguments belong to a function, and value is 4.5e-05.",
    ),
    "arguments is a list": (
        function(arguments='["c_e0"]'),
        "arguments must be a table of symbols, got ['c_e0'].",
    ),
    "parameter is a word": (row(parameter='"no"'), "parameter must be true or false, got 'no'."),
}


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a set and gives its folder."""

    def write(body, header=HEADER, salt=SALT):
        for folder in ("bad", "shared"):
            (tmp_path / folder).mkdir()
        (tmp_path / "references.bib").write_text(REFERENCES)
        (tmp_path / "shared" / "salt.toml").write_text(salt)
        (tmp_path / "bad" / "parameters.toml").write_text(header + body)
        return tmp_path / "bad"

    return write


def refusal(folder, cell="half"):
    with pytest.raises(ParameterSetError) as refused:
        read_set(folder, cell)
    assert refused.value.__suppress_context__
    return str(refused.value)


def test_a_good_row_is_read(write):
    rows = {r.symbol: r for r in read_set(write(row()), "half").rows}
    assert rows["L"].value == 45e-6
    assert rows["L"].key == "Thickness [m]"
    assert rows["c_e0"].file == "shared/salt.toml"


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("2 * c_e0", 3000),
        ("-c_e0 ** 2 / 3", -750000),
        ("(c_e0 - 500) * 1e-3", 1),
        ("sqrt(exp(log(c_e0)) + 100)", 40),
        ("2 * pi", 6.283185307179586),
        ("F / N_A", 1.602176634e-19),
        ("R", 8.314462618),
    ],
)
def test_a_formula_is_computed(write, formula, value):
    rows = {r.symbol: r for r in read_set(write(derived(formula)), "half").rows}
    assert rows["L"].value == pytest.approx(value, rel=1e-9)  # PyBaMM's R has ten digits


def test_a_fit_record_that_exists_is_a_source(write):
    folder = write(row(how='"fitted"', source='"calibration/fit.json"'))
    (folder / "calibration").mkdir()
    (folder / "calibration" / "fit.json").write_text("{}")
    assert read_set(folder, "half").rows[0].how == "fitted"


@pytest.mark.parametrize(
    ("cell", "name"), [("half", "Positive thickness"), ("full", "Negative thickness")]
)
def test_a_row_of_the_host_is_placed(write, cell, name):
    header = HEADER.replace("half = []", "half = [], full = []")
    rows = read_set(write(row("{Host} thickness"), header), cell).rows
    assert rows[0].name == name


@pytest.mark.parametrize(("body", "sentence"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_refused(write, body, sentence):
    name = body.split('"')[1]
    assert refusal(write(body)) == f"bad/parameters.toml, [{name!r}]: {sentence}"


def test_a_symbol_that_is_taken_is_refused(write):
    assert refusal(write(row(symbol='"c_e0"'))) == (
        "shared/salt.toml, ['Initial concentration in electrolyte']: symbol 'c_e0' is already in "
        "bad/parameters.toml, ['Thickness'], keep one."
    )


def test_a_formula_in_a_circle_is_refused(write):
    other = row("Other", "value", "range", "source", symbol='"b"', how='"derived"', formula='"L"')
    assert refusal(write(derived("b") + other)) == (
        "bad/parameters.toml, ['Thickness']: a formula can't need itself, L -> b -> L."
    )


def test_a_formula_of_a_function_is_refused(write):
    law = row(
        "Law", "range", symbol='"j"', unit='"A.m-2"', value='"foil_exchange_current"',
        arguments='{ j0_ref = "c_e0", c_e0 = "c_e0", E = "c_e0", T_ref = "c_e0" }',
    )  # fmt: skip
    assert refusal(write(derived("2 * j") + law)) == (
        "bad/parameters.toml, ['Thickness']: a formula reads numbers, 'j' is the function "
        "'foil_exchange_current'."
    )


def test_the_same_row_in_two_files_is_refused(write):
    body = SALT.replace("c_e0", "c").replace('"mol.m-3"', '"mol.l-1"')
    assert refusal(write(body)) == (
        "shared/salt.toml, ['Initial concentration in electrolyte']: this row is already in "
        "bad/parameters.toml, ['Initial concentration in electrolyte'], keep one."
    )


def test_the_same_row_under_a_placeholder_is_refused(write):
    body = row("{Host} thickness") + row("Positive thickness", symbol='"L_2"')
    assert refusal(write(body)) == (
        "bad/parameters.toml, ['Positive thickness']: this row is already in "
        "bad/parameters.toml, ['Positive thickness'], keep one."
    )


def test_a_value_outside_of_a_table_is_refused(write):
    assert refusal(write("", "L = 3\n" + HEADER)) == (
        "bad/parameters.toml, ['L']: a row is a table with symbol, unit and how, got 3."
    )


HEADERS = "('anode', 'cathode', 'title', 'source', 'options', 'include', 'cells', 'fitted')"
BAD_SETS = {
    "no header": (
        lambda header: "",
        f"bad/parameters.toml: a set begins with a table [set] that holds {HEADERS}.",
    ),
    "unknown key": (
        lambda header: header + 'chemistry = "lithium_ion"\n',
        f"bad/parameters.toml, [set]: may hold {HEADERS}, got 'chemistry'.",
    ),
    "misspelt key": (
        lambda header: header + 'cell = "half"\n',
        f"bad/parameters.toml, [set]: may hold {HEADERS}, got 'cell'; did you mean 'cells'?",
    ),
    "no anode": (
        lambda header: header.replace('anode = "test"\n', ""),
        "bad/parameters.toml, [set]: must name what it is of, one of ('anode', 'cathode'), got ().",
    ),
    "anode and cathode": (
        lambda header: header + 'cathode = "that"\n',
        "bad/parameters.toml, [set]: must name what it is of, one of ('anode', 'cathode'), got "
        "('test', 'that').",
    ),
    "anode is a number": (
        lambda header: header.replace('anode = "test"', "anode = 3"),
        "bad/parameters.toml, [set]: what it is of must be a string, got 3.",
    ),
    "cells is a list": (
        lambda header: header.replace("{ half = [] }", '["half"]'),
        "bad/parameters.toml, [set]: cells must be a table from 'half' or 'full' to a list of "
        "files, got ['half'].",
    ),
    "a cell's files are a word": (
        lambda header: header.replace("half = []", 'half = "shared/salt.toml"'),
        "bad/parameters.toml, [set]: cells must map 'half' to a list of files, got "
        "'shared/salt.toml'.",
    ),
    "option is a number": (
        lambda header: header.replace('"3"', "3"),
        "bad/parameters.toml, [set]: option 'host sites' must be a string, got 3.",
    ),
    "unknown source": (
        lambda header: header.replace("Lin2025", "Lin2024"),
        "bad/parameters.toml, [set]: source must be one of ('Lin2025', 'Zhang2020'), got "
        "'Lin2024'; did you mean 'Lin2025'?",
    ),
    "missing include": (
        lambda header: header.replace("salt.toml", "slat.toml"),
        "bad/parameters.toml, [set]: a file to include must be one of ('shared/salt.toml',), got "
        "'shared/slat.toml'; did you mean 'shared/salt.toml'?",
    ),
    "include from elsewhere": (
        lambda header: header.replace("shared/salt.toml", "../../x"),
        "bad/parameters.toml, [set]: a file to include must be one of ('shared/salt.toml',), got "
        "'../../x'.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), BAD_SETS.values(), ids=BAD_SETS)
def test_a_bad_header_is_refused(write, change, sentence):
    assert refusal(write("", change(HEADER))) == sentence


def test_an_included_file_that_is_a_set_is_refused(write):
    assert refusal(write("", salt=HEADER)) == (
        "shared/salt.toml: a file that is included holds rows only, no table [set]."
    )


@pytest.mark.parametrize(
    "body", ['["Thickness"\n', row() + row(), "value = \n"], ids=["bracket", "twice", "nothing"]
)
def test_bad_syntax_is_refused(write, body):
    message = refusal(write(body))
    assert message.startswith("bad/parameters.toml: this is not TOML, ")
    assert "line " in message


def test_an_unknown_anode_is_refused_with_a_hint():
    with pytest.raises(ParameterSetError) as refused:
        miec.parameters.parameter_values("LLTO-CNT")
    assert str(refused.value) == (
        "anode: must be one of ('CNT', 'Cu', 'LLTO', 'LLTO@CNT', 'NCM622', 'NCM622-Hanyang'), got "
        "'LLTO-CNT'; did you mean 'LLTO@CNT'?"
    )


@pytest.mark.parametrize(
    "ask", [miec.parameters.parameter_values, miec.parameters.provenance], ids=["values", "table"]
)
def test_an_unknown_cell_is_refused(ask):
    with pytest.raises(ParameterSetError) as refused:
        ask("LLTO@CNT", cell="halve")
    assert str(refused.value) == (
        "cell: must be one of ('half', 'full'), got 'halve'; did you mean 'half'?"
    )


def test_an_unknown_positive_electrode_is_refused():
    with pytest.raises(ParameterSetError) as refused:
        miec.parameters.parameter_values("LLTO@CNT", cell="full", positive="NCM62")
    assert str(refused.value) == (
        "positive: must be one of ('NCM622', 'NCM622-Hanyang'), or a set of PyBaMM that gives the positive "
        "electrode, such as 'Chen2020', got 'NCM62'; did you mean 'NCM622'?"
    )


def test_a_full_cell_of_a_cathode_is_refused():
    with pytest.raises(ParameterSetError, match=r"^anode: must be one of .*, got 'NCM622'\.$"):
        miec.parameters.parameter_values("NCM622", cell="full")


def test_a_model_of_a_cathode_is_refused():
    """It is for a model of PyBaMM's own; ours would put a host into it."""
    with pytest.raises(ParameterSetError, match=r"^anode: must be one of .*, got 'NCM622'\.$"):
        miec.DFN.of("NCM622")


def test_a_positive_electrode_of_a_half_cell_is_refused():
    with pytest.raises(
        ParameterSetError,
        match=r"^positive: .*'Chen2020', got 'Xu2019', which has no Negative particle radius",
    ):
        miec.parameters.parameter_values("LLTO@CNT", cell="full", positive="Xu2019")


def test_a_positive_electrode_that_is_near_a_known_one_is_hinted_at():
    with pytest.raises(ParameterSetError, match=r"got 'Chen202'; did you mean 'Chen2020'\?$"):
        miec.parameters.parameter_values("LLTO@CNT", cell="full", positive="Chen202")


def test_a_full_cell_starts_discharged_and_its_current_charges():
    values = miec.parameters.parameter_values("LLTO@CNT", cell="full", positive="Chen2020")
    stock = pybamm.ParameterValues("Chen2020")
    full = "Initial concentration in positive electrode [mol.m-3]"
    assert values[full] > 2 * stock[full]  # Chen2020 starts charged, a quarter full
    assert values["Current function [A]"] == -values["Nominal cell capacity [A.h]"]
