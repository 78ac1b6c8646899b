"""The parameter sets: every number has a source, lies in its range and can be recomputed."""

import csv
import math
import pickle
import re
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import numpy as np
import pybamm
import pytest
from scipy import constants

import pybamm_miec as miec
from pybamm_miec.parameters import _entry_points, _files, _formula, _read, _rows

SETS = [(anode, "half") for anode in miec.parameters.anodes()]
FULL = [(anode, "full") for anode in miec.parameters.anodes()]
CATHODES = [(cathode, "half") for cathode in miec.parameters.cathodes()]
EVERY_SET = SETS + CATHODES + FULL
CHECKOUT = Path(__file__).parents[1] / "parameter_sets"
SECOND_READINGS = Path(__file__).parent / "second_reading"

in_each_set = pytest.mark.parametrize(("anode", "cell"), EVERY_SET)


def inert(anode):
    return miec.parameters.host_options(anode)["host sites"] == "0"


THAT_TAKE_UP_LITHIUM = [anode for anode, _ in SETS if not inert(anode)]
INERT = [anode for anode, _ in SETS if inert(anode)]


@cache
def rows_of(anode, cell):
    folder = miec.parameters.folder(anode)
    cathode = miec.parameters.folder("NCM622") if cell == "full" else None
    return _read.read_set(folder, cell, cathode).rows


# Those of a full cell are rows of its two electrodes, but for one.
EVERY_ROW = [(name, cell, row) for name, cell in SETS + CATHODES for row in rows_of(name, cell)]
in_each_row = pytest.mark.parametrize(
    "row",
    [row for _, _, row in EVERY_ROW],
    ids=[f"{a}-{c}-{row.symbol}" for a, c, row in EVERY_ROW],
)


def second_reading(anode):
    path = SECOND_READINGS / f"{miec.parameters.folder(anode).name}.toml"
    return _files.read_toml(path, SECOND_READINGS) if path.exists() else {}


# A row that sets share is one row, whoever of them it was read for.
HOLDERS = {}
for _anode, _, _row in EVERY_ROW:
    if _row.how in ("measured", "literature") and not isinstance(
        _row.value, str
    ):  # the name of a function
        HOLDERS.setdefault((_row.file, _row.name), (_row, []))[1].append(_anode)

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
    "Charge-transfer resistance of the pristine electrode": (
        "{Host} charge transfer resistance before lithiation",
        None,
    ),
    "Charge-transfer resistance of the lithiated electrode": (
        "{Host} charge transfer resistance after lithiation",
        None,
    ),
    "Conductivity ratio of electrons, lithiated over pristine LLTO@CNT": (
        "{Host} electronic conductivity ratio after to before lithiation",
        None,
    ),
    "Conductivity ratio of ions, lithiated over pristine LLTO@CNT": (
        "{Host} ionic conductivity ratio after to before lithiation",
        None,
    ),
    "LLTO unit cell, a": ("LLTO lattice parameter a", None),
    "LLTO unit cell, c": ("LLTO lattice parameter c", None),
    "Positive electrode conductivity": ("Copper conductivity", None),
    "Maximum concentration in positive electrode": ("NCM622 maximum lithium concentration", None),
    "Positive particle diffusivity at reference temperature": ("NCM622 lithium diffusivity", None),
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
    ("row", "anodes"), HOLDERS.values(), ids=[f"{file}-{name}" for file, name in HOLDERS]
)
def test_a_second_reader_found_the_same_value(row, anodes):
    """Typed from the source by somebody who had not opened parameter_sets/."""
    name, end = READ_AS.get(row.name, (row.name.replace("Positive", "{Host}"), None))
    found = [reading[name] for reading in map(second_reading, anodes) if name in reading]
    if not found:
        pytest.skip(f"second reading not done yet: {row.name!r}")
    for reading in found:
        assert reading["unit"] == row.unit
        assert row.value == (reading["value"] if end is None else reading["value"][end])


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


STOCK = {"working electrode": "positive"}


def asked(anode, cell="half", **options):
    """Names that the model of an anode asks for, or PyBaMM's of the half cell of a cathode."""
    options = {name.replace("_", " "): value for name, value in options.items()}
    if (anode, cell) in CATHODES:
        return set(pybamm.lithium_ion.DFN({**STOCK, **options}).get_parameter_info())
    return set(miec.DFN.of(anode, cell, options).get_parameter_info())


# What a set of a half cell gives for an option that it leaves off.
ONLY_WITH = {
    "Negative electrode double-layer capacity [F.m-2]": {"surface_form": "differential"},
    "Positive electrode dead layer porosity": {"dead_layer": "on face"},
    "Positive electrode dead layer tortuosity factor": {"dead_layer": "on face"},
    **{
        name: {"electrolyte_stock": "consumed", "metal_film": "on fresh metal"}
        for name in (
            "Electrolyte volume per lithium in SEI [m3.mol-1]",
            "Initial electrolyte volume per area [m3.m-2]",
        )
    },
    "Positive electrode metal conductivity [S.m-1]": {"metal_path": "percolating"},
    "Positive electrode metal percolation threshold": {"metal_path": "percolating"},
    **{
        name: {"thermal": "lumped"}
        for name in (
            "Cell volume [m3]",
            "Cell cooling surface area [m2]",
            "Total heat transfer coefficient [W.m-2.K-1]",
            "Separator density [kg.m-3]",
            "Separator specific heat capacity [J.kg-1.K-1]",
            *(
                f"{side} {what}"
                for side in ("Negative", "Positive")
                for what in (
                    "electrode density [kg.m-3]",
                    "electrode specific heat capacity [J.kg-1.K-1]",
                    "current collector thickness [m]",
                    "current collector conductivity [S.m-1]",
                    "current collector density [kg.m-3]",
                    "current collector specific heat capacity [J.kg-1.K-1]",
                )
            ),
        )
    },
    "Cell heat capacity [J.K-1.m-3]": {
        "thermal": "lumped",
        "use lumped thermal capacity": "true",
    },
    "Positive electrode potential of film on metal [V]": {
        "thermal": "lumped",
        "metal film": "on fresh metal",
    },
    **{
        name: {"host_hysteresis": "one state"}
        for name in (
            "Positive electrode half width of hysteresis [V]",
            "Positive electrode hysteresis per lithiation",
            "Initial hysteresis state in positive electrode",
        )
    },
    **{
        name: {"metal_film": "on fresh metal"}  # in LLTO@CNT
        for name in (
            "Positive electrode lithium in film per area of metal [mol.m-2]",
            "Positive electrode area of metal on face per lithium [m2.mol-1]",
        )
    },
    "Positive electrode film volume per lithium [m3.mol-1]": {  # on a foil, in its dead layer only
        "metal_film": "on fresh metal",
        "dead_layer": "on face",
    },
    "Positive electrode film that holds a deposit together [mol.m-2]": {
        "metal_film": "on fresh metal",
        "reconnection": "by plating in film",
    },
    "Initial lithium in positive electrode film on metal [mol.m-3]": {
        "metal_film": "on fresh metal"
    },
    "Initial lithium in positive electrode film on metal on face [mol.m-2]": {
        "metal_film": "on fresh metal"
    },
    **{
        name: {"trapping": "in sites"}  # in LLTO, likewise
        for name in (
            "Initial trapped lithium in positive electrode [mol.m-3]",
            "Positive electrode trapping per lithium",
            "Positive electrode trapping capacity [mol.m-3]",
            "Positive electrode release rate [s-1]",
            "Positive electrode release potential [V]",
        )
    },
    **{
        name: {"activation": "by emptying"}  # in LLTO, which hardly takes up lithium
        for name in (
            "Positive electrode opening per emptying",
            "Positive electrode opening potential [V]",
            "Initial open share of sites in positive electrode",
        )
    },
}


def spare(anode, cell):
    """Names of rows that neither the model nor a function reads."""
    rows = rows_of(anode, cell)
    keys = {row.symbol: row.key for row in rows if row.parameter}
    by_functions = {keys[symbol] for row in rows for _, symbol in row.arguments}
    return set(keys.values()) - asked(anode, cell) - by_functions


@in_each_set
def test_a_set_gives_all_that_its_model_asks_for(anode, cell):
    values = miec.parameters.parameter_values(anode, cell)
    assert {name for name in asked(anode, cell) if name not in values} == set()


@pytest.mark.parametrize(("anode", "cell"), SETS)
def test_a_set_gives_nothing_that_no_model_of_it_asks_for(anode, cell):
    for name in spare(anode, cell):
        assert name in ONLY_WITH
        assert name in asked(anode, **ONLY_WITH[name])


def test_what_is_said_to_be_spare_is():
    assert set().union(*(spare(anode, cell) for anode, cell in SETS)) == set(ONLY_WITH)


# What only the balance of the electrodes reads, and what those rows that all cells share are for.
OF_A_CATHODE = {
    "Open-circuit voltage at 0% SOC [V]",
    "Open-circuit voltage at 100% SOC [V]",
    "Positive electrode active mass loading [kg.m-2]",
}
OF_ITS_DOUBLE_LAYER = "Positive electrode double-layer capacity [F.m-2]"


@pytest.mark.parametrize("cathode", miec.parameters.cathodes())
def test_a_cathode_gives_nothing_but_what_its_cells_ask_for(cathode):
    with_double_layer = asked(cathode, "half", surface_form="differential")
    in_a_full_cell = spare(cathode, "half") - with_double_layer - OF_A_CATHODE
    assert in_a_full_cell <= set(ONLY_WITH)
    assert {*OF_A_CATHODE, OF_ITS_DOUBLE_LAYER} <= spare(cathode, "half")


@pytest.mark.parametrize("anode", miec.parameters.anodes())
def test_a_full_cell_gives_nothing_but_what_its_half_cells_do(anode):
    of_host = {name.replace("Positive", "Negative") for name in ONLY_WITH}
    of_host |= {name.replace("positive", "negative") for name in of_host}
    of_heat = {name for name, needs in ONLY_WITH.items() if needs == {"thermal": "lumped"}}
    of_layers = {"Negative electrode thermal conductivity [W.m-1.K-1]"}
    others = OF_A_CATHODE | {OF_ITS_DOUBLE_LAYER}
    assert spare(anode, "full") <= of_host | of_heat | of_layers | others
    assert of_layers <= asked(anode, "full", thermal="x-full")


@pytest.mark.parametrize("anode", THAT_TAKE_UP_LITHIUM)
def test_a_stock_half_cell_finds_all_it_asks_for(anode):
    """But the open-circuit potential and the lithium at the start, which follow from the sites."""
    asks = pybamm.lithium_ion.DFN(STOCK).get_parameter_info()
    values = miec.parameters.parameter_values(anode, "half")
    assert {name for name in asks if name not in values} == {
        "Positive electrode OCP [V]",
        "Initial concentration in positive electrode [mol.m-3]",
    }


@pytest.mark.parametrize("anode", INERT)
def test_a_host_that_takes_up_no_lithium_says_nothing_of_grains(anode):
    """So that a stock half cell, whose electrodes have grains, is refused and not run on made-up ones."""
    values = miec.parameters.parameter_values(anode, "half")
    of_grains = ("OCP", "particle diffusivity", "Maximum concentration", "host site")
    assert not [name for name in values if any(word in name for word in of_grains)]
    with pytest.raises(KeyError, match="Maximum concentration in positive electrode"):
        pybamm.Simulation(pybamm.lithium_ion.DFN(STOCK), parameter_values=values).build()


@pytest.mark.parametrize("anode", THAT_TAKE_UP_LITHIUM)
def test_the_sites_are_as_many_as_the_option_says_and_full_together(anode):
    sites = int(miec.parameters.host_options(anode)["host sites"])
    shares = [row.value for row in rows_of(anode, "half") if "occupancy fraction" in row.name]
    assert len(shares) == sites
    assert sum(shares) == pytest.approx(1, abs=1e-12)  # round-off of a sum of three


def test_all_cells_are_the_same_around_their_hosts():
    files = ("electrolyte", "separator", "lithium", "coin_cell", "lithium_foil", "half_cell")
    for file in files:
        around = [
            {row for row in rows_of(anode, cell) if row.file == f"shared/{file}.toml"}
            for anode, cell in SETS
        ]
        assert around[0]
        assert all(rows == around[0] for rows in around)


def test_no_row_is_written_twice():
    """What is the same in two folders is in shared/."""
    texts = [
        (name, row.get("source"))
        for path in _files.ROOT.glob("*/parameters.toml")
        for name, row in _files.read_toml(path, _files.ROOT).items()
        if name != "set"
    ]
    assert [text for text in texts if texts.count(text) > 1] == []


@pytest.mark.parametrize(("anode", "cell"), SETS)
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
    readme = (miec.parameters.folder(anode) / "README.md").read_text(encoding="utf-8")
    column = "half cell" if cell == "half" else "full cell"
    head, *lines = re.findall(r"^\|(.*)\|$", readme, re.MULTILINE)
    place = [cell.strip() for cell in head.split("|")].index(column)
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    told = {row[0]: int(row[place]) for row in cells if row[0] in _rows.HOWS}
    assert {how: n for how, n in told.items() if n} == counts.to_dict()


def test_the_readme_of_all_sets_counts_their_rows():
    readme = (_files.ROOT / "README.md").read_text(encoding="utf-8")
    line = r"^\| `(\w+)` \|.*`(Lin2025_\w+)` \| (\d+) \| (\d+) \|$"
    found = re.findall(line, readme, re.MULTILINE)
    told = {(folder, name): (int(a), int(b)) for folder, name, a, b in found}
    expected = {}
    for anode, cell in EVERY_SET:
        how = miec.parameters.provenance(anode, cell)["how"]
        known = int(how.isin(["measured", "literature"]).sum())
        key = (miec.parameters.folder(anode).name, NAMES[anode, cell])
        expected[key] = (len(how), known)
    assert told == expected


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("L_film", "Initial SEI thickness [m]"),
        ("V_film", "SEI partial molar volume [m3.mol-1]"),
        ("z_film", "Ratio of lithium moles to SEI moles"),
    ],
)
def test_film_on_lithium_is_the_sei_of_pybamms_set(symbol, name):
    chen = pybamm.ParameterValues("Chen2020")
    for anode, cell in SETS:
        (row,) = (row for row in rows_of(anode, cell) if row.symbol == symbol)
        assert row.value == chen[name]


def test_no_two_sets_are_of_the_same_electrode():
    paths = list(_files.ROOT.glob("*/parameters.toml"))
    assert len(paths) == len({*miec.parameters.anodes(), *miec.parameters.cathodes()})


def capacity(amount):
    """Lithium per area [mol.m-2] as charge [mA.h.cm-2]; 1 mA.h.cm-2 is 36000 C.m-2."""
    return amount * pybamm.constants.F.value / 36000


def in_pores(values):
    eps_0, L = (values[f"Positive electrode {name}"] for name in ("porosity", "thickness [m]"))
    return capacity(eps_0 * L / values["Lithium metal partial molar volume [m3.mol-1]"])


@pytest.mark.parametrize("anode", THAT_TAKE_UP_LITHIUM)
def test_lithium_fills_the_host_as_the_readme_says(anode):
    """0.49 mAh/cm2 in the LLTO and 4.5 in its pores, to the digits that are given."""
    values = miec.parameters.parameter_values(anode)
    L, eps_s, c_max = (
        values[name]
        for name in (
            "Positive electrode thickness [m]",
            "Positive electrode active material volume fraction",
            "Maximum concentration in positive electrode [mol.m-3]",
        )
    )
    assert capacity(eps_s * L * c_max) == pytest.approx(0.49, abs=0.005)
    assert in_pores(values) == pytest.approx(4.5, abs=0.05)


def test_the_felt_of_nanotubes_has_the_room_and_the_wall_that_the_readme_says():
    """7.4 mAh/cm2 and 32 times the area of the cell, to the digits that are given."""
    values = miec.parameters.parameter_values("CNT")
    eps_0, L, R = (
        values[name]
        for name in (
            "Positive electrode porosity",
            "Positive electrode thickness [m]",
            "Positive particle radius [m]",
        )
    )
    assert in_pores(values) == pytest.approx(7.4, abs=0.05)
    overlapping_fibres = -2 * eps_0 * math.log(eps_0) / R
    assert overlapping_fibres * L == pytest.approx(32, abs=0.5)


# ---- NCM622 ----


@pytest.mark.parametrize("cathode", miec.parameters.cathodes())
def test_ncm622_gives_back_what_is_usual_between_its_limits(cathode):
    """175 to 178 mA.h.g-1 from 4.3 to 3.0 V at C/20, in a half cell of PyBaMM's own."""
    values = miec.parameters.parameter_values(cathode)
    charge, discharge = ("Charge at C/20 until 4.3 V", "Discharge at C/20 until 3.0 V")
    solution = pybamm.Simulation(
        pybamm.lithium_ion.DFN(STOCK),
        parameter_values=values,
        experiment=pybamm.Experiment([(charge, discharge)]),
        var_pts={"x_n": 1, "x_s": 3, "x_p": 5, "r_n": 1, "r_p": 10},
    ).solve()
    mass = values["Positive electrode active mass loading [kg.m-2]"] * 1e3  # g.m-2
    mass *= values["Electrode height [m]"] * values["Electrode width [m]"]
    for step in solution.cycles[0].steps:
        passed = step["Discharge capacity [A.h]"].entries
        assert 175 < 1e3 * abs(passed[-1] - passed[0]) / mass < 178


@pytest.mark.parametrize("cathode", miec.parameters.cathodes())
def test_a_table_belongs_to_its_own_concentration(cathode):
    """Whose window, with its own concentration and density, gives the capacity that both have."""
    rows = {row.symbol: row.value for row in rows_of(cathode, "half")}
    lithium = rows["c_max_cat"] * (rows["y_end_cat"] - rows["y_up_cat"])  # mol.m-3
    per_mass = lithium * constants.value("Faraday constant") / 3600 / rows["rho_cat"]
    assert per_mass == pytest.approx(177, rel=1e-9)
    values = miec.parameters.parameter_values(cathode)
    window = [potential_of(values, rows[end]) for end in ("y_end_cat", "y_up_cat")]
    assert window == pytest.approx([3.0, 4.3], abs=1e-12)


@pytest.mark.parametrize("cathode", miec.parameters.cathodes())
def test_the_potential_of_a_cathode_is_its_table_until_a_discharge_ends(cathode):
    """Through every point that is ten widths before the end, and falling."""
    table = np.loadtxt(miec.parameters.folder(cathode) / "ocp.csv", delimiter=",", skiprows=1)
    values = miec.parameters.parameter_values(cathode)
    end, width = (
        values[f"NCM622 {name}"]
        for name in ("lithium at the lower limit", "width of the end of discharge")
    )
    before = table[table[:, 0] < end - 10 * width]
    assert len(before) > 15
    for lithium, volts in before:
        # 0.6 V times e^-10
        assert potential_of(values, lithium) == pytest.approx(volts, abs=3e-5)
    along = [potential_of(values, y) for y in np.linspace(0.1, end, 201)]
    assert (np.diff(along) < 0).all()


def potential_of(values, y):
    return evaluated(values, "Positive electrode OCP [V]", {"y": y})


def test_the_exchange_current_of_insertion_is_its_reference_at_half_filling():
    values = miec.parameters.parameter_values("NCM622")
    c_e0 = values["Initial concentration in electrolyte [mol.m-3]"]

    def at(y, c_e=c_e0):
        inputs = {"c_e": c_e, "c_s_surf": 5e4 * y, "c_s_max": 5e4, "T": 298.15}
        return evaluated(values, LITHIATION, inputs)

    reference = values["NCM622 reference exchange-current density [A.m-2]"]
    assert at(0.5) == pytest.approx(reference)
    assert [at(0.2), at(0.8)] == pytest.approx([0.8 * reference] * 2)  # 2 (0.2 0.8)^1/2
    assert at(0.5, c_e0 / 4) == pytest.approx(reference / 2)


# ---- functions ----


def evaluated(values, name, inputs, **given):
    symbols = {label: pybamm.Scalar(value) for label, value in inputs.items()}
    law = values.process_symbol(pybamm.FunctionParameter(name, symbols))
    return float(np.squeeze(law.evaluate(inputs=given)))


LITHIATION = "Positive electrode exchange-current density [A.m-2]"
ENDS = [
    f"Positive electrode lithiation exchange-current density {how} lithium [A.m-2]"
    for how in ("without", "with")
]
PLATING = "Positive electrode plating exchange-current density [A.m-2]"
FACE = "Positive electrode face exchange-current density [A.m-2]"


def test_the_exchange_current_of_lithiation_is_a_line_between_an_empty_and_a_full_host():
    values = miec.parameters.parameter_values("LLTO@CNT")
    c_e0 = values["Initial concentration in electrolyte [mol.m-3]"]
    empty, full = (values[name] for name in ENDS)

    def at(x, c_e=c_e0):
        inputs = {"c_e": c_e, "c_s_surf": 8e3 * x, "c_s_max": 8e3, "T": 298.15}
        return evaluated(values, LITHIATION, inputs)

    assert [at(0), at(0.5), at(1)] == pytest.approx([empty, (empty + full) / 2, full])
    assert at(0.3, c_e0 / 4) == pytest.approx(at(0.3) / 2)


def test_the_wall_has_the_resistance_that_was_measured_before_and_after_lithiation():
    """RT/(F j0) over all of it, and what the counter electrode is fitted to have: 250 and 100 ohm."""
    R_cc = miec.parameters.provenance("LLTO@CNT").set_index("symbol")["value"]["R_cc"]
    values = miec.parameters.parameter_values("LLTO@CNT")
    eps_s, R_p, L = (
        values[f"Positive {name}"]
        for name in (
            "electrode active material volume fraction",
            "particle radius [m]",
            "electrode thickness [m]",
        )
    )
    wall = 3 * eps_s / R_p * L * values["Electrode height [m]"] * values["Electrode width [m]"]
    RT_F = constants.R * 298.15 / constants.value("Faraday constant")
    measured = [RT_F / (values[name] * wall) + R_cc for name in ENDS]
    assert measured == pytest.approx([250, 100], rel=1e-6)


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
        assert evaluated(values, name, inputs) == pytest.approx(7 * root)


@pytest.mark.parametrize("alpha", [0.3, 0.5])
def test_stripping_at_a_given_potential_does_not_depend_on_the_salt(alpha):
    """j0 e^((1 - alpha) f U) with U = -(RT/F) ln(c_e/c_e0), the rest potential of metal."""
    values = miec.parameters.parameter_values("LLTO@CNT")
    values["Lithium plating transfer coefficient"] = alpha
    c_e0 = values["Initial concentration in electrolyte [mol.m-3]"]
    stripping = [
        evaluated(values, PLATING, {"c_e": c_e0 * r, "c_m": c_m, "T": 298.15}) * r ** -(1 - alpha)
        for r, c_m in ((1, 1e4), (0.1, 1e2), (2, 0))
    ]
    reference = values["Positive electrode plating reference exchange-current density [A.m-2]"]
    assert stripping == pytest.approx([reference] * 3)


AT_25 = {"c_e": 1500.0, "T": 298.15}
METAL_AT_25 = {"c_e": 1500.0, "c_m": 1.0, "T": 298.15}
WITH_TEMPERATURE = {
    "Electrolyte conductivity [S.m-1]": (AT_25, "Electrolyte activation energy"),
    "Electrolyte diffusivity [m2.s-1]": (AT_25, "Electrolyte activation energy"),
    PLATING: (METAL_AT_25, "Lithium plating activation energy"),
    FACE: (METAL_AT_25, "Lithium plating activation energy"),
    "Exchange-current density for lithium metal electrode [A.m-2]": (
        METAL_AT_25,
        "Lithium plating activation energy",
    ),
    LITHIATION: (
        {"c_e": 1500.0, "c_s_surf": 4e3, "c_s_max": 8e3, "T": 298.15},
        "Positive electrode lithiation activation energy",
    ),
    "Positive electrode ion conductivity of frame [S.m-1]": (
        {"x": 0.5, "T": 298.15},
        "Positive electrode activation energy of ions in frame",
    ),
}


@pytest.mark.parametrize("name", WITH_TEMPERATURE)
def test_a_law_rises_with_temperature_as_its_activation_energy_says(name):
    values = miec.parameters.parameter_values("LLTO@CNT")
    inputs, energy = WITH_TEMPERATURE[name]
    E = values[f"{energy} [J.mol-1]"]
    low, high = (evaluated(values, name, {**inputs, "T": T}) for T in (298.15, 313.15))
    assert high / low == pytest.approx(math.exp(E / constants.R * (1 / 298.15 - 1 / 313.15)))
    values["Reference temperature [K]"] = 313.15
    assert evaluated(values, name, {**inputs, "T": 313.15}) == pytest.approx(low)


OF_CATHODE = {
    LITHIATION: (
        {"c_e": 1500.0, "c_s_surf": 2e4, "c_s_max": 4e4},
        "Positive electrode activation energy of insertion",
    ),
    "Positive particle diffusivity [m2.s-1]": (
        {"y": 0.5},
        "Positive particle activation energy of diffusion",
    ),
}


@pytest.mark.parametrize("name", OF_CATHODE)
def test_a_cathode_is_slower_in_the_cold_as_its_activation_energies_say(name):
    values = miec.parameters.parameter_values("NCM622")
    inputs, energy = OF_CATHODE[name]
    E = values[f"{energy} [J.mol-1]"]
    cold, warm = (evaluated(values, name, {**inputs, "T": T}) for T in (263.15, 298.15))
    assert cold / warm == pytest.approx(math.exp(E / constants.R * (1 / 298.15 - 1 / 263.15)))


CONDUCTIVITY = "Positive electrode conductivity [S.m-1]"
OF_IONS = "Positive electrode ion conductivity of frame [S.m-1]"
LITHIATED = np.linspace(0, 1, 51)


def of_frame(values, name, x, **given):
    return evaluated(values, name, {"stoichiometry": x, "T": 298.15}, **given)


@pytest.mark.parametrize("anode", THAT_TAKE_UP_LITHIUM)
def test_a_frame_conducts_electrons_between_what_is_there_and_what_lithium_adds(anode):
    values = miec.parameters.parameter_values(anode)
    tubes, pristine, added = (
        values[f"Positive electrode conductivity {of} [S.m-1]"]
        for of in ("of nanotubes", "of LLTO without lithium", "that lithium adds to LLTO")
    )
    assert of_frame(values, CONDUCTIVITY, 0.0) == pytest.approx(tubes + pristine)
    assert of_frame(values, CONDUCTIVITY, 1.0) == pytest.approx(tubes + pristine + added)
    along = [of_frame(values, CONDUCTIVITY, x) for x in LITHIATED]
    assert (np.diff(along) >= 0).all()


def test_llto_conducts_from_a_threshold_on_as_grains_that_find_each_other():
    """Twice as far beyond the threshold, four times as much."""
    values = miec.parameters.parameter_values("LLTO@CNT")
    x_c = values["Positive electrode lithiation at which LLTO conducts"] = 0.2
    below, at, halfway, full = (
        of_frame(values, CONDUCTIVITY, x) for x in (0.1, x_c, (x_c + 1) / 2, 1.0)
    )
    assert below == at == of_frame(values, CONDUCTIVITY, 0.0)
    assert full - at == pytest.approx(4 * (halfway - at))
    beyond = [of_frame(values, CONDUCTIVITY, x) for x in LITHIATED if x > x_c]
    assert (np.diff(beyond) > 0).all()


@pytest.mark.parametrize("anode", THAT_TAKE_UP_LITHIUM)
def test_a_frame_conducts_ions_along_a_straight_line(anode):
    values = miec.parameters.parameter_values(anode)
    low, high = (
        values[f"Positive electrode ion conductivity of frame {what} [S.m-1]"]
        for what in ("without lithium", "with lithium")
    )
    assert low < high
    along = [of_frame(values, OF_IONS, x) for x in LITHIATED]
    assert along == pytest.approx(np.linspace(low, high, LITHIATED.size))


def test_lithiation_raises_the_conductivities_of_a_frame_as_the_paper_measured():
    """'By an order of magnitude' with nanotubes, by 'a slight increase' without: at most twofold."""

    def rise(anode, name):
        values = miec.parameters.parameter_values(anode)
        return of_frame(values, name, 1.0) / of_frame(values, name, 0.0)

    assert rise("LLTO@CNT", CONDUCTIVITY) == pytest.approx(10)
    assert rise("LLTO@CNT", OF_IONS) == pytest.approx(10)
    assert 1 < rise("LLTO", CONDUCTIVITY) <= 2


@pytest.mark.parametrize(
    ("name", "end", "x"),
    [
        (CONDUCTIVITY, "conductivity of nanotubes [S.m-1]", 0.0),
        (CONDUCTIVITY, "conductivity of LLTO without lithium [S.m-1]", 0.0),
        (CONDUCTIVITY, "conductivity that lithium adds to LLTO [S.m-1]", 1.0),
        (OF_IONS, "ion conductivity of frame without lithium [S.m-1]", 0.0),
        (OF_IONS, "ion conductivity of frame with lithium [S.m-1]", 1.0),
    ],
)
def test_an_end_of_a_conductivity_can_be_an_input(name, end, x):
    values = miec.parameters.parameter_values("LLTO@CNT")
    end = f"Positive electrode {end}"
    values[end] = "[input]"
    one, three = (of_frame(values, name, x, **{end: value}) for value in (1.0, 3.0))
    assert three - one == pytest.approx(2)


def test_the_threshold_of_conduction_can_be_an_input():
    values = miec.parameters.parameter_values("LLTO@CNT")
    threshold = "Positive electrode lithiation at which LLTO conducts"
    values[threshold] = "[input]"
    early, late = (of_frame(values, CONDUCTIVITY, 0.3, **{threshold: x}) for x in (0.0, 0.3))
    assert early > late == of_frame(values, CONDUCTIVITY, 0.0, **{threshold: 0.3})


def test_a_reference_value_can_be_an_input():
    values = miec.parameters.parameter_values("LLTO@CNT")
    reference = PLATING.replace("exchange", "reference exchange")
    values[reference] = "[input]"
    inputs = {"c_e": 1500, "c_m": 100, "T": 298.15}
    one, two = (evaluated(values, PLATING, inputs, **{reference: j0}) for j0 in (0.25, 0.5))
    assert (one, two) == pytest.approx((0.25, 0.5))


@pytest.mark.parametrize("end", ENDS)
def test_either_end_of_the_exchange_current_of_lithiation_can_be_an_input(end):
    values = miec.parameters.parameter_values("LLTO@CNT")
    values[end] = "[input]"
    half = {"c_e": 1500, "c_s_surf": 4000, "c_s_max": 8000, "T": 298.15}
    one, three = (evaluated(values, LITHIATION, half, **{end: j0}) for j0 in (1.0, 3.0))
    assert three - one == pytest.approx(1.0)


@pytest.mark.parametrize(
    "again",
    [
        lambda values: pickle.loads(pickle.dumps(values)),
        lambda values: pybamm.ParameterValues.from_json(values.to_json()),
        lambda values: values.copy(),
    ],
    ids=["pickle", "json", "copy"],
)
@pytest.mark.parametrize(
    ("name", "read", "inputs"),
    [
        (PLATING, PLATING.replace("exchange", "reference exchange"), {"c_e": 700.0, "c_m": 100.0}),
        (CONDUCTIVITY, CONDUCTIVITY.replace("[", "that lithium adds to LLTO ["), {"x": 0.5}),
        (OF_IONS, OF_IONS.replace("[", "with lithium ["), {"x": 0.5}),
    ],
    ids=["plating", "electrons", "ions"],
)
def test_functions_survive(again, name, read, inputs):
    values = miec.parameters.parameter_values("LLTO@CNT")
    inputs = inputs | {"T": 298.15}
    survived = again(values)
    assert set(survived.keys()) == set(values.keys())
    for changed in (1.0, 3.0):
        values[read] = survived[read] = changed
        assert evaluated(survived, name, inputs) == pytest.approx(evaluated(values, name, inputs))


def test_two_readings_of_a_set_are_equal():
    assert miec.parameters.parameter_values("LLTO@CNT") == miec.parameters.parameter_values(
        "LLTO@CNT"
    )


# ---- entry points and references ----


NAMES = {
    ("CNT", "half"): "Lin2025_CNT_halfcell",
    ("Cu", "half"): "Lin2025_Cu_halfcell",
    ("LLTO", "half"): "Lin2025_LLTO_halfcell",
    ("LLTO@CNT", "half"): "Lin2025_LLTO_CNT_halfcell",
    ("NCM622", "half"): "Lin2025_NCM622_halfcell",
    ("NCM622-Hanyang", "half"): "Lin2025_NCM622_Hanyang_halfcell",
    ("CNT", "full"): "Lin2025_CNT",
    ("Cu", "full"): "Lin2025_Cu",
    ("LLTO", "full"): "Lin2025_LLTO",
    ("LLTO@CNT", "full"): "Lin2025_LLTO_CNT",
}


def test_each_set_has_an_entry_point_of_its_own():
    assert set(NAMES) == set(EVERY_SET)
    registered = entry_points(group="pybamm_parameter_sets")
    ours = {entry.name for entry in registered if entry.value.startswith("pybamm_miec.")}
    assert ours == set(NAMES.values())


@in_each_set
def test_the_entry_point_gives_the_set(anode, cell):
    name = NAMES[anode, cell]
    assert pybamm.ParameterValues(name) == miec.parameters.parameter_values(anode, cell)
    entry = getattr(_entry_points, name)
    in_full = ', "full"' if cell == "full" else ""
    assert f'provenance("{anode}"{in_full})' in entry.__doc__
    if (anode, cell) in CATHODES:
        assert 'pybamm.lithium_ion.DFN({"working electrode": "positive"})' in entry.__doc__
    else:
        assert f'DFN.of("{anode}"{", cell=" * bool(in_full)}' in entry.__doc__


@pytest.mark.parametrize("anode", miec.parameters.anodes())
def test_a_model_with_the_options_of_a_set_is_that_of_the_anode(anode):
    values = pybamm.ParameterValues(NAMES[anode, "half"])
    options = {"working electrode": "positive", **miec.parameters.host_options(anode)}
    one, other = (
        pybamm.Simulation(model, parameter_values=values).solve([0, 60])["Voltage [V]"].entries
        for model in (miec.DFN.of(anode), miec.DFN(options))
    )
    assert (one == other).all()


def test_every_reference_is_used_and_can_be_printed(tmp_path):
    """Printed as PyBaMM prints citations; pybtex refuses an entry without author or title."""
    pytest.importorskip("pybtex")
    references = _files.read_references(_files.ROOT)
    used = {text for anode, cell in EVERY_SET for text in _cited(anode, cell)}
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
