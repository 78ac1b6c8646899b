"""What a submodel's docstring says that it reads and sets is what it does."""

import ast
import inspect
import re
from functools import cache
from pathlib import Path

import pytest

import pybamm_miec as miec
from pybamm_miec import submodels
from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement

EVERY_LAW = {
    "nucleation": "coverage",
    "metal path": "percolating",
    "collector plating": "true",
    "surface form": "differential",
    "isolation": "uneven stripping",
    "reconnection": "by plating in film",
    "metal film": "on fresh metal",
    "dead layer": "on face",
}
HALF = {"working electrode": "positive"}
FRAME = {"ion path": "liquid and frame", "host hysteresis": "one state"}
CRACKS = {"particle mechanics": "swelling and cracking"}
INERT = {"host sites": "0"}
SITES = {"activation": "by emptying", "trapping": "in sites", "first film": "on walls"}
DRYING = {
    "electrolyte stock": "consumed",
    "SEI": "ec reaction limited",
}  # wraps laws: beside others
# a law is in those it applies to
CELLS = {
    "half": {**HALF, **EVERY_LAW, **FRAME},
    "full": {**EVERY_LAW, **FRAME},
    "half, Fickian": {**HALF, **EVERY_LAW, **FRAME, **CRACKS, "particle": "Fickian diffusion"},
    "half, ageing": {**HALF, **EVERY_LAW, **FRAME, **SITES},
    "full, ageing": {**EVERY_LAW, **FRAME, **SITES},
    "half, drying": {**HALF, **EVERY_LAW, **SITES, **DRYING},
    "full, drying": {**EVERY_LAW, **SITES, **DRYING},
    "half, inert": {**HALF, **EVERY_LAW, **INERT},
    "full, inert": {**EVERY_LAW, **INERT},
}
REDUCED = {
    f"{cell}, {kind}": CELLS[cell]
    for cell in ("half", "half, ageing", "full, ageing", "full, inert")
    for kind in ("SPM", "SPMe")
}
EQUATIONS = ("rhs", "algebraic", "boundary_conditions", "initial_conditions")
# eps and eps_0 have one name, as a variable and as a parameter: the first, a variable, is meant.
LETTERS = {q: letter for letter, q in reversed(vars(v).items()) if isinstance(q, v.Quantity)}
LAWS = [
    law
    for law in vars(submodels).values()
    if isinstance(law, type) and hasattr(law, "get_coupled_variables")
    if not issubclass(law, (submodels.Given, submodels.Even))  # read and set what is in them
]
ELECTRODES = ("negative", "positive")
FILES = sorted(Path(inspect.getfile(submodels)).parent.glob("*.py"))


@cache
def model(cell):
    if cell in REDUCED:
        return getattr(miec, cell.split()[-1])(REDUCED[cell])
    return miec.DFN(CELLS[cell])


class Asked(dict):
    """Variables by name; who asks whether one is there that comes later waits for it."""

    def __init__(self, given, later):
        super().__init__(given)
        self._later = later

    def __contains__(self, name):
        there = super().__contains__(name)
        if not there and name in self._later:
            raise KeyError(name)
        return there


def accesses(submodel, there):
    """Names it reads and names it sets, found as PyBaMM finds its order: by what it misses."""
    read = {}
    while True:
        after = Asked({**read, **submodel.get_fundamental_variables()}, there)
        try:
            after.update(submodel.get_coupled_variables(after))
            for equations in EQUATIONS:
                getattr(submodel, f"set_{equations}")(after)
            submodel.add_events_from(after)
        except KeyError as missing:
            (name,) = missing.args
            assert name not in read, f"{name} is missing though it was given"
            read[name] = there[name]
        else:
            return set(read), {name for name in after if after[name] is not read.get(name)}


def written(law, verb):
    """Letters of the docstring's sentence, and whether it says more than letters."""
    sentence = re.search(rf"\b{verb}\s+(.*?)\.(\s|$)", law.__doc__, re.DOTALL).group(1)
    letter = r"``(\w+)``"
    rest = re.sub(letter, "", sentence).replace(",", " ").split()
    return set(re.findall(letter, sentence)), bool(set(rest) - {"and", "nothing"})


def unwrapped(submodel):
    """A law that another is given the results of, or the law itself."""
    return getattr(submodel, "_stock", None) if type(submodel) is submodels.Given else submodel


@cache
def found(law):
    """Letters that it reads and sets in any cell, and whether there is more; likewise each.

    An average goes with what it is an average of.  A law that is also in the other electrode reads and sets
    there what it does in the host.
    """
    letters, others = (set(), set()), (set(), set())
    for cell in (*CELLS, *REDUCED):
        host = model(cell).options.host
        for submodel in map(unwrapped, model(cell).submodels.values()):
            if type(submodel) is not law:
                continue
            at = Placement(submodel.domain) if submodel.domain in ELECTRODES else host
            known = {at.key(q): letter for q, letter in LETTERS.items()}
            for position, names in enumerate(accesses(submodel, model(cell).variables)):
                names = {name for name in names if not name.startswith("X-averaged")}
                letters[position].update(known[name] for name in names & set(known))
                others[position].update(names - set(known))
    return [(of, bool(more)) for of, more in zip(letters, others, strict=True)]


def test_there_are_laws_to_read():
    assert len(LAWS) == len(set(LAWS)) == 37


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@pytest.mark.parametrize(
    ("position", "verb"), list(enumerate(["Reads", "Sets"])), ids=["reads", "sets"]
)
def test_the_docstring_says_what_is_read_and_set(law, position, verb):
    assert written(law, verb) == found(law)[position]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_nothing_is_tried_that_might_not_be_there_yet(path):
    """``variables.get`` and ``in variables`` turn "not yet" into "never"; PyBaMM waits for a KeyError."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            assert "variables" not in [getattr(side, "id", "") for side in node.comparators]
        if isinstance(node, ast.Attribute) and node.attr in ("get", "setdefault"):
            assert getattr(node.value, "id", "") != "variables"
