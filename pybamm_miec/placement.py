"""Where the host sits: the only file that compares electrodes and sides.

PyBaMM puts the working electrode of a half cell in the positive electrode, with lithium as a planar
negative one; in a full cell the host is the negative electrode.  Depth is counted from the face that
looks at the separator (0) to the collector (L) in both.
"""

from dataclasses import dataclass

import pybamm

from pybamm_miec.vocabulary import Quantity


@dataclass(frozen=True)
class Placement:
    """The electrode that the host takes the place of.

    Attributes
    ----------
    electrode : str
        "negative" or "positive".
    """

    electrode: str

    @classmethod
    def of(cls, options: dict) -> "Placement":
        """Return the placement in a cell with these options."""
        return cls("negative" if options["working electrode"] == "both" else "positive")

    @property
    def domain(self) -> str:
        """PyBaMM domain of the electrode."""
        return f"{self.electrode} electrode"

    @property
    def separator(self) -> str:
        """Side of the electrode that looks at the separator."""
        return "right" if self.electrode == "negative" else "left"

    @property
    def collector(self) -> str:
        """Side of the electrode that looks at the current collector."""
        return "left" if self.electrode == "negative" else "right"

    @property
    def lithiation_sign(self) -> int:
        """Sign of the terminal current, discharge positive, that puts lithium into the host."""
        return -1 if self.electrode == "negative" else 1

    def key(self, quantity: Quantity) -> str:
        """Return the PyBaMM name of `quantity` in this electrode, with its unit."""
        return quantity.key.replace("{Host}", self.electrode.capitalize()).replace(
            "{host}", self.electrode
        )

    def state(self, quantity: Quantity, scale=1) -> pybamm.Variable:
        """Return a state that varies over the depth of the electrode."""
        return pybamm.Variable(
            self.key(quantity),
            domain=self.domain,
            auxiliary_domains={"secondary": "current collector"},
            scale=scale,
        )

    def face_state(self, quantity: Quantity, scale=1) -> pybamm.Variable:
        """Return a state without a depth: of the face, of the collector or of the electrode as a whole."""
        return pybamm.Variable(self.key(quantity), domain="current collector", scale=scale)

    def parameters(self, *quantities: Quantity):
        """Return a parameter symbol for each quantity."""
        return tuple(pybamm.Parameter(self.key(quantity)) for quantity in quantities)

    def read(self, variables: dict, *quantities: Quantity):
        """Return the named variables.

        Raises
        ------
        KeyError
            When one is not there yet; PyBaMM then tries the submodel again later.
        """
        return tuple(variables[self.key(quantity)] for quantity in quantities)

    def named(self, values: dict) -> dict:
        """Return `values` under PyBaMM names instead of quantities."""
        return {self.key(quantity): value for quantity, value in values.items()}

    def spread(self, symbol) -> pybamm.Symbol:
        """Return a value of the whole electrode, the same over its depth."""
        return pybamm.PrimaryBroadcast(symbol, self.domain)

    @property
    def is_terminal(self) -> bool:
        """Whether the collector has a potential of its own; that of the negative electrode is 0 V."""
        return self.electrode == "positive"

    def grounded(self, symbol) -> pybamm.Symbol:
        """Return the potential of the collector, or zero where it is the reference."""
        return symbol if self.is_terminal else pybamm.PrimaryBroadcast(0, "current collector")

    @property
    def towards_host(self) -> int:
        """Direction of the axis in which the separator ends at the host: 1 or -1."""
        return -1 if self.electrode == "negative" else 1

    def at_face(self, symbol) -> pybamm.Symbol:
        """Return a variable of the electrode, at its face."""
        return pybamm.boundary_value(symbol, self.separator)

    def at_collector(self, symbol) -> pybamm.Symbol:
        """Return a variable of the electrode, at its collector."""
        return pybamm.boundary_value(symbol, self.collector)

    @property
    def towards_collector(self) -> int:
        """Direction of the axis in which the electrode ends at its collector: 1 or -1."""
        return self.towards_host

    def distance_from_collector(self, param) -> pybamm.Symbol:
        """Return the distance from the collector, on the faces of the mesh [m]."""
        x = pybamm.SpatialVariableEdge(
            f"x_{self.electrode[0]}",
            domain=[self.domain],
            auxiliary_domains={"secondary": "current collector"},
        )
        return x if self.electrode == "negative" else param.L_x - x

    def distance_before_face(self, param) -> pybamm.Symbol:
        """Return the distance from the face into the separator, on the faces of its mesh [m]."""
        x = pybamm.SpatialVariableEdge(
            "x_s", domain=["separator"], auxiliary_domains={"secondary": "current collector"}
        )
        return x - param.n.L if self.electrode == "negative" else param.n.L + param.s.L - x

    @property
    def across(self) -> "Placement":
        """The electrode on the other side of the separator."""
        return Placement("negative" if self.is_terminal else "positive")

    @property
    def counter(self) -> str:
        """The electrode across from the host."""
        return "lithium counter electrode" if self.is_terminal else "positive electrode"

    def least_at_counter(self, variables: dict, quantity: str) -> pybamm.Symbol:
        """Return the least of a quantity of the liquid where the counter electrode reacts."""
        if self.is_terminal:  # lithium, a plane
            return pybamm.boundary_value(variables[f"Separator electrolyte {quantity}"], "left")
        return pybamm.min(variables[f"Positive electrolyte {quantity}"])

    def distance_across(self, param, domains) -> pybamm.Symbol:
        """Return the distance from the collector, on the faces of the mesh of all `domains` [m]."""
        x = pybamm.SpatialVariableEdge(
            "x", domain=domains, auxiliary_domains={"secondary": "current collector"}
        )
        return x if self.electrode == "negative" else param.L_x - x

    def distance_in_separator(self, param) -> pybamm.Symbol:
        """Return the distance from the face into the separator [m]."""
        x = pybamm.standard_spatial_vars.x_s
        return x - param.n.L if self.electrode == "negative" else param.n.L + param.s.L - x

    def depth(self, param) -> pybamm.Symbol:
        """Return the distance from the face that looks at the separator [m]."""
        x = pybamm.SpatialVariable(
            f"x_{self.electrode[0]}",
            domain=[self.domain],
            auxiliary_domains={"secondary": "current collector"},
            coord_sys="cartesian",
        )
        return param.n.L - x if self.electrode == "negative" else x - param.n.L - param.s.L

    def over_depth(self, symbol, param) -> pybamm.Symbol:
        """Return the integral over the depth of the electrode, per area of the cell."""
        return pybamm.x_average(symbol) * param.domain_params[self.electrode].L
