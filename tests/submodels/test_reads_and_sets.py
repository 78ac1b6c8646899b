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

EVERY_LAW = {"nucleation": "coverage", "metal path": "percolating", "collector plating": "true"}
CELLS = {"half": {"working electrode": "positive", **EVERY_LAW}, "full": EVERY_LAW}
EQUATIONS = ("rhs", "algebraic", "boundary_conditions", "initial_conditions")
# eps and eps_0 have one name, as a variable and as a parameter: the first, a variable, is meant.
LETTERS = {q: letter for letter, q in reversed(vars(v).items()) if isinstance(q, v.Quantity)}
LAWS = [
    law
    for law in vars(submodels).values()
    if isinstance(law, type) and hasattr(law, "get_coupled_variables")
]
FILES = sorted(Path(inspect.getfile(submodels)).parent.glob("*.py"))
model = cache(lambda cell: miec.DFN(CELLS[cell]))


def accesses(law, cell):
    """Names it reads and names it sets, found as PyBaMM finds its order: by what it misses."""
    (submodel, *_) = (s for s in model(cell).submodels.values() if type(s) is law)
    there, read = model(cell).variables, {}
    while True:
        after = {**read, **submodel.get_fundamental_variables()}
        try:
            after.update(submodel.get_coupled_variables(after))
            for equations in EQUATIONS:
                getattr(submodel, f"set_{equations}")(after)
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
    return set(re.findall(letter, sentence)), bool(set(rest) - {"and"})


def found(law, position):
    """The same for what it does, in either cell; averages go with what they are averages of."""
    letters, others = set(), set()
    for cell in CELLS:
        known = {model(cell).options.host.key(q): letter for q, letter in LETTERS.items()}
        for name in accesses(law, cell)[position]:
            if name in known and not name.startswith("X-averaged"):
                letters.add(known[name])
            elif not name.startswith("X-averaged"):
                others.add(name)
    return letters, bool(others)


def test_there_are_laws_to_read():
    assert len(LAWS) == len(set(LAWS)) == 14


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@pytest.mark.parametrize(
    ("position", "verb"), list(enumerate(["Reads", "Sets"])), ids=["reads", "sets"]
)
def test_the_docstring_says_what_is_read_and_set(law, position, verb):
    assert written(law, verb) == found(law, position)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_nothing_is_tried_that_might_not_be_there_yet(path):
    """``variables.get`` and ``in variables`` turn "not yet" into "never"; PyBaMM waits for a KeyError."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            assert "variables" not in [getattr(side, "id", "") for side in node.comparators]
        if isinstance(node, ast.Attribute) and node.attr in ("get", "setdefault"):
            assert getattr(node.value, "id", "") != "variables"
