"""What may be 0 by the range of its row may be: a host without is one with nothing of it."""

import numpy as np
import pybamm

import pybamm_miec as miec

ANODE = "LLTO@CNT"


def cycled(changed, options=None):
    """A lithiation from above the couples and back, with other values for rows."""
    model = miec.SPM.of(ANODE, options=options or {})
    values = miec.parameters.parameter_values(ANODE, changed=changed)
    experiment = miec.experiments.plate_and_strip(
        values, current_density=1.0, capacity=1.0, strip_to=1.0, cycles=2
    )
    solver = pybamm.IDAKLUSolver(rtol=1e-6, options=model.solver_options)
    mesh = {**model.default_var_pts, "x_n": 5, "x_s": 5, "x_p": 5}
    return pybamm.Simulation(
        model, parameter_values=values, experiment=experiment, solver=solver, var_pts=mesh
    ).solve()


def efficiency(solution):
    return miec.analysis.coulombic_efficiency(solution)["coulombic efficiency [%]"].to_numpy()


def test_a_host_with_nothing_of_all_that_may_be_nothing_is_cycled():
    rows = miec.parameters.provenance(ANODE)
    none = rows[(rows["low"] == 0) & (rows["value"] != 0)]["symbol"]
    assert {"C_t", "Q_e", "rho", "beta"} <= set(none)
    solution = cycled(dict.fromkeys(none, 0.0))
    assert len(solution.cycles) == 2
    assert np.all(efficiency(solution) > 0)


def test_capacities_of_0_are_those_of_a_host_without():
    """Next to none is a 1e-6 of what is passed; ten times the integrator's tolerance."""
    with_none = efficiency(cycled({"C_t": 0.0, "Q_e": 0.0}))
    without = efficiency(cycled({}, {"trapping": "none", "first film": "none"}))
    np.testing.assert_allclose(with_none, without, rtol=1e-5)
