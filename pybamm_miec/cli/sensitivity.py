"""``pybamm-miec sensitivity``: what is not known of the full cells, moved."""

import argparse

from pybamm_miec.cli.console import console
from pybamm_miec.cli.folder import writable
from pybamm_miec.cli.progress import progress

FEWEST = 3  # draws


def add(commands) -> None:
    """Add the subcommand to those of a parser."""
    parser = commands.add_parser(
        "sensitivity",
        help="move what is not known of the full cells",
        description="Run the full cells of LLTO@CNT with every value that has a range at its low and its "
        "high, and with all of them drawn together; print and draw how far the predictions move. "
        "Given again with the same folder, it goes on where it was stopped.",
    )
    parser.add_argument(
        "--draws", type=_count, default=100, metavar="N", help="of all together (%(default)s)"
    )
    parser.add_argument(
        "--out", default="sensitivity", metavar="DIR", help="where to (%(default)s)"
    )
    parser.set_defaults(run=run)


def run(arguments) -> None:
    """Run the cells, print and write what becomes of the predictions."""
    folder = writable(arguments.out)
    import pybamm

    from pybamm_miec import sensitivity

    pybamm.set_logging_level("ERROR")
    with progress("one at a time", sensitivity.steps(arguments.draws)) as done:
        found = sensitivity.explore(folder, arguments.draws, done)
    screen = console()
    sensitivity.show(found, screen)
    screen.print(f"Written to {folder}: tables (CSV), and pictures (PNG) with their numbers (CSV).")


def _count(text):
    """At least three: of fewer there is no rank correlation."""
    if not text.isdecimal() or int(text) < FEWEST:
        raise argparse.ArgumentTypeError(f"must be a whole number from {FEWEST} up, got {text!r}")
    return int(text)
