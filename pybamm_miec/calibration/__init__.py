"""From measurements to parameters."""

from pybamm_miec.calibration.files import read as read
from pybamm_miec.calibration.files import read_numbers as read_numbers
from pybamm_miec.calibration.measurement import Measurement as Measurement

# the name of a module, too: the function is what users call, so it comes last
from pybamm_miec.calibration.in_memory import measurement as measurement  # isort: skip
