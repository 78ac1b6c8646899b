"""A cell of a plan: from the parameters that are free to all of its values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from numbers import Real
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
    fitted : bool
        Whether with the rows that are fitted to this kind of cell alone, as
        :func:`pybamm_miec.parameters.parameter_values` takes it.
    model : str, optional
        One of ``MODELS``, where it is not that of the plan.
    """

    anode: str
    cell: str = "half"
    positive: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    design: Mapping[str, Any] | None = None
    fitted: bool = True
    model: str | None = None

    def at(self, theta: Mapping[str, float]) -> pybamm.ParameterValues:
        """Return all values of the cell.

        Parameters
        ----------
        theta : mapping
            From a symbol or name to its value, in the unit of the row, or from an argument of the design;
            what is derived from a row and what the design makes of it follow.

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
        told = {**self.values, **theta}
        rows, designed = self._rows(), dict(self.design or {})
        changed = {name: told.pop(name) for name in list(told) if name in rows}
        designed |= {name: told.pop(name) for name in list(told) if name in designed}
        values = self._set(changed)
        for name, value in told.items():
            self._put(values, name, value)
        if self.design is None:
            return values
        return design(values, options=HostOptions(self._options()), **designed)

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
        """Symbols and names of the rows that are numbers, and arguments of the design."""
        return (*self._rows(), *self._designed())

    def has(self, name: str) -> bool:
        """Return whether a symbol or name is a number of this cell."""
        if name in self.names:
            return True
        values = self._set()
        return name in values and isinstance(values[name], int | float)

    def value(self, name: str) -> float:
        """Return the number that a symbol or name has, in the unit of its row, before the design."""
        for held in (self.values, self._designed(), self._rows()):
            if name in held:
                return float(held[name])
        return float(self._set()[name])

    def put_together(self, kind: str) -> pybamm.BaseModel:
        """Return the model of the cell, of this kind if it names none itself."""
        of = getattr(models, self.model or kind).of
        return of(self.anode, self.cell, dict(self.options), self.positive, self.fitted)

    def _set(self, changed=None):
        return parameters.parameter_values(
            self.anode, self.cell, self.positive, changed, self.fitted
        )

    def _designed(self):
        """Arguments of the design that are numbers."""
        design = (self.design or {}).items()
        return {name: x for name, x in design if isinstance(x, Real) and not isinstance(x, bool)}

    def _rows(self):
        return _rows(self.anode, self.cell, self.positive, self.fitted)

    def _options(self):
        declared = parameters.host_options(self.anode)
        return {**declared, **self.options, "working electrode": _WORKING[self.cell]}


@lru_cache(maxsize=32)
def _rows(anode: str, cell: str, positive: str | None, fitted: bool) -> dict[str, float]:
    """Rows with a number by symbol, name, and name with unit; of the anode alone beside a set of PyBaMM's."""
    ours = positive is None or positive in parameters.cathodes()
    table = parameters.provenance(anode, cell, positive if ours else None, fitted)
    if not ours:
        default, anodes = (parameters.provenance(of) for of in (parameters.cathodes()[0], anode))
        table = table[~table["file"].isin(set(default["file"]) - set(anodes["file"]))]
    rows: dict[str, float] = {}
    for row in table.itertuples():
        if not isinstance(row.value, str):
            rows |= dict.fromkeys((row.symbol, row.name, f"{row.name} [{row.unit}]"), row.value)
    return rows
