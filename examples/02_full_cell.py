"""A few cycles of a full cell: LLTO@CNT, empty at first, against the NMC of PyBaMM's Chen2020 set.

All lithium comes from the positive electrode, so what the host isolates is missing in the next cycle.
"""

import pybamm

import pybamm_miec as miec

CYCLE = ("Charge at C/3 until 4.2 V", "Rest for 10 minutes", "Discharge at C/3 until 2.5 V")


def main(values=None, cycles=5):
    """Run, print both tables and return them."""
    if values is None:
        values = miec.parameters.parameter_values("LLTO@CNT", cell="full", positive="Chen2020")
    experiment = pybamm.Experiment([CYCLE] * cycles)
    solution = pybamm.Simulation(miec.DFN(), parameter_values=values, experiment=experiment).solve()

    efficiency = miec.analysis.coulombic_efficiency(solution)
    ledger = miec.analysis.lithium_ledger(solution)
    print(efficiency.to_string(float_format="{:.4f}".format))
    print(ledger.to_string(float_format="{:.3g}".format))
    return efficiency, ledger


if __name__ == "__main__":
    main()
