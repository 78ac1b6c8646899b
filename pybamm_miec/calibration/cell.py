"""A cell of a plan: from the parameters that are free to all of its values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pybamm

from pybamm_miec import models, parameters
from pybamm_miec.balance import design
from pybamm_miec.errors import CalibrationError
from pybamm_miec.options import HostOptions
from pybamm_miec.refusal import ending, refuse

MODELS = ("DFN", "SPMe", "SPM")
_WORKING = {"half": "positive", "full": "both"}


@dataclass(frozen=True)
class Cell:
    """What was measured on: an anode in a cell, with what is known to differ from its set.

    Attributes
    ----------
    anode : str
        One of :func:`pybamm_miec.parameters.anodes`.
    cell : str
        "half" or "full".
    positive : str, optional
        For a full cell, as :func:`pybamm_miec.parameters.parameter_values` takes it.
    options : dict
        Of the model, beyond those that the set declares.
    values : dict
        Other values for rows, by symbol or name, or for other parameters of PyBaMM's, by name.
    design : dict, optional
        For a full cell, arguments of :func:`pybamm_miec.design`; as the set has it if not given.
    """

    anode: str
    cell: str = "half"
    positive: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    design: Mapping[str, Any] | None = None

    def at(self, theta: Mapping[str, float]) -> pybamm.ParameterValues:
        """Return all values of the cell.

        Parameters
        ----------
        theta : mapping
            From a symbol or name to its value, in the unit of the row; what is derived from a row and what
            the design makes of it follow.

        Returns
        -------
        pybamm.ParameterValues

        Raises
        ------
        CalibrationError
            For a name that is no number of this cell.
        DesignError
            For a cell that cannot be.
        """
        rows = _rows(self.anode, self.cell, self.positive)
        told = {**self.values, **theta}
        changed = {name: told[name] for name in told if name in rows}
        values = parameters.parameter_values(self.anode, self.cell, self.positive, changed)
        for name in told:
            if name not in rows:
                self._put(values, name, told[name])
        if self.design is None:
            return values
        return design(values, options=HostOptions(self._options()), **self.design)

    def _put(self, values, name, value):
        if name not in values or not isinstance(values[name], int | float):
            known = [*self.names, *values]
            refuse(
                CalibrationError,
                f"{self.anode}, {self.cell} cell",
                f"{name!r} is no number of this cell{ending(name, known)}",
            )
        values[name] = value

    @property
    def names(self) -> tuple[str, ...]:
        """Symbols and names of the rows that are numbers."""
        return tuple(_rows(self.anode, self.cell, self.positive))

    def has(self, name: str) -> bool:
        """Return whether a symbol or name is a number of this cell."""
        if name in _rows(self.anode, self.cell, self.positive):
            return True
        values = parameters.parameter_values(self.anode, self.cell, self.positive)
        return name in values and isinstance(values[name], int | float)

    def value(self, name: str) -> float:
        """Return the number that a symbol or name has, in the unit of its row, before the design."""
        if name in self.values:
            return float(self.values[name])
        found = _rows(self.anode, self.cell, self.positive).get(name)
        if found is not None:
            return float(found)
        return float(parameters.parameter_values(self.anode, self.cell, self.positive)[name])

    def model(self, kind: str) -> pybamm.BaseModel:
        """Return a model of the cell, one of ``MODELS``."""
        options = dict(self.options)
        return getattr(models, kind).of(self.anode, self.cell, options, self.positive)

    def _options(self):
        declared = parameters.host_options(self.anode)
        return {**declared, **self.options, "working electrode": _WORKING[self.cell]}


@lru_cache(maxsize=32)
def _rows(anode: str, cell: str, positive: str | None) -> dict[str, float]:
    """Rows with a number by symbol, name, and name with unit; of the anode alone beside a set of PyBaMM's."""
    ours = positive is None or positive in parameters.cathodes()
    table = parameters.provenance(anode, cell, positive if ours else None)
    if not ours:
        default, anodes = (parameters.provenance(of) for of in (parameters.cathodes()[0], anode))
        table = table[~table["file"].isin(set(default["file"]) - set(anodes["file"]))]
    rows: dict[str, float] = {}
    for row in table.itertuples():
        if not isinstance(row.value, str):
            rows |= dict.fromkeys((row.symbol, row.name, f"{row.name} [{row.unit}]"), row.value)
    return rows
