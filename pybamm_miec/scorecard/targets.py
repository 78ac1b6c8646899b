"""What the paper reports, and why some of it is not compared."""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pybamm_miec import parameters
from pybamm_miec.errors import ScorecardError

NOT_JUDGED = ("not yet modelled", "out of reach")
_NUMBER = r"-?[\d.]+(?:e[-+]?\d+)?"
_RANGE = re.compile(rf"({_NUMBER})-({_NUMBER})")


@dataclass(frozen=True)
class Target:
    """A row of ``targets.csv``.

    Attributes
    ----------
    id, anode, cell, observable, op, value, units : str
        As in the file; `value` in the unit `units`.
    """

    id: str
    anode: str
    cell: str
    observable: str
    op: str
    value: str
    units: str

    @property
    def numbers(self) -> tuple[float, ...]:
        """The value as numbers: the two ends of a range, or as many as are given.

        Raises
        ------
        ScorecardError
            When there is something else in it.
        """
        ends = _RANGE.fullmatch(self.value) if self.op == "range" else None
        parts = ends.groups() if ends else re.split(r" / | and ", self.value)
        if (self.op == "range") != bool(ends) or not all(re.fullmatch(_NUMBER, p) for p in parts):
            raise ScorecardError(
                f"targets.csv, {self.id}: {self.value!r} is no number, which a comparison with a "
                "number needs; give one, several joined by ' / ', or a range as 'low-high'."
            )
        return tuple(float(part) for part in parts)


def read_targets(anode: str) -> tuple[Target, ...]:
    """Return the targets of the paper that an anode's set is from, in the order of the file.

    Parameters
    ----------
    anode : str
        One of :func:`pybamm_miec.parameters.anodes`.

    Returns
    -------
    tuple of Target

    Raises
    ------
    ParameterSetError
        For an anode that there is no set for.
    """
    table = _table(parameters.folder(anode) / "targets.csv")
    names = list(Target.__dataclass_fields__)
    return tuple(Target(**row) for row in table[names].to_dict("records"))


def read_not_judged(anode: str) -> dict[str, dict[str, str]]:
    """Return the targets that are not compared: "verdict", "used_as" and "reason" by id.

    Parameters
    ----------
    anode : str
        One of :func:`pybamm_miec.parameters.anodes`.

    Returns
    -------
    dict

    Raises
    ------
    ParameterSetError
        For an anode that there is no set for.
    ScorecardError
        For a verdict that only a comparison can give, and a row without a reason.
    """
    rows = _table(parameters.folder(anode) / "not_judged.csv").set_index("id").to_dict("index")
    for key, row in rows.items():
        if row["verdict"] not in NOT_JUDGED:
            raise ScorecardError(
                f"not_judged.csv, {key}: the verdict on what is not compared must be one of "
                f"{NOT_JUDGED}, got {row['verdict']!r}."
            )
        if not row["reason"]:
            raise ScorecardError(f"not_judged.csv, {key}: a row needs a reason.")
    return rows


def _table(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)
