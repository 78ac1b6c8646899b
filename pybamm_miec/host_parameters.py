"""PyBaMM's parameter symbols, with a host that starts at a potential, or takes up no lithium."""

import pybamm
from pybamm.parameters.lithium_ion_parameters import ParticleLithiumIonParameters

from pybamm_miec import vocabulary as v


class HostParameters(pybamm.LithiumIonParameters):
    """Symbols of a cell whose host has site types.

    The initial concentration in the host follows from "Initial voltage in ... electrode [V]" and the
    isotherm, as in PyBaMM's MSMR models, and so do all that PyBaMM derives from it.  That voltage is of the
    sites: a host with hysteresis starts beside it by what it remembers, H h_0, with the same lithium.
    """

    def _set_parameters(self):
        host = self.domain_params[self.options.host.electrode]
        host.prim = SiteParameters("primary", host)
        host.phase_params["primary"] = host.prim
        super()._set_parameters()
        if self.options.is_inert:
            # PyBaMM divides by both; what it gets, the model replaces
            host.Q_init = pybamm.Scalar(1)
            if self.options.host.is_terminal:
                self.n_Li_particles_init = pybamm.Scalar(1)


class SiteParameters(ParticleLithiumIonParameters):
    """Symbols of the host's particles."""

    def __init__(self, phase, domain_param):
        super().__init__(phase, domain_param)
        sites = self.main_param.options["host sites"]
        self.options.update({"open-circuit potential": "MSMR", "number of MSMR reactions": sites})

    def _set_parameters(self):
        super()._set_parameters()
        self.U_sites_init, options = self.U_init, self.main_param.options
        if options.remembers:
            x = super().x(self.U_init, self.main_param.T_init)
            self.U_init += self.half_width(x) * options.host.parameters(v.h_0)[0]

    def half_width(self, x):
        """Return half of what delithiation and lithiation differ by, at lithiation x [V]."""
        at = self.main_param.options.host
        return pybamm.FunctionParameter(at.key(v.H), {at.key(v.x_bulk): x})

    def x_j(self, U, T, index):
        """Return the sites of a type that are taken at potential U, at reference temperature [-]."""
        del T
        return super().x_j(U, self.main_param.T_ref, index)

    def x(self, U, T):
        """Return the lithium at potential U over all sites, of which some may still be closed [-]."""
        options = self.main_param.options
        if not options.activates:
            return super().x(U, T)
        return options.host.parameters(v.u_0)[0] * super().x(U, T)
