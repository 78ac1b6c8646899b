"""Rows of a set that a user changes: what is derived from them follows."""

import pytest

import pybamm_miec as miec
from pybamm_miec.errors import ParameterSetError

FACE = "electrode isolated share of lithium stripped from the face"


def changed_keys(anode, cell, changed):
    """Names of the values that are not those of the set."""
    own = miec.parameters.parameter_values(anode, cell)
    other = miec.parameters.parameter_values(anode, cell, changed=changed)
    assert set(own) == set(other)
    return {key for key in own if not callable(own[key]) and own[key] != other[key]}


@pytest.mark.parametrize(("cell", "host"), [("half", "Positive"), ("full", "Negative")])
def test_what_is_derived_follows_and_nothing_else_moves(cell, host):
    pores = f"{host} electrode isolated share of stripped lithium"
    assert changed_keys("LLTO@CNT", cell, {"chi": 0.02}) == {pores, f"{host} {FACE}"}


def test_symbol_name_and_name_with_unit_are_one_row():
    name = "Positive electrode thickness"
    for row in ("L", name, f"{name} [m]"):
        values = miec.parameters.parameter_values("LLTO@CNT", changed={row: 5e-5})
        assert values[f"{name} [m]"] == 5e-5


def test_a_derived_row_takes_a_number_in_place_of_its_formula():
    values = miec.parameters.parameter_values("LLTO@CNT", changed={"chi_f": 0.1})
    assert values[f"Positive {FACE}"] == 0.1


def test_a_change_may_leave_the_range_of_the_set():
    row = miec.parameters.provenance("LLTO@CNT").set_index("symbol").loc["L"]
    values = miec.parameters.parameter_values("LLTO@CNT", changed={"L": 2 * row["high"]})
    assert values["Positive electrode thickness [m]"] == 2 * row["high"]


def test_an_anode_beside_a_set_of_pybamms_is_changed_too():
    changed = {"chi": 0.02, "beta": 0.5}
    values = miec.parameters.parameter_values("LLTO@CNT", "full", "Chen2020", changed)
    assert values[f"Negative {FACE}"] == pytest.approx(0.03)  # chi (1 + beta)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"chj": 0.1}, r"changed: 'chj' is no symbol or name of this set; did you mean 'chi'\?"),
        ({"chi": "0.1"}, r"changed: 'chi' must be a finite number \[-\], got '0.1'\."),
        ({"chi": float("nan")}, r"must be a finite number \[-\], got nan"),
        (
            {"L": 5e-5, "Positive electrode thickness [m]": 5e-5},
            r"is the row 'L', which is changed already",
        ),
        ({"Positive electrode OCP": 1.0}, "no symbol or name"),
    ],
)
def test_a_change_that_cannot_be_is_refused(changed, message):
    with pytest.raises(ParameterSetError, match=message):
        miec.parameters.parameter_values("LLTO@CNT", changed=changed)


def test_a_function_is_not_changed_by_a_number():
    rows = miec.parameters.provenance("LLTO@CNT")
    symbol = next(row.symbol for row in rows.itertuples() if isinstance(row.value, str))
    with pytest.raises(ParameterSetError, match="is a function; change the rows that it reads"):
        miec.parameters.parameter_values("LLTO@CNT", changed={symbol: 1.0})


@pytest.mark.parametrize("cell", ["half", "full"])
@pytest.mark.parametrize("kind", [miec.DFN, miec.SPM])
def test_a_model_of_a_set_takes_the_same_changes(kind, cell):
    changed = {"chi": 0.02}
    own = kind.of("LLTO@CNT", cell, changed=changed).default_parameter_values
    values = miec.parameters.parameter_values("LLTO@CNT", cell, changed=changed)
    plain = {key for key in values if not callable(values[key])}
    assert {key for key in plain if own[key] != values[key]} == set()
    with pytest.raises(ParameterSetError, match="did you mean 'chi'"):
        kind.of("LLTO@CNT", cell, changed={"chj": 0.02})
