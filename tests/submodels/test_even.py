"""Even: a law with its states the same over the depth, pybamm_miec/submodels/even.py."""

import pybamm
import pytest
from cells import AT

import pybamm_miec as miec
from pybamm_miec.submodels.even import Even, once

PLANE = pybamm.Variable("a", domain="current collector")
OTHER = pybamm.Variable("b", domain="current collector")
OVER_DEPTH = pybamm.Variable(
    "c", domain=AT.domain, auxiliary_domains={"secondary": "current collector"}
)


class Growth(pybamm.BaseSubModel):
    """Two states over the depth and one on a plane, one in algebra."""

    def get_fundamental_variables(self):
        q, s = (
            pybamm.Variable(
                name, AT.domain, auxiliary_domains={"secondary": "current collector"}, scale=3
            )
            for name in ("Q of host [mol]", "S of host")
        )
        return {"Q of host [mol]": q, "S of host": s, "ln q": pybamm.log(q), "p": PLANE}

    def get_coupled_variables(self, variables):
        variables["rate"] = variables["given"] * pybamm.exp(-variables["Q of host [mol]"])
        return variables

    def set_rhs(self, variables):
        self.rhs[variables["Q of host [mol]"]] = variables["rate"]
        self.rhs[variables["p"]] = pybamm.x_average(variables["rate"])

    def set_algebraic(self, variables):
        s = variables["S of host"]
        self.algebraic[s] = s - pybamm.div(pybamm.grad(s)) - variables["Q of host [mol]"]

    def set_boundary_conditions(self, variables):
        zero = (pybamm.Scalar(0), "Neumann")
        self.boundary_conditions[variables["S of host"]] = {"left": zero, "right": zero}
        self.boundary_conditions[OVER_DEPTH] = {"left": zero, "right": zero}

    def set_initial_conditions(self, variables):
        self.initial_conditions[variables["Q of host [mol]"]] = pybamm.Scalar(1)


def evened():
    law = Even(Growth(None, AT.electrode, options={}))
    variables = law.get_fundamental_variables()
    variables |= law.get_coupled_variables({**variables, "given": AT.spread(OTHER)})
    law.set_rhs(variables)
    law.set_algebraic(variables)
    law.set_boundary_conditions(variables)
    law.set_initial_conditions(variables)
    return law, variables


def test_a_state_over_the_depth_becomes_its_mean_and_keeps_its_scale():
    law, variables = evened()
    mean = variables["X-averaged q of host [mol]"]
    assert mean.domain == ["current collector"]
    assert mean.scale == 3
    assert variables["Q of host [mol]"] == AT.spread(mean)
    assert variables["ln q"] == pybamm.log(AT.spread(mean))
    assert variables["p"] == PLANE
    assert set(law.rhs) == {mean, PLANE}
    assert law.initial_conditions == {mean: pybamm.Scalar(1)}


def test_its_equations_are_of_the_plane():
    law, variables = evened()
    q, s = variables["X-averaged q of host [mol]"], variables["X-averaged s of host"]
    rate = OTHER * pybamm.exp(-q)
    assert law.rhs == {q: rate, PLANE: rate}
    assert variables["rate"] == AT.spread(rate)
    (value,) = law.algebraic.values()
    assert set(law.algebraic) == {s}
    assert value.domain == ["current collector"]


def test_what_has_no_gradient_has_no_ends():
    law, _ = evened()
    assert set(law.boundary_conditions) == {OVER_DEPTH}


A, B = AT.spread(PLANE), AT.spread(OTHER)
SPREADS = {
    "a product": (A * B, PLANE * OTHER),
    "a function": (pybamm.tanh(A / B), pybamm.tanh(PLANE / OTHER)),
    "with a value of the plane": (A + OTHER, PLANE + OTHER),
    "a sign": (-abs(A - 1), -abs(PLANE - 1)),
    "a parameter": (
        pybamm.FunctionParameter("f", {"x": A * B}),
        pybamm.FunctionParameter("f", {"x": PLANE * OTHER}),
    ),
}


@pytest.mark.parametrize("kind", SPREADS)
def test_what_is_the_same_over_the_depth_is_computed_once(kind):
    expression, expected = SPREADS[kind]
    assert once(expression) == AT.spread(expected)
    assert once(pybamm.x_average(pybamm.exp(expression))) == pybamm.exp(expected)
    assert once(pybamm.boundary_value(pybamm.exp(expression), "left")) == pybamm.exp(expected)


def test_what_differs_over_the_depth_is_left_as_it_is():
    for expression in (A * OVER_DEPTH, pybamm.x_average(pybamm.exp(A * OVER_DEPTH))):
        assert once(expression) == expression


@pytest.mark.parametrize("kind", ["SPM", "SPMe"])
def test_no_reaction_of_a_reduced_model_is_computed_in_every_cell_of_a_mesh(kind):
    """Of all its equations only the salt's, and means of profiles, see the depth."""
    model = getattr(miec, kind).of("LLTO@CNT")
    slow = (pybamm.Exp, pybamm.Tanh, pybamm.Power)
    for state, value in (*model.rhs.items(), *model.algebraic.items()):
        if state.domain == ["current collector"]:
            for node in value.pre_order():
                assert not (isinstance(node, slow) and AT.domain in node.domain), (state, node)
