"""The sets under the names that PyBaMM finds them by: ``pybamm.ParameterValues("Lin2025_...")``."""

from typing import Any

from pybamm_miec.parameters._read import CATHODE, folder_of, read_set


def Lin2025_LLTO_CNT_halfcell() -> dict[str, Any]:
    """Lithium against LLTO@CNT in a coin cell, after Lin et al., Nanoscale 17, 1282 (2025).

    A host of Li0.5La0.5TiO3 particles coated with carbon nanotubes, 46 % pores, in a localized high
    concentration electrolyte.  Provisional: the paper gives porosity, particle and pore size, peak
    potentials, a resistance and how much lithiation raises the conductivities; most transport and all
    loss parameters are assumed.
    ``pybamm_miec.parameters.provenance("LLTO@CNT")`` says for each value where it comes from.

    Returns
    -------
    dict
        Values by PyBaMM name, for ``pybamm_miec.DFN.of("LLTO@CNT")``.
    """
    return read_set(folder_of("LLTO@CNT"), "half").values()


def Lin2025_LLTO_halfcell() -> dict[str, Any]:
    """Lithium against LLTO without nanotubes in a coin cell, after Lin et al., Nanoscale 17, 1282 (2025).

    The frame of LLTO@CNT, which hardly conducts electrons here: lithium starts on the copper foil under
    it.  Provisional: porosity and thickness are those of LLTO@CNT, the contacts between its grains and
    the barriers of its walls are assumed so that the metal sits and the voltage dips as the paper says.
    ``pybamm_miec.parameters.provenance("LLTO")`` says for each value where it comes from.

    Returns
    -------
    dict
        Values by PyBaMM name, for ``pybamm_miec.DFN.of("LLTO")``.
    """
    return read_set(folder_of("LLTO"), "half").values()


def Lin2025_CNT_halfcell() -> dict[str, Any]:
    """Lithium against carbon nanotubes in a coin cell, after Lin et al., Nanoscale 17, 1282 (2025).

    A felt of nanotubes, which takes up no lithium and conducts well.  Provisional: the paper gives its
    nucleation overpotential and nothing else; porosity, thickness and bundles are assumed.
    ``pybamm_miec.parameters.provenance("CNT")`` says for each value where it comes from.

    Returns
    -------
    dict
        Values by PyBaMM name, for ``pybamm_miec.DFN.of("CNT")``.
    """
    return read_set(folder_of("CNT"), "half").values()


def Lin2025_Cu_halfcell() -> dict[str, Any]:
    """Lithium against copper foil in a coin cell, after Lin et al., Nanoscale 17, 1282 (2025).

    All lithium is metal on the face of the foil.  Provisional: the paper gives its nucleation
    overpotential; the barrier is tuned to it, the exchange current assumed.
    ``pybamm_miec.parameters.provenance("Cu")`` says for each value where it comes from.

    Returns
    -------
    dict
        Values by PyBaMM name, for ``pybamm_miec.DFN.of("Cu")``.
    """
    return read_set(folder_of("Cu"), "half").values()


def Lin2025_NCM622_halfcell() -> dict[str, Any]:
    """Lithium against NCM622 in a coin cell, the cathode of Lin et al., Nanoscale 17, 1282 (2025).

    Potential and diffusivity after Chaouachi et al., Electrochim. Acta 366, 137428 (2021), second-hand.
    Provisional: the paper names the material and the limits of voltage and current; loading and electrode are
    assumed.  ``pybamm_miec.parameters.provenance("NCM622")`` says for each value where it comes from.
    "Current function [A]" charges, as the cathode is built discharged: turn it to begin at ``initial_soc=1``.

    Returns
    -------
    dict
        Values by PyBaMM name, for ``pybamm.lithium_ion.DFN({"working electrode": "positive"})``.
    """
    return read_set(folder_of("NCM622", ("cathode",)), "half").values()


def Lin2025_NCM622_Hanyang_halfcell() -> dict[str, Any]:
    """Lithium against NCM622 in a coin cell, with the potential of Hanyang University.

    As ``Lin2025_NCM622_halfcell``, with another table of its potential and the concentrations that belong to
    it.  ``pybamm_miec.parameters.provenance("NCM622-Hanyang")`` says for each value where it comes from.

    Returns
    -------
    dict
        Values by PyBaMM name, for ``pybamm.lithium_ion.DFN({"working electrode": "positive"})``.
    """
    return read_set(folder_of("NCM622-Hanyang", ("cathode",)), "half").values()


def Lin2025_LLTO_CNT() -> dict[str, Any]:
    """LLTO@CNT against NCM622 in a coin cell, after Lin et al., Nanoscale 17, 1282 (2025).

    As it is built: nothing plated, the host before its pre-cycles, all lithium in the cathode.
    ``pybamm_miec.design`` gives it the lithium of an N/P.  Provisional, as the two half cells are.
    ``pybamm_miec.parameters.provenance("LLTO@CNT", "full")`` says for each value where it comes from.

    Returns
    -------
    dict
        Values by PyBaMM name, for ``pybamm_miec.DFN.of("LLTO@CNT", cell="full")``.
    """
    return _full_cell("LLTO@CNT")


def Lin2025_LLTO() -> dict[str, Any]:
    """LLTO without nanotubes against NCM622 in a coin cell, after Lin et al., Nanoscale 17, 1282 (2025).

    As it is built: nothing plated, the host before its pre-cycles, all lithium in the cathode.
    ``pybamm_miec.design`` gives it the lithium of an N/P.  Provisional, as the two half cells are.
    ``pybamm_miec.parameters.provenance("LLTO", "full")`` says for each value where it comes from.

    Returns
    -------
    dict
        Values by PyBaMM name, for ``pybamm_miec.DFN.of("LLTO", cell="full")``.
    """
    return _full_cell("LLTO")


def Lin2025_CNT() -> dict[str, Any]:
    """Carbon nanotubes against NCM622 in a coin cell, after Lin et al., Nanoscale 17, 1282 (2025).

    As it is built: nothing plated, all lithium in the cathode.  ``pybamm_miec.design`` gives it the lithium
    of an N/P.  Provisional, as the two half cells are.
    ``pybamm_miec.parameters.provenance("CNT", "full")`` says for each value where it comes from.

    Returns
    -------
    dict
        Values by PyBaMM name, for ``pybamm_miec.DFN.of("CNT", cell="full")``.
    """
    return _full_cell("CNT")


def Lin2025_Cu() -> dict[str, Any]:
    """Copper foil against NCM622 in a coin cell, after Lin et al., Nanoscale 17, 1282 (2025).

    As it is built: nothing plated, all lithium in the cathode.  ``pybamm_miec.design`` gives it the lithium
    of an N/P.  Provisional, as the two half cells are.
    ``pybamm_miec.parameters.provenance("Cu", "full")`` says for each value where it comes from.

    Returns
    -------
    dict
        Values by PyBaMM name, for ``pybamm_miec.DFN.of("Cu", cell="full")``.
    """
    return _full_cell("Cu")


def _full_cell(anode: str) -> dict[str, Any]:
    return read_set(folder_of(anode), "full", folder_of(CATHODE, ("cathode",))).values()
