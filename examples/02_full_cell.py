"""A few cycles of full cells: LLTO@CNT against NCM622, with lithium plated beforehand and without.

A reserve makes up for what the host isolates; without one, it is missing in the next cycle.
"""

import pybamm

import pybamm_miec as miec


def main(n_to_p=None, cycles=5):
    """Run at an N/P, or anode-free; print both tables and return them."""
    values = miec.parameters.parameter_values("LLTO@CNT", cell="full")
    values = miec.design(values, n_to_p=n_to_p, cathode_capacity=1.0)  # mA.h.cm-2
    model = miec.DFN.of("LLTO@CNT", cell="full")
    experiment = miec.experiments.full_cell_cycling(
        values, charge=0.2, discharge=0.5, cycles=cycles
    )
    solution = pybamm.Simulation(model, parameter_values=values, experiment=experiment).solve()

    efficiency = miec.analysis.coulombic_efficiency(solution)
    ledger = miec.analysis.lithium_ledger(solution)
    print("Anode-free" if n_to_p is None else f"N/P = {n_to_p}")
    print(efficiency.to_string(float_format="{:.4f}".format))
    print(ledger.to_string(float_format="{:.3g}".format))
    return efficiency, ledger


if __name__ == "__main__":
    main(n_to_p=2)
    main()
