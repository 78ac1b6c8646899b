r"""Stocks of lithium that metal loses, beside the metal.

dc/dt = r            in the pores, per volume of electrode                                     (1)
dq/dt = r_f          on the face, per area of it                                               (2)
"""

import pybamm

from pybamm_miec.vocabulary import Quantity


class LostMetal(pybamm.BaseSubModel):
    """A stock per volume where metal can be in the pores, and one per area where it can be on the face.

    Equations (1) and (2) of this module.  A law names stock and rate of both, and gives the rates.
    """

    in_pores: tuple[Quantity, Quantity]
    on_face: tuple[Quantity, Quantity]

    def get_fundamental_variables(self):
        at = self.options.host
        host = self.param.domain_params[at.electrode]
        full_pore = pybamm.xyz_average(host.epsilon_init) / self.param.V_bar_Li
        states = {}
        if self.options.metal_in_pores:
            states[self.in_pores[0]] = at.state(self.in_pores[0], scale=full_pore)
        if self.options.metal_on_face:
            states[self.on_face[0]] = at.face_state(self.on_face[0], scale=full_pore * host.L)
        return at.named(states)

    def get_coupled_variables(self, variables):
        rates = {}
        if self.options.metal_in_pores:
            rates[self.in_pores[1]] = self._rate_in_pores(variables)
        if self.options.metal_on_face:
            rates[self.on_face[1]] = self._rate_on_face(variables)
        return self.options.host.named(rates)

    def set_rhs(self, variables):
        for state, rate in self._stocks:
            stock, grows = self.options.host.read(variables, state, rate)
            self.rhs[stock] = grows  # (1), (2)

    def set_initial_conditions(self, variables):
        for state, _ in self._stocks:
            (stock,) = self.options.host.read(variables, state)
            self.initial_conditions[stock] = self._at_start(state)

    @property
    def _stocks(self):
        in_pores = [self.in_pores] if self.options.metal_in_pores else []
        return in_pores + ([self.on_face] if self.options.metal_on_face else [])

    def _at_start(self, state):
        """What there is of a stock at the start: nothing, unless a law has a parameter for it."""
        del state
        return pybamm.Scalar(0)

    def _rate_in_pores(self, variables):
        """Lithium that the metal in the pores loses [mol.m-3.s-1]."""
        raise NotImplementedError

    def _rate_on_face(self, variables):
        """Lithium that the metal on the face loses [mol.m-2.s-1]."""
        raise NotImplementedError
