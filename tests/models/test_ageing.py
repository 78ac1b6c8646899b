"""A half cell that ages: what each option loses is found in its stock, and nothing else is lost."""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import (
    AT,
    CHARGE,
    HALF,
    ONLY_METAL,
    F,
    area,
    at_current,
    at_end,
    half_cell,
    lithium_missing,
    only_metal,
    over,
    plate_and_strip,
    salt_lost,
    solve,
)

import pybamm_miec as miec
from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

# Of the lithium of one charge, and of the salt: sums that close to round-off, some 1e-14.
CLOSED = 1e-11
# Of the largest there is: what the integrator's 1e-4 and 1e-6 leave below zero where a stock runs out.
BELOW_ZERO = 1e-6
EFFICIENCY = "coulombic efficiency [%]"

OPTIONS = {
    "isolation": "uneven stripping",
    "reconnection": "by plating",
    "activation": "by emptying",
    "trapping": "in sites",
    "first film": "on walls",
    "metal film": "on fresh metal",
}
VALUES = {
    AT.key(name): value
    for name, value in {
        v.j_x: 2.0,
        v.j_xf: 20.0,
        v.beta: 0.5,
        v.beta_f: 2.0,
        v.rho: 0.1,
        v.rho_f: 0.2,
        v.q_k: 0.02,
        v.A_f: 50.0,
        v.k_a: 0.3,
        v.U_a: 0.8,
        v.u_0: 0.5,
        v.k_t: 0.3,
        v.C_t: 400.0,
        v.k_r: 0.0,
        v.U_t: 2.2,
        v.Q_e: 300.0,
        v.U_e: 0.8,
        v.j0_e: 1e-3,
    }.items()
}
EACH = {
    "none": {},
    **{name: {name: value} for name, value in OPTIONS.items()},
    "all": {**OPTIONS, "reconnection": "by plating in film"},
}
each = pytest.mark.parametrize("chosen", EACH)


def full(values, concentration):
    """A concentration over all of the host [mol]."""
    return values[AT.key(concentration)] * values[AT.key(v.L)] * area(values)


@cache
def aged(chosen, options=(), changes=()):
    """Five cycles of 6 mA.h.cm-2, beyond the pores, stripped to 2 V, where the LLTO is emptied as well."""
    values = half_cell({**VALUES, **dict(changes)})
    model = miec.DFN({**HALF, **EACH[chosen], **dict(options)})
    experiment = plate_and_strip(values, 2.0, 6.0, strip_to=2.0, cycles=5)
    return values, solve(model, values, experiment)


# ---- the ledger ----


@each
def test_lithium_put_in_is_lithium_found(chosen):
    _, solution = aged(chosen)
    assert lithium_missing(solution) < CLOSED
    assert salt_lost(solution) < CLOSED


@pytest.mark.parametrize(
    ("options", "closed"),
    [
        ((("ion path", "liquid and frame"), ("surface form", "differential")), CLOSED),
        ((("ion path", "liquid and frame"), ("host hysteresis", "one state")), CLOSED),
        (
            (("particle", "Fickian diffusion"),),
            1e-10,
        ),  # PyBaMM's shells, in any option: a day and a half
    ],
    ids=["ions and double layer", "ions and hysteresis", "Fickian"],
)
def test_so_it_is_beside_other_laws(options, closed):
    assert lithium_missing(aged("all", options)[1]) < closed


class LeakyTrapping(submodels.Trapping):
    """Traps that lose a hundred-millionth of what they take."""

    def set_rhs(self, variables):
        super().set_rhs(variables)
        self.rhs = {c_t: (1 - 1e-8) * rate for c_t, rate in self.rhs.items()}


class LeakyFilm(submodels.Formation):
    """A film that loses a hundred-millionth of what it takes."""

    def set_rhs(self, variables):
        super().set_rhs(variables)
        self.rhs = {q_e: (1 - 1e-8) * rate for q_e, rate in self.rhs.items()}


class LeakyMetalFilm(submodels.MetalFilm):
    """Film on metal that loses a ten-millionth of what it takes."""

    def set_rhs(self, variables):
        super().set_rhs(variables)
        self.rhs = {stock: (1 - 1e-7) * rate for stock, rate in self.rhs.items()}


@pytest.mark.parametrize(
    ("law", "leak"),
    [("trapping", LeakyTrapping), ("first film", LeakyFilm), ("metal film", LeakyMetalFilm)],
)
def test_a_small_leak_is_seen(law, leak):
    """Of a stock that is some hundredths of a charge, or some thousandths."""
    values = half_cell(VALUES)
    model = miec.DFN({**HALF, **OPTIONS}, build=False)
    model.submodels[f"positive {law}"] = leak(model.param, "positive", options=model.options)
    model.build_model()
    solution = solve(model, values, plate_and_strip(values, 2.0, 6.0, strip_to=2.0, cycles=1))
    assert lithium_missing(solution) > 5 * CLOSED


@each
def test_no_stock_falls_below_zero(chosen):
    _, solution = aged(chosen)
    everything = np.max(over(solution, AT.key(v.n_all)))
    for stock in (v.n_h, v.n_m, v.n_f, v.n_i, v.n_t, v.n_e, v.n_fm):
        assert np.min(over(solution, AT.key(stock))) > -BELOW_ZERO * everything


@each
def test_a_stock_is_of_the_option_that_loses_to_it(chosen):
    """None without; with it, as much as there is room for, to the integrator's 1e-4."""
    values, solution = aged(chosen)
    for option, stock, room in (
        ("trapping", v.n_t, full(values, v.C_t)),
        ("first film", v.n_e, full(values, v.Q_e)),
    ):
        held = over(solution, AT.key(stock))
        assert held[0] == 0
        if option in EACH[chosen]:
            assert held[-1] == pytest.approx(room, rel=1e-3)  # some e^-9 of it is to come
            assert np.max(held) < room * (1 + 1e-4)
        else:
            assert not np.any(held)


@each
def test_film_on_metal_grows_while_metal_is_plated(chosen):
    """In the pores and on the face, again in every cycle, and is never unmade; none without the option."""
    _, solution = aged(chosen)
    held = AT.key(v.n_fm)
    if "metal film" not in EACH[chosen]:
        assert not np.any(over(solution, held))
        return
    for cycle in solution.cycles:
        plating, stripping = (np.diff(over(step, held)) for step in cycle.steps)
        # the integrator's 1e-4, some times over, and its step in which the current turns
        assert plating.min() > -1e-3 * plating.sum()
        assert np.abs(stripping).sum() < 1e-3 * plating.sum()
    pores, face = (over(solution, AT.key(name)) for name in (v.c_s, v.q_s))
    assert np.all(pores[:, -1] > 0)
    assert face[-1] > 0


@pytest.mark.parametrize("chosen", ["activation", "all"])
def test_sites_open_and_never_more_than_all(chosen):
    """Only while lithium leaves the host; what opens stays open."""
    _, solution = aged(chosen)
    u = over(solution, AT.key(v.u))
    np.testing.assert_allclose(u[:, 0], VALUES[AT.key(v.u_0)], rtol=1e-14)  # round-off
    assert u.max() <= 1
    first = solution.cycles[0]
    plating, stripping = (over(step, AT.key(v.u)) for step in first.steps)
    # at 0 V a site that is emptied counts e^-8, and few are
    assert np.max(np.abs(plating - plating[:, :1])) < 1e-5 * np.ptp(stripping)
    assert np.all(np.diff(stripping.mean(axis=0)) > -1e-6)  # of the integrator
    ends = [at_end(cycle, AT.key(v.u)).mean() for cycle in solution.cycles]
    assert np.all(np.diff(ends) > 0.01)


def per_lithium(c_e, c_s_surf, c_s_max, T):
    return 1e-4 * (c_s_surf + 100)


@pytest.mark.parametrize(("chosen", "open_share"), [("none", 1.0), ("activation", 0.5)])
def test_the_reaction_sees_the_lithium_of_an_open_site(chosen, open_share):
    """Twice as much where half of the sites are open, in the whole model too."""
    values = half_cell(
        {**VALUES, "Positive electrode exchange-current density [A.m-2]": per_lithium}
    )
    solution = at_current(miec.DFN({**HALF, **EACH[chosen]}), values, 5.0, 1800.0)
    j0 = over(solution, "Positive electrode exchange current density [A.m-2]")
    c_surf = over(solution, "Positive particle surface concentration [mol.m-3]")
    assert c_surf.max() > 1e3
    # nothing was emptied, to the integrator's 1e-6 of u
    assert j0 == pytest.approx(per_lithium(None, c_surf / open_share, None, None), rel=1e-5)


@pytest.mark.parametrize("particle", ["uniform profile", "Fickian diffusion"])
def test_what_a_site_holds_is_at_the_potential_of_the_site(particle):
    """Where half of the sites are open, half the lithium takes the host to the same potential."""

    def charge_to(volts, extra):
        values = half_cell(VALUES)
        model = miec.DFN({**HALF, "lithium metal": "none", "particle": particle, **extra})
        step = pybamm.step.current(0.05 * area(values), termination=f"{volts} V", duration=1e7)
        return at_end(solve(model, values, pybamm.Experiment([step])), CHARGE)

    # of the overpotentials, which do not halve
    opening = {"activation": "by emptying"}
    half = VALUES[AT.key(v.u_0)]
    assert charge_to(0.6, opening) == pytest.approx(half * charge_to(0.6, {}), rel=0.02)


@pytest.mark.parametrize("chosen", ["none", "activation"])
@pytest.mark.parametrize("volts", [2.4, 1.5, 1.0, 0.5])
def test_the_host_starts_at_the_potential_of_the_set(chosen, volts):
    """Whatever share of its sites is open; 1 mV for the overpotential of 1e-6 A.m-2."""
    values = half_cell({**VALUES, "Initial voltage in positive electrode [V]": volts})
    solution = at_current(miec.DFN({**HALF, **EACH[chosen]}), values, 1e-6, 1.0)
    assert over(solution, "Voltage [V]")[0] == pytest.approx(volts, abs=1e-3)


# ---- the efficiency ----


@cache
def efficiencies(chosen, changes=()):
    _, solution = aged(chosen, changes=changes)
    return miec.analysis.coulombic_efficiency(solution)[EFFICIENCY].to_numpy()


@pytest.mark.parametrize(("loss", "stock"), [("trapping", v.n_t), ("first film", v.n_e)])
def test_a_loss_of_the_first_cycle_is_one_of_the_first_cycle(loss, stock):
    """The first gives back less by what the stock takes, and the last as much as without."""
    values, solution = aged(loss)
    lost = efficiencies("none") - efficiencies(loss)
    taken = at_end(solution.cycles[0], AT.key(stock))
    charge = 6.0 / 1e3 * 1e4 * 3600 * area(values) / F  # 6 mA.h.cm-2
    # of the isolated share, which what is trapped no longer pays
    assert lost[0] == pytest.approx(100 * taken / charge, rel=0.05)
    assert lost[0] > 0.5
    assert abs(lost[-1]) < 0.02


def test_uneven_stripping_loses_more_and_reconnection_gets_some_back():
    none, uneven, found = (efficiencies(name) for name in ("none", "isolation", "reconnection"))
    assert np.all(uneven < none - 0.5)
    assert np.all(found[1:] > none[1:])
    assert np.all(np.diff(found) > 0)  # the more there is, the more is found


# ---- metal alone ----

UNBOUND = 1e6  # A.m-2: what strips at 1 V strips to the last 1e-8 of the metal


@cache
def metal_alone(chi, rest=0.0, options=(), cycles=3):
    """Plate 1 mA.h.cm-2 into a host that takes up none, rest so many hours, strip it."""
    changes = {AT.key(v.chi): chi, AT.key(v.c_m0): 0.0, AT.key(v.j_lim): UNBOUND}
    values = only_metal({**VALUES, **changes})
    steps = plate_and_strip(values, 1.0, 1.0, strip_to=1.0, cycles=1)
    plating, stripping = steps.cycles[0]
    resting = (f"Rest for {rest} hours",) if rest else ()
    cycle = (plating, *resting, stripping)
    model = miec.DFN({**ONLY_METAL, **dict(options)})
    solution = solve(model, values, pybamm.Experiment([cycle] * cycles))
    return miec.analysis.coulombic_efficiency(solution)[EFFICIENCY].to_numpy()


@pytest.mark.parametrize("chi", [0.0, 0.02, 0.2])
def test_metal_alone_gives_back_all_but_the_constant_share(chi):
    """Exactly 1 - chi in every cycle, to the last 1e-8 of metal that is left."""
    assert metal_alone(chi) / 100 == pytest.approx(1 - chi, abs=1e-7)


LOSSES = {
    "constant share": (),
    "uneven stripping": (("isolation", "uneven stripping"),),
    "reconnection": (("reconnection", "by plating"),),
    "both": (("isolation", "uneven stripping"), ("reconnection", "by plating")),
    "film": (("metal film", "on fresh metal"),),
    "all": tuple((name, OPTIONS[name]) for name in ("isolation", "reconnection", "metal film")),
}


@pytest.mark.parametrize("options", LOSSES.values(), ids=LOSSES)
def test_the_efficiency_does_not_depend_on_rest(options):
    """A hundred hours after each plating, to 1e-7 as above."""
    at_once, rested = (metal_alone(0.02, rest, options) for rest in (0.0, 100.0))
    assert rested == pytest.approx(at_once, abs=1e-5)  # of a hundred


def test_the_share_lost_of_metal_alone_is_that_of_its_current_and_depth():
    """More than the constant share, less than that of all metal at the largest depth and current."""
    chi = 0.02
    lost = 1 - metal_alone(chi, options=LOSSES["uneven stripping"])[0] / 100
    assert 1.1 * chi < lost < 2 * chi


def test_found_again_the_loss_falls_as_there_is_more_to_find():
    """Of the constant share that was lost before, at most rho of what is plated comes back."""
    chi, rho = 0.02, VALUES[AT.key(v.rho)]
    efficiency = metal_alone(chi, options=LOSSES["reconnection"], cycles=5) / 100
    assert efficiency[0] == pytest.approx(1 - chi, abs=1e-6)
    assert np.all(np.diff(efficiency) > 0)
    assert np.all(efficiency < (1 - chi) * (1 + rho))
    assert np.all(efficiency <= 1)
