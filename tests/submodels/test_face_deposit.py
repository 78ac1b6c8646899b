"""FaceDeposit: equations (1) to (7) of pybamm_miec/submodels/face_deposit.py."""

import numpy as np
import pytest
from alone import L_HOST, L_SEPARATOR, PLACES, RT, VALUES, Alone, F, centres, in_both_places, order
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

FOIL = {"lithium metal": "on face", "host sites": "0"}
O_0 = 1e-9
PLENTY = 1.0  # of metal on the face, over q_n = 0.08 [mol.m-2]


def make(param, host, options):
    return submodels.FaceDeposit(param, host, options=options)


def face(
    place,
    phi_s=-0.05,
    q_f=PLENTY,
    y=0.0,
    r_if=0.0,
    phi_e=0.0,
    c_e=1500.0,
    j_f=0.0,
    cells=20,
    **more,
):
    """The law before and behind the face; whatever is not given is uniform."""
    before = {"potential [V]": phi_e, "concentration [mol.m-3]": c_e}
    given = {
        f"Separator electrolyte {what}": place.over(x, "separator") if isinstance(x, float) else x
        for what, x in before.items()
    }
    given |= {v.phi_s: phi_s, v.y: y, v.T: 298.15, v.r_if: place.flat(r_if)}
    given[v.theta_f] = place.flat(0.3)
    return Alone(make, place, given, states={v.q_f: q_f, v.j_f: j_f}, cells=cells, **more)


def current(place, *args, **kwargs):
    """What the law of the face says."""
    (j_f,) = face(place, *args, **kwargs)[v.j_f_law]
    return j_f


def test_the_two_places_are_mirror_images():
    there = []
    for place in PLACES:
        phi_s = 0.01 + 0.03 * place.s / L_HOST
        phi_e = 0.06 - 0.05 * place.before / L_SEPARATOR
        there.append(face(place, phi_s, 0.05, 0.1 + 0.5 * place.s / L_HOST, 1e-6, phi_e, j_f=-7.0))
    for what in (v.eta_f, v.j_f_law, v.i_f):
        np.testing.assert_allclose(*(alone[what] for alone in there), rtol=1e-9)  # round-off of x
    np.testing.assert_allclose(*(alone.rate(v.q_f) for alone in there), rtol=1e-9)


@in_both_places
@given(j_f=st.floats(-200, 200), cells=st.sampled_from([2, 3, 20, 77]))
def test_the_layer_before_the_face_takes_exactly_its_current(place, j_f, cells):
    """On any mesh, however coarse: (7) is a divergence."""
    taken = face(place, j_f=j_f, cells=cells)[v.i_f].sum() * L_SEPARATOR / cells
    assert taken == pytest.approx(j_f, rel=1e-12, abs=1e-14)


@in_both_places
def test_second_order_in_space(place):
    """i_f = j_f e^(-s/l_f) / (l_f (1 - e^(-L_s/l_f))), the derivative of (7)."""
    l_f = VALUES[v.l_f]

    def error(cells):
        decay = np.exp(-centres(L_SEPARATOR, cells) / l_f)
        expected = -7.0 * decay / (l_f * (1 - np.exp(-L_SEPARATOR / l_f)))
        return face(place, j_f=-7.0, cells=cells)[v.i_f] / expected - 1

    assert order(error, (80, 160)) == pytest.approx(2, abs=0.05)


@in_both_places
@given(j_f=st.floats(-200, 200), r_if=st.floats(0, 1e-4))
def test_lithium_put_in_is_lithium_found(place, j_f, r_if):
    (grows,) = face(place, r_if=r_if, j_f=j_f).rate(v.q_f)
    assert F * (grows + r_if) == pytest.approx(-j_f, rel=1e-12, abs=1e-9)


@in_both_places
@given(phi_s=st.floats(-0.3, 0.3), q_f=st.floats(0, 2), y=st.floats(0, 1))
def test_the_current_of_the_face_is_the_one_of_its_law(place, phi_s, q_f, y):
    j_f = current(place, phi_s, q_f, y)
    assert abs(face(place, phi_s, q_f, y, j_f=j_f).residual(v.j_f)) < 1e-15
    assert face(place, phi_s, q_f, y, j_f=j_f + 1).residual(v.j_f) > 0


@in_both_places
@given(eta=st.floats(0.01, 0.3), q_f=st.floats(0, 0.2), y=st.floats(0, 0.2))
def test_of_the_bare_face_only_the_share_without_a_barrier_is_plated(place, eta, q_f, y):
    """What is metal already has none, neither plated nor stripped."""
    for phi_s in (-eta, eta):
        alone = face(place, phi_s, q_f, y, options={"nucleation": "coverage"})
        phi_f, bare = np.tanh(q_f / VALUES[v.q_n]), current(place, phi_s, 0.0, y)
        expected = phi_f * alone[v.j_bf] + (1 - phi_f) * 0.3 * bare
        np.testing.assert_allclose(alone[v.j_f_law], expected, rtol=1e-12)  # round-off


@in_both_places
@given(phi_s=st.floats(-0.3, 0.3), q_f=st.floats(0, 2), y=st.floats(0, 1))
def test_the_current_on_metal_is_that_of_a_face_that_is_all_metal(place, phi_s, q_f, y):
    """However much there is: tanh(2/0.08) is 1."""
    for options in ({}, {"nucleation": "coverage"}):
        on_metal = face(place, phi_s, q_f, y, options=options)[v.j_bf]
        np.testing.assert_allclose(on_metal, current(place, phi_s, 2.0), rtol=1e-12)


@in_both_places
@given(phi_s=st.floats(-0.3, -0.01), q_f=st.floats(0, 0.1))
def test_a_foil_has_no_pores_to_wait_for(place, phi_s, q_f):
    foil = current(place, phi_s, q_f, y=1.0, options=FOIL)
    assert foil == pytest.approx(current(place, phi_s, q_f, y=0.0), rel=1e-12)  # round-off


@in_both_places
@given(rise=st.floats(0.01, 0.1), cells=st.sampled_from([3, 5, 20]))
def test_the_face_sees_the_liquid_that_it_takes_its_ions_from(place, rise, cells):
    """With the weight of what it takes: j_f eta_f is the work done on the ions, cell by cell of any mesh."""
    phi_e = 0.02 + rise * (place.before / L_SEPARATOR) ** 2
    alone = face(place, 0.01 + 0.03 * place.s / L_HOST, phi_e=phi_e, j_f=-7.0, cells=cells)
    depth = centres(L_SEPARATOR, cells) / L_SEPARATOR
    seen = alone[v.i_f] @ (0.02 + rise * depth**2) * L_SEPARATOR / cells / -7.0
    # phi_s at the face: a linear profile is extrapolated without error
    assert alone[v.eta_f][0] == pytest.approx(0.01 - seen, rel=1e-9, abs=1e-12)


@in_both_places
def test_the_face_sees_the_salt_that_it_takes_its_ions_from(place):
    """As an exchange current shows that is c_e: of s, it sees l_f - L_s/(e^(L_s/l_f) - 1)."""
    laws = {v.j0_f: lambda c_e, c_m, T: c_e * 1e-3 + 0 * c_m * T}
    ratio = L_SEPARATOR / VALUES[v.l_f]
    seen = 500 + 900 * (1 / ratio - 1 / (np.exp(ratio) - 1))
    c_e = 500 + 900 * place.before / L_SEPARATOR
    graded = current(place, -1e-6, c_e=c_e, values=laws, cells=300)
    # midpoints: (h/l_f)^2/24
    assert graded == pytest.approx(current(place, -1e-6, c_e=seen, values=laws), rel=2e-5)


@in_both_places
@given(phi_s=st.floats(-0.5, -1e-3))
def test_the_face_is_closed_while_the_pores_are_open(place, phi_s):
    """By the opening of (6), 1e-9, and e^(-1/w_f) = 2e-9 of what a face over closed pores would take."""
    over_open, over_closed = (current(place, phi_s, 0.0, y) for y in (1.0, 0.0))
    assert over_open / over_closed == pytest.approx(
        O_0 + (1 - O_0) * np.exp(-1 / VALUES[v.w_f]), rel=1e-9
    )  # round-off


@in_both_places
@pytest.mark.parametrize(("q_f", "y"), [(PLENTY, 0.0), (PLENTY, 1.0)])
def test_metal_on_the_face_opens_it(place, q_f, y):
    """Linear kinetics per area of the cell: j_f = j0_f F eta/RT."""
    expected = -VALUES[v.j0_f] * F / RT * 1e-6
    assert current(place, -1e-6, q_f, y) == pytest.approx(expected, rel=1e-4)  # F eta/RT


@in_both_places
@given(y=st.floats(0, 1), q_f=st.floats(0, 0.3))
def test_a_face_is_open_where_a_mouth_is_closed_or_metal_stands(place, y, q_f):
    """The share phi_f as metal does, of the rest the share o as bare wall does."""
    o = O_0 + (1 - O_0) * np.exp(-y / VALUES[v.w_f])
    phi_f = np.tanh(q_f / VALUES[v.q_n])
    metal, bare = current(place, -0.05), current(place, -0.05, 0.0, 0.0)
    expected = phi_f * metal + (1 - phi_f) * o * bare
    assert current(place, -0.05, q_f, y) == pytest.approx(expected, rel=1e-9)  # tanh(12.5): 3e-11


@in_both_places
@given(q_f=st.floats(-1e-3, 2), y=st.floats(0, 1))
def test_metal_on_the_face_rests_at_zero_volt(place, q_f, y):
    assert current(place, 0.0, q_f, y) == 0


@in_both_places
@given(y=st.floats(0, 1))
def test_a_bare_face_is_not_stripped(place, y):
    assert current(place, 1.0, 0.0, y) == 0


@in_both_places
def test_without_salt_nothing_is_plated(place):
    assert current(place, -0.5, c_e=0.0) == 0


@in_both_places
def test_metal_that_roundoff_made_negative_is_put_back(place):
    assert current(place, 0.5, -1e-6) < 0


@in_both_places
def test_the_law_of_the_user_sees_solid_metal(place):
    """No concentration of metal on a face: one molar volume, full."""
    laws = {v.j0_f: lambda c_e, c_m, T: c_m * 1e-5 + 0 * c_e * T}
    assert current(place, -1e-6, values=laws) == pytest.approx(
        -1e-5 / 1.3e-5 * F / RT * 1e-6, rel=1e-4
    )  # F eta/RT


@in_both_places
def test_the_metal_starts_as_the_user_says(place):
    given = {v.phi_s: 0, v.y: 1, v.T: 298.15, v.r_if: place.flat(0)} | {
        f"Separator electrolyte {what}": place.over(1.0, "separator")
        for what in ("potential [V]", "concentration [mol.m-3]")
    }
    assert Alone(make, place, given, values={v.q_f0: 0.3})[v.q_f] == pytest.approx(0.3)
