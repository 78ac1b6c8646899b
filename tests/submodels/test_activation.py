"""Activation: equations (1) to (4) of pybamm_miec/submodels/activation.py."""

import numpy as np
import pybamm
import pytest
from alone import A_S, EPS_S, L_HOST, PLACES, RT, VALUES, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

import pybamm_miec as miec
from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

SITES = F * EPS_S * VALUES["Maximum concentration in {host} electrode [mol.m-3]"]  # [C.m-3]
K_A, U_A, U_0 = VALUES[v.k_a], VALUES[v.U_a], VALUES[v.u_0]
HIGH = U_A + 5  # V: where every site that is emptied counts
EMPTIES = SITES / A_S / 3600  # A.m-2: all sites in an hour


def make(param, host, options):
    return submodels.Activation(param, host, options=options)


def opening(
    place,
    j_h=EMPTIES,
    U_s=HIGH,
    x_surf=0.2,
    x_bulk=None,
    values=None,
    u=None,
    given=None,
    options=None,
):
    given = {
        v.a_s: A_S,
        v.j_h: j_h,
        v.U_s: U_s,
        v.T: 298.15,
        v.x_surf: x_surf,
        v.x_bulk: place.flat(x_surf if x_bulk is None else x_bulk),
        **(given or {}),
    }
    states = {} if u is None else {v.u: u}
    return Alone(
        make, place, given, states, values, {"activation": "by emptying"} | (options or {})
    )


def test_the_two_places_are_mirror_images():
    there = [opening(place, EMPTIES * (place.s / L_HOST) ** 2, U_s=U_A) for place in PLACES]
    rates = [alone.rate(v.u) for alone in there]
    assert np.ptp(rates[0]) > 0
    np.testing.assert_allclose(*rates, rtol=1e-9)  # round-off of x


@in_both_places
def test_sites_are_open_as_the_set_says_at_the_start(place):
    np.testing.assert_array_equal(opening(place)[v.u], U_0)


@in_both_places
@given(h=st.one_of(st.just(0.0), st.floats(-10, -1e-6), st.floats(1e-6, 10)))
def test_sites_open_only_while_others_are_emptied(place, h):
    """But for half a millionth of what as much emptying opens."""
    rate, emptying = (opening(place, i * EMPTIES).rate(v.u) for i in (h, abs(h)))
    assert np.all(rate > 0) if h > 0 else np.all((rate >= 0) & (rate <= 5e-7 * emptying))
    assert h or not np.any(rate)


@in_both_places
@given(j_h=st.floats(-2, 2), j_i=st.floats(-2, 2))
def test_a_grain_is_emptied_by_all_that_leaves_it(place, j_h, j_i):
    """Through the frame as by its reaction; lithium that only passes through opens nothing."""
    given = {v.j_h: j_h * EMPTIES, v.j_i: j_i * EMPTIES}
    rate = opening(place, given=given, options={"ion path": "liquid and frame"}).rate(v.u)
    alike = opening(place, (j_h + j_i) * EMPTIES).rate(v.u)
    np.testing.assert_allclose(rate, alike, rtol=1e-9, atol=1e-15 * K_A)  # round-off of the sum


@in_both_places
def test_emptying_at_a_higher_potential_opens_more(place):
    """Half of the most at U_a; a tenth of a volt, w RT/F, takes it to 1/(1 + 1/e)."""
    tenth = 4 * RT / F
    most, *rates = (
        opening(place, U_s=U).rate(v.u)[0] for U in (HIGH, U_A - tenth, U_A, U_A + tenth, U_A + 0.5)
    )
    assert np.all(np.diff([*rates, most]) > 0)
    expected = [1 / (1 + np.e), 1 / 2, 1 / (1 + 1 / np.e)]
    assert np.array(rates[:3]) / most == pytest.approx(expected, rel=1e-12)


@in_both_places
@given(u=st.floats(0.05, 1), h=st.floats(0.01, 10))
def test_what_is_emptied_counts_in_units_of_the_open_sites(place, u, h):
    """The k_a of the closed ones open when all the open ones are emptied."""
    alone = opening(place, h * EMPTIES, u=u)
    seconds = 3600 * u / h  # to empty the open sites at this rate
    np.testing.assert_allclose(alone.rate(v.u) * seconds, K_A * (1 - u), rtol=1e-12, atol=1e-16)


@in_both_places
@given(k_a=st.floats(0.1, 10), hours=st.floats(0.1, 50))
def test_more_and_more_open_and_never_more_than_all(place, k_a, hours):
    """At a constant current -u - ln(1 - u) grows in proportion to time."""

    def passed(u):
        return -u - np.log1p(-u)

    alone = opening(place, values={v.k_a: k_a}).run(3600 * hours)
    u = alone[v.u]
    assert np.all(u > U_0)
    assert np.all(u <= 1 + 1e-10)  # of the integrator
    if k_a * hours < 10:  # beyond, 1 - u is lost to the integrator's 1e-10
        np.testing.assert_allclose(passed(u) - passed(U_0), k_a * hours, rtol=1e-5)


@in_both_places
def test_sites_that_are_all_open_stay_so(place):
    assert not np.any(opening(place, values={v.u_0: 1.0}).rate(v.u))


@in_both_places
@given(u=st.floats(0.05, 1), x=st.floats(0, 1))
def test_the_lithium_is_counted_per_open_site(place, u, x):
    alone = opening(place, x_surf=x * place.s / L_HOST, x_bulk=x, u=u)
    np.testing.assert_allclose(alone[v.x_o], x * alone.of(place.s / L_HOST) / u, rtol=1e-12)
    np.testing.assert_allclose(alone[v.x_ob], x / u, rtol=1e-12)  # a mean of 20


@in_both_places
def test_sites_that_open_bring_no_lithium(place):
    """All that changes is how many are open; the lithium in the grains is PyBaMM's, and left alone."""
    alone = opening(place)
    assert list(alone.model.rhs) == [alone.model.variables[place.key(v.u)]]
    assert not alone.model.algebraic
    options = dict(place.options({"activation": "by emptying"}))
    for extra, particle in (({}, "PolynomialProfile"), ({"particle": "Fickian diffusion"}, None)):
        model = miec.DFN({**options, **extra}, build=False)
        finer = model.submodels[
            f"{place.host} primary particle"
        ]  # in the integrator's eyes, see there
        assert type(finer) is submodels.FineGrains
        assert type(finer.stock).__name__ == (particle or "FickianDiffusion")


# ---- what the reaction sees ----


class Reaction(pybamm.BaseSubModel):
    """Says back what it finds at the surface."""

    def get_coupled_variables(self, variables):
        found = self.options.host.read(variables, v.c_surf)[0]
        return {"found": found, "left": variables["left"]}


@in_both_places
@given(u=st.floats(0.05, 1), c=st.floats(0, 2e4))
def test_the_reaction_finds_the_lithium_of_an_open_site(place, u, c):
    def law(param, host, options):
        stock = Reaction(param, host, options=options)
        return submodels.Given(stock, submodels.kinetics_of_open_sites(options.host))

    surroundings = {v.c_surf: c, v.u: u, "left": 7.0}
    alone = Alone(law, place, surroundings, options={"activation": "by emptying"})
    np.testing.assert_allclose(alone["found"], c / u, rtol=1e-14)
    np.testing.assert_array_equal(alone[v.c_surf], c)  # for all others
    np.testing.assert_array_equal(alone["left"], 7.0)
