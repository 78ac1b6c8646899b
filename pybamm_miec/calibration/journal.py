"""What was computed, a line each, so that a fit that was killed goes on where it was.

A fit with the same plan asks for the same runs in the same order: those that are in the journal are not
solved again.  A line that was cut off as it was written is left out.
"""

import json
import time
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import numpy as np

from pybamm_miec.calibration.outcome import Outcome
from pybamm_miec.errors import CalibrationError
from pybamm_miec.refusal import refuse

FILE = "journal.jsonl"


class Journal:
    """Outcomes and slopes by run and place, in memory and, with a folder, in a file.

    Parameters
    ----------
    head : dict
        What the outcomes depend on: the plan's digest and versions.
    folder : pathlib.Path, optional
        Where the file is; it is made.

    Raises
    ------
    CalibrationError
        When the folder holds the journal of another plan, or of other versions.
    """

    def __init__(self, head: dict[str, Any], folder: Path | None = None):
        self._known: dict[Hashable, Any] = {}
        self._file = None
        self._earlier: list[float] = []  # seconds of each session before
        self._began: float | None = None
        if folder is None:
            return
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / FILE
        whole = self._read(path, head) if path.exists() else 0
        self._file = path.open("r+" if whole else "w", encoding="utf-8")
        self._file.seek(whole)
        self._file.truncate()
        if not whole:
            self._write({"head": head})

    def __len__(self) -> int:
        """How many outcomes and slopes are known."""
        return len(self._known)

    def get(self, what: str, run: int, x: np.ndarray) -> Any:
        """Return what is known of a run at a place, an `Outcome` or slopes; raises KeyError if nothing is."""
        return self._known[_key(what, run, x)]

    def knows(self, what: str, run: int, x: np.ndarray) -> bool:
        """Return whether something is known of a run at a place."""
        return _key(what, run, x) in self._known

    def put(self, what: str, run: int, x: np.ndarray, found: Any) -> None:
        """Keep an `Outcome` ("outcome") or slopes ("slopes") of a run at a place."""
        self._known[_key(what, run, x)] = found
        told = _plain(found) if what == "slopes" else {**vars(found), "shown": _plain(found.shown)}
        self._write({"what": what, "run": run, "x": list(map(float, x)), "found": told})

    def note(self, **told: Any) -> None:
        """Write a line that is only for those who look: an iterate, an end."""
        self._write({"what": "note", **told})

    def begin(self) -> None:
        """Begin a session of a fit: from now on each line tells how long it has taken."""
        self._began = time.perf_counter()
        self._write({"what": "session"})

    @property
    def seconds(self) -> dict[str, float]:
        """What sessions took until their last line [s]: "in all", and "in the last" one, until now."""
        now = 0.0 if self._began is None else time.perf_counter() - self._began
        return {"in all": sum(self._earlier) + now, "in the last": now}

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def _write(self, line):
        if self._file is not None:
            if self._began is not None:
                line = {**line, "elapsed": round(time.perf_counter() - self._began, 3)}
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()

    def _read(self, path, head):
        """Take what is there; return how many bytes of it are whole lines."""
        content, whole = path.read_bytes(), 0
        for line in content.splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            told = json.loads(line)
            if whole == 0:
                _check_head(path, told.get("head"), head)
            elif told["what"] == "session":
                self._earlier.append(0.0)
            elif told["what"] != "note":
                key = _key(told["what"], told["run"], told["x"])
                self._known[key] = _found(told["what"], told["found"])
            if "elapsed" in told:
                self._earlier[-1] = told["elapsed"]
            whole += len(line)
        return whole


def _key(what, run, x):
    return what, run, tuple(map(float, x))


def _plain(array):
    """Lists, with None for what is not there: JSON has no NaN."""
    if array is None:
        return None
    return np.where(np.isfinite(array), array, None).tolist()


def _found(what, told):
    if what == "slopes":
        return None if told is None else np.array(told, dtype=float)
    return Outcome(**{**told, "shown": np.array(told["shown"], dtype=float)})


def _check_head(path, found, head):
    for name in head:
        if found is None or found.get(name) != head[name]:
            refuse(
                CalibrationError,
                str(path),
                f"it is the journal of another fit, its {name} is {(found or {}).get(name)!r} and not "
                f"{head[name]!r}; give another folder, or remove it.",
            )
