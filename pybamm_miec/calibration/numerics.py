"""How the runs of a plan are solved."""

from dataclasses import dataclass

import pybamm

from pybamm_miec.experiments import ramp_solver
from pybamm_miec.models import SOLVER_OPTIONS

# absolute over relative tolerance: differences show the noise of whichever is larger
ABSOLUTE = 0.1


@dataclass(frozen=True)
class Numerics:
    """Model, mesh and tolerance.

    Attributes
    ----------
    model : str
        "DFN", "SPMe" or "SPM".
    points : int, optional
        Of the mesh in separator and in either electrode; PyBaMM's if not given.
    rtol : float
        Relative tolerance of the integrator [-].
    """

    model: str = "DFN"
    points: int | None = None
    rtol: float = 1e-5

    def solver(self, ramps: bool, **kept: object) -> pybamm.BaseSolver:
        """Return a solver, of ramps of voltage and of an impedance if `ramps`, with what it keeps."""
        tolerances = {"rtol": self.rtol, "atol": ABSOLUTE * self.rtol}
        if ramps:
            return ramp_solver(**tolerances, **kept)
        return pybamm.IDAKLUSolver(**tolerances, options=SOLVER_OPTIONS, **kept)

    def mesh(self, model: pybamm.BaseModel) -> dict[str, int]:
        """Return the points of a model's mesh."""
        points = dict.fromkeys(("x_n", "x_s", "x_p"), self.points) if self.points else {}
        return {**model.default_var_pts, **points}
