"""Summary variables that are shares of what a cycle put into the host.

PyBaMM gives of each variable its value at the end of a cycle and its change; coulombic efficiency is a ratio
of two changes.  There is no place to declare one: ``Solution`` and ``make_cycle_solution`` call
``pybamm.SummaryVariables`` themselves.  So that class is told, in ``__new__``, to make
:class:`HostSummaryVariables` for a model that declares shares.  The name stays bound to PyBaMM's class, and a
solution of any other model holds an instance of just that, which can be read without this package.
"""

import numpy as np
import pybamm

from pybamm_miec import vocabulary as v

NOTHING = 1e-9  # of what passed in both directions: round-off of a cycle that only took lithium out


class HostSummaryVariables(pybamm.SummaryVariables):
    """Summary variables of a model with a host.

    PyBaMM's, and the model's ``shares_of_lithiation``: for each cycle, a change as a share of the lithium
    that the cycle put into the host [%]; NaN for a cycle that put none in.  Like the others they come from
    the first and the last state of a cycle, whatever else of the solution was kept.

    Parameters
    ----------
    solution : pybamm.Solution
        Of a model that declares shares.
    cycle_summary_variables, esoh_solver, user_inputs
        As for :class:`pybamm.SummaryVariables`.
    """

    def __init__(self, solution, cycle_summary_variables=None, esoh_solver=None, user_inputs=None):
        super().__init__(solution, cycle_summary_variables, esoh_solver, user_inputs)
        self._shares = _declared(solution)

    @property
    def all_variables(self) -> list[str]:
        """Names of all summary variables."""
        return [*super().all_variables, *self._shares]

    def update(self, var):
        """Compute a variable and its change, or a share."""
        if var not in self._shares:
            super().update(var)
        elif self.cycles:
            self._variables[var] = [cycle[var] for cycle in self.cycles]
        else:
            self._variables[var] = self._share(*self._shares[var])

    def _share(self, changed, to_charge):
        taken, passed = self._change(v.Q_in.key), self._change(v.Q_t.key)
        if taken <= NOTHING * passed:
            return np.nan
        return 100 * to_charge * self._change(changed) / taken

    def _change(self, name):
        return self[change_in(name)]


def change_in(name):
    """Return what PyBaMM calls the change of a summary variable over a cycle."""
    return f"Change in {name[0].lower()}{name[1:]}"


def _declared(solution):
    return getattr(solution.all_models[0], "shares_of_lithiation", {})


def _for_its_model(cls, solution=None, *_args, **_kwargs):
    """An instance of the class that fits the model; a pickle asks for one without a solution."""
    if cls is pybamm.SummaryVariables and solution is not None and _declared(solution):
        cls = HostSummaryVariables
    return object.__new__(cls)


pybamm.SummaryVariables.__new__ = staticmethod(_for_its_model)
