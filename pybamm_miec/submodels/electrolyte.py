r"""Salt in an electrolyte that growing metal displaces.

    s = eps c_e + c_0 (eps_0 - eps)                   salt here, and what has left from here      (1)
    c_e = (s - c_0 (eps_0 - eps)) / eps                                                           (2)
    ds/dt = -div N_-                                  nothing reacts with the anion               (3)
    N_- = N_e - i_e/F,  N_- = 0 at both ends          N_e, of lithium: PyBaMM's                   (4)

Metal that fills a pore pushes the liquid out (the counter electrode frees as much room as it gives up
metal); PyBaMM keeps the salt and squeezes the volume, which would raise c_e by half on 3 mA.h.cm-2.
The liquid leaves and returns at the initial concentration c_0: at the local one, it would leave
depleted and return enriched, and c_e would ratchet up with every cycle.  With (1) as the state no
time derivative of the porosity is needed, whatever law gives it.

(3) is PyBaMM's balance of lithium, -div N_e + sum(a j)/F, with the balance of charge put in.  Written
for the anion it is a divergence alone, and the salt is conserved to round-off.  At the lithium of a half
cell the flux is cut off by name, as PyBaMM's gradient there gives N_e = I/F only nearly (half cells drift
by 1e-5 to 1e-3, its issue 5700); the gradient stays for the potential, extrapolated as the flux is.
"""

import numpy as np
import pybamm


class DisplacedElectrolyte(pybamm.electrolyte_diffusion.Full):
    """Equations (1) to (4) of this module; the flux is PyBaMM's.

    Reads ``eps`` and the electrolyte current.  Sets ``c_e`` and PyBaMM's
    names for the salt and its flux.
    """

    def get_fundamental_variables(self):
        salt = {domain: self._state(domain) for domain in self.options.whole_cell_domains}
        total = pybamm.concatenation(*salt.values())
        named = {self._salt(domain): state for domain, state in salt.items()}
        return {**named, self._salt("cell"): total, **self._total(total)}

    def get_coupled_variables(self, variables):
        porosity, held = {}, {}
        for domain in self.options.whole_cell_domains:
            eps = variables[f"{domain.capitalize()} porosity"]
            porosity[domain] = eps
            held[domain] = variables[self._salt(domain)] - self._displaced(domain, eps)  # (1)
        variables.update(self._get_standard_porosity_times_concentration_variables(held))
        outside = sum(
            self._integral(self._displaced(domain, eps)) for domain, eps in porosity.items()
        )
        variables["Lithium in displaced electrolyte [mol]"] = outside
        variables.update(self._total(variables[self._salt("cell")]))
        return super().get_coupled_variables(variables)  # (2)

    def set_rhs(self, variables):
        salt = variables[self._salt("cell")]
        N_e = variables["Electrolyte flux [mol.m-2.s-1]"]
        i_e = variables["Electrolyte current density [A.m-2]"]
        anions = self._inside(salt) * (N_e - i_e / self.param.F)  # (4)
        self.rhs[salt] = -pybamm.div(anions)  # (3)

    def set_initial_conditions(self, variables):
        self.initial_conditions[variables[self._salt("cell")]] = (
            self.param.epsilon_init * self.param.c_e_init
        )
        if self._c_e_av_is_state:
            c_e_av = variables["X-averaged electrolyte concentration [mol.m-3]"]
            self.initial_conditions[c_e_av] = self.param.c_e_init

    def set_boundary_conditions(self, variables):
        super().set_boundary_conditions(variables)
        if self.options.whole_cell_domains[0] != "separator":
            return
        gradient = (self._lithium_face_gradient(variables), "Neumann")
        for sides in self.boundary_conditions.values():
            sides["left"] = gradient

    def _lithium_face_gradient(self, variables):
        c_e = variables["Electrolyte concentration [mol.m-3]"]
        T = variables["Cell temperature [K]"]
        i = variables["Current collector current density [A.m-2]"]
        tor = variables["Electrolyte transport efficiency"]
        t_plus = pybamm.boundary_value(self.param.t_plus(c_e, T), "left")
        D = pybamm.boundary_value(tor * self.param.D_e(c_e, T), "left")
        return -(1 - t_plus) * i / (self.param.F * D)

    def _inside(self, salt):
        """One on every face of the mesh but that of a lithium electrode, where it is zero."""
        if self.options.whole_cell_domains[0] != "separator":
            return pybamm.Scalar(1)
        x = pybamm.SpatialVariableEdge(
            "x", domain=salt.domain, auxiliary_domains={"secondary": "current collector"}
        )
        return x > self.param.n.L * (1 + 1e-9) + self.param.s.L * 1e-9

    def _state(self, domain):
        return pybamm.Variable(
            self._salt(domain),
            domain=domain,
            auxiliary_domains={"secondary": "current collector"},
            bounds=(0, np.inf),
            scale=self.param.c_e_init_av,
        )

    def _displaced(self, domain, eps):
        """Salt that has left the pores of `domain`, per volume [mol.m-3]."""
        eps_0 = self.param.domain_params[domain.split()[0]].epsilon_init
        return self.param.c_e_init * (eps_0 - eps)

    def _total(self, salt):
        return {"Total lithium in electrolyte [mol]": self._integral(salt)}

    def _integral(self, symbol):
        x = pybamm.SpatialVariable("x", domain=symbol.domain)
        return self.param.A_cc * pybamm.yz_average(pybamm.Integral(symbol, x))

    @staticmethod
    def _salt(domain):
        return f"{domain.capitalize()} salt with displaced [mol.m-3]"
