r"""Where a half cell with a host begins.

    Q = Q_s (x(U_0) - x(V_max)) + F A L (eps_0 - eps_r)/V_Li     what the host takes, then its pores   (1)
    (1 - SOC) Q = Q_s (x(U) - x(V_max)) + F A L c_m0             of which is there                     (2)
    U > U_0 and c_m0 = 0,  or  U = U_0                           metal only where the host is full     (3)
    V = U + U_H,  U_0 + U_H = 0 V                                an open-circuit voltage               (4)

As in PyBaMM's half cells, 1 is charged, the empty host at the upper voltage limit, and a discharge puts
lithium into it; 0 is lithium in all sites that are open down to 0 V and pores that are full, where they can
be.  U_H is what a host with hysteresis remembers, else nil.  What the face could hold has no end and does not
count, nor does what is lost.  Without metal the lower voltage limit takes the place of 0 V, as in PyBaMM.
The other way round, with 0 for the empty host, the same number would mean the opposite with PyBaMM's own
particles.
"""

import pybamm
from scipy.optimize import brentq

from pybamm_miec import vocabulary as v
from pybamm_miec.errors import InitialStateError
from pybamm_miec.host_parameters import HostParameters

_CLOSE = 1e-12  # V
_BELOW = 1.0  # V: more than any half width of hysteresis


class HalfCell:
    """A half cell with a host, and what it begins with.

    Parameters
    ----------
    values : pybamm.ParameterValues
        Of the cell.
    options : HostOptions
        Of the model.
    param : pybamm.LithiumIonParameters, optional
        PyBaMM's symbols, of the model.
    inputs : dict, optional
        Values of parameters that are "[input]".

    Raises
    ------
    InitialStateError
        For a host that has neither sites nor pores to count lithium in, or without options.
    """

    def __init__(self, values, options, param=None, inputs=None):
        if options is None:
            raise InitialStateError(
                "Which sites and which metal the host of a half cell has is not known; give "
                "options=model.options."
            )
        if not options.has_sites:
            raise InitialStateError(
                "A host with PyBaMM's particles and lithium metal has no state of charge: set 'Initial "
                f"concentration in {options.host.domain} [mol.m-3]' and {options.host.key(v.c_m0)!r} instead."
            )
        if options.is_inert and not options.metal_in_pores:
            raise InitialStateError(
                "A foil has no state of charge, as what its face can hold has no end: set "
                f"{options.host.key(v.q_f0)!r} instead."
            )
        self._options, self._at = options, options.host
        self._param, self._values, self._inputs = param or HostParameters(options), values, inputs
        electrode = self._param.domain_params[self._at.electrode]
        self._grains = electrode.prim
        self._sites = 0.0 if options.is_inert else self._number(electrode.Q_init)
        self._most_metal = self._metal_that_fits(electrode) if options.metal_in_pores else 0.0
        self._highest = self._number(self._param.voltage_high_cut)
        low_cut = self._param.voltage_low_cut
        self._lowest = self._beside_metal() if options.has_metal else self._number(low_cut)

    def at_voltage(self, V: float) -> dict[str, float]:
        """Return the initial values at an open-circuit voltage [V], by name."""
        low, high = self._voltage(self._lowest), self._voltage(self._highest)
        if not low <= V <= high:
            raise InitialStateError(
                f"The open-circuit voltage of the host is between {low:g} and {high:g} V, got {V:g} V; "
                "choose one between them."
            )
        return self._begin(self._solve(lambda U: self._voltage(U) - V), 0.0)

    def at_charge(self, soc: float) -> dict[str, float]:
        """Return the initial values at a state of charge [-], by name."""
        if not 0 <= soc <= 1:
            raise InitialStateError(f"The state of charge must be between 0 and 1, got {soc:g}.")
        most = self._held(self._lowest) - self._held(self._highest)
        held = (1 - soc) * (most + self._most_metal)  # (2)
        if held >= most:  # (3)
            return self._begin(self._lowest, (held - most) / (self._most_metal or 1.0))
        return self._begin(
            self._solve(lambda U: self._held(U) - self._held(self._highest) - held), 0.0
        )

    def _begin(self, U, filled):
        at, start = self._at, {f"Initial voltage in {self._at.domain} [V]": U}
        if self._options.metal_in_pores:
            (c_m0,) = at.parameters(v.c_m0)
            start[c_m0.name] = filled * self._number(self._fullest)
        return start

    def _solve(self, off):
        return brentq(off, self._lowest, self._highest, xtol=_CLOSE)

    def _held(self, U):
        """Lithium in the grains at a potential [A.h]."""
        if not self._sites:
            return 0.0
        return self._sites * self._number(self._grains.x(pybamm.Scalar(U), self._param.T_init))

    def _voltage(self, U):
        """The open-circuit voltage at a potential of the sites, (4) [V]."""
        if not self._options.remembers:
            return U
        x = self._grains.x(pybamm.Scalar(U), self._param.T_init)
        (h_0,) = self._at.parameters(v.h_0)
        return U + self._number(self._grains.half_width(x) * h_0)

    def _beside_metal(self):
        """The potential of the sites where the host rests beside metal, U_0 of (4) [V]."""
        if not self._options.remembers:
            return 0.0
        return brentq(self._voltage, -_BELOW, self._highest, xtol=_CLOSE)

    def _metal_that_fits(self, electrode):
        """Metal that fills the pores, (1) [A.h]."""
        eps_0, eps_r = self._at.parameters(v.eps_0, v.eps_r)
        self._fullest = (eps_0 - eps_r) / self._param.V_bar_Li
        return self._number(self._fullest * electrode.L * self._param.A_cc * self._param.F / 3600)

    def _number(self, symbol):
        return float(self._values.evaluate(symbol, inputs=self._inputs))
