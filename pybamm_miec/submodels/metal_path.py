r"""A path for electrons through the metal itself, once enough of it hangs together.

    s - l^2 d2s/dx2 = V_Li c_m,   ds/dx = 0 at both ends             metal as a pore sees it     (1)
    sigma_m = sigma_c p^(3/2),  p = splus((s/eps_0 - p_c)/(1 - p_c))     see positive_part.py      (2)

A deposit conducts when it spans: below a share p_c of the pores it is islands, above it Bruggeman's law.
Isolated lithium is cut off, and conducts nothing.  In a frame that does not conduct by itself nothing can
reach past a cell of the mesh that is full unless its neighbour conducts too, so the share is taken over a
pore's length l, (1): metal reaches into the next pore before it fills this one.  A share taken in the cell
alone makes the front a matter of the mesh and stops the solver.  The path forms over w = p_c/10, the width of
splus.  Without metal its tail conducts sigma_c w^1.5 e^(-15/(1 - p_c)), 6e-8 S/m for p_c = 0.1, as long as
sigma_c is capped at 1e3 S/m, where a host has no resistance left; at the 1e7 S/m of solid lithium, or with a
width that does not shrink with p_c, it is a path.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.positive_part import splus

WIDTH = 0.1  # over p_c


class MetalPath(pybamm.BaseSubModel):
    """Equations (1) and (2) of this module.

    Reads ``c_m``.  Sets ``s`` and ``sigma_m``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        return at.named({v.s: at.state(v.s)})

    def get_coupled_variables(self, variables):
        at = self.options.host
        (s,) = at.read(variables, v.s)
        p_c, sigma_c = at.parameters(v.p_c, v.sigma_c)
        eps_0 = self.param.domain_params[at.electrode].epsilon_init
        z = (s / eps_0 - p_c) / (1 - p_c)
        return at.named({v.sigma_m: sigma_c * splus(z, WIDTH * p_c) ** 1.5})  # (2)

    def set_algebraic(self, variables):
        at = self.options.host
        s, c_m = at.read(variables, v.s, v.c_m)
        (l_p,) = at.parameters(v.l_p)
        spread = pybamm.div(l_p**2 * pybamm.grad(s))
        self.algebraic[s] = s - spread - self.param.V_bar_Li * c_m  # (1)

    def set_boundary_conditions(self, variables):
        at = self.options.host
        (s,) = at.read(variables, v.s)
        zero = (pybamm.Scalar(0), "Neumann")
        self.boundary_conditions[s] = {at.separator: zero, at.collector: zero}

    def set_initial_conditions(self, variables):
        at = self.options.host
        (s,), (c_m0,) = at.read(variables, v.s), at.parameters(v.c_m0)
        self.initial_conditions[s] = self.param.V_bar_Li * c_m0
