"""A full cell in the words of its maker: capacity of the cathode, N/P, charged or not, pre-cycled or not.

N/P is the lithium that the anode is given over the capacity of the cathode between its limits.  The paper
(Lin 2025, Fig. 5) gives N/P ratios of 4 and 2 and does not define them; a cathode of NCM622 is built with its
lithium, so all that is plated beforehand is taken as the N.
"""

from numbers import Real

import numpy as np
import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.balance.electrodes import HOST, MAH_PER_CM2, OPENED, electrodes, thicker
from pybamm_miec.errors import DesignError

_COUNTS = ("rest", "0 V")
_THICKNESS = "Positive electrode thickness [m]"
_LOADING = "Positive electrode active mass loading [kg.m-2]"
_CAPACITY, _CURRENT = "Nominal cell capacity [A.h]", "Current function [A]"
_CONCENTRATION = "concentration in positive electrode [mol.m-3]"
_KG_PER_M2 = 0.01  # mg.cm-2
_AH_PER_M2 = 10.0  # mA.h.cm-2


def design(
    values,
    *,
    n_to_p=None,
    cathode_capacity=None,
    mass_loading=None,
    charged=False,
    pre_cycled=True,
    counted_from="rest",
    first_charge=0.0,
    most_on_face=None,
    options=None,
) -> pybamm.ParameterValues:
    """Return the values of a full cell that is built as its maker says.

    Parameters
    ----------
    values : pybamm.ParameterValues
        Of a full cell with a host; they are not changed.
    n_to_p : float, optional
        Lithium that the anode is given before the cell is built, over the capacity of the cathode [-]; none,
        as in an anode-free cell, if not given.
    cathode_capacity : float, optional
        Between the open-circuit voltages at 0 and 100 %, against lithium [mA.h.cm-2]; sets the thickness of
        the cathode.  As in `values` if neither this nor `mass_loading` is given.
    mass_loading : float, optional
        Active mass of the cathode [mg.cm-2], in place of its capacity.
    charged : bool
        Whether the lithium of the cathode is in the anode, too; a cell is built with it in the cathode.
    pre_cycled : bool
        Whether the host has been cycled before, as in the paper: all of its sites are open, its traps and its
        first film full, and its own lithium out again.  A host that takes up no lithium does not notice.
    counted_from : str
        "rest", when what the host takes before metal forms counts in `n_to_p`, as a cycler counts; or
        "0 V", when `n_to_p` is metal alone, and the host's lithium comes on top.
    first_charge : float
        Lithium that a new cathode gives in its first charge and never takes back, over its capacity [-].  It
        is at the anode from the start, beyond that of `n_to_p`, also when the host has not been cycled.
    most_on_face : float, optional
        Metal that may stand on the face of the host when the cell is charged [mA.h.cm-2]; as much as there
        is, if not given.
    options : HostOptions, optional
        Of the model, as `model.options`, where they differ from those that the set declares.

    Returns
    -------
    pybamm.ParameterValues
        With thickness, capacity and current of the cathode, and lithium of both electrodes at the start.
        Metal is the same over the depth of the host, up to 0.98 of its pores; more of it stands on the face.
        Film on the metal on the face is there; that in the pores, 0.4 % of their volume, is not.

    Raises
    ------
    DesignError
        For a cell that cannot be: with more lithium than pores and face take, with less than none, charged or
        plated before its host is pre-cycled, or of values that are not a full cell's.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> values = miec.parameters.parameter_values("LLTO@CNT", "full")
    >>> cell = miec.design(values, n_to_p=2, cathode_capacity=1.5)
    >>> round(1e3 * float(cell["Nominal cell capacity [A.h]"]), 2)  # on 1.131 cm2
    1.7
    """
    _check(n_to_p, counted_from, cathode_capacity, mass_loading, most_on_face)
    _check_number("first_charge", first_charge, "-", least=0)
    ready = values.copy()
    _pre_cycle(ready)
    cell = electrodes(ready, options=options)
    if not pre_cycled and cell.host.full and (n_to_p or charged):
        raise DesignError(
            f"n_to_p={n_to_p!r} and charged={charged!r} need a host that has been lithiated before, whose "
            "traps and first film are full; leave pre_cycled=True, or plate in the run."
        )
    made = ready if pre_cycled else values.copy()
    cathode = _sized(made, cell, cathode_capacity, mass_loading)
    host = electrodes(made, options=options).host if first_charge and not pre_cycled else cell.host
    given = ((n_to_p or 0.0) + first_charge) * cathode.capacity
    from_metal = n_to_p and counted_from == "0 V"
    _put_lithium(made, host, cathode, given, charged, from_metal, most_on_face)
    return made


def _pre_cycle(made):
    """Open the sites, fill the traps and make the first film."""
    for begins, at in ((v.c_t0, v.C_t), (v.q_e0, v.Q_e)):
        if HOST.key(begins) in made:
            made[HOST.key(begins)] = made[HOST.key(at)]
    if HOST.key(v.u_0) in made:
        made[HOST.key(v.u_0)] = 1.0


def _sized(made, cell, capacity, loading):
    """The cathode with the capacity or the loading that is asked for; what is per area goes with it."""
    if loading is not None:
        if _LOADING not in made:
            raise DesignError(
                f"'mass_loading' is {loading!r}, but the values have no {_LOADING!r}; give "
                "'cathode_capacity'."
            )
        factor = loading * _KG_PER_M2 / made[_LOADING]
    elif capacity is not None:
        factor = capacity * MAH_PER_CM2 / cell.cathode.capacity
        # what C rates refer to, however the values have defined it before
        nominal = capacity * _AH_PER_M2 * cell.area
        made[_CURRENT] *= nominal / (made[_CAPACITY] * factor)
        made[_CAPACITY] = nominal / factor
    else:
        return cell.cathode
    for name in (_THICKNESS, _CAPACITY, _CURRENT, _LOADING):
        if name in made:
            made[name] *= factor
    return thicker(cell.cathode, factor)


def _put_lithium(made, host, cathode, given, charged, from_metal, most_on_face):
    y_0, y_100 = cathode.window
    a = given + host.holds(host.beside_metal if from_metal else host.U)
    _refuse_too_much(host, a + cathode.capacity, most_on_face)
    made[f"Initial {_CONCENTRATION}"] = (y_100 if charged else y_0) * made[
        f"Maximum {_CONCENTRATION}"
    ]
    if not given and not charged:
        return  # the host is as it was
    made.update(host.values(a + cathode.capacity if charged else a))
    _film_on_face(made)


def _film_on_face(made):
    """Film that the metal on the face has made, by the law of metal_film.py."""
    if HOST.key(v.q_s0) not in made or not made[HOST.key(v.q_f0)]:
        return
    q_f0, q_n, Gamma, A_f = (made[HOST.key(name)] for name in (v.q_f0, v.q_n, v.Gamma, v.A_f))
    made[HOST.key(v.q_s0)] = Gamma * (np.tanh(q_f0 / q_n) + A_f * q_f0)


def _refuse_too_much(host, a, most_on_face):
    """Refuse a charged cell that holds more metal than there is room for."""
    metal, room = ((n / MAH_PER_CM2) for n in (a - host.holds(host.beside_metal), host.room))
    on_face = 0.0 if not host.on_face else np.inf if most_on_face is None else most_on_face
    in_pores = room if not host.on_face else OPENED * room
    if metal > in_pores + on_face:
        raise DesignError(
            f"When charged, the cell has {metal:.4g} mA.h.cm-2 of metal, of which the pores take "
            f"{in_pores:.4g} (they hold {room:.4g}) and the face {on_face:.4g}; lower 'n_to_p' or "
            "'cathode_capacity', or let more stand on the face."
        )


def _check(n_to_p, counted_from, cathode_capacity, mass_loading, most_on_face):
    _check_number("n_to_p", n_to_p, "-", least=0)
    _check_number("most_on_face", most_on_face, "mA.h.cm-2", least=0)
    _check_number("cathode_capacity", cathode_capacity, "mA.h.cm-2")
    _check_number("mass_loading", mass_loading, "mg.cm-2")
    if counted_from not in _COUNTS:
        raise DesignError(f"'counted_from' must be one of {_COUNTS}, got {counted_from!r}.")
    if cathode_capacity is not None and mass_loading is not None:
        raise DesignError(
            f"'cathode_capacity' is {cathode_capacity!r} and 'mass_loading' is {mass_loading!r}; give one, "
            "the other follows."
        )


def _check_number(name, value, unit, least=None):
    """Refuse what is no number from `least` up, or above 0."""
    if value is None:
        return
    number = isinstance(value, Real) and not isinstance(value, bool) and np.isfinite(value)
    if not number or (value <= 0 if least is None else value < least):
        allowed = "above 0" if least is None else f"from {least} up"
        raise DesignError(f"{name!r} must be a number {allowed} [{unit}], got {value!r}.")
