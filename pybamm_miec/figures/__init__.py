"""Figures: ``compute`` returns the numbers, ``draw`` only draws them."""

from pybamm_miec.figures import activation as activation
from pybamm_miec.figures import bode as bode
from pybamm_miec.figures import centroid_map as centroid_map
from pybamm_miec.figures import conductivity as conductivity
from pybamm_miec.figures import coulombic_efficiency as coulombic_efficiency
from pybamm_miec.figures import cross_section as cross_section
from pybamm_miec.figures import discharge_curves as discharge_curves
from pybamm_miec.figures import filling as filling
from pybamm_miec.figures import first_discharge as first_discharge
from pybamm_miec.figures import fit as fit
from pybamm_miec.figures import full_cell_voltage as full_cell_voltage
from pybamm_miec.figures import full_cells as full_cells
from pybamm_miec.figures import lithium_ledger as lithium_ledger
from pybamm_miec.figures import metal_path_ranges as metal_path_ranges
from pybamm_miec.figures import nyquist as nyquist
from pybamm_miec.figures import prediction_spread as prediction_spread
from pybamm_miec.figures import rate_series as rate_series
from pybamm_miec.figures import reduced_model_map as reduced_model_map
from pybamm_miec.figures import reserve_sweep as reserve_sweep
from pybamm_miec.figures import spike_against_current as spike_against_current
from pybamm_miec.figures import tornado as tornado
from pybamm_miec.figures import voltage_profiles as voltage_profiles
from pybamm_miec.figures import voltammogram as voltammogram
from pybamm_miec.figures.page import write as write
