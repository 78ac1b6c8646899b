r"""Grains whose lithium the integrator follows to the last.

    y = c/(FINE c_max)                        what the integrator has of a concentration in a grain  (1)

PyBaMM has FINE = 1: a c of atol c_max is nothing to its integrator.  LLTO@CNT has 5e-6 of its lithium left at
2.5 V, five times the usual atol, or half of a loose one, and its potential goes with ln(c).  What Newton's
iteration leaves as done can then be below zero, where (3) of lithiation.py has a potential 1.7 V away: no
step, however short, gets there.  With (1) it leaves a hundredth of that.  The law does not change, nor does
what is relative.
"""

import pybamm

from pybamm_miec.submodels.given import Given

FINE = 0.01


class FineGrains(Given):
    """A particle model of PyBaMM's with equation (1) of this module.

    Reads what the submodel reads.  Sets what the submodel sets.

    Parameters
    ----------
    stock : pybamm.BaseSubModel
        The submodel.
    """

    def __init__(self, stock):
        super().__init__(stock)

    @property
    def stock(self):
        """The submodel."""
        return self._stock

    def in_equations(self):
        """Return the same: it waits for nothing that the submodel does not wait for."""
        return self

    def get_fundamental_variables(self):
        found = super().get_fundamental_variables()
        return {name: _finer(value) for name, value in found.items()}


def _finer(value):
    return pybamm.tree_map(_once_finer, value) if isinstance(value, pybamm.Symbol) else value


def _once_finer(node, leaves):
    if isinstance(node, pybamm.Variable):
        return node.create_copy(scale=FINE * node.scale)
    return pybamm.rebuild(node, leaves)
