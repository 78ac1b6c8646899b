"""Figures: ``compute`` returns the numbers, ``draw`` only draws them."""

from pybamm_miec.figures import coulombic_efficiency as coulombic_efficiency
from pybamm_miec.figures import filling as filling
from pybamm_miec.figures import lithium_ledger as lithium_ledger
from pybamm_miec.figures import voltage_profiles as voltage_profiles
from pybamm_miec.figures.page import write as write
