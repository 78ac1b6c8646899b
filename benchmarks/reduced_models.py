"""What the SPM and the SPMe save, and what they miss, beside the DFN, in one run.

An anode as its set declares it, 1 mA.h.cm-2, stripped to 1 V; the same mesh and tolerances for all.  "cycle"
is the CPU time that a cycle after the first adds.  "voltage" is the median and the largest difference from
the DFN while the first metal is plated, but for the first minute; "expected" what the guard says of the DFN's
first cycle; "efficiency" the largest difference of a cycle's coulombic efficiency.

    python benchmarks/reduced_models.py --anode LLTO@CNT --cycles 20

With a folder for a map, a picture and a table instead: what a cycle's voltage (rms) and coulombic efficiency
are off the DFN's over current and what the frame conducts, where the guard says yes, and the CPU time over
the DFN's, of a second solve.

    python benchmarks/reduced_models.py --map reduced
"""

import argparse
import contextlib
import itertools
import os
import time
from pathlib import Path

import numpy as np
import pandas as pd

os.environ |= {"OMP_NUM_THREADS": "1", "PYBAMM_DISABLE_TELEMETRY": "true"}

import pybamm

import pybamm_miec as miec
from pybamm_miec.figures import reduced_model_map, write

MODELS = ("DFN", "SPMe", "SPM")
MINUTE = 60.0
CONDUCTIVITIES = {
    "electronic": "Positive electrode conductivity [S.m-1]",
    "ionic": "Positive electrode ion conductivity of frame [S.m-1]",
}


class Ends(pybamm.callbacks.Callback):
    """CPU time at the end of each cycle."""

    def __init__(self):
        self.times = []

    def on_cycle_end(self, logs):
        """Take the time."""
        del logs
        self.times.append(time.process_time())


def run(kind, asked):
    """Return the solution of a model, and CPU seconds of its first cycle, with building, and of one more."""
    start, ends = time.process_time(), Ends()
    model = getattr(miec, kind).of(asked.anode)
    values = model.default_parameter_values
    experiment = miec.experiments.plate_and_strip(
        values,
        current_density=asked.current,
        capacity=1.0,
        strip_to=1.0,
        cycles=asked.cycles,
    )
    solution = pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=experiment,
        solver=pybamm.IDAKLUSolver(rtol=asked.rtol, atol=asked.rtol / 100),
    ).solve(callbacks=[ends])
    return solution, ends.times[0] - start, np.diff(ends.times).mean()


def row(kind, ours, full):
    """Return what a model costs and misses, from `run` of it and of the DFN."""
    (solution, first, cycle), (exact, _, cycle_of_full) = ours, full
    times = np.linspace(MINUTE, exact.cycles[0].steps[0].t[-1], 500)
    off = np.abs(solution["Voltage [V]"](times) - exact["Voltage [V]"](times)) * 1e3
    efficiency = [miec.analysis.coulombic_efficiency(s).iloc[:, 2] for s in (solution, exact)]
    guard = miec.analysis.reduced_model_guard(exact).iloc[0]
    return {
        "model": kind,
        "first [s]": first,
        "cycle [s]": cycle,
        "over DFN": cycle / cycle_of_full,
        "voltage, median [mV]": np.median(off),
        "largest [mV]": np.max(off),
        "expected [mV]": 0.0 if kind == "DFN" else guard[f"error of {kind} [V]"] * 1e3,
        "efficiency [%]": np.max(np.abs(efficiency[0] - efficiency[1])),
        "unaccounted [mA.h.cm-2]": np.max(
            np.abs(miec.analysis.lithium_ledger(solution)["unaccounted"])
        ),
    }


def solve_map(anode, currents, scales, conductivity="electronic", points=10, rtol=1e-4):
    """Return solutions of a cycle and CPU seconds by model, current [mA.cm-2] and factor on what conducts."""
    solutions, seconds = {}, {}
    for key in itertools.product(MODELS, currents, scales):
        simulation = one_cycle(anode, *key, CONDUCTIVITIES[conductivity], points, rtol)
        solutions[key], seconds[key] = None, np.nan
        with contextlib.suppress(pybamm.SolverError):  # not even the start can be solved
            simulation.solve()  # with all that is made once
            start = time.process_time()
            solutions[key] = simulation.solve()
            seconds[key] = time.process_time() - start
    return solutions, seconds


def one_cycle(anode, kind, current, scale, name, points, rtol):
    """Return a simulation of a cycle, with the conductivity `name` times `scale`."""
    model = getattr(miec, kind).of(anode)
    values = model.default_parameter_values
    own = values[name]
    values[name] = (lambda *states: scale * own(*states)) if callable(own) else scale * own
    return pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=miec.experiments.plate_and_strip(
            values, current_density=current, capacity=1.0, strip_to=1.0, cycles=1
        ),
        solver=pybamm.IDAKLUSolver(rtol=rtol, atol=rtol / 100),
        var_pts=dict.fromkeys(model.default_var_pts, points),
    )


def write_map(asked):
    """Write the map as PNG and CSV, and print it."""
    currents, scales = ((0.1, 0.3, 1.0, 3.0, 8.0), (1e-3, 1e-2, 0.1, 1.0, 10.0))
    solutions, seconds = solve_map(
        asked.anode, currents, scales, asked.conductivity, rtol=asked.rtol
    )
    numbers = reduced_model_map.compute(solutions, seconds)
    print(numbers.to_string(index=False, float_format="{:.3g}".format))
    asked.map.mkdir(parents=True, exist_ok=True)
    write(asked.map, "reduced_model_map", numbers, reduced_model_map.draw, 8.0, 6.4)


def main():
    """Run the three models, print the table and write it as CSV when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--anode", default="LLTO@CNT", choices=miec.parameters.anodes())
    parser.add_argument("--current", type=float, default=1.0, help="mA.cm-2")
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--rtol", type=float, default=1e-4, help="atol is a hundredth of it")
    parser.add_argument("--csv", type=Path, help="file to write the table to")
    parser.add_argument("--map", type=Path, help="folder to write a map of the errors to, instead")
    parser.add_argument("--conductivity", default="electronic", choices=CONDUCTIVITIES)
    asked = parser.parse_args()
    pybamm.set_logging_level("CRITICAL" if asked.map else "ERROR")
    if asked.map:
        write_map(asked)
        return
    runs = {kind: run(kind, asked) for kind in MODELS}
    table = pd.DataFrame([row(kind, runs[kind], runs["DFN"]) for kind in MODELS])
    print(table.to_string(index=False, float_format="{:.3g}".format))
    if asked.csv:
        table.to_csv(asked.csv, index=False)


if __name__ == "__main__":
    main()
