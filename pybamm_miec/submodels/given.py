"""A submodel of PyBaMM's that is given other values for some of what it reads."""

import pybamm


class Given(pybamm.BaseSubModel):
    """A submodel as it is, in other surroundings.

    Reads what the submodel reads, and what the laws read.  Sets what the submodel sets.

    Parameters
    ----------
    stock : pybamm.BaseSubModel
        The submodel.
    laws : tuple of callable
        From the variables to those that the submodel is to find instead, one after the other.
    """

    def __init__(self, stock, *laws):
        super().__init__(stock.param, stock.domain, options=stock.options)
        self._stock, self._laws = stock, laws

    def in_equations(self):
        """Return the same for a submodel that reads what the laws set in its equations only.

        Of grains without a depth it is the concentration that PyBaMM's single particle sets as a coupled
        variable; were the laws asked for then, they would wait for what waits for it.
        """
        return _GivenInEquations(self._stock, *self._laws)

    def get_fundamental_variables(self):
        return self._stock.get_fundamental_variables()

    def get_coupled_variables(self, variables):
        told = self._given(variables)
        found = self._stock.get_coupled_variables(dict(told))
        return {name: value for name, value in found.items() if value is not told.get(name)}

    def set_rhs(self, variables):
        self._stock.set_rhs(self._given(variables))
        self.rhs = self._stock.rhs

    def set_algebraic(self, variables):
        self._stock.set_algebraic(self._given(variables))
        self.algebraic = self._stock.algebraic

    def set_boundary_conditions(self, variables):
        self._stock.set_boundary_conditions(self._given(variables))
        self.boundary_conditions = self._stock.boundary_conditions

    def set_initial_conditions(self, variables):
        self._stock.set_initial_conditions(variables)
        self.initial_conditions = self._stock.initial_conditions

    def add_events_from(self, variables):
        self._stock.add_events_from(variables)
        self.events = self._stock.events

    def _given(self, variables):
        for law in self._laws:
            variables = {**variables, **law(variables)}
        return variables


class _GivenInEquations(Given):
    def get_coupled_variables(self, variables):
        return self._stock.get_coupled_variables(variables)
