"""Ions that move through the frame beside the liquid: a ladder of three rails, and what it becomes.

Metal on the walls, lithium in the grains and a double layer connect the rails, all of them linear.
"""

from functools import cache

import numpy as np
import pytest
from cells import AT, HALF, F, R
from limits.rails import (
    C_MAX,
    EPS_S,
    J0_H,
    T,
    between,
    host_values,
    impedance,
    ladder,
    of_solid,
    rails,
    spectrum,
)

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

OPTIONS = {
    **HALF,
    "host sites": "3",
    "lithium metal": "in pores",
    "ion path": "liquid and frame",
    "surface form": "differential",
}
AT_REST = 1e-6  # Hz, where the grains have long followed: they do at 0.5 Hz
DECADES = np.logspace(-4, 2, 13)  # six, across that
SIGMA_OF_FRAME = 0.7


def frame_values(kappa_h, j0_h):
    """A frame at the potential of metal, whose grains hold little and can take little."""
    return host_values(
        0.2,
        SIGMA_OF_FRAME,
        changes={
            AT.key(v.kappa_h): kappa_h,
            J0_H: j0_h,
            "Initial voltage in positive electrode [V]": 0.0,
        },
    )


def of_ions(values):
    """Effective conductivity of the frame for ions [S.m-1]."""
    return values[AT.key(v.kappa_h)] * of_solid(values)


def exchange(values):
    """Admittance of the walls of the grains [S.m-3]."""
    return 3 * values[EPS_S] / values[AT.key(v.R)] * F * values[J0_H] / (R * T)


def chemical_capacity(values):
    """What lithium in the grains stores per volt, F eps_s |dc/dU| at 0 V [F.m-3]."""
    slope = 0.0
    for k in range(3):
        site = f"Positive electrode host site {{}} ({k})"
        w = values[site.format("ideality factor")]
        z = -F / (R * T) * values[f"{site.format('standard potential')} [V]"] / w
        taken = 1 / (1 + np.exp(z))
        share = values[site.format("occupancy fraction")]
        slope += share * F / (R * T * w) * taken * (1 - taken)
    return F * values[EPS_S] * values[C_MAX] * slope


@cache
def found(kappa_h, j0_h, points=80, frequencies=tuple(DECADES)):
    model, values = miec.DFN(OPTIONS), frame_values(kappa_h, j0_h)
    return spectrum(model, values, np.array(frequencies), points)


def of_ladder(values, frequencies):
    kappa, sigma, L = rails(values)
    reacts, stores = exchange(values), 2j * np.pi * frequencies * chemical_capacity(values)
    return np.array(
        [
            ladder(kappa, of_ions(values), sigma, L, wall, reacts, grains)
            for wall, grains in zip(between(values, frequencies), stores, strict=True)
        ]
    )


def of_two_rails(values, *, ions=0.0, electrons=0.0, frequencies=DECADES, grains=0.0):
    """With `ions` beside those of the liquid, `electrons` beside the frame's, and `grains` on the walls."""
    kappa, sigma, L = rails(values)
    return impedance(kappa + ions, sigma + electrons, L, between(values, frequencies) + grains)


def off(found, expected):
    return np.max(np.abs(found / expected - 1))


@pytest.mark.parametrize("j0_h", [1e-14, 0.1, 10.0, 1e3])
def test_three_rails_are_a_ladder(j0_h):
    """|Z| to 1e-3 over six decades, whether the grains exchange nothing or everything."""
    points = 160 if j0_h > 100 else 80  # 1e3 A.m-2 exchange over 1 um
    assert off(found(0.1, j0_h, points), of_ladder(frame_values(0.1, j0_h), DECADES)) < 1e-3


@pytest.mark.parametrize("j0_h", [0.1, 10.0])
def test_second_order_in_space(j0_h):
    expected = of_ladder(frame_values(0.1, j0_h), DECADES)
    coarse, fine = (np.abs(found(0.1, j0_h, points) / expected - 1) for points in (40, 80))
    assert np.log2(coarse / fine) == pytest.approx(np.full(13, 2.0), abs=0.1)  # as two rails


# ---- no ions in the frame ----


def test_a_frame_that_conducts_no_ions_leaves_two_rails():
    """The grains are then on the walls, behind their own reaction."""
    values = frame_values(1e-9, 10.0)
    stores = 2j * np.pi * DECADES * chemical_capacity(values)
    grains = 1 / (1 / exchange(values) + 1 / stores)
    assert off(found(1e-9, 10.0), of_two_rails(values, grains=grains)) < 1e-3  # the mesh's


def test_what_ions_in_the_frame_do_goes_with_their_conductivity():
    without = found(0.0, 10.0, frequencies=(AT_REST,))
    little, more = (np.abs(found(k, 10.0, frequencies=(AT_REST,)) - without) for k in (1e-6, 1e-5))
    assert more / little == pytest.approx(10, rel=1e-2)  # second order in 1e-5/0.2


# ---- fast exchange ----


@cache
def missing(j0_h, points=320):
    """What is left, at rest, above two rails in which frame and liquid conduct ions as one."""
    values = frame_values(0.1, j0_h)
    together = of_two_rails(values, ions=of_ions(values), frequencies=np.array([AT_REST]))
    return (found(0.1, j0_h, points, (AT_REST,)) / together - 1)[0].real


def test_frame_and_liquid_conduct_as_one_when_they_exchange_fast():
    """Towards kappa + kappa_h, from above."""
    assert missing(1e-14, 40) > 0.15  # without the frame's ions the host has this much more
    assert 0 < missing(1e4) < missing(1e3) < 0.02


def test_the_way_into_the_frame_closes_with_the_root_of_the_exchange():
    """Ions enter over (g (1/kappa + 1/kappa_h))^(-1/2), which is what the limit is missed by."""
    order = np.log10(missing(1e3) / missing(1e4))
    # 0.05: with 1e3 A.m-2 they enter over 1.2 of the 47.5 um, and the next order is 4 % of this one
    assert order == pytest.approx(0.5, abs=0.05)


def test_the_way_into_the_frame_costs_its_own_length():
    """kappa_h/(kappa (kappa + kappa_h)) (g (1/kappa + 1/kappa_h))^(-1/2), in a thick host."""
    values = frame_values(0.1, 1e4)
    kappa, _, _ = rails(values)
    kappa_h = of_ions(values)
    depth = 1 / np.sqrt(exchange(values) * (1 / kappa + 1 / kappa_h))
    expected = kappa_h / (kappa * (kappa + kappa_h)) * depth
    together = of_two_rails(values, ions=kappa_h, frequencies=np.array([AT_REST]))[0].real
    # 3 %: the depth is 0.4 um, three cells of the mesh, which is 2 % of it; the next order is 1 %
    assert missing(1e4) * together == pytest.approx(expected, rel=0.03)


# ---- slow exchange ----


def test_ions_that_cannot_leave_the_frame_do_not_conduct():
    """At rest: with no way in, the liquid conducts alone."""
    values = frame_values(0.1, 1e-14)
    alone = of_two_rails(values, frequencies=np.array([AT_REST]))
    assert off(found(0.1, 1e-14, frequencies=(AT_REST,)), alone) < 1e-4  # 5e-5 is the mesh's


def test_ions_that_cannot_leave_the_frame_move_with_its_electrons_at_high_frequency():
    """At 1 kHz lithium hardly moves the potential of the grains: both carriers see one field."""
    values, fast = frame_values(0.1, 1e-14), np.array([1e3])
    together = of_two_rails(values, electrons=of_ions(values), frequencies=fast)
    found_there = found(0.1, 1e-14, frequencies=(1e3,))
    # 2e-3: at either end the carriers need 0.6 of the 47.5 um to share the current, which adds 1e-3
    assert off(found_there, together) < 2e-3
    assert off(found_there, of_two_rails(values, frequencies=fast)) > 2e-2  # and it shows
