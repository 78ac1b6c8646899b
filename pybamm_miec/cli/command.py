"""The command itself: its arguments, and what it says to a slip.

PyBaMM asks whoever imports it for the first time, whether it may collect data.  A command has other
things to say, so it opts out for its own process, and only then imports what needs PyBaMM.
"""

import argparse
import os
import sys
from importlib import metadata

from pybamm_miec.cli import fit, reproduce, sensitivity, sets, sweep
from pybamm_miec.errors import MiecError

BAD_INPUT = 2
FAILED = 1


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


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong in one sentence."""

    def error(self, message):
        self.exit(BAD_INPUT, f"{self.prog}: {message}; see {self.prog} --help.\n")


def _parser():
    parser = _Parser(prog="pybamm-miec", description="Lithium metal in a porous host, with PyBaMM.")
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for each in (reproduce, sweep, sensitivity, fit, sets):
        each.add(commands)
    return parser


def _version():
    try:
        return f"pybamm-miec {metadata.version('pybamm-miec')}"
    except metadata.PackageNotFoundError:
        return "pybamm-miec, not installed: run from its source"
