"""Electrolyte stock: equations (1) to (5) of pybamm_miec/submodels/electrolyte_stock.py."""

import numpy as np
import pybamm
import pytest
from alone import L_HOST, L_OTHER, L_SEPARATOR, PLACES, VALUES, Alone, F, in_both_places
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.electrolyte_stock import DRY, WIDTH

V_EL = VALUES[v.v_el]
STOCK = {"electrolyte stock": "consumed"}
FIRST, ON_METAL = {"first film": "on walls"}, {"metal film": "on fresh metal"}
SEI = {"SEI": "ec reaction limited"}
rates = st.floats(0, 1e6)


def make(param, host, options):
    return submodels.ElectrolyteStock(param, host, options=options)


def stock(place, options=FIRST, states=None, values=None, **given):
    """With `i_e`, `i_sei`, `i_crack` and `r_s` over the host, `r_sf` on its face, or none."""
    read = {getattr(v, name): 0.0 for name in ("i_e", "i_sei", "i_crack", "r_s")}
    read[v.r_sf] = place.flat(given.pop("r_sf", 0.0))
    read |= {getattr(v, name): x for name, x in given.items()}
    sei = {"SEI": ("ec reaction limited", "none")} if place.full and "SEI" in options else {}
    return Alone(make, place, read, states, values, {**STOCK, **options, **sei})


def pores(place):
    """Of the cell as made, per area [m]."""
    room = L_HOST * VALUES[v.eps_0] + L_SEPARATOR * VALUES["Separator porosity"]
    return room + (L_OTHER * VALUES["{Other} electrode porosity"] if place.full else 0)


def wetted(place, ratio):
    return stock(place, states={v.V_e: ratio * pores(place)})[v.omega].item()


# ---- what is used up ----


@in_both_places
@given(i=rates, r=st.floats(0, 1), r_f=st.floats(0, 1e-3))
def test_each_film_takes_its_electrolyte(place, i, r, r_f):
    """v_el for each lithium, of whatever the option says there is; the other film is not there."""
    of_walls = stock(place, FIRST, i_e=-i, r_s=r, r_sf=r_f).rate(v.V_e)
    assert of_walls == pytest.approx(-V_EL * i / F * L_HOST, rel=1e-13)
    of_metal = stock(place, ON_METAL, i_e=-i, r_s=r, r_sf=r_f).rate(v.V_e)
    assert of_metal == pytest.approx(-V_EL * (r * L_HOST + r_f), rel=1e-13)
    both = stock(place, {**FIRST, **ON_METAL}, i_e=-i, r_s=r, r_sf=r_f).rate(v.V_e)
    assert both == pytest.approx(of_walls + of_metal, rel=1e-13)


@in_both_places
@pytest.mark.parametrize(
    ("metal", "takes"),
    [("in pores", (1, 0)), ("on face", (0, 1)), ("in pores and on face", (1, 1))],
)
def test_film_on_metal_is_where_metal_is(place, metal, takes):
    there = {**ON_METAL, "lithium metal": metal}
    rate = stock(place, there, r_s=0.2, r_sf=3e-6).rate(v.V_e)
    assert rate == pytest.approx(-V_EL * (takes[0] * 0.2 * L_HOST + takes[1] * 3e-6), rel=1e-13)


@in_both_places
def test_sei_of_pybamms_takes_its_electrolyte_on_grains_and_in_cracks(place):
    rate = stock(place, SEI, i_sei=-7e3, i_crack=-2e3, i_e=-1e5).rate(v.V_e)
    assert rate == pytest.approx(-V_EL * 9e3 / F * L_HOST, rel=1e-13)


def test_what_is_used_up_is_the_integral_over_the_depth():
    """The same in both places, from a profile; by the midpoint rule, as PyBaMM integrates."""
    d = (np.arange(20) + 0.5) / 20
    for place in PLACES:
        rate = stock(place, i_e=-1e5 * (place.s / L_HOST) ** 2).rate(v.V_e)
        # round-off of x
        assert rate == pytest.approx(-V_EL * 1e5 * np.mean(d**2) * L_HOST / F, rel=1e-9)


@in_both_places
@given(V_e0=st.floats(1e-6, 1e-2))
def test_it_starts_with_what_was_filled_in(place, V_e0):
    assert stock(place, values={v.V_e0: V_e0})[v.V_e] == pytest.approx(V_e0, rel=1e-14)


@in_both_places
@given(i=st.floats(1, 1e4))
def test_what_is_gone_is_what_is_in_the_film(place, i):
    """At a constant rate; to the integrator's 1e-10."""
    gone = VALUES[v.V_e0] - stock(place, i_e=-i).run(10.0)[v.V_e]
    assert gone == pytest.approx(V_EL * i / F * L_HOST * 10.0, rel=1e-7)


# ---- what is wet ----


@in_both_places
@pytest.mark.parametrize(
    ("ratio", "omega", "error"),
    [
        (10.0, 1.0, 0.0),
        (1.2, 1.0, 3e-11),
        (1.0, 1 - WIDTH * np.log(2), 1e-12),
        (0.8, 0.8, 3e-11),
        (0.3, 0.3, 1e-12),
    ],
)
def test_as_much_is_wet_as_there_is_electrolyte_to_fill(place, ratio, omega, error):
    assert wetted(place, ratio) == pytest.approx(omega, abs=error, rel=0)


@in_both_places
def test_the_wetted_share_is_smooth_and_never_more_than_one(place):
    ratios = np.linspace(0.9, 1.1, 201)
    shares = np.array([wetted(place, ratio) for ratio in ratios])
    slopes = np.diff(shares) / np.diff(ratios)
    assert np.all(shares <= 1)
    assert np.all((slopes > 0) & (slopes < 1))
    # a slope of the switch e^(z/w)/(1 + e^(z/w))^2/w is at most 1/(4 w)
    assert np.all(np.abs(np.diff(slopes)) < 1e-3 / (4 * WIDTH))


@in_both_places
@pytest.mark.parametrize("ratio", [0.04, 0.06, 2.0])
def test_a_run_ends_when_a_twentieth_is_wet(place, ratio):
    alone = stock(place, states={v.V_e: ratio * pores(place)})
    alone.submodel.add_events_from(alone.model.variables)
    (event,) = alone.submodel.events
    assert event.name == "Electrolyte has dried out"
    assert alone.of(event.expression) == pytest.approx(min(ratio, 1) - DRY, abs=1e-12)


# ---- a submodel of which some is only where it is wet ----


class Half(pybamm.BaseSubModel):
    """Sets what it knows at once, and what it finds."""

    def get_fundamental_variables(self):
        return {"wall": pybamm.Scalar(5), "state": pybamm.Variable("state")}

    def get_coupled_variables(self, variables):
        variables["wall twice"] = 2 * variables["wall"]
        variables["depth"] = variables["x"] + 1
        return variables

    def set_rhs(self, variables):
        self.rhs[variables["state"]] = variables["wall twice"]


def half_wet(place):
    return submodels.Wetted(Half(None, None), place.at, "wall")


@in_both_places
def test_only_what_is_named_is_of_the_wet_share(place):
    law = half_wet(place)
    known = law.get_fundamental_variables()
    assert set(known) == {"state"}
    around = {**known, "x": pybamm.Scalar(3), place.key(v.omega): pybamm.Scalar(0.5)}
    found = law.get_coupled_variables(around)
    assert {name: x.value for name, x in found.items()} == {
        "wall": 2.5,
        "wall twice": 5,  # of a whole wall, times the share
        "depth": 4,
    }
    law.set_rhs({**around, **found})
    assert law.rhs[known["state"]].value == 5


def test_a_wet_submodel_waits_for_the_share():
    law = half_wet(PLACES[0])
    with pytest.raises(KeyError, match="Wetted share of cell"):
        law.get_coupled_variables({**law.get_fundamental_variables(), "x": pybamm.Scalar(3)})
