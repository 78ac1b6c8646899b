"""Parameter sets: what a cell is made of, and where each number comes from."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pybamm

from pybamm_miec import initial_state as initial_state  # tells PyBaMM where a cell begins
from pybamm_miec.parameters import _files, _pairing, _read
from pybamm_miec.parameters._refusal import refuse as _refuse
from pybamm_miec.parameters._rows import Parameter as _Parameter


def anodes() -> tuple[str, ...]:
    """Return the anodes that there is a parameter set for.

    Returns
    -------
    tuple of str
        As `parameter_values` takes them.
    """
    return tuple(_read.folders(_files.ROOT, "anode"))


def cathodes() -> tuple[str, ...]:
    """Return the cathodes that there is a parameter set for.

    Returns
    -------
    tuple of str
        As `parameter_values` takes them: in a half cell of their own, or as the positive electrode of a full
        cell.
    """
    return tuple(_read.folders(_files.ROOT, "cathode"))


def folder(anode: str) -> Path:
    """Return the folder that holds the set of an anode, its targets and its notes.

    Parameters
    ----------
    anode : str
        One of :func:`anodes` or of :func:`cathodes`.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ParameterSetError
        For an anode that there is no set for.
    """
    return _read.folder_of(anode, _read.ROLES)


def parameter_values(
    anode: str,
    cell: str = "half",
    positive: str | None = None,
    changed: Mapping[str, float] | None = None,
    fitted: bool = True,
) -> pybamm.ParameterValues:
    """Return the parameter values of an anode in a cell, or of a cathode in a half cell.

    Parameters
    ----------
    anode : str
        One of :func:`anodes`, or for a half cell of :func:`cathodes`.
    cell : str
        "half" (against lithium) or "full".
    positive : str, optional
        For a full cell, its positive electrode: one of :func:`cathodes`, "NCM622" if not given; or a set of
        PyBaMM, of a full cell.  It holds all the lithium, as a cell is built, and gives the upper voltage
        limit, the capacity and the current, which charges.
        Of a set of PyBaMM, capacity and current are per area; geometry, separator and electrolyte stay the
        anode's.
    changed : mapping, optional
        Other values for rows of the set, by symbol or name, in the unit of the row; what is derived from them
        follows.  :func:`provenance` lists symbols, units and ranges.
    fitted : bool
        Whether rows that are fitted to this kind of cell alone take the place of those that hold in all.
        Without them a full cell is predicted from half cells.

    Returns
    -------
    pybamm.ParameterValues
        Derived values are computed when the set is read: they do not follow a value that is changed
        afterwards.  The reference values of functions do.

    Raises
    ------
    ParameterSetError
        For an electrode or a cell that there is no set for, a full cell of a cathode, a half cell with a
        positive electrode, and a change of what is no row or by what is no number.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> miec.parameters.parameter_values("LLTO@CNT")["Positive electrode porosity"]
    0.46
    >>> other = miec.parameters.parameter_values("LLTO@CNT", changed={"chi": 0.01})
    >>> other["Positive electrode isolated share of stripped lithium"]
    0.01
    """
    if cell == "half" and positive is not None:
        _refuse("positive", f"a half cell has lithium for its counter electrode, got {positive!r}.")
    if cell == "full" and positive not in (None, *cathodes()):
        values = _read.read_set(
            _read.folder_of(anode), cell, changed=changed, fitted=fitted
        ).values()
        return pybamm.ParameterValues(_pairing.with_positive(values, positive, cathodes()))
    return pybamm.ParameterValues(_read_set(anode, cell, positive, changed, fitted).values())


def provenance(
    anode: str, cell: str = "half", positive: str | None = None, fitted: bool = True
) -> pd.DataFrame:
    """Return where each value of a set comes from.

    Parameters
    ----------
    anode : str
        One of :func:`anodes`, or for a half cell of :func:`cathodes`.
    cell : str
        "half" or "full".
    positive : str, optional
        For a full cell, one of :func:`cathodes`, "NCM622" if not given.
    fitted : bool
        As for :func:`parameter_values`.

    Returns
    -------
    pandas.DataFrame
        One row a value; columns ``name, symbol, value, unit, how, source, low, high, file``.
        ``low`` and ``high`` are empty (NaN) where no range is given; the source of a derived value
        begins with its formula.

    Raises
    ------
    ParameterSetError
        For an electrode or a cell that there is no set for.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> table = miec.parameters.provenance("LLTO@CNT")
    >>> table[table["how"] == "measured"]["name"].iloc[0]
    'Positive electrode porosity'
    """
    rows = _read_set(anode, cell, positive, fitted=fitted).rows
    return pd.DataFrame([_provenance(row) for row in rows])


def host_options(anode: str) -> dict[str, str]:
    """Return the options of :class:`pybamm_miec.HostOptions` that the set of an anode declares.

    Parameters
    ----------
    anode : str
        One of :func:`anodes`.

    Returns
    -------
    dict
        Option names and values.

    Raises
    ------
    ParameterSetError
        For an anode that there is no set for.
    """
    return dict(_read.read_header(_read.folder_of(anode))["options"])


def _read_set(
    anode: str,
    cell: str,
    positive: str | None,
    changed: Mapping[str, float] | None = None,
    fitted: bool = True,
) -> _read.ParameterSet:
    """The set of an anode, with its cathode in a full cell, or of a cathode."""
    if cell != "full":
        folder = _read.folder_of(anode, _read.ROLES)
        return _read.read_set(folder, cell, changed=changed, fitted=fitted)
    cathode = _read.folder_of(positive or _read.CATHODE, ("cathode",))
    return _read.read_set(_read.folder_of(anode), cell, cathode, changed, fitted)


def _provenance(row: _Parameter) -> dict[str, object]:
    low, high = row.range or (float("nan"), float("nan"))
    told = [f"= {row.formula}" if row.formula else "", row.source]
    return {
        "name": row.name,
        "symbol": row.symbol,
        "value": row.value,
        "unit": row.unit,
        "how": row.how,
        "source": "; ".join(part for part in told if part),
        "low": low,
        "high": high,
        "file": row.file,
    }
