"""``pybamm-miec reproduce``: the paper's cells beside its numbers."""

from pybamm_miec.cli.console import console
from pybamm_miec.cli.folder import writable
from pybamm_miec.cli.progress import progress


def add(commands) -> None:
    """Add the subcommand to those of a parser."""
    parser = commands.add_parser(
        "reproduce",
        help="simulate the paper's half cells and compare",
        description="Simulate the half cells of the paper's four anodes, print a scorecard of every target, "
        "and write it with figures and the numbers in them.",
    )
    parser.add_argument("--quick", action="store_true", help="coarser mesh and fewer cycles")
    parser.add_argument(
        "--out", default="reproduction", metavar="DIR", help="where to (%(default)s)"
    )
    parser.set_defaults(run=run)


def run(arguments) -> None:
    """Simulate, print the scorecard and write it."""
    folder = writable(arguments.out)
    import pybamm

    from pybamm_miec import scorecard

    pybamm.set_logging_level("ERROR")
    effort = scorecard.QUICK if arguments.quick else scorecard.FULL
    with progress("plating", scorecard.steps(effort)) as done:
        card = scorecard.reproduce(folder, effort, done)
    screen = console()
    scorecard.show(card, effort, screen)
    screen.print(f"Written to {folder}: scorecard.csv, and figures (PNG) with their numbers (CSV).")
