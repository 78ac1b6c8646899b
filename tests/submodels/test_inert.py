"""InertWalls: pybamm_miec/submodels/inert.py."""

import numpy as np
import pybamm
import pytest
from alone import Alone, in_both_places

import pybamm_miec as miec
from pybamm_miec import submodels
from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.inert import OF_ELECTRODE, OVER_DEPTH

INERT = {"host sites": "0"}
each = pytest.mark.parametrize(
    "quantity", [*OVER_DEPTH, *OF_ELECTRODE, v.n_h, v.n_lam], ids=lambda quantity: quantity.name
)


def make(param, host, options):
    return submodels.InertWalls(param, host, options=options)


@in_both_places
@each
def test_a_host_that_takes_up_nothing_is_given_as_zero(place, quantity):
    alone = Alone(make, place, {v.phi: 0.1}, options=INERT)
    np.testing.assert_array_equal(alone[quantity], np.zeros(20 if quantity in OVER_DEPTH else 1))
    if quantity in OVER_DEPTH:
        name = place.key(quantity)
        average = alone[f"X-averaged {name[0].lower()}{name[1:]}"]
        np.testing.assert_array_equal(average, 0.0)


@in_both_places
def test_the_overpotential_of_its_walls_is_that_of_metal(place):
    """Over the 0 V of metal, whether there is any yet or not, so that the parts add up to the voltage."""
    alone = Alone(make, place, {v.phi: place.s / 1e-4}, options=INERT)
    phi = alone[v.eta_h]
    assert np.ptp(phi) > 0.1
    name = place.key(v.eta_h)
    average = alone[f"X-averaged {name[0].lower()}{name[1:]}"]
    assert average == pytest.approx(np.mean(phi), rel=1e-12)  # round-off


@in_both_places
def test_nothing_is_solved_for(place):
    alone = Alone(make, place, {v.phi: 0.1}, options=INERT)
    assert not any((alone.model.rhs, alone.model.algebraic, alone.model.initial_conditions))


@each
def test_all_that_is_given_is_read(quantity, monkeypatch):
    """Without it, and its average, there is no model in one place or the other."""
    given = submodels.InertWalls.get_fundamental_variables

    def all_but_one(self):
        key = self.options.host.key(quantity)
        average = f"X-averaged {key[0].lower()}{key[1:]}"
        return {name: x for name, x in given(self).items() if name not in (key, average)}

    monkeypatch.setattr(submodels.InertWalls, "get_fundamental_variables", all_but_one)
    with pytest.raises((KeyError, pybamm.ModelError)):
        build_everywhere()


def test_all_that_is_read_is_given():
    """PyBaMM refuses to build a model that misses a variable, as the test above shows of each."""
    build_everywhere()


def build_everywhere():
    for place in ({}, {"working electrode": "positive"}):
        for thermal in ("isothermal", "lumped"):
            miec.DFN({**INERT, **place, "thermal": thermal})
