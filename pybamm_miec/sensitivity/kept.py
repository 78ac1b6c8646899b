"""Evaluations that are kept in a file, a line of JSON each."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import pybamm_miec
from pybamm_miec import parameters
from pybamm_miec.scorecard.runs.effort import ANODE
from pybamm_miec.sensitivity.evaluate import Evaluation


class Kept:
    """Evaluations in a file, of the values that the set has now and of this version.

    Parameters
    ----------
    path : pathlib.Path or None
        Made by the first that is added; None keeps nothing.
    """

    def __init__(self, path: Path | None):
        self._path, self._set = path, "" if path is None else _of_set()
        lines = path.read_text().splitlines(keepends=True) if path and path.exists() else []
        # a line without an end is of a run that was killed while it wrote
        known = [json.loads(line) for line in lines if line.endswith("\n")]
        self._known = {each["asked"]: each["found"] for each in known}
        if lines and not lines[-1].endswith("\n"):
            path.write_text("".join(lines[:-1]))

    def read(self, changed: Mapping[str, object], kind: str | None) -> Evaluation | None:
        """Return an evaluation that is there; None if it is not."""
        found = self._known.get(self._key(changed, kind))
        return None if found is None else Evaluation(**found)

    def add(self, changed: Mapping[str, object], kind: str | None, found: Evaluation) -> None:
        """Add an evaluation at once."""
        if self._path is None:
            return
        line = json.dumps({"asked": self._key(changed, kind), "found": asdict(found)})
        with self._path.open("a") as file:
            file.write(line + "\n")

    def _key(self, changed, kind):
        return json.dumps([self._set, kind, sorted(changed.items())])


def _of_set():
    """What tells these values, and what is made of them, from others."""
    rows = parameters.provenance(ANODE, "full", fitted=False)[["name", "value"]].to_csv()
    return hashlib.sha256(f"{pybamm_miec.__version__} {rows}".encode()).hexdigest()[:16]
