"""Each parameter that is fitted to half cells, against each observable of that plan: smooth, or not at all.

Central differences over h, h/2 and h/4, as in test_derivatives.py.  A number that is nearly a straight line
of a parameter has changes that are noise, and no order to tell.
"""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from plans import central, measured

from pybamm_miec import calibration
from pybamm_miec.calibration import Numerics
from pybamm_miec.calibration.run import Run
from pybamm_miec.parameters import _files

PLAN = _files.ROOT / "llto_cnt" / "calibration" / "half_cells.toml"
X = 0.45  # of every parameter: the middle, where no start is

# What the runs of the plan are solved with here, in its order, in short: what protocols are made of instead,
# the first step h, and the noise of a difference over h/4, in the unit of the number.  Integrators are tight,
# but for the sweep, whose peaks are read between points 2 mV apart.
FEW, TIGHT = {"cycles": 2}, Numerics("SPM", 5, 1e-9)
RUNS = {
    "activated": (0, {"cycles": 1}, TIGHT, 0.1, 2e-6),
    "second cycle": (3, FEW, TIGHT, 0.1, 5e-6),
    "first cycle": (4, {}, TIGHT, 0.1, 3e-6),
    "nucleation": (5, {}, TIGHT, 0.1, 3e-5),
    "peaks": (6, {"scan_rate": 0.5}, Numerics("SPM", 5, 1e-6), 0.2, 3e-4),
    "arc": (7, {}, TIGHT, 0.1, 1e-5),
    "arc with metal": (8, {}, TIGHT, 0.2, 4e-3),
}
STILL = {
    "activated": (),
    "second cycle": ("Q_e",),  # the walls have their film from the cycle before
    "first cycle": ("chi", "j_x", "beta", "dU_p"),  # no metal yet, and slow
    "nucleation": ("chi", "j_x", "beta", "k_a", "U_a", "Q_e", "dU_p"),
    "peaks": ("chi", "j_x", "beta", "Q_e"),
    "arc": ("C_t", "Q_e"),
    "arc with metal": ("Q_e", "dU_p"),
}


@lru_cache
def run_of(name):
    """A run of the plan with what is to be quick about it, and its parameters by name."""
    k, instead, numerics, *_ = RUNS[name]
    plan = calibration.read_plan(PLAN, report=lambda sentence: None)
    cell, done, places = plan.groups()[k]
    read = [plan.measurements[p] for p in places]
    if "cycles" in instead:
        read = [replace(one, table=one.table.assign(cycle=instead["cycles"])) for one in read]
    free = [plan.parameters[j] for j in plan.of_cell(cell)]
    return Run(plan.cells[cell], {**done, **instead}, read, free, numerics), [f.name for f in free]


def pairs(of):
    plan = calibration.read_plan(PLAN, report=lambda sentence: None)
    groups = plan.groups()
    return [
        pytest.param(
            name,
            plan.parameters[j].name,
            marks=[pytest.mark.slow] if name == "peaks" else [],
            id=f"{name}-{plan.parameters[j].name}",
        )
        for name, (k, *_) in RUNS.items()
        for j in plan.of_cell(groups[k][0])
        if of(name, plan.parameters[j].name)
    ]


@pytest.mark.parametrize(("name", "symbol"), pairs(lambda name, symbol: symbol not in STILL[name]))
def test_what_a_parameter_moves_it_moves_smoothly(name, symbol):
    """The second change is a quarter of the first, to the noise and a third of an order; and it does move."""
    run, names = run_of(name)
    *_, h, noise = RUNS[name]
    x, j = np.full(len(names), X), names.index(symbol)
    D = [central(run, x, j, h / 2**n) for n in range(3)]
    first, second = np.abs(D[0] - D[1]), np.abs(D[1] - D[2])
    assert (np.abs(D[2]) > 10 * noise).any(), D[2]
    np.testing.assert_allclose(second, first / 4, rtol=0.25, atol=noise)


@pytest.mark.parametrize(("name", "symbol"), pairs(lambda name, symbol: symbol in STILL[name]))
def test_what_a_parameter_does_not_move_stays_where_it_is(name, symbol):
    run, names = run_of(name)
    *_, h, noise = RUNS[name]
    moved = central(run, np.full(len(names), X), names.index(symbol), h)
    np.testing.assert_allclose(moved, 0, atol=noise)


def test_the_solvers_own_derivatives_of_a_voltage_are_right_for_each_of_them():
    """The distance of differences from them falls as h^2; what does not move the voltage moves neither.

    A third of an order, and 1e-6 V: the tolerance over the step, and some.  A wider one passes the fall of
    the voltage where the sites are full.
    """
    plan = calibration.read_plan(PLAN, report=lambda sentence: None)
    t = np.linspace(600.0, 7200.0, 12)
    columns = {"Time [s]": t, "Voltage [V]": 0 * t}
    plate = {"name": "plate", "current_density": 0.5, "capacity": 1.0}
    one = measured("voltage", columns, {"Voltage [V]": 1e-3}, plate)
    run = Run(plan.cells["as made"], plate, [one], plan.parameters, TIGHT)
    x = np.full(len(plan.parameters), X)
    exact, noise = run.slopes(x), 1e-6
    assert exact is not None
    moving = []
    for j, parameter in enumerate(plan.parameters):
        off = [np.linalg.norm(central(run, x, j, h) - exact[:, j]) for h in (0.01, 0.005)]
        assert off[1] == pytest.approx(off[0] / 4, rel=0.25, abs=noise), (parameter.name, off)
        if np.linalg.norm(exact[:, j]) > 10 * noise:
            moving.append(parameter.name)
    assert moving == ["u_0", "C_t", "Q_e", "dU_p", "R_cc"]
