"""Fifty cycles of a half cell: coulombic efficiency, and where the lithium is.

1 mA.cm-2 and 1 mA.h.cm-2 into LLTO@CNT, and out again to 1 V, as in Fig. 4e of Lin et al., Nanoscale
17, 1282 (2025).
"""

import matplotlib.pyplot as plt
import pybamm

import pybamm_miec as miec


def main(values=None, cycles=50, show=False):
    """Run, print both tables and return them; with `show`, draw as well."""
    if values is None:
        values = pybamm.ParameterValues("Lin2025_LLTO_CNT_halfcell")
    model = miec.DFN.of("LLTO@CNT")
    experiment = miec.experiments.plate_and_strip(
        values, current_density=1.0, capacity=1.0, strip_to=1.0, cycles=cycles
    )
    solution = pybamm.Simulation(model, parameter_values=values, experiment=experiment).solve()

    efficiency = miec.analysis.coulombic_efficiency(solution)
    ledger = miec.analysis.lithium_ledger(solution)
    print(efficiency.to_string(float_format="{:.4f}".format))
    print(ledger.to_string(float_format="{:.3g}".format))
    if show:
        draw(solution, efficiency)
    return efficiency, ledger


def draw(solution, efficiency):
    """Show the voltage of the first and the last cycle, and the efficiency of all."""
    _, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5), layout="constrained")
    for n in (1, len(solution.cycles)):
        cycle = solution.cycles[n - 1]
        hours = (cycle.t - cycle.t[0]) / 3600
        left.plot(hours, cycle["Voltage [V]"].entries, label=f"cycle {n}")
    left.set(xlabel="time [h]", ylabel="voltage against lithium [V]")
    left.legend()
    right.plot(efficiency["coulombic efficiency [%]"], "o-")
    right.set(xlabel="cycle", ylabel="coulombic efficiency [%]")
    plt.show()


if __name__ == "__main__":
    main(show=True)
