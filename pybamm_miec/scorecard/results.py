"""What the runs gave, as plain tables and numbers: all that a comparison may look at."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pybamm

from pybamm_miec import analysis
from pybamm_miec import vocabulary as v
from pybamm_miec.scorecard.runs import plating
from pybamm_miec.scorecard.runs.cycled import Cycled
from pybamm_miec.scorecard.runs.effort import ANODE, Effort
from pybamm_miec.scorecard.runs.suite import Suite
from pybamm_miec.scorecard.runs.voltammetry import Voltammetry

CE = "coulombic efficiency [%]"
SETTLED = 15  # cycles within which the paper's efficiency has settled
ALIVE = 97.0  # [%]: below, a cell loses four times what the paper's best one does
IN_A_ROW = 5  # cycles: one that gives less is no end, where the next gives more
GONE = ("isolated", "in SEI", "trapped", "in first film", "in film on metal")  # for good, or nearly
_MAH_PER_CM2 = 0.1 / 3600  # C.m-2 in mA.h.cm-2
_NUMBERS = {
    "L": v.L,
    "R_p": v.R,
    "l_f": v.l_f,
    "eps_0": v.eps_0,
    "eps_r": v.eps_r,
    "V_Li": v.Quantity("Lithium metal partial molar volume", "m3.mol-1"),
}
_OF_PORES = ("L", "eps_0", "eps_r", "V_Li")
_COUPLES = [
    v.Quantity(f"{{Host}} electrode host site standard potential ({k})", "V") for k in (0, 1)
]
_NO_PORES = pd.DataFrame(columns=range(1 + len(plating.PICTURES)), dtype=float)
THIRDS = ("upper", "middle", "lower")


@dataclass(frozen=True)
class Plated:
    """What plating an anode once gave.

    Attributes
    ----------
    deposit : pandas.DataFrame
        Index: capacity since 0 V [mA.h.cm-2], of the start and of the pictures; "fill", "lowest fill",
        "highest fill", "share on face", "centroid" [-] and "metal [mA.h.cm-2]".  NaN for a foil where
        it takes pores.
    thirds : pandas.DataFrame
        Filled share of the pores [-] in the thirds of the depth (index, from the separator), by picture.
    dip : float
        Nucleation overpotential [mV].
    rest : float
        Voltage at rest, against the lithium counter electrode [V].
    """

    deposit: pd.DataFrame
    thirds: pd.DataFrame
    dip: float
    rest: float

    @property
    def pictures(self) -> pd.DataFrame:
        """The deposit in the paper's pictures."""
        return self.deposit.loc[list(plating.PICTURES)]


@dataclass(frozen=True)
class Results:
    """What the runs gave.

    Attributes
    ----------
    effort : Effort
        How they were run.
    platings : dict of Plated
        By anode.
    conduction : dict of pandas.DataFrame
        By anode, as from :func:`pybamm_miec.analysis.apparent_conductivity`: at rest and at 0 V.
    in_llto : float
        Lithium that the LLTO of LLTO@CNT holds after plating [mA.h.cm-2].
    porosity, wall : float
        Of that host before anything is in it: porosity [-] and area per volume [m-1].
    cycling : dict of Cycled
        By key of the test, or of the full cell.
    activation : dict of Cycled
        By cut-off [V] and current density [mA.cm-2].
    rates : Cycled
        At one current after another.
    voltammetry : dict of Voltammetry
        By anode.
    impedance : dict of pandas.DataFrame
        Spectra by anode and state.
    cell : Cell
        Numbers of the parameter set of LLTO@CNT.
    pores_hold : dict of float
        By anode, metal that fills the pores [mA.h.cm-2]; NaN for a foil.
    """

    effort: Effort
    platings: dict[str, Plated]
    conduction: dict[str, pd.DataFrame]
    in_llto: float
    porosity: float
    wall: float
    cycling: dict[str, Cycled]
    activation: dict[tuple[float, float], Cycled]
    rates: Cycled
    voltammetry: dict[str, Voltammetry]
    impedance: dict[tuple[str, str], pd.DataFrame]
    cell: "Cell"
    pores_hold: dict[str, float]

    def rise(self, anode: str, carrier: str) -> float:
        """Return how many times better a host conducts at 0 V than at rest [-]."""
        at_rest, at_0_V = self.conduction[anode][f"{carrier} [S.m-1]"]
        return float(at_0_V / at_rest)

    def efficiency(self, key: str) -> pd.Series:
        """Return the coulombic efficiency of a test, cycle by cycle [%]."""
        return self.cycling[key].efficiency[CE]

    def stabilised(self, key: str) -> float:
        """Return the mean coulombic efficiency after the first 15 cycles [%]."""
        return float(self.settled(key).mean())

    def settled(self, key: str) -> pd.Series:
        """Return the coulombic efficiency after the first 15 cycles [%]."""
        return self.efficiency(key).iloc[SETTLED:]

    def sustained(self, key: str) -> int:
        """Return the cycles before the mean of five, once 15 are past, is below 97 %; or all there are."""
        later = self.settled(key).rolling(IN_A_ROW).mean()
        failed = later.index[later < ALIVE]
        return int(failed[0]) - 1 if failed.size else len(self.efficiency(key))

    def lost(self, key: str) -> float:
        """Return what a test, without its pre-cycles, has turned into what can't be stripped [mA.h.cm-2]."""
        gone = self.cycling[key].ledger[list(GONE)].sum(axis=1)
        return float(gone.iloc[-1] - gone.loc[0])

    def isolated(self, key: str) -> float:
        """Return the lithium that is isolated when a test ends [mA.h.cm-2]."""
        return float(self.cycling[key].ledger["isolated"].iloc[-1])


@dataclass(frozen=True)
class Cell:
    """Numbers of the parameter set that the paper gives too, and what follows from them.

    Attributes
    ----------
    L, R_p, l_f : float
        Thickness of the host, radius of its particles, depth of its face [m].
    eps_0, eps_r : float
        Porosity at the start and of a full pore [-].
    V_Li : float
        Molar volume of lithium [m3.mol-1].
    couples : tuple of float
        Standard potentials of the sites [V].
    area : float
        Of the cell [m2].
    """

    L: float
    R_p: float
    l_f: float
    eps_0: float
    eps_r: float
    V_Li: float
    couples: tuple[float, ...]
    area: float

    @property
    def pore_capacity(self) -> float:
        """Metal that the pores hold [mA.h.cm-2]."""
        return self.metal(self.L * (self.eps_0 - self.eps_r))

    def metal(self, thickness: float) -> float:
        """Return the charge in a dense layer of lithium, thickness in [m] [mA.h.cm-2]."""
        return _charge(thickness, self.V_Li)

    def thickness(self, capacity: float) -> float:
        """Return how thick [m] a capacity [mA.h.cm-2] of dense lithium is."""
        return capacity / self.metal(1.0)


def read(suite: Suite, effort: Effort) -> Results:
    """Return what the scorecard compares, from solutions.

    Parameters
    ----------
    suite : Suite
        All runs.
    effort : Effort
        How they were run.

    Returns
    -------
    Results
    """
    own = suite.platings[ANODE]
    model = own.all_models[0]
    at = model.options.host
    return Results(
        effort=effort,
        platings={anode: _plated(solution) for anode, solution in suite.platings.items()},
        conduction={
            anode: analysis.apparent_conductivity(solution, solution.t[[0, -1]])
            for anode, solution in suite.lithiations.items()
        },
        in_llto=float(analysis.lithium_ledger(own)["in host"].iloc[-1]),
        porosity=float(own[at.key(v.eps)].entries[:, 0].mean()),
        wall=float(own[at.key(v.a_m)].entries[:, 0].mean()),
        cycling=suite.cycling,
        activation=suite.activation,
        rates=suite.rates,
        voltammetry=suite.voltammetry,
        impedance=suite.impedance,
        cell=_cell(model.default_parameter_values, at),
        pores_hold={
            anode: _pores_hold(solution.all_models[0]) for anode, solution in suite.platings.items()
        },
    )


def in_thirds(profile: pd.DataFrame) -> pd.DataFrame:
    """Return what is filled in the upper, middle and lower third of the depth, in the paper's pictures.

    Parameters
    ----------
    profile : pandas.DataFrame
        As from :func:`pybamm_miec.analysis.deposit_profile`, a column for each picture, on even cells:
        their first and last centre add up to the thickness.

    Returns
    -------
    pandas.DataFrame
        Index ``THIRDS``; mean filled share of the pores [-].
    """
    X = profile.index / (profile.index.min() + profile.index.max())
    which = [THIRDS[int(len(THIRDS) * x)] for x in X]
    return profile[list(plating.PICTURES)].groupby(which, sort=False).mean()


def _plated(solution):
    options = solution.all_models[0].options
    at = plating.times(solution, (plating.EARLY, *plating.PICTURES))
    times = list(at.values())
    metal = np.interp(times, solution.t, solution[options.host.key(v.q_metal)].entries)
    profile = analysis.deposit_profile(solution, times) if options.metal_in_pores else _NO_PORES
    profile = profile.set_axis(list(at), axis="columns")
    deposit = analysis.deposit_summary(solution, times).set_axis(
        pd.Index(at, name="capacity [mA.h.cm-2]")
    )
    return Plated(
        deposit=deposit.assign(
            **{
                "lowest fill": profile.min(),
                "highest fill": profile.max(),
                "metal [mA.h.cm-2]": metal,
            }
        ),
        thirds=in_thirds(profile),
        dip=1000 * analysis.nucleation_overpotential(solution),
        rest=float(solution["Voltage [V]"].entries[-1]),
    )


def _pores_hold(model):
    if not model.options.metal_in_pores:
        return float("nan")
    at, values = model.options.host, model.default_parameter_values
    L, eps_0, eps_r, V_Li = (float(values[at.key(_NUMBERS[n])]) for n in _OF_PORES)
    return _charge(L * (eps_0 - eps_r), V_Li)


def _charge(thickness, V_Li):
    """In a dense layer of lithium, thickness in [m] [mA.h.cm-2]."""
    return thickness * pybamm.constants.F.value / V_Li * _MAH_PER_CM2


def _cell(values, at):
    numbers = {name: float(values[at.key(quantity)]) for name, quantity in _NUMBERS.items()}
    couples = tuple(float(values[at.key(quantity)]) for quantity in _COUPLES)
    sides = (float(values[f"Electrode {side} [m]"]) for side in ("height", "width"))
    return Cell(couples=couples, area=math.prod(sides), **numbers)
