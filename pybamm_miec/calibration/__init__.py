"""From measurements to parameters."""

from pybamm_miec.calibration.cell import Cell as Cell
from pybamm_miec.calibration.free import Free as Free
from pybamm_miec.calibration.numerics import Numerics as Numerics
from pybamm_miec.calibration.plan import Plan as Plan
from pybamm_miec.calibration.plan_file import read_plan as read_plan
from pybamm_miec.calibration.progress import Progress as Progress
from pybamm_miec.calibration.record import Record as Record
from pybamm_miec.calibration.record import read_record as read_record
from pybamm_miec.calibration.worth import worth_measuring as worth_measuring
from pybamm_miec.measurements.files import read as read
from pybamm_miec.measurements.files import read_numbers as read_numbers
from pybamm_miec.measurements.measurement import Measurement as Measurement

# names of modules, too: the functions are what users call, so they come last
from pybamm_miec.calibration.compare import compare as compare  # isort: skip
from pybamm_miec.calibration.evaluator import residual as residual  # isort: skip
from pybamm_miec.calibration.fit import fit as fit  # isort: skip
from pybamm_miec.measurements.in_memory import measurement as measurement  # isort: skip
from pybamm_miec.calibration.profile import profile as profile  # isort: skip
from pybamm_miec.calibration.pybop_problem import pybop_problem as pybop_problem  # isort: skip
from pybamm_miec.calibration.rows import rows as rows  # isort: skip
