"""Experiments on a cell with a host: functions of physical arguments that return PyBaMM's."""

from pybamm_miec.experiments.full_cell import full_cell_cycling as full_cell_cycling
from pybamm_miec.experiments.plating_stripping import plate as plate
from pybamm_miec.experiments.plating_stripping import plate_and_strip as plate_and_strip
from pybamm_miec.experiments.plating_stripping import rate_series as rate_series
from pybamm_miec.experiments.precycling import precycle as precycle
from pybamm_miec.experiments.voltammetry import cyclic_voltammetry as cyclic_voltammetry
from pybamm_miec.experiments.voltammetry import ramp_solver as ramp_solver
from pybamm_miec.experiments.voltammetry import scan_rate_series as scan_rate_series
