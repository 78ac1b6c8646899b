"""Where a full cell with a host begins, by the equations of `pybamm_miec.balance.electrodes`.

The lithium that both electrodes hold together stays what the values begin with, as in PyBaMM: what is not in
the cathode is in the host and, beyond what the host takes down to 0 V, metal in the pores and on the face.
"""

import warnings

import pybamm

from pybamm_miec.balance.electrodes import electrodes
from pybamm_miec.errors import DesignError, InitialStateError

_CALLER = 5  # calls up from the warning: whoever called values.set_initial_state


class FullCell:
    """A full cell with a host, and what it begins with.

    Parameters
    ----------
    values : pybamm.ParameterValues
        Of the cell.
    options : HostOptions, optional
        Of the model; without them the sites that are open are known only if all are.
    param : pybamm.LithiumIonParameters, optional
        PyBaMM's symbols, of the model.
    inputs : dict, optional
        Values of parameters that are "[input]".

    Raises
    ------
    InitialStateError
        For a host of which it is not known whether sites have to open.
    """

    def __init__(self, values, options=None, param=None, inputs=None):
        try:
            self._cell = electrodes(values, param, options, inputs)
        except DesignError as unknown:
            raise InitialStateError(str(unknown)) from unknown
        full = pybamm.Parameter("Maximum concentration in positive electrode [mol.m-3]")
        self._full = values.evaluate(full, inputs=inputs or {})

    def at_voltage(self, V: float) -> dict[str, float]:
        """Return the initial values at an open-circuit voltage [V], by name."""
        low, high = self._cell.cathode.lower, self._cell.cathode.upper
        if not low <= V <= high:
            raise InitialStateError(
                f"Initial voltage {V:g} V is outside of the open-circuit voltages at 0 and 100 % SOC, "
                f"{low:g} and {high:g} V; choose one between them."
            )
        return self._begin(self._cell.at_voltage(V))

    def at_charge(self, soc: float) -> dict[str, float]:
        """Return the initial values at a state of charge [-], by name."""
        cathode = self._cell.cathode
        y_0, y_100 = (self._cell.at_voltage(V) for V in (cathode.lower, cathode.upper))
        y = y_0 - soc * (y_0 - y_100)
        most = min(1.0, self._cell.lithium / cathode.full)
        if not 0 < y <= most * (1 + 1e-12):
            raise InitialStateError(
                f"The state of charge must be between 0 and 1, got {soc:g}, where the cathode would be "
                f"filled to {y:.3g}; it can be from 0 to {most:.3g}."
            )
        if not 0 <= soc <= 1:  # beyond the voltage limits, as in PyBaMM
            warnings.warn(
                f"Initial SOC {soc!r} is outside of 0 to 1.", UserWarning, stacklevel=_CALLER
            )
        return self._begin(y)

    def _begin(self, y):
        return self._cell.values(y) | {
            "Initial concentration in positive electrode [mol.m-3]": y * self._full
        }
