r"""Where a run of a half cell begins: at a state of charge, or at an open-circuit voltage.

    Q = Q_s (x(0 V) - x(V_max)) + F A L (eps_0 - eps_r)/V_Li     what the host takes, then its pores   (1)
    (1 - SOC) Q = Q_s (x(U) - x(V_max)) + F A L c_m0             of which is there                     (2)
    U > 0 V and c_m0 = 0,  or  U = 0 V                           metal only where the host is full     (3)
    V = U + U_H                                                  an open-circuit voltage               (4)

As in PyBaMM's half cells, 1 is charged, the empty host at the upper voltage limit, and a discharge puts
lithium into it; 0 is lithium in all sites that are open down to 0 V and pores that are full, where they can
be.  What the face could hold has no end and does not count, nor does what is lost.  Without metal the lower
voltage limit takes the place of 0 V, as in PyBaMM.  The other way round, with 0 for the empty host, the same
number would mean the opposite with PyBaMM's own particles.

PyBaMM asks for an open-circuit function of lithium, which site types do not have, and knows no metal.  There
is no place to declare another: a ``Simulation`` calls ``pybamm.lithium_ion.set_initial_state``, and values
keep the function that has the name when they are made.  So that name is given to a function that asks what
cell it has, and leaves all others to the one that had the name.
"""

from numbers import Real

import pybamm
from pybamm.models.full_battery_models.lithium_ion import initial_state as _stock
from scipy.optimize import brentq

from pybamm_miec import vocabulary as v
from pybamm_miec.errors import InitialStateError
from pybamm_miec.options import HostOptions
from pybamm_miec.submodels import HostParameters

_CLOSE = 1e-12  # V
_BRANCHES = {"charge": 1.0, "discharge": -1.0}  # h of a host that gives off lithium, or takes it up
_others = pybamm.lithium_ion.set_initial_state


def set_initial_state(initial_value, parameter_values, direction=None, **settings):
    """Set where a run of a half cell begins; any other cell is left to PyBaMM.

    Parameters
    ----------
    initial_value : float or str
        State of charge, from 1 at the empty host to 0; or an open-circuit voltage, as "0.5 V".
    parameter_values : pybamm.ParameterValues
        Of the cell.
    direction : str, optional
        "charge" or "discharge": what a host with hysteresis remembers.
    **settings
        Of ``pybamm.lithium_ion.set_initial_state``; ``options``, ``param``, ``inputs`` and ``inplace`` are
        used.

    Returns
    -------
    pybamm.ParameterValues
        The values, changed in place unless ``inplace`` is False.

    Raises
    ------
    InitialStateError
        For a state of charge beyond 0 and 1, a voltage beyond those that belong to them, or a host that has
        neither sites nor pores to count lithium in.
    """
    options = settings.get("options")
    ours = isinstance(options, HostOptions) and options.has_host and options.host.is_terminal
    if not ours:
        return _others(initial_value, parameter_values, direction, **settings)
    values = parameter_values if settings.get("inplace", True) else parameter_values.copy()
    if direction is not None and options.remembers:
        values[options.host.key(v.h_0)] = _BRANCHES[direction]
    host = _Host(values, options, settings.get("param"), settings.get("inputs"))
    values.update(host.at(initial_value))
    return values


class _Host:
    """What a host holds at a potential of its sites."""

    def __init__(self, values, options, param, inputs):
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
        self._lowest = 0.0 if options.has_metal else self._number(self._param.voltage_low_cut)

    def at(self, initial_value):
        """Return what to begin with, by name."""
        if isinstance(initial_value, str) and initial_value.strip().endswith("V"):
            return self._at_voltage(float(initial_value.strip()[:-1]))
        if not isinstance(initial_value, Real):
            raise InitialStateError(
                "Where to begin must be a state of charge or a voltage such as '0.5 V', got "
                f"{initial_value!r}."
            )
        if not 0 <= initial_value <= 1:
            raise InitialStateError(
                f"A state of charge must be between 0 and 1, got {initial_value!r}."
            )
        return self._at_charge(initial_value)

    def _at_voltage(self, V):
        low, high = self._voltage(self._lowest), self._voltage(self._highest)
        if not low <= V <= high:
            raise InitialStateError(
                f"The open-circuit voltage of the host is between {low:g} and {high:g} V, got {V:g} V."
            )
        return self._begin(self._solve(lambda U: self._voltage(U) - V), 0.0)

    def _at_charge(self, soc):
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

    def _metal_that_fits(self, electrode):
        """Metal that fills the pores, (1) [A.h]."""
        eps_0, eps_r = self._at.parameters(v.eps_0, v.eps_r)
        self._fullest = (eps_0 - eps_r) / self._param.V_bar_Li
        return self._number(self._fullest * electrode.L * self._param.A_cc * self._param.F / 3600)

    def _number(self, symbol):
        return float(self._values.evaluate(symbol, inputs=self._inputs))


def _for_its_cell(*args, **kwargs):
    """What has PyBaMM's name for it; values are saved with that name, and read without this package."""
    return set_initial_state(*args, **kwargs)


_for_its_cell.__module__, _for_its_cell.__qualname__ = _stock.__name__, "set_initial_state"
_stock.set_initial_state = pybamm.lithium_ion.set_initial_state = _for_its_cell
