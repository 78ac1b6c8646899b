"""Two parameters from four coulombic efficiencies, and one that these cannot tell; then a cell with them.

The efficiencies are the model's own with noise of 0.05 %, so that it is known what should come out.  Tables
in memory are measurements here; ``plan.toml`` has files, of points that were taken off a picture.
"""

from dataclasses import replace

import numpy as np
import pybamm

import pybamm_miec as miec
from pybamm_miec.calibration import Cell, Free, Numerics, Plan, fit, measurement, residual

TRUTH = {"chi": 0.02, "C_t": 250.0, "kappa_0": 0.2}
ERROR = 0.05  # [%]


def measured(efficiencies):
    """What was measured: the efficiencies of the first cycles at 1 mA.cm-2 and 1 mA.h.cm-2 [%]."""
    return measurement(
        {"cycle": np.arange(1, len(efficiencies) + 1), "CE [%]": efficiencies},
        kind="cycles",
        cell="coin",
        protocol={
            "name": "plate_and_strip",
            "current_density": 1.0,  # mA.cm-2
            "capacity": 1.0,  # mA.h.cm-2
            "strip_to": 1.0,  # V against lithium
        },
        source="the model with noise",
        efficiency="delithiation over lithiation",
        error={"CE [%]": ERROR},
    )


def main(folder=None, workers=1):
    """Make the data, fit, print what is found and return it; a folder lets it be stopped and gone on with."""
    coin = ("coin",)
    plan = Plan(
        cells={"coin": Cell("LLTO@CNT")},
        measurements=(measured([90.0] * 4),),
        parameters=(
            Free("chi", "chi", coin, 5e-3, 5e-2, "log"),  # isolated share of what is stripped
            Free("C_t", "C_t", coin, 100.0, 1000.0, "log"),  # what the traps hold
            Free("kappa_0", "kappa_0", coin, 0.05, 0.8, "log"),  # of the liquid, which a SPM lacks
        ),
        numerics=Numerics("SPM", points=5, rtol=1e-6),
    )
    shown = 90.0 + ERROR * residual(plan, TRUTH)
    noise = ERROR * np.random.default_rng(1).standard_normal(4)
    record = fit(replace(plan, measurements=(measured(shown + noise),)), folder, workers=workers)
    print(record.table[["name", "value", "between", "verdict"]].to_string(index=False))
    print(
        f"cost {record.cost:.3g} after {record.counts['runs']} runs, pybamm-miec {miec.__version__}"
    )
    for sentence in record.warnings:
        print(sentence)
    return record


def refitted(record):
    """Plate and strip the cell that was fitted, with a DFN; print and return its efficiencies."""
    values = record.parameter_values("coin")  # what is derived from the fitted rows follows
    model = miec.DFN.of("LLTO@CNT")
    experiment = miec.experiments.plate_and_strip(
        values, current_density=1.0, capacity=1.0, strip_to=1.0, cycles=4
    )
    solution = pybamm.Simulation(model, parameter_values=values, experiment=experiment).solve()
    efficiency = miec.analysis.coulombic_efficiency(solution)["coulombic efficiency [%]"]
    print(efficiency.to_string(float_format="{:.2f}".format))
    return efficiency


if __name__ == "__main__":
    refitted(main("calibration"))
