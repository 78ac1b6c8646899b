"""Pores that fill: how much they hold, when they are full, and the wall that is left."""

from functools import cache

import numpy as np
import pytest
from cells import (
    AT,
    C_M,
    HALF,
    J0_M,
    MAH_PER_CM2,
    ONLY_METAL,
    F,
    at_current,
    at_end,
    full_pores,
    half_cell,
    only_metal,
    over,
)

import pybamm_miec as miec
from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.area import EDGE_WIDTH

V_LI = 1.3e-5
I = 10.0  # A.m-2
EPS_0, EPS_R, EPS_S = 0.46, 0.02, 0.45
L = half_cell()[AT.key(v.L)]
EVEN = {  # rails that conduct well, and slow walls: the metal is spread evenly
    "Electrolyte conductivity [S.m-1]": 1e4,
    "Positive electrode conductivity [S.m-1]": 1e4,
    AT.key(v.c_m0): 0.0,
    J0_M: 1.0,
}
TIGHT = (1e-8, 1e-10)
LAWS = miec.HostOptions.own["host area"]

with_each_law = pytest.mark.parametrize("law", LAWS)


@cache
def filling(law):
    """Plate into the pores until 0.95 of the room in them is taken."""
    values = only_metal(EVEN)
    model = miec.DFN({**ONLY_METAL, "host area": law})
    seconds = 0.95 * full_pores(values) * F / I
    return values, at_current(model, values, I, seconds, tolerances=TIGHT, points=40)


@cache
def overfilling():
    """Plate half as much again as the pores hold, with the face open."""
    values = only_metal(EVEN)
    model = miec.DFN({**ONLY_METAL, "lithium metal": "in pores and on face"})
    seconds = 1.5 * full_pores(values) * F / I
    return values, at_current(model, values, I, seconds, tolerances=TIGHT, points=40)


def relative_error(found, expected):
    return np.max(np.abs(found / expected - 1))


# ---- how much ----


def test_the_pores_of_the_set_hold_four_milliampere_hours():
    """q_max = eps_0 L F / V, 4.505 mA.h.cm-2, less the residual porosity: 4.309, a little more than four."""
    values = only_metal()
    # half of the last digit
    assert full_pores(values) / MAH_PER_CM2 == pytest.approx(4.309, abs=5e-4)


@with_each_law
def test_even_metal_takes_its_volume_from_the_pores(law):
    """eps = eps_0 - V I t / (F L)."""
    _, solution = filling(law)
    expected = EPS_0 - V_LI * I * solution.t / (F * L)
    # 1e-3: the rails' resistance makes the deposit uneven by nu^2, 1e-4
    assert relative_error(over(solution, AT.key(v.eps)), expected) < 1e-3


@with_each_law
def test_the_liquid_conducts_as_its_share_to_the_power_of_bruggeman(law):
    _, solution = filling(law)
    expected = (EPS_0 - V_LI * I * solution.t / (F * L)) ** 1.5
    found = over(solution, "Positive electrolyte transport efficiency")
    assert relative_error(found, expected) < 1.5e-3  # 3/2 of the porosity's


def test_the_frame_conducts_as_it_was_made():
    _, solution = filling("overlapping spheres")
    found = over(solution, "Positive electrode effective conductivity")
    assert relative_error(found, 1e4 * (1 - EPS_0) ** 1.5) < 1e-12


def test_pores_are_full_when_the_charge_of_their_volume_has_passed():
    """What the pores hold after 1.5 times that charge; t_full = (eps_0 - eps_r) F L / (V I)."""
    values, solution = overfilling()
    in_pores = at_end(solution, AT.key(v.n_m)) / at_end(solution, "Electrode area [m2]")
    # the edge of the last pores is EDGE_WIDTH wide, and is filled some widths further
    assert in_pores == pytest.approx(full_pores(values), rel=10 * EDGE_WIDTH)


def test_the_face_takes_what_the_pores_cannot():
    values, solution = overfilling()
    late = solution.t > 1.2 * full_pores(values) * F / I
    per_area = I * solution.t[late] / F
    on_face = over(solution, AT.key(v.q_f))[late]
    in_pores = over(solution, AT.key(v.n_m))[late] / at_end(solution, "Electrode area [m2]")
    assert relative_error(on_face + in_pores, per_area) < 1e-10  # round-off
    slope = np.diff(on_face) / np.diff(per_area)
    assert np.all(slope > 0.95)  # and the pores next to nothing
    assert np.all(slope < 1 + 1e-9)


def test_the_face_stays_bare_while_the_pores_are_open():
    values, solution = overfilling()
    early = solution.t < 0.5 * full_pores(values) * F / I
    assert np.max(over(solution, AT.key(v.n_f))[early]) < 1e-3 * at_end(solution, AT.key(v.n_m))


# ---- the wall that is left ----


def film(law, e, values):
    """Thickness of an even film that leaves the share `e` of the pores open, from geometry [m]."""
    R_p = values[AT.key(v.R)]
    eps = e * EPS_0
    return {
        "overlapping spheres": lambda: R_p * ((np.log(eps) / np.log(EPS_0)) ** (1 / 3) - 1),
        "overlapping fibres": lambda: R_p * ((np.log(eps) / np.log(EPS_0)) ** (1 / 2) - 1),
        "cylindrical pores": lambda: R_p * (1 - np.sqrt(e)),
        "spheres": lambda: R_p * ((1 + (1 - e) * EPS_0 / EPS_S) ** (1 / 3) - 1),
        "constant": lambda: (1 - e) * EPS_0 * R_p / (3 * EPS_S),
    }[law]()


@with_each_law
def test_the_wall_is_that_of_a_film_over_the_run(law):
    """a = -d eps / d delta, with delta(eps) of each law from geometry, not from its area.

    Compared where less than 90 % is filled: beyond, (4) and (5) fade out of a closed pore.
    """
    values, solution = filling(law)
    eps = over(solution, AT.key(v.eps))[20]
    e = (eps - EPS_R) / (EPS_0 - EPS_R)
    step = 1e-5
    growth = film(law, e - step, values) - film(law, e + step, values)
    expected = 2 * step * EPS_0 / growth
    open_pores = e > 0.1
    found = over(solution, AT.key(v.a_m))[20]
    assert relative_error(found[open_pores], expected[open_pores]) < 1e-3


@with_each_law
def test_the_wall_is_gone_when_the_pores_are_full(law):
    values = only_metal(EVEN)
    model = miec.DFN({**ONLY_METAL, "lithium metal": "in pores and on face", "host area": law})
    seconds = 1.1 * full_pores(values) * F / I
    solution = at_current(model, values, I, seconds, points=20)
    wall = over(solution, AT.key(v.a_m))
    assert np.max(wall[:, -1]) < 0.05 * wall[0, 0]


def test_a_deposit_of_metal_stays_the_same_lithium():
    """c_m, per volume of electrode, is what its own balance says: I t / (F L)."""
    _, solution = filling("overlapping spheres")
    mean = over(solution, C_M).mean(axis=0)
    assert np.allclose(mean, I * solution.t / (F * L), rtol=1e-10, atol=1e-7)  # round-off


def test_half_cell_is_the_placement_of_these_tests():
    assert miec.DFN(HALF).options.host == AT
