"""PyBaMM's impedance, of a cell whose reactions have a corner where it rests.

What plates and what strips, what traps and what opens sites follow a current one way: their slopes differ on
the two sides of rest, and a cell at rest is on either side by round-off, which moved an arc of 99 Ohm by 1.4.
A small alternating current swings to both, and its first harmonic sees the mean of two slopes.  So does this:
the Jacobian is the mean of two, of the state moved along its own response by 1 uV to either side.  That is
far above round-off, 1e-13 V, and far below RT/F: what bends rather than breaks moves by (1e-6/0.026)^2.
"""

import numpy as np
import pybamm
from scipy.sparse import csc_matrix
from scipy.sparse.linalg import spsolve

SWING = 1e-6  # [V], at the terminals
AT = 1.0  # [Hz], of the response: between the arcs and the tail


class SmallSignal(pybamm.EISSimulation):
    """The impedance with the mean of both sides of rest; arguments as for :class:`pybamm.EISSimulation`."""

    def _build_matrix_problem(self, inputs_dict=None):
        """Mass, negative Jacobian and forcing, as PyBaMM has them, with the Jacobian of both sides."""
        M, one_sided, forced = super()._build_matrix_problem(inputs_dict)
        response = spsolve(2j * np.pi * AT * M + one_sided, forced)
        voltage, _ = self._output_jacobian @ response
        swing = SWING * np.real(response / voltage)
        model, given = self._built_model, inputs_dict or {}
        y = np.ravel(model.concatenated_initial_conditions.evaluate(0, inputs=given))
        p = np.array([np.ravel(value)[0] for value in given.values()])
        sides = [model.jac_rhs_algebraic_eval(0, y + s * swing, p).sparse() for s in (1, -1)]
        return M, -csc_matrix(sum(sides)) / 2, forced
