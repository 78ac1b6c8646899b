"""Where a half cell begins: equations (1) to (4) of pybamm_miec/initial_state/half_cell.py."""

import pybamm
import pytest
from cells import AT, HALF, area, full_pores, half_cell

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.errors import InitialStateError

ONE_STATE = HALF | {"host hysteresis": "one state"}
VOLTAGE, METAL = "Initial voltage in positive electrode [V]", AT.key(v.c_m0)


def begun(initial_value, options=HALF, **settings):
    model = miec.DFN(options, build=False)
    values = half_cell()
    values.set_initial_state(initial_value, options=model.options, param=model.param, **settings)
    return values


def held(values, options=HALF):
    """Lithium of a host at the start, in the grains and as metal [mol.m-2]."""
    param = miec.DFN(options, build=False).param
    grains = values.evaluate(param.p.prim.x(pybamm.Scalar(values[VOLTAGE]), param.T_init))
    grains *= values.evaluate(param.p.Q_init) * 3600 / pybamm.constants.F.value / area(values)
    return grains + values[METAL] * values[AT.key(v.L)]


def test_a_charged_half_cell_has_an_empty_host_at_the_upper_voltage_limit():
    values = begun(1.0)
    assert values[VOLTAGE] == pytest.approx(values["Upper voltage cut-off [V]"], abs=1e-9)
    assert values[METAL] == 0


def test_a_discharged_half_cell_has_full_pores_at_0_V():
    values = begun(0)
    assert (values[VOLTAGE], values[METAL] * values[AT.key(v.L)]) == (
        0,
        pytest.approx(full_pores(values), rel=1e-12),
    )


@pytest.mark.parametrize("soc", [0.97, 0.9, 0.6, 0.1])
def test_a_state_of_charge_is_a_share_of_the_lithium(soc):
    """Above and below the one at which metal begins; 1e-9: brentq's 1e-12 V where sites fill steeply."""
    full, empty = held(begun(0)), held(begun(1))
    values = begun(soc)
    assert held(values) == pytest.approx(full - soc * (full - empty), rel=1e-9)
    assert (values[VOLTAGE] > 1e-6) == (values[METAL] == 0)  # metal only where the host is full


@pytest.mark.parametrize("direction", [None, "charge", "discharge"])
def test_a_host_that_remembers_begins_at_the_voltage_asked_for(direction):
    """At rest: what it remembers and its sites add up to it, and lithium went in on the lower branch."""
    values = begun("0.6 V", ONE_STATE, direction=direction)
    param = miec.DFN(ONE_STATE, build=False).param
    assert values.evaluate(param.p.prim.U_init) == pytest.approx(0.6, abs=1e-9)
    above = {"charge": -1, "discharge": 1, None: 0}[direction]
    assert (values[VOLTAGE] - 0.6) * above >= (1e-3 if above else 0)


@pytest.mark.parametrize(
    ("options", "value", "message"),
    [
        (HALF, 1.2, "between 0 and 1, got 1.2"),
        (HALF, "4.5 V", "between 0 and 3.5 V, got 4.5 V"),
        (HALF, "-0.1 V", "got -0.1 V"),
        (HALF | {"host sites": "0", "lithium metal": "on face"}, 0.5, "A foil has no state"),
        (HALF | {"host sites": "none"}, 0.5, "PyBaMM's particles and lithium metal"),
    ],
)
def test_what_can_not_be_is_refused(options, value, message):
    with pytest.raises(InitialStateError, match=message):
        begun(value, options)


@pytest.mark.parametrize(("begin", "voltage", "fill"), [("0.5 V", 0.5, 0.0), (0.5, 0.0, 0.44)])
def test_a_simulation_begins_there_at_rest(begin, voltage, fill):
    """0.1 mV: what is left after ten minutes, of metal that has just begun."""
    model, values = miec.SPM(HALF), half_cell()
    rest = pybamm.Experiment(["Rest for 10 minutes"])
    simulation = pybamm.Simulation(model, parameter_values=values, experiment=rest)
    solution = simulation.solve(initial_soc=begin)
    assert solution["Voltage [V]"].entries == pytest.approx(voltage, abs=1e-4)
    filled = solution["X-averaged positive electrode filled share of pores"].entries
    assert filled == pytest.approx(fill, abs=0.01)


# ---- films and branches ----


def at_rest(changes=()):
    """Voltage of LLTO@CNT begun at 0.5 V, at first and after an hour without current [V]."""
    model = miec.DFN.of("LLTO@CNT")
    values = model.default_parameter_values
    values.update(dict(changes))
    values["Current function [A]"] = 0.0
    few = {**model.default_var_pts, "x_s": 3, "x_p": 3}
    simulation = pybamm.Simulation(model, parameter_values=values, var_pts=few)
    solution = simulation.solve([0, 3600], initial_soc="0.5 V")
    return solution["Voltage [V]"].entries[[0, -1]]


def test_a_host_with_its_first_film_rests_where_it_is_begun():
    film = half_cell()[AT.key(v.Q_e)]
    assert at_rest({AT.key(v.q_e0): film}) == pytest.approx(0.5, abs=1e-5)


def test_a_host_that_has_yet_to_make_its_film_gives_it_lithium():
    first, last = at_rest()
    assert 0.5 < first < 0.51
    assert last > 0.6


@pytest.mark.parametrize("direction", ["charge", "discharge"])
def test_a_host_that_remembers_is_full_where_it_rests_beside_metal(direction):
    values = begun(0.1, ONE_STATE, direction=direction)
    param = miec.DFN(ONE_STATE, build=False).param
    assert values.evaluate(param.p.prim.U_init) == pytest.approx(0, abs=1e-9)
    assert values[METAL] > 0
    assert values[VOLTAGE] == pytest.approx({"charge": -0.0275, "discharge": 0.0275}[direction])
