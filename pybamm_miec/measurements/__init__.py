"""What was measured: from files and tables to one form, in PyBaMM's names, units and signs.

What is unsaid, or can't be what it is called, is refused with the way out, and what is not used is told.
"""

from pybamm_miec.measurements.files import read as read
from pybamm_miec.measurements.files import read_numbers as read_numbers
from pybamm_miec.measurements.measurement import Measurement as Measurement

# a name of a module, too: the function is what users call, so it comes last
from pybamm_miec.measurements.in_memory import measurement as measurement  # isort: skip
