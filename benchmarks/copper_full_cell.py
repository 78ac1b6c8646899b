"""Which assumed row, alone, would end the full cell of copper where the paper's ends.

The cell of Lin 2025, Fig. 5a: copper with four capacities plated beforehand against NCM622.  A row after
another is put to both ends of its range, with the option that reads it; where the cell's life passes the
paper's between them, bisection finds the value.  A life is the cycles until the capacity is nine tenths of
that in cycle 2, between two of them by a straight line.

    python benchmarks/copper_full_cell.py
    python benchmarks/copper_full_cell.py --model DFN --rows chi_f
"""

import argparse
import os

import pandas as pd

os.environ |= {"OMP_NUM_THREADS": "1", "PYBAMM_DISABLE_TELEMETRY": "true"}

import pybamm

import pybamm_miec as miec
from pybamm_miec.scorecard.full_cells import COPPER, DROPPED, FIRST, GIVEN
from pybamm_miec.scorecard.runs import cycled, full_cells
from pybamm_miec.scorecard.runs.effort import FULL
from pybamm_miec.scorecard.targets import read_targets

STOCK, LAYER = {"electrolyte stock": "consumed"}, {"dead layer": "on face"}
ROWS = {
    **{row: {} for row in ("chi_f", "beta_f", "j_xf", "rho_f", "q_k", "r_needle", "L_film")},
    **dict.fromkeys(("V_e0", "v_el"), STOCK),
    **dict.fromkeys(("tau_d", "eps_d"), LAYER),
}  # symbols, and the options that read them
CLOSE = 0.2  # cycles


def life(kind, symbol, value, cycles):
    """Return the cycles that a cell lasts with another value of a row; infinite if it outlasts the run."""
    changed = {symbol: value}
    values = miec.parameters.parameter_values("Cu", "full", changed=changed, fitted=False)
    model = getattr(miec, kind).of("Cu", "full", options=ROWS[symbol])
    values = full_cells.built(COPPER, values, model.options)
    experiment = full_cells.cycling(values, cycles)
    run = cycled.run(model, experiment, FULL, values=values)
    q = run.efficiency[GIVEN].loc[FIRST:]
    q /= q.iloc[0]
    below = q.index[q < DROPPED]
    if below.size:
        n = below[0]
        return n - 1 + (q[n - 1] - DROPPED) / (q[n - 1] - q[n])
    return float(q.index[-1]) if run.ended else float("inf")


def search(row, target, of):
    """Return lives at both ends of a row's range and, if the target is between, the value for it."""
    low, high = row.low, row.high
    at_low, at_high = of(low), of(high)
    found = {"low": row.low, "life at low": at_low, "high": row.high, "life at high": at_high}
    if (at_low > target) == (at_high > target):
        return {**found, "value": float("nan"), "life": float("nan")}
    while True:
        value = (low + high) / 2
        lasts = of(value)
        if abs(lasts - target) <= CLOSE:
            return {**found, "value": value, "life": lasts}
        low, high = (value, high) if (lasts > target) == (at_low > target) else (low, value)


def main():
    """Print a table, a row of the set a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="SPM", choices=("DFN", "SPMe", "SPM"))
    parser.add_argument("--rows", nargs="+", default=list(ROWS), choices=list(ROWS))
    parser.add_argument("--cycles", type=int, default=60, help="of each run (%(default)s)")
    asked = parser.parse_args()
    pybamm.set_logging_level("ERROR")
    target = {t.id: t for t in read_targets("LLTO@CNT")}["F06"].numbers[0]
    set_rows = miec.parameters.provenance("Cu", "full", fitted=False).set_index("symbol")
    found = {}
    for symbol in asked.rows:
        row = set_rows.loc[symbol]
        found[symbol] = {"set": row.value} | search(
            row, target, lambda x, symbol=symbol: life(asked.model, symbol, x, asked.cycles)
        )
        print(symbol, {name: float(f"{x:.4g}") for name, x in found[symbol].items()}, flush=True)
    print(pd.DataFrame(found).T.to_string(float_format="{:.4g}".format))


if __name__ == "__main__":
    main()
