"""The current onto the grains in one direction: equation (1) of pybamm_miec/submodels/grains.py."""

import numpy as np
import pybamm
import pytest
from alone import A_S, L_HOST, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.grains import one_way

HALF_A_MILLIONTH = 5e-7
I = 0.5 / L_HOST  # about the typical current of the cell, over the host [A.m-3]


class OneWay(pybamm.BaseSubModel):
    """Says what it sees of a current."""

    def get_coupled_variables(self, variables):
        return {"seen": one_way(self.options, self.param, variables["i"])}


def seen(place, i):
    return Alone(lambda param, host, of: OneWay(param, host, options=of), place, {"i": i})["seen"]


@in_both_places
@given(i=st.floats(1e-6, 1e3))
def test_what_goes_the_one_way_is_seen_as_it_is(place, i):
    np.testing.assert_array_equal(seen(place, i * I), i * I)


@in_both_places
@given(i=st.floats(1e-6, 1e3))
def test_of_what_goes_the_other_way_half_a_millionth_or_less_is_seen(place, i):
    """And less than nothing never; all of the half where the current is small."""
    share = seen(place, -i * I) / (i * I)
    assert np.all((share > 0) & (share < HALF_A_MILLIONTH))
    np.testing.assert_allclose(seen(place, -1e-6 * I) / (1e-6 * I), HALF_A_MILLIONTH, rtol=1e-5)


@in_both_places
def test_at_rest_nothing_is_seen(place):
    assert not np.any(seen(place, 0.0))


# ---- laws that follow it ----

LAWS = {
    "trapping": (submodels.Trapping, {"trapping": "in sites"}, v.c_t),
    "activation": (submodels.Activation, {"activation": "by emptying"}, v.u),
    "hysteresis, emptied": (submodels.Hysteresis, {"host hysteresis": "one state"}, v.h),
    "hysteresis, filled": (submodels.Hysteresis, {"host hysteresis": "one state"}, v.h),
}
AT = {"hysteresis, emptied": 1.0, "hysteresis, filled": -1.0}  # on a branch


@in_both_places
@pytest.mark.parametrize("direction", [-1.0, 1.0])
@pytest.mark.parametrize("which", LAWS)
def test_a_law_depends_on_the_current_whichever_way_it_goes(place, which, direction):
    """Or an entry of the Jacobian that the sparse solver may have for a pivot is zero."""
    law, options, state = LAWS[which]

    def rate(j_h):
        given = {v.a_s: A_S, v.j_h: j_h, v.U_s: 1.5, v.T: 298.15, v.x_surf: 0.4}
        given[v.x_bulk] = place.flat(0.4)
        start = {state: AT[which]} if which in AT else {}
        make = lambda param, host, of: law(param, host, options=of)  # noqa: E731
        return Alone(make, place, given, start, options=options).rate(state)

    j = direction * I / A_S
    slope = (rate(1.01 * j) - rate(j)) / (0.01 * abs(j) * A_S / F)
    assert np.all(np.abs(slope) > 1e-12)
