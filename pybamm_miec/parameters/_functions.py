r"""The parameters that are functions, by the name that a parameter file calls them.

    lithiation   j0_h = A [j0_0 + (j0_1 - j0_0) x] (c_e/c_e0)^1/2,  x = c_s/c_s,max          (1)
    metal        j0_m = A j0_ref (c_e/c_e0)^(1 - alpha)                                      (2)
    foil         j0   = A j0_ref (c_e/c_e0)^1/2                                              (3)
    liquid       kappa = A kappa_0 (c_e/c_e0) e^(1 - c_e/c_e0),   D = A D_0                  (4)
    electrons    sigma = sigma_CNT + sigma_0 + sigma_1 ((x - x_c)+/(1 - x_c))^2              (5)
    ions         kappa_h = A [kappa_h0 + (kappa_h1 - kappa_h0) x]                            (6)
    insertion    j0 = A j0_ref 2 (y (1 - y))^1/2 (c_e/c_e0)^1/2,  y = c_s/c_s,max,   D = A D_0    (7)
    cathode      U = T(y) - (T(y_end) - U_end) e^((y - y_end)/w)                             (8)
    Arrhenius    A = e^(E/R (1/T_ref - 1/T))                                                 (9)

In c_e, each of (1) to (4), and (7), is the usual concentration dependence of Butler-Volmer kinetics (Newman
and Thomas-Alyea, Electrochemical Systems), scaled so that its reference value is the exchange-current density
at c_e0.  Metal is at unit activity: its amount is in none of them.

(1) is a straight line between a host without lithium and one that is full.  The usual factor of insertion,
2 (x (1 - x))^1/2, falls to nothing at both ends; LLTO has lithium of its own that moves, and room beyond the
sites that are accessible, and what its wall lacks is electrons, which come with the lithium: it reacts faster
the more it holds (Lin 2025, Fig. S4).

(5) are the rails for electrons of a frame, side by side: nanotubes, and LLTO, which is an insulator (sigma_0)
until a share x_c of its sites has a polaron to hop, and then conducts as grains that find each other do, with
the exponent 2 of percolation in three dimensions.  LLTO's own polarons are mobile at a very small excess of
lithium (J. Electrochem. Soc. 2023, 170, 060509), so x_c is small.  sigma_1 is of the frame, contacts between
the grains included, not of the crystal.  (6) is the simplest form that has both ends.

(7) is what is usual for insertion, scaled so that j0_ref is its value at half filling.  T of (8) is a
published table, through whose points a monotone cubic goes, straight on from the outermost two at either end.
What is taken off it ends a discharge: the potential falls from the table to U_end at y_end, within some w, as
a cathode's does where its last sites fill too slowly to be reached.

(9) is 1 at the reference temperature.  What has none: (5), as nanotubes conduct the same some 10 K around
room temperature, and contacts between grains of LLTO are known at one temperature only; the diffusivity of
the host's grains, which are uniform in any case; rates of opening, trapping, isolation, reconnection and film
on metal, which go with charge and not with time; those of nucleation and of the first film, which are chosen
for what they do at the paper's one temperature, barrier and rate together; release of trapped lithium, zero
in every set; the limiting current, a bound and no measurement; and the share of the current that is cations'.

The first arguments are those that PyBaMM passes; the ones after the star are other rows of the set,
which come as ``pybamm.Parameter``.  So a reference value is a parameter of its own, which can be
changed, made an "[input]" or fitted.
"""

from collections.abc import Callable
from functools import cache, partial

import numpy as np
import pybamm

from pybamm_miec.parameters._files import ROOT

Law = Callable[..., pybamm.Symbol]


def lithiation_exchange_current(
    c_e: pybamm.Symbol,
    c_s_surf: pybamm.Symbol,
    c_s_max: pybamm.Symbol,
    T: pybamm.Symbol,
    *,
    j0_0: pybamm.Symbol,
    j0_1: pybamm.Symbol,
    c_e0: pybamm.Symbol,
    E: pybamm.Symbol,
    T_ref: pybamm.Symbol,
) -> pybamm.Symbol:
    """Exchange-current density of lithium entering the host, equation (1).

    Parameters
    ----------
    c_e : pybamm.Symbol
        Lithium in the electrolyte [mol.m-3].
    c_s_surf, c_s_max : pybamm.Symbol
        Lithium added at the surface of the particles, and the most they take [mol.m-3].
    T : pybamm.Symbol
        Temperature [K].
    j0_0, j0_1 : pybamm.Symbol
        Values at c_e0, without lithium added and full of it [A.m-2].
    c_e0 : pybamm.Symbol
        Reference concentration of the electrolyte [mol.m-3].
    E, T_ref : pybamm.Symbol
        Activation energy [J.mol-1] and reference temperature [K].

    Returns
    -------
    pybamm.Symbol
        Exchange-current density [A.m-2].
    """
    x = c_s_surf / c_s_max
    j0 = (j0_0 + (j0_1 - j0_0) * x) * (c_e / c_e0) ** 0.5
    return _arrhenius(E, T, T_ref) * j0  # (1)


def metal_exchange_current(
    c_e: pybamm.Symbol,
    c_m: pybamm.Symbol,
    T: pybamm.Symbol,
    *,
    j0_ref: pybamm.Symbol,
    c_e0: pybamm.Symbol,
    alpha: pybamm.Symbol,
    E: pybamm.Symbol,
    T_ref: pybamm.Symbol,
) -> pybamm.Symbol:
    """Exchange-current density of lithium metal in the host, equation (2).

    Parameters
    ----------
    c_e : pybamm.Symbol
        Lithium in the electrolyte [mol.m-3].
    c_m : pybamm.Symbol
        Metal per volume of electrode [mol.m-3]; not used, a deposit is at unit activity.
    T : pybamm.Symbol
        Temperature [K].
    j0_ref : pybamm.Symbol
        Value at c_e0 [A.m-2].
    c_e0 : pybamm.Symbol
        Reference concentration of the electrolyte [mol.m-3].
    alpha : pybamm.Symbol
        Transfer coefficient of plating [-].  Its complement is the order in c_e: at a given
        potential of metal against solution, plating is of first order in c_e, stripping of none.
    E, T_ref : pybamm.Symbol
        Activation energy [J.mol-1] and reference temperature [K].

    Returns
    -------
    pybamm.Symbol
        Exchange-current density [A.m-2].
    """
    del c_m
    return _arrhenius(E, T, T_ref) * j0_ref * (c_e / c_e0) ** (1 - alpha)  # (2)


def foil_exchange_current(
    c_e: pybamm.Symbol,
    c_Li: pybamm.Symbol,
    T: pybamm.Symbol,
    *,
    j0_ref: pybamm.Symbol,
    c_e0: pybamm.Symbol,
    E: pybamm.Symbol,
    T_ref: pybamm.Symbol,
) -> pybamm.Symbol:
    """Exchange-current density of the lithium counter electrode, equation (3).

    Equation (2) with the transfer coefficient of one half that PyBaMM's lithium electrode has.

    Parameters
    ----------
    c_e : pybamm.Symbol
        Lithium in the electrolyte [mol.m-3].
    c_Li : pybamm.Symbol
        Lithium in the metal [mol.m-3]; not used, the foil is at unit activity.
    T : pybamm.Symbol
        Temperature [K].
    j0_ref : pybamm.Symbol
        Value at c_e0 [A.m-2].
    c_e0 : pybamm.Symbol
        Reference concentration of the electrolyte [mol.m-3].
    E, T_ref : pybamm.Symbol
        Activation energy [J.mol-1] and reference temperature [K].

    Returns
    -------
    pybamm.Symbol
        Exchange-current density [A.m-2].
    """
    del c_Li
    return _arrhenius(E, T, T_ref) * j0_ref * (c_e / c_e0) ** 0.5  # (3)


def liquid_conductivity(
    c_e: pybamm.Symbol,
    T: pybamm.Symbol,
    *,
    kappa_0: pybamm.Symbol,
    c_e0: pybamm.Symbol,
    E: pybamm.Symbol,
    T_ref: pybamm.Symbol,
) -> pybamm.Symbol:
    """Conductivity of the electrolyte, equation (4).

    The shape of Casteel and Amis (J. Chem. Eng. Data 1972, 17, 55) with exponent one and its maximum
    at c_e0: no salt, no conduction, and no slope at the concentration that the cell starts with.

    Parameters
    ----------
    c_e : pybamm.Symbol
        Lithium in the electrolyte [mol.m-3].
    T : pybamm.Symbol
        Temperature [K].
    kappa_0 : pybamm.Symbol
        Value at c_e0 [S.m-1].
    c_e0 : pybamm.Symbol
        Concentration of the maximum [mol.m-3].
    E, T_ref : pybamm.Symbol
        Activation energy [J.mol-1] and reference temperature [K].

    Returns
    -------
    pybamm.Symbol
        Conductivity [S.m-1].
    """
    kappa = kappa_0 * c_e / c_e0 * pybamm.exp(1 - c_e / c_e0)
    return _arrhenius(E, T, T_ref) * kappa  # (4)


def liquid_diffusivity(
    c_e: pybamm.Symbol,
    T: pybamm.Symbol,
    *,
    D_0: pybamm.Symbol,
    E: pybamm.Symbol,
    T_ref: pybamm.Symbol,
) -> pybamm.Symbol:
    """Diffusivity of the salt, equation (4).

    Parameters
    ----------
    c_e : pybamm.Symbol
        Lithium in the electrolyte [mol.m-3]; not used, no curve is published.
    T : pybamm.Symbol
        Temperature [K].
    D_0 : pybamm.Symbol
        Value at the reference temperature [m2.s-1].
    E, T_ref : pybamm.Symbol
        Activation energy [J.mol-1] and reference temperature [K].

    Returns
    -------
    pybamm.Symbol
        Diffusivity [m2.s-1].
    """
    del c_e
    return _arrhenius(E, T, T_ref) * D_0  # (4)


def frame_conductivity(
    x: pybamm.Symbol,
    T: pybamm.Symbol,
    *,
    sigma_CNT: pybamm.Symbol,
    sigma_0: pybamm.Symbol,
    sigma_1: pybamm.Symbol,
    x_c: pybamm.Symbol,
) -> pybamm.Symbol:
    """Electronic conductivity of a frame of LLTO, with or without nanotubes, equation (5).

    Parameters
    ----------
    x : pybamm.Symbol
        Lithiation of the grains [-].
    T : pybamm.Symbol
        Temperature [K]; not used, no activation energy is known for the frame.
    sigma_CNT : pybamm.Symbol
        Of the nanotubes [S.m-1].
    sigma_0, sigma_1 : pybamm.Symbol
        Of the grains of LLTO without lithium, and what lithium adds at most [S.m-1].
    x_c : pybamm.Symbol
        Lithiation at which LLTO begins to conduct [-].

    Returns
    -------
    pybamm.Symbol
        Conductivity of the solid, before the transport law of the frame [S.m-1].
    """
    del T
    conducts = pybamm.maximum(x - x_c, 0) / (1 - x_c)
    return sigma_CNT + sigma_0 + sigma_1 * conducts**2  # (5)


def frame_ion_conductivity(
    x: pybamm.Symbol,
    T: pybamm.Symbol,
    *,
    kappa_h0: pybamm.Symbol,
    kappa_h1: pybamm.Symbol,
    E: pybamm.Symbol,
    T_ref: pybamm.Symbol,
) -> pybamm.Symbol:
    """Conductivity of a frame of LLTO for lithium ions, equation (6).

    Parameters
    ----------
    x : pybamm.Symbol
        Lithiation of the grains [-].
    T : pybamm.Symbol
        Temperature [K].
    kappa_h0, kappa_h1 : pybamm.Symbol
        Without lithium added, and full of it [S.m-1].
    E, T_ref : pybamm.Symbol
        Activation energy [J.mol-1] and reference temperature [K].

    Returns
    -------
    pybamm.Symbol
        Conductivity of the solid, before the transport law of the frame [S.m-1].
    """
    return _arrhenius(E, T, T_ref) * (kappa_h0 + (kappa_h1 - kappa_h0) * x)  # (6)


def _arrhenius(E: pybamm.Symbol, T: pybamm.Symbol, T_ref: pybamm.Symbol) -> pybamm.Symbol:
    return pybamm.exp(E / pybamm.constants.R * (1 / T_ref - 1 / T))  # (9)


def insertion_exchange_current(
    c_e: pybamm.Symbol,
    c_s_surf: pybamm.Symbol,
    c_s_max: pybamm.Symbol,
    T: pybamm.Symbol,
    *,
    j0_ref: pybamm.Symbol,
    c_e0: pybamm.Symbol,
    E: pybamm.Symbol,
    T_ref: pybamm.Symbol,
) -> pybamm.Symbol:
    """Exchange-current density of lithium entering a cathode, equation (7).

    Parameters
    ----------
    c_e : pybamm.Symbol
        Lithium in the electrolyte [mol.m-3].
    c_s_surf, c_s_max : pybamm.Symbol
        Lithium at the surface of the particles, and the most they take [mol.m-3].
    T : pybamm.Symbol
        Temperature [K].
    j0_ref : pybamm.Symbol
        Value at c_e0 and the reference temperature, half full [A.m-2].
    c_e0 : pybamm.Symbol
        Reference concentration of the electrolyte [mol.m-3].
    E, T_ref : pybamm.Symbol
        Activation energy [J.mol-1] and reference temperature [K].

    Returns
    -------
    pybamm.Symbol
        Exchange-current density [A.m-2].
    """
    y = c_s_surf / c_s_max
    return _arrhenius(E, T, T_ref) * j0_ref * 2 * pybamm.sqrt(y * (1 - y) * c_e / c_e0)  # (7)


def insertion_diffusivity(
    y: pybamm.Symbol,
    T: pybamm.Symbol,
    *,
    D_0: pybamm.Symbol,
    E: pybamm.Symbol,
    T_ref: pybamm.Symbol,
) -> pybamm.Symbol:
    """Diffusivity of lithium in the particles of a cathode, equation (7).

    Parameters
    ----------
    y : pybamm.Symbol
        Lithium per formula unit [-]; not used, the source has one value for all.
    T : pybamm.Symbol
        Temperature [K].
    D_0 : pybamm.Symbol
        Value at the reference temperature [m2.s-1].
    E, T_ref : pybamm.Symbol
        Activation energy [J.mol-1] and reference temperature [K].

    Returns
    -------
    pybamm.Symbol
        Diffusivity [m2.s-1].
    """
    del y
    return _arrhenius(E, T, T_ref) * D_0  # (7)


def ncm622_potential(
    y: pybamm.Symbol, *, y_end: pybamm.Symbol, U_end: pybamm.Symbol, w: pybamm.Symbol
) -> pybamm.Symbol:
    """Potential of NCM622 after Chaouachi et al., Electrochim. Acta 366, 137428 (2021), equation (8).

    Parameters
    ----------
    y : pybamm.Symbol
        Lithium per formula unit [-].
    y_end : pybamm.Symbol
        Lithium that a discharge to U_end reaches [-].
    U_end : pybamm.Symbol
        Potential at which a discharge ends [V].
    w : pybamm.Symbol
        Lithium over which the potential falls there by its e-th part [-].

    Returns
    -------
    pybamm.Symbol
        Against lithium [V].
    """
    return _ending(partial(_tabulated, "ncm622"), y, y_end, U_end, w)  # (8)


def ncm622_hanyang_potential(
    y: pybamm.Symbol, *, y_end: pybamm.Symbol, U_end: pybamm.Symbol, w: pybamm.Symbol
) -> pybamm.Symbol:
    """Potential of NCM622 after the table of Hanyang University, equation (8).

    Parameters
    ----------
    y : pybamm.Symbol
        Lithium per formula unit [-].
    y_end : pybamm.Symbol
        Lithium that a discharge to U_end reaches [-].
    U_end : pybamm.Symbol
        Potential at which a discharge ends [V].
    w : pybamm.Symbol
        Lithium over which the potential falls there by its e-th part [-].

    Returns
    -------
    pybamm.Symbol
        Against lithium [V].
    """
    return _ending(partial(_tabulated, "ncm622_hanyang"), y, y_end, U_end, w)  # (8)


_FAR = 5.0  # in w, beyond the end of a discharge, where no cell comes: bounds the exponential


def _ending(table, y, y_end, U_end, w):
    beyond = pybamm.exp(pybamm.minimum((y - y_end) / w, _FAR))
    return table(y) - (table(y_end) - U_end) * beyond


def _tabulated(folder, y):
    """A table of a cathode's folder, at lithium `y`."""
    lithium, potential = _table(folder)
    name = f"{folder} potential"
    return pybamm.Interpolant(lithium, potential, y, name=name, interpolator="pchip")


@cache
def _table(folder):
    """Lithium and potential of a table, with a point at either end that is straight on."""
    x, U = np.loadtxt(ROOT / folder / "ocp.csv", delimiter=",", skiprows=1, unpack=True)
    ends = [(0.0, 0, 1), (1.1, -1, -2)]
    low, high = (U[i] + (x_end - x[i]) * (U[i] - U[j]) / (x[i] - x[j]) for x_end, i, j in ends)
    return np.array([0.0, *x, 1.1]), np.array([low, *U, high])


FUNCTIONS: dict[str, Law] = {
    law.__name__: law
    for law in (
        lithiation_exchange_current,
        metal_exchange_current,
        foil_exchange_current,
        liquid_conductivity,
        liquid_diffusivity,
        frame_conductivity,
        frame_ion_conductivity,
        insertion_exchange_current,
        insertion_diffusivity,
        ncm622_potential,
        ncm622_hanyang_potential,
    )
}


@cache  # one function object a set, so that two readings of a set compare as equal
def bind(name: str, arguments: tuple[tuple[str, str], ...]) -> "partial[pybamm.Symbol]":
    """Return a function whose arguments after the star are rows of the set.

    Parameters
    ----------
    name : str
        A key of `FUNCTIONS`.
    arguments : tuple of (str, str)
        Argument, and PyBaMM name of the row it reads.

    Returns
    -------
    functools.partial
        Callable as PyBaMM calls it; can be pickled and written to JSON.
    """
    return partial(FUNCTIONS[name], **{key: pybamm.Parameter(row) for key, row in arguments})
