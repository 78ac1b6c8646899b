"""DisplacedElectrolyte: equations (1) to (4) of pybamm_miec/submodels/electrolyte.py."""

import numpy as np
import pybamm
import pytest
from alone import L_HOST, L_OTHER, L_SEPARATOR, PLACES, VALUES, Alone, F, in_both_places, order
from hypothesis import given
from hypothesis import strategies as st

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v

C_0, EPS_0, EPS_S, EPS_O = 1500.0, VALUES[v.eps_0], 0.6, 0.3
AREA, B, D, T_PLUS = 6e-4, 0.4, 2e-10, 0.35
C_E, N_E, SALT = (
    "Electrolyte concentration [mol.m-3]",
    "Electrolyte flux [mol.m-2.s-1]",
    "Cell salt with displaced [mol.m-3]",
)
UNEVEN = {  # so that a property taken at the wrong place shows
    "Electrolyte diffusivity [m2.s-1]": lambda c_e, T: D * (c_e / C_0) ** 2 + 0 * T,
    "Cation transference number": lambda c_e, T: T_PLUS * C_0 / c_e + 0 * T,
}


def make(param, host, options):
    del host
    return submodels.DisplacedElectrolyte(param, options)


def layers(place, eps_h):
    """Domain, ends and porosity of what the electrolyte fills, from left to right."""
    host = (f"{place.host} electrode", place.start, L_HOST, eps_h)
    separator = ("separator", place.separator, L_SEPARATOR, EPS_S)
    other = (f"{place.other} electrode", L_HOST + L_SEPARATOR, L_OTHER, EPS_O)
    ordered = (host, separator, other) if place.full else (separator, host)
    return [(domain, left, left + length, eps) for domain, left, length, eps in ordered]


def over_all(place, function, on=pybamm.SpatialVariable):
    """A function of x over all that the electrolyte fills; on="edges" for a flux."""
    domains = [layer[0] for layer in layers(place, 0)]
    return function(on("x", domains, auxiliary_domains={"secondary": "current collector"}))


def flux_over_all(place, function):
    return over_all(place, function, pybamm.SpatialVariableEdge)


def electrolyte(place, eps_h, i_e, i_cc=0.0, c_e=None, values=None, cells=20):
    """Pores of the host open to eps_h, a current i_e(x); c_e(x) to begin with."""
    eps = {
        f"{domain.capitalize()} porosity": place.over(1.0, domain) * eps
        for domain, _, _, eps in layers(place, eps_h)
    }
    given = eps | {
        "Porosity": pybamm.concatenation(*eps.values()),
        "Electrolyte transport efficiency": over_all(place, lambda x: B + 0 * x),
        "Electrolyte current density [A.m-2]": flux_over_all(place, i_e),
        "Current collector current density [A.m-2]": place.flat(i_cc),
        "Volume-averaged velocity [m.s-1]": flux_over_all(place, lambda x: 0 * x),
        "Cell temperature [K]": over_all(place, lambda x: 298.15 + 0 * x),
    }
    values = values or {
        "Electrolyte diffusivity [m2.s-1]": D,
        "Cation transference number": T_PLUS,
    }
    values = values | {"{Other} electrode porosity": EPS_O}
    states = None if c_e is None else {SALT: salt(place, eps_h, c_e)}
    return Alone(make, place, given, states, values, cells=cells)


def salt(place, eps_h, c_e):
    """Equation (1)."""
    parts = []
    for domain, _, _, eps in layers(place, eps_h):
        eps_0 = EPS_0 if domain.startswith(place.host) else eps
        parts.append(eps * c_e(place.x(domain)) + C_0 * (eps_0 - eps))
    return pybamm.concatenation(*parts)


def by_width(place, rates, cells=20):
    """Integral of cell values over the electrolyte."""
    parts = np.split(rates, len(layers(place, 0)))
    widths = [(right - left) / cells for _, left, right, _ in layers(place, 0)]
    return sum(part.sum() * width for part, width in zip(parts, widths, strict=True))


class Manufactured:
    """c_e = c_0 + A t (f - m) solves (1) to (4), for the current of this class.

    f is cos(pi z) between two collectors and sin(pi z/2) from lithium to a collector, with z over the
    length of the electrolyte: no salt leaves at the ends.  The host's pores close, eps = eps_0 - r t, and
    m keeps the salt, int eps (f - m) dx = 0.  Then from (3) and (4)

        (1 - t+) i_e/F = d/dt int_0^x eps (c_e - c_0) dx - B D dc_e/dx
    """

    A, CLOSING = 5.0, 2e-3  # [mol.m-3.s-1], [s-1]

    def __init__(self, place):
        self.full, self.layers = place.full, layers(place, EPS_0 - self.CLOSING * pybamm.t)
        self.left, right = self.layers[0][1], self.layers[-1][2]
        self.k = (np.pi if place.full else np.pi / 2) / (right - self.left)

    def f(self, x):
        z = self.k * (x - self.left)
        return np.cos(z) if self.full else np.sin(z)

    def slope(self, x):
        z = self.k * (x - self.left)
        return self.k * (-np.sin(z) if self.full else np.cos(z))

    def below(self, x):
        """int_0^x f dx."""
        z = self.k * (x - self.left)
        return (np.sin(z) if self.full else 1 - np.cos(z)) / self.k

    def mean(self):
        """m, from the porosities of the moment."""
        held = sum(eps * (self.below(b) - self.below(a)) for _, a, b, eps in self.layers)
        return held / sum(eps * (b - a) for _, a, b, eps in self.layers)

    def current(self, x):
        m, below = self.mean(), 0
        for _, a, b, eps in self.layers:
            to = pybamm.minimum(pybamm.maximum(x, a), b)
            below += eps * (self.below(to) - self.below(a) - m * (to - a))
        u = self.A * pybamm.t
        grown = (u * below).diff(pybamm.t)
        return F / (1 - T_PLUS) * (grown - B * D * u * self.slope(x))

    def c_e(self, t, cells):
        x = [a + (b - a) * (np.arange(cells) + 0.5) / cells for _, a, b, _ in self.layers]
        m = self.mean().evaluate(t=t)
        return C_0 + self.A * t * (self.f(np.concatenate(x)) - m)


@in_both_places
def test_second_order_in_space(place):
    exact = Manufactured(place)
    eps_h, i_cc = EPS_0 - exact.CLOSING * pybamm.t, exact.current(exact.left)

    def error(cells):
        alone = electrolyte(place, eps_h, exact.current, i_cc, cells=cells).run(100.0)
        return alone[C_E] - exact.c_e(100.0, cells)

    assert order(error, (20, 40)) == pytest.approx(2, abs=0.05)


def mirrored(place):
    """Profiles in the depth from the host's face, negative in the separator; currents into the host."""

    def depth(x):
        return (L_HOST - x) if place.full else (x - place.start)

    def c_e(x):
        return C_0 + 300 * np.cos(depth(x) / 30e-6 + 0.4)

    def i_e(x):
        return place.inwards * 20 * np.sin((L_HOST - depth(x)) / 25e-6)

    return electrolyte(place, 0.3, i_e, i_e(place.start), c_e, UNEVEN)


def test_the_two_places_are_mirror_images():
    """In the host and the separator, all but the cell at the other electrode."""
    parts = []
    for place in PLACES:
        alone = mirrored(place)
        for values in (alone.rate(SALT), alone[C_E]):
            host, separator = values[:20][::-1], values[20:40]
            parts.append((host, separator) if place.full else (separator, host))
    for full, half in zip(parts[:2], parts[2:], strict=True):
        (host, separator), (host_2, separator_2) = full, half
        # fluxes of 2e-4 differ by 1e-13 of themselves, over a cell and its rate
        np.testing.assert_allclose(host, host_2, rtol=1e-7)
        np.testing.assert_allclose(separator[:19], separator_2[:19], rtol=1e-7)
        assert np.ptp(host) > 0


@in_both_places
@given(i=st.floats(-200, 200), lean=st.floats(-600, 600), eps_h=st.floats(0.02, EPS_0))
def test_the_salt_is_kept_whatever_flows(place, i, lean, eps_h):
    """No anion leaves at either end; not even where the current before the lithium is only nearly the
    terminal's, as PyBaMM's gradient of the potential leaves it."""
    first, last = layers(place, 0)[0][1], layers(place, 0)[-1][2]

    def c_e(x):
        return C_0 + lean * np.cos(3 * (x - first) / (last - first))

    def i_e(x):
        ramp = (last - x) / (last - first)
        return i * ramp * (1 - ramp if place.full else 1)

    rates = electrolyte(place, eps_h, i_e, 1.001 * i, c_e, UNEVEN).rate(SALT)
    # differences of fluxes, each to 1e-16
    assert abs(by_width(place, rates)) <= 1e-13 * (by_width(place, np.abs(rates)) + 1e-9)


@in_both_places
@given(i=st.floats(-200, 200), lean=st.floats(-600, 600))
def test_lithium_gives_the_salt_what_the_current_carries(place, i, lean):
    """N_e = I/F at a lithium electrode, nothing at a collector."""
    first, last = layers(place, 0)[0][1], layers(place, 0)[-1][2]
    i_e = (lambda x: 0 * x) if place.full else (lambda x: i * (last - x) / (last - first))

    def c_e(x):
        return C_0 + lean * (x - first) / (last - first)

    alone = electrolyte(place, EPS_0, i_e, i, c_e, {**UNEVEN, "Cation transference number": T_PLUS})
    N = alone[N_E]
    assert N[0] == pytest.approx(0 if place.full else i / F, rel=1e-9, abs=1e-18)
    assert N[-1] == pytest.approx(0, abs=1e-18)


@in_both_places
@given(eps_h=st.floats(0.02, EPS_0))
def test_liquid_that_metal_pushes_out_takes_its_salt_along(place, eps_h):
    """The concentration stays, the salt is counted outside, and none is lost."""
    alone = electrolyte(place, eps_h, lambda x: 0 * x)
    np.testing.assert_allclose(alone[C_E], C_0, rtol=1e-13)
    (outside,) = alone["Lithium in displaced electrolyte [mol]"]
    assert outside == pytest.approx(AREA * C_0 * (EPS_0 - eps_h) * L_HOST, rel=1e-10, abs=1e-18)
    (total,) = alone["Total lithium in electrolyte [mol]"]
    pores = EPS_0 * L_HOST + EPS_S * L_SEPARATOR + (EPS_O * L_OTHER if place.full else 0)
    assert total == pytest.approx(AREA * C_0 * pores, rel=1e-12)
