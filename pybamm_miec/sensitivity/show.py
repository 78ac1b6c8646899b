"""What moves the predictions, and how far, as it is printed."""

import math

from rich.console import Console
from rich.table import Table

from pybamm_miec.figures import prediction_spread
from pybamm_miec.figures.tornado import strongest
from pybamm_miec.sensitivity.predictions import PREDICTIONS
from pybamm_miec.sensitivity.report import Explored

TOP = 5  # of each prediction


def show(found: Explored, console: Console) -> None:
    """Print what moves each prediction most, and how far they are spread.

    Parameters
    ----------
    found : Explored
        From :func:`explore`.
    console : rich.console.Console
        Where to.
    """
    for prediction in PREDICTIONS:
        console.print(_one(found, prediction.name))
    console.print(_all(found.spread))


def _one(found, name):
    top = strongest(found.ends, name)
    table = _plain(
        f"\n{name}: {top['base'].iloc[0]:.4g} with the set's own values",
        f"rank correlations up to {found.levels[name]:.2f} are left blank: noise gives as much in one of "
        "twenty such tables",
    )
    for column in ("unknown", "from", "to", "at low", "at high", "model", "rank correlation"):
        table.add_column(column)
    for line in top.head(TOP).to_dict("records"):
        rank = found.ranks[name].get(line["symbol"], math.nan)
        table.add_row(
            f"{line['name']} ({line['symbol']}) {'' if line['unit'] == '-' else line['unit']}",
            *(_number(line[key]) for key in ("low", "high", "at low", "at high")),
            line["model"],
            "" if math.isnan(rank) else f"{rank:+.2f}",
        )
    return table


def _all(spread):
    numbers = prediction_spread.percentiles(spread)
    table = _plain("\nAll drawn together", "percentiles are of the draws that are not left out")
    for column in ("prediction", *numbers.columns):
        table.add_column(column)
    for name, row in numbers.iterrows():
        table.add_row(name, *(_number(x) for x in row))
    return table


def _number(value):
    return str(value) if isinstance(value, str | bool) else f"{value:.4g}"


def _plain(title, caption):
    left = {"title_justify": "left", "caption_justify": "left"}
    return Table(title=title, caption=caption, **left, title_style="bold", box=None, pad_edge=False)
