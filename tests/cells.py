"""Cells that the tests of whole models share, and how they are solved."""

import numpy as np
import pybamm

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.models import SOLVER_OPTIONS
from pybamm_miec.placement import Placement

HALF = {"working electrode": "positive"}
ONLY_METAL = {**HALF, "host sites": "none", "lithium metal": "in pores"}
AT = Placement("positive")  # the host of a half cell

F, R = pybamm.constants.F.value, pybamm.constants.R.value
MAH_PER_CM2 = 36e3 / F  # [mol.m-2]
MA_PER_CM2 = 10.0  # [A.m-2]

J0_M, J0_F = AT.key(v.j0_m), AT.key(v.j0_f)
C_M, METAL = AT.key(v.c_m), AT.key(v.q_metal)
CHARGE = "Discharge capacity [A.h]"


# ---- values ----


def half_cell(changes=()):
    """The half cell's set, with `changes` by PyBaMM name."""
    values = miec.parameters.parameter_values("LLTO@CNT")
    values.update(dict(changes), check_already_exists=False)
    return values


def full_cell(changes=()):
    """The anode against the NMC811 of Chen2020, built discharged.

    The host is 20 um thick: 1.9 mA.h.cm-2 of pores and 0.2 of LLTO against 3.5 of NMC, so that a charge
    overfills it.
    """
    values = miec.parameters.parameter_values("LLTO@CNT", cell="full", positive="Chen2020")
    discharged = 0.9 * values["Maximum concentration in positive electrode [mol.m-3]"]
    values.update(
        {
            "Negative electrode thickness [m]": 20e-6,
            "Initial voltage in negative electrode [V]": 1.0,
            "Initial concentration in positive electrode [mol.m-3]": discharged,
            "Lower voltage cut-off [V]": 2.0,
            **dict(changes),
        }
    )
    return values


def only_metal(changes=()):
    """A half cell in which nothing but metal reacts, everywhere alike: for ``ONLY_METAL``.

    Intercalation is too slow to see, no wall is bounded, all the salt's current is lithium's (so the salt
    stays as it is), and there is metal on every wall from the start.
    """
    return half_cell(
        {
            "Positive electrode OCP [V]": 0.0,
            "Initial concentration in positive electrode [mol.m-3]": 100.0,
            "Positive electrode exchange-current density [A.m-2]": 1e-14,
            AT.key(v.j_lim): 1e12,
            "Cation transference number": 1.0,
            AT.key(v.c_m0): 5e3,
            AT.key(v.c_n): 50.0,  # so that all of the wall is metal: tanh(100) is 1
            **dict(changes),
        }
    )


def with_constant_exchange_current(j0):
    """The half cell's set with the same constant for metal in the pores and on the face."""
    return half_cell({J0_M: j0, J0_F: j0})


def area(values):
    """Area of the cell [m2]."""
    return values["Electrode height [m]"] * values["Electrode width [m]"]


def full_pores(values):
    """Metal per area that fills the pores to the residual porosity [mol.m-2]."""
    eps_0, eps_r, L = (values[AT.key(name)] for name in (v.eps_0, v.eps_r, v.L))
    return (eps_0 - eps_r) * L / values["Lithium metal partial molar volume [m3.mol-1]"]


def plated(values, metal):
    """`values` with so much metal in the cell, in the pores as far as they go [mA.h.cm-2]."""
    n = metal * MAH_PER_CM2
    in_pores = min(n, 0.98 * full_pores(values))
    values.update({AT.key(v.c_m0): in_pores / values[AT.key(v.L)], AT.key(v.q_f0): n - in_pores})
    return values


# ---- experiments ----


def plate_and_strip(values, current_density=1.0, capacity=1.0, strip_to=1.0, cycles=1):
    return miec.experiments.plate_and_strip(
        values,
        current_density=current_density,
        capacity=capacity,
        strip_to=strip_to,
        cycles=cycles,
    )


def charge_and_discharge(cycles):
    """Full cell: takes the positive electrode to 4.2 V and back."""
    cycle = ("Charge at C/3 until 4.2 V", "Discharge at C/3 until 2.5 V")
    return pybamm.Experiment([cycle] * cycles)


# ---- solutions ----


def simulation(model, values, experiment=None, *, tolerances=None, points=None, **solver):
    """A simulation with `tolerances` (rtol, atol) and `points` over the separator and the host."""
    rtol, atol = tolerances or (1e-4, 1e-6)  # PyBaMM's defaults
    var_pts = model.default_var_pts
    if points:
        host = "x_p" if model.options["working electrode"] == "positive" else "x_n"
        var_pts = {**var_pts, "x_s": points, host: points}
    return pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=experiment,
        var_pts=var_pts,
        solver=pybamm.IDAKLUSolver(rtol=rtol, atol=atol, options=SOLVER_OPTIONS, **solver),
    )


def solve(model, values, experiment, **settings):
    """Solve an experiment to its end.

    PyBaMM gives back what it has when a later cycle fails: a short solution is a failure here.
    """
    return all_of(experiment, simulation(model, values, experiment, **settings))


def all_of(experiment, simulation, **inputs):
    """Solve a simulation that may be built already; see :func:`solve`."""
    solution = simulation.solve(**inputs)
    assert len(solution.cycles) == len(experiment.cycles)
    assert [len(cycle.steps) for cycle in solution.cycles] == [len(c) for c in experiment.cycles]
    return solution


def at_current(model, values, current_density, seconds, **settings):
    """Solve for a constant current [A.m-2], lithium into the host."""
    values["Current function [A]"] = current_density * area(values)
    return simulation(model, values, **settings).solve([0, seconds])


def over(solution, name):
    """Values of a variable at all times of a solution, without interpolation."""
    return solution[name].entries


def at_end(solution, name):
    """Values of a variable at the last time of a solution."""
    return np.asarray(over(solution, name))[..., -1]


# ---- the four anodes ----

ANODES = ("LLTO@CNT", "LLTO", "CNT", "Cu")
THIN = {
    "LLTO@CNT": 20e-6,
    "LLTO": 20e-6,
    "CNT": 10e-6,
    "Cu": 1e-6,
}  # m, less than Chen2020 can fill


def cell_of(anode, cell="half", options=None, changes=()):
    """Model and values of an anode, everything its set declares switched on; the full cell as `full_cell`."""
    if cell == "half":
        model = miec.DFN.of(anode, options=options)
        values = model.default_parameter_values
    else:
        model = miec.DFN.of(anode, cell="full", options=options, positive="Chen2020")
        values = model.default_parameter_values
        most = values["Maximum concentration in positive electrode [mol.m-3]"]
        values["Initial concentration in positive electrode [mol.m-3]"] = 0.9 * most
        values["Negative electrode thickness [m]"] = THIN[anode]
    values.update(dict(changes), check_already_exists=False)
    return model, values


def pore_capacity(model, values):
    """What the pores of a host hold, none on a foil [mA.h.cm-2]."""
    return full_pores(values) / MAH_PER_CM2 if model.options.metal_in_pores else 0.0


def lithium_missing(solution):
    """Lithium put into the host through the terminal less what is found there, over the largest charge."""
    at = solution.all_models[0].options.host
    charge, found = over(solution, CHARGE), over(solution, at.key(v.n_all))
    put_in = at.lithiation_sign * (charge - charge[0]) * 3600 / F
    return np.max(np.abs(found - found[0] - put_in)) / np.max(put_in)


def salt_lost(solution):
    """Salt that has left the electrolyte, or come, over all of it."""
    salt = over(solution, "Total lithium in electrolyte [mol]")
    return np.max(np.abs(salt / salt[0] - 1))
