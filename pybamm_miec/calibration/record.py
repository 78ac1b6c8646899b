"""What was fitted to what, by which versions, and how well: a JSON file."""

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pybamm

from pybamm_miec.calibration import evaluator
from pybamm_miec.calibration.cell import Cell
from pybamm_miec.calibration.information import Information, verdicts
from pybamm_miec.calibration.plan import Plan
from pybamm_miec.errors import CalibrationError
from pybamm_miec.refusal import ending, refuse

FILE = "record.json"
AT_BOUND = 1e-3  # of the range
FAR = 2.0  # standard errors (rms) that a model which follows its data is hardly off; a chi-square of 4
_PACKAGES = ("pybamm-miec", "pybamm", "pybammsolvers", "casadi", "numpy", "scipy")


@dataclass(frozen=True)
class Record:
    """A fit, as it is kept.

    Attributes
    ----------
    title : str
        Of the plan.
    plan : str
        SHA-256 of the plan.
    versions : dict
        Of Python and of the packages that the result depends on.
    settings : dict
        Numerics, starts, seed and loss.
    cells : dict
        As in the plan, by name.
    data : list of dict
        Of each measurement: "source", "digest" (SHA-256), "kind", "cell", "protocol", "points", and "rms",
        of its residuals at the optimum [-].
    parameters : list of dict
        Of each: "name", "symbol", "cells", "low", "high", "scale", "prior"; "value" at the optimum;
        "between", one standard error to either side, no further than its bounds; "verdict", what the data
        cannot tell of it.
    place : list of float
        The optimum, between 0 and 1 [-].
    cost : float
        There: half the sum of the losses [-].
    information, priors : list of list of float, or None
        J^T J of the data and of the priors there, by the places; none if the fit was stopped [-].
    searches : list of dict
        Of each start: "from", "place", "cost", "residuals" (how often they were asked for), "ended", why,
        and with which parameters nothing moved there.
    counts : dict
        "runs", "failed" (that ended early or did not hold what was measured), "differences in place of the
        solver's derivatives", "losses of processes" (that were begun anew, and sent what they had not done).
    failures : dict
        What they said, and how often.
    seconds : dict
        "runs", together, wherever and whenever they were solved; and what the fit took, "in all" sessions in
        which it was begun and gone on with, and "in the last" of them, where most runs may be found done.
    stopped : str
        Why the search ended before it was done; empty if it was done.
    """

    title: str
    plan: str
    versions: Mapping[str, str]
    settings: Mapping[str, Any]
    cells: Mapping[str, Any]
    data: list[dict[str, Any]]
    parameters: list[dict[str, Any]]
    place: list[float]
    cost: float
    information: list[list[float]] | None
    priors: list[list[float]] | None
    searches: list[dict[str, Any]]
    counts: Mapping[str, int]
    failures: Mapping[str, int]
    seconds: Mapping[str, float]
    stopped: str

    @property
    def theta(self) -> dict[str, float]:
        """The optimum by name, each in the unit of its row."""
        return {each["name"]: each["value"] for each in self.parameters}

    @property
    def known(self) -> Information | None:
        """What the data and the priors say of the parameters; none if the fit was stopped."""
        if self.information is None:
            return None
        return Information(np.array(self.information), np.array(self.priors))

    @property
    def table(self) -> pd.DataFrame:
        """The parameters as a table, a row each."""
        return pd.DataFrame(self.parameters)

    @property
    def warnings(self) -> tuple[str, ...]:
        """A sentence for each measurement that the optimum is far off; none if the fit was stopped."""
        if self.stopped:
            return ()
        return tuple(
            f"{one['source']}: the model can't follow it within its errors, being off by {one['rms']:.3g} "
            "of them (rms); the standard errors of the parameters then mean little."
            for one in self.data
            if one["rms"] > FAR
        )

    def parameter_values(self, cell: str | None = None) -> pybamm.ParameterValues:
        """Return all values of a cell of the plan, with the optimum in place.

        Parameters
        ----------
        cell : str, optional
            Its name; need not be given where there is one.

        Returns
        -------
        pybamm.ParameterValues
            With the parameters that this cell has, what is derived from them, and its design.

        Raises
        ------
        CalibrationError
            For a cell that the plan does not have.
        """
        known = tuple(self.cells)
        name = known[0] if cell is None and len(known) == 1 else cell
        if name not in known:
            what = f"cell must be one of {known}, got {cell!r}{ending(cell, known)}"
            refuse(CalibrationError, self.title or "record", what)
        own = [each for each in self.parameters if name in each["cells"]]
        return Cell(**self.cells[name]).at({each["symbol"]: each["value"] for each in own})

    def cost_again(self, plan: Plan) -> float:
        """Return the cost at the optimum, computed anew [-].

        Parameters
        ----------
        plan : Plan
            The one that was fitted.

        Returns
        -------
        float
            [-].

        Raises
        ------
        CalibrationError
            When the plan or its data are others.
        """
        if plan.digest != self.plan:
            refuse(
                CalibrationError,
                self.title or "record",
                f"it is of the plan {self.plan[:12]}, and this is {plan.digest[:12]}; data or plan differ.",
            )
        return plan.losses.cost(evaluator.residual(plan, self.theta))

    def write(self, path: Path) -> None:
        """Write the record as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def read_record(path: str | Path) -> Record:
    """Return a record from its file.

    Parameters
    ----------
    path : str or pathlib.Path
        That :meth:`Record.write` wrote.

    Returns
    -------
    Record
    """
    return Record(**json.loads(Path(path).read_text(encoding="utf-8")))


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that a result depends on."""
    return {"python": platform.python_version()} | {
        name: metadata.version(name) for name in _PACKAGES
    }


def of_data(plan: Plan, residual: np.ndarray, places: Mapping[int, slice]) -> list[dict[str, Any]]:
    """Return what a record says of each measurement."""
    return [
        {
            "source": one.source,
            "digest": one.digest,
            "kind": one.kind,
            "cell": one.cell,
            "protocol": dict(one.protocol),
            "points": len(one.table),
            "rms": float(np.sqrt(np.mean(residual[places[k]] ** 2))),
        }
        for k, one in enumerate(plan.measurements)
    ]


def _bound(place: float) -> str:
    at = "lower" if place < AT_BOUND else "upper" if place > 1 - AT_BOUND else ""
    return at and f"at its {at} bound"


def of_parameters(plan: Plan, x: np.ndarray, known: Information | None) -> list[dict[str, Any]]:
    """Return what a record says of each parameter at the optimum `x` [-]."""
    said = {} if known is None else verdicts(known, [free.name for free in plan.parameters])
    rows = []
    for k, free in enumerate(plan.parameters):
        between = None
        if known is not None:
            ends = np.clip([x[k] - known.errors[k], x[k] + known.errors[k]], 0, 1)
            between = [free.value(end) for end in ends]
        rows.append(
            {
                **asdict(free),
                "value": free.value(x[k]),
                "between": between,
                "verdict": said.get(free.name, "") or _bound(x[k]),
            }
        )
    return rows
