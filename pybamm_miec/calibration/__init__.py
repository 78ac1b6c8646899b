"""From measurements to parameters."""

from pybamm_miec.calibration.measurement import Measurement as Measurement
