"""Given: a submodel of PyBaMM's in other surroundings, pybamm_miec/submodels/given.py."""

import pybamm
import pytest

from pybamm_miec import submodels

EQUATIONS = ("rhs", "algebraic", "boundary_conditions", "initial_conditions")
CELLS = {
    "as it comes": {},
    "of states in algebra": {"surface form": "algebraic", "particle": "uniform profile"},
    "of many laws": {"SEI": "ec reaction limited", "thermal": "lumped"},
    "half": {"working electrode": "positive"},
}


def given_nothing(variables):
    return {}


WRAPPED = ("primary particle", "primary interface", "primary open-circuit potential", "SEI")


def wrapped(options, *laws):
    """PyBaMM's model with grains, reactions and rest potentials of both electrodes wrapped.

    Not its electrolyte, which writes among PyBaMM's variables before it has all that it reads.
    """
    model = pybamm.lithium_ion.DFN(options, build=False)
    for name, stock in model.submodels.items():
        if name.endswith(WRAPPED):
            model.submodels[name] = submodels.Given(stock, *laws)
    assert len([law for law in model.submodels.values() if type(law) is submodels.Given]) >= 4
    model.build_model()
    return model


@pytest.mark.parametrize("options", CELLS.values(), ids=CELLS)
@pytest.mark.parametrize("laws", [(), (given_nothing,)], ids=["no law", "a law for nothing"])
def test_a_model_of_submodels_that_are_given_nothing_else_is_pybamms(options, laws):
    stock, ours = pybamm.lithium_ion.DFN(options), wrapped(options, *laws)
    for equations in EQUATIONS:
        assert getattr(ours, equations) == getattr(stock, equations)
    assert ours.rhs
    assert set(ours.variables) == set(stock.variables)
    assert dict(ours.variables) == dict(stock.variables)
    events = [[(e.name, e.expression) for e in model.events] for model in (ours, stock)]
    assert events[0] == events[1]
    assert events[0]


class Doubled(pybamm.BaseSubModel):
    """Twice what it finds, and one of what it finds in another way."""

    def get_fundamental_variables(self):
        return {"q": pybamm.Variable("q")}

    def get_coupled_variables(self, variables):
        variables["double"] = 2 * variables["x"]
        variables["over"] = variables["over"] + 1
        return variables

    def set_rhs(self, variables):
        self.rhs[variables["q"]] = variables["x"]

    def set_algebraic(self, variables):
        self.algebraic[variables["y"]] = variables["x"]

    def set_boundary_conditions(self, variables):
        self.boundary_conditions[variables["y"]] = {"left": (variables["x"], "Neumann")}

    def set_initial_conditions(self, variables):
        self.initial_conditions[variables["q"]] = pybamm.Scalar(5)

    def add_events_from(self, variables):
        self.events = [pybamm.Event("too much", variables["q"])]


def ten_more(variables):
    return {"x": variables["x"] + 10}


def three_times(variables):
    return {"x": variables["x"] * 3}


def surroundings():
    given = {"x": pybamm.Scalar(1), "over": pybamm.Scalar(4), "left": pybamm.Scalar(7)}
    return {**given, "q": pybamm.Variable("q"), "y": pybamm.Variable("y")}


def doubled(*laws):
    return submodels.Given(Doubled(None, None), *laws)


def test_what_the_submodel_finds_is_what_the_law_says():
    assert doubled(ten_more).get_coupled_variables(surroundings())["double"].value == 2 * 11


def test_laws_are_applied_one_after_the_other_and_each_once():
    """However often PyBaMM asks, as it does until all that is read is there."""
    given, before = doubled(ten_more, three_times), surroundings()
    for _ in range(3):
        assert given.get_coupled_variables(before)["double"].value == 2 * 33
        given.set_rhs(before)
        given.set_algebraic(before)
        given.set_boundary_conditions(before)
        (condition,) = given.boundary_conditions.values()
        found = [*given.rhs.values(), *given.algebraic.values(), condition["left"][0]]
        assert [value.value for value in found] == [33, 33, 33]
    assert before == surroundings()


def test_only_what_the_submodel_sets_comes_back():
    """What it was given stays its own, and what was there is left as it was."""
    found = doubled(ten_more).get_coupled_variables(surroundings())
    assert {name: value.value for name, value in found.items()} == {"double": 22, "over": 5}


def test_states_starts_and_events_are_the_submodels():
    given, before = doubled(ten_more), surroundings()
    assert given.get_fundamental_variables() == {"q": before["q"]}
    given.set_initial_conditions(before)
    assert given.initial_conditions == {before["q"]: pybamm.Scalar(5)}
    given.add_events_from(before)
    assert [(event.name, event.expression) for event in given.events] == [("too much", before["q"])]


def test_a_law_waits_for_what_is_not_there_yet():
    """PyBaMM comes again after a KeyError."""
    with pytest.raises(KeyError, match="x"):
        doubled(ten_more).get_coupled_variables({"over": pybamm.Scalar(4)})
