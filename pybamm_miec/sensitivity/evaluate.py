"""The cells with some values in place of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from numbers import Real

import pybamm

from pybamm_miec import life, parameters
from pybamm_miec.errors import DesignError
from pybamm_miec.scorecard.runs import full_cells
from pybamm_miec.scorecard.runs.effort import ANODE, Effort, simulation
from pybamm_miec.sensitivity.equations import MODELS, held, model_of, moved, simplest
from pybamm_miec.sensitivity.predictions import (
    CELLS,
    PLENTY,
    PREDICTIONS,
    cycles_of,
    is_beyond,
    is_over,
)
from pybamm_miec.sensitivity.unknowns import DESIGN

# On twice the points, and at a tenth of the tolerance, no life changes by a cycle; on six points, a DFN
# finds the wrong start where the liquid is poor.
EFFORTS = {kind: Effort("", {"x_n": 10, "x_s": 5, "x_p": 5, "r_p": 10}, 1e-4) for kind in MODELS}
SAME = "as it is"


@dataclass(frozen=True)
class Evaluation:
    """What the predictions are with some values in place of the cells' own.

    Attributes
    ----------
    kind : str
        The model; ``SAME`` where nothing changes in the equations of any.
    predicted : dict of float
        By name, without those of cells in whose equations nothing changes.  A life that is beyond the last
        cycle is that cycle; NaN for a cell that the design refuses, or whose run the solver did not finish.
    notes : dict of str
        Beside some of these, why: "beyond", "refused: ...", "ended: ..." or "failed: ...".
    """

    kind: str
    predicted: dict[str, float]
    notes: dict[str, str]


def evaluate(changed: Mapping[str, object], kind: str | None = None) -> Evaluation:
    """Run the cells in whose equations something changes.

    Parameters
    ----------
    changed : mapping
        From symbols of rows, or arguments of the design, to other values.  Without any, all cells are run.
    kind : str, optional
        "SPM" or "DFN"; the simplest that holds what changes, if not given.  Of a DFN, the cells of N/P 2 and
        without a reserve are run by a SPMe, which gives the same life, if it holds what changes.

    Returns
    -------
    Evaluation
    """
    made, notes, names = {}, {}, {}
    for cell in CELLS:
        try:
            made[cell] = built(cell, changed)
        except DesignError as refusal:
            notes[cell] = f"refused: {refusal}"
            continue
        names[cell] = moved(kind or "DFN", made[cell], _own(cell))
    kind = kind or simplest(set().union(*names.values()))
    run = {cell: values for cell, values in made.items() if names[cell] or not changed}
    if not run and not notes:
        return Evaluation(SAME, {}, {})
    return _read(kind, _lives(run, kind, set().union(*names.values())), notes)


def built(cell: full_cells.FullCell, changed: Mapping[str, object]) -> pybamm.ParameterValues:
    """Return the values of a cell with some in place of its own.

    Raises
    ------
    DesignError
        For a cell that cannot be.
    """
    design = {u.symbol: changed[u.symbol] for u in DESIGN if u.symbol in changed}
    rows = {symbol: x for symbol, x in changed.items() if symbol not in design}
    if cell.n_to_p is not None:
        design.pop("pre_cycled", None)  # what is plated beforehand is
    values = parameters.parameter_values(ANODE, "full", changed=rows, fitted=False)
    return full_cells.built(cell, values, model_of("DFN").options, **design)


def lives(
    made: Mapping[full_cells.FullCell, pybamm.ParameterValues], kind: str
) -> dict[full_cells.FullCell, life.Life]:
    """Return the lives of cells that differ by how they begin, of one model that is built once.

    Parameters
    ----------
    made : mapping
        Values by cell.
    kind : str
        "SPM" or "DFN".

    Returns
    -------
    dict of Life
    """
    first, *others = made.values()
    begins = [n for n, x in first.items() if _is_number(x) and any(o[n] != x for o in others)]
    values = first.copy()
    values.update(dict.fromkeys(begins, "[input]"))
    experiment = full_cells.cycling(values, life.RUN)
    solves = simulation(model_of(kind), EFFORTS[kind], values, experiment, store_first_last=True)
    return {
        cell: life.cycle_on(
            solves, cycles_of(cell), {name: own[name] for name in begins}, is_over(cell)
        )
        for cell, own in made.items()
    }


def _lives(run, kind, names):
    """By a SPMe where it gives what a DFN does, in less time: not where metal nearly fills the pores."""
    by = dict.fromkeys(run, kind)
    if kind == "DFN" and names <= held("SPMe"):
        by = {cell: kind if cell is PLENTY else "SPMe" for cell in run}
    found = {}
    for model in dict.fromkeys(by.values()):
        found |= lives({cell: values for cell, values in run.items() if by[cell] == model}, model)
    return found


@cache
def _own(cell):
    return built(cell, {})


def _read(kind, lived, notes):
    told = {**notes, **{cell: _note(cell, each) for cell, each in lived.items()}}
    predicted, beside = {}, {}
    for prediction in PREDICTIONS:
        cell = prediction.cell
        if cell not in told:
            continue
        runs = cell in lived and not lived[cell].failed
        predicted[prediction.name] = prediction.of(lived[cell]) if runs else float("nan")
        if told[cell]:
            beside[prediction.name] = told[cell]
    return Evaluation(kind, predicted, beside)


def _note(cell, each):
    if each.ended:
        return f"{'failed' if each.failed else 'ended'}: {each.ended}"
    return "beyond" if is_beyond(cell, each) else ""


def _is_number(value):
    return isinstance(value, Real) and not isinstance(value, bool)
