r"""Lithium and rest potential of the two electrodes of a full cell, from its values.

    H(U) = u F_h x(U),  x = sum_k X_k/(1 + e^(f (U - U_k)/w_k)),  F_h = L eps_s c_max    in the host    (1)
    a = H(U), or H(U_0) + m at U = U_0                    lithium of the anode, with metal m            (2)
    N = a + P y                                           of both, y in the cathode: what is kept       (3)
    V = U_p(y) - U_h(N - P y),  U_h = U + U_H h_0         open-circuit voltage; U_h(U_0) = 0            (4)
    y = y_0 - s (y_0 - y_100)                             at state of charge s; V at the limits         (5)

All per area of the cell [mol.m-2].  U_H h_0 is what a host with hysteresis remembers at the start, see
hysteresis.py.  Metal and a host that rest together are at 0 V, so (4) is the potential of the cathode as long
as there is metal, and falls when the host empties.  In (5), N is what the values begin with; a foil that runs
out of metal is at 0 % of charge, whatever its voltage.  u is the open share of the sites (activation.py).
What is trapped, isolated or in films stays there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pybamm
from scipy.optimize import brentq

from pybamm_miec import vocabulary as v
from pybamm_miec.errors import DesignError
from pybamm_miec.placement import Placement

HOST = Placement.of({"working electrode": "both"})  # of a full cell
MAH_PER_CM2 = 36e3 / pybamm.constants.F.value  # [mol.m-2]
OPENED = 0.98  # of full pores: where metal begins to stand on the face, the wall in them is not yet closed
_U_MOST = 6.0  # above any site [V]
_LIMITS = ("Open-circuit voltage at 0% SOC [V]", "Open-circuit voltage at 100% SOC [V]")
_EDGE = 1e-9  # of the lithium in the cathode: where the search for a potential ends


def is_full_cell(values: Any) -> bool:
    """Return whether values are of a full cell with a host."""
    return HOST.key(v.j_lim) in values


@dataclass(frozen=True)
class Host:
    """The host of a full cell and its metal.

    Attributes
    ----------
    full : float
        Lithium that all sites hold, none in a host that takes up none [mol.m-2].
    sites : tuple of (float, float, float)
        Share, standard potential [V] and ideality of each type.
    open_share : float
        Of the sites [-].
    f : float
        F/RT at the reference temperature [V-1].
    memory : callable
        From the lithium per open site to what the potential remembers [V].
    U : float
        Potential of the sites at the start [V].
    metal : float
        At the start, in the pores and on the face [mol.m-2].
    room : float
        For metal in the pores [mol.m-2].
    L : float
        Thickness [m].
    in_pores, on_face : bool
        Where there can be metal.
    """

    full: float
    sites: tuple[tuple[float, float, float], ...]
    open_share: float
    f: float
    memory: Callable[[float], float]
    U: float
    metal: float
    room: float
    L: float
    in_pores: bool
    on_face: bool

    def holds(self, U: float) -> float:
        """Return the lithium in the sites at potential U [V], (1) [mol.m-2]."""
        return float(self.full * self.open_share * self._taken(U))

    def _taken(self, U):
        return sum(X / (1 + np.exp(self.f * (U - U_k) / w)) for X, U_k, w in self.sites)

    def potential(self, U: float) -> float:
        """Return the rest potential when that of the sites is U, U_h of (4) [V]."""
        return U + self.memory(self._taken(U))

    @cached_property
    def beside_metal(self) -> float:
        """Potential of the sites when the host rests beside metal, U_0 of (4) [V]."""
        return _crossing(lambda U: -self.potential(U), -_U_MOST, _U_MOST)

    @property
    def lithium(self) -> float:
        """In sites and as metal [mol.m-2]."""
        return self.holds(self.U) + self.metal

    def at_rest(self, a: float) -> float:
        """Return the potential of the sites at which the anode holds lithium a [mol.m-2], (2) [V]."""
        least = self.beside_metal if self.in_pores or self.on_face else -_U_MOST
        return _crossing(lambda U: self.holds(U) - a, least, _U_MOST)

    def values(self, a: float) -> dict[str, float]:
        """Return the initial values of an anode that holds lithium a [mol.m-2], (2)."""
        U = self.at_rest(a)
        metal = max(a - self.holds(U), 0.0) if self.beside_metal == U else 0.0
        in_pores = min(metal, OPENED * self.room) if self.on_face else metal
        began = {HOST.key(v.U_init): U}
        if self.in_pores:
            began[HOST.key(v.c_m0)] = in_pores / self.L
        if self.on_face:
            began[HOST.key(v.q_f0)] = metal - in_pores
        return began


@dataclass(frozen=True)
class Cathode:
    """The positive electrode of a full cell.

    Attributes
    ----------
    full : float
        Lithium that it holds at most [mol.m-2].
    y : float
        Share of it that is there at the start [-].
    lower, upper : float
        Open-circuit voltage of the cell at 0 and at 100 % of charge [V].
    potential : callable
        From y to the potential against lithium [V].
    """

    full: float
    y: float
    lower: float
    upper: float
    potential: Any

    @cached_property
    def window(self) -> tuple[float, float]:
        """Lithium at the lower and at the upper limit, against lithium metal [-]."""
        return self.holds(self.lower), self.holds(self.upper)

    @property
    def capacity(self) -> float:
        """Lithium between the limits against lithium metal [mol.m-2]."""
        y_0, y_100 = self.window
        return self.full * (y_0 - y_100)

    def holds(self, U: float) -> float:
        """Return the share of lithium at potential U [V]."""
        return _crossing(lambda y: self.potential(y) - U, _EDGE, 1 - _EDGE)


@dataclass(frozen=True)
class Electrodes:
    """Both electrodes of a full cell.

    Attributes
    ----------
    host : Host
        The anode.
    cathode : Cathode
        The positive electrode.
    area : float
        Of the cell [m2].
    """

    host: Host
    cathode: Cathode
    area: float

    @property
    def lithium(self) -> float:
        """What can pass from one to the other, (3) [mol.m-2]."""
        return self.host.lithium + self.cathode.full * self.cathode.y

    def voltage(self, y: float) -> float:
        """Return the open-circuit voltage with lithium y in the cathode, (4) [V]."""
        a = self.lithium - self.cathode.full * y
        return self.cathode.potential(y) - self.host.potential(self.host.at_rest(a))

    def at_voltage(self, V: float) -> float:
        """Return the lithium in the cathode at an open-circuit voltage, from (4) [-]."""
        most = min(1 - _EDGE, self.lithium / self.cathode.full)
        return _crossing(lambda y: self.voltage(y) - V, _EDGE, most)

    def values(self, y: float) -> dict[str, float]:
        """Return the initial values of a cell with lithium y in the cathode."""
        host, cathode = self.host, self.cathode
        began = host.values(self.lithium - cathode.full * y)
        runs_out = host.full == 0 and self.lithium <= cathode.full * y * (1 + 1e-12)
        if runs_out:  # a foil without metal: whatever its double layer is charged to
            began[HOST.key(v.U_init)] = cathode.potential(y) - cathode.lower
        return began


def electrodes(
    values: Any, param: Any = None, options: Any = None, inputs: dict[str, float] | None = None
) -> Electrodes:
    """Return the electrodes of a full cell.

    Parameters
    ----------
    values : pybamm.ParameterValues
        Of the cell.
    param : pybamm.LithiumIonParameters, optional
        PyBaMM's symbols, of the model.
    options : HostOptions, optional
        Of the model; without them the sites that are open are known only if all are.
    inputs : dict, optional
        Values of parameters that are "[input]".

    Returns
    -------
    Electrodes

    Raises
    ------
    DesignError
        For values that are not of a full cell with a host, or for a host of which it is not known whether
        sites have to open.
    """
    if not is_full_cell(values):
        raise DesignError(
            "'values' are of no full cell with a host; give those of one, such as "
            "pybamm.ParameterValues('Lin2025_LLTO_CNT')."
        )
    number = _Numbers(values, inputs)
    symbols = param or pybamm.LithiumIonParameters()
    return Electrodes(
        _host(values, number, options), _cathode(number, symbols), number(symbols.A_cc)
    )


class _Numbers:
    """Values of a cell as numbers, by quantity, name or symbol."""

    def __init__(self, values, inputs):
        self._values, self._inputs = values, inputs or {}

    def __call__(self, what):
        if isinstance(what, v.Quantity):
            what = HOST.key(what)
        if isinstance(what, str):
            what = pybamm.Parameter(what)
        return float(self._values.evaluate(what, inputs=self._inputs))

    def along(self, symbol, variable):
        """A function of one variable from a symbol of PyBaMM's."""
        known = self._values.process_symbol(symbol)
        return lambda x: float(np.squeeze(known.evaluate(inputs={**self._inputs, variable: x})))


def _host(values, number, options):
    def has(quantity):
        return HOST.key(quantity) in values

    in_pores, on_face = has(v.c_m0), has(v.q_f0)
    if options is not None:
        in_pores, on_face = options.metal_in_pores, options.metal_on_face
    L = number(v.L)
    room = (number(v.eps_0) - number(v.eps_r)) * L / number(_V_LI) if in_pores else 0.0
    metal = number(v.c_m0) * L if in_pores else 0.0
    metal += number(v.q_f0) if on_face else 0.0
    sites = tuple(_sites(values, number))
    full = number(v.eps_s) * L * number(v.c_max) if sites else 0.0
    RT = pybamm.constants.R.value * number("Reference temperature [K]")
    return Host(
        full=full,
        sites=sites,
        open_share=_open_share(values, number, options) if sites else 1.0,
        f=pybamm.constants.F.value / RT,
        memory=_memory(number, options),
        U=number(v.U_init),
        metal=metal,
        room=room,
        L=L,
        in_pores=in_pores,
        on_face=on_face,
    )


def _memory(number, options):
    """Return what a host that remembers adds to its potential, by lithiation."""
    if options is None or not options.remembers:
        return lambda x: 0.0
    h_0, x = number(v.h_0), pybamm.InputParameter("x")
    half_width = pybamm.FunctionParameter(HOST.key(v.H), {HOST.key(v.x_bulk): x})
    H = number.along(half_width, "x")
    return lambda x: H(x) * h_0


_V_LI = "Lithium metal partial molar volume [m3.mol-1]"


def _sites(values, number):
    names = ("occupancy fraction", "standard potential", "ideality factor")
    units = ("", "V", "")
    for k in range(9):
        each = [
            v.Quantity(f"{{Host}} electrode host site {name} ({k})", unit)
            for name, unit in zip(names, units, strict=True)
        ]
        if HOST.key(each[0]) not in values:
            return
        yield tuple(map(number, each))


def _open_share(values, number, options):
    if options is not None:
        return number(v.u_0) if options.activates else 1.0
    u_0 = number(v.u_0) if HOST.key(v.u_0) in values else 1.0
    if u_0 != 1:
        raise DesignError(
            f"{HOST.key(v.u_0)!r} is {u_0:g}, and whether the model lets sites open is not known; give "
            "options=model.options, or pre-cycle the host by pybamm_miec.design."
        )
    return 1.0


def _cathode(number, param):
    area, phase = number(param.A_cc), param.p.prim
    full = number(param.p.Q_init) * 3600 / pybamm.constants.F.value / area
    y = pybamm.InputParameter("y")
    T = number("Initial temperature [K]")
    start = number("Initial concentration in positive electrode [mol.m-3]")
    lower, upper = map(number, _LIMITS)
    return Cathode(
        full=full,
        y=start / number("Maximum concentration in positive electrode [mol.m-3]"),
        lower=lower,
        upper=upper,
        potential=number.along(phase.U(y, pybamm.Scalar(T)), "y"),
    )


def _crossing(falls, low, high):
    """Where a falling function passes zero, or the end that is nearest."""
    if falls(low) <= 0:
        return low
    if falls(high) >= 0:
        return high
    return float(brentq(falls, low, high, xtol=1e-15, rtol=1e-14))


def thicker(cathode: Cathode, factor: float) -> Cathode:
    """Return a cathode that holds `factor` times as much per area."""
    return replace(cathode, full=cathode.full * factor)
