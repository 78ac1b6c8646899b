"""``pybamm-miec sets``: the parameter sets, and where their values come from."""

from pybamm_miec.cli.console import console, table

COLUMNS = ("name", "value", "unit", "range", "how", "source")


def add(commands) -> None:
    """Add the subcommand to those of a parser."""
    parser = commands.add_parser(
        "sets",
        help="list the parameter sets",
        description="List the parameter sets, or where each value of one comes from.",
    )
    parser.add_argument("anode", nargs="?", metavar="ANODE", help="one of those listed without it")
    parser.set_defaults(run=run)


def run(arguments) -> None:
    """Print the sets, or the rows of one."""
    from pybamm_miec import parameters

    screen = console()
    if arguments.anode is None:
        for electrode in (*parameters.anodes(), *parameters.cathodes()):
            screen.print(f"[bold]{electrode}[/]  {_counts(parameters.provenance(electrode))}")
        return
    rows = parameters.provenance(arguments.anode)
    short = [name for name in COLUMNS if name not in ("name", "source")]
    screen.print(table(COLUMNS, map(_told, rows.itertuples()), in_one_line=short))
    screen.print(f"\n[bold]{arguments.anode}[/]  {_counts(rows)}")


def _told(row):
    value = row.value if isinstance(row.value, str) else f"{row.value:.4g}"
    between = "" if row.low != row.low else f"{row.low:.3g} to {row.high:.3g}"  # NaN: no range
    return f"{row.name} ({row.symbol})", value, row.unit, between, row.how, row.source


def _counts(rows):
    counts = rows["how"].value_counts()
    return f"{len(rows)} values: " + ", ".join(f"{n} {how}" for how, n in counts.items())
