"""Full cells with NCM622, whose anode has lithium to spare or none (Fig. 5 and S8).

But for the rows that are fitted to full cells, which only cells that say so read, nothing in the sets is
chosen by these: anode and losses by half cells, the cathode by other work.
"""

from dataclasses import dataclass

import pybamm

from pybamm_miec import experiments
from pybamm_miec.balance import design
from pybamm_miec.models import DFN
from pybamm_miec.options import HostOptions
from pybamm_miec.scorecard.runs import cycled
from pybamm_miec.scorecard.runs.effort import ANODE, Effort

CHARGE, DISCHARGE = 0.2, 0.5  # [h-1]
WINDOW = (3.0, 4.3)  # [V]
CAPACITY = 1.0  # of the cathode, where it is not fitted [mA.h.cm-2]
FITTED = "fitted"
SHOWN = (1, 50, 100, 200, 250)  # cycles whose voltage is kept

_ALL = (
    f"a cathode of {CAPACITY:g} mA.h.cm-2 is assumed, which the text does not give; with it, the metal of "
    "N/P = 4 is the 4 mA.h.cm-2 that nearly fill the pores (Fig. 3)"
)
_PLATED = (
    f"N/P is taken as the lithium plated beforehand over that capacity, counted from rest; {_ALL}"
)
_ALSO = "the loading of the cathode is fitted, with what half cells tell, to the full cells of N/P 2 and none"


@dataclass(frozen=True)
class FullCell:
    """A full cell of the paper's.

    Attributes
    ----------
    figure : str
        Panel of the paper's figure.
    anode : str
        Whose set the negative electrode is.
    n_to_p : float or None
        Lithium that is plated before the cell is built, over the capacity of the cathode [-]; None where the
        host is new.
    cycles : int
        How many are run.
    fitted : bool
        Whether with the rows that are fitted to full cells, which predicts nothing.
    """

    figure: str
    anode: str
    n_to_p: float | None
    cycles: int
    fitted: bool = False

    @property
    def assumed(self) -> str:
        """What the main text does not say."""
        if self.fitted and self.anode == ANODE:
            return _ALSO
        return _ALL if self.n_to_p is None else _PLATED

    @property
    def name(self) -> str:
        """As it is written in figures."""
        return f"{self.anode}, {self.reserve}"

    @property
    def reserve(self) -> str:
        """What is plated beforehand, in words, and whether rows are fitted."""
        reserve = "anode-free" if self.n_to_p is None else f"N/P {self.n_to_p:g}"
        return f"{reserve}, {FITTED}" if self.fitted else reserve

    @property
    def key(self) -> str:
        """Figure and name, which tell the cells apart from each other and from half cells."""
        return f"{self.figure} {self.name}"

    def cycles_at(self, effort: Effort) -> int:
        """Return how many cycles are run."""
        return min(self.cycles, effort.at_most or self.cycles)


CELLS = (
    FullCell("5a", ANODE, 4, 300),
    FullCell("5a", ANODE, 2, 300),
    FullCell("S8", ANODE, None, 300),
    FullCell("5a", "Cu", 4, 300),
    FullCell("5a", "Cu", 2, 300),
    *(FullCell("5a", ANODE, reserve, 300, fitted=True) for reserve in (4, 2)),
    FullCell("S8", ANODE, None, 120, fitted=True),
    FullCell("5a", "Cu", 4, 60, fitted=True),
)
BY_KEY = {cell.key: cell for cell in CELLS}


def run(cell: FullCell, effort: Effort) -> cycled.Cycled:
    """Build a cell and cycle it between its limits.

    Parameters
    ----------
    cell : FullCell
        Which.
    effort : Effort
        Mesh, tolerance, and how many cycles.

    Returns
    -------
    Cycled
        With the voltage of the cycles in ``SHOWN``.
    """
    model = DFN.of(cell.anode, "full", fitted=cell.fitted)
    values = built(cell, model.default_parameter_values, model.options)
    experiment = cycling(values, cell.cycles_at(effort))
    return cycled.run(model, experiment, effort, shown=SHOWN, values=values)


def built(
    cell: FullCell, values: pybamm.ParameterValues, options: HostOptions, **otherwise
) -> pybamm.ParameterValues:
    """Return the values of a cell that is built as the paper's.

    A host that is plated beforehand has been cycled before, as the paper's half cells are; one of a cell
    without a reserve has not, so that traps, first film and closed sites take their share in it.

    Parameters
    ----------
    cell : FullCell
        Which.
    values : pybamm.ParameterValues
        Of its anode and cathode.
    options : HostOptions
        Of its model.
    **otherwise
        For :func:`pybamm_miec.design`, what is not as the paper's cells are taken to be.

    Returns
    -------
    pybamm.ParameterValues
    """
    loading = {} if cell.fitted and cell.anode == ANODE else {"cathode_capacity": CAPACITY}
    taken = {**loading, "pre_cycled": cell.n_to_p is not None}
    return design(values, n_to_p=cell.n_to_p, options=options, **{**taken, **otherwise})


def cycling(values: pybamm.ParameterValues, cycles: int) -> pybamm.Experiment:
    """Return the paper's charges and discharges of a cell with these values."""
    return experiments.full_cell_cycling(
        values, charge=CHARGE, discharge=DISCHARGE, window=WINDOW, cycles=cycles
    )
