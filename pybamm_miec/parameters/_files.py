"""Where the parameter sets are: inside the installed package, or beside it in a checkout."""

import re
from pathlib import Path
from typing import Any

from pybamm_miec import toml_file
from pybamm_miec.errors import ParameterSetError

_PACKAGE = Path(__file__).parents[1]
_INSTALLED, _CHECKOUT = _PACKAGE / "parameter_sets", _PACKAGE.parent / "parameter_sets"

ROOT = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def read_toml(path: Path, root: Path) -> dict[str, Any]:
    """Return the tables of a TOML file.

    Raises
    ------
    ParameterSetError
        When it is no TOML.
    """
    return toml_file.read_toml(path, label(path, root), ParameterSetError)


def label(path: Path, root: Path) -> str:
    """Return how a file is called in a message: its path below the parameter sets."""
    return path.relative_to(root).as_posix()


def read_references(root: Path) -> dict[str, str]:
    """Return the BibTeX entries of ``references.bib`` by key."""
    text = (root / "references.bib").read_text(encoding="utf-8")
    entries = re.finditer(r"^@\w+\{([^,\s]+),.*?^\}", text, re.DOTALL | re.MULTILINE)
    return {entry[1]: entry[0] for entry in entries}
