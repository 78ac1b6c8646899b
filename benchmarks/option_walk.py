"""Which options of PyBaMM go with a host: each value is built and solved, or refused, in a table.

Each value of each option alone, and each beside the host's own options, with a DFN, a SPMe and a SPM, in a half
cell and in a full cell.  "works" is a model that builds, takes up lithium for ten minutes and gives it back
for five at 1 mA.cm-2, without a failure of the solver, at voltages that are numbers and with all of the
lithium found again; "refused" is an error that names the option; all else "fails".

Values that a set of the host's lacks, as of SEI or of heat, are borrowed from a set of PyBaMM's, those of its
negative electrode for the host: they show that it runs, not what it would do.

    python benchmarks/option_walk.py --csv option_walk.csv
"""

import argparse
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

os.environ |= {"OMP_NUM_THREADS": "1", "PYBAMM_DISABLE_TELEMETRY": "true"}

import numpy as np
import pandas as pd
import pybamm

import pybamm_miec as miec

MODELS = {"DFN": miec.DFN, "SPMe": miec.SPMe, "SPM": miec.SPM}
CELLS = ("half", "full")
POINTS = 10
LITHIATE, DELITHIATE = 600, 300  # s
CLOSED = 1e-9  # of the charge passed
MSMR_CLOSED = 1e-4  # PyBaMM's MSMR has potentials for its states, so its lithium is as good as rtol

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
# How the current is controlled, other than by the current itself: what it is asked for.
ASKED_FOR = {
    "voltage": "Voltage function [V]",
    "power": "Power function [W]",
    "resistance": "Resistance function [Ohm]",
}


class Outcome(NamedTuple):
    """What came of an attempt.

    Attributes
    ----------
    result : str
        "works", "refused" or "fails".
    message : str
        Why not; empty where it works.
    """

    result: str
    message: str = ""


def values_of_pybamm(electrode=None):
    """Yield (option, value, options) for every value of PyBaMM's options.

    Parameters
    ----------
    electrode : str, optional
        "other" for the values in the electrode across from the host alone.
    """
    stock = pybamm.BatteryModelOptions({})
    for option, values in stock.possible_options.items():
        if option in ("working electrode", "number of MSMR reactions"):
            continue
        if electrode == "other" and option not in IN_EACH_ELECTRODE:
            continue
        for value in values:
            if value == stock[option]:
                continue
            beside = BESIDE.get((option, value), {})
            options = {**beside, option: value}
            if electrode == "other":
                options = {
                    name: (stock[name], chosen) if name in IN_EACH_ELECTRODE else chosen
                    for name, chosen in options.items()
                }
            yield option, value, options


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
    placed = {"working electrode": "positive"} if cell == "half" else {}
    try:
        built = MODELS[model]({**placed, **options})
    except (pybamm.OptionError, NotImplementedError) as error:
        return Outcome("refused", _words(error))
    except Exception as error:
        return Outcome("fails", f"{type(error).__name__}: {_words(error)}")
    try:
        return _solved(built)
    except (pybamm.OptionError, NotImplementedError) as error:
        return Outcome("refused", _words(error))
    except Exception as error:
        return Outcome("fails", f"{type(error).__name__}: {_words(error)}")


def _words(error):
    return " ".join(str(error).split())


def _solved(model):
    values = values_for(model)
    solution = _solve(model, values)
    V = solution["Voltage [V]"].entries
    if not np.all(np.isfinite(V)):
        return Outcome("fails", "a voltage is not a number")
    if model.options.has_metal:
        ledger = miec.analysis.lithium_ledger(solution)
        passed = np.ptp(solution["Throughput capacity [A.h]"].entries)
        passed *= 1e3 / 1e4 / values_area(values)
        for column in ("unaccounted", "other electrode unaccounted"):
            if column in ledger:
                lost = np.max(np.abs(ledger[column])) / passed
                msmr = "MSMR" in model.options["particle"] and column.startswith("other")
                if not lost < (MSMR_CLOSED if msmr else CLOSED):
                    return Outcome("fails", f"{column}: {lost:.1e} of the charge")
    return Outcome("works")


def values_area(values):
    """Area of the cell [m2]."""
    return values["Electrode height [m]"] * values["Electrode width [m]"]


def _solve(model, values):
    current = 10.0 * values_area(values) * model.options.host.lithiation_sign  # 1 mA.cm-2
    mode = str(model.options["operating mode"])
    points = {**model.default_var_pts, "x_n": POINTS, "x_s": POINTS, "x_p": POINTS}
    points |= {"r_n": POINTS, "r_p": POINTS, "y": 5, "z": 5, "R_n": 5, "R_p": 5}
    settings = {"parameter_values": values, "var_pts": points}
    if mode == "current":
        steps = [
            pybamm.step.current(current, duration=LITHIATE),
            pybamm.step.current(-current, duration=DELITHIATE),
        ]
        experiment = pybamm.Experiment(steps)
        simulation = pybamm.Simulation(model, experiment=experiment, **settings)
        solution = simulation.solve(calc_esoh=False)
        cycles = [cycle for cycle in solution.cycles if cycle is not None]
        if len(cycles) < len(steps):
            raise pybamm.SolverError("a step was not finished")
        return solution
    half = model.options.host.is_terminal
    V = 0.5 if half else 3.6
    start = values["Initial voltage in positive electrode [V]"] if half else 2.6
    asked = {
        "voltage": lambda t: V + (start - V) * pybamm.exp(-t / 60),
        "power": current * V,
        "resistance": V / current,
    }
    for kind, name in ASKED_FOR.items():
        if kind in mode:
            values.update({name: asked[kind]}, check_already_exists=False)
    if mode == "CCCV":
        charge = {"CCCV current function [A]": -abs(current), "Voltage function [V]": 2.0 if half else 3.6}
        values.update(charge, check_already_exists=False)
        if half:
            values["Initial voltage in positive electrode [V]"] = 0.2
    return pybamm.Simulation(model, **settings).solve([0, LITHIATE])


@cache
def _borrowed():
    """Values of PyBaMM's sets by name; where two have one, that of the first."""
    found = {}
    for name in LENDERS:
        for key, value in pybamm.ParameterValues(name).items():
            found.setdefault(key, value)
    return found


def values_for(model):
    """Return the values of LLTO@CNT, against the positive electrode of Chen2020, with what else is asked for."""
    half = model.options.host.is_terminal
    cell = {"cell": "half"} if half else {"cell": "full", "positive": "Chen2020"}
    values = miec.parameters.parameter_values("LLTO@CNT", **cell)
    if half:
        values["Initial voltage in positive electrode [V]"] = 2.0
    else:
        values["Lower voltage cut-off [V]"] = 0.5
    if "distribution" in model.options["particle size"]:
        values = pybamm.get_size_distribution_parameters(
            values, working_electrode="positive" if half else "both"
        )
    others = {_at_host(key, half): value for key, value in _borrowed().items()}
    others = {**_borrowed(), **others}
    del others[f"{model.options.host.electrode.capitalize()} electrode OCP [V]"]  # its sites have one
    for side in ("Positive", "Negative"):
        k = others[f"{side} electrode LAM constant proportional term [s-1]"]
        for way in ("compressive", "tensile"):
            others[f"{side} electrode LAM constant proportional term ({way}) [s-1]"] = k
    others |= {key: value for name, value in NOBODYS.items() for key in _of_both(name)}
    for side in ("Positive", "Negative"):
        j0 = values.get(f"{side} electrode exchange-current density [A.m-2]")
        for way in ("lithiation", "delithiation"):
            others[f"{side} electrode {way} exchange-current density [A.m-2]"] = j0
    for side in ("Negative", "Positive"):
        others[f"{side} tab centre y-coordinate [m]"] = 0.5 * values["Electrode width [m]"]
        others[f"{side} tab centre z-coordinate [m]"] = values["Electrode height [m]"]
        others[f"{side} tab width [m]"] = 0.5 * values["Electrode width [m]"]
    if "Marcus" in str(model.options["intercalation kinetics"]):  # a current of theirs is below j0
        for law in ("Negative electrode e", "Positive electrode e", "E"):
            key = f"{law}xchange-current density{' for lithium metal electrode' * (law == 'E')} [A.m-2]"
            if key in values:
                values[key] = _a_hundredfold(values[key])
    missing = {key: value for key, value in others.items() if key not in values}
    values.update(missing, check_already_exists=False)
    return values


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
    "Contact resistance [Ohm]": 10.0,
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


def walk(models=MODELS, cells=CELLS, told=lambda row: None):
    rows = []
    for cell in cells:
        for where in (None, "other") if cell == "full" else (None,):
            for option, value, options in values_of_pybamm(where):
                for model in models:
                    outcome = attempt(model, cell, options)
                    rows.append(
                        {
                            "option": option,
                            "value": value,
                            "where": where or "",
                            "model": model,
                            "cell": cell,
                            "result": outcome.result,
                            "message": outcome.message,
                        }
                    )
                    told(rows[-1])
    return pd.DataFrame(rows)


def main():
    """Walk, print the table and write it as CSV when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", nargs="+", default=list(MODELS), choices=MODELS)
    parser.add_argument("--cells", nargs="+", default=list(CELLS), choices=CELLS)
    parser.add_argument("--csv", type=Path, help="file to write the table to")
    asked = parser.parse_args()
    pybamm.set_logging_level("ERROR")
    table = walk(asked.models, asked.cells, told=lambda row: print(*row.values(), flush=True, sep=" | "))
    if asked.csv:
        table.to_csv(asked.csv, index=False)
    print(Counter(table["result"]))


if __name__ == "__main__":
    main()
