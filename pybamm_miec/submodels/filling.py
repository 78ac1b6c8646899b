r"""Metal, isolated lithium, film and SEI in the pores: porosity, open share and reacting area.

    eps = eps_0 - V_Li (c_m + c_i) - V_f c_s - a_s (L_sei - L_sei0)       porosity             (1)
    e   = open share of the pores, see area.py                                                 (2)
    a_m = a_0(eps_0, eps_s, R) a/a_0(e)                           wall that metal grows on     (3)
    a_w                                                           wall that is wet, see area.py
    eps_t = eps_r + (eps_0 - eps_r) e                             porosity that the liquid conducts by  (4)

(1) counts whatever sits in the pores, so a pore can be full of lithium nobody can use.  Every volume is a
function of the states: nothing is integrated twice.  As the wall fades over a width, eps can end a little
below eps_r; what conducts, (4), can not: with eps in its place a cell of a thousandth is sealed, and the
liquid on either side is cut off, or not, as the mesh has it.  The porosity of the other electrode does not
change.
"""

from functools import partial

from pybamm.models.submodels.porosity.base_porosity import BaseModel

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.area import open_share, reacting_wall, wet_wall
from pybamm_miec.submodels.averages import with_average


class Filling(BaseModel):
    """Equations (1) to (3) of this module.

    Reads ``c_m``, ``c_i``, ``c_s``, ``L_sei``, ``a_s``.  Sets ``eps``, ``y``, ``a_m``, ``a_w``,
    ``fill`` and PyBaMM's porosity of the cell.
    """

    def get_coupled_variables(self, variables):
        at = self.options.host
        porosity = self._made()
        eps_0 = self.param.domain_params[at.electrode].epsilon_init
        eps = eps_0 - self._deposit(variables)  # (1)
        porosity[at.domain] = eps
        (eps_r,) = at.parameters(v.eps_r)
        grains = self.param.domain_params[at.electrode].prim
        e = open_share(eps, eps_0, eps_r)  # (2)
        wall = (self.options["host area"], e, eps_0, grains.epsilon_s, grains.R)
        of_pores = {
            v.y: e,
            v.a_m: reacting_wall(*wall),  # (3)
            v.a_w: wet_wall(*wall),
            v.fill: (eps_0 - eps) / (eps_0 - eps_r),
        }
        return {
            **self._get_standard_porosity_variables(porosity),
            **with_average(at.named(of_pores)),
        }

    def _deposit(self, variables):
        """Volume of all that has grown into the pores, per volume of electrode."""
        at = self.options.host
        c_m, c_i, L_sei, a_s = at.read(variables, v.c_m, v.c_i, v.L_sei, v.a_s)
        deposit = self.param.V_bar_Li * (c_m + c_i)
        if self.options.metal_films:
            deposit += at.parameters(v.V_f)[0] * at.read(variables, v.c_s)[0]
        if getattr(self.options, at.electrode)["SEI"] == "none":
            return deposit
        return deposit + a_s * (L_sei - self.param.domain_params[at.electrode].prim.L_sei_0)

    def _made(self):
        """Porosities as they were made, by domain."""
        return {
            domain: self.param.domain_params[domain.split()[0]].epsilon_init
            for domain in self.options.whole_cell_domains
        }


def pores_that_conduct(at, param):
    """Return what a transport law of PyBaMM's is to find as the porosity of the host, equation (4).

    Parameters
    ----------
    at : Placement
        Where the host sits.
    param : pybamm.LithiumIonParameters
        PyBaMM's symbols.

    Returns
    -------
    callable
        From the variables to those that take their place.
    """
    return partial(_with_open_pores, at, param)


def _with_open_pores(at, param, variables):
    (e,), (eps_r,) = at.read(variables, v.y), at.parameters(v.eps_r)
    eps_0 = param.domain_params[at.electrode].epsilon_init
    return at.named({v.eps: eps_r + (eps_0 - eps_r) * e})  # (4)
