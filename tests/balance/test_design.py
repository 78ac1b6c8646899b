"""A full cell in the words of its maker: pybamm_miec/balance/design.py."""

from functools import cache

import numpy as np
import pybamm
import pytest

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.errors import DesignError
from pybamm_miec.placement import Placement

AT = Placement("negative")
F = pybamm.constants.F.value
INERT = ("CNT", "Cu")
ROUND_OFF = 1e-12
COARSE = {
    "x_n": 3,
    "x_s": 3,
    "x_p": 3,
    "r_n": 3,
    "r_p": 3,
}  # all is the same over a depth at the start
POSITIVE = "Initial concentration in positive electrode [mol.m-3]"
CAPACITY = "Nominal cell capacity [A.h]"
OWN = 0.4894364  # mA.h.cm-2 that LLTO holds at 0 V: 0.9942 of 0.4923


@cache
def built(anode):
    return miec.parameters.parameter_values(anode, "full", fitted=False)


@cache
def model(anode):
    return miec.DFN.of(anode, cell="full")


def at_start(anode, values, *names):
    """Variables of the model at the first moment."""
    simulation = pybamm.Simulation(model(anode), parameter_values=values, var_pts=COARSE)
    simulation.build()
    made = simulation.built_model
    y = made.concatenated_initial_conditions.evaluate()
    return [float(made.get_processed_variable(AT.key(n)).evaluate(0, y).squeeze()) for n in names]


@cache
def empty(anode):
    """What a host holds at 2.5 V, after its pre-cycles [mol]."""
    return at_start(anode, miec.design(built(anode)), v.n_h)[0]


def areal(values, moles):
    """[mA.h.cm-2]."""
    area = values["Electrode height [m]"] * values["Electrode width [m]"]
    return moles * F / 36000 / area


@pytest.mark.parametrize(
    ("anode", "counted_from"),
    [("LLTO@CNT", "rest"), ("LLTO@CNT", "0 V"), ("CNT", "rest"), ("Cu", "rest")],
)
def test_n_to_p_is_read_back_from_the_model(anode, counted_from):
    """N over P, of 1.5 mA.h.cm-2; from 0 V it is metal alone."""
    values = miec.design(built(anode), n_to_p=2.5, cathode_capacity=1.5, counted_from=counted_from)
    in_host, in_pores, on_face = (
        areal(values, n) for n in at_start(anode, values, v.n_h, v.n_m, v.n_f)
    )
    own = in_host - areal(values, empty(anode)) if counted_from == "rest" else 0
    assert in_pores + on_face + own == pytest.approx(2.5 * 1.5, rel=ROUND_OFF)
    assert in_host == pytest.approx(0 if anode in INERT else OWN, rel=1e-6)  # digits of OWN
    assert values[CAPACITY] * 1e3 == pytest.approx(1.5 * np.pi / 4 * 1.2**2, rel=ROUND_OFF)


@pytest.mark.parametrize("pre_cycled", [True, False])
@pytest.mark.parametrize("anode", ["LLTO@CNT", "Cu"])
def test_lithium_of_the_first_charge_is_at_the_anode(anode, pre_cycled):
    """Beyond what is there anyhow; some of 0.3 mA.h.cm-2 is metal on a host whose sites are not open yet."""
    own, more = (
        miec.design(
            built(anode),
            cathode_capacity=2,
            pre_cycled=pre_cycled,
            first_charge=share,
            options=model(anode).options,
        )
        for share in (0.0, 0.15)
    )
    before, after = (sum(at_start(anode, x, v.n_h, v.n_m, v.n_f)) for x in (own, more))
    assert areal(own, after - before) == pytest.approx(0.15 * 2, rel=1e-9)
    assert own[POSITIVE] == more[POSITIVE]


def test_lithium_of_the_first_charge_comes_on_top_of_the_reserve():
    one = miec.design(built("LLTO@CNT"), n_to_p=2, first_charge=0.17, cathode_capacity=1.5)
    other = miec.design(built("LLTO@CNT"), n_to_p=2.17, cathode_capacity=1.5)
    names = [AT.key(name) for name in (v.c_m0, v.q_f0, v.U_init)]
    assert [one[n] for n in names] == pytest.approx([other[n] for n in names], rel=ROUND_OFF)


@pytest.mark.parametrize("anode", ["LLTO@CNT", "Cu"])
def test_a_charged_cell_holds_what_a_discharged_one_does(anode):
    cells = [miec.design(built(anode), n_to_p=1, charged=charged) for charged in (False, True)]
    stocks = [at_start(anode, cell, v.n_all, v.n_active) for cell in cells]
    L, eps_s = (
        built(anode)[f"Positive electrode {name}"]
        for name in ("thickness [m]", "active material volume fraction")
    )
    area = built(anode)["Electrode height [m]"] ** 2
    cathode = [cell[POSITIVE] * L * eps_s * area for cell in cells]
    active = [n[1] + c for n, c in zip(stocks, cathode, strict=True)]
    assert active[0] == pytest.approx(active[1], rel=ROUND_OFF)
    assert areal(built(anode), stocks[1][1] - stocks[0][1]) == pytest.approx(1, rel=1e-4)  # 1.00005


@pytest.mark.parametrize("anode", ["LLTO@CNT", "Cu"])
def test_without_a_reserve_the_host_is_as_it_was(anode):
    values = miec.design(built(anode))
    assert values[AT.key(v.U_init)] == built(anode)[AT.key(v.U_init)] == 2.5
    assert values[AT.key(v.q_f0)] == 0
    assert miec.design(built(anode), n_to_p=0) == values


def test_after_its_pre_cycles_the_host_has_nothing_left_to_trap_to_film_or_to_open():
    fresh, ready = (miec.design(built("LLTO@CNT"), pre_cycled=done) for done in (False, True))
    assert fresh == built("LLTO@CNT")
    u, trapped, film = (ready[AT.key(name)] for name in (v.u_0, v.c_t0, v.q_e0))
    assert (u, trapped, film) == (1.0, ready[AT.key(v.C_t)], ready[AT.key(v.Q_e)])
    n_t, n_e = at_start("LLTO@CNT", ready, v.n_t, v.n_e)
    L = ready[AT.key(v.L)]
    assert areal(ready, n_t) == pytest.approx(ready[AT.key(v.C_t)] * L * F / 36000, rel=ROUND_OFF)
    assert areal(ready, n_e) == pytest.approx(ready[AT.key(v.Q_e)] * L * F / 36000, rel=ROUND_OFF)


def test_less_than_the_host_takes_is_all_in_the_host():
    """0.2 of 1 mA.h.cm-2: a lithiated host without metal, above 0 V."""
    values = miec.design(built("LLTO@CNT"), n_to_p=0.2, cathode_capacity=1)
    in_host, metal = at_start("LLTO@CNT", values, v.n_h, v.n_m)
    assert areal(values, in_host - empty("LLTO@CNT")) == pytest.approx(
        0.2, rel=1e-9
    )  # a root, to 1e-15 V
    assert metal == 0
    assert 0 < values[AT.key(v.U_init)] < 2.5


@pytest.mark.parametrize("positive", miec.parameters.cathodes())
def test_the_thickness_follows_from_the_capacity(positive):
    """L = q/(F eps_s c_max (y_0 - y_100)), the window from the potential itself."""
    values = miec.parameters.parameter_values("LLTO@CNT", "full", positive)
    made = miec.design(values, cathode_capacity=2.0)
    U = made["Positive electrode OCP [V]"]
    y = np.linspace(0.2, 0.96, 20001)
    potential = made.process_symbol(U(pybamm.Vector(y)))
    window = np.interp(
        [-made[f"Open-circuit voltage at {n}% SOC [V]"] for n in (0, 100)],
        -potential.evaluate().squeeze(),
        y,
    )
    full = made["Maximum concentration in positive electrode [mol.m-3]"]
    eps_s = made["Positive electrode active material volume fraction"]
    expected = 20 * 3600 / F / (eps_s * full * (window[0] - window[1]))
    # the table of 20001 points, on the steep end of a discharge
    assert made["Positive electrode thickness [m]"] == pytest.approx(expected, rel=1e-4)
    assert made[POSITIVE] / full == pytest.approx(window[0], rel=1e-4)


def test_a_loading_is_a_capacity():
    """177 mA.h per gram."""
    values = miec.design(built("Cu"), mass_loading=20.0)
    assert values[CAPACITY] * 1e3 == pytest.approx(3.54 * np.pi / 4 * 1.2**2, rel=ROUND_OFF)
    assert values["Current function [A]"] == pytest.approx(-0.2 * values[CAPACITY])
    other = miec.design(built("Cu"), cathode_capacity=3.54)
    thick = "Positive electrode thickness [m]"
    assert values[thick] == pytest.approx(other[thick], rel=1e-6)  # PyBaMM's ends of a potential
    loading = "Positive electrode active mass loading [kg.m-2]"
    assert other[loading] == pytest.approx(0.2, rel=1e-6)


def test_pores_are_filled_before_metal_stands_on_the_face():
    """4.19 of the 4.28 mA.h.cm-2 of the pores, and what is more."""
    values = miec.design(built("LLTO@CNT"), n_to_p=5, cathode_capacity=1, counted_from="0 V")
    L, V_Li = values[AT.key(v.L)], values["Lithium metal partial molar volume [m3.mol-1]"]
    pores = 0.98 * (0.46 - 0.02) * L / V_Li
    assert values[AT.key(v.c_m0)] * L == pytest.approx(pores, rel=ROUND_OFF)
    on_face = values[AT.key(v.q_f0)] * F / 36000
    assert on_face == pytest.approx(5 - pores * F / 36000, rel=ROUND_OFF)


def test_metal_on_a_foil_comes_with_its_film():
    """Gamma (phi + A_f q), of the law of metal films."""
    values = miec.design(built("Cu"), n_to_p=4)
    q, q_n, A_f, Gamma = (values[AT.key(name)] for name in (v.q_f0, v.q_n, v.A_f, v.Gamma))
    assert values[AT.key(v.q_s0)] == pytest.approx(Gamma * (np.tanh(q / q_n) + A_f * q))
    (n_fm,) = at_start("Cu", values, v.n_fm)
    assert areal(values, n_fm) == pytest.approx(values[AT.key(v.q_s0)] * F / 36000, rel=ROUND_OFF)


def test_options_of_the_model_say_where_there_is_room():
    """Without a face, what the pores hold is all."""
    options = miec.HostOptions({"lithium metal": "in pores"})
    values = miec.design(built("LLTO@CNT"), n_to_p=3, cathode_capacity=1, options=options)
    assert values[AT.key(v.q_f0)] == 0
    with pytest.raises(
        DesignError, match=r"5\.011 mA\.h\.cm-2 .* take 4\.309 .* and the face 0; lower 'n_to_p'"
    ):
        miec.design(built("LLTO@CNT"), n_to_p=4.5, cathode_capacity=1, options=options)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"n_to_p": -0.5}, r"'n_to_p' must be a number from 0 up \[-\], got -0\.5\."),
        ({"cathode_capacity": 0}, r"'cathode_capacity' must be a number above 0 .*, got 0\."),
        ({"mass_loading": "5 mg"}, r"'mass_loading' must be a number .*, got '5 mg'\."),
        ({"mass_loading": 5, "cathode_capacity": 1}, r"is 1 and 'mass_loading' is 5; give one"),
        ({"counted_from": "2.5 V"}, r"must be one of \('rest', '0 V'\), got '2\.5 V'\."),
        ({"n_to_p": 2, "pre_cycled": False}, r"n_to_p=2 and charged=False need a host"),
        ({"charged": True, "pre_cycled": False}, r"n_to_p=None and charged=True need a host"),
        (
            {"n_to_p": 6, "cathode_capacity": 1, "most_on_face": 1},
            r"6\.511 mA\.h\.cm-2 .* take 4\.223 \(they hold 4\.309\) and the face 1; lower 'n_to_p'",
        ),
    ],
)
def test_what_can_not_be_is_refused(asked, sentence):
    with pytest.raises(DesignError, match=sentence):
        miec.design(built("LLTO@CNT"), **asked)


def test_a_loading_that_the_values_know_nothing_of_is_refused():
    values = miec.parameters.parameter_values("LLTO@CNT", "full", "Chen2020")
    with pytest.raises(
        DesignError, match=r"no 'Positive electrode active mass loading \[kg\.m-2\]'"
    ):
        miec.design(values, mass_loading=5)


def test_the_values_of_a_half_cell_are_refused():
    with pytest.raises(DesignError, match=r"^'values' are of no full cell with a host; give"):
        miec.design(miec.parameters.parameter_values("LLTO@CNT"))
