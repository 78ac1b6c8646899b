"""Charge transfer to metal: equations (1) to (5) of pybamm_miec/submodels/kinetics.py."""

import numpy as np
import pybamm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec.submodels.kinetics import (
    anodic_branch,
    bare_branch,
    cathodic_branch,
    present,
    wall_current,
)

exchange = st.floats(1e-3, 1e4)  # [A.m-2], below and above the limiting current
transfer = st.floats(0.2, 0.8)
J_LIM = 100.0


def branches(f_eta, j0=1.0, j_lim=J_LIM, alpha=0.5):
    """Both branches over an array of f eta."""
    f_eta = pybamm.Vector(np.atleast_1d(f_eta))
    pair = (branch(j0, j_lim, alpha, f_eta) for branch in (anodic_branch, cathodic_branch))
    return [branch.evaluate().ravel() for branch in pair]


def net(f_eta, **law):
    anodic, cathodic = branches(f_eta, **law)
    return anodic - cathodic


@given(j0=exchange, alpha=transfer)
def test_butler_volmer_where_transport_is_no_limit(j0, alpha):
    f_eta = np.linspace(-8, 8, 41)
    expected = j0 * (np.exp((1 - alpha) * f_eta) - np.exp(-alpha * f_eta))
    # What is left of the bound: j0/j_lim e^(0.8 * 8) = 6e-10.
    np.testing.assert_allclose(net(f_eta, j0=j0, j_lim=j0 * 1e12, alpha=alpha), expected, rtol=1e-9)


@given(j0=exchange, alpha=transfer)
def test_small_overpotentials_meet_the_resistance_of_the_exchange_current(j0, alpha):
    h = 1e-6  # the branches bend by h (alpha + j0/j_lim) within it
    assert net([h], j0=j0, alpha=alpha)[0] / h == pytest.approx(j0, rel=3 * h * (1 + j0 / J_LIM))
    assert net([-h], j0=j0, alpha=alpha)[0] / -h == pytest.approx(j0, rel=3 * h * (1 + j0 / J_LIM))


@given(j0=exchange, alpha=transfer)
def test_neither_branch_exceeds_what_transport_brings(j0, alpha):
    for branch in branches(np.linspace(-40, 40, 161), j0=j0, alpha=alpha):
        assert branch.min() >= 0
        assert branch.max() <= J_LIM * (1 + 1e-15)  # round-off


@given(j0=exchange, alpha=transfer)
def test_at_five_volt_transport_is_all_that_limits(j0, alpha):
    f_eta = 5 / 0.0257
    anodic, cathodic = branches([f_eta, -f_eta], j0=j0, alpha=alpha)
    # What is left of the exponential: j_lim/j0 e^(-0.2 * 194) = 1e-12.
    assert anodic[0] == pytest.approx(J_LIM, rel=1e-11)
    assert cathodic[1] == pytest.approx(J_LIM, rel=1e-11)
    assert anodic[1] == cathodic[0] == 0


@given(j0=st.floats(0, 1e6), alpha=transfer)
def test_no_branch_flows_at_the_rest_potential(j0, alpha):
    assert [branch[0] for branch in branches([0.0], j0=j0, alpha=alpha)] == [0, 0]


@given(j0=exchange, alpha=transfer)
def test_more_overpotential_is_more_current(j0, alpha):
    current = net(np.linspace(-15, 15, 121), j0=j0, alpha=alpha)
    assert np.all(np.diff(current) > 0)


@pytest.mark.parametrize("j0", [1e-12, 1.0, 1e4])
def test_fifty_volt_do_not_overflow(j0):
    assert np.all(np.isfinite(net([-50 / 0.0257, 50 / 0.0257], j0=j0)))  # a warning is an error


def test_the_branches_change_places_with_the_sign_and_the_transfer_coefficient():
    f_eta = np.linspace(-5, 5, 21)
    np.testing.assert_array_equal(branches(f_eta, alpha=0.25)[0], branches(-f_eta, alpha=0.75)[1])


def test_presence_is_odd_and_full_well_above_its_scale():
    c = np.array([-1e-3, 0.0, 1e-3, 10.0])
    shares = present(pybamm.Vector(c), 0.5).evaluate().ravel()
    np.testing.assert_allclose(shares[:3], [-2e-3, 0, 2e-3], rtol=2e-6)  # (c/c_n)^3/3
    assert shares[3] == pytest.approx(1, abs=1e-15)


# ---- walls, bare or covered ----

share = st.floats(0, 1)


def on_wall(law, *shares, f_eta):
    law_at = law(*shares, 1.3, J_LIM, 0.4, pybamm.Vector(np.atleast_1d(f_eta)))
    return law_at.evaluate().ravel()


@given(shares=st.lists(share, min_size=3, max_size=3))
def test_a_wall_rests_at_zero_volt_whatever_covers_it(shares):
    assert on_wall(wall_current, *shares, f_eta=0.0) == 0


@given(open_share=share, salt=share)
def test_a_covered_wall_is_metal(open_share, salt):
    f_eta = np.linspace(-5, 5, 21)
    covered, free = (
        on_wall(wall_current, 1, open_share, salt, f_eta=f_eta),
        net(f_eta, j0=1.3, alpha=0.4),
    )
    np.testing.assert_allclose(covered, np.where(f_eta > 0, 1, salt) * free, rtol=1e-14)


@given(open_share=share)
def test_a_bare_wall_is_plated_where_it_is_open_and_never_stripped(open_share):
    f_eta = np.linspace(-5, 5, 21)
    bare = on_wall(wall_current, 0, open_share, 1, f_eta=f_eta)
    plated = -on_wall(lambda *law: bare_branch(*law), f_eta=f_eta)
    np.testing.assert_allclose(bare, np.where(f_eta < 0, open_share * plated, 0), rtol=1e-14)


@given(covered=share, open_share=share, salt=share)
def test_a_wall_is_the_sum_of_its_parts(covered, open_share, salt):
    f_eta = np.linspace(-5, 5, 21)
    parts = [on_wall(wall_current, c, open_share, salt, f_eta=f_eta) for c in (1, 0, covered)]
    expected = covered * parts[0] + (1 - covered) * parts[1]
    np.testing.assert_allclose(parts[2], expected, rtol=1e-12, atol=1e-15)


@given(salt=share)
def test_what_is_used_up_takes_its_branch_along(salt):
    f_eta = np.linspace(0.1, 5, 21)
    assert np.all(on_wall(wall_current, 0, 1, salt, f_eta=f_eta) == 0)  # no metal, no stripping
    assert np.all(on_wall(wall_current, 0.5, 1, 0, f_eta=-f_eta) == 0)  # no salt, no plating


def test_bare_wall_starts_without_a_corner_and_ends_as_any_wall():
    z = np.array([0.0, 1e-6, 0.2, 20.0])
    bare, metal = (
        on_wall(lambda *law, b=branch: b(*law), f_eta=-z)
        for branch in (bare_branch, cathodic_branch)
    )
    assert bare[0] == 0
    assert bare[1] / metal[1] == pytest.approx(0.01, rel=1e-3)  # a hundredth of the slope
    assert bare[2] / metal[2] == pytest.approx(
        0.505, rel=0.02
    )  # (0.2 + 0.002)/(0.2 + 0.2), nearly linear
    assert 0.9 < bare[3] / metal[3] < 1


@given(covered=st.floats(-1, -1e-12), f_eta=st.floats(-20, -1e-6), open_share=st.floats(0, 1))
def test_less_metal_than_none_is_never_stripped_below_0_V(covered, f_eta, open_share):
    """Or the stock that round-off made negative would run away: it plates as a bare wall does."""
    law = (pybamm.Scalar(1.0), pybamm.Scalar(1.0), J_LIM, 0.5, pybamm.Scalar(f_eta))
    current, bare = (
        wall_current(pybamm.Scalar(share), open_share, *law).evaluate() for share in (covered, 0)
    )
    assert current == bare <= 0


@given(covered=st.floats(-1, -1e-12), f_eta=st.floats(1e-6, 20))
def test_less_metal_than_none_is_put_back_above_0_V(covered, f_eta):
    law = (pybamm.Scalar(1.0), pybamm.Scalar(1.0), J_LIM, 0.5, pybamm.Scalar(f_eta))
    assert wall_current(pybamm.Scalar(covered), 1.0, *law).evaluate() < 0
