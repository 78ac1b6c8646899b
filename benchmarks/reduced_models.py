"""What the SPM and the SPMe save, and what they miss, beside the DFN, in one run.

An anode as its set declares it, 1 mA.h.cm-2, stripped to 1 V; the same mesh and tolerances for all.  "cycle"
is the CPU time that a cycle after the first adds.  "voltage" is the median and the largest difference from
the DFN while the first metal is plated, but for the first minute; "expected" what the guard says of the DFN's
first cycle; "efficiency" the largest difference of a cycle's coulombic efficiency.

    python benchmarks/reduced_models.py --anode LLTO@CNT --cycles 20
"""

import argparse
import os
import time
from pathlib import Path

import numpy as np
import pandas as pd

os.environ |= {"OMP_NUM_THREADS": "1", "PYBAMM_DISABLE_TELEMETRY": "true"}

import pybamm

import pybamm_miec as miec

MODELS = ("DFN", "SPMe", "SPM")
MINUTE = 60.0


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


def main():
    """Run the three models, print the table and write it as CSV when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--anode", default="LLTO@CNT", choices=miec.parameters.anodes())
    parser.add_argument("--current", type=float, default=1.0, help="mA.cm-2")
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--rtol", type=float, default=1e-4, help="atol is a hundredth of it")
    parser.add_argument("--csv", type=Path, help="file to write the table to")
    asked = parser.parse_args()
    pybamm.set_logging_level("ERROR")
    runs = {kind: run(kind, asked) for kind in MODELS}
    table = pd.DataFrame([row(kind, runs[kind], runs["DFN"]) for kind in MODELS])
    print(table.to_string(index=False, float_format="{:.3g}".format))
    if asked.csv:
        table.to_csv(asked.csv, index=False)


if __name__ == "__main__":
    main()
