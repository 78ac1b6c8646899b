"""Models: a host inside the stock models of PyBaMM."""

from pybamm_miec.models.dfn import DFN as DFN
from pybamm_miec.models.summary import HostSummaryVariables as HostSummaryVariables
