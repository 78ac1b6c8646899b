"""The checks by name: ``nox -s test``, ``lint``, ``extras``, ``wheel`` or ``bench``."""

from pathlib import Path
from tempfile import TemporaryDirectory

import nox

nox.options.sessions = ["lint", "test"]
nox.options.error_on_missing_interpreters = False
EXTRAS = nox.project.load_toml("pyproject.toml")["project"]["optional-dependencies"]


@nox.session(python=["3.10", "3.11", "3.12", "3.13"])
def test(session):
    """Run the tests on each supported Python that is on the machine."""
    session.install(".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def lint(session):
    """Check style, format, metadata, and who may import whom."""
    session.install(*EXTRAS["lint"])
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("validate-pyproject", "pyproject.toml")
    session.run("lint-imports")


@nox.session
def extras(session):
    """Run the tests that need PyBOP or Dask, which are left out without them."""
    session.install(".[test,dask,pybop]")
    files = ("test_executors.py", "test_pybop.py")
    session.run("pytest", *(f"tests/calibration/{name}" for name in files), *session.posargs)


@nox.session
def wheel(session):
    """Run the tests against the built wheel (Python 3.11 or newer, for ``-P``)."""
    session.install("build")
    with TemporaryDirectory() as dist:
        session.run("python", "-m", "build", "--outdir", dist)
        (built,) = Path(dist).glob("*.whl")
        session.install(f"pybamm-miec[test] @ {built.as_uri()}")
    # -P keeps the checkout off the path, the variable does so in the processes that tests start
    session.run("python", "-P", "-m", "pytest", *session.posargs, env={"PYTHONSAFEPATH": "1"})


@nox.session
def bench(session):
    """Run the model side by side with stock PyBaMM, and the fit beside PyBOP's."""
    session.install(".[pybop]")
    for script in sorted(Path("benchmarks").glob("*.py")):
        session.run("python", str(script))
