"""The parameter sets: every number has a source, lies in its range and can be recomputed."""

import csv
import math
import pickle
import re
from pathlib import Path

import pybamm
import pytest
from scipy import constants

import pybamm_miec as miec
from pybamm_miec.parameters import _entry_points, _files, _formula, _read, _rows

SETS = [(anode, "half") for anode in miec.parameters.anodes()]
CHECKOUT = Path(__file__).parents[1] / "parameter_sets"
SECOND_READINGS = Path(__file__).parent / "second_reading"

in_each_set = pytest.mark.parametrize(("anode", "cell"), SETS)


def rows_of(anode, cell):
    return _read.read_set(_read.folder_of(anode), cell).rows


EVERY_ROW = [(anode, cell, row) for anode, cell in SETS for row in rows_of(anode, cell)]
in_each_row = pytest.mark.parametrize(
    "row",
    [row for _, _, row in EVERY_ROW],
    ids=[f"{a}-{c}-{row.symbol}" for a, c, row in EVERY_ROW],
)


def second_reading(anode):
    path = SECOND_READINGS / f"{_read.folder_of(anode).name}.toml"
    return _files.read_toml(path, SECOND_READINGS) if path.exists() else {}


READ_TWICE = [(anode, row) for anode, _, row in EVERY_ROW if row.how in ("measured", "literature")]

# Rows that the second reader, who knew no names, typed as one end of a pair, or under another name.
READ_AS = {
    "LLTO particle size, smallest": ("LLTO particle size", 0),
    "LLTO particle size, largest": ("LLTO particle size", 1),
    "Pore diameter, smallest": ("{Host} pore diameter", 0),
    "Pore diameter, largest": ("{Host} pore diameter", 1),
    "CV reduction peak, lower couple": ("LLTO lower reduction/oxidation peak potentials", 0),
    "CV oxidation peak, lower couple": ("LLTO lower reduction/oxidation peak potentials", 1),
    "CV reduction peak, upper couple": ("LLTO upper reduction/oxidation peak potentials", 0),
    "CV oxidation peak, upper couple": ("LLTO upper reduction/oxidation peak potentials", 1),
    "Charge-transfer resistance of the lithiated electrode": (
        "{Host} charge transfer resistance after lithiation",
        None,
    ),
}


# ---- every row ----


@in_each_row
def test_a_number_lies_in_its_range(row):
    if row.range is not None:
        low, high = row.range
        assert low <= row.value <= high


@in_each_row
def test_what_is_chosen_has_a_range(row):
    """A function has none; the rows that it reads do."""
    if row.how in ("assumed", "fitted") and not isinstance(row.value, str):
        assert row.range is not None


@in_each_row
def test_every_work_that_a_row_names_is_in_the_references(row):
    named = set(re.findall(r"\b[A-Z][A-Za-z]+(?:19|20)\d\d\b", row.source))
    assert named <= set(_files.read_references(_files.ROOT))


@pytest.mark.parametrize(
    ("anode", "row"), READ_TWICE, ids=[f"{anode}-{row.symbol}" for anode, row in READ_TWICE]
)
def test_a_second_reader_found_the_same_value(anode, row):
    """Typed from the source by somebody who had not opened parameter_sets/."""
    name, end = READ_AS.get(row.name, (row.name.replace("Positive", "{Host}"), None))
    found = second_reading(anode).get(name)
    if found is None:
        pytest.skip(f"second reading not done yet: {row.name!r}")
    assert found["unit"] == row.unit
    assert row.value == (found["value"] if end is None else found["value"][end])


# ---- a set as a whole ----


@in_each_set
def test_every_derived_value_is_recomputed_from_its_formula(anode, cell):
    """By Python itself, with the constants of scipy (CODATA 2022: PyBaMM's agree to 1e-9)."""
    rows = {row.symbol: row for row in rows_of(anode, cell)}
    names = {symbol: row.value for symbol, row in rows.items()}
    names |= {"pi": math.pi, "sqrt": math.sqrt, "exp": math.exp, "log": math.log}
    names |= {"F": constants.value("Faraday constant"), "R": constants.R, "N_A": constants.N_A}
    for row in rows.values():
        if row.formula:
            again = eval(row.formula, {"__builtins__": {}}, names)
            assert row.value == pytest.approx(again, rel=1e-8), row.name


@in_each_set
def test_a_row_that_pybamm_never_sees_feeds_a_formula(anode, cell):
    rows = rows_of(anode, cell)
    read = set().union(*(_formula.symbols(row.formula) for row in rows if row.formula))
    assert {row.symbol for row in rows if not row.parameter} <= read


@in_each_set
def test_a_row_that_pybamm_never_sees_is_in_no_parameter_values(anode, cell):
    values = miec.parameters.parameter_values(anode, cell)
    hidden = [row.key for row in rows_of(anode, cell) if not row.parameter]
    assert hidden
    assert not [key for key in hidden if key in values]


@in_each_set
def test_a_stock_half_cell_finds_all_it_asks_for(anode, cell):
    """But the open-circuit potential and the lithium at the start, which follow from the sites."""
    del cell
    asked = pybamm.lithium_ion.DFN({"working electrode": "positive"}).get_parameter_info()
    values = miec.parameters.parameter_values(anode, "half")
    assert {name for name in asked if name not in values} == {
        "Positive electrode OCP [V]",
        "Initial concentration in positive electrode [mol.m-3]",
    }


@in_each_set
def test_the_sites_are_as_many_as_the_option_says_and_full_together(anode, cell):
    sites = int(miec.parameters.host_options(anode)["host sites"])
    shares = [row.value for row in rows_of(anode, cell) if "occupancy fraction" in row.name]
    assert len(shares) == sites
    assert sum(shares) == pytest.approx(1, abs=1e-12)  # round-off of a sum of three


@in_each_set
def test_the_options_are_known(anode, cell):
    del cell
    options = miec.parameters.host_options(anode)
    assert options.items() <= dict(miec.HostOptions(options)).items()


@in_each_set
def test_provenance_has_a_line_for_every_row(anode, cell):
    table = miec.parameters.provenance(anode, cell)
    columns = ["name", "symbol", "value", "unit", "how", "source", "low", "high", "file"]
    assert list(table.columns) == columns
    assert len(table) == len(rows_of(anode, cell))
    assert set(table["how"]) <= set(_rows.HOWS)
    derived = table[table["how"] == "derived"]
    assert derived["source"].str.startswith("= ").all()


@in_each_set
def test_the_readme_counts_what_the_set_holds(anode, cell):
    counts = miec.parameters.provenance(anode, cell)["how"].value_counts()
    readme = (_read.folder_of(anode) / "README.md").read_text(encoding="utf-8")
    told = {how: int(n) for how, n in re.findall(r"^\| (\w+) \| (\d+) \|$", readme, re.MULTILINE)}
    assert told == counts.to_dict()


def test_no_two_sets_are_of_the_same_anode():
    paths = list(_files.ROOT.glob("*/parameters.toml"))
    assert len(paths) == len(miec.parameters.anodes())


def test_lithium_fills_the_host_as_the_readme_says():
    """0.47 mAh/cm2 in the LLTO and 4.3 in its pores; 1 mAh/cm2 = 36000 C/m2."""
    values = miec.parameters.parameter_values("LLTO@CNT")
    L, eps_s, eps_0, c_max = (
        values[name]
        for name in (
            "Positive electrode thickness [m]",
            "Positive electrode active material volume fraction",
            "Positive electrode porosity",
            "Maximum concentration in positive electrode [mol.m-3]",
        )
    )
    F = pybamm.constants.F.value
    V_Li = values["Lithium metal partial molar volume [m3.mol-1]"]
    assert eps_s * L * c_max * F / 36000 == pytest.approx(0.47, abs=0.005)  # two digits are given
    assert eps_0 * L / V_Li * F / 36000 == pytest.approx(4.3, abs=0.05)


# ---- functions ----


def exchange_current(values, name, inputs, **given):
    symbols = {label: pybamm.Scalar(value) for label, value in inputs.items()}
    law = values.process_symbol(pybamm.FunctionParameter(name, symbols))
    return float(law.evaluate(inputs=given))


LITHIATION = "Positive electrode exchange-current density [A.m-2]"
REFERENCE = "Positive electrode lithiation reference exchange-current density [A.m-2]"
PLATING = "Positive electrode plating exchange-current density [A.m-2]"
FACE = "Positive electrode face exchange-current density [A.m-2]"


def test_the_exchange_current_of_lithiation_is_its_reference_at_half_lithiation():
    values = miec.parameters.parameter_values("LLTO@CNT")
    c_max = values["Maximum concentration in positive electrode [mol.m-3]"]
    c_e0 = values["Initial concentration in electrolyte [mol.m-3]"]
    half = {"c_e": c_e0, "c_s_surf": c_max / 2, "c_s_max": c_max, "T": 298.15}
    assert exchange_current(values, LITHIATION, half) == pytest.approx(values[REFERENCE])
    assert exchange_current(values, LITHIATION, half | {"c_e": c_e0 / 4}) == pytest.approx(
        values[REFERENCE] / 2
    )


def test_lithium_enters_an_empty_host_for_there_is_some_in_it():
    """With none in the crystal the law is 2 (x (1 - x))^1/2: 0 empty, 3/5 at a tenth, 0 full."""
    values = miec.parameters.parameter_values("LLTO@CNT")
    values[REFERENCE] = 1.0

    def at(x):
        inputs = {"c_e": 1500.0, "c_s_surf": x, "c_s_max": 1.0, "T": 298.15}
        return exchange_current(values, LITHIATION, inputs)

    assert at(0) > at(0.5) > at(0.9) > at(1) == 0
    values["Positive electrode native lithium per accessible site"] = 0
    assert [at(x) for x in (0, 0.1, 0.5, 1)] == pytest.approx([0, 0.6, 1, 0])


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        (
            "Exchange-current density for lithium metal electrode [A.m-2]",
            "Lithium counter electrode reference exchange-current density [A.m-2]",
        ),
        (PLATING, PLATING.replace("exchange", "reference exchange")),
        (FACE, FACE.replace("exchange", "reference exchange")),
    ],
    ids=["foil", "pores", "face"],
)
def test_the_exchange_current_of_metal_is_its_reference_times_the_root_of_the_salt(name, reference):
    """With the transfer coefficient of the set, 1/2."""
    values = miec.parameters.parameter_values("LLTO@CNT")
    values[reference] = 7.0
    c_e0 = values["Initial concentration in electrolyte [mol.m-3]"]
    for share, root in ((1, 1), (1 / 4, 1 / 2)):
        inputs = {"c_e": share * c_e0, "c_m": 1e3, "T": 298.15}
        assert exchange_current(values, name, inputs) == pytest.approx(7 * root)


@pytest.mark.parametrize("alpha", [0.3, 0.5])
def test_stripping_at_a_given_potential_does_not_depend_on_the_salt(alpha):
    """j0 e^((1 - alpha) f U) with U = -(RT/F) ln(c_e/c_e0), the rest potential of metal."""
    values = miec.parameters.parameter_values("LLTO@CNT")
    values["Lithium plating transfer coefficient"] = alpha
    c_e0 = values["Initial concentration in electrolyte [mol.m-3]"]
    stripping = [
        exchange_current(values, PLATING, {"c_e": c_e0 * r, "c_m": c_m, "T": 298.15})
        * r ** -(1 - alpha)
        for r, c_m in ((1, 1e4), (0.1, 1e2), (2, 0))
    ]
    reference = values["Positive electrode plating reference exchange-current density [A.m-2]"]
    assert stripping == pytest.approx([reference] * 3)


@pytest.mark.parametrize("name", [LITHIATION, PLATING])
def test_a_reference_value_can_be_an_input(name):
    values = miec.parameters.parameter_values("LLTO@CNT")
    reference = REFERENCE if name == LITHIATION else name.replace("exchange", "reference exchange")
    values[reference] = "[input]"
    inputs = {"c_e": 1500, "c_s_surf": 4000, "c_s_max": 8000, "T": 298.15}
    if name == PLATING:
        inputs = {"c_e": 1500, "c_m": 100, "T": 298.15}
    one, two = (exchange_current(values, name, inputs, **{reference: j0}) for j0 in (0.25, 0.5))
    assert (one, two) == pytest.approx((0.25, 0.5))


@pytest.mark.parametrize(
    "again",
    [
        lambda values: pickle.loads(pickle.dumps(values)),
        lambda values: pybamm.ParameterValues.from_json(values.to_json()),
        lambda values: values.copy(),
    ],
    ids=["pickle", "json", "copy"],
)
def test_functions_survive(again):
    values = miec.parameters.parameter_values("LLTO@CNT")
    inputs = {"c_e": 700.0, "c_m": 100.0, "T": 298.15}
    survived = again(values)
    assert set(survived.keys()) == set(values.keys())
    reference = PLATING.replace("exchange", "reference exchange")
    for changed in (1.0, 3.0):
        values[reference] = survived[reference] = changed
        assert exchange_current(survived, PLATING, inputs) == pytest.approx(
            exchange_current(values, PLATING, inputs)
        )


def test_two_readings_of_a_set_are_equal():
    assert miec.parameters.parameter_values("LLTO@CNT") == miec.parameters.parameter_values(
        "LLTO@CNT"
    )


# ---- entry points and references ----


def test_the_entry_point_gives_the_set():
    entry = _entry_points.Lin2025_LLTO_CNT_halfcell
    assert pybamm.ParameterValues(entry()) == miec.parameters.parameter_values("LLTO@CNT", "half")
    assert "LLTO@CNT" in entry.__doc__


def test_every_reference_is_used_and_can_be_printed(tmp_path):
    """Printed as PyBaMM prints citations; pybtex refuses an entry without author or title."""
    pytest.importorskip("pybtex")
    references = _files.read_references(_files.ROOT)
    used = {text for anode, cell in SETS for text in _cited(anode, cell)}
    assert used == set(references.values())
    citations = pybamm.Citations()
    for text in used:
        citations.register(text)
    citations.print(tmp_path / "citations.txt")
    printed = (tmp_path / "citations.txt").read_text(encoding="utf-8")
    assert "A 3d mixed ion-electron conducting framework" in printed
    assert all(key in citations._papers_to_cite for key in references)  # noqa: SLF001


def _cited(anode, cell):
    return miec.parameters.parameter_values(anode, cell)["citations"]


# ---- files ----


def test_the_installed_files_are_those_of_the_checkout():
    def contents(root):
        return {p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    assert contents(_files.ROOT) == contents(CHECKOUT)


@pytest.mark.parametrize("path", sorted(_files.ROOT.glob("*/targets.csv")), ids=str)
def test_targets_have_an_identity_and_a_source(path):
    with path.open(newline="", encoding="utf-8") as file:
        targets = list(csv.DictReader(file))
    assert len({target["id"] for target in targets}) == len(targets) == 97
    assert {target["tag"] for target in targets} == {"stated", "derived", "context"}
    for target in targets:
        assert None not in target, target["id"]  # as many cells as columns
        if target["kind"] == "inequality" or (target["kind"] == "number" and target["op"] == "~"):
            float(target["value"])
        if target["tag"] == "stated":
            assert target["figure"] != "-", target["id"]
