r"""A law of the host in a host that is the same over its depth.

    X(x) = <X>                                what the law has as a state over the depth             (1)
    d<X>/dt = <r>,   0 = <g>                  its equations, averaged over the depth                 (2)

< > is the mean over the depth.  The laws are those of the full model, unchanged: they are told that the state
is the mean, spread over the depth, and their equations are averaged.  What has been spread is then the same
in every cell of the mesh, and need be computed once: `once` moves a spread from the arguments of an
expression to its value, and takes it off under a mean.
"""

import pybamm

from pybamm_miec.placement import Placement
from pybamm_miec.submodels.given import Given

ONE_BY_ONE = (
    pybamm.BinaryOperator,
    pybamm.UnaryOperator,
    pybamm.Function,
    pybamm.FunctionParameter,
)
NOT_SO = (pybamm.SpatialOperator, pybamm.MatrixMultiplication, pybamm.Index)


class Even(pybamm.BaseSubModel):
    """A law with its states the same over the depth, equations (1) and (2).

    Reads what the law reads.  Sets what the law sets, and the averages of its states.

    Parameters
    ----------
    law : pybamm.BaseSubModel
        The submodel.
    given : tuple of callable
        As for :class:`Given`.
    """

    def __init__(self, law, *given):
        super().__init__(law.param, law.domain, options=law.options)
        self._law = Given(law, *given) if given else law

    def get_fundamental_variables(self):
        found, averages = self._law.get_fundamental_variables(), {}
        evened = {name: once(self._evened(value, averages)) for name, value in found.items()}
        return {**evened, **averages}

    def get_coupled_variables(self, variables):
        told = dict(variables)
        found = self._law.get_coupled_variables(dict(told))
        return {name: once(value) for name, value in found.items() if value is not told.get(name)}

    def set_rhs(self, variables):
        self._law.set_rhs(variables)
        self.rhs = _averaged(self._law.rhs)  # (2)

    def set_algebraic(self, variables):
        self._law.set_algebraic(variables)
        self.algebraic = _averaged(self._law.algebraic)  # (2)

    def set_initial_conditions(self, variables):
        self._law.set_initial_conditions(variables)
        self.initial_conditions = _averaged(self._law.initial_conditions)

    def set_boundary_conditions(self, variables):
        self._law.set_boundary_conditions(variables)
        ends = self._law.boundary_conditions
        self.boundary_conditions = {x: of for x, of in ends.items() if not _is_spread(x)}

    def add_events_from(self, variables):
        self._law.add_events_from(variables)
        self.events = self._law.events

    def _evened(self, symbol, averages):
        """`symbol` with its states over the depth replaced, equation (1); adds them to `averages`."""
        at = Placement(self.domain)

        def even(node, leaves):
            if not isinstance(node, pybamm.Variable) or node.domain != [at.domain]:
                return pybamm.rebuild(node, leaves)
            name = f"X-averaged {node.name[0].lower()}{node.name[1:]}"
            averages[name] = pybamm.Variable(
                name, domain="current collector", scale=node.scale, bounds=node.bounds
            )
            return at.spread(averages[name])

        return pybamm.tree_map(even, symbol)


def once(symbol):
    """Return an expression with all that is the same over the depth computed once.

    Parameters
    ----------
    symbol : pybamm.Symbol
        In any unit.

    Returns
    -------
    pybamm.Symbol
        Equal to it, in the same unit.
    """
    return pybamm.tree_map(_once, symbol)


def _once(node, leaves):
    if isinstance(node, pybamm.XAverage):
        return pybamm.x_average(leaves[0])
    if isinstance(node, pybamm.BoundaryValue):
        return pybamm.boundary_value(leaves[0], node.side)
    spread = [leaf for leaf in leaves if _is_spread(leaf)]
    if not spread or not isinstance(node, ONE_BY_ONE) or isinstance(node, NOT_SO):
        return pybamm.rebuild(node, leaves)
    if not all(_is_spread(leaf) or _is_of_plane(leaf) for leaf in leaves):
        return pybamm.rebuild(node, leaves)
    taken_off = [leaf.reduce_one_dimension() if _is_spread(leaf) else leaf for leaf in leaves]
    return pybamm.PrimaryBroadcast(pybamm.rebuild(node, taken_off), spread[0].domain)


def _is_spread(symbol):
    """Whether it is spread over the depth of an electrode, and over nothing else."""
    return type(symbol) in (pybamm.PrimaryBroadcast, pybamm.FullBroadcast) and (
        symbol.domain[-1].endswith("electrode")
        and len(symbol.domain) == 1
        and symbol.secondary_domain == ["current collector"]
    )


def _is_of_plane(symbol):
    return symbol.domain in ([], ["current collector"])


def _averaged(equations):
    """Equations, those of a state over the depth averaged over it."""
    averaged = {}
    for state, value in equations.items():
        if _is_spread(state):
            averaged[state.reduce_one_dimension()] = pybamm.x_average(once(value))
        else:
            averaged[state] = value
    return averaged
