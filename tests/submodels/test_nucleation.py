"""The three walls of pybamm_miec/submodels/nucleation.py, equations (1) to (4)."""

import numpy as np
import pybamm
import pytest
from alone import L_HOST, PLACES, RT, VALUES, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.nucleation import share

A_M = 3e5  # [m-1]
COVERAGE = {"nucleation": "coverage", "collector plating": "true"}
INERT = {**COVERAGE, "host sites": "0"}
B_0, B_1, B_C, K_N, K_G, P_D, THETA_0 = (
    VALUES[q] for q in (v.B_0, v.B_1, v.B_c, v.k_n, v.k_g, v.p_d, v.theta_0)
)
SEEDED = 0.01  # theta_s of (2)
theta = st.floats(1e-9, 1)


def pores(place, theta, eta=0.0, j_b=0.0, x=0.5, c_m=2000.0, i_m=0.0, values=None, **more):
    given = {v.eta_m: eta, v.j_b: j_b, v.x_surf: x, v.c_m: c_m, v.i_m: i_m, v.T: 298.15}
    return wall(submodels.PoreNucleation, place, given, v.lambda_m, theta, values, **more)


def face(place, theta, eta=0.0, j_b=0.0, x=0.5, q_f=0.4, j_f=0.0, values=None, **more):
    flat = {v.eta_f: eta, v.j_bf: j_b, v.q_f: q_f, v.j_f: j_f}
    given = {name: place.flat(value) for name, value in flat.items()}
    given |= {v.x_surf: x, v.T: 298.15}
    return wall(submodels.FaceNucleation, place, given, v.lambda_f, theta, values, **more)


def collector(place, theta, eta=0.0, j_b=0.0, x=0.5, c_m=2000.0, i_m=0.0, values=None, **more):
    given = {v.eta_c: place.flat(eta), v.j_bc: place.flat(j_b)}
    given |= {v.x_surf: x, v.T: 298.15, v.c_m: c_m, v.i_m: i_m}
    return wall(submodels.CollectorNucleation, place, given, v.lambda_c, theta, values, **more)


def wall(law, place, given, state, theta, values=None, options=COVERAGE):
    def make(param, host, options):
        return law(param, host, options=options)

    states = None if theta is None else {state: np.log(theta)}
    return Alone(make, place, given, states, values, options)


WALLS = {
    pores: (v.lambda_m, v.theta_m),
    face: (v.lambda_f, v.theta_f),
    collector: (v.lambda_c, v.theta_c),
}
on_each_wall = pytest.mark.parametrize("wall", WALLS, ids=lambda wall: wall.__name__)


def rate(wall, place, theta, *args, **more):
    """d theta / dt = theta dlambda / dt."""
    lam, covered = WALLS[wall]
    alone = wall(place, theta, *args, **more)
    return (alone[covered] * alone.rate(lam))[0]


def seeds(eta, B):
    """s of equation (3), in numbers."""
    return np.exp(-B / eta**2) * (1 - np.exp(F / RT * eta))


def barrier(x):
    return B_0 + (B_1 - B_0) * x


def kinds(wall, x):
    """Barriers of the kinds of site on a wall."""
    return (B_C, barrier(x)) if wall is collector else (barrier(x),)


def test_the_two_places_are_mirror_images():
    there = {wall: [] for wall in WALLS}
    for place in PLACES:
        d = place.s / L_HOST
        there[pores].append(pores(place, 0.1, -0.08 * (1 - d), 3 * d - 1, d, 900 * d, 1e4 * d))
        there[face].append(face(place, 0.1, -0.05, -2.0, 0.2 + 0.7 * d))
        there[collector].append(collector(place, 0.1, -0.05, -2.0, 0.9 * d, 900 * d, 1e4 * d))
    for wall, (state, _) in WALLS.items():
        rates = [alone.rate(state) for alone in there[wall]]
        np.testing.assert_allclose(*rates, rtol=1e-8)  # round-off of x
    assert np.ptp(there[pores][0].rate(v.lambda_m)) > 0


def test_a_plane_sees_the_end_of_the_host_that_it_is_at():
    """Linear profiles are extrapolated to it without error."""
    for place in PLACES:
        d = place.s / L_HOST
        at_face = rate(face, place, 0.1, -0.05, x=0.2 + 0.7 * d)
        assert at_face == pytest.approx(rate(face, place, 0.1, -0.05, x=0.2), rel=1e-9)
        profiles = {"x": 0.2 + 0.7 * d, "c_m": 900 * d + 100, "i_m": 1e4 * d + 5e3}
        values = {"x": 0.9, "c_m": 1000.0, "i_m": 1.5e4}
        at_foil, alike = (
            rate(collector, place, 0.1, -0.05, **given) for given in (profiles, values)
        )
        assert at_foil == pytest.approx(alike, rel=1e-9)


@in_both_places
@on_each_wall
@given(theta=theta, eta=st.floats(0, 2), B=st.sampled_from([0.0, 1e-3]))
def test_nothing_forms_at_or_above_zero_volt(place, wall, theta, eta, B):
    values = {v.B_0: B, v.B_1: B, v.B_c: B}
    assert rate(wall, place, theta, eta, values=values) == 0
    assert rate(wall, place, 0.5, -eta - 1e-3, values=values) >= 0
    assert B > 0 or rate(wall, place, 0.5, -eta - 1e-3, values=values) > 0


@in_both_places
@on_each_wall
@given(theta=theta, eta=st.floats(-0.3, -0.03), x=st.floats(0, 1))
def test_a_bare_wall_is_seeded_over_its_barrier(place, wall, theta, eta, x):
    """(1 - theta)/(1 + theta_s/theta) k_n e^(-B/eta^2) (1 - e^(f eta)), for each kind of site."""
    bare = theta * (1 - theta) / (theta + SEEDED)
    expected = bare * K_N * sum(seeds(eta, B) for B in kinds(wall, x))
    # B/eta^2 * (1e-8)/eta^2, what keeps B/eta^2 finite at 0 V, is 5e-5; e^-(4e-3/0.03^2) is below 1
    assert rate(wall, place, theta, eta, x=x) == pytest.approx(expected, rel=1e-4, abs=1e-17)


@in_both_places
@on_each_wall
@given(theta=st.floats(1e-15, 1))
def test_the_rate_of_seeding_is_bounded(place, wall, theta):
    """dlambda/dt < k_n/theta_s for each kind of site, however little is covered and without a barrier."""
    values = {v.B_0: 0.0, v.B_1: 0.0, v.B_c: 0.0}
    (fastest,) = set(wall(place, theta, -2.0, values=values).rate(WALLS[wall][0]))
    sites = len(kinds(wall, 0.5))
    assert 0 <= fastest < sites * K_N / SEEDED
    assert theta > 1e-9 or fastest > 0.999 * sites * K_N / SEEDED


@in_both_places
@on_each_wall
def test_the_barrier_falls_linearly_with_lithiation(place, wall):
    """As read back from the rate: B = -eta^2 ln s."""
    eta, lithiation = -0.08, np.linspace(0, 1, 5)
    only_host = {v.B_c: 1.0}  # e^-156: nothing forms on bare copper
    rates = [rate(wall, place, 1e-9, eta, x=x, values=only_host) for x in lithiation]
    s = np.array(rates) / (1e-9 / (1e-9 + SEEDED) * K_N * (1 - np.exp(F / RT * eta)))
    # of B, the share (1e-8)/eta^2 that keeps it finite at 0 V; 1e-9 of the wall is covered
    np.testing.assert_allclose(-(eta**2) * np.log(s), barrier(lithiation), rtol=2e-6)


@in_both_places
@on_each_wall
@given(x=st.floats(1.4, 10))
def test_no_barrier_is_below_zero_where_lithiation_is_extrapolated(place, wall, x):
    """B_0 + (B_1 - B_0) x passes 0 at x = 4/3; s stays a share."""
    only_host = {v.B_c: 1.0}
    bare = 1e-9 * (1 - 1e-9) / (1e-9 + SEEDED)
    expected = bare * K_N * (1 - np.exp(F / RT * -0.08))
    beyond = rate(wall, place, 1e-9, -0.08, x=x, values=only_host)
    assert beyond == pytest.approx(expected, rel=1e-12)


@in_both_places
def test_a_foil_has_two_kinds_of_site(place):
    """Bare copper and where a grain rests on it: their rates add, and either is enough."""
    shut = 10.0  # [V2], e^-4000 at 50 mV

    def at(B_c, B):
        values = {v.B_c: B_c, v.B_0: B, v.B_1: B}
        return rate(collector, place, 1e-3, -0.05, values=values)

    copper, grains = at(2e-3, shut), at(shut, 1e-3)
    assert grains > copper > 0
    assert at(2e-3, 1e-3) == pytest.approx(copper + grains, rel=1e-14)
    assert at(shut, shut) == 0


@in_both_places
@on_each_wall
def test_walls_that_take_up_no_lithium_keep_their_barrier(place, wall):
    """However lithiated they are said to be."""
    inert = rate(wall, place, 1e-3, -0.08, x=0.9, options=INERT)
    empty, lithiated = (rate(wall, place, 1e-3, -0.08, x=x) for x in (0.0, 0.9))
    assert inert == pytest.approx(empty, rel=1e-14)
    assert lithiated > 1.1 * empty


@in_both_places
@on_each_wall
@given(theta=theta, j=st.floats(-50, -0.1))
def test_islands_grow_over_the_bare_wall(place, wall, theta, j):
    expected = theta * (1 - theta) * K_G * -j / F
    assert rate(wall, place, theta, j_b=j) == pytest.approx(expected, rel=1e-9, abs=1e-15)


@in_both_places
@given(theta=theta, j=st.floats(0.1, 50), q=st.floats(0, 3000))
def test_islands_that_dissolve_leave_a_power_of_the_metal(place, theta, j, q):
    """theta ~ (q + q_0)^p while metal goes at S j/F: d ln theta/d ln(q + q_0) = p."""
    per_volume, per_area = A_M * j / F / (q + VALUES[v.c_n]), j / F / (q / 1000 + VALUES[v.q_n])
    for shrinks, wall, stripped in (
        (per_volume, pores, {"c_m": q, "i_m": A_M * j}),
        (per_area, face, {"q_f": q / 1000, "j_f": j}),
        (per_volume, collector, {"c_m": q, "i_m": A_M * j}),
    ):
        falls = rate(wall, place, theta, **stripped) / theta
        assert falls == pytest.approx(-P_D * shrinks, rel=1e-9)


@in_both_places
@on_each_wall
@given(j=st.floats(0, 50))
def test_only_what_is_stripped_uncovers(place, wall, j):
    """Neither plating, nor a current that metal would take if there were any."""
    plated = {"j_f": -j} if wall is face else {"i_m": -A_M * j}
    assert rate(wall, place, 0.3, 0.05, j, **plated) == 0


@in_both_places
@on_each_wall
def test_a_covered_wall_has_no_more_to_cover(place, wall):
    assert rate(wall, place, 1.0, -0.1, -20.0) == 0


@in_both_places
@on_each_wall
@pytest.mark.parametrize("amount", [0.0, 0.03, 5.0])
def test_metal_at_the_start_covers_what_it_is_present_on(place, wall, amount):
    start, presence = (v.q_f0, v.q_n) if wall is face else (v.c_m0, v.c_n)
    alone = wall(place, None, values={start: amount * VALUES[presence]})
    expected = THETA_0 + (1 - THETA_0) * np.tanh(amount)
    np.testing.assert_allclose(alone[WALLS[wall][1]], expected, rtol=1e-12)


# ---- a wall that is covered in time ----


@in_both_places
@on_each_wall
@pytest.mark.parametrize("e_folds", [5.0, 20.0])
def test_islands_alone_cover_a_wall_along_a_logistic(place, wall, e_folds):
    """theta/(1 - theta) grows e-fold by e-fold with what has been plated; rel of the integrator."""
    start, seconds = 1e-6, 100.0
    alone = wall(place, start, j_b=-e_folds * F / K_G / seconds).run(seconds)
    odds = start / (1 - start) * np.exp(e_folds)
    np.testing.assert_allclose(alone[WALLS[wall][1]], odds / (1 + odds), rtol=1e-6)


@in_both_places
@on_each_wall
@pytest.mark.parametrize("covered", [0.1, 0.9, 0.999])
def test_seeds_alone_cover_a_wall_as_random_hits_do(place, wall, covered):
    """theta_s ln(theta/start) - (1 + theta_s) ln((1 - theta)/(1 - start)) = k_n s t.

    Beyond theta_s that is Avrami's 1 - theta = e^(-k_n s t) of seeds that do not grow.
    """
    start, eta, x = 1e-6, -0.08, 0.5
    k = K_N * sum(seeds(eta, B) for B in kinds(wall, x))
    seconds = SEEDED * np.log(covered / start)
    seconds -= (1 + SEEDED) * np.log((1 - covered) / (1 - start))
    theta = wall(place, start, eta, x=x).run(seconds / k)[WALLS[wall][1]]
    # what keeps B/eta^2 finite at 0 V, 1e-6 of a barrier of up to 1 in the exponent, and the integrator
    np.testing.assert_allclose(theta, covered, rtol=1e-5)


@pytest.mark.parametrize("lam", [-28.0, -1.0, 0.0, 1.0])
def test_a_share_is_that_of_its_logarithm_where_walls_come_to(lam):
    assert share(pybamm.Scalar(lam)).evaluate() == np.exp(lam)


def test_where_no_wall_comes_to_the_share_goes_on_straight_and_is_a_number():
    """The integrator looks there; e^1000 is none."""
    e, far = np.exp(1), share(pybamm.Scalar(1e3)).evaluate()
    assert far == pytest.approx(1e3 * e, rel=1e-12)
    near = [share(pybamm.Scalar(1 + d)).evaluate() for d in (-1e-6, 1e-6)]
    assert (near[1] - near[0]) / 2e-6 == pytest.approx(e, rel=1e-6)
