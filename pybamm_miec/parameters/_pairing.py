"""A full cell of an anode of ours and a positive electrode of PyBaMM's."""

from typing import Any

import pybamm

from pybamm_miec.parameters._refusal import ending, refuse

_PER_CELL = ("Nominal cell capacity [A.h]", "Current function [A]")
_SIDES = (
    "Electrode height [m]",
    "Electrode width [m]",
    "Number of electrodes connected in parallel to make a cell",
)
_NEEDED = (
    "Positive electrode OCP [V]",
    "Negative electrode OCP [V]",
    "Negative particle radius [m]",
    *_PER_CELL,
    *_SIDES,
)


def with_positive(anode: dict[str, Any], positive: str, ours: tuple[str, ...]) -> dict[str, Any]:
    """Return the values of a cell, discharged, whose positive electrode comes from a set of PyBaMM.

    Parameters
    ----------
    anode : dict
        The anode's values, placed as the negative electrode.
    positive : str
        Name of a set of a full cell.
    ours : tuple of str
        Names of cathodes, which a message tells besides.

    Returns
    -------
    dict
        The set's values, less its negative electrode, with the anode's over them.

    Raises
    ------
    ParameterSetError
        When there is no such set, or it is not of a full cell.
    """
    known = tuple(pybamm.parameter_sets)
    if positive not in known:
        refuse(
            "positive",
            f"must be one of {ours}, or a set of PyBaMM that gives the positive electrode, such as "
            f"'Chen2020', got {positive!r}{ending(str(positive), (*ours, *known))}",
        )
    stock = dict(pybamm.parameter_sets[positive])
    _check_is_full_cell(positive, stock)
    rest = {name: value for name, value in stock.items() if not _of_anode(name)}
    cell = {**rest, **anode, **_per_area(stock, anode), **_discharged(stock)}
    return {**cell, "citations": [*stock.get("citations", []), *anode["citations"]]}


def _check_is_full_cell(positive: str, stock: dict[str, Any]) -> None:
    missing = [name for name in _NEEDED if name not in stock]
    if stock.get("chemistry") != "lithium_ion":
        missing.insert(0, "a lithium-ion chemistry")
    if missing:
        refuse(
            "positive",
            "a full cell needs the set of a lithium-ion full cell with one phase in each electrode, such "
            f"as 'Chen2020', got {positive!r}, which has no {missing[0]}.",
        )


def _discharged(stock: dict[str, Any]) -> dict[str, float]:
    """All lithium in the positive electrode, as a cell with an empty host is built.

    Such a cell starts near 0 V, so the stock set's lower limit would end every run at once.
    """
    values = pybamm.ParameterValues(stock)
    *_, y_0 = pybamm.lithium_ion.get_min_max_stoichiometries(values)
    full = stock["Maximum concentration in positive electrode [mol.m-3]"]
    return {
        "Initial concentration in positive electrode [mol.m-3]": float(y_0 * full),
        "Lower voltage cut-off [V]": 0.0,
    }


def _of_anode(name: str) -> bool:
    return any(part in name.lower() for part in ("negative electrode", "negative particle"))


def _per_area(stock: dict[str, Any], anode: dict[str, Any]) -> dict[str, float]:
    """Capacity of the stock cell on the area of this one, and its current, which charges."""
    capacity, current = (stock[name] * _area(anode) / _area(stock) for name in _PER_CELL)
    return dict(zip(_PER_CELL, (capacity, -current), strict=True))


def _area(values: dict[str, Any]) -> float:
    area = 1.0
    for name in _SIDES:
        area *= float(values[name])
    return area
