"""Evaluations in a file, a line each as they come: a command that was stopped goes on where it was.

They hold for the rows of the sets and the versions of the packages; with other code of the same version,
begin in another folder.
"""

import csv
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from pybamm_miec import parameters
from pybamm_miec.calibration.record import versions
from pybamm_miec.scorecard.runs.effort import ANODE
from pybamm_miec.sensitivity.evaluate import Evaluation
from pybamm_miec.sensitivity.predictions import PREDICTIONS

FILE = "evaluations.csv"
_NAMES = [prediction.name for prediction in PREDICTIONS]
_COLUMNS = ["of", "changed", "asked", "model", *_NAMES, *(f"note: {name}" for name in _NAMES)]


class Kept:
    """What is known, in memory and, with a folder, in a file; a context that closes it.

    Lines of other sets or versions, and one that was cut off as it was written, are left out.

    Parameters
    ----------
    folder : pathlib.Path, optional
        Where the file is; exists already.
    """

    def __init__(self, folder: Path | None = None):
        self._known, self._file = {}, None
        if folder is None:
            return
        self._of = _state()
        path = folder / FILE
        lines = _whole(path) if path.exists() else []
        own = [line for line in lines if line["of"] == self._of]
        self._known = {(line["changed"], line["asked"]): _read(line) for line in own}
        self._file = path.open("w", newline="", encoding="utf-8")
        self._lines = csv.DictWriter(self._file, _COLUMNS)
        self._lines.writeheader()
        self._lines.writerows(own)
        self._file.flush()

    def __enter__(self) -> "Kept":
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def get(self, changed: Mapping[str, object], kind: str | None) -> Evaluation | None:
        """Return what is known of a change by a model, as :func:`evaluate` takes them, or None."""
        return self._known.get(_key(changed, kind))

    def put(self, changed: Mapping[str, object], kind: str | None, found: Evaluation) -> None:
        """Keep what was found."""
        told, asked = _key(changed, kind)
        self._known[told, asked] = found
        if self._file is None:
            return
        self._lines.writerow(
            {
                **{"of": self._of, "changed": told, "asked": asked, "model": found.kind},
                **found.predicted,
                **{f"note: {name}": note for name, note in found.notes.items()},
            }
        )
        self._file.flush()


def _state():
    """What evaluations depend on: the rows of the set and versions."""
    rows = parameters.provenance(ANODE, "full", fitted=False)
    told = rows[["name", "value"]].to_csv(index=False) + json.dumps(versions(), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _key(changed, kind):
    return json.dumps(dict(changed), sort_keys=True), kind or ""


def _whole(path):
    """The lines that were written to their end; none of a file with other columns."""
    with path.open(newline="", encoding="utf-8") as file:
        table = csv.DictReader(file)
        lines = list(table)
    if table.fieldnames != _COLUMNS:
        return []
    return [line for line in lines if None not in line.values()]


def _read(line):
    return Evaluation(
        line["model"],
        {name: float(line[name]) for name in _NAMES if line[name]},
        {name: line[f"note: {name}"] for name in _NAMES if line[f"note: {name}"]},
    )
