"""Physical laws of the host, one a file; symbols only, no values."""

from pybamm_miec.submodels.activation import Activation as Activation
from pybamm_miec.submodels.activation import kinetics_of_open_sites as kinetics_of_open_sites
from pybamm_miec.submodels.charge import TerminalCharge as TerminalCharge
from pybamm_miec.submodels.collector_plating import CollectorPlating as CollectorPlating
from pybamm_miec.submodels.counter_electrode import CounterElectrode as CounterElectrode
from pybamm_miec.submodels.cracks import Cracks as Cracks
from pybamm_miec.submodels.dead_layer import ConductivityInSeries as ConductivityInSeries
from pybamm_miec.submodels.dead_layer import DeadLayer as DeadLayer
from pybamm_miec.submodels.deposit import Deposit as Deposit
from pybamm_miec.submodels.double_layer import CollectorDoubleLayer as CollectorDoubleLayer
from pybamm_miec.submodels.double_layer import FaceDoubleLayer as FaceDoubleLayer
from pybamm_miec.submodels.double_layer import WallDoubleLayer as WallDoubleLayer
from pybamm_miec.submodels.electrolyte import DisplacedElectrolyte as DisplacedElectrolyte
from pybamm_miec.submodels.electrolyte_stock import ElectrolyteStock as ElectrolyteStock
from pybamm_miec.submodels.electrolyte_stock import Wetted as Wetted
from pybamm_miec.submodels.electron_conduction import Electrons as Electrons
from pybamm_miec.submodels.electron_conduction import frame_as_made as frame_as_made
from pybamm_miec.submodels.even import Even as Even
from pybamm_miec.submodels.even import once as once
from pybamm_miec.submodels.even_electrolyte import EvenElectrolyte as EvenElectrolyte
from pybamm_miec.submodels.even_electrons import EvenElectrons as EvenElectrons
from pybamm_miec.submodels.even_planes import EvenPlanes as EvenPlanes
from pybamm_miec.submodels.evenness import Evenness as Evenness
from pybamm_miec.submodels.face_deposit import FaceDeposit as FaceDeposit
from pybamm_miec.submodels.filling import Filling as Filling
from pybamm_miec.submodels.filling import pores_that_conduct as pores_that_conduct
from pybamm_miec.submodels.fine_grains import FineGrains as FineGrains
from pybamm_miec.submodels.formation import Formation as Formation
from pybamm_miec.submodels.given import Given as Given
from pybamm_miec.submodels.heat import HostHeat as HostHeat
from pybamm_miec.submodels.hysteresis import Hysteresis as Hysteresis
from pybamm_miec.submodels.inert import InertWalls as InertWalls
from pybamm_miec.submodels.interface import HostInterface as HostInterface
from pybamm_miec.submodels.ion_conduction import EvenFrameIons as EvenFrameIons
from pybamm_miec.submodels.ion_conduction import FrameIons as FrameIons
from pybamm_miec.submodels.ion_conduction import grains_with_ions as grains_with_ions
from pybamm_miec.submodels.lithiation import SiteLithiation as SiteLithiation
from pybamm_miec.submodels.losses import IsolatedLithium as IsolatedLithium
from pybamm_miec.submodels.metal_film import MetalFilm as MetalFilm
from pybamm_miec.submodels.metal_path import MetalPath as MetalPath
from pybamm_miec.submodels.nucleation import CollectorNucleation as CollectorNucleation
from pybamm_miec.submodels.nucleation import FaceNucleation as FaceNucleation
from pybamm_miec.submodels.nucleation import PoreNucleation as PoreNucleation
from pybamm_miec.submodels.plating import Plating as Plating
from pybamm_miec.submodels.standing_electrolyte import (
    StandingElectrolyte as StandingElectrolyte,
)
from pybamm_miec.submodels.stocks import STOCKS as STOCKS
from pybamm_miec.submodels.stocks import LithiumStocks as LithiumStocks
from pybamm_miec.submodels.stocks import Stock as Stock
from pybamm_miec.submodels.trapping import Trapping as Trapping
from pybamm_miec.submodels.trapping import grains_that_trap as grains_that_trap
