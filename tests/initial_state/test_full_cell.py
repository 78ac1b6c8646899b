"""Where a full cell begins: pybamm_miec/initial_state/full_cell.py."""

from functools import cache

import pybamm
import pytest

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.placement import Placement

AT = Placement("negative")
VOLTAGE = "Voltage [V]"
CATHODE = "Total lithium in positive electrode [mol]"
TO_VOLTS = 1e-6  # PyBaMM's tolerance of a first voltage
COARSE = {
    "x_n": 3,
    "x_s": 3,
    "x_p": 3,
    "r_n": 3,
    "r_p": 3,
}  # all is the same over a depth at the start


@cache
def designed(anode, n_to_p):
    values = miec.design(miec.parameters.parameter_values(anode, "full"), n_to_p=n_to_p)
    values["Current function [A]"] = 0.0
    return values


@cache
def simulation(anode, n_to_p, model=miec.DFN):
    return pybamm.Simulation(
        model.of(anode, cell="full"), parameter_values=designed(anode, n_to_p), var_pts=COARSE
    )


def begun(anode, n_to_p, where, *names, model=miec.DFN, **settings):
    solution = simulation(anode, n_to_p, model).solve([0, 1], initial_soc=where, **settings)
    return [float(solution[name].entries[0]) for name in names]


CELLS = [("LLTO@CNT", 2), ("LLTO@CNT", None), ("Cu", 1)]


@pytest.mark.parametrize(("anode", "n_to_p"), [*CELLS, ("CNT", 2)])
@pytest.mark.parametrize("where", ["3.8 V", "4.3 V", " 3.1V"])
def test_a_voltage_is_the_one_at_rest(anode, n_to_p, where):
    assert begun(anode, n_to_p, where, VOLTAGE)[0] == pytest.approx(
        float(where.strip().rstrip("V")), abs=TO_VOLTS
    )


@pytest.mark.parametrize(("anode", "n_to_p"), CELLS)
def test_a_state_of_charge_is_that_share_of_the_charge_between_the_limits(anode, n_to_p):
    names = (VOLTAGE, CATHODE, AT.key(v.n_all))
    ends = [begun(anode, n_to_p, soc, *names) for soc in (0, 0.25, 1)]
    assert [end[0] for end in ends[::2]] == pytest.approx([3.0, 4.3], abs=TO_VOLTS)
    empty, quarter, full = (end[1] for end in ends)
    assert quarter == pytest.approx(empty + 0.25 * (full - empty), rel=1e-12)


@pytest.mark.parametrize(("anode", "n_to_p"), CELLS)
def test_lithium_stays_what_the_values_begin_with(anode, n_to_p):
    names = (CATHODE, AT.key(v.n_active), AT.key(v.n_t), AT.key(v.n_e))
    start = pybamm.Simulation(
        miec.DFN.of(anode, cell="full"), parameter_values=designed(anode, n_to_p), var_pts=COARSE
    ).solve([0, 1])
    held = [float(start[name].entries[0]) for name in names]
    for soc in (0.1, 0.9):
        now = begun(anode, n_to_p, soc, *names)
        assert sum(now) == pytest.approx(sum(held), rel=1e-12)
        assert now[2:] == held[2:]


def test_lithium_stays_where_sites_have_to_open():
    """A cell before its pre-cycles: some of the sites are open, and can be full at 4.3 V."""
    values = miec.parameters.parameter_values("LLTO@CNT", "full")
    values["Current function [A]"] = 0.0
    run = pybamm.Simulation(
        miec.DFN.of("LLTO@CNT", cell="full"), parameter_values=values, var_pts=COARSE
    )
    names = (CATHODE, AT.key(v.n_h), AT.key(v.n_m))
    built, charged = (
        [float(run.solve([0, 1], initial_soc=soc)[name].entries[0]) for name in names]
        for soc in (None, 1)
    )
    assert sum(charged) == pytest.approx(sum(built), rel=1e-12)
    area = values["Electrode height [m]"] ** 2
    # of 0.4894 mA.h.cm-2, the digits of what sites hold at 0 V
    open_sites = 0.4894 * values[AT.key(v.u_0)]
    assert charged[1] * pybamm.constants.F.value / 36000 / area == pytest.approx(
        open_sites, rel=1e-4
    )


def test_an_anode_free_cell_is_empty_where_its_host_rests_below_its_cathode():
    """At 0 % the host has a potential of its own, and no metal."""
    U, metal = begun("LLTO@CNT", None, 0, AT.key(v.U_bulk), AT.key(v.n_m))
    assert 0.6 < U < 0.8  # that of a cathode which is not quite full, less 3.0 V
    assert metal == 0


def test_a_foil_without_metal_is_empty():
    """All lithium in the cathode; the foil's double layer makes up the voltage."""
    V, metal = begun("Cu", None, 0, VOLTAGE, AT.key(v.n_f))
    assert pytest.approx(3.0, abs=TO_VOLTS) == V
    assert metal == pytest.approx(0, abs=1e-18)


@pytest.mark.parametrize("model", [miec.SPM, miec.SPMe])
def test_reduced_models_begin_there_too(model):
    assert begun("LLTO@CNT", 2, "3.8 V", VOLTAGE, model=model)[0] == pytest.approx(
        3.8, abs=TO_VOLTS
    )


def test_an_experiment_begins_there_too():
    values = designed("LLTO@CNT", 2)
    experiment = miec.experiments.full_cell_cycling(values, discharge=1.0)
    experiment = pybamm.Experiment([experiment.cycles[0][-1:]])
    run = pybamm.Simulation(
        miec.DFN.of("LLTO@CNT", cell="full"),
        parameter_values=values,
        experiment=experiment,
        var_pts=COARSE,
    )
    full, half = (
        run.solve(initial_soc=soc)["Discharge capacity [A.h]"].entries[-1] for soc in (1, 0.5)
    )
    assert 0.9 < full / values["Nominal cell capacity [A.h]"] < 1
    assert half / full == pytest.approx(0.5, abs=0.03)  # a charge of 1 C ends early by as much


def test_values_can_be_set_by_themselves():
    values = pybamm.ParameterValues(dict(designed("LLTO@CNT", 2)))
    other = values.set_initial_state("3.8 V", inplace=False)
    assert values == designed("LLTO@CNT", 2)
    model = miec.DFN.of("LLTO@CNT", cell="full")
    run = pybamm.Simulation(model, parameter_values=other, var_pts=COARSE)
    assert run.solve([0, 1])[VOLTAGE].entries[0] == pytest.approx(3.8, abs=TO_VOLTS)
    values.set_initial_state(0.5)
    assert values != designed("LLTO@CNT", 2)


def test_whether_sites_have_to_open_must_be_known():
    values = miec.parameters.parameter_values("LLTO@CNT", "full")
    with pytest.raises(
        miec.errors.InitialStateError, match=r"is 0\.\d+, and whether .*options=model\.options"
    ):
        values.set_initial_state(0.5)
    options = miec.DFN.of("LLTO@CNT", cell="full").options
    assert values.set_initial_state(0.5, options=options, inplace=False) != values


@pytest.mark.parametrize(
    ("direction", "h"), [("charge", -1.0), ("discharge", 1.0)], ids=["charge", "discharge"]
)
def test_a_host_with_hysteresis_remembers_the_direction(direction, h):
    options = miec.DFN.of("LLTO@CNT", "full", {"host hysteresis": "one state"}).options
    values = designed("LLTO@CNT", 2).copy()
    values.set_initial_state(0.5, options=options, direction=direction)
    assert values[AT.key(v.h_0)] == h


@pytest.mark.parametrize("direction", ["charge", "discharge"])
@pytest.mark.parametrize("n_to_p", [2, None])
def test_a_host_with_hysteresis_begins_at_the_voltage_asked_for(n_to_p, direction):
    """With metal, beside which its sites are on the branch they came by; without, in a cell that is empty."""
    model = miec.DFN.of("LLTO@CNT", "full", {"host hysteresis": "one state"})
    run = pybamm.Simulation(model, parameter_values=designed("LLTO@CNT", n_to_p), var_pts=COARSE)
    V = 3.8 if n_to_p else 3.01
    solution = run.solve([0, 1], initial_soc=f"{V} V", direction=direction)
    assert solution[VOLTAGE].entries[0] == pytest.approx(V, abs=TO_VOLTS)
    sites = solution[AT.key(v.U_bulk)].entries[0]
    branch = {"charge": 0.0275, "discharge": -0.0275}[direction]
    if n_to_p:
        assert sites == pytest.approx(branch, abs=1e-6)
        assert solution[AT.key(v.n_m)].entries[0] > 0
    else:
        assert sites - branch > 0.5


def test_a_charge_beyond_the_limits_is_warned_of_and_one_that_no_cathode_has_is_refused():
    with pytest.warns(UserWarning, match=r"Initial SOC 1\.01 is outside of 0 to 1"):
        designed("Cu", 1).copy().set_initial_state(1.01)
    for soc in (-0.3, 2):
        with pytest.raises(
            miec.errors.InitialStateError, match=f"between 0 and 1, got {soc:g}, where"
        ):
            designed("Cu", 1).copy().set_initial_state(soc)


def test_a_voltage_beyond_the_limits_is_refused():
    with pytest.raises(
        miec.errors.InitialStateError, match=r"4\.5 V is outside of .* 3 and 4\.3 V"
    ):
        begun("Cu", 1, "4.5 V")
