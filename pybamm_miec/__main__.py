"""``python -m pybamm_miec``, the same as the command ``pybamm-miec``."""

import sys

from pybamm_miec.cli import main

if __name__ == "__main__":
    sys.exit(main())
