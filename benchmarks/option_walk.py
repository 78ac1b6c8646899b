"""Which options of PyBaMM go with a host: each value is built and solved, or refused, in a table.

Each value of each option alone, in both electrodes and in the one across from the host, and some beside the
host's own options; with a DFN, a SPMe and a SPM, in a half cell and in a full cell.  "works" is a model that
builds, takes up lithium for ten minutes and gives it back for five at 1 mA.cm-2, without a failure of the
solver, at voltages that are numbers and with all of the lithium found again; "refused" is an error that names
the option; all else "fails".

Values that a set of the host's lacks, as of SEI or of heat, are borrowed from a set of PyBaMM's, those of its
negative electrode for the host: they show that it runs, not what it would do.

    python benchmarks/option_walk.py --pairs --csv option_walk.csv
"""

import argparse
import os
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

os.environ |= {"OMP_NUM_THREADS": "1", "PYBAMM_DISABLE_TELEMETRY": "true"}

import numpy as np
import pandas as pd
import pybamm
from rich.console import Console
from rich.progress import track
from rich.table import Table

import pybamm_miec as miec

MODELS = {"DFN": miec.DFN, "SPMe": miec.SPMe, "SPM": miec.SPM}
CELLS = {"half": {"working electrode": "positive"}, "full": {}}
POINTS = 10
LITHIATE, DELITHIATE = 600, 300  # s
CLOSED = 1e-9  # of the charge passed
LEAST = 0.01  # mA.h.cm-2 that have to pass: less says nothing of a host that takes up a hundred times as much
# Where states are no lithium it is as good as the integrator: potentials, and the product of two states.
MSMR_CLOSED, LOST_CLOSED = 1e-4, 1e-7

# What PyBaMM wants beside a value.
BESIDE = {
    ("lithium plating", "partially reversible"): {"SEI": "constant"},
    ("SEI film resistance", "distributed"): {"SEI": "reaction limited"},
    ("SEI film resistance", "average"): {"SEI": "reaction limited"},
    ("SEI on cracks", "true"): {"SEI": "reaction limited"},
    ("SEI porosity change", "true"): {"SEI": "reaction limited"},
    ("stress-induced diffusion", "true"): {"particle mechanics": "swelling only"},
    ("lithium plating porosity change", "true"): {"lithium plating": "irreversible"},
    ("surface temperature", "lumped"): {"thermal": "lumped"},
    ("use lumped thermal capacity", "true"): {"thermal": "lumped"},
    ("heat of mixing", "true"): {"thermal": "lumped"},
    ("cell geometry", "cylindrical"): {"dimensionality": 3},
    ("thermal", "x-lumped"): {"cell geometry": "pouch"},
    ("current collector", "potential pair"): {"dimensionality": 1},
    ("current collector", "potential pair quite conductive"): {"dimensionality": 1},
    ("convection", "full transverse"): {"dimensionality": 1},
    ("particle size", "distribution"): {"surface form": "differential"},
    ("particle phases", "2"): {
        "surface form": "differential",
        "particle": "Fickian diffusion",
    },
    **{
        (option, "MSMR"): {
            "open-circuit potential": "MSMR",
            "particle": "MSMR",
            "intercalation kinetics": "MSMR",
            "number of MSMR reactions": ("6", "4"),
        }
        for option in ("open-circuit potential", "particle", "intercalation kinetics")
    },
}
# Options that take a value for each electrode.
IN_EACH_ELECTRODE = (
    "diffusivity",
    "exchange-current density",
    "intercalation kinetics",
    "interface utilisation",
    "lithium plating",
    "loss of active material",
    "open-circuit potential",
    "particle",
    "particle mechanics",
    "particle phases",
    "particle size",
    "SEI",
    "SEI on cracks",
    "stress-induced diffusion",
)
# Options of PyBaMM's that meet the host's own, and the host's own that they meet.
STOCK = (
    {"particle": "Fickian diffusion"},
    {"surface form": "differential"},
    {"SEI": "ec reaction limited"},
    {"SEI": "solvent-diffusion limited", "SEI on cracks": "true"},
    {"loss of active material": "stress and reaction-driven", "SEI": "reaction limited"},
    {"interface utilisation": "current-driven"},
    {"intercalation kinetics": "asymmetric Butler-Volmer"},
    {"contact resistance": "true", "voltage as a state": "true"},
    {"operating mode": "differential power"},
    {"thermal": "lumped"},
    {"transport efficiency": "tortuosity factor"},
)
BESIDE_OWN = {
    ("reconnection", "by plating in film"): {"metal film": "on fresh metal"},
    ("electrolyte stock", "consumed"): {"metal film": "on fresh metal"},
}
# How the current is controlled, other than by the current itself: what it is asked for.
ASKED_FOR = {
    "voltage": "Voltage function [V]",
    "power": "Power function [W]",
    "resistance": "Resistance function [Ohm]",
}


@dataclass(frozen=True)
class Case:
    """What is tried.

    Attributes
    ----------
    option : str
        Option that is looked at.
    value : str or int
        Its value.
    where : str
        "" in both electrodes, "other" across from the host, or what of the host's own it is beside.
    options : dict
        All that are given.
    """

    option: str
    value: str | int
    where: str
    options: dict = field(hash=False)


class Outcome(NamedTuple):
    """What came of it.

    Attributes
    ----------
    result : str
        "works", "refused" or "fails".
    message : str
        Why not; empty where it works.
    """

    result: str
    message: str = ""


# ---- what is tried ----


def alone():
    """Yield a case for every value of PyBaMM's options that is not its default."""
    for option, value in _values_of_pybamm():
        yield Case(option, value, "", BESIDE.get((option, value), {}) | {option: value})


def across():
    """Yield a case for every value that the electrode across from the host can have by itself."""
    stock = pybamm.BatteryModelOptions({})
    for case in alone():
        if case.option in IN_EACH_ELECTRODE:
            there = {name: _across(name, x, stock) for name, x in case.options.items()}
            yield replace(case, where="other", options=there)


def pairs():
    """Yield a case for every value of the host's own options beside some of PyBaMM's."""
    for own, values in miec.HostOptions.own.items():
        for value in values[1:]:
            if own == "host sites" and value not in ("none", "0"):
                continue
            host = BESIDE_OWN.get((own, value), {}) | {own: value}
            for stock in STOCK:
                option, chosen = next(iter(stock.items()))
                yield Case(option, chosen, f"{own}: {value}", host | stock)


def _values_of_pybamm():
    stock = pybamm.BatteryModelOptions({})
    for option, values in stock.possible_options.items():
        if option not in ("working electrode", "number of MSMR reactions"):
            yield from ((option, value) for value in values if value != stock[option])


def _across(name, value, stock):
    if name == "number of MSMR reactions":
        return ("none", value[1])
    if name not in IN_EACH_ELECTRODE or stock[name] == value:
        return value
    return (stock[name], value)


# ---- what comes of it ----


def attempt(model, cell, options) -> Outcome:
    """Build and solve, and say what came of it.

    Parameters
    ----------
    model : str
        "DFN", "SPMe" or "SPM".
    cell : str
        "half" or "full".
    options : dict
        Of PyBaMM and of the host.

    Returns
    -------
    Outcome
    """
    try:
        return _solved(MODELS[model](CELLS[cell] | options))
    except (pybamm.OptionError, NotImplementedError) as error:
        return Outcome("refused", _words(error))
    except Exception as error:  # whatever it is, it is what we look for
        return Outcome("fails", f"{type(error).__name__}: {_words(error)}")


def _words(error):
    return " ".join(str(error).split())


def _solved(model):
    values = values_for(model)
    solution = solve(model, values)
    if not np.all(np.isfinite(solution["Voltage [V]"].entries)):
        return Outcome("fails", "a voltage is not a number")
    if passed(solution, values) < LEAST:
        return Outcome("fails", f"it ended after {solution.t[-1]:.2g} s: {solution.termination}")
    if model.options.has_metal:
        for column, lost in lithium_lost(solution, values).items():
            if not lost < _closed(model.options, column):
                return Outcome("fails", f"{column}: {lost:.1e} of the charge")
    return Outcome("works")


def lithium_lost(solution, values):
    """Return what the ledger leaves unaccounted for, by column, as a share of the charge passed."""
    ledger = miec.analysis.lithium_ledger(solution)
    columns = [name for name in ledger if name.endswith("unaccounted")]
    charge = passed(solution, values)
    return {name: np.max(np.abs(ledger[name])) / charge for name in columns}


def passed(solution, values):
    """Return the charge that passed, in either direction [mA.h.cm-2]."""
    return np.ptp(solution["Throughput capacity [A.h]"].entries) * 0.1 / area(values)


def _closed(options, column):
    if "MSMR" in options["particle"] and column.startswith("other"):
        return MSMR_CLOSED
    return CLOSED if options["loss of active material"] == "none" else LOST_CLOSED


def area(values):
    """Return the area of the cell [m2]."""
    return values["Electrode height [m]"] * values["Electrode width [m]"]


def solve(model, values):
    """Return the solution of a lithiation and a delithiation, or of what the operating mode asks for."""
    current = 10.0 * area(values) * model.options.host.lithiation_sign  # 1 mA.cm-2
    mode = str(model.options["operating mode"])
    points = {name: POINTS for name in ("x_n", "x_s", "x_p", "r_n", "r_p", "R_n", "R_p")}
    points |= {name: POINTS for name in ("r_n_prim", "r_n_sec", "r_p_prim", "r_p_sec")}
    settings = {"parameter_values": values, "var_pts": {**model.default_var_pts, **points}}
    if mode != "current":
        values.update(_asked_for(mode, model, values, current), check_already_exists=False)
        return pybamm.Simulation(model, **settings).solve([0, LITHIATE])
    steps = [
        pybamm.step.current(current, duration=LITHIATE),
        pybamm.step.current(-current, duration=DELITHIATE),
    ]
    experiment = pybamm.Experiment(steps)
    solution = pybamm.Simulation(model, experiment=experiment, **settings).solve(calc_esoh=False)
    if len(solution.cycles) < len(steps):
        raise pybamm.SolverError("a step was not finished")
    return solution


def _asked_for(mode, model, values, current):
    """Values of a way to control the current, other than by itself."""
    half = model.options.host.is_terminal
    V = 0.5 if half else 3.6
    charged = {"Initial voltage in positive electrode [V]": 0.2} if half else {}
    if mode == "CCCV":
        V = 2.0 if half else 3.6
        return {"CCCV current function [A]": -abs(current), "Voltage function [V]": V, **charged}
    # PyBaMM begins with 1C: a way that is followed in time would end an empty cell before it is there
    slowly = {"Nominal cell capacity [A.h]": 1e-3 * abs(current)} if "differential" in mode else {}
    if (
        mode == "differential resistance"
    ):  # of PyBaMM's, which finds no current but one that charges
        current, slowly = -abs(current), slowly | charged
        V = 2.0 if half else V
    # from rest: nothing but the exchange current of a SPM limits what 1 V beside it drives
    start = values.evaluate(model.param.ocv_init)
    asked = {
        "voltage": lambda t: V + (start - V) * pybamm.exp(-t / 60),
        "power": current * V,
        "resistance": V / current,
    }
    return {name: asked[kind] for kind, name in ASKED_FOR.items() if kind in mode} | slowly


# ---- values ----


@cache
def _borrowed():
    """Values of PyBaMM's sets by name; where two have one, that of the first."""
    found = {}
    for name in LENDERS:
        for key, value in pybamm.ParameterValues(name).items():
            found.setdefault(key, value)
    return found


def values_for(model):
    """Return the values of a host and, in a full cell, of Chen2020's cathode, with what they lack."""
    options = model.options
    half, host = options.host.is_terminal, options.host.electrode.capitalize()
    cell = {"cell": "half"} if half else {"cell": "full", "positive": "Chen2020"}
    first = "LLTO@CNT" if not options.is_inert else "CNT" if options.metal_in_pores else "Cu"
    values = miec.parameters.parameter_values(first, **cell)
    for anode in miec.parameters.anodes():
        _lend(values, miec.parameters.parameter_values(anode, **cell))
    values["Initial voltage in positive electrode [V]" if half else "Lower voltage cut-off [V]"] = (
        2.0 if half else 0.5
    )
    if "distribution" in options["particle size"]:
        values = pybamm.get_size_distribution_parameters(values, working_electrode="positive")
    if "2" in options["particle phases"]:
        _split_grains(values)
    others = {_at_host(key, half): value for key, value in _borrowed().items()}
    others = {**_borrowed(), **others}
    if options.has_sites:
        del others[f"{host} electrode OCP [V]"]  # its sites have one
    else:
        ocp = {f"{host} electrode OCP [V]": lambda x: 2 - 1.8 * x}
        values.update(ocp, check_already_exists=False)
        values.update(
            {f"Initial concentration in {host.lower()} electrode [mol.m-3]": 1e3},
            check_already_exists=False,
        )
    others |= {key: value for name, value in NOBODYS.items() for key in _of_both(name)}
    for side in ("Positive", "Negative"):
        j0 = values.get(f"{side} electrode exchange-current density [A.m-2]")
        k = others[f"{side} electrode LAM constant proportional term [s-1]"]
        for way in ("lithiation", "delithiation"):
            others[f"{side} electrode {way} exchange-current density [A.m-2]"] = j0
        for way in ("compressive", "tensile"):
            others[f"{side} electrode LAM constant proportional term ({way}) [s-1]"] = k
    if "Marcus" in str(options["intercalation kinetics"]):  # a current of theirs is below j0
        laws = ("Negative electrode exchange", "Positive electrode exchange", "Exchange")
        for law in laws:
            of = " for lithium metal electrode" * (law == "Exchange")
            key = f"{law}-current density{of} [A.m-2]"
            if key in values:
                values[key] = _a_hundredfold(values[key])
    _lend(values, others)
    values["Contact resistance [Ohm]"] = 10.0
    return values


def _lend(values, others):
    missing = {key: value for key, value in others.items() if key not in values}
    values.update(missing, check_already_exists=False)


def _split_grains(values):
    """Two phases of the positive electrode, each half of what it was."""
    for key, value in list(values.items()):
        if "positive" in key.lower():
            half = 0.5 if key == "Positive electrode active material volume fraction" else 1
            split = value if half == 1 else half * value
            phases = {f"{phase}: {key}": split for phase in ("Primary", "Secondary")}
            values.update(phases, check_already_exists=False)


def _a_hundredfold(law):
    return (lambda *at: 100 * law(*at)) if callable(law) else 100 * law


def _at_host(key, half):
    """A name of PyBaMM's negative electrode, for the host of a half cell."""
    return key.replace("Negative", "Positive").replace("negative", "positive") if half else key


def _of_both(name):
    if "{" not in name:
        return [name]
    return [
        name.replace("{Side}", side).replace("{side}", side.lower())
        for side in ("Negative", "Positive")
    ]


# Sets of PyBaMM's that lend what those of a host lack; and what none has.
LENDERS = ("Chen2020", "OKane2022", "Ai2020", "ORegan2022", "Marquis2019", "MSMR_Example")
NOBODYS = {
    "Initial {side} electrode interface utilisation": 0.9,
    "{Side} electrode current-driven interface utilisation factor [m3.mol-1]": -1e-5,
    "{Side} electrode Butler-Volmer transfer coefficient": 0.5,
    "{Side} electrode reorganization energy [eV]": 0.35,
    "{Side} electrode current-driven LAM rate": -1e-9,
    "{Side} electrode tortuosity factor (electrolyte)": 1.5,
    "{Side} electrode tortuosity factor (electrode)": 1.5,
    "Separator tortuosity factor (electrolyte)": 1.5,
    "Tunneling distance for electrons [m]": 1e-9,
    "Tunneling barrier factor [m-1]": 1e9,
    "SEI lithium ion conductivity [S.m-1]": 1e-8,
    "Environment thermal resistance [K.W-1]": 10.0,
    "Casing heat capacity [J.K-1]": 10.0,
    "Cell heat capacity [J.K-1.m-3]": 2e6,
    "{Side} particle lithiation diffusivity [m2.s-1]": 1e-14,
    "{Side} particle delithiation diffusivity [m2.s-1]": 1e-14,
    "{Side} electrode lithiation OCP [V]": 3.8,
    "{Side} electrode delithiation OCP [V]": 3.8,
    "{Side} particle hysteresis switching factor": 1.0,
    "{Side} particle hysteresis decay rate": 1.0,
    "{Side} particle lithiation hysteresis decay rate": 1.0,
    "{Side} particle delithiation hysteresis decay rate": 1.0,
    "Initial hysteresis state in {side} electrode": 0.0,
}


# ---- the table ----


def walk(models=tuple(MODELS), cells=tuple(CELLS), *, with_pairs=True):
    """Return a row for every case, model and cell.

    Parameters
    ----------
    models, cells : tuple of str
        Which of ``MODELS`` and ``CELLS``.
    with_pairs : bool
        Whether to try the host's own options beside PyBaMM's.

    Returns
    -------
    pandas.DataFrame
        "option", "value", "where", "model", "cell", "result", "message".
    """
    tried = [*alone(), *(pairs() if with_pairs else ())]
    cases = [
        (case, model, cell)
        for cell in cells
        for case in [*tried, *(across() if cell == "full" else ())]
        for model in models
    ]
    rows = [
        {
            "option": case.option,
            "value": case.value,
            "where": case.where,
            "model": model,
            "cell": cell,
            **attempt(model, cell, case.options)._asdict(),
        }
        for case, model, cell in track(cases, console=Console(stderr=True))
    ]
    return pd.DataFrame(rows)


def show(rows, console):
    """Print how many cases of each option work and are refused, and why."""
    shown = Table("option", "works", "refused", "fails", "why not")
    for option, of_it in rows.groupby("option", sort=False):
        counts = (
            str((of_it["result"] == result).sum()) for result in ("works", "refused", "fails")
        )
        why = of_it.loc[of_it["result"] != "works", "message"].value_counts()
        shown.add_row(option, *counts, "\n".join(why.index))
    console.print(shown)
    console.print(rows["result"].value_counts().to_dict())


def main():
    """Walk, print the table and write it as CSV when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", nargs="+", default=list(MODELS), choices=MODELS)
    parser.add_argument("--cells", nargs="+", default=list(CELLS), choices=CELLS)
    parser.add_argument("--pairs", action="store_true", help="beside the host's own options too")
    parser.add_argument("--csv", type=Path, help="file to write the table to")
    asked = parser.parse_args()
    pybamm.set_logging_level("CRITICAL")
    rows = walk(asked.models, asked.cells, with_pairs=asked.pairs)
    show(rows, Console(width=160))
    if asked.csv:
        rows.to_csv(asked.csv, index=False)


if __name__ == "__main__":
    main()
