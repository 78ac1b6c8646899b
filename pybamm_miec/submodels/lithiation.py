r"""Lithium in the LLTO: where it sits and the potential it sits at.

    x = sum_k X_k / (1 + e^(f (U - U_k)/w_k))          sites of type k that are taken          (1)
    U_h = U(x) + (T - T_ref) dU/dT + U_H               rest potential                          (2)
    (ln(x / (X - x)) - G) / (-dG/dU) = 0,  G = ln(g / (X - g)) with g(U) of (1), X = sum X_k    (3)
    Psi = sum_k X_k (w_k/f) ln(1 + e^(-f (U - U_k)/w_k))      integral of x from U upwards     (4)

A site type is a potential U_k, a share X_k and an ideality w_k (1: an ideal lattice gas; more: broader),
as in the MSMR model of Verbrugge (2017), whose parameter names are PyBaMM's and ours.  LLTO@CNT has couples
at 1.19 and 1.575 V (Lin 2025, Fig. 4b) and a broad tail below 1 V.

PyBaMM's MSMR takes U as the state of the particle, and loses lithium to the integrator's tolerance, as x
is not linear in it.  Here the lithium is the state, in PyBaMM's own particle models, and U an algebraic
unknown.  (3) is (1) in log-odds, as a distance in volts.  g and X - g are both sums of positive terms, so
neither end loses digits.  Between two couples G falls a twentieth or less as steeply as at the ends; without
dG/dU a matrix of the integrator's that was made at an end, and is kept for many steps, finds a twentieth of
the way between couples and takes it for all: each step ends further off, until no shorter one gets back.
Where sites open with cycling, x is counted in those that are open (activation.py).  U_H is what
the potential remembers (hysteresis.py), if it does; U, and PyBaMM's equilibrium potential, are without it.
Beyond x = 0 and X the log-odds stop at FLOOR, 0.6 V times w outside of the outermost couple.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.positive_part import splus

FLOOR = 1e-10


class SiteLithiation(pybamm.open_circuit_potential.BaseOpenCircuitPotential):
    """Equations (1) to (4) of this module.

    Reads ``x_surf``, ``x_bulk``, ``x_o``, ``x_ob``, ``T``, ``U_H``.  Sets ``U``, ``U_bulk``, ``U_s``,
    ``U_eq``, ``dUdT``, ``Psi`` and PyBaMM's other names for the open-circuit potential.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pybamm.citations.register("Verbrugge2017")
        pybamm.citations.register("Baker2018")

    def get_fundamental_variables(self):
        at = self.options.host
        return at.named({v.U: at.state(v.U), v.U_bulk: at.face_state(v.U_bulk)})

    def get_coupled_variables(self, variables):
        at = self.options.host
        U, U_bulk, x_surf, T = at.read(variables, v.U, v.U_bulk, v.x_surf, v.T)
        U_H = at.read(variables, v.U_H)[0] if self.options.remembers else pybamm.Scalar(0)
        dUdT = self.phase_param.dUdT(x_surf)
        warm = (T - self.param.T_ref) * dUdT
        U_bulk += pybamm.x_average(warm)
        variables.update(self._get_standard_ocp_variables(U + warm, U_bulk, dUdT))
        self._alias_ocp_as_equilibrium(variables)
        U_h, U_bulk = U + warm + U_H, U_bulk + pybamm.x_average(U_H)  # (2)
        variables.update(self._get_standard_ocp_variables(U_h, U_bulk, dUdT))
        variables.update(self._occupancies(U))
        variables[at.key(v.Psi)] = self._above(U)
        return variables

    def set_algebraic(self, variables):
        at = self.options.host
        filled = (v.x_o, v.x_ob) if self.options.activates else (v.x_surf, v.x_bulk)
        for potential, lithium in zip((v.U, v.U_bulk), filled, strict=True):
            U, x = at.read(variables, potential, lithium)
            off = self._log_odds(x) - self._log_odds_at(U)
            self.algebraic[U] = off / self._fall_of_log_odds(U)  # (3)

    def set_initial_conditions(self, variables):
        for U in self.options.host.read(variables, v.U, v.U_bulk):
            self.initial_conditions[U] = self.phase_param.U_sites_init

    def _occupancies(self, U):
        """Share of each site type that is taken, at the surface."""
        at = self.options.host
        shares = enumerate(zip(self._taken(U), self._capacities(), strict=True))
        return at.named(
            {
                v.Quantity(f"{{Host}} electrode host site occupancy ({k})"): x / X
                for k, (x, X) in shares
            }
        )

    def _log_odds(self, x):
        free = sum(self._capacities()) - x
        return pybamm.log(pybamm.maximum(x, FLOOR)) - pybamm.log(pybamm.maximum(free, FLOOR))

    def _log_odds_at(self, U):
        empty = sum(self._taken(U, sign=-1))
        return pybamm.log(sum(self._taken(U))) - pybamm.log(empty)

    def _fall_of_log_odds(self, U):
        """-dG/dU of (3) [V-1]."""
        f = self.param.F / (self.param.R * self.param.T_ref)
        taken, empty = self._taken(U), self._taken(U, sign=-1)
        sites = zip(taken, empty, self._capacities(), self._each("w_j"), strict=True)
        fall = sum(f / w * x * free / X for x, free, X, w in sites)
        return fall * (1 / sum(taken) + 1 / sum(empty))

    def _taken(self, U, sign=1):
        """Sites of each type that are taken at U, or with sign = -1 that are empty, (1)."""
        f = self.param.F / (self.param.R * self.param.T_ref)
        return [
            X / (1 + pybamm.exp(sign * f * (U - U_k) / w))
            for X, U_k, w in zip(
                self._capacities(), self._each("U0_j"), self._each("w_j"), strict=True
            )
        ]

    def _above(self, U):
        """Psi of (4): what a site gives off when as many more open, empty."""
        f = self.param.F / (self.param.R * self.param.T_ref)
        sites = zip(self._capacities(), self._each("U0_j"), self._each("w_j"), strict=True)
        return sum(X * splus(U_k - U, w / f) for X, U_k, w in sites)

    def _capacities(self):
        return self._each("X_j")

    def _each(self, name):
        law = getattr(self.phase_param, name)
        return [law(self.param.T_ref, k) for k in range(int(self.options["host sites"]))]
