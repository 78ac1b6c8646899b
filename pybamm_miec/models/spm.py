"""Single-particle model of a cell with a mixed ion-electron conducting host."""

import pybamm

from pybamm_miec import submodels
from pybamm_miec.models.reduced import ReducedModel


class SPM(ReducedModel, pybamm.lithium_ion.SPM):
    """Single-particle model with lithium metal in a porous host.

    The host reacts the same over its depth and potentials drop nowhere but at its walls and planes; the
    electrolyte stays as it was filled in.  :func:`pybamm_miec.analysis.reduced_model_guard` tells from a
    solution what that costs.

    Parameters
    ----------
    options, name, build
        As for :class:`pybamm_miec.DFN`.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> miec.SPM({"working electrode": "positive"}).name
    'Single-particle model with a host'
    """

    def __init__(self, options=None, name="Single-particle model with a host", build=True):
        super().__init__(options, name, build)

    def set_electrolyte_concentration_submodel(self):
        super().set_electrolyte_concentration_submodel()
        if self.options.metal_in_pores:
            self.submodels["electrolyte diffusion"] = submodels.StandingElectrolyte(
                self.param, self.options
            )
