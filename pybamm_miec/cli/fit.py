"""``pybamm-miec fit``: parameters from measurements."""

from pathlib import Path

from pybamm_miec.cli.console import console, table
from pybamm_miec.cli.folder import writable
from pybamm_miec.cli.progress import progress

ROWS = "rows.toml"
COLUMNS = ("parameter", "optimum", "one standard error", "bounds", "what the data can't tell")


def add(commands) -> None:
    """Add the subcommand to those of a parser."""
    parser = commands.add_parser(
        "fit",
        help="fit parameters to measurements",
        description="Fit the parameters of a plan to its measurements, print the optimum with what the data "
        "can't tell, and write record, journal and picture. Given again, the command goes on with a fit that "
        "was stopped.",
    )
    parser.add_argument("plan", metavar="PLAN", help="a TOML file")
    parser.add_argument("--folder", default="fit", metavar="DIR", help="where to (%(default)s)")
    parser.add_argument(
        "--workers", type=int, metavar="N", help="processes (as many as there are cores)"
    )
    parser.set_defaults(run=run)


def run(arguments) -> None:
    """Fit, print the optimum and what the data can't tell, and write the picture."""
    folder = writable(arguments.folder, "--folder")
    import pybamm

    from pybamm_miec import calibration, figures

    pybamm.set_logging_level("ERROR")
    screen = console()
    plan = calibration.read_plan(arguments.plan, report=screen.print)
    with progress("building") as done:
        record = calibration.fit(
            plan, folder, workers=arguments.workers, report=lambda at: done(_where(at))
        )
    numbers = figures.fit.compute(plan, record, folder)
    figures.write(folder, "fit", numbers, figures.fit.draw, *figures.fit.size(numbers))
    screen.print(table(COLUMNS, map(_optimum, record.parameters)))
    _tell(record, screen)
    source = f"calibration/{Path(arguments.plan).stem}.json"
    (folder / ROWS).write_text(calibration.rows(record, source), encoding="utf-8")
    screen.print(
        f"Written to {folder}: record.json, journal.jsonl, {ROWS} (for a set that has the record as "
        f"{source}), fit.png with its numbers, fit.csv."
    )


def _where(at):
    return f"start {at.start} of {at.starts}, {at.solved} runs, best {at.best:.4g}"


def _optimum(row):
    within = "" if row["between"] is None else "{:.4g} to {:.4g}".format(*row["between"])
    bounds = f"{row['low']:.3g} to {row['high']:.3g}"
    return row["name"], f"{row['value']:.4g}", within, bounds, row["verdict"]


def _tell(record, screen):
    """How well each measurement is met, what it took, and what went wrong."""
    for one in record.data:
        screen.print(
            f"{one['source']}: {one['points']} points, off by {one['rms']:.3g} errors (rms)",
            markup=False,
        )
    for sentence in record.warnings:
        screen.print(sentence, markup=False, soft_wrap=True)
    for number, one in enumerate(record.searches, start=1):
        screen.print(f"Search {number}: cost {one['cost']:.4g}; {one['ended']}.", markup=False)
    counts = record.counts
    screen.print(
        f"{counts['runs']} runs, of which {counts['failed']} failed or ended early; cost {record.cost:.4g}."
    )
    lost = counts["losses of processes"]
    if lost:
        screen.print(f"Processes were lost {lost} times, and begun anew.")
    if record.stopped:
        screen.print(
            f"Stopped before the end, {record.stopped}; the same command goes on from here."
        )
