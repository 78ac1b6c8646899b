"""Where lithium goes in a host of two conductors, one for ions and one for electrons.

The walls are those of the LLTO@CNT host, covered with metal from the start, so that their kinetics are
linear at a small current; they take up no lithium and have no barrier.  The conductivities are inputs, so
the model is built once.
"""

from dataclasses import replace

import numpy as np
import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.models import DFN
from pybamm_miec.scorecard.runs.effort import ANODE, Effort, amperes, simulation
from pybamm_miec.scorecard.runs.plating import passes_0_V

OPTIONS = {
    "host sites": "0",
    "lithium metal": "in pores",
    "ion path": "liquid",
    "metal path": "none",
    "nucleation": "none",
    "activation": "none",
    "trapping": "none",
    "first film": "none",
}
GRID = tuple(
    (kappa, sigma)
    for kappa in np.geomspace(1e-4, 1.0, 17).tolist()
    for sigma in np.geomspace(1e-7, 100.0, 37).tolist()
)  # [S.m-1]
FINER = 4  # times the points: where one conductor is poor, the reaction is less than 1 um deep
CURRENT = 1e-4  # [mA.cm-2]: less than 1 mV on any wall, where kinetics are linear to 1e-4
SECONDS = 1e4  # [s], fills less than 1 % of any cell of the mesh
COVERED = 1e-3  # [mol.m-3] of metal at the start, a two-thousandth of what is plated
PRESENT = 1e-5  # [mol.m-3] of metal that covers a wall: tanh(100) is 1
_KAPPA, _SIGMA = "Electrolyte conductivity [S.m-1]", "Positive electrode conductivity [S.m-1]"
_TRANSPORT_LAWS = [
    f"Positive electrode Bruggeman coefficient ({phase})" for phase in ("electrolyte", "electrode")
]


def run(
    points: tuple[tuple[float, float], ...], effort: Effort
) -> dict[tuple[float, float], pybamm.Solution]:
    """Plate a little at each pair of conductivities.

    Parameters
    ----------
    points : tuple of (float, float)
        Effective conductivities of the pores for ions and of the frame for electrons [S.m-1].
    effort : Effort
        Mesh and tolerance.

    Returns
    -------
    dict of pybamm.Solution
        By pair.
    """
    model = DFN.of(ANODE, options=OPTIONS)
    at, values = model.options.host, model.default_parameter_values
    values.update(
        {
            _KAPPA: "[input]",
            _SIGMA: "[input]",
            **dict.fromkeys(_TRANSPORT_LAWS, 0.0),  # the conductivities are effective already
            "Cation transference number": 1.0,  # the salt stays as it is
            "Current function [A]": amperes(values, CURRENT),
            "Initial voltage in positive electrode [V]": 0.0,
            at.key(v.c_m0): COVERED,
            at.key(v.c_n): PRESENT,
        }
    )
    finer = replace(effort, points={**effort.points, "x_p": FINER * effort.points["x_p"]})
    # only what a summary of the deposit reads: reading it takes ten times as long otherwise
    names = [at.key(name) for name in (v.n_m, v.n_f, v.centroid, v.fill_av, v.nu)]
    cell = simulation(model, finer, values, output_variables=names)
    return {
        (kappa, sigma): cell.solve([0, SECONDS], inputs={_KAPPA: kappa, _SIGMA: sigma})
        for kappa, sigma in points
    }


def of(plating: pybamm.Solution) -> tuple[float, float]:
    """Return the effective conductivities that an anode has when a plating begins.

    Parameters
    ----------
    plating : pybamm.Solution
        Of a porous host, from :func:`pybamm_miec.scorecard.runs.plating.run`.

    Returns
    -------
    tuple of float
        Of the liquid in the pores and of the frame, at 0 V [S.m-1].  Ions in the frame are left out.
    """
    model = plating.all_models[0]
    at, values = model.options.host, model.default_parameter_values
    kappa_0 = values["Electrolyte conductivity at initial concentration [S.m-1]"]
    pores = plating[at.key(v.tor_e)].entries[:, 0].mean()
    sigma = np.interp(passes_0_V(plating), plating.t, plating[at.key(v.sigma_app)].entries)
    return float(kappa_0 * pores), float(sigma)
