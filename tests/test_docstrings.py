"""Docstrings say what the code does: names, units, equations and examples that run."""

import ast
import dataclasses
import doctest
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest
from numpydoc.docscrape import NumpyDocString

import pybamm_miec as miec
from pybamm_miec import errors

PACKAGE = Path(inspect.getfile(miec)).parent
FILES = sorted(PACKAGE.rglob("*.py"))
LAWS = sorted((PACKAGE / "submodels").glob("*.py"))
MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(miec.__path__, f"{miec.__name__}.")
    if not found.name.endswith(("__main__", "._pybop"))  # this imports what is an extra
]
# What has a unit, if only "[-]": "float", "array, shape (n,)", "pybamm.Symbol".
QUANTITY = re.compile(r"(float|array\w*|pybamm\.\w*(Symbol|Parameter))(,|$)")
UNIT = re.compile(r"\[[^\]]+\]|\bunit\b")  # or a word on it: "in the same unit"
PACKAGES = (miec, miec.analysis, miec.calibration, miec.experiments, miec.parameters)


def label(thing):
    if isinstance(thing, Path):
        return thing.relative_to(PACKAGE).as_posix()
    return thing[0] if isinstance(thing, tuple) else getattr(thing, "__name__", None)


def own_names(holder, module):
    """Public functions and classes that a module or a class defines itself."""
    fields = getattr(holder, "__dataclass_fields__", ())  # a default may be a function
    for name, thing in vars(holder).items():
        thing = getattr(thing, "__func__", thing)  # of a classmethod
        plain = inspect.isfunction(thing) or inspect.isclass(thing) or hasattr(thing, "__wrapped__")
        if (
            not name.startswith("_")
            and name not in fields
            and (isinstance(thing, property) or (plain and thing.__module__ == module.__name__))
        ):
            yield name, thing


def documented_by_pybamm(holder, name):
    """A method that PyBaMM calls and documents."""
    return (
        any(hasattr(base, name) for base in holder.__mro__[1:])
        or holder is miec.models.host.HostModel
    )


def public():
    """Every public function, class, method and property of the package, by its full name."""
    for module in MODULES:
        for name, thing in own_names(module, module):
            yield f"{module.__name__}.{name}", thing
            if inspect.isclass(thing):
                for method, what in own_names(thing, module):
                    if what.__doc__ or not documented_by_pybamm(thing, method):
                        yield f"{module.__name__}.{name}.{method}", what


def for_users():
    """What a user reaches by a public name: functions, classes, and functions of such classes."""
    found = {"pybamm_miec.DFN.of": miec.DFN.of}
    for package in PACKAGES:
        for name in dir(package):
            thing = getattr(package, name)
            ours = getattr(thing, "__module__", "").startswith(miec.__name__)
            if not name.startswith("_") and ours and callable(thing):
                found[f"{package.__name__}.{name}"] = thing
    return list(found.items())


PUBLIC = list(public())
FUNCTIONS = [(name, thing) for name, thing in PUBLIC if not isinstance(thing, property)]
each_public = pytest.mark.parametrize(("name", "thing"), PUBLIC, ids=[name for name, _ in PUBLIC])
each_function = pytest.mark.parametrize(
    ("name", "thing"), FUNCTIONS, ids=[name for name, _ in FUNCTIONS]
)
each_file = pytest.mark.parametrize("path", FILES, ids=label)
each_law = pytest.mark.parametrize("path", LAWS, ids=label)


def sections(thing):
    return NumpyDocString(inspect.getdoc(thing) or "")


def documented(thing, *headings):
    """Names of the documented parameters or attributes; "a, b : float" are two."""
    parsed = sections(thing)
    lines = [line for heading in headings for line in parsed[heading]]
    return [name.strip().lstrip("*") for line in lines for name in line.name.split(",")]


def arguments(thing):
    """Names of the arguments of a function, of a class's constructor, or of a record."""
    if dataclasses.is_dataclass(thing):
        return [field.name for field in dataclasses.fields(thing)]
    names = getattr(thing, "_fields", None) or inspect.signature(thing).parameters
    return [name for name in names if name not in ("self", "cls")]


def docstrings(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            doc = ast.get_docstring(node, clean=False)
            if doc is not None:
                yield doc


# ---- every name ----


@each_public
def test_every_public_name_is_documented(name, thing):
    del name
    first = (inspect.getdoc(thing) or "").split("\n\n")[0]
    assert re.match(r"[A-Z]", first), "no docstring of its own"
    assert first.endswith("."), "its first paragraph is no sentence"
    assert not first.startswith("This ")


@each_function
def test_documented_parameters_are_those_of_the_signature(name, thing):
    """Where there are any; a short helper may do with one line, or refer to its twin."""
    del name
    if given := documented(thing, "Parameters", "Attributes"):
        assert given == arguments(thing)


@pytest.mark.parametrize(("name", "thing"), for_users(), ids=label)
def test_what_users_call_is_documented_in_full(name, thing):
    del name
    assert documented(thing, "Parameters", "Attributes") == arguments(thing)
    if not inspect.isclass(thing):
        assert sections(thing)["Returns"]


@each_function
def test_every_quantity_has_its_unit(name, thing):
    del name
    parsed = sections(thing)
    for line in (*parsed["Parameters"], *parsed["Attributes"], *parsed["Returns"]):
        if QUANTITY.match(line.type):
            assert UNIT.search(" ".join((line.type, *line.desc))), (
                f"{line.name or 'result'}: no unit"
            )


@each_function
def test_a_function_that_refers_to_its_twin_has_its_arguments(name, thing):
    module = importlib.import_module(thing.__module__)
    for twin in re.findall(r"arguments as for `(\w+)`", inspect.getdoc(thing) or ""):
        assert arguments(thing) == arguments(getattr(module, twin)) != [], name


@each_function
def test_what_may_be_raised_is_an_error_that_exists(name, thing):
    del name
    for line in sections(thing)["Raises"]:
        module, _, error = line.type.rpartition(".")
        homes = [importlib.import_module(module)] if module else [errors, __builtins__]
        known = [
            home.get(error) if isinstance(home, dict) else getattr(home, error, None)
            for home in homes
        ]
        assert any(inspect.isclass(e) and issubclass(e, Exception) for e in known), line.type


# ---- every file ----


@each_file
def test_no_docstring_has_control_characters(path):
    """As a "\\t" in a docstring without its r becomes."""
    for doc in docstrings(path):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", doc)


@each_file
def test_every_file_says_what_it_is(path):
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)) or not text.strip()


@pytest.mark.parametrize("module", MODULES, ids=label)
def test_examples_run(module):
    for example in doctest.DocTestFinder().find(module, globs={}):
        assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example).failed == 0


def test_there_are_examples_to_run():
    finder = doctest.DocTestFinder()
    with_examples = {e.name for module in MODULES for e in finder.find(module) if e.examples}
    assert len(with_examples) >= 4


# ---- equations ----


def equations(path):
    """Numbers of the equations in a module's docstring, at the end of a line or of a half one."""
    return set(
        re.findall(r"  \((\d+)\)(?=$|  )", ast.get_docstring(ast.parse(path.read_text())), re.M)
    )


def cited(text):
    """Numbers in comments, "# (1), (2)", and in docstrings, "equations (1) to (3)"."""
    comments = re.findall(r"#.*$", text, re.M)
    numbers = {n for comment in comments for n in re.findall(r"\((\d+)\)", comment)}
    numbers |= set(re.findall(r"[Ee]quations? \((\d+)\)", text))
    for first, last in re.findall(r"[Ee]quations \((\d+)\) (?:to|and) \((\d+)\)", text):
        numbers |= {str(n) for n in range(int(first), int(last) + 1)}
    return numbers


@each_law
def test_the_equations_of_a_law_are_written_raw(path):
    if equations(path):
        assert path.read_text("utf-8").startswith('r"""')


@each_law
def test_every_cited_equation_is_there_and_every_one_there_is_cited(path):
    text = path.read_text("utf-8")
    there = equations(path)
    assert cited(text) <= there
    if "SubModel" in text or "class " in text:
        assert there <= cited(text)


@each_law
def test_every_law_has_equations(path):
    """Whatever gives a state an equation; who only hands on those of another has none of its own."""
    if re.search(r"self\.(rhs|algebraic)\[", path.read_text("utf-8")):
        assert equations(path)
