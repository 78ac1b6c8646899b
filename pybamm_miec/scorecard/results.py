"""What the runs gave, as plain tables and numbers: all that a comparison may look at."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pybamm

from pybamm_miec import analysis
from pybamm_miec import vocabulary as v
from pybamm_miec.scorecard import runs

CE = "coulombic efficiency [%]"
_MAH_PER_CM2 = 0.1 / 3600  # C.m-2 in mA.h.cm-2
_NUMBERS = {
    "L": v.L,
    "R_p": v.R,
    "l_f": v.l_f,
    "eps_0": v.eps_0,
    "eps_r": v.eps_r,
    "eps_s": v.Quantity("{Host} electrode active material volume fraction"),
    "V_Li": v.Quantity("Lithium metal partial molar volume", "m3.mol-1"),
    "j0_h": v.Quantity("{Host} electrode lithiation reference exchange-current density", "A.m-2"),
}
_COUPLES = [
    v.Quantity(f"{{Host}} electrode host site standard potential ({k})", "V") for k in (0, 1)
]


@dataclass(frozen=True)
class Results:
    """What the runs gave.

    Attributes
    ----------
    effort : Effort
        How they were run.
    deposit : pandas.DataFrame
        Index: capacity since 0 V [mA.h.cm-2]; "fill", "lowest fill", "highest fill", "share on face",
        "centroid" [-] and "metal [mA.h.cm-2]".
    dip : float
        Nucleation overpotential [mV].
    barrier : bool
        Whether metal has a barrier to nucleate over.
    rest : float
        Voltage of plated lithium at rest, against the lithium counter electrode [V].
    in_llto : float
        Lithium that the LLTO holds after plating [mA.h.cm-2].
    porosity, wall : float
        Of the host before anything is in it: porosity [-] and area per volume [m-1].
    efficiency, ledger : dict of pandas.DataFrame
        By figure of the test, as from :mod:`pybamm_miec.analysis`.
    cell : Cell
        Numbers of the parameter set.
    """

    effort: runs.Effort
    deposit: pd.DataFrame
    dip: float
    barrier: bool
    rest: float
    in_llto: float
    porosity: float
    wall: float
    efficiency: dict[str, pd.DataFrame]
    ledger: dict[str, pd.DataFrame]
    cell: "Cell"

    def stabilised(self, figure: str) -> float:
        """Return the mean coulombic efficiency after the first 15 cycles [%]."""
        return float(self.efficiency[figure][CE].iloc[15:].mean())

    def isolated(self, figure: str) -> float:
        """Return the lithium that is isolated when a test ends [mA.h.cm-2]."""
        return float(self.ledger[figure]["isolated"].iloc[-1])


@dataclass(frozen=True)
class Cell:
    """Numbers of the parameter set that the paper gives too, and what follows from them.

    Attributes
    ----------
    L, R_p, l_f : float
        Thickness of the host, radius of its particles, depth of its face [m].
    eps_0, eps_r, eps_s : float
        Porosity at the start and of a full pore, share of the LLTO [-].
    V_Li : float
        Molar volume of lithium [m3.mol-1].
    couples : tuple of float
        Standard potentials of the sites [V].
    j0_h : float
        Exchange current of lithiation at the reference, per area of particles [A.m-2].
    """

    L: float
    R_p: float
    l_f: float
    eps_0: float
    eps_r: float
    eps_s: float
    V_Li: float
    couples: tuple[float, ...]
    j0_h: float

    @property
    def wall_per_area(self) -> float:
        """Surface of the particles per area of the cell, where lithium enters them [-]."""
        return 3 * self.eps_s / self.R_p * self.L

    @property
    def pore_capacity(self) -> float:
        """Metal that the pores hold [mA.h.cm-2]."""
        return self.metal(self.L * (self.eps_0 - self.eps_r))

    def metal(self, thickness: float) -> float:
        """Return the charge in a dense layer of lithium, thickness in [m] [mA.h.cm-2]."""
        return thickness * pybamm.constants.F.value / self.V_Li * _MAH_PER_CM2

    def thickness(self, capacity: float) -> float:
        """Return how thick [m] a capacity [mA.h.cm-2] of dense lithium is."""
        return capacity / self.metal(1.0)


def read(
    plating: pybamm.Solution, cycling: dict[str, pybamm.Solution], effort: runs.Effort
) -> Results:
    """Return what the scorecard compares, from solutions.

    Parameters
    ----------
    plating : pybamm.Solution
        From :func:`pybamm_miec.scorecard.runs.plating`.
    cycling : dict of pybamm.Solution
        From :func:`pybamm_miec.scorecard.runs.cycling`, by figure of the test.
    effort : Effort
        How they were run.

    Returns
    -------
    Results
    """
    model = plating.all_models[0]
    at = model.options.host
    return Results(
        effort=effort,
        deposit=_deposit(plating, at),
        dip=1000 * analysis.nucleation_overpotential(plating),
        barrier=model.options["nucleation"] != "none",
        rest=float(plating["Voltage [V]"].entries[-1]),
        in_llto=float(analysis.lithium_ledger(plating)["in host"].iloc[-1]),
        porosity=float(plating[at.key(v.eps)].entries[:, 0].mean()),
        wall=float(plating[at.key(v.a_m)].entries[:, 0].mean()),
        efficiency={key: analysis.coulombic_efficiency(sol) for key, sol in cycling.items()},
        ledger={key: analysis.lithium_ledger(sol) for key, sol in cycling.items()},
        cell=_cell(model.default_parameter_values, at),
    )


def picture_times(plating: pybamm.Solution) -> dict[float, float]:
    """Return when [s] each capacity of the paper's pictures [mA.h.cm-2] has been plated."""
    start = plating.cycles[0].steps[1].t[0]
    return {q: start + q / runs.PLATING_CURRENT * 3600 for q in runs.PICTURES}


def _deposit(plating, at):
    times = list(picture_times(plating).values())
    profile = analysis.deposit_profile(plating, times)
    metal = np.interp(times, plating.t, plating[at.key(v.q_metal)].entries)
    deposit = analysis.deposit_summary(plating, times).assign(
        **{"lowest fill": profile.min(), "highest fill": profile.max(), "metal [mA.h.cm-2]": metal}
    )
    return deposit.set_axis(pd.Index(runs.PICTURES, name="capacity [mA.h.cm-2]"))


def _cell(values, at):
    numbers = {name: float(values[at.key(quantity)]) for name, quantity in _NUMBERS.items()}
    couples = tuple(float(values[at.key(quantity)]) for quantity in _COUPLES)
    return Cell(couples=couples, **numbers)
