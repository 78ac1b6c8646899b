r"""Sites of the LLTO that open as it is cycled.

    u = share of the sites that lithium can reach,  u = u_0 at the start                        (1)
    du/dt = k_a (1 - u) g one_way(a_s j) / (F eps_s c_max u),   j = j_h + j_i;  see grains.py    (2)
    g = 1/(1 + e^(-f (U_h - U_a)/w))          emptying at high potential opens more             (3)
    x_o = x/u                                 how full the open sites are                       (4)

Grains of some um take up lithium from their surface and their cracks inwards; each time the open sites are
emptied, and the lattice relaxes, lithium finds the next (Lin 2025, Fig. 4c: capacity rises with cycling, the
faster the higher the cut-off).  (2) counts what is emptied, in units of the open sites, not time: a host at
rest does not open, and u does not depend on how long a cycle takes.  Emptying all open sites from full to
potential U_c multiplies 1 - u by e^(-k_a G), G the integral of g over x_o, so after n equal cycles

    u_n = 1 - (1 - u_0) e^(-n/n_a),   n_a = 1/(k_a G(U_c))                                      (5)

as long as u changes little in one.  A higher cut-off has a larger G; at a high rate the cut-off is met
before the sites are empty, G is smaller and more cycles are needed.  Sites that open are empty: they bring
no lithium of their own, so x_o falls as they open.  What lithium does to its grain (how it conducts, how
metal wets it) it does where it is: these laws see x_o too.
"""

from functools import partial

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.grains import one_way, onto_grains, open_sites

WIDTH = 4.0  # w of (3), in RT/F: 0.1 V


class Activation(pybamm.BaseSubModel):
    """Equations (1) to (4) of this module, from which equation (5) follows.

    Reads ``a_s``, ``j_h``, ``j_i``, ``U_s``, ``T``, ``x_surf``, ``x_bulk``.  Sets ``u``, ``x_o``, ``x_ob``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        return at.named({v.u: at.state(v.u)})

    def get_coupled_variables(self, variables):
        at = self.options.host
        u, x_surf, x_bulk = at.read(variables, v.u, v.x_surf, v.x_bulk)
        return at.named({v.x_o: x_surf / u, v.x_ob: x_bulk / pybamm.x_average(u)})  # (4)

    def set_rhs(self, variables):
        (u,) = self.options.host.read(variables, v.u)
        self.rhs[u] = opening(self.options, self.param, variables)  # (2)

    def set_initial_conditions(self, variables):
        at = self.options.host
        (u,), (u_0,) = at.read(variables, v.u), at.parameters(v.u_0)
        self.initial_conditions[u] = u_0  # (1)


def opening(options, param, variables):
    """Return how fast sites open, equation (2).

    Parameters
    ----------
    options : HostOptions
        Of the model.
    param : HostParameters
        Symbols of the cell.
    variables : dict
        PyBaMM's.

    Returns
    -------
    pybamm.Symbol
        Rate of the open share of the sites [s-1].
    """
    at = options.host
    u, a_s, U, T = at.read(variables, v.u, v.a_s, v.U_s, v.T)
    emptied = one_way(options, param, a_s * onto_grains(options, variables))
    k_a, U_a = at.parameters(v.k_a, v.U_a)
    f = param.F / (param.R * T)
    g = 1 / (1 + pybamm.exp(-f * (U - U_a) / WIDTH))  # (3)
    sites = open_sites(options, param, variables)
    return k_a * (1 - u) * g * emptied / sites  # (2)


def kinetics_of_open_sites(at):
    """Return what a kinetics model of PyBaMM's is to find at the surface: the lithium per open site."""
    return partial(_per_open_site, at)


def _per_open_site(at, variables):
    c_surf, u = at.read(variables, v.c_surf, v.u)
    return at.named({v.c_surf: c_surf / u})
