"""How warm a coin cell gets while it is cycled, and its impedance before and after its host is lithiated.

Heat is that of all that the host does, beside that of PyBaMM's reactions.  An impedance needs a double layer
on every wall, and is that at rest after any experiment; 250 and 100 Ohm in Fig. S4 of Lin et al., Nanoscale
17, 1282 (2025).
"""

import numpy as np
import pandas as pd
import pybamm

import pybamm_miec as miec

FREQUENCIES = np.logspace(-2, 5, 36)  # Hz


def heat(current_density=1.0, capacity=1.0):
    """Plate and strip once; return how much warmer the cell gets [K], and how much heat it gives off [J]."""
    model = miec.DFN.of("LLTO@CNT", options={"thermal": "lumped"})
    values = model.default_parameter_values
    experiment = miec.experiments.plate_and_strip(
        values, current_density=current_density, capacity=capacity, strip_to=1.0, cycles=1
    )
    solution = pybamm.Simulation(model, parameter_values=values, experiment=experiment).solve()
    temperature = solution["Volume-averaged cell temperature [K]"].entries
    heating = solution["Total heating [W]"].entries
    given_off = float(np.trapezoid(heating, solution.t))
    warmer = float(np.max(temperature) - temperature[0])
    print(f"{current_density:g} mA.cm-2: {warmer:.2g} K warmer, {given_off:.3g} J of heat")
    return warmer, given_off


def impedance(changed=None):
    """Return the width of the arc before and after a lithiation [Ohm]; `changed` are rows of the set.

    It begins at 1.75 V: at the 2.5 V of the set the host holds so little lithium that no arc closes.
    """
    model = miec.DFN.of("LLTO@CNT", options={"surface form": "differential"}, changed=changed)
    values = model.default_parameter_values
    values["Initial voltage in positive electrode [V]"] = 1.75
    lithiation = miec.experiments.precycle(values, current_density=0.1, cycles=1).cycles[0][0]
    rows = {}
    for state, after in (("at 1.75 V", None), ("at 0 V", pybamm.Experiment([lithiation]))):
        spectrum = miec.analysis.impedance(model, FREQUENCIES, values=values, after=after)
        rows[state] = miec.analysis.charge_transfer_resistance(spectrum)
    table = pd.DataFrame(rows).T
    print(table.to_string())
    return table


if __name__ == "__main__":
    heat(1.0)
    heat(4.0)
    impedance()
