"""From measurements to parameters."""

from pybamm_miec.calibration.cell import Cell as Cell
from pybamm_miec.calibration.evaluator import residual as residual
from pybamm_miec.calibration.fit import fit as fit
from pybamm_miec.calibration.free import Free as Free
from pybamm_miec.calibration.measurement import Measurement as Measurement
from pybamm_miec.calibration.plan import Plan as Plan
from pybamm_miec.calibration.progress import Progress as Progress
from pybamm_miec.calibration.record import Record as Record
from pybamm_miec.calibration.record import read_record as read_record
from pybamm_miec.calibration.run import Numerics as Numerics
