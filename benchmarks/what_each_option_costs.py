"""What each option of the host costs, and each anode: CPU time a cycle over the plain host's, in one run.

The plain host is LLTO@CNT with lithiation, metal in the pores and on the face, filling and losses, and
nothing else.  1 mA.cm-2, 1 mA.h.cm-2, stripped to 1 V; the same mesh (10 points in the separator, 20 in the
host) and tolerances for all.  "cycle" is what a cycle after the first adds, "points" how many times the
integrator stopped in one.

    python benchmarks/what_each_option_costs.py --cycles 20 --csv options.csv
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

PLAIN = {"ion path": "liquid", "metal path": "none", "nucleation": "none"}
ADDED = (
    {"ion path": "liquid and frame"},
    {"metal path": "percolating"},
    {"nucleation": "coverage"},
    {"collector plating": "true"},
    {"surface form": "differential"},
)
ANODE = "LLTO@CNT"


def cases():
    """Return (name, anode, options), the plain host first."""
    yield "plain", ANODE, PLAIN
    for added in ADDED:
        name, value = next(iter(added.items()))
        yield f"{name}: {value}", ANODE, PLAIN | added
    for anode in miec.parameters.anodes():
        yield f"{anode}, as its set declares", anode, {}


def values_of(anode, options):
    """Return the set of an anode, with the rows of a foil under it where the options need them."""
    values = miec.parameters.parameter_values(anode)
    if options.get("collector plating") == "true":
        under = miec.parameters.parameter_values("LLTO")
        values.update(
            {name: under[name] for name in under if "collector" in name}, check_already_exists=False
        )
    return values


def measure(anode, options, cycles, rtol):
    """Run cycles and return CPU time and points of one after the first.

    Parameters
    ----------
    anode : str
        One of :func:`pybamm_miec.parameters.anodes`.
    options : dict
        Beyond those of the set.
    cycles : int
        How many.
    rtol : float
        Relative tolerance; the absolute one is a hundredth of it [-].

    Returns
    -------
    dict
        "cycle [s]" and "points".
    """
    values = values_of(anode, options)
    model = miec.DFN.of(anode, options=options)
    experiment = miec.experiments.plate_and_strip(
        values, current_density=1.0, capacity=1.0, strip_to=1.0, cycles=cycles
    )
    ends = Ends()
    simulation = pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=experiment,
        solver=pybamm.IDAKLUSolver(rtol=rtol, atol=rtol / 100),
        var_pts={**model.default_var_pts, "x_s": 10, "x_p": 20},
    )
    solution = simulation.solve(callbacks=[ends])
    points = [cycle.t.size for cycle in solution.cycles[1:]]
    return {"cycle [s]": np.diff(ends.times).mean(), "points": np.mean(points)}


class Ends(pybamm.callbacks.Callback):
    """CPU time at the end of each cycle."""

    def __init__(self):
        self.times = []

    def on_cycle_end(self, logs):
        """Take the time."""
        del logs
        self.times.append(time.process_time())


def main():
    """Measure all cases, print the table and write it as CSV when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--rtol", type=float, default=1e-5, help="atol is a hundredth of it")
    parser.add_argument("--csv", type=Path, help="file to write the table to")
    asked = parser.parse_args()
    pybamm.set_logging_level("ERROR")
    rows = [
        {"case": name, **measure(anode, options, asked.cycles, asked.rtol)}
        for name, anode, options in cases()
    ]
    table = pd.DataFrame(rows)
    table["ratio"] = table["cycle [s]"] / table["cycle [s]"].iloc[0]
    print(table.to_string(index=False, float_format="{:.3g}".format))
    if asked.csv:
        table.to_csv(asked.csv, index=False)


if __name__ == "__main__":
    main()
