"""Where the host sits: pybamm_miec/placement.py, and that it is the only file to ask."""

import ast
import inspect
import pickle
from pathlib import Path

import numpy as np
import pybamm
import pytest
from alone import L_HOST, L_SEPARATOR, PLACES, Alone, centres, in_both_places

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement

PACKAGE = Path(inspect.getfile(miec)).parent
SIDES = {"negative", "positive", "left", "right"}
# A comparison with a side outside of placement.py, and what makes it no question of where the host sits.
ALLOWED_COMPARISONS = {}
# A side by name in a submodel.
ALLOWED_SIDES = {
    ("electrolyte.py", "left"): "PyBaMM puts the lithium electrode of a half cell there",
}


def trees(folder):
    """Syntax trees of the package's files, but for the one that may ask."""
    for path in sorted(folder.rglob("*.py")):
        if path.name != "placement.py":
            yield path.relative_to(folder).as_posix(), ast.parse(path.read_text("utf-8"))


def sides_in(node):
    """Sides among the strings of a piece of code."""
    strings = (leaf.value for leaf in ast.walk(node) if isinstance(leaf, ast.Constant))
    words = {string.split()[0].lower() for string in strings if str(string).strip() == string != ""}
    return SIDES & words


def test_no_other_file_compares_sides():
    """Comparisons, ``match`` cases and tables that a side is looked up in."""
    found = set()
    for name, tree in trees(PACKAGE):
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare):
                asked = (node.left, *node.comparators)
            elif isinstance(node, ast.MatchValue):
                asked = (node.value,)
            elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
                asked = [key for key in node.value.keys if key is not None]
            else:
                continue
            found |= {(name, side) for part in asked for side in sides_in(part)}
    assert found == set(ALLOWED_COMPARISONS)


def test_no_submodel_names_a_side():
    found = set()
    for name, tree in trees(PACKAGE / "submodels"):
        docstrings = {
            ast.get_docstring(node, clean=False) for node in ast.walk(tree) if has_doc(node)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value not in docstrings:
                found |= {(name, side) for side in sides_in(node)}
    assert found == set(ALLOWED_SIDES)


def has_doc(node):
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)


def test_the_host_is_the_negative_electrode_or_the_working_one_of_a_half_cell():
    assert miec.HostOptions({}).host == Placement("negative")
    assert miec.HostOptions({"working electrode": "positive"}).host == Placement("positive")


@in_both_places
def test_names_are_those_of_pybamm(place):
    """As stock models of PyBaMM spell them."""
    stock = pybamm.lithium_ion.DFN(
        {"lithium plating": "reversible"}
        if place.full
        else {"lithium plating": "reversible", "working electrode": "positive"}
    )
    for quantity in (
        v.c_m,
        v.c_i,
        v.eps,
        v.phi_s,
        v.j_m,
        v.i_m,
        v.eta_m,
        v.n_h,
        v.x_surf,
        v.phi,
        v.T,
    ):
        assert place.at.key(quantity) in stock.variables


@in_both_places
def test_face_and_collector_are_the_two_sides(place):
    """A profile of the depth is 0 at one, L at the other; the separator ends where the host begins."""
    alone = Alone(Nothing, place, {"depth": place.s, "before": place.before})
    depth, before = (alone.model.variables[name] for name in ("depth", "before"))
    assert {place.at.separator, place.at.collector} == {"left", "right"}
    for symbol, expected in (
        (place.at.at_face(depth), 0),
        (place.at.at_collector(depth), L_HOST),
        (pybamm.boundary_value(before, place.at.separator), L_SEPARATOR),
    ):
        assert alone.of(symbol)[0] == pytest.approx(expected, abs=1e-18)


@in_both_places
def test_depth_is_counted_from_the_face(place):
    alone = Alone(Nothing, place, {})
    param = alone.submodel.param
    np.testing.assert_allclose(alone.of(place.at.depth(param)), centres(L_HOST, 20), rtol=1e-9)
    before = alone.of(place.at.distance_before_face(param))
    np.testing.assert_allclose(before, np.linspace(0, L_SEPARATOR, 21), rtol=1e-9, atol=1e-18)
    behind = alone.of(place.at.distance_from_collector(param))
    np.testing.assert_allclose(behind, np.linspace(L_HOST, 0, 21), rtol=1e-9, atol=1e-18)


@in_both_places
def test_the_integral_over_the_depth_has_the_thickness_of_the_host(place):
    alone = Alone(Nothing, place, {"depth": place.s})
    over = place.at.over_depth(alone.model.variables["depth"], alone.submodel.param)
    # midpoints are exact for a straight line
    assert alone.of(over) == pytest.approx(L_HOST**2 / 2, rel=1e-9)


@in_both_places
def test_towards_the_host_is_the_way_that_the_depth_grows(place):
    assert place.at.towards_host == place.at.towards_collector == place.inwards


@pytest.mark.parametrize(
    ("place", "stock"),
    [(PLACES[0], "Marquis2019"), (PLACES[1], "Xu2019")],
    ids=[place.host for place in PLACES],
)
def test_the_lithiating_current_lithiates(place, stock):
    """In PyBaMM's own models, with its own signs."""
    model = pybamm.lithium_ion.SPM({} if place.full else {"working electrode": "positive"})
    values = pybamm.ParameterValues(stock)
    values["Current function [A]"] = (
        place.at.lithiation_sign * values["Nominal cell capacity [A.h]"]
    )
    values["Upper voltage cut-off [V]"], values["Lower voltage cut-off [V]"] = 9.0, -9.0
    stoichiometry = (
        pybamm.Simulation(model, parameter_values=values)
        .solve([0, 10])[f"{place.host.capitalize()} electrode stoichiometry"]
        .entries
    )
    assert stoichiometry[-1] > stoichiometry[0]


@in_both_places
def test_only_the_positive_collector_has_a_potential_of_its_own(place):
    own = pybamm.Variable("phi", domain="current collector")
    grounded = place.at.grounded(own)
    assert (grounded is own) == place.at.is_terminal == (not place.full)
    if place.full:
        assert Alone(Nothing, place, {}).of(grounded) == 0


@in_both_places
def test_what_is_not_there_yet_is_a_key_error(place):
    with pytest.raises(KeyError, match="lithium plating concentration"):
        place.at.read({place.key(v.T): 1}, v.T, v.c_m)


@in_both_places
def test_quantities_are_placed_and_found_again(place):
    variables = place.at.named({v.T: 1, v.c_m: 2})
    assert place.at.read(variables, v.c_m, v.T) == (2, 1)
    assert set(variables) == {place.key(v.T), place.key(v.c_m)}
    assert [p.name for p in place.at.parameters(v.j0_m)] == [place.key(v.j0_m)]


@in_both_places
def test_states_live_where_they_belong(place):
    state, face = place.at.state(v.c_m), place.at.face_state(v.q_f)
    assert state.domains["primary"] == [f"{place.host} electrode"] == [place.at.domain]
    assert state.domains["secondary"] == face.domains["primary"] == ["current collector"]
    assert place.at.spread(face).domain == [place.at.domain]


def test_a_placement_is_a_value():
    assert len({Placement("negative"), Placement("negative"), Placement("positive")}) == 2
    assert pickle.loads(pickle.dumps(Placement("negative"))) == Placement("negative")


class Nothing(pybamm.BaseSubModel):
    """A law that says nothing."""

    def __init__(self, param, host, options):
        super().__init__(param, host, options=options)
