"""What a fit gives, as rows of a parameter set: a TOML file that a set can take under ``fitted``."""

from collections import Counter

from pybamm_miec import parameters
from pybamm_miec.calibration.cell import Cell
from pybamm_miec.calibration.record import Record

DIGITS = 3  # significant ones, of values whose standard errors are some per cent and more
_SIDE = {"half": "positive", "full": "negative"}  # where the host is


def rows(record: Record, source: str) -> str:
    """Return the rows that a fit gives, as the text of a TOML file.

    Parameters
    ----------
    record : Record
        Of the fit.
    source : str
        Where a set has the record, from its folder: "calibration/half_cells.json".

    Returns
    -------
    str
        A row for each parameter that is a row of the sets and has one value, in the form that
        ``parameter_sets/README.md`` describes; of others a comment.
    """
    count = Counter(each["symbol"] for each in record.parameters)
    title = record.title or "fitted"
    parts = [f"# {title[0].upper()}{title[1:]}: what {source} gives, which says how well."]
    for each in record.parameters:
        if count[each["symbol"]] > 1:
            parts.append(
                f"# {each['name']} = {_short(each['value'])}: one of several, a row has one value"
            )
        else:
            cell = Cell(**record.cells[each["cells"][0]])
            parts.append(_row(each, cell, source))
    return "\n\n".join(parts) + "\n"


def _row(each, cell, source):
    ours = cell.positive if cell.positive in parameters.cathodes() else None
    told = parameters.provenance(cell.anode, cell.cell, ours, fitted=False).set_index("symbol")
    symbol, value = each["symbol"], _short(each["value"])
    if symbol not in told.index:
        return f"# {each['name']} = {value}: no row of a set, but an argument of the design or of PyBaMM's"
    row = told.loc[symbol]
    name = row["name"]
    for side, placed in ((_SIDE[cell.cell], "{host}"), (_SIDE[cell.cell].title(), "{Host}")):
        name = name.replace(f"{side} electrode", f"{placed} electrode")
    lines = [
        f'["{name}"]',
        f'symbol = "{symbol}"',
        f"value = {value}",
        f'unit = "{row["unit"]}"',
        'how = "fitted"',
        f'source = "{source}"',
        f"range = [{float(row['low'])!r}, {float(row['high'])!r}]",
    ]
    seen = {row["name"], f"{row['name']} [{row['unit']}]"} & set(cell.at({}))
    return "\n".join(lines if seen else [*lines, "parameter = false"])


def _short(value):
    return repr(float(f"{value:.{DIGITS}g}"))
