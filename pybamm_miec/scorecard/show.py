"""The scorecard as it is printed: what was computed in a table, the rest by reason."""

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pybamm_miec.scorecard.compare import MISSED, VERDICT
from pybamm_miec.scorecard.host_cells import FOLLOWS
from pybamm_miec.scorecard.runs.effort import Effort

VERDICTS = ("reproduced", "predicted", "missed", "not yet modelled", "out of reach")
STYLE = {"reproduced": "green", "predicted": "bold green", "missed": "bold red"}


def show(card: pd.DataFrame, effort: Effort, console: Console) -> None:
    """Print a scorecard.

    Parameters
    ----------
    card : pandas.DataFrame
        From :func:`pybamm_miec.scorecard.scorecard`.
    effort : Effort
        How it was run.
    console : rich.console.Console
        Where to.
    """
    computed, rest = card[card["model"] != ""], card[card["model"] == ""]
    shortened = f" ({effort.name})" if effort.name else ""
    console.print(_computed(computed, f"Half cells against the paper{shortened}"))
    console.print(_missed(computed[computed["verdict"] == MISSED]))
    console.print(_fitted(card[card["fitted"] != ""]))
    console.print(_reasons(rest))
    console.print(_counts(card))


def _computed(lines, title):
    table = _plain_table(title)
    for name in ("id", "anode", "observable", "target", "model", "residual", "used as", "verdict"):
        table.add_column(name, no_wrap=name in ("id", "anode", "used as", "verdict"))
    for line in lines.itertuples():
        # a verdict on words needs no unit
        unit = f" {line.unit}" if line.residual and line.unit != "-" else ""
        verdict = Text(line.verdict, style=STYLE.get(line.verdict, ""))
        table.add_row(
            *map(Text, (line.id, line.anode, line.observable, line.target + unit)),
            *(line.model, line.residual, line.used_as, verdict),
        )
    return table


def _missed(lines):
    if lines.empty:
        return Text("")
    table = _plain_table("\nMissed, by how much and why", show_header=False)
    for line in lines.itertuples():
        table.add_row(line.id, Text(line.note))
    return table


def _fitted(lines):
    if lines.empty:
        return Text("")
    table = _plain_table("\nWith rows fitted to the cell itself, which predicts nothing")
    for name in ("id", "anode", "observable", "target", "predicted", "fitted"):
        table.add_column(name, no_wrap=name in ("id", "anode"))
    for line in lines.itertuples():
        fitted = f"{line.fitted} ({line.fitted_verdict})"
        of = (line.id, line.anode, line.observable, line.target, line.model, fitted)
        table.add_row(*map(Text, of))
    return table


def _reasons(lines):
    table = _plain_table("\nNot computed, and why", show_header=False)
    for (verdict, note), group in lines.groupby(["verdict", "note"], sort=False):
        table.add_row(verdict, " ".join(group["id"]), Text(note))
    table.columns[0].no_wrap = True
    return table


def _counts(card):
    counts = card["verdict"].value_counts()
    told = ", ".join(f"{counts.get(verdict, 0)} {verdict}" for verdict in VERDICTS)
    return Text(f"\n{len(card)} targets: {told}{_independent(card)}", style="bold")


def _independent(card):
    """How many predictions say nothing that another says, in words."""
    predicted = list(card["id"][card["verdict"] == VERDICT["held out"]])
    again = [f"{key} follows from {FOLLOWS[key]}" for key in predicted if key in FOLLOWS]
    if not again:
        return ""
    return f".\n{len(predicted) - len(again)} predictions are independent: {', '.join(again)}"


def _plain_table(title, **options):
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        **options,
    )
