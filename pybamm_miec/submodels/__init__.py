"""Physical laws of the host, one a file; symbols only, no values."""

from pybamm_miec.submodels.collector_plating import CollectorPlating as CollectorPlating
from pybamm_miec.submodels.deposit import Deposit as Deposit
from pybamm_miec.submodels.double_layer import CollectorDoubleLayer as CollectorDoubleLayer
from pybamm_miec.submodels.double_layer import FaceDoubleLayer as FaceDoubleLayer
from pybamm_miec.submodels.double_layer import WallDoubleLayer as WallDoubleLayer
from pybamm_miec.submodels.electrolyte import DisplacedElectrolyte as DisplacedElectrolyte
from pybamm_miec.submodels.electron_conduction import Electrons as Electrons
from pybamm_miec.submodels.electron_conduction import FrameConductivity as FrameConductivity
from pybamm_miec.submodels.face_deposit import FaceDeposit as FaceDeposit
from pybamm_miec.submodels.filling import Filling as Filling
from pybamm_miec.submodels.host_parameters import HostParameters as HostParameters
from pybamm_miec.submodels.inert import InertWalls as InertWalls
from pybamm_miec.submodels.interface import HostInterface as HostInterface
from pybamm_miec.submodels.ion_conduction import FrameIons as FrameIons
from pybamm_miec.submodels.ion_conduction import FrameParticles as FrameParticles
from pybamm_miec.submodels.lithiation import SiteLithiation as SiteLithiation
from pybamm_miec.submodels.losses import IsolatedLithium as IsolatedLithium
from pybamm_miec.submodels.metal_path import MetalPath as MetalPath
from pybamm_miec.submodels.nucleation import CollectorNucleation as CollectorNucleation
from pybamm_miec.submodels.nucleation import FaceNucleation as FaceNucleation
from pybamm_miec.submodels.nucleation import PoreNucleation as PoreNucleation
from pybamm_miec.submodels.plating import Plating as Plating
from pybamm_miec.submodels.stocks import LithiumStocks as LithiumStocks
