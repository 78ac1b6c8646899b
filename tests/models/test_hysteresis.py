"""A host that remembers: what its potential does in a cell."""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import (
    AT,
    CHARGE,
    HALF,
    MA_PER_CM2,
    F,
    R,
    area,
    at_current,
    at_end,
    cell_of,
    full_cell,
    half_cell,
    over,
    simulation,
    solve,
)

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement

ON = {"host hysteresis": "one state"}
ALONE = {**HALF, "lithium metal": "none", "particle": "uniform profile"}  # nothing but the grains
H, GAMMA = 0.03, 30.0
SLOW = 1e-4 * MA_PER_CM2  # all sites in half a year: 15 uV of overpotential
TIGHT = {"tolerances": (1e-8, 1e-10)}


def of_host(at, **values):
    """Values by their letters, with others for hysteresis than the set's."""
    values = {"H": H, "gamma": GAMMA, "h_0": 0.0} | values
    return {at.key(getattr(v, letter)): value for letter, value in values.items()}


def thickest_where_empty(x):
    return H * (1 - x / 2)


# ---- the start ----


@pytest.mark.parametrize(
    "extra",
    [
        {},
        {"surface form": "differential"},
        {"nucleation": "coverage"},
        {"ion path": "liquid and frame"},
        {"particle": "Fickian diffusion"},
        {"activation": "by emptying"},
        {"lithium metal": "none"},
    ],
    ids=lambda extra: "-".join(extra) or "metal",
)
@pytest.mark.parametrize("width", [H, thickest_where_empty], ids=["constant", "function"])
@pytest.mark.parametrize("cell", ["half", "full"])
def test_a_cell_starts_at_rest_beside_the_potential_of_its_sites(cell, width, extra):
    """By H h_0, and stays there: the initial voltage is that of the sites."""
    if cell == "half":
        at, values, options = AT, half_cell(), HALF
    else:
        at, values, options = Placement("negative"), full_cell(), {}
    volts, h_0 = 1.2, -0.7  # of the sites
    values.update(of_host(at, H=width, h_0=h_0, u_0=0.5), check_already_exists=False)
    values[f"Initial voltage in {at.electrode} electrode [V]"] = volts
    model = miec.DFN({**options, **ON, **extra})
    solution = at_current(model, values, 0.0, 3600.0)
    U_h, U = (over(solution, at.key(name)) for name in (v.U_s, v.U))
    x_o = over(solution, at.key(v.x_o if "activation" in extra else v.x_surf))
    np.testing.assert_allclose(U, volts, rtol=0, atol=1e-6)
    np.testing.assert_allclose(U_h, U + (width(x_o) if callable(width) else H) * h_0, atol=1e-6)
    other = values.evaluate(model.param.p.prim.U_init) if cell == "full" else 0.0
    voltage = at_end(solution, at.key(v.U_s))[0] if cell == "half" else other - U_h[0, 0]
    np.testing.assert_allclose(over(solution, "Voltage [V]"), voltage, rtol=0, atol=1e-6)
    assert values.evaluate(model.param.ocv_init) == pytest.approx(voltage, abs=1e-6)
    assert np.ptp(over(solution, at.key(v.h))) < 1e-6


# ---- PyBaMM's own ----


@pytest.mark.filterwarnings("ignore:The definition of the hysteresis decay rate")
def test_one_type_of_site_is_the_one_state_model_of_pybamm():
    """Whose branches are given, and whose rate is twice ours; 0.1 uV, of the solver's steps at 1e-8."""
    U_0, w, c_max = 1.2, 1.5, 8000.0
    f = F / (R * 298.15)

    def U(x, shift):
        return U_0 + shift - w / f * pybamm.log(x / (1 - x))

    start = 1.0
    x_0 = 1 / (1 + np.exp(f * (start - U_0) / w))
    changes = {
        **of_host(AT, h_0=0.4),
        "Maximum concentration in positive electrode [mol.m-3]": c_max,
        "Positive electrode host site standard potential (0) [V]": U_0,
        "Positive electrode host site ideality factor (0)": w,
        "Positive electrode host site occupancy fraction (0)": 1.0,
        "Initial voltage in positive electrode [V]": start,
        "Initial concentration in positive electrode [mol.m-3]": x_0 * c_max,
        "Positive electrode OCP [V]": lambda x: U(x, 0.0),
        "Positive electrode lithiation OCP [V]": lambda x: U(x, -H),
        "Positive electrode delithiation OCP [V]": lambda x: U(x, H),
        "Positive particle lithiation hysteresis decay rate": 2 * GAMMA,
        "Positive particle delithiation hysteresis decay rate": 2 * GAMMA,
    }
    sites = {**ALONE, "host sites": "1", **ON}
    stock = {
        **ALONE,
        "host sites": "none",
        "open-circuit potential": ("single", "one-state hysteresis"),
    }
    current = 0.1 * MA_PER_CM2
    voltages = []
    for options in (sites, stock):
        values = half_cell(changes)
        steps = [
            pybamm.step.current(i * area(values), duration=1800, period=60)
            for i in (-current, current, -current)
        ]
        run = solve(miec.DFN(options), values, pybamm.Experiment(steps), **TIGHT)
        voltages.append(over(run, "Voltage [V]"))
    assert np.ptp(voltages[0]) > 3 * H
    np.testing.assert_allclose(*voltages, rtol=0, atol=1e-7)


# ---- loops ----


@cache
def looped(depth, gamma, options=(("host hysteresis", "one state"),)):
    """Go slowly around a share of the sites, lithium out and in, from where the loop closes."""
    turn = -np.tanh(gamma * depth / 2)
    start = {"Initial voltage in positive electrode [V]": 1.0}
    values = half_cell({**of_host(AT, gamma=gamma, h_0=turn), **start})
    seconds = depth * sites(values) * 3600 / (SLOW * area(values))
    steps = [
        pybamm.step.current(i * area(values), duration=seconds, period=seconds / 400)
        for i in (-SLOW, SLOW)
    ]
    heat = {"calculate heat source for isothermal models": "true"}
    model = miec.DFN({**ALONE, **dict(options), **heat})
    loop = solve(model, values, pybamm.Experiment([tuple(steps)]), **TIGHT).cycles[0]
    if model.options.remembers:
        np.testing.assert_allclose(over(loop, AT.key(v.h))[:, -1], turn, atol=1e-4)
    return values, loop


def sites(values):
    """What all sites of the LLTO hold [A.h]."""
    host = "Positive electrode active material volume fraction"
    most = values["Maximum concentration in positive electrode [mol.m-3]"]
    return values[host] * most * values[AT.key(v.L)] * area(values) * F / 3600


def area_of(loop):
    """What a loop dissipates, from the terminal [W.h]."""
    charge, voltage = over(loop, CHARGE), over(loop, "Voltage [V]")
    return -np.trapezoid(voltage, charge)


def closed_form(depth, gamma):
    """Equation (5) of the law."""
    return 2 * H * (depth - 2 / gamma * np.tanh(gamma * depth / 2))


@pytest.mark.parametrize(("depth", "gamma"), [(0.2, 3.0), (0.2, 30.0), (0.2, 3000.0), (0.05, 30.0)])
def test_a_loop_dissipates_as_much_as_its_closed_form(depth, gamma):
    """Less what the same loop dissipates without hysteresis: some 1e-5 for 400 points a branch.

    Of which none is inside of a turn that takes 1/3000 of the sites.
    """
    values, loop = looped(depth, gamma)
    _, without = looped(depth, gamma, options=())
    found = (area_of(loop) - area_of(without)) / sites(values)
    sharp = gamma == 3000.0
    assert found == pytest.approx(closed_form(depth, gamma), rel=2e-3 if sharp else 1e-4)
    if sharp:
        assert found == pytest.approx(2 * H * depth, rel=5e-3)


def test_what_a_loop_dissipates_is_heat():
    """PyBaMM counts it, as the heat of hysteresis; 1e-4 for 400 points a branch."""
    values, loop = looped(0.2, GAMMA)
    heat = over(loop, "Hysteresis electrochemical heating [W.m-3]")
    in_host = heat[-over(loop, AT.key(v.h)).shape[0] :].mean(axis=0) * values[AT.key(v.L)]
    per_site = np.trapezoid(in_host, loop.t) * area(values) / 3600 / sites(values)
    assert per_site == pytest.approx(closed_form(0.2, GAMMA), rel=1e-4)


def test_slow_charge_and_discharge_are_two_widths_apart():
    """At the same lithiation, in the middle of a wide loop; e^-3 of the way is left at 30."""
    depth, gamma = 0.2, GAMMA
    _, loop = looped(depth, gamma)
    leaves, enters = loop.steps
    x = np.linspace(0.1, 0.9, 50) * depth  # emptied
    expected = (
        2 - (1 + np.tanh(gamma * depth / 2)) * (np.exp(-gamma * x) + np.exp(-gamma * (depth - x)))
    ) * H
    voltage = []
    for step in (leaves, enters):
        share = -(over(step, CHARGE) - over(leaves, CHARGE)[0]) / np.ptp(over(leaves, CHARGE))
        order = np.argsort(share)
        voltage.append(np.interp(x / depth, share[order], over(step, "Voltage [V]")[order]))
    # 0.1 mV: twice the overpotential of both electrodes, and the interpolation
    assert voltage[0] - voltage[1] == pytest.approx(expected, abs=1e-4)
    assert expected.max() == pytest.approx(2 * H, rel=0.11)


def test_after_a_rest_each_way_is_still_on_its_branch():
    values = half_cell({**of_host(AT), "Initial voltage in positive electrode [V]": 1.0})
    step = {"duration": 3600, "period": 60}
    out, into = (pybamm.step.current(i * area(values), **step) for i in (-1.0, 1.0))
    rests = pybamm.Experiment([out, "Rest for 100 hours", into, "Rest for 100 hours"])
    solution = solve(miec.DFN({**ALONE, **ON}), values, rests, **TIGHT)
    after_out, after_in = (solution.cycles[k] for k in (1, 3))
    state = [over(rest, AT.key(v.h)) for rest in (after_out, after_in)]
    for h, sign in zip(state, (1, -1), strict=True):
        # what currents inside of the host level on the way to rest turns the state a little
        assert np.max(np.abs(h - h[:, :1])) < 0.02
        assert np.all(np.sign(h[:, -1]) == sign)
    assert at_end(after_in, AT.key(v.x_surf)) == pytest.approx(
        over(solution, AT.key(v.x_surf))[0, 0], rel=1e-3
    )
    fell = 1.0 - at_end(after_in, "Voltage [V]")
    assert fell == pytest.approx(-H * np.mean(state[1][:, -1]), abs=1e-3)


# ---- the solver ----


@pytest.mark.parametrize("surface_form", ["false", "differential"])
def test_a_full_cell_charges_whatever_its_state_and_current(surface_form):
    """To the branch and on: with a branch that is reached exactly, most of these stop there."""
    model, values = cell_of("LLTO@CNT", "full", {**ON, "surface form": surface_form})
    at = model.options.host
    volts = "Initial voltage in negative electrode [V]"
    asked = (at.key(v.gamma), "Current function [A]", volts)
    values.update(dict.fromkeys(asked, "[input]"))
    run, chosen = simulation(model, values), np.random.default_rng(1)
    for _ in range(12):
        gamma, current, start = chosen.uniform((20, -2.8e-3, 2.3), (200, -0.9e-3, 2.6))
        inputs = dict(zip(asked, (gamma, current, start), strict=True))
        solution = run.solve([0, 250], inputs=inputs)
        assert solution.t[-1] == 250
        # what the first film and the traps take does not turn the sites
        assert np.all(at_end(solution, at.key(v.h)) < -0.98)


# ---- off ----


@pytest.mark.parametrize("zero", [{"gamma": 0.0}, {"H": 0.0}], ids=["gamma", "H"])
def test_without_rate_or_width_it_is_as_if_off(zero):
    """1e-10 V, at tolerances at which the solver's steps, which count one state more, don't show."""

    def voltage(options):
        values = half_cell(
            {**of_host(AT, **zero), "Initial voltage in positive electrode [V]": 1.0}
        )
        values["Current function [A]"] = 0.1 * MA_PER_CM2 * area(values)
        run = simulation(miec.DFN({**ALONE, **options}), values, tolerances=(1e-12, 1e-13))
        return over(run.solve([0, 1800], t_interp=np.linspace(0, 1800, 50)), "Voltage [V]")

    on, off = voltage(ON), voltage({})
    assert np.max(np.abs(on - off)) < 1e-10


# ---- who reads it ----


@pytest.mark.parametrize("options", [HALF, {}], ids=["half", "full"])
def test_every_law_reads_the_rest_potential_with_what_it_remembers(options):
    """Ions of the frame too; the sites, and PyBaMM's equilibrium, are without."""
    model = miec.DFN({**options, **ON, "ion path": "liquid and frame"})
    at = model.options.host
    U_h, U, U_H, i_h = at.read(model.variables, v.U_s, v.U, v.U_H, v.i_h)
    assert U_H in list(U_h.pre_order())
    assert U_h in list(i_h.pre_order())
    equilibrium = model.variables[
        at.key(v.Quantity("{Host} electrode equilibrium open-circuit potential", "V"))
    ]
    assert U in list(equilibrium.pre_order())
    (h,) = at.read(model.variables, v.h)
    assert h not in list(equilibrium.pre_order())
