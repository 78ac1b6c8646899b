"""Charge transfer to metal: equations (1) to (6) of pybamm_miec/submodels/kinetics.py."""

import numpy as np
import pybamm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec.submodels.kinetics import (
    anodic_branch,
    cathodic_branch,
    foil_branch,
    metal_current,
    present,
    wall_current,
)

exchange = st.floats(1e-3, 100.0)  # [A.m-2], up to the limiting current
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
    assert net([h], j0=j0, alpha=alpha)[0] / h == pytest.approx(j0, rel=3 * h)
    assert net([-h], j0=j0, alpha=alpha)[0] / -h == pytest.approx(j0, rel=3 * h)


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


@given(shares=st.lists(share, min_size=3, max_size=3), salt=share)
def test_a_wall_rests_at_zero_volt_whatever_covers_it(shares, salt):
    assert on_wall(wall_current, *shares, f_eta=0.0) == 0
    assert on_wall(metal_current, shares[0], salt, f_eta=0.0) == 0


@given(open_share=share, salt=share)
def test_a_covered_wall_is_metal(open_share, salt):
    f_eta = np.linspace(-5, 5, 21)
    covered = on_wall(wall_current, 1, open_share, salt, f_eta=f_eta)
    np.testing.assert_array_equal(covered, on_wall(metal_current, 1, salt, f_eta=f_eta))


@given(open_share=share)
def test_a_bare_wall_is_plated_where_it_is_open_and_never_stripped(open_share):
    f_eta = np.linspace(-5, 5, 21)
    bare = on_wall(wall_current, 0, open_share, 1, f_eta=f_eta)
    plated = net(f_eta, j0=1.3, alpha=0.4)
    np.testing.assert_allclose(bare, np.where(f_eta < 0, open_share * plated, 0), rtol=1e-14)


@given(covered=share, open_share=share, salt=share)
def test_a_wall_is_the_sum_of_its_parts(covered, open_share, salt):
    f_eta = np.linspace(-5, 5, 21)
    parts = [on_wall(wall_current, c, open_share, salt, f_eta=f_eta) for c in (1, 0, covered)]
    expected = covered * parts[0] + (1 - covered) * parts[1]
    np.testing.assert_allclose(parts[2], expected, rtol=1e-12, atol=1e-15)


@given(metal=share, salt=share)
def test_what_is_used_up_takes_its_branch_along(metal, salt):
    f_eta = np.linspace(-5, 5, 21)
    current, free = on_wall(metal_current, metal, salt, f_eta=f_eta), net(f_eta, j0=1.3, alpha=0.4)
    np.testing.assert_allclose(current, np.where(f_eta > 0, metal, salt) * free, rtol=1e-14)


def test_a_foil_starts_without_a_corner():
    """j ~ z^2: nothing at 0 V, no slope there, and the plain branch 5 mV further on."""
    h = 1e-4
    z = np.array([-h, 0.0, h, 10.0])
    current = foil_branch(1.3, J_LIM, 0.5, pybamm.Vector(-z)).evaluate().ravel()
    assert current[0] == current[1] == 0
    assert current[2] == pytest.approx(1.3 * h**2 / 0.2, rel=1e-3)  # h/0.2
    (delayed,) = branches([-9.8], j0=1.3)[1]
    assert current[3] == pytest.approx(delayed, rel=5e-3)  # 0.2^2/10, times alpha
