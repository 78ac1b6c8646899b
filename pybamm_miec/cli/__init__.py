"""The command ``pybamm-miec``: reproduce the paper, fit, move what is not known, look at the sets."""

from pybamm_miec.cli.command import BAD_INPUT as BAD_INPUT
from pybamm_miec.cli.command import main as main
