"""Plating and stripping side by side with PyBaMM's own plating model, in one run.

Half cell, 1 mA.cm-2, 1 mA.h.cm-2, stripped to 1 V: the same protocol, cell, electrolyte, mesh (20
points in each domain) and tolerances.  Each model runs in a process of its own, which a time limit
ends.  Reported are CPU seconds: "first" is building the model and the first cycle, "cycle" is what
each further cycle adds, (total - first)/(n - 1), with the cheapest and the dearest one, and "points"
is how many times the integrator stopped in one.  "ratio" is ours over PyBaMM's, both with the same
particles.

    python benchmarks/plate_and_strip.py --cycles 50 --csv plate_and_strip.csv
"""

import argparse
import contextlib
import multiprocessing
import os
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pybamm

import pybamm_miec as miec

PARTICLES = ("uniform profile", "Fickian diffusion")
PLATING = ("partially reversible", "reversible")
SITES = range(3)  # types of site in the set
VOLTAGES = np.linspace(-1.0, 3.5, 2001)  # of the open-circuit table, beyond all that the run meets
POINTS = dict.fromkeys(("x_n", "x_s", "x_p", "r_n", "r_p"), 20)
OURS = "ours"


class Case(NamedTuple):
    """A model to run."""

    model: str
    particle: str
    rate: str  # where the rate of plating comes from
    porosity_change: str = "true"


class Settings(NamedTuple):
    """What all models have in common."""

    cycles: int
    rtol: float
    plating: str
    limit: float  # of a model's run, with starting Python [s]


class Progress(pybamm.callbacks.Callback):
    """Sends the CPU time at the end of each cycle, and why a run ends early."""

    def __init__(self, pipe):
        self._send, self._start = pipe.send, time.process_time()
        self._stopped = False

    def on_cycle_end(self, logs):
        """Send the time since the start, unless PyBaMM ends a cycle that broke off."""
        del logs
        if not self._stopped:
            self._send(("cycle", time.process_time() - self._start))

    def on_experiment_error(self, logs):
        """Send the solver's message."""
        self._stop(str(logs["error"]).splitlines()[0])

    def on_experiment_infeasible_event(self, logs):
        """Send the event."""
        self._stop(logs["termination"])

    def on_experiment_infeasible_time(self, logs):
        """Send the step."""
        self._stop(f"no end of {logs['step operating conditions']}")

    def _stop(self, why):
        self._stopped = True
        self._send(("stopped", why))


def cases():
    """Return the models to run, ours first for each sort of particle."""
    for particle in PARTICLES:
        yield Case(OURS, particle, "set")
        for rate in ("set", "OKane2022"):
            for porosity_change in ("false", "true"):
                yield Case("PyBaMM", particle, rate, porosity_change)


def stock_values(values, rate):
    """Return values with which PyBaMM's own model describes our cell, as closely as it can.

    The same: geometry, electrolyte, lithium foil, conductivities, lithiation kinetics, rest potential
    of the LLTO, lithium at the start, transfer coefficient of plating.  Not the same:

    * The exchange current of stripping has to be in proportion to the metal, or PyBaMM strips metal
      that is not there; so plating and stripping have one rate constant k, j0 = F k c, and metal rests
      at 0 V only where c_Li = c_e.  With the rate of the "set", F k c_e0 is our exchange current; with
      that of "OKane2022", k is as shipped and the exchange current a seventh of ours.
    * No branch is bounded.
    * The wall is 3 eps_s/R and does not shrink; there is no face; lithium dies with time, not when it
      is stripped; with porosity change, salt is squeezed and metal conducts as the frame does.
    * The rest potential is a table, as PyBaMM has no isotherm without the potential as a state.

    Parameters
    ----------
    values : pybamm.ParameterValues
        Of our half cell.
    rate : str
        "set" or "OKane2022".

    Returns
    -------
    pybamm.ParameterValues
    """
    shipped = pybamm.ParameterValues("OKane2022_graphite_SiOx_halfcell")
    words = ("plating", "plated", "stripping", "dead lithium", "sei")  # "porosity change" reads SEI
    rows = {n: shipped[n] for n in shipped if any(word in n.lower() for word in words)}
    rows["Lithium plating transfer coefficient"] = values["Lithium plating transfer coefficient"]
    if rate == "set":
        j0 = values["Positive electrode plating reference exchange-current density [A.m-2]"]
        F_c_e0 = pybamm.constants.F.value * values["Initial concentration in electrolyte [mol.m-3]"]
        rows["Lithium plating kinetic rate constant [m.s-1]"] = j0 / F_c_e0
    stock = values.copy()
    stock.update({**rows, **_open_circuit(values)}, check_already_exists=False)
    return stock


def _open_circuit(values):
    """Rest potential and initial lithium of the LLTO, from the isotherm of our set."""
    taken, free = _occupancy(values, VOLTAGES, 1), _occupancy(values, VOLTAGES, -1)
    log_odds = np.log(taken / free)[::-1]  # in which U is nearly a line, as it is not in x

    def U(x):
        odds = pybamm.log(x / (1 - x))
        return pybamm.Interpolant(log_odds, VOLTAGES[::-1], odds, interpolator="cubic")

    x_0 = _occupancy(values, values["Initial voltage in positive electrode [V]"], 1)
    c_max = values["Maximum concentration in positive electrode [mol.m-3]"]
    return {
        "Positive electrode OCP [V]": U,
        "Initial concentration in positive electrode [mol.m-3]": x_0 * c_max,
    }


def _occupancy(values, U, sign):
    """Share of the sites that are taken at a potential, or with sign = -1 that are free."""
    f = pybamm.constants.F.value / (pybamm.constants.R.value * values["Reference temperature [K]"])
    at, total = "Positive electrode host site", 0.0
    for k in SITES:
        share = values[f"{at} occupancy fraction ({k})"]
        U_k = values[f"{at} standard potential ({k}) [V]"]
        w = values[f"{at} ideality factor ({k})"]
        total += share / (1 + np.exp(sign * f * (U - U_k) / w))
    return total


def _model(case, plating):
    options = {"working electrode": "positive", "particle": case.particle}
    if case.model == OURS:
        return miec.DFN(options)
    options["lithium plating"] = plating
    options["lithium plating porosity change"] = case.porosity_change
    return pybamm.lithium_ion.DFN(options)


def _child(case, settings, pipe):
    """Run a model and send what happens; in a process of its own."""
    pybamm.set_logging_level("CRITICAL")  # the pipe tells
    values = miec.parameters.parameter_values("LLTO@CNT")
    experiment = miec.experiments.plate_and_strip(
        values, current_density=1.0, capacity=1.0, strip_to=1.0, cycles=settings.cycles
    )
    if case.model != OURS:
        values = stock_values(values, case.rate)
    progress = Progress(pipe)
    simulation = pybamm.Simulation(
        _model(case, settings.plating),
        parameter_values=values,
        experiment=experiment,
        solver=pybamm.IDAKLUSolver(rtol=settings.rtol, atol=settings.rtol / 100),
        var_pts=POINTS,
    )
    with contextlib.suppress(pybamm.SolverError):  # sent by the callback
        solution = simulation.solve(callbacks=[progress])
        for cycle in solution.cycles:
            pipe.send(("points", sum(np.size(step.t) for step in cycle.steps)))


def measure(case, settings):
    """Run a model in a process of its own, within the time limit.

    Parameters
    ----------
    case : Case
        Which model.
    settings : Settings
        What all have in common.

    Returns
    -------
    dict
        A row of the table.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(case, settings, theirs))
    child.start()
    theirs.close()
    told = {"cycle": [], "stopped": [], "points": []}
    ended = _listen(ours, told, time.monotonic() + settings.limit)
    child.kill()
    child.join()
    if not ended:
        told["stopped"].append(f"not done after {settings.limit:g} s")
    elif not told["points"] and not told["stopped"]:
        told["stopped"].append(f"process died with code {child.exitcode}")
    return _row(case, told)


def _listen(pipe, told, deadline):
    """Collect messages until the child has ended (True) or time is up (False)."""
    with contextlib.suppress(EOFError):
        while pipe.poll(max(0.0, deadline - time.monotonic())):
            kind, what = pipe.recv()
            told[kind].append(what)
        return False
    return True


def _row(case, told):
    cpu = told["cycle"]
    each = np.diff(cpu) if len(cpu) > 1 else np.array([np.nan])
    points = told["points"][1 : len(cpu)]  # of whole cycles
    return {
        "model": case.model,
        "particle": case.particle.split()[0],
        "rate": case.rate,
        "porosity change": case.porosity_change,
        "cycles": len(cpu),
        "first [s]": cpu[0] if cpu else np.nan,
        "cycle [s]": each.mean(),
        "least": each.min(),
        "most": each.max(),
        "points": np.mean(points) if points else np.nan,
        "stopped": "; ".join(told["stopped"]),
    }


def table(rows):
    """Return the rows with the ratio of our cost to PyBaMM's, for the same particles.

    Parameters
    ----------
    rows : list of dict
        From :func:`measure`.

    Returns
    -------
    pandas.DataFrame, shape (n, 12)
    """
    result = pd.DataFrame(rows)
    ours = result[result["model"] == OURS].set_index("particle")["cycle [s]"]
    ratio = result["particle"].map(ours) / result["cycle [s]"]
    result.insert(10, "ratio", ratio.where(result["model"] != OURS))
    return result


def main():
    """Run all models, print the table and write it as CSV when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cycles", type=int, default=50)
    parser.add_argument("--rtol", type=float, default=1e-4, help="atol is a hundredth of it")
    parser.add_argument("--plating", choices=PLATING, default=PLATING[0], help="PyBaMM's option")
    parser.add_argument("--limit", type=float, default=180.0, help="of each model's run [s]")
    parser.add_argument("--csv", type=Path, help="file to write the table to")
    asked = parser.parse_args()
    os.environ |= {"OMP_NUM_THREADS": "1", "PYBAMM_DISABLE_TELEMETRY": "true"}  # for the children
    settings = Settings(asked.cycles, asked.rtol, asked.plating, asked.limit)
    result = table([measure(case, settings) for case in cases()])
    print(result.to_string(index=False, float_format="{:.3g}".format, na_rep="-"))
    if asked.csv:
        result.to_csv(asked.csv, index=False)


if __name__ == "__main__":
    main()
