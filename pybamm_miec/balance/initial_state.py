"""Where a run of a full cell begins: at a state of charge, or at an open-circuit voltage.

PyBaMM sets both with a solver for two electrodes that intercalate.  There is no place to declare another: a
``Simulation`` calls ``pybamm.lithium_ion.set_initial_state``, and makes an ``ElectrodeSOHSolver`` beforehand;
values keep the function that has the name when they are made.  So that name is given to a function that asks
what cell it has, and that class is told, in ``__new__``, to make one that asks for no limits of a host.  Any
other cell gets PyBaMM's own.  What is pickled finds the function by PyBaMM's name, with this package or
without.
"""

import functools
import importlib
import warnings
from numbers import Real

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.balance.electrodes import HOST, electrodes, is_full_cell
from pybamm_miec.options import HostOptions

_STOCK = pybamm.lithium_ion.set_initial_state
_BRANCHES = {
    "charge": -1.0,
    "discharge": 1.0,
}  # what a host remembers of lithium that went in, or out


def set_initial_state(
    initial_value,
    values,
    *,
    direction=None,
    param=None,
    inplace=True,
    options=None,
    inputs=None,
) -> pybamm.ParameterValues:
    """Set where a run of a full cell with a host begins.

    The lithium that both electrodes hold together stays what the values begin with, as in PyBaMM: what is not
    in the cathode is in the host and, beyond what the host takes down to 0 V, metal in the pores and on the
    face.

    Parameters
    ----------
    initial_value : float or str
        State of charge, from 0 to 1, between the open-circuit voltages at 0 and at 100 %; or an open-circuit
        voltage, as "3.8 V".
    values : pybamm.ParameterValues
        Of the cell.
    direction : str, optional
        "charge" or "discharge": what a host with hysteresis remembers.
    param : pybamm.LithiumIonParameters, optional
        PyBaMM's symbols, of the model.
    inplace : bool
        Whether to change `values`, or a copy of them.
    options : HostOptions, optional
        Of the model.
    inputs : dict, optional
        Values of parameters that are "[input]".

    Returns
    -------
    pybamm.ParameterValues
        The values, or the copy.

    Raises
    ------
    ValueError
        For a voltage beyond those at 0 and 100 %, or what is neither number nor voltage.
    """
    values = values if inplace else values.copy()
    cell = electrodes(values, param, options, inputs)
    y = _lithium_in_cathode(cell, initial_value)
    full = values.evaluate(
        pybamm.Parameter("Maximum concentration in positive electrode [mol.m-3]"),
        inputs=inputs or {},
    )
    began = cell.values(y) | {"Initial concentration in positive electrode [mol.m-3]": y * full}
    if direction is not None and options is not None and options.remembers:
        began[HOST.key(v.h_0)] = _BRANCHES[direction]
    values.update(began)
    return values


@functools.wraps(_STOCK)  # also its name and its module, by which it is pickled
def _of_its_cell(
    initial_value,
    parameter_values,
    direction=None,
    param=None,
    known_value="cyclable lithium capacity",
    inplace=True,
    options=None,
    inputs=None,
    **solver,
):
    if is_full_cell(parameter_values) and (not options or _has_host(options)):
        return set_initial_state(
            initial_value,
            parameter_values,
            direction=direction,
            param=param,
            inplace=inplace,
            options=options or None,
            inputs=inputs,
        )
    return _STOCK(
        initial_value,
        parameter_values,
        direction,
        param,
        known_value,
        inplace,
        options,
        inputs,
        **solver,
    )


def _has_host(options):
    return isinstance(options, HostOptions) and options.has_sites


def _lithium_in_cathode(cell, initial_value):
    cathode = cell.cathode
    if isinstance(initial_value, str) and initial_value.strip().endswith("V"):
        V = float(initial_value.strip()[:-1])
        if not cathode.lower <= V <= cathode.upper:
            raise ValueError(
                f"Initial voltage {V:g} V is outside of the open-circuit voltages at 0 and 100 % SOC, "
                f"{cathode.lower:g} and {cathode.upper:g} V; choose one between them."
            )
        return cell.at_voltage(V)
    if not isinstance(initial_value, Real):
        raise ValueError(
            f"Initial value must be a number (1.0 is 100 % SOC) or a voltage such as '3.8 V', got "
            f"{initial_value!r}."
        )
    if not 0 <= initial_value <= 1:
        warnings.warn(
            f"Initial SOC {initial_value!r} is outside of 0 to 1.", UserWarning, stacklevel=4
        )
    y_0, y_100 = (cell.at_voltage(V) for V in (cathode.lower, cathode.upper))
    return y_0 - initial_value * (y_0 - y_100)


class HostSOHSolver(pybamm.lithium_ion.ElectrodeSOHSolver):
    """What stands in for PyBaMM's solver for two electrodes that intercalate: no limits of a host."""

    def _get_lims_ocp(self, direction):
        return None


def _for_its_cell(cls, parameter_values=None, *_args, options=None, **_kwargs):
    """An instance of the class that fits the cell; a pickle asks for one without values."""
    stock = cls is pybamm.lithium_ion.ElectrodeSOHSolver and parameter_values is not None
    if stock and _has_host(options) and is_full_cell(parameter_values):
        cls = HostSOHSolver
    return object.__new__(cls)


for _home in (pybamm.lithium_ion, importlib.import_module(_STOCK.__module__)):
    _home.set_initial_state = _of_its_cell
pybamm.lithium_ion.ElectrodeSOHSolver.__new__ = staticmethod(_for_its_cell)
