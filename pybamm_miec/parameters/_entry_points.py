"""The sets under the names that PyBaMM finds them by: ``pybamm.ParameterValues("Lin2025_...")``."""

from typing import Any

from pybamm_miec.parameters._read import folder_of, read_set


def Lin2025_LLTO_CNT_halfcell() -> dict[str, Any]:
    """Lithium against LLTO@CNT in a coin cell, after Lin et al., Nanoscale 17, 1282 (2025).

    A host of Li0.5La0.5TiO3 particles coated with carbon nanotubes, 46 % pores, in a localized high
    concentration electrolyte.  Provisional: the paper gives porosity, particle and pore size, peak
    potentials and resistances; most transport and all loss parameters are assumed.
    ``pybamm_miec.parameters.provenance("LLTO@CNT")`` says for each value where it comes from.

    Returns
    -------
    dict
        Values by PyBaMM name, for :class:`pybamm_miec.DFN` with the working electrode "positive".
    """
    return read_set(folder_of("LLTO@CNT"), "half").values()
