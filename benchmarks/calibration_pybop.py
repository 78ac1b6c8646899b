"""One data set fitted by ``fit`` and by methods of PyBOP's: what they cost, and where they end.

Made-up data of a half cell of LLTO@CNT as in ``recovery.py``: the SPM's voltage of the first cycle and three
coulombic efficiencies, with noise, and four parameters.  All start at the values of the set and see the same
residuals; the first two use derivatives, which are differences, the others do not.  "runs" are simulations of
the cell; "off" is how far the place is from that of the first row, at most, in its standard errors.

    python benchmarks/calibration_pybop.py
"""

import argparse
import os
import time
import warnings
from dataclasses import replace

import numpy as np
import pandas as pd

os.environ |= {"OMP_NUM_THREADS": "1", "PYBAMM_DISABLE_TELEMETRY": "true"}

import pybamm
import pybop
import recovery

from pybamm_miec import calibration
from pybamm_miec.calibration.evaluator import Evaluator
from pybamm_miec.calibration.executor import Here
from pybamm_miec.calibration.journal import Journal

NAMES = ("U_2", "C_t", "Q_e", "j0_m_ref")


def plan(seed):
    """Return a plan with data made at a place that the seed draws."""
    rng = np.random.default_rng(seed)
    whole = recovery.plan()
    bare = replace(
        whole,
        cells={"half cell": whole.cells["half cell"]},
        measurements=tuple(recovery.measured("half cell")),
        parameters=tuple(
            replace(free, cells=("half cell",)) for free in whole.parameters if free.name in NAMES
        ),
    )
    source = Evaluator(bare, Here(), Journal({}))
    shown = source.shown(rng.uniform(0.25, 0.75, len(NAMES)))
    noise = recovery.errors(bare.measurements) * rng.standard_normal(shown.size)
    return replace(bare, measurements=tuple(recovery.filled(bare.measurements, shown + noise)))


def by_fit(made):
    """Return the record of a fit, as a row."""
    record = calibration.fit(made, executor=Here())
    row = {"runs": record.counts["runs"], "cost": record.cost, "place": np.array(record.place)}
    return row | {"errors": record.known.errors}


def by_pybop(made, optimiser, **options):
    """Return what an optimiser of PyBOP's gives, as a row."""
    problem = calibration.pybop_problem(made)
    chosen = optimiser.default_options()
    for name, value in options.items():
        setattr(chosen, name, value)
    result = optimiser(problem, chosen).run()
    place = [free.place(result.best_inputs[free.name]) for free in made.parameters]
    runs = problem.simulator.evaluator.solved
    return {"runs": runs, "cost": float(result.best_cost), "place": np.array(place)}


METHODS = {
    "fit (SciPy least_squares, with errors)": by_fit,
    "PyBOP SciPyMinimize L-BFGS-B": lambda made: by_pybop(
        made, pybop.SciPyMinimize, method="L-BFGS-B"
    ),
    "PyBOP SciPyMinimize Nelder-Mead": lambda made: by_pybop(
        made, pybop.SciPyMinimize, method="Nelder-Mead", jac=False
    ),
    "PyBOP CMAES, 60 generations": lambda made: by_pybop(made, pybop.CMAES, max_iterations=60),
}


def main():
    """Run all methods on one data set."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1, help="of truth and noise (%(default)s)")
    arguments = parser.parse_args()
    pybamm.set_logging_level("ERROR")
    warnings.filterwarnings("ignore", category=UserWarning, module="pybop")
    np.random.seed(arguments.seed)  # noqa: NPY002  (PINTS draws from NumPy's own)
    made, rows, first = plan(arguments.seed), {}, None
    for name, method in METHODS.items():
        began = time.process_time()
        row = method(made)
        first = first or row
        off = np.abs(row["place"] - first["place"]) / first["errors"]
        rows[name] = {
            "CPU time [s]": round(time.process_time() - began, 1),
            "runs": row["runs"],
            "cost": round(row["cost"], 3),
            "off": round(off.max(), 3),
        }
        print(name, rows[name], flush=True)
    print(pd.DataFrame(rows).T.to_string())


if __name__ == "__main__":
    main()
