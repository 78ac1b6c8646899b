"""``pybamm-miec sweep``: a full cell over rate, temperature and reserve."""

from pybamm_miec.cli.console import console
from pybamm_miec.cli.folder import writable
from pybamm_miec.cli.progress import progress


def add(commands) -> None:
    """Add the subcommand to those of a parser."""
    parser = commands.add_parser(
        "sweep",
        help="draw a full cell over rate, temperature and reserve",
        description="Simulate a full cell with NCM622 at one rate, temperature and N/P after another, and "
        "write pictures with the numbers in them. The host is pre-cycled, also where nothing is plated; rows "
        "that are fitted to full cells are left out, so that all of it is predicted.",
    )
    parser.add_argument("anode", metavar="ANODE", help="one of those that 'sets' lists")
    parser.add_argument("--quick", action="store_true", help="coarser mesh and fewer cycles")
    parser.add_argument("--out", default="sweep", metavar="DIR", help="where to (%(default)s)")
    parser.set_defaults(run=run)


def run(arguments) -> None:
    """Simulate and write the pictures."""
    folder = writable(arguments.out)
    import pybamm

    from pybamm_miec import parameters, scorecard

    parameters.folder(arguments.anode)  # one that is unknown is told now
    pybamm.set_logging_level("ERROR")
    effort = scorecard.QUICK if arguments.quick else scorecard.FULL
    with progress("reserve", scorecard.sweep_steps(arguments.anode, effort)) as done:
        scorecard.sweep(folder, arguments.anode, effort, done)
    console().print(f"Written to {folder}: figures (PNG) with their numbers (CSV).")
