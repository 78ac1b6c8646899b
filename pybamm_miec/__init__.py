"""Lithium metal in a porous mixed ion-electron conducting host, as submodels of PyBaMM.

Public names are imported when they are first asked for: the command has to settle PyBaMM's question about
telemetry before anything imports PyBaMM.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pybamm_miec import analysis as analysis
    from pybamm_miec import calibration as calibration
    from pybamm_miec import experiments as experiments
    from pybamm_miec import models as models
    from pybamm_miec import parameters as parameters
    from pybamm_miec.balance import design as design
    from pybamm_miec.models import DFN as DFN
    from pybamm_miec.models import SPM as SPM
    from pybamm_miec.models import SPMe as SPMe
    from pybamm_miec.options import HostOptions as HostOptions

_MODULES = ("analysis", "calibration", "experiments", "models", "parameters")
_NAMES = {
    "DFN": "models",
    "SPM": "models",
    "SPMe": "models",
    "HostOptions": "options",
    "design": "balance",
}


def __getattr__(name):
    if name == "__version__":
        return version("pybamm-miec")
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    if name in _NAMES:
        return getattr(import_module(f"{__name__}.{_NAMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *_MODULES, *_NAMES])
