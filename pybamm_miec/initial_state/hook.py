"""Which cell begins by which law, and how PyBaMM gets to ask for it.

PyBaMM solves for two electrodes that intercalate, and knows neither site types nor metal.  There is no place
to declare another law: a ``Simulation`` calls ``pybamm.lithium_ion.set_initial_state``, and makes an
``ElectrodeSOHSolver`` beforehand; values keep the function that has the name when they are made.  So that
name is given to a function that asks what cell it has, and that class is told, in ``__new__``, to make one
that asks for no limits of a host.  Any other cell gets PyBaMM's own.  What is pickled finds the function by
PyBaMM's name, with this package or without.
"""

import functools
import importlib
from numbers import Real

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.balance.electrodes import is_full_cell
from pybamm_miec.errors import InitialStateError
from pybamm_miec.initial_state.full_cell import FullCell
from pybamm_miec.initial_state.half_cell import HalfCell
from pybamm_miec.options import HostOptions
from pybamm_miec.placement import Placement

_STOCK = pybamm.lithium_ion.set_initial_state
_HALF = Placement.of({"working electrode": "positive"})
_DIRECTIONS = ("charge", "discharge")


def set_initial_state(
    initial_value,
    parameter_values,
    direction=None,
    param=None,
    known_value="cyclable lithium capacity",
    inplace=True,
    options=None,
    inputs=None,
    tol=1e-6,
    esoh_solver=None,
) -> pybamm.ParameterValues:
    """Set where a run begins; a cell without a host is left to PyBaMM.

    In a half cell 1 is the empty host at the upper voltage limit, as in PyBaMM's half cells, and 0 is sites
    that are full at 0 V and pores that are full of metal.  In a full cell 0 and 1 are the open-circuit
    voltages at 0 and at 100 %; the lithium of both electrodes together stays what the values begin with, and
    what is not in the cathode is in the host and, beyond what the host takes down to 0 V, metal.

    A voltage is the open-circuit one: of sites, of metal and, in a host with hysteresis, of the branch that
    the values or `direction` say it is on.  The cell rests there once its first film is made.  A host that is
    begun below the potential of a film that it has yet to make gives it lithium, as one would, and drifts up:
    begin it with a film, as `pybamm_miec.design` does, or above.

    Parameters
    ----------
    initial_value : float or str
        State of charge, from 0 to 1; or an open-circuit voltage, as "3.8 V".
    parameter_values : pybamm.ParameterValues
        Of the cell.
    direction : str, optional
        "charge" or "discharge" of the cell: what a host with hysteresis remembers.
    param : pybamm.LithiumIonParameters, optional
        PyBaMM's symbols, of the model.
    known_value : str
        For PyBaMM's own cells.
    inplace : bool
        Whether to change `parameter_values`, or a copy of them.
    options : HostOptions, optional
        Of the model; a full cell can do without if all of its sites are open.
    inputs : dict, optional
        Values of parameters that are "[input]".
    tol : float
        For PyBaMM's own cells [-].
    esoh_solver : object, optional
        For PyBaMM's own cells.

    Returns
    -------
    pybamm.ParameterValues
        The values, or the copy.

    Raises
    ------
    InitialStateError
        For what is neither a number nor a voltage, a state that the cell cannot have, a host that has neither
        sites nor pores to count lithium in, or values that do not tell which model they are for.
    """
    law = _law_of(parameter_values, options)
    if law is None:
        return _STOCK(
            initial_value,
            parameter_values,
            direction,
            param,
            known_value,
            inplace,
            options,
            inputs,
            tol,
            esoh_solver,
        )
    start = _remembered(direction, options)
    held = parameter_values.copy()  # a refusal leaves the values as they were
    held.update(start)
    cell = law(held, options or None, param, inputs)
    kind, number = _asked(initial_value)
    start |= cell.at_voltage(number) if kind == "voltage" else cell.at_charge(number)
    values = parameter_values if inplace else parameter_values.copy()
    values.update(start)
    return values


def _law_of(values, options):
    """The law of a cell with a host, or None for a cell that PyBaMM knows how to begin.

    PyBaMM fills its own particles in the host of a full cell; in a half cell, where metal counts, it cannot.
    """
    if not options:
        if is_full_cell(values):
            return FullCell
        return HalfCell if _HALF.key(v.j_lim) in values else None
    if not isinstance(options, HostOptions) or not options.has_host:
        return None
    if options.host.is_terminal:
        return HalfCell
    return FullCell if options.has_sites and is_full_cell(values) else None


def _asked(initial_value):
    """What kind of value is asked for, and its number."""
    if isinstance(initial_value, str) and initial_value.strip().endswith("V"):
        try:
            return "voltage", float(initial_value.strip()[:-1])
        except ValueError:
            pass
    elif isinstance(initial_value, Real):
        return "charge", float(initial_value)
    raise InitialStateError(
        "Where to begin must be a state of charge as a number or a voltage such as '3.8 V', got "
        f"{initial_value!r}."
    )


def _remembered(direction, options):
    """What a host with hysteresis remembers, of lithium that it gave off (1) or took up (-1)."""
    if direction is None or not options or not options.remembers:
        return {}
    if direction not in _DIRECTIONS:
        raise InitialStateError(f"'direction' must be one of {_DIRECTIONS}, got {direction!r}.")
    into_host = options.host.lithiation_sign * (1 if direction == "discharge" else -1)
    return {options.host.key(v.h_0): -float(into_host)}


class HostSOHSolver(pybamm.lithium_ion.ElectrodeSOHSolver):
    """What stands in for PyBaMM's solver for two electrodes that intercalate: no limits of a host."""

    def _get_lims_ocp(self, direction):
        return None


@functools.wraps(_STOCK)  # also its name and its module, by which it is pickled
def _of_its_cell(*args, **settings):
    return set_initial_state(*args, **settings)


def _for_its_cell(cls, parameter_values=None, *_args, options=None, **_kwargs):
    """An instance of the class that fits the cell; a pickle asks for one without values."""
    stock = cls is pybamm.lithium_ion.ElectrodeSOHSolver and parameter_values is not None
    if stock and _law_of(parameter_values, options) is FullCell:
        cls = HostSOHSolver
    return object.__new__(cls)


for _home in (pybamm.lithium_ion, importlib.import_module(_STOCK.__module__)):
    _home.set_initial_state = _of_its_cell
pybamm.lithium_ion.ElectrodeSOHSolver.__new__ = staticmethod(_for_its_cell)
