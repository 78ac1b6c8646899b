"""The command ``pybamm-miec``: reproduce the paper, fit, move what is not known, look at the sets.

PyBaMM asks whoever imports it for the first time, whether it may collect data.  A command has other
things to say, so it opts out for its own process, and only then imports what needs PyBaMM.
"""

import argparse
import os
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from pybamm_miec.errors import MiecError

BAD_INPUT = 2
FAILED = 1
FEWEST = 3  # draws
WIDTH = 200  # of what is printed where there is no terminal to ask: names and sources in one line


def main(argv: list[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    argv : list of str, optional
        Arguments; those of the process if not given.

    Returns
    -------
    int
        0, or 2 after bad input, which is told in one sentence.
    """
    arguments = _parser().parse_args(argv)
    os.environ.setdefault("PYBAMM_DISABLE_TELEMETRY", "true")
    try:
        arguments.run(arguments)
    except (MiecError, OSError) as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("Stopped before the end; nothing was written.", file=sys.stderr)
        return FAILED
    return 0


def _reproduce(arguments):
    folder = _writable(arguments.out)
    import pybamm

    from pybamm_miec import scorecard

    pybamm.set_logging_level("ERROR")
    effort = scorecard.QUICK if arguments.quick else scorecard.FULL
    with _progress() as progress:
        bar = progress.add_task("plating", total=scorecard.steps(effort))
        card = scorecard.reproduce(
            folder, effort, lambda doing: progress.update(bar, advance=1, description=doing)
        )
    console = _console()
    scorecard.show(card, effort, console)
    console.print(
        f"Written to {folder}: scorecard.csv, and figures (PNG) with their numbers (CSV)."
    )


def _sweep(arguments):
    folder = _writable(arguments.out)
    import pybamm

    from pybamm_miec import parameters, scorecard

    parameters.folder(arguments.anode)  # one that is unknown is told now
    pybamm.set_logging_level("ERROR")
    effort = scorecard.QUICK if arguments.quick else scorecard.FULL
    with _progress() as progress:
        total = scorecard.sweep_steps(arguments.anode, effort)
        bar = progress.add_task("reserve", total=total)
        scorecard.sweep(
            folder,
            arguments.anode,
            effort,
            lambda doing: progress.update(bar, advance=1, description=doing),
        )
    _console().print(f"Written to {folder}: figures (PNG) with their numbers (CSV).")


def _sensitivity(arguments):
    folder = _writable(arguments.out)
    import pybamm

    from pybamm_miec import sensitivity

    pybamm.set_logging_level("ERROR")
    with _progress() as progress:
        bar = progress.add_task("one at a time", total=sensitivity.steps(arguments.draws))
        found = sensitivity.explore(
            folder,
            arguments.draws,
            lambda doing: progress.update(bar, advance=1, description=doing),
        )
    console = _console()
    sensitivity.show(found, console)
    console.print(
        f"Written to {folder}: tables (CSV), and pictures (PNG) with their numbers (CSV)."
    )


def _fit(arguments):
    folder = _writable(arguments.folder, "--folder")
    import pybamm

    from pybamm_miec import calibration, figures

    pybamm.set_logging_level("ERROR")
    console = _console()
    plan = calibration.read_plan(arguments.plan, report=console.print)
    with _progress() as progress:
        bar = progress.add_task("building", total=None)

        def told(at):
            doing = f"start {at.start} of {at.starts}, {at.solved} runs, best {at.best:.4g}"
            progress.update(bar, advance=1, description=doing)

        record = calibration.fit(plan, folder, workers=arguments.workers, report=told)
    numbers = figures.fit.compute(plan, record, folder)
    rows = -(-figures.fit.panels(numbers) // figures.fit.ACROSS)
    figures.write(folder, "fit", numbers, figures.fit.draw, width=10.0, height=3.4 * rows)
    console.print(_optimum(record))
    for one in record.data:
        console.print(
            f"{one['source']}: {one['points']} points, off by {one['rms']:.3g} errors (rms)",
            markup=False,
        )
    for number, one in enumerate(record.searches, start=1):
        console.print(f"Search {number}: cost {one['cost']:.4g}; {one['ended']}.", markup=False)
    failed = record.counts["failed"]
    console.print(
        f"{record.counts['runs']} runs, of which {failed} failed or ended early; cost {record.cost:.4g}."
    )
    lost = record.counts["losses of processes"]
    if lost:
        console.print(f"Processes were lost {lost} times, and begun anew.")
    if record.stopped:
        console.print(
            f"Stopped before the end, {record.stopped}; the same command goes on from here."
        )
    console.print(
        f"Written to {folder}: record.json, journal.jsonl, fit.png with its numbers, fit.csv."
    )


def _optimum(record):
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in (
        "parameter",
        "optimum",
        "one standard error",
        "bounds",
        "what the data can't tell",
    ):
        table.add_column(name)
    for row in record.parameters:
        within = "" if row["between"] is None else "{:.4g} to {:.4g}".format(*row["between"])
        bounds = f"{row['low']:.3g} to {row['high']:.3g}"
        told = (row["name"], f"{row['value']:.4g}", within, bounds, row["verdict"])
        table.add_row(*map(Text, told))
    return table


def _sets(arguments):
    from pybamm_miec import parameters

    console = _console()
    if arguments.anode is None:
        for electrode in (*parameters.anodes(), *parameters.cathodes()):
            console.print(f"[bold]{electrode}[/]  {_counts(parameters.provenance(electrode))}")
        return
    rows = parameters.provenance(arguments.anode)
    console.print(_provenance(rows))
    console.print(f"\n[bold]{arguments.anode}[/]  {_counts(rows)}")


def _provenance(rows):
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("name", "value", "unit", "range", "how", "source"):
        table.add_column(name, no_wrap=name not in ("name", "source"))
    for row in rows.itertuples():
        value = row.value if isinstance(row.value, str) else f"{row.value:.4g}"
        between = "" if row.low != row.low else f"{row.low:.3g} to {row.high:.3g}"  # NaN: no range
        name = f"{row.name} ({row.symbol})"
        table.add_row(*map(Text, (name, value, row.unit, between, row.how, row.source)))
    return table


def _counts(rows):
    counts = rows["how"].value_counts()
    return f"{len(rows)} values: " + ", ".join(f"{n} {how}" for how, n in counts.items())


def _writable(out, option="--out"):
    """The folder, made if it is not there; told apart before the runs, not after."""
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OSError(
            f"{option}: nothing can be written to {out!r} ({error.strerror.lower()}); give a "
            "folder that can be made or written into."
        ) from None
    return folder


def _console(**options):
    from rich.console import Console

    console = Console(highlight=False, **options)
    if not console.is_terminal:
        console.width = WIDTH
    return console


def _progress():
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=_console(stderr=True))


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong in one sentence."""

    def error(self, message):
        self.exit(BAD_INPUT, f"{self.prog}: {message}; see {self.prog} --help.\n")


def _parser():
    parser = _Parser(prog="pybamm-miec", description="Lithium metal in a porous host, with PyBaMM.")
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    reproduce = commands.add_parser(
        "reproduce",
        help="simulate the paper's half cells and compare",
        description="Simulate the half cells of the paper's four anodes, print a scorecard of every target, "
        "and write it with figures and the numbers in them.",
    )
    reproduce.add_argument("--quick", action="store_true", help="coarser mesh and fewer cycles")
    reproduce.add_argument(
        "--out", default="reproduction", metavar="DIR", help="where to (%(default)s)"
    )
    reproduce.set_defaults(run=_reproduce)
    sweep = commands.add_parser(
        "sweep",
        help="draw a full cell over rate, temperature and reserve",
        description="Simulate a full cell with NCM622 at one rate, temperature and N/P after another, and "
        "write pictures with the numbers in them.",
    )
    sweep.add_argument("anode", metavar="ANODE", help="one of those that 'sets' lists")
    sweep.add_argument("--quick", action="store_true", help="coarser mesh and fewer cycles")
    sweep.add_argument("--out", default="sweep", metavar="DIR", help="where to (%(default)s)")
    sweep.set_defaults(run=_sweep)
    sensitivity = commands.add_parser(
        "sensitivity",
        help="move what is not known of the full cells",
        description="Run the full cells of LLTO@CNT with every value that has a range at its low and its "
        "high, and with all of them drawn together; print and draw how far the predictions move.",
    )
    sensitivity.add_argument(
        "--draws", type=_count, default=40, metavar="N", help="of all together (%(default)s)"
    )
    sensitivity.add_argument(
        "--out", default="sensitivity", metavar="DIR", help="where to (%(default)s)"
    )
    sensitivity.set_defaults(run=_sensitivity)
    fit = commands.add_parser(
        "fit",
        help="fit parameters to measurements",
        description="Fit the parameters of a plan to its measurements, print the optimum with what the data "
        "can't tell, and write record, journal and picture. Given again, the command goes on with a fit that "
        "was stopped.",
    )
    fit.add_argument("plan", metavar="PLAN", help="a TOML file")
    fit.add_argument("--folder", default="fit", metavar="DIR", help="where to (%(default)s)")
    fit.add_argument(
        "--workers", type=int, metavar="N", help="processes (as many as there are cores)"
    )
    fit.set_defaults(run=_fit)
    sets = commands.add_parser(
        "sets",
        help="list the parameter sets",
        description="List the parameter sets, or where each value of one comes from.",
    )
    sets.add_argument("anode", nargs="?", metavar="ANODE", help="one of those listed without it")
    sets.set_defaults(run=_sets)
    return parser


def _count(text):
    """At least three: of fewer there is no rank correlation."""
    if not text.isdecimal() or int(text) < FEWEST:
        raise argparse.ArgumentTypeError(f"must be a whole number from {FEWEST} up, got {text!r}")
    return int(text)


def _version():
    try:
        return f"pybamm-miec {metadata.version('pybamm-miec')}"
    except metadata.PackageNotFoundError:
        return "pybamm-miec, not installed: run from its source"
