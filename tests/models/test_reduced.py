"""SPM and SPMe with a host: what they share with the full model, and what they refuse."""

import copy
import pickle
from functools import cache

import numpy as np
import pybamm
import pytest
from cells import (
    ANODES,
    HALF,
    THIN,
    area,
    charge_and_discharge,
    half_cell,
    lithium_missing,
    over,
    plate_and_strip,
    plated,
    salt_lost,
    simulation,
    solve,
)

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.options import HostOptions
from pybamm_miec.placement import Placement

MODELS = {"SPM": miec.SPM, "SPMe": miec.SPMe}
each_model = pytest.mark.parametrize("kind", MODELS)
each_anode = pytest.mark.parametrize("anode", ANODES)
in_each_cell = pytest.mark.parametrize("cell", ["half", "full"])
ROUND_OFF = 1e-13  # relative to the largest charge; 2e-15 to 2e-14 found over two cycles
OFF = {"host sites": "none", "lithium metal": "none"}


def cell_of(kind, anode, cell="half", options=None):
    """As cells.cell_of, of a reduced model."""
    model = {**MODELS, "DFN": miec.DFN}[kind]
    if cell == "half":
        made = model.of(anode, options=options)
        return made, made.default_parameter_values
    made = model.of(anode, cell="full", options=options, positive="Chen2020")
    values = made.default_parameter_values
    most = values["Maximum concentration in positive electrode [mol.m-3]"]
    values["Initial concentration in positive electrode [mol.m-3]"] = 0.9 * most
    values["Negative electrode thickness [m]"] = THIN[anode]
    return made, values


@cache
def cycled(kind, anode, cell, form="false"):
    model, values = cell_of(kind, anode, cell, {"surface form": form})
    if cell == "full":
        return solve(model, values, charge_and_discharge(2))
    return solve(model, values, plate_and_strip(values, cycles=2))


# ---- lithium and charge ----


@each_model
@each_anode
@in_each_cell
@pytest.mark.parametrize("form", ["false", "differential"])
def test_lithium_and_salt_are_conserved(kind, anode, cell, form):
    """Solved to the last step with PyBaMM's tolerances, overfilled in the full cell."""
    solution = cycled(kind, anode, cell, form)
    assert lithium_missing(solution) < ROUND_OFF
    assert salt_lost(solution) < ROUND_OFF
    if cell == "full" and form == "false":  # a double layer's ions are on its walls
        ledger = miec.analysis.lithium_ledger(solution)
        assert np.max(np.abs(ledger["other electrode unaccounted"])) < 1e-12  # mA.h.cm-2


@each_model
@each_anode
@in_each_cell
def test_no_stock_goes_below_zero(kind, anode, cell):
    """-3e-6 of the most there was: what the DFN's stocks reach at these tolerances."""
    solution = cycled(kind, anode, cell)
    at = solution.all_models[0].options.host
    for stock in (v.n_m, v.n_f, v.n_i, v.n_h):
        amount = over(solution, at.key(stock))
        assert np.min(amount) >= -3e-6 * max(np.max(amount), 1e-12)


@each_model
@each_anode
@in_each_cell
def test_metal_rests_at_0_V(kind, anode, cell):
    """0.1 mV after an hour, as limits.md asks for; metal is the host's potential, whatever the rest is."""
    model, values = cell_of(kind, anode, cell)
    at = model.options.host
    hour = pybamm.step.current(at.lithiation_sign * 10 * area(values), duration=4000)
    steps = [hour, pybamm.step.rest(duration=3600)]
    solution = solve(model, values, pybamm.Experiment([tuple(steps)]))
    foil = model.options.metal_in_pores is False
    eta = at.key(v.eta_f if foil else v.phi_av)
    assert abs(over(solution, eta)[-1]) < 1e-4
    metal = over(solution, at.key(v.q_metal))
    rest = solution.cycles[0].steps[1]
    kept = over(rest, at.key(v.q_metal))
    assert metal[-1] > 0.1
    assert np.ptp(over(rest, at.key(v.n_all))) < 1e-12 * np.max(over(rest, at.key(v.n_all)))
    assert np.min(kept) > 0.9 * kept[0]  # LLTO that is not full yet takes some


# ---- the same observables ----


EVERY_LAW = {
    "collector plating": "true",
    "surface form": "differential",
    "trapping": "in sites",
    "first film": "on walls",
}


@each_model
@in_each_cell
def test_every_quantity_of_the_dfn_is_there_and_lives_where_it_does(kind, cell):
    full, _ = cell_of("DFN", "LLTO@CNT", cell, EVERY_LAW)
    reduced, _ = cell_of(kind, "LLTO@CNT", cell, EVERY_LAW)
    at = full.options.host
    names = {at.key(q) for q in vars(v).values() if isinstance(q, v.Quantity)}
    asked = sorted(names & set(full.variables))
    assert len(asked) > 80
    for name in asked:
        assert reduced.variables[name].domain == full.variables[name].domain, name
    assert reduced.summary_variables == full.summary_variables
    for panel in full.default_quick_plot_variables:
        for name in [panel] if isinstance(panel, str) else panel:
            assert name in reduced.variables


@each_model
@in_each_cell
def test_what_is_read_off_a_solution_is_read_off_theirs(kind, cell):
    solution = cycled(kind, "LLTO@CNT", cell)
    read = miec.analysis
    end = [solution.cycles[0].steps[0].t[-1]]
    summary = read.deposit_summary(solution, end)
    assert summary["centroid"].item() == pytest.approx(0.5, abs=1e-12)
    profile = read.deposit_profile(solution, end)
    assert len(profile) == 20
    assert np.ptp(profile.to_numpy()) < 1e-12
    assert profile.to_numpy()[0] == pytest.approx(summary["fill"].item(), rel=1e-12)
    efficiency = read.coulombic_efficiency(solution)["coulombic efficiency [%]"]
    assert len(efficiency) == 2
    assert np.all(np.isfinite(read.apparent_conductivity(solution, end)))
    full = read.coulombic_efficiency(cycled("DFN", "LLTO@CNT", cell))["coulombic efficiency [%]"]
    assert efficiency.to_numpy() == pytest.approx(full.to_numpy(), abs=0.3)


@each_model
@each_anode
@in_each_cell
def test_every_summary_variable_is_a_number(kind, anode, cell):
    summary = cycled(kind, anode, cell).summary_variables
    for name in cell_of(kind, anode, cell)[0].summary_variables:
        assert np.all(np.isfinite(summary[name])), name


@each_model
@in_each_cell
@pytest.mark.parametrize("anode", ["LLTO@CNT", "CNT"])
def test_the_potentials_add_up(kind, anode, cell):
    """Means and planes: what the closed forms say, off the profiles of a mesh of 20 points."""
    solution = cycled(kind, anode, cell)
    at = solution.all_models[0].options.host
    phi_s, phi_e = (np.mean(over(solution, at.key(q)), axis=0) for q in (v.phi_s, v.phi_e))
    drops = sum(np.ptp(over(solution, at.key(q)), axis=0) for q in (v.phi_s, v.phi_e))
    # the mean of a parabola over 20 cells is off by 1/(4 20^2) of its drop, of exponentials by some more
    off = phi_s - phi_e - over(solution, at.key(v.phi_av))
    assert np.max(np.abs(off)) < 5e-3 * np.max(drops) + 1e-12
    if at.is_terminal:
        assert over(solution, at.key(v.phi_cc)) == pytest.approx(over(solution, "Voltage [V]"))


# ---- close to the full model ----


@pytest.mark.parametrize(("kind", "V", "CE"), [("SPM", 20e-3, 0.15), ("SPMe", 2e-3, 0.02)])
@pytest.mark.parametrize("anode", ["LLTO@CNT", "CNT", "Cu"])
def test_at_1_mA_the_voltage_is_near_that_of_the_dfn(kind, V, CE, anode):
    """In the plating of 1 mA.h.cm-2, but for the first minute; found 14 mV and 0.07 %, 0.6 mV and 0.005 %.

    Of the 2 mV, half a millivolt is what the solver leaves of each at its rtol, where the sites are filled.
    """
    full, reduced = cycled("DFN", anode, "half"), cycled(kind, anode, "half")
    times = np.linspace(60, full.cycles[0].steps[0].t[-1], 200)
    assert np.max(np.abs(full["Voltage [V]"](times) - reduced["Voltage [V]"](times))) < V
    efficiencies = [miec.analysis.coulombic_efficiency(s).iloc[:, 2] for s in (full, reduced)]
    assert np.max(np.abs(efficiencies[0] - efficiencies[1])) < CE


@pytest.mark.parametrize("kind", MODELS)
def test_grains_with_a_depth_give_what_they_give_in_a_dfn(kind):
    """Fickian grains of LLTO, in half the radius's diffusion time of an hour."""
    options = {**HALF, "particle": "Fickian diffusion", "trapping": "in sites"}
    solutions = []
    for model in (miec.DFN, MODELS[kind]):
        values = half_cell()
        solutions.append(solve(model(options), values, plate_and_strip(values)))
    times = np.linspace(60, 3500, 100)
    full, reduced = (s["Voltage [V]"](times) for s in solutions)
    assert np.max(np.abs(full - reduced)) < {"SPM": 25e-3, "SPMe": 2e-3}[kind]
    # PyBaMM's Fickian grains: 1e-10 a day
    assert lithium_missing(solutions[1]) < 1e-9


# ---- options ----


def walk():
    for name, values in HostOptions.own.items():
        for value in values:
            if name != "host sites" or value in ("0", "none", "3"):  # what a set has rows for
                yield name, value


# What an option takes to be there.
FILM = {"metal film": "on fresh metal"}
GOES_WITH = {"by plating in film": FILM, "consumed": FILM}
REFUSED = {("SPM", "displaced electrolyte", "false")}


def under_host(cell):
    """Rows of the foil under a host, which only the set of bare LLTO has."""
    positive = None if cell == "half" else "Chen2020"
    foil = miec.parameters.parameter_values("LLTO", cell=cell, positive=positive)
    return {key: foil[key] for key in foil if "collector" in key}


def set_with(name, value, cell):
    """Values of the anode that an option goes with, and what its set lacks for it."""
    anode = "CNT" if (name, value) == ("host sites", "0") else "LLTO@CNT"
    positive = None if cell == "half" else "Chen2020"
    values = miec.parameters.parameter_values(anode, cell=cell, positive=positive)
    host = "positive" if cell == "half" else "negative"
    extra = under_host(cell)
    if (name, value) == ("host sites", "none"):
        extra |= {
            f"{host.capitalize()} electrode OCP [V]": 0.0,
            f"Initial concentration in {host} electrode [mol.m-3]": 100.0,
            f"{host.capitalize()} electrode exchange-current density [A.m-2]": 1e-14,
            Placement(host).key(v.c_m0): 5e3,  # something has to carry the first current
        }
    if cell == "full":
        most = values["Maximum concentration in positive electrode [mol.m-3]"]
        extra["Initial concentration in positive electrode [mol.m-3]"] = 0.9 * most
    values.update(extra, check_already_exists=False)
    return values


@pytest.mark.parametrize(("kind", "cell"), [("SPM", "full"), ("SPMe", "half")])
@pytest.mark.parametrize(("name", "value"), list(walk()))
def test_every_option_of_ours_is_solved_or_refused_by_name(kind, cell, name, value):
    """Half of the LLTO's lithium in, and the metal that goes with it, and some of it out."""
    place = HALF if cell == "half" else {}
    if (kind, name, value) in REFUSED:
        with pytest.raises(pybamm.OptionError, match=name):
            MODELS[kind]({**place, name: value})
        return
    options = {**place, name: value, **GOES_WITH.get(value, {})}
    model, values = MODELS[kind](options), set_with(name, value, cell)
    mA = 10 if model.options.has_metal else 1
    current = model.options.host.lithiation_sign * mA * area(values)
    cycle = (
        pybamm.step.current(current, duration=3000),
        pybamm.step.current(-current, duration=300),
    )
    solution = solve(model, values, pybamm.Experiment([cycle]))
    if model.options.has_metal:
        assert lithium_missing(solution) < ROUND_OFF


@each_model
@in_each_cell
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x-average side reactions", "false"),
        ("thermal", "x-full"),
        ("electrolyte conductivity", "integrated"),
        ("particle", "quadratic profile"),
        ("particle", "quartic profile"),
        ("surface form", "algebraic"),
        ("nucleation", "cover"),
    ],
)
def test_what_a_mean_does_not_determine_is_refused_by_name(kind, cell, name, value):
    place = HALF if cell == "half" else {}
    with pytest.raises(pybamm.OptionError, match=name):
        MODELS[kind]({**place, name: value})


def test_a_refusal_says_which_model_and_the_way_out():
    with pytest.raises(pybamm.OptionError, match=r"'false', which a SPM .* use a DFN\."):
        miec.SPM({"displaced electrolyte": "false"})
    miec.SPMe({"displaced electrolyte": "false"})
    miec.SPM({"displaced electrolyte": "false", "lithium metal": "on face"})


@each_model
@pytest.mark.parametrize(
    "extra",
    [
        {"SEI": "solvent-diffusion limited"},
        {"SEI": "ec reaction limited", "SEI film resistance": "average"},
        {"thermal": "lumped"},
    ],
    ids=["SEI", "film of it", "heat"],
)
def test_options_of_pybamm_around_the_host_are_solved(kind, extra):
    stock = pybamm.ParameterValues("Chen2020")
    values = half_cell()
    missing = {name: stock[name] for name in stock.keys() if name not in values}  # noqa: SIM118
    for name, value in stock.items():
        missing.setdefault(
            name.replace("Negative", "Positive").replace("negative", "positive"), value
        )
    missing = {name: value for name, value in missing.items() if name not in values}
    values.update(missing, check_already_exists=False)
    found = []
    for model in (miec.DFN, MODELS[kind]):
        solution = solve(model({**HALF, **extra}), values.copy(), plate_and_strip(values))
        assert lithium_missing(solution) < ROUND_OFF
        found.append(miec.analysis.lithium_ledger(solution)["in SEI"].iloc[-1])
        found.append(np.ptp(over(solution, "Volume-averaged cell temperature [K]")))
    assert found[2:] == pytest.approx(found[:2], rel=0.1, abs=1e-9)


# ---- without a host ----


@pytest.mark.parametrize(("anode", "cell"), [("Xu2019", HALF), ("Marquis2019", {})])
@pytest.mark.parametrize("kind", MODELS)
def test_without_a_host_the_voltage_is_that_of_pybamm(kind, anode, cell):
    """1e-10 V: the same equations."""
    values = pybamm.ParameterValues(anode)
    stock = getattr(pybamm.lithium_ion, kind)(dict(cell))
    ours, theirs = (
        pybamm.Simulation(model, parameter_values=values).solve([0, 1800])
        for model in (MODELS[kind]({**cell, **OFF}), stock)
    )
    times = np.linspace(0, 1800, 100)
    assert np.max(np.abs(ours["Voltage [V]"](times) - theirs["Voltage [V]"](times))) < 1e-10


@pytest.mark.parametrize("kind", MODELS)
def test_sites_without_metal_are_those_of_the_dfn(kind):
    """Ten minutes at C/20 of a host that takes up lithium and plates none; 5 mV are the drops of a SPM.

    An SPMe is 0.2 mV off while the sites that the first lithium takes are few, by how unevenly it does so.
    """
    options = {**HALF, "lithium metal": "none"}
    values = half_cell()
    values["Current function [A]"] = 1.0 * area(values)
    times = np.linspace(1, 600, 50)
    full, reduced = (
        simulation(model(options), values).solve([0, 600])["Voltage [V]"](times)
        for model in (miec.DFN, MODELS[kind])
    )
    assert np.max(np.abs(full - reduced)) < {"SPM": 5e-3, "SPMe": 0.3e-3}[kind]


# ---- in either electrode ----


@each_model
def test_a_host_is_the_same_in_either_electrode(kind):
    """Against a counter electrode without resistance and at 0 V: test_mirror.py's, of the reduced models."""
    from models.test_mirror import IDEAL

    half = half_cell({"Exchange-current density for lithium metal electrode [A.m-2]": 1e8})
    full = miec.parameters.parameter_values("LLTO@CNT", "full", "Chen2020", fitted=False)
    full.update(IDEAL)
    cells = ((HALF, half, 1), ({"particle": "uniform profile"}, full, -1))
    metal, potential = [], []
    end = {"SPM": 4500, "SPMe": 3400}[kind]  # past full pores; until the salt ends behind them
    for options, values, sign in cells:
        model = MODELS[kind]({**options, "collector plating": "true"})
        there, cell = model.options.host, "half" if sign > 0 else "full"
        values.update(under_host(cell), check_already_exists=False)
        values["Current function [A]"] = sign * 40 * area(values)
        solution = simulation(model, values, tolerances=(1e-8, 1e-10), points=20).solve([0, end])
        times = np.linspace(10, end - 10, 100)
        metal.append(solution[there.key(v.q_metal)](times))
        potential.append(solution[there.key(v.phi_av)](times))
    assert np.max(metal[0]) > 3  # mA.h.cm-2
    for half_way, full_way in (metal, potential):
        assert np.max(np.abs(half_way - full_way)) < 1e-5 * np.max(np.abs(half_way))


# ---- as models of PyBaMM ----


COPIES = {
    "new_copy": lambda model: model.new_copy(),
    "deepcopy": copy.deepcopy,
    "pickle": lambda model: pickle.loads(pickle.dumps(model)),
}


@each_model
def test_a_copy_is_the_same_model(kind, tmp_path):
    model, values = cell_of(kind, "LLTO@CNT")
    model.to_json(filename=str(tmp_path / "model.json"))
    read = pybamm.BaseModel.from_json(str(tmp_path / "model.json"))
    copies = [again(model) for again in COPIES.values()]
    values["Current function [A]"] = 10 * area(values)
    times = np.linspace(0, 1800, 50)

    def voltage(of):
        return simulation(of, values, tolerances=(1e-8, 1e-10)).solve([0, 1800])["Voltage [V]"](
            times
        )

    before = voltage(model)
    for there in (*copies, read):
        assert type(there) is MODELS[kind]
        assert there.options == model.options
        assert (len(there.rhs), len(there.algebraic)) == (len(model.rhs), len(model.algebraic))
    assert np.max(np.abs(voltage(read) - before)) < 1e-5  # as test_saving.py allows


@each_model
def test_a_solution_is_taken_up_again(kind):
    """Two cycles are one and one more; the solver's share between them."""
    model, values = cell_of(kind, "LLTO@CNT")
    one = plate_and_strip(values)
    first = simulation(model, values, one).solve()
    second = simulation(model, values, one).solve(starting_solution=first)
    at_once = cycled(kind, "LLTO@CNT", "half")
    names = [miec.analysis.coulombic_efficiency(s).iloc[:, 2].to_numpy() for s in (second, at_once)]
    assert names[0] == pytest.approx(names[1], abs=1e-2)


@each_model
def test_an_input_makes_a_fit_of_one_simulation(kind):
    name = "Positive electrode plating reference exchange-current density [A.m-2]"
    values = half_cell({name: "[input]"})
    values["Current function [A]"] = 10 * area(values)
    fit = simulation(MODELS[kind](HALF), values)
    slow, fast = (fit.solve([0, 3600], inputs={name: j0})["Voltage [V]"].entries for j0 in (1, 10))
    assert slow[-1] < fast[-1] < 0


@pytest.mark.parametrize(("kind", "anode"), [("SPMe", "LLTO@CNT"), ("SPM", "Cu")])
def test_a_discharge_reaches_its_end_whatever_steps_lead_to_it(kind, anode):
    """With the full model's solver options one in 25 or in 50 of these stops where the cathode is steep."""
    model = MODELS[kind].of(anode, "full")
    values = miec.design(
        model.default_parameter_values,
        n_to_p=2,
        cathode_capacity=1,
        charged=True,
        options=model.options,
    )
    current = "Current function [A]"
    slow = values["Nominal cell capacity [A.h]"] / 2
    values.update({current: "[input]", "Lower voltage cut-off [V]": 3.0})
    solver = pybamm.IDAKLUSolver(rtol=1e-4, options=model.solver_options)
    points = {"x_n": 10, "x_s": 5, "x_p": 10}
    discharge = pybamm.Simulation(
        model,
        parameter_values=values,
        var_pts={**model.default_var_pts, **points},
        solver=solver,
    )
    for k in range(100):
        inputs = {current: slow * (1 + 1e-4 * k)}
        assert discharge.solve([0, 9000], inputs=inputs).termination == "event: Minimum voltage [V]"


@each_model
def test_a_host_may_start_with_metal(kind):
    values = plated(half_cell(), 0.5)
    values["Current function [A]"] = -10 * area(values)
    solution = simulation(MODELS[kind](HALF), values).solve([0, 1200])
    assert lithium_missing_out(solution) < ROUND_OFF


def lithium_missing_out(solution):
    at = solution.all_models[0].options.host
    charge = over(solution, "Discharge capacity [A.h]")
    found = over(solution, at.key(v.n_all))
    out = (charge - charge[0]) * 3600 / pybamm.constants.F.value
    return np.max(np.abs(found - found[0] - out)) / np.max(np.abs(out))
