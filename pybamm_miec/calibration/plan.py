"""A plan: cells, what was measured on them, and what is free."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from pybamm_miec.calibration.cell import MODELS, Cell
from pybamm_miec.calibration.free import Free
from pybamm_miec.calibration.loss import LOSSES, Loss
from pybamm_miec.calibration.numerics import Numerics
from pybamm_miec.calibration.observable import check_number, cycles_read
from pybamm_miec.calibration.run import Run
from pybamm_miec.errors import CalibrationError, ExperimentError
from pybamm_miec.measurements import protocol
from pybamm_miec.measurements.kinds import CELL_CURRENT
from pybamm_miec.measurements.measurement import Measurement
from pybamm_miec.refusal import ending, refuse


@dataclass(frozen=True, eq=False)
class Plan:
    """What is fitted to what.

    Attributes
    ----------
    cells : mapping of Cell
        By the name that measurements give them.
    measurements : tuple of Measurement
        Each of one cell and one protocol.
    parameters : tuple of Free
        What the fit may change.
    numerics : Numerics
        How runs are solved.
    title : str
        A line for tables and figures.
    starts : int
        From how many places the search begins: the values of the sets, and others spread over the bounds.
    seed : int
        Of these others.
    loss : str
        Of ``scipy.optimize.least_squares``: "linear", or "soft_l1" and others that let outliers be.

    Raises
    ------
    CalibrationError
        For a plan that names what it does not have, does what can't be done, or has nothing to fit.
    """

    cells: Mapping[str, Cell]
    measurements: tuple[Measurement, ...]
    parameters: tuple[Free, ...]
    numerics: Numerics = field(default_factory=Numerics)
    title: str = ""
    starts: int = 1
    seed: int = 0
    loss: str = "linear"

    def __post_init__(self) -> None:
        """Refuse what cannot be fitted."""
        _check_settings(self)
        wheres = [f"measurement {k} ({m.source})" for k, m in enumerate(self.measurements, start=1)]
        for one, where in zip(self.measurements, wheres, strict=True):
            _check_measurement(self, one, where)
        for cell, done, places in self.groups():
            table = self.measurements[places[0]].table
            _check_range(self.cells[cell], done, table, wheres[places[0]])
        for free in self.parameters:
            _check_parameter(self, free)

    @property
    def priors(self) -> int:
        """How many parameters have one."""
        return sum(free.prior is not None for free in self.parameters)

    @property
    def losses(self) -> Loss:
        """What the residuals cost, those of the priors last."""
        return Loss(self.loss, self.priors)

    def of_cell(self, name: str) -> tuple[int, ...]:
        """Return the places in :attr:`parameters` of those that a cell has."""
        return tuple(k for k, free in enumerate(self.parameters) if name in free.cells)

    def groups(self) -> list[tuple[str, Mapping[str, Any], tuple[int, ...]]]:
        """Return the runs that the measurements take: cell, protocol, and places of what is read off it.

        Measurements of one cell and one protocol share a run, also those that differ only in how many cycles
        they have.  It has as many as are read.
        """
        shared: dict[str, tuple[str, dict[str, Any], list[int]]] = {}
        for k, one in enumerate(self.measurements):
            key = json.dumps([one.cell, _shared_part(one, k)], sort_keys=True, default=str)
            _, done, places = shared.setdefault(key, (one.cell, dict(one.protocol), []))
            if one.protocol["name"] in protocol.LONGER:
                read = [_cycles(self.measurements[place]) for place in (*places, k)]
                done["cycles"] = max(read)
            places.append(k)
        return [(cell, done, tuple(places)) for cell, done, places in shared.values()]

    def run(self, k: int) -> Run:
        """Return the run of a group, not yet built."""
        cell, done, places = self.groups()[k]
        measured = [self.measurements[place] for place in places]
        free = [self.parameters[place] for place in self.of_cell(cell)]
        return Run(self.cells[cell], done, measured, free, self.numerics)

    def start(self) -> np.ndarray:
        """Return where the first search begins, shape (parameters,) [-].

        Where the parameters say, or the cells' values lie; the middle for one out of bounds.
        """
        places = []
        for free in self.parameters:
            own = self.cells[free.cells[0]].value(free.symbol)
            value = own if free.start is None else free.start
            inside = free.low <= value <= free.high
            places.append(free.place(value) if inside else 0.5)
        return np.array(places)

    def values(self, x: np.ndarray) -> dict[str, float]:
        """Return the parameters at a place, by name, each in the unit of its row."""
        return {f.name: f.value(place) for f, place in zip(self.parameters, x, strict=True)}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that the residuals follow from, and of where the search begins."""
        told = {
            "cells": {name: asdict(cell) for name, cell in self.cells.items()},
            "parameters": [asdict(free) for free in self.parameters],
            "numerics": asdict(self.numerics),
            "search": [self.starts, self.seed, self.loss],
            "measurements": [_told(one) for one in self.measurements],
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def _told(one):
    errors = {name: np.asarray(error).tolist() for name, error in one.error.items()}
    return [one.kind, one.cell, dict(one.protocol), one.area, errors, one.table.to_csv(index=False)]


def _shared_part(one, k):
    """What two measurements must have in common to be read off one run."""
    if one.protocol["name"] == protocol.AS_MEASURED:
        return [k, dict(one.protocol)]  # each has a current of its own
    longer = one.protocol["name"] in protocol.LONGER
    return {key: one.protocol[key] for key in one.protocol if not (longer and key == "cycles")}


def _cycles(one):
    """How many cycles a measurement needs."""
    return cycles_read(one) or one.protocol.get("cycles")


def _check_settings(plan):
    own = [(f"[cells.{name}]", cell.model) for name, cell in plan.cells.items() if cell.model]
    for where, what, known, got in (
        ("[plan]", "loss", tuple(LOSSES), plan.loss),
        ("[plan]", "model", MODELS, plan.numerics.model),
        *((where, "model", MODELS, got) for where, got in own),
    ):
        if got not in known:
            refuse(
                CalibrationError,
                where,
                f"{what} must be one of {known}, got {got!r}{ending(got, known)}",
            )
    for what, held in (("measurements", plan.measurements), ("parameters", plan.parameters)):
        if not held:
            refuse(CalibrationError, "[plan]", f"a fit needs {what}, got none.")
    if plan.starts < 1:
        refuse(CalibrationError, "[plan]", f"starts must be from 1 up, got {plan.starts!r}.")


def _check_measurement(plan, one, where):
    known = tuple(plan.cells)
    if one.cell not in known:
        refuse(
            CalibrationError,
            where,
            f"cell must be one of {known}, got {one.cell!r}{ending(one.cell, known)}",
        )
    stated, anode = one.stated.get("anode"), plan.cells[one.cell].anode
    if stated not in (None, anode):
        refuse(
            CalibrationError,
            where,
            f"it is of the anode {stated!r}, as it says, and the plan's cell {one.cell!r} has {anode!r}; "
            "name another cell, or correct one of them.",
        )
    check_number(one, where)
    if one.protocol["name"] in protocol.LONGER:
        needs, has = _cycles(one), one.protocol.get("cycles", math.inf)
        if needs is None or needs > has:
            found = "none" if needs is None else f"{has}, and is read to {needs}"
            refuse(CalibrationError, where, f"cycles must hold all that is read, got {found}.")
    if one.protocol["name"] == protocol.AS_MEASURED and CELL_CURRENT not in one.table:
        refuse(
            CalibrationError, where, f"{protocol.AS_MEASURED!r} needs a column {CELL_CURRENT!r}."
        )


def _check_range(cell, done, table, where):
    """Refuse a protocol that no experiment of the cell can be built with; areas do not hang on its design."""
    try:
        protocol.build(done, replace(cell, design=None).at({}), table)
    except ExperimentError as error:
        refuse(CalibrationError, where, f"{done['name']!r} can't be done so: {error}")


def _check_parameter(plan, free):
    where = f"[parameters.{free.name}]"
    if not free.cells:
        refuse(CalibrationError, where, f"no cell of the plan has a number {free.symbol!r}.")
    for name in free.cells:
        if name not in plan.cells:
            known = tuple(plan.cells)
            refuse(
                CalibrationError,
                where,
                f"cells must be of {known}, got {name!r}{ending(name, known)}",
            )
        plan.cells[name].at({free.symbol: free.value(0.5)})  # refuses what the cell does not have
