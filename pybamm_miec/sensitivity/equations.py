"""Which values the equations of a model hold: another value of the others changes nothing."""

from functools import cache
from numbers import Real

import pybamm

from pybamm_miec.models import DFN, SPM, SPMe
from pybamm_miec.models.host import HostModel
from pybamm_miec.scorecard.runs.effort import ANODE

MODELS = {"SPM": SPM, "SPMe": SPMe, "DFN": DFN}
KINDS = ("SPM", "DFN")  # by which a row is moved, the simplest first
# A SPM holds them as stocks, but not what they do to the current.
LIQUID = {"Initial concentration in electrolyte [mol.m-3]", "Separator thickness [m]"}


@cache
def model_of(kind: str) -> HostModel:
    """Return the model of the full cell, by name."""
    return MODELS[kind].of(ANODE, "full", fitted=False)


@cache
def held(kind: str) -> frozenset[str]:
    """Return the names of the numbers in the equations of a model.

    Parameters
    ----------
    kind : str
        One of ``MODELS``.

    Returns
    -------
    frozenset of str
    """
    model = model_of(kind)
    values = model.default_parameter_values
    values.update({name: "[input]" for name, x in values.items() if _is_number(x)})
    processed = values.process_model(model, inplace=False)
    inputs = {
        leaf.name for tree in _trees(processed) for leaf in tree.pre_order() if _is_input(leaf)
    }
    return frozenset(inputs)


def moved(kind: str, values: pybamm.ParameterValues, own: pybamm.ParameterValues) -> set[str]:
    """Return the names of what a model holds that is not the same in two sets, but for round-off."""
    return {name for name in held(kind) if not _same(values[name], own[name])}


def simplest(names: set[str]) -> str:
    """Return the simplest model that holds all of these numbers."""
    return next((kind for kind in KINDS if names <= held(kind) - _LEFT_OUT[kind]), "DFN")


_LEFT_OUT = {"SPM": LIQUID, "DFN": set()}


def _trees(model):
    yield from (*model.rhs.values(), *model.algebraic.values(), *model.initial_conditions.values())
    yield from (event.expression for event in model.events)
    for ends in model.boundary_conditions.values():
        yield from (value for value, _ in ends.values())


def _is_input(symbol):
    return isinstance(symbol, pybamm.InputParameter)


def _is_number(value):
    return isinstance(value, Real) and not isinstance(value, bool)


def _same(x, y):
    return abs(x - y) <= 1e-12 * abs(y)
