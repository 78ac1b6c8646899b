"""Doyle-Fuller-Newman model of a cell with a mixed ion-electron conducting host."""

import pybamm

from pybamm_miec.models.host import HostModel


class DFN(HostModel, pybamm.lithium_ion.DFN):
    """Doyle-Fuller-Newman model with lithium metal in a porous host.

    Parameters
    ----------
    options : dict, optional
        Options of PyBaMM and of :class:`pybamm_miec.HostOptions`.  The host is the negative electrode;
        with ``{"working electrode": "positive"}`` it is the working electrode of a half cell.
    name : str, optional
        Name of the model.
    build : bool, optional
        Whether to build at once.  Without, submodels can be exchanged before ``build_model()``.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> miec.DFN({"working electrode": "positive"}).name
    'Doyle-Fuller-Newman model with a host'
    """

    def __init__(self, options=None, name="Doyle-Fuller-Newman model with a host", build=True):
        super().__init__(options, name, build)
