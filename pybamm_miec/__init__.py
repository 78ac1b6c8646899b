"""Lithium metal in a porous mixed ion-electron conducting host, as submodels of PyBaMM."""

from pybamm_miec import analysis as analysis
from pybamm_miec import experiments as experiments
from pybamm_miec import parameters as parameters
from pybamm_miec.models import DFN as DFN
from pybamm_miec.options import HostOptions as HostOptions
