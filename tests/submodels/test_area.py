"""The wall that metal grows on: equations (1) to (7) of pybamm_miec/submodels/area.py."""

import numpy as np
import pybamm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec.options import HostOptions
from pybamm_miec.submodels.area import (
    FLOOR,
    INITIAL_AREA,
    RELATIVE_AREA,
    open_share,
    reacting_wall,
    wet_wall,
)

EPS_0, EPS_S, R = 0.46, 0.45, 3e-6
# Porosity that a film of thickness d R leaves open: the geometry each law is named after.
FILMS = {
    "overlapping spheres": lambda d: EPS_0 ** ((1 + d) ** 3),
    "overlapping fibres": lambda d: EPS_0 ** ((1 + d) ** 2),
    "cylindrical pores": lambda d: EPS_0 * (1 - d) ** 2,
    "spheres": lambda d: EPS_0 - EPS_S * ((1 + d) ** 3 - 1),
    "constant": lambda d: EPS_0 - 3 * EPS_S * d,
}
each_law = pytest.mark.parametrize("law", FILMS)


def area(law, eps, eps_r=0.0):
    """Area per volume at a porosity [m-1]."""
    e = open_share(pybamm.Scalar(eps), EPS_0, eps_r)
    relative = RELATIVE_AREA[law](e, pybamm.Scalar(EPS_0), pybamm.Scalar(EPS_S))
    return (INITIAL_AREA[law](pybamm.Scalar(EPS_0), EPS_S, R) * relative).evaluate()


def open_shares(eps, eps_r):
    return open_share(pybamm.Vector(eps), EPS_0, eps_r).evaluate().ravel()


def test_every_option_has_its_law():
    assert (
        set(HostOptions.own["host area"]) == set(RELATIVE_AREA) == set(INITIAL_AREA) == set(FILMS)
    )


@each_law
@pytest.mark.parametrize("d", [0.0, 0.03, 0.08])
def test_a_film_takes_its_area_times_its_thickness(law, d):
    """a ddelta = -deps, wherever the pores are open."""
    film, h = FILMS[law], 1e-5
    slope = (film(d + h) - film(d - h)) / (2 * h * R)
    # h^2 d3eps/dd3 is 1e-9; the 1e-9 that keeps ln e defined, over e >= 0.6.
    assert area(law, film(d)) == pytest.approx(-slope, rel=1e-8)


@pytest.mark.parametrize(("eps", "expected"), [(0.3, 0.8736), (0.1, 0.4487), (0.02, 0.1278)])
def test_overlapping_spheres_close_as_an_independent_calculation_says(eps, expected):
    """From the thickness of the film, in another program, to four digits."""
    a_0 = -3 * EPS_0 * np.log(EPS_0) / R
    assert area("overlapping spheres", eps) / a_0 == pytest.approx(expected, abs=6e-5)


@each_law
def test_a_closed_pore_has_no_wall(law):
    # The steepest law, e^(1/2), leaves the root of FLOOR: 3e-5.
    assert 0 < area(law, 0.0, eps_r=0.05) < 1e-4 * area(law, EPS_0, eps_r=0.05)


@pytest.mark.parametrize("law", [law for law in FILMS if law not in ("spheres", "constant")])
def test_the_wall_shrinks_all_the_way(law):
    areas = [area(law, eps, eps_r=0.02) for eps in np.linspace(0.0, EPS_0, 93)]
    assert np.all(np.diff(areas) > 0)


@given(eps_r=st.floats(0, 0.2))
def test_the_open_share_lies_between_none_and_all(eps_r):
    shares = open_shares(np.linspace(-0.1, EPS_0, 200), eps_r)
    assert shares.min() > 0
    assert shares.max() <= 1 + 2 * FLOOR
    assert shares[-1] == pytest.approx(1, abs=2 * FLOOR)


@given(eps_r=st.floats(0, 0.2))
def test_the_open_share_grows_with_the_porosity(eps_r):
    width = 2e-3 * (EPS_0 - eps_r)
    shares = open_shares(np.linspace(eps_r - 10 * width, EPS_0, 200), eps_r)
    assert np.all(np.diff(shares) > 0)


def test_the_open_share_is_the_porosity_above_the_residual_one():
    eps, eps_r = np.array([0.04, 0.2, 0.4]), 0.02
    # The tail at the smallest: w e^(-0.045/w), 3e-13.
    np.testing.assert_allclose(
        open_shares(eps, eps_r), (eps - eps_r) / (EPS_0 - eps_r) + FLOOR, rtol=1e-11
    )


def test_the_open_share_ends_without_an_edge():
    """Slope and curvature seen from both sides of the residual porosity agree."""
    h, eps_r = 1e-6, 0.02
    below, at, above = open_shares(eps_r + h * np.array([-1, 0, 1]), eps_r)
    assert (above - at) / (at - below) == pytest.approx(1, abs=2e-3)  # h/(w (eps_0 - eps_r))
    assert (above - below) / (2 * h) == pytest.approx(0.5 / (EPS_0 - eps_r), rel=1e-5)


@each_law
@given(eps=st.floats(0, EPS_0))
def test_the_wet_wall_is_the_reacting_one_and_a_little(law, eps):
    e = open_share(pybamm.Scalar(eps), EPS_0, 0.02)
    pores = (pybamm.Scalar(EPS_0), pybamm.Scalar(EPS_S), pybamm.Scalar(R))
    reacts, wet = (of(law, e, *pores).evaluate() for of in (reacting_wall, wet_wall))
    a_0 = INITIAL_AREA[law](*pores).evaluate()
    assert reacts == pytest.approx(area(law, eps, eps_r=0.02), rel=1e-14)
    assert wet == pytest.approx(reacts + 0.02 * a_0, rel=1e-14)
