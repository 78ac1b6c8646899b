"""Whether fits find what data were made with, and how often their 95 % intervals hold it.

A half cell and a full cell of LLTO@CNT share what is the anode's.  Of each, the SPM gives the voltage of the
first cycle and the first coulombic efficiencies, with noise of 2 mV and 0.05 points.  In each trial the
truth is drawn from the middle half of the bounds, and the fit begins a tenth of the range off (standard
deviation).  Ten parameters are free, and one more that no data at one temperature can show.  The model that
is fitted is the one that made the data: errors of the model are no part of this.

    python benchmarks/recovery.py --trials 1:10 --csv recovery_1.csv
    python benchmarks/recovery.py --read recovery_1.csv recovery_2.csv
"""

import argparse
import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import norm

os.environ |= {"OMP_NUM_THREADS": "1", "PYBAMM_DISABLE_TELEMETRY": "true"}

import pybamm

from pybamm_miec import calibration
from pybamm_miec.calibration.evaluator import Evaluator
from pybamm_miec.calibration.executor import Here
from pybamm_miec.calibration.journal import Journal

CELLS = {
    "half cell": calibration.Cell("LLTO@CNT"),
    "full cell": calibration.Cell(
        "LLTO@CNT", "full", design={"n_to_p": 2.0, "cathode_capacity": 1.0}
    ),
}
ANODE, HALF, FULL = tuple(CELLS), ("half cell",), ("full cell",)
BLIND = "E_h"  # an activation energy, at the reference temperature
BOUNDS = {
    "u": (0.15, 0.6, ANODE),
    "U_2": (0.5, 0.9, HALF),
    "chi": (1e-3, 5e-2, ANODE),
    "C_t": (50.0, 2000.0, HALF),
    "Q_e": (50.0, 1500.0, HALF),
    "w_2": (2.0, 12.0, HALF),
    "j0_m_ref": (0.05, 3.0, ANODE),
    "R_ct0": (130.0, 600.0, HALF),
    "j0_cat_ref": (0.5, 20.0, FULL),
    "D_cat0": (3e-14, 1e-12, FULL),
    BLIND: (1e4, 1e5, ANODE),
}
PROTOCOLS = {
    "half cell": {
        "name": "plate_and_strip",
        "current_density": 1.0,
        "capacity": 1.0,
        "strip_to": 1.0,
        "cycles": 3,
    },
    "full cell": {"name": "full_cell_cycling", "charge": 0.2, "discharge": 0.5, "cycles": 1},
}
VOLTAGE, EFFICIENCY = 2e-3, 0.05  # V, points
NUMERICS = calibration.Numerics("SPM", points=5, rtol=1e-6)
LEVEL = 0.95
STARTS = 5  # of a fit that is begun again
AWAY = 0.1  # of the range, standard deviation of where a fit begins


def plan(shown=None, start=None):
    """Return the plan, with measured values in the order of its residuals, and where the fit begins."""
    free = [
        calibration.Free(name, name, cells, low, high, "log" if high > 10 * low else "linear")
        for name, (low, high, cells) in BOUNDS.items()
    ]
    measurements = [one for name in CELLS for one in measured(name)]
    if shown is not None:
        measurements = filled(measurements, shown)
    cells = CELLS if start is None else {name: begun(name, free, start) for name in CELLS}
    return calibration.Plan(cells, tuple(measurements), tuple(free), NUMERICS)


def begun(name, free, start):
    """Return a cell that has the values at the places where a fit begins."""
    values = {f.symbol: f.value(x) for f, x in zip(free, start, strict=True) if name in f.cells}
    return replace(CELLS[name], values=values)


def measured(name):
    """Return the measurements of a cell, without values."""
    q, cycles = np.linspace(0.02, 0.98, 25), PROTOCOLS[name]["cycles"]
    back = 0.5 if name == "half cell" else 0.9  # of what went in, and is there to come back
    curve = {
        "cycle": 1,
        "step": np.repeat([0, 1], q.size),
        "capacity [mA.h.cm-2]": np.concatenate([q, back * q]),
        "voltage [V]": 0.0,
    }
    efficiency = {"cycle": np.arange(1, cycles + 1), "coulombic efficiency [%]": 0.0}
    about = {"cell": name, "protocol": PROTOCOLS[name], "source": "made up", "ignored": ()}
    return [
        calibration.Measurement(
            kind=kind, table=pd.DataFrame(table), error={column: error}, digest="", **about
        )
        for kind, table, column, error in (
            ("voltage", curve, "voltage [V]", VOLTAGE),
            ("cycles", efficiency, "coulombic efficiency [%]", EFFICIENCY),
        )
    ]


def filled(measurements, shown):
    """Return measurements with values, one after another."""
    made, first = [], 0
    for one in measurements:
        n = len(one.table)
        table = one.table.assign(**{one.observed[0]: shown[first : first + n]})
        made.append(replace(one, table=table))
        first += n
    return made


def errors(measurements):
    """Return the standard errors of the values of measurements, one after another."""
    return np.concatenate([np.full(len(m.table), m.error[m.observed[0]]) for m in measurements])


def trial(seed):
    """Return the rows of one trial: a parameter each, with truth, optimum and standard error as places."""
    rng, bare = np.random.default_rng(seed), plan()
    truth = rng.uniform(0.25, 0.75, len(BOUNDS))
    # in this process, so that one simulation of each cell does for all trials
    source = Evaluator(bare, Here(), Journal({}))
    shown = source.shown(truth)
    if source.failures:
        raise SystemExit(f"trial {seed}: its truth cannot be simulated, {dict(source.failures)}")
    noisy = shown + errors(bare.measurements) * rng.standard_normal(shown.size)
    start = np.clip(truth + AWAY * rng.standard_normal(truth.size), 0.05, 0.95)
    began = time.process_time()
    record = calibration.fit(plan(noisy, start), executor=Here())
    again = bool(record.warnings)
    if again:
        more = replace(plan(noisy, start), starts=STARTS, seed=seed)
        record = calibration.fit(more, executor=Here())
    seconds = time.process_time() - began
    print(
        f"trial {seed}: chi2 {2 * record.cost:.1f} of {noisy.size} points, {record.counts['runs']} runs, "
        f"{record.counts['failed']} failed, {seconds:.0f} s{', begun again' if again else ''}"
    )
    return [
        {
            "trial": seed,
            "parameter": row["name"],
            "truth": truth[k],
            "place": record.place[k],
            "error": record.known.errors[k],
            "verdict": row["verdict"],
            "chi2": 2 * record.cost,
            "points": noisy.size,
            "runs": record.counts["runs"],
            "failed": record.counts["failed"],
            "again": again,
            "seconds": seconds,
        }
        for k, row in enumerate(record.parameters)
    ]


def told(table):
    """Return a row a parameter: how often its interval held the truth, and what was said of it."""
    wide = norm.ppf((1 + LEVEL) / 2)
    z = (table["place"] - table["truth"]) / table["error"]
    low, high = (np.clip(table["place"] + sign * wide * table["error"], 0, 1) for sign in (-1, 1))
    table = table.assign(held=(low <= table["truth"]) & (table["truth"] <= high), z=z)
    rows = {}
    for name, part in table.groupby("parameter", sort=False):
        rows[name] = {
            "trials": len(part),
            "held [%]": 100 * part["held"].mean(),
            "rms of z": np.sqrt((part["z"] ** 2).mean()),
            "error of range, median [%]": 100 * part["error"].median(),
            "said to be unseen [%]": 100 * (part["verdict"] == "not seen by the data").mean(),
            "other verdicts [%]": 100
            * (~part["verdict"].isin(["", "not seen by the data"])).mean(),
        }
    return pd.DataFrame(rows).T


def main():
    """Run trials, or read what was run."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--trials", default="1:3", help="seeds, first and last (%(default)s)")
    parser.add_argument("--csv", type=Path, help="where the rows go")
    parser.add_argument("--read", nargs="+", type=Path, help="files of rows, in place of trials")
    arguments = parser.parse_args()
    pybamm.set_logging_level("ERROR")
    if arguments.read:
        table = pd.concat([pd.read_csv(path, keep_default_na=False) for path in arguments.read])
    else:
        first, last = map(int, arguments.trials.split(":"))
        rows = []
        for seed in range(first, last + 1):
            rows += trial(seed)
            if arguments.csv:  # what is done is kept
                pd.DataFrame(rows).to_csv(arguments.csv, index=False)
        table = pd.DataFrame(rows)
    print(told(table).round(2).to_string())
    each = table.drop_duplicates("trial")
    print(
        f"{len(each)} trials, {each['runs'].sum()} runs, {each['failed'].sum()} failed, "
        f"{each['again'].sum()} begun again; median "
        f"{each['seconds'].median():.0f} s of one core a trial"
    )


if __name__ == "__main__":
    main()
