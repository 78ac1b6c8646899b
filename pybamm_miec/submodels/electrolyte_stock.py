r"""A finite stock of electrolyte, which films and SEI use up, and the part of a cell that is left dry.

    dV_e/dt = -v_el R                                what is left, per area of the cell              (1)
    R = int (-(i_e + a_s j_sei)/F + r_s) dx + r_sf   lithium that goes into film and SEI             (2)
    omega = 1 - splus(1 - V_e/V_p),  V_p = int eps_0 dx     wetted share of the pores as made         (3)
    x becomes omega x                                what the liquid conducts and what reacts        (4)
    omega > omega_d                                  else the run ends                               (5)

Li (2022; PyBaMM's issue 4276) let a cell dry out where its pores have more room than there is electrolyte,
and shrink by that.  Here, too, a dry place takes no part, and wet ones are side by side with it: at the same
current the cell is that of omega times the area.  (4) is for the transport of the liquid in every layer, the
reaction of grains and of lithium in both electrodes (PyBaMM's "interface utilisation"), the wall that metal
grows on, face and foil, film and SEI, and double layers.  Electrons, and ions in the solid, pass dry places.
splus (positive_part.py) is 1 % wide: a fifth more than fills the pores leaves 2e-11 dry; electrolyte that
just fills them, 0.7 %.

Dry and wet places are taken as alike in every layer and everywhere: lithium in dry ones, in grains or as
metal, still counts as usable, and what it holds goes along with the wet.  So does the salt.  It stays where
it is, its balance as it was: the liquid that is left does not become more concentrated as its solvent goes,
and salt of dry places answers for that of wet ones.  What metal displaces leaves for a reservoir and comes
back, and is no loss.  R is counted, not limited by V_e; it fades with the area that reacts.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.given import Given
from pybamm_miec.submodels.positive_part import splus

WIDTH = 0.01  # of splus
DRY = 0.05  # omega_d of (5)


class ElectrolyteStock(pybamm.BaseSubModel):
    """Equations (1) to (3) and (5) of this module.

    Reads ``i_e``, ``i_sei``, ``i_crack``, ``r_s``, ``r_sf``.  Sets ``V_e``, ``omega``.
    """

    def get_fundamental_variables(self):
        at, (V_e0,) = self.options.host, self.options.host.parameters(v.V_e0)
        V_e = pybamm.Variable(at.key(v.V_e), scale=V_e0)
        return at.named({v.V_e: V_e, v.omega: wetted_share(V_e, self.param, self.options)})

    def set_rhs(self, variables):
        (V_e,) = self.options.host.read(variables, v.V_e)
        (v_el,) = self.options.host.parameters(v.v_el)
        self.rhs[V_e] = -v_el * self._into_sei(variables)  # (1)

    def set_initial_conditions(self, variables):
        (V_e,) = self.options.host.read(variables, v.V_e)
        (self.initial_conditions[V_e],) = self.options.host.parameters(v.V_e0)

    def add_events_from(self, variables):
        (omega,) = self.options.host.read(variables, v.omega)
        self.events.append(pybamm.Event("Electrolyte has dried out", omega - DRY))  # (5)

    def _into_sei(self, variables):
        """Lithium that goes into film and SEI, per area of the cell, (2) [mol.m-2.s-1]."""
        options, at = self.options, self.options.host
        reduced = [v.i_e] if options.films else []
        reduced += [v.i_sei, v.i_crack] if options.grows_sei else []
        in_pores = [-i / self.param.F for i in at.read(variables, *reduced)]
        on_face = []
        if options.metal_films and options.metal_in_pores:
            in_pores += at.read(variables, v.r_s)
        if options.metal_films and options.metal_on_face:
            on_face += at.read(variables, v.r_sf)
        each = [at.over_depth(rate, self.param) for rate in in_pores] + on_face
        return sum(pybamm.yz_average(rate) for rate in each)


class Wetted(Given):
    """A submodel of which some results are those of a wet place, equation (4).

    Reads what the submodel reads, and ``omega``.  Sets what the submodel sets.

    Parameters
    ----------
    stock : pybamm.BaseSubModel
        The submodel.
    at : Placement
        Where the host sits.
    only_wet : str
        Part of the names of those results.
    """

    def __init__(self, stock, at, only_wet):
        super().__init__(stock)
        self._at, self._only_wet, self._withheld = at, only_wet, {}

    def get_fundamental_variables(self):
        known = super().get_fundamental_variables()
        self._withheld = {name: x for name, x in known.items() if self._is_of_wet(name, x)}
        return {name: x for name, x in known.items() if name not in self._withheld}

    def get_coupled_variables(self, variables):
        (omega,) = self._at.read(variables, v.omega)
        found = super().get_coupled_variables({**variables, **self._withheld})
        return {
            name: omega * x if self._is_of_wet(name, x) else x  # (4)
            for name, x in {**self._withheld, **found}.items()
        }

    def _is_of_wet(self, name, x):
        """Not what the submodel solves for: that has to stay as it is."""
        return self._only_wet in name and not isinstance(x, pybamm.Variable)


def wetted_share(V_e, param, options):
    """Return the share of the cell that is wet, equation (3).

    Parameters
    ----------
    V_e : pybamm.Symbol
        Electrolyte per area of the cell [m].
    param : pybamm.LithiumIonParameters
        PyBaMM's symbols.
    options : HostOptions
        Of the model.

    Returns
    -------
    pybamm.Symbol
        From 0 to 1, smooth [-].
    """
    layers = [param.domain_params[domain.split()[0]] for domain in options.whole_cell_domains]
    V_p = sum(pybamm.xyz_average(layer.epsilon_init) * layer.L for layer in layers)
    return 1 - splus(1 - V_e / V_p, WIDTH)  # (3)


def wet(options, variables):
    """Return the wetted share as it is, 1 where electrolyte is unlimited [-].

    Parameters
    ----------
    options : HostOptions
        Of the model.
    variables : dict
        PyBaMM's.

    Returns
    -------
    pybamm.Symbol or int
        For what is put together from what a wet place does [-].
    """
    return options.host.read(variables, v.omega)[0] if options.dries else 1


def wet_at_start(param, options):
    """Return the wetted share at the start, 1 where electrolyte is unlimited [-].

    Parameters
    ----------
    param, options
        As for `wetted_share`.
    """
    if not options.dries:
        return 1
    return wetted_share(options.host.parameters(v.V_e0)[0], param, options)
