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

    Notes
    -----
    With metal, these are summary variables beside PyBaMM's and the stocks of lithium:

    * "Lithiation capacity [A.h]" and "Delithiation capacity [A.h]": charge that went into the host and that
      came out of it since the start; and "Change in ..." each over a cycle.
    * "Cyclable lithium [A.h]": in the grains of the porous electrodes and as metal, so all but what is lost.
    * "Coulombic efficiency [%]": what came out in a cycle over what went in.
    * "Loss of coulombic efficiency to isolated lithium [%]", and likewise "to SEI", "to trapped lithium",
      "to first film", "to film on metal", "to double layer", "to lithium left in host", "to metal left in
      pores", "to metal left on face" and "to lost active material": what the cycle left there over what
      went in, below zero where it took out what others had left.  They add up to 100 less the coulombic
      efficiency.

    Examples
    --------
    >>> import pybamm_miec as miec
    >>> miec.DFN({"working electrode": "positive"}).name
    'Doyle-Fuller-Newman model with a host'
    """

    def __init__(self, options=None, name="Doyle-Fuller-Newman model with a host", build=True):
        super().__init__(options, name, build)
