"""The first metal on four anodes: how far the voltage dips, and where the metal sits.

0.5 mA.cm-2 and 1 mA.h.cm-2 of metal on LLTO@CNT, LLTO, CNT and Cu, as in Fig. 3 and 4a of Lin et al.,
Nanoscale 17, 1282 (2025).
"""

import pandas as pd
import pybamm

import pybamm_miec as miec


def main(anodes=None, current_density=0.5, capacity=1.0):
    """Run, print a table and return it."""
    rows = {}
    for anode in anodes or miec.parameters.anodes():
        model = miec.DFN.of(anode)
        values = model.default_parameter_values
        experiment = miec.experiments.plate(
            values,
            current_density=current_density,
            capacity=capacity,
            counted_from="rest" if model.options.is_inert else "0 V",
        )
        simulation = pybamm.Simulation(model, parameter_values=values, experiment=experiment)
        solution = simulation.solve()
        rows[anode] = {
            "dip [mV]": 1e3 * miec.analysis.nucleation_overpotential(solution),
            **miec.analysis.deposit_summary(solution).iloc[-1],
        }
    table = pd.DataFrame(rows).T
    print(table.to_string(float_format="{:.3g}".format))
    return table


if __name__ == "__main__":
    main()
