"""Single-particle model with electrolyte of a cell with a mixed ion-electron conducting host."""

import pybamm

from pybamm_miec.models.reduced import ReducedModel


class SPMe(ReducedModel, pybamm.lithium_ion.SPMe):
    """Single-particle model with electrolyte, with lithium metal in a porous host.

    The host reacts the same over its depth; the salt is solved over the cell, and potentials drop in the
    electrolyte and in the solid as the current of an even reaction makes them.  It ends where the salt ends
    anywhere in the host, in pores that are mostly full at several mA.cm-2; a DFN goes on at the face.
    :func:`pybamm_miec.analysis.reduced_model_guard` tells from a solution what that costs.

    Parameters
    ----------
    options, name, build
        As for :class:`pybamm_miec.DFN`.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> miec.SPMe({"working electrode": "positive"}).name
    'Single-particle model with electrolyte and a host'
    """

    drops = True

    def __init__(
        self, options=None, name="Single-particle model with electrolyte and a host", build=True
    ):
        super().__init__(options, name, build)
