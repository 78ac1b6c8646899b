"""The walk through the options, benchmarks/option_walk.py, for the tests that go part of the way."""

import importlib.util
from pathlib import Path

_FILE = Path(__file__).parents[1] / "benchmarks" / "option_walk.py"
_SPEC = importlib.util.spec_from_file_location("option_walk", _FILE)
walk = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(walk)
