"""Models: a host inside the stock models of PyBaMM."""

from pybamm_miec.models.dfn import DFN as DFN
from pybamm_miec.models.host import SOLVER_OPTIONS as SOLVER_OPTIONS
from pybamm_miec.models.spm import SPM as SPM
from pybamm_miec.models.spme import SPMe as SPMe
from pybamm_miec.models.summary import HostSummaryVariables as HostSummaryVariables
