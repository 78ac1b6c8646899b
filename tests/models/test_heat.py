"""Heat: energy balances, a cell warms by it, and warm cells react faster."""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import (
    ANODES,
    AT,
    HALF,
    MA_PER_CM2,
    ONLY_METAL,
    R,
    area,
    at_current,
    at_end,
    cell_of,
    only_metal,
    over,
)
from energy import HEAT, unaccounted

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

RATE = "Total heating per unit electrode-pair area [W.m-2]"
MIXING = {"heat of mixing": "true"}  # of the cathode's grains, the only ones with a depth
UNIFORM = {"particle": "uniform profile"}  # without one, solved in a third of the time
OTHER = {
    "LLTO@CNT": UNIFORM,
    "LLTO": UNIFORM,
    "CNT": MIXING,
    "Cu": MIXING,
}  # electrode of a full cell
TIGHT = (1e-6, 1e-8)
POINTS = 6  # the balance holds on any mesh


def hours(values, *steps):
    """A cycle of steps: a current, of a discharge [mA.cm-2], and how long it flows [h]."""
    amperes = MA_PER_CM2 * area(values)
    return pybamm.Experiment(
        [tuple(pybamm.step.current(j * amperes, duration=3600 * t) for j, t in steps)]
    )


PLATES = ((1, 0.8), (0, 0.1), (-1, 0.4))
EMPTIES = ((4, 0.05), (0, 0.02), (-4, 0.02))


def run(anode, cell, options=(), changes=(), tolerances=TIGHT, steps=PLATES):
    """A cell that takes lithium, rests and gives it back in part."""
    other = OTHER[anode] if cell == "full" else {}
    model, values = cell_of(anode, cell, {**HEAT, **other, **dict(options)}, changes)
    sign = model.options.host.lithiation_sign
    experiment = hours(values, *((sign * j, t) for j, t in steps))
    return unaccounted(model, values, experiment, tolerances=tolerances, points=POINTS)


@cache
def balanced(anode, cell):
    return run(anode, cell)


# ---- energy ----


# Some five times what is left with a relative tolerance of 1e-6; in a full cell the energy held is a hundred
# times the heat, and lithium of LLTO's stiff frame is known less well.
LEFT_OVER = {
    "half": {"LLTO@CNT": 1e-5, "LLTO": 1e-5, "CNT": 1e-7, "Cu": 1e-10},
    "full": {"LLTO@CNT": 1e-5, "LLTO": 5e-5, "CNT": 5e-6, "Cu": 5e-6},
}


@pytest.mark.parametrize("cell", ["half", "full"])
@pytest.mark.parametrize("anode", ANODES)
def test_work_heat_and_what_is_held_make_nothing(anode, cell):
    """At all times of plating, rest and stripping, over all of the heat."""
    _, off = balanced(anode, cell)
    assert np.max(np.abs(off)) < LEFT_OVER[cell][anode]


def test_the_balance_is_as_good_as_the_solver():
    """Tolerances of a hundredth leave less than a tenth; what is left is no law's."""
    loose, tight = (
        np.max(np.abs(run("CNT", "half", tolerances=(rtol, rtol / 100))[1]))
        for rtol in (1e-5, 1e-7)
    )
    assert tight < loose / 10
    assert tight < 1e-6


ENTROPY = v.Quantity("{Host} electrode OCP entropic change", "V.K-1")


def entropy(x):
    """Proportional to the lithium, so that it tells what the frame moves from place to place."""
    return 1e-3 * x


OPTIONS = {
    "walls that store charge, memory, entropy and SEI": (
        {
            "surface form": "differential",
            "host hysteresis": "one state",
            "SEI": "constant",
            "SEI film resistance": "distributed",
        },
        {
            AT.key(ENTROPY): entropy,
            "Ambient temperature [K]": 310.0,
            "Initial temperature [K]": 310.0,
            "SEI resistivity [Ohm.m]": 2e5,
            "Initial SEI thickness [m]": 5e-8,
            "SEI partial molar volume [m3.mol-1]": 1e-4,
            "Ratio of lithium moles to SEI moles": 2.0,
            AT.key(v.H): 0.2,
            "Positive electrode lithiation exchange-current density without lithium [A.m-2]": 10.0,
            "Positive electrode lithiation exchange-current density with lithium [A.m-2]": 10.0,
            "Positive electrode ion conductivity of frame without lithium [S.m-1]": 1.0,
            "Positive electrode ion conductivity of frame with lithium [S.m-1]": 1.0,
        },
        EMPTIES,
    ),
    "film, release, a dead layer and places that dry": (
        {
            "metal film": "on fresh metal",
            "dead layer": "on face",
            "electrolyte stock": "consumed",
        },
        {
            AT.key(v.k_r): 1e-3,
            AT.key(v.U_t): 1.0,
            AT.key(v.q_i0): 0.3,
            "Initial electrolyte volume per area [m3.m-2]": 3.3e-5,
        },
        PLATES,
    ),
}


@pytest.mark.parametrize("case", OPTIONS)
def test_every_law_of_the_host_is_in_the_balance(case):
    """5e-6 of the heat, as above; walls whose pores narrow have a tension, dry places a charge, of 1e-6."""
    options, changes, steps = OPTIONS[case]
    _, off = run("LLTO@CNT", "half", options, changes, steps=steps)
    assert np.max(np.abs(off)) < 5e-6


def missed_by(kind, points):
    model = kind.of("CNT", options=HEAT)
    values = model.default_parameter_values
    _, off = unaccounted(model, values, seconds=1800, tolerances=(1e-7, 1e-9), points=points)
    return abs(off[-1])


def test_a_single_particle_balances_and_its_drops_do_to_the_order_of_the_mesh():
    """Without drops 1e-7, of the solver; with them four times less on twice the points."""
    assert missed_by(miec.SPM, 5) < 1e-7
    assert missed_by(miec.SPMe, 5) / missed_by(miec.SPMe, 10) == pytest.approx(4, rel=0.1)


@pytest.mark.parametrize(("mixing", "least", "most"), [("true", 0.0, 1e-3), ("false", 0.03, 0.06)])
def test_a_cathode_with_a_depth_makes_heat_of_mixing(mixing, least, most):
    """A cycle of the set's own cell: 4 % of the heat are missing without, which is PyBaMM's default.

    With it 2e-4 of the heat, at the steep end of the discharge, 4e-6 with tolerances of a tenth.
    """
    model = miec.SPM.of("LLTO@CNT", "full", options={**HEAT, "heat of mixing": mixing})
    values = miec.design(model.default_parameter_values, n_to_p=2, cathode_capacity=1.0)
    experiment = miec.experiments.full_cell_cycling(values, charge=0.2, discharge=0.5, cycles=1)
    _, off = unaccounted(model, values, experiment, tolerances=TIGHT, points=POINTS)
    assert least <= abs(off[-1]) < most


@pytest.mark.parametrize("kind", [miec.DFN, miec.SPM])
def test_mixing_is_a_kind_of_heat_of_the_other_electrode(kind):
    """Nowhere below zero, and nothing in the host, whose grains are even."""
    model, values = kind.of("CNT", "full", options={**HEAT, **MIXING}), None
    values = miec.design(
        model.default_parameter_values, n_to_p=1, cathode_capacity=1.0, charged=True
    )
    solution = at_current(model, values, 5.0, 600, points=POINTS)
    heat = over(solution, "Heat of mixing [W.m-3]")
    other = over(solution, "Positive electrode temperature [K]").shape[0]
    assert np.min(heat[-other:]) > -1e-9 * np.max(heat)
    assert np.max(heat[-other:, -1]) > 0
    assert not np.any(heat[:-other])
    watts, per_volume = (
        over(solution, name)
        for name in ("Heat of mixing [W]", "Volume-averaged heat of mixing [W.m-3]")
    )
    assert per_volume * values["Cell volume [m3]"] == pytest.approx(watts)


@pytest.mark.parametrize("anode", ANODES)
def test_no_reaction_cools(anode):
    """Second law, place by place: the irreversible part is nowhere below zero, but for round-off.

    Once the host is below the potential of its traps, which take what comes before that too.
    """
    solution, _ = balanced(anode, "half")
    heat = over(solution, "Irreversible electrochemical heating [W.m-3]")
    if solution.all_models[0].options.traps:
        heat = heat[:, np.max(over(solution, AT.key(v.U)), axis=0) < 2.2]
    assert np.min(heat) > -1e-6 * np.max(heat)


@pytest.mark.parametrize("anode", ["LLTO@CNT", "Cu"])
def test_the_kinds_of_heat_add_up(anode):
    """And are over the whole cell what their averages say."""
    solution, _ = balanced(anode, "half")
    kinds = ("Ohmic", "Irreversible electrochemical", "Reversible", "Hysteresis electrochemical")
    total = over(solution, "Total heating [W]")
    assert sum(over(solution, f"{kind} heating [W]") for kind in kinds) == pytest.approx(total)
    volume = miec.parameters.parameter_values(anode)["Cell volume [m3]"]
    per_volume = over(solution, "Volume-averaged total heating [W.m-3]")
    assert per_volume * volume == pytest.approx(total)


# ---- temperature ----


def test_an_adiabatic_cell_warms_by_what_does_not_leave_it():
    """rho c V dT = -A int I V dt, less what copper holds: charge of its double layer, and film at 0.8 V."""
    model, values = cell_of("Cu", "half", {"thermal": "lumped"})
    values["Total heat transfer coefficient [W.m-2.K-1]"] = 0.0
    solution, off = unaccounted(model, values, seconds=1800, tolerances=(1e-7, 1e-9))
    T = over(solution, "Volume-averaged cell temperature [K]")
    capacity = over(solution, "Volume-averaged effective heat capacity [J.K-1.m-3]")[0]
    heat = (T - T[0]) * capacity * values["Cell volume [m3]"] / area(values)
    expected = np.trapezoid(over(solution, RATE).ravel(), solution.t)
    assert expected > 1e3  # J.m-2
    assert heat[-1] == pytest.approx(expected, rel=1e-4)  # the trapezoids
    assert abs(off[-1]) < 1e-6
    q = over(solution, AT.key(v.q_s)).ravel()[-1]
    work = -np.trapezoid(over(solution, "Voltage [V]"), solution.t) * 10
    film = pybamm.constants.F.value * 0.8 * q
    C = values["Positive electrode double-layer capacity [F.m-2]"]
    assert heat[-1] == pytest.approx(work + film + C * 2.5**2 / 2, rel=1e-3)  # the first ms


def test_a_warmer_wall_plates_by_arrhenius():
    """Where the current is small against j0: eta = RT j/(F j0), so T/T_ref over the factor of j0."""
    model, eta = miec.DFN(ONLY_METAL), []
    temperatures = (298.15, 318.15)
    for T in temperatures:
        values = only_metal({"Ambient temperature [K]": T, "Initial temperature [K]": T})
        # of the whole wall, 20 m2 to one of the cell: a thousandth of j0
        solution = at_current(model, values, 1e-2, 10, tolerances=(1e-8, 1e-10))
        eta.append(
            at_end(
                solution, "X-averaged positive electrode lithium plating reaction overpotential [V]"
            )
        )
    E = values["Lithium plating activation energy [J.mol-1]"]
    factor = np.exp(E / R * (1 / temperatures[0] - 1 / temperatures[1]))
    assert factor > 3
    expected = temperatures[1] / temperatures[0] / factor
    assert eta[1] / eta[0] == pytest.approx(expected, rel=1e-3)


def test_heat_is_conducted_through_the_layers_of_a_full_cell():
    """What PyBaMM's x-full model does, and refuses in a half cell, by name."""
    with pytest.raises(pybamm.OptionError, match="half-cell"):
        miec.DFN({**HALF, "thermal": "x-full"})
    options = {"thermal": "x-full"}
    model = miec.DFN.of("CNT", cell="full", positive="Marquis2019", options=options)
    values = model.default_parameter_values
    conducts = "Negative electrode thermal conductivity [W.m-1.K-1]"  # with cathodes of ours only
    given = {conducts: miec.parameters.parameter_values("CNT", "full")[conducts]}
    values.update(given, check_already_exists=False)
    solution = at_current(model, values, -10, 60, points=POINTS)
    T, heat = (
        over(solution, name) for name in ("X-averaged cell temperature [K]", "Total heating [W]")
    )
    assert (T[-1] - T[0]) * np.mean(heat) > 0  # lithium that leaves this positive electrode cools
    assert np.ptp(at_end(solution, "Cell temperature [K]")) > 0


@pytest.mark.parametrize(
    "options", [HALF, {"particle": "uniform profile"}, {"particle": "Fickian diffusion"}]
)
def test_mixing_where_grains_are_even_or_the_hosts_is_refused(options):
    with pytest.raises(
        pybamm.OptionError, match=r"'heat of mixing' .* even in the grains of a host"
    ):
        miec.DFN({**MIXING, **options})


# ---- off ----


@pytest.mark.parametrize(
    ("anode", "cell", "thermal"), [("Xu2019", HALF, "isothermal"), ("Chen2020", {}, "lumped")]
)
def test_without_a_host_the_heat_is_that_of_pybamm(anode, cell, thermal):
    """The same expressions: to the last digit."""
    values = pybamm.ParameterValues(anode)
    stock = pybamm.ParameterValues("Chen2020")
    lacks = {name: stock[name] for name in stock.keys() if name not in values}  # noqa: SIM118
    values.update(lacks, check_already_exists=False)
    off = {"host sites": "none", "lithium metal": "none"}
    options = {**cell, **HEAT, "thermal": thermal}
    heat = [
        over(pybamm.Simulation(model, parameter_values=values).solve([0, 600]), name)
        for name in ("Total heating [W.m-3]", "Ohmic heating [W.m-3]")
        for model in (miec.DFN({**options, **off}), pybamm.lithium_ion.DFN(options))
    ]
    assert np.array_equal(heat[0], heat[1])
    assert np.array_equal(heat[2], heat[3])
    assert np.max(heat[0]) > 0
