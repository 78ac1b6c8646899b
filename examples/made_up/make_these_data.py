"""Make the measurements beside this file: made up, by the model with known values and noise of known size.

They are written as points taken off a picture with a digitiser: cycles that are not quite whole, a curve
over capacity.  What fits the plan beside them should find the values that they were made with, ``TRUTH``.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pybamm

import pybamm_miec as miec

TRUTH = {"chi": 0.015, "C_t": 700.0, "k_a": 4.0}  # [-], [mol.m-3], [-]; the set has others
EFFICIENCY, VOLTAGE = 0.1, 0.005  # standard errors of a point [%, V]
READ = 0.05  # of a cycle, how far a digitiser is off
SEED = 2
FIRST_LINE = "# made up: no cell was measured\n"


def solve():
    """The cell of the plan, with the true values: 24 cycles at 1 mA.cm-2 and 1 mA.h.cm-2."""
    values = miec.calibration.Cell("LLTO@CNT").at(TRUTH)
    model = miec.SPM.of("LLTO@CNT")
    experiment = miec.experiments.plate_and_strip(
        values, current_density=1.0, capacity=1.0, strip_to=1.0, cycles=24
    )
    solver = pybamm.IDAKLUSolver(rtol=1e-6, options=model.solver_options)
    simulation = pybamm.Simulation(
        model, parameter_values=values, experiment=experiment, solver=solver
    )
    return simulation.solve()


def cycles(solution, noise):
    """The efficiency of each cycle, with what a digitiser is off."""
    shown = miec.analysis.coulombic_efficiency(solution)["coulombic efficiency [%]"]
    read = shown.index + READ * noise.uniform(-1, 1, len(shown))
    efficiency = shown.to_numpy() + EFFICIENCY * noise.standard_normal(len(shown))
    return pd.DataFrame({"x": read.round(2), "y": efficiency.round(2)})


def first_lithiation(solution, noise):
    """The voltage of the first plating, at every 0.05 mA.h.cm-2."""
    plating = solution.cycles[0].steps[0]
    capacity = np.arange(0.05, 1.0, 0.05)  # mA.h.cm-2, and hours at 1 mA.cm-2
    shown = np.interp(3600 * capacity, plating.t - plating.t[0], plating["Voltage [V]"].entries)
    volts = shown + VOLTAGE * noise.standard_normal(len(shown))
    return pd.DataFrame({"Capacity (mAh/cm2)": capacity.round(3), "Potential (V)": volts.round(3)})


def main(folder=Path(__file__).parent):
    """Write both files."""
    solution, noise = solve(), np.random.default_rng(SEED)
    for name, table in (
        ("cycles", cycles(solution, noise)),
        ("first_lithiation", first_lithiation(solution, noise)),
    ):
        text = FIRST_LINE + table.to_csv(index=False, lineterminator="\n")
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
