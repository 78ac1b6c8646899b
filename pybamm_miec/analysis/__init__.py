"""From a solution to what a paper prints."""

from pybamm_miec.analysis.conductivity import apparent_conductivity as apparent_conductivity
from pybamm_miec.analysis.deposit import deposit_profile as deposit_profile
from pybamm_miec.analysis.deposit import deposit_summary as deposit_summary
from pybamm_miec.analysis.deposit import nucleation_overpotential as nucleation_overpotential
from pybamm_miec.analysis.efficiency import coulombic_efficiency as coulombic_efficiency
from pybamm_miec.analysis.efficiency import loss_shares as loss_shares
from pybamm_miec.analysis.evenness import reduced_model_guard as reduced_model_guard
from pybamm_miec.analysis.evenness import surely_within as surely_within
from pybamm_miec.analysis.impedance import (
    charge_transfer_resistance as charge_transfer_resistance,
)
from pybamm_miec.analysis.impedance import impedance as impedance
from pybamm_miec.analysis.inventory import inventory as inventory
from pybamm_miec.analysis.ledger import cyclable_lithium as cyclable_lithium
from pybamm_miec.analysis.ledger import lithium_ledger as lithium_ledger
from pybamm_miec.analysis.ledger import lithium_stocks as lithium_stocks
from pybamm_miec.analysis.voltammogram import sweep_charges as sweep_charges
from pybamm_miec.analysis.voltammogram import voltammogram as voltammogram
from pybamm_miec.analysis.voltammogram import voltammogram_peaks as voltammogram_peaks
