"""Closed forms of cyclic voltammetry: one type of site, slowly, and grains as deep as the sweep is short.

    I_p = Q v F/(4 w R T),  FWHM = 2 ln(3 + 2 2^1/2) w RT/F,  E_p = U_0                    slow       (1)
    I_p = 0.4463 F A c (F v D/(RT))^1/2                     reversible, into a plane without end       (2)

(2) holds where the potential is that of Nernst in the lithium of the surface, U = U_0 - RT/F ln(x/(1 - x)),
and diffusion has not reached the middle of the grain.
"""

from functools import cache

import numpy as np
import pybamm
import pytest
from cells import AT, HALF, F, R, half_cell

import pybamm_miec as miec
from pybamm_miec import vocabulary as v

T = 298.15
U_0 = 1.2
GRAINS = {**HALF, "host sites": "1", "lithium metal": "in pores"}
FAST = 3e3  # A.m-2 at 1 mV/s and in proportion: some 0.4 mV whatever the rate; more is only stiff


def one_site(w, scan_rate, changes=()):
    """A host with one type of site, in which nothing but diffusion takes time."""
    return half_cell(
        {
            "Positive electrode host site standard potential (0) [V]": U_0,
            "Positive electrode host site ideality factor (0)": w,
            "Positive electrode host site occupancy fraction (0)": 1.0,
            "Positive electrode exchange-current density [A.m-2]": FAST * scan_rate,
            "Exchange-current density for lithium metal electrode [A.m-2]": 10 * FAST * scan_rate,
            "Positive electrode conductivity [S.m-1]": 1e3,
            "Electrolyte conductivity [S.m-1]": 1e3,
            "Cation transference number": 1.0,
            **dict(changes),
        }
    )


def swept(model, values, scan_rate, half_window, points, tolerances=(1e-5, 1e-7), **potentials):
    """One cycle around the potential of the site, on few cells: the host is even."""
    upper, lower = U_0 + half_window, U_0 - half_window
    values["Initial voltage in positive electrode [V]"] = potentials.get("start", upper)
    experiment = miec.experiments.cyclic_voltammetry(
        values, scan_rate=scan_rate, upper=upper, lower=lower, **potentials
    )
    solution = pybamm.Simulation(
        model,
        parameter_values=values,
        experiment=experiment,
        solver=miec.experiments.ramp_solver(*tolerances),
        var_pts={**model.default_var_pts, "x_s": 3, "x_p": 3, "r_p": points},
    ).solve()
    assert len(solution.cycles[0].steps) == 2
    return solution


def all_sites(values):
    """Charge that all sites take [C.m-2]."""
    eps_s = values["Positive electrode active material volume fraction"]
    c_max = values["Maximum concentration in positive electrode [mol.m-3]"]
    return F * eps_s * c_max * values[AT.key(v.L)]


@cache
def slow(w, scan_rate):
    values = one_site(w, scan_rate)
    tolerances = (1e-5, 1e-7) if scan_rate > 1e-2 else (1e-6, 1e-8)  # slow currents are small
    solution = swept(miec.DFN(GRAINS), values, scan_rate, 0.25 * w, 3, tolerances)
    return values, solution


RATES = tuple(np.logspace(-7, -1, 3))  # mV/s: six decades


@pytest.mark.parametrize("scan_rate", RATES)
@pytest.mark.parametrize("w", [1.0, 1.5])
def test_a_slow_peak_has_the_height_and_the_place_of_its_sites(w, scan_rate):
    """1e-3 of the height and 0.6 mV, of which 0.5 are the ohms that are left."""
    values, solution = slow(w, scan_rate)
    peaks = miec.analysis.voltammogram_peaks(solution)
    assert list(peaks["direction"]) == ["cathodic", "anodic"]
    height = all_sites(values) * scan_rate / 1000 * F / (4 * w * R * T) / 10  # [mA.cm-2]
    np.testing.assert_allclose(peaks["current [mA.cm-2]"], [-height, height], rtol=1e-3)
    np.testing.assert_allclose(peaks["potential [V]"], U_0, rtol=0, atol=6e-4)


@pytest.mark.parametrize("scan_rate", RATES)
@pytest.mark.parametrize("w", [1.0, 1.5])
def test_a_slow_peak_is_as_wide_as_its_sites_are_uneven(w, scan_rate):
    """3.525 w RT/F, 90.6 mV for an ideal site."""
    _, solution = slow(w, scan_rate)
    curve = miec.analysis.voltammogram(solution)
    for _, sweep in curve.groupby("direction"):
        V, i = sweep["potential [V]"].to_numpy(), sweep["current [mA.cm-2]"].abs().to_numpy()
        top = i.argmax()
        rising, falling = (np.argsort(i[part]) for part in (slice(None, top), slice(top, None)))
        left = np.interp(i[top] / 2, i[:top][rising], V[:top][rising])
        right = np.interp(i[top] / 2, i[top:][falling], V[top:][falling])
        width = 2 * np.log(3 + 2 * np.sqrt(2)) * w * R * T / F
        assert abs(right - left) == pytest.approx(width, rel=2e-3)


@pytest.mark.parametrize("scan_rate", RATES)
def test_a_sweep_passes_what_the_sites_take(scan_rate):
    """What is outside of the window is left out: 1 - tanh(f 0.25/2) of all, 1.2e-4."""
    values, solution = slow(1.0, scan_rate)
    charges = miec.analysis.sweep_charges(solution)["charge [mA.h.cm-2]"]
    passed = all_sites(values) / 36000 * np.tanh(F / (R * T) * 0.25 / 2)
    np.testing.assert_allclose(charges, [-passed, passed], rtol=1e-4)


# ---- diffusion into the grain ----

RADIUS, D_S = 3.25e-6, 1e-16  # R^2/D is 29 hours
DEEP = {
    "particle": "Fickian diffusion",
    "host sites": "1",
    "lithium metal": "in pores",
    **HALF,
}


@cache
def fast(scan_rate, points=120):
    """The anodic sweep of a full host."""
    values = one_site(
        1.0,
        scan_rate,
        {"Positive particle radius [m]": RADIUS, "Positive particle diffusivity [m2.s-1]": D_S},
    )
    model = miec.DFN(DEEP)
    return values, swept(model, values, scan_rate, 0.3, points, start=U_0 - 0.3, first="anodic")


@pytest.mark.parametrize("scan_rate", [0.1, 0.4])
def test_a_fast_peak_grows_with_the_root_of_the_rate(scan_rate):
    """Randles and Sevcik for a full host that empties: an ideal site is its own redox couple.

    x/(1 - x) of the surface is what Nernst has for the ratio of two dissolved species, so (2) holds with c =
    c_max.  A sphere as large as ten or twenty diffusion lengths takes off 0.7516 F A D c/R (Nicholson and
    Shain 1964, for one that is entered from outside adds it); what is left is of the next order, 1e-3.  The
    peak of a plane is at 1.109 RT/F, that of a sphere a little before.
    """
    values, solution = fast(scan_rate)
    peak = miec.analysis.voltammogram_peaks(solution).iloc[0]
    f_v = F / (R * T) * scan_rate / 1000
    c_max = values["Maximum concentration in positive electrode [mol.m-3]"]
    eps_s = values["Positive electrode active material volume fraction"]
    wall = 3 * eps_s / RADIUS * values[AT.key(v.L)]
    planar = 0.4463 * F * wall * c_max * np.sqrt(f_v * D_S) / 10
    curved = 0.7516 * F * wall * D_S * c_max / RADIUS / 10
    assert peak["current [mA.cm-2]"] == pytest.approx(planar - curved, rel=2e-3)
    assert peak["potential [V]"] - U_0 == pytest.approx(1.109 * R * T / F, abs=3e-3)
