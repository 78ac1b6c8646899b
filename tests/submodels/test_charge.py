"""TerminalCharge: equations (1) and (2) of pybamm_miec/submodels/charge.py."""

import pytest
from alone import Alone, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

charge = st.floats(0, 1e3)


def make(param, host, options):
    return submodels.TerminalCharge(param, host, options=options)


@in_both_places
@given(into=charge, out=charge)
def test_what_went_in_and_what_came_out_are_told_apart(place, into, out):
    """A discharge puts lithium into the host of a half cell, and takes it out of that of a full cell."""
    discharged = out - into if place.full else into - out
    states = {v.Q: place.flat(discharged), v.Q_t: place.flat(into + out)}
    alone = Alone(make, place, states)
    round_off = 1e-15 * (into + out)
    assert alone[v.Q_in] == pytest.approx(into, rel=0, abs=round_off)
    assert alone[v.Q_out] == pytest.approx(out, rel=0, abs=round_off)
