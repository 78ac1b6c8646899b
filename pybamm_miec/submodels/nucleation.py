r"""How much of a wall metal covers, and the barrier it has to overcome to cover it.

    theta = e^lambda,  e lambda where lambda > 1                                               (1)
    dlambda/dt = (1 - theta)/(theta + theta_s) k_n s(B)                    seeds                (2)
               + (1 - theta) k_g (-j_b)+ / F                               islands that grow
               - p S (j)+ / (F (q + q_0))                                  islands that dissolve
    s(B) = e^(-B/eta^2) (1 - e^(f eta))+,   B = B_0 + (B_1 - B_0) x        on a wall of the host  (3)
    s(B_c) + s(B at the collector)                                         on the foil under it   (4)

j is the current of the wall and j_b that on metal; q is the metal and S the wall, per volume or per area.  s
is classical nucleation: a barrier 16 pi gamma^3 V^2 f(angle)/(3 F^2 kT eta^2) = B/eta^2 (Ely and Garcia
2013), with the driving force as a last factor, so that nothing forms at or above 0 V, also where B = 0: every
patch of wall obeys detailed balance.  Seeds carry no charge of their own.

One law for every substrate; what differs is B.  On a host it changes as the wall takes up lithium: LLTO with
lithium in it is wetted, LLTO without is not.  Foil under a host has two kinds of site, bare copper and where
a grain touches it, and metal starts on whichever lets it.  A wall without barrier covers itself as soon as
the potential is below 0 V.

A wall begins with the share theta_0, its nuclei of the order of one of 10 nm on a cm2; they grow below 0 V
even where B lets no more form, in an hour or so at -0.1 V, and below theta_s seeding multiplies them rather
than adds to them.  lambda is the state: with theta itself, whose start of 1e-12 is under any tolerance,
growth amplifies the integrator's noise, and the overpotential becomes a matter of the tolerance. theta_s, a
hundredth, bounds the rate of (2): with seeds over theta alone it begins at 1e15 per second, and where B = 0
no step converges.  What carries the current before anything has nucleated is the double layer of the planes,
or the host.

No wall is covered more than once: lambda stays below 0.  But the integrator looks ahead, to lambda of 1e3
where a step of 10 ms passes 0 V and (2) is 1e5 per second.  There e^lambda is infinite, and (2) no number.
Without derivatives by parameters IDAS then takes a shorter step; with them it takes the largest of some
norms, finds none above 0, and goes on with what is no number as if that were solved.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.grains import lithiation
from pybamm_miec.vocabulary import Quantity

SEEDED = 1e-2
ORIGIN = 1e-8  # (0.1 mV)^2: keeps B/eta^2 finite at 0 V, where the drive is zero anyway


class Nucleation(pybamm.BaseSubModel):
    """Equations (1) to (3) on a wall, which names what of it they are about."""

    covered: tuple[Quantity, Quantity]  # lambda and theta
    j_b: Quantity
    eta: Quantity
    metal: tuple[Quantity, Quantity]  # j and q
    amounts: tuple[Quantity, Quantity]  # q at the start, and q_0

    def get_fundamental_variables(self):
        lam = self._state(self.covered[0])
        return self.options.host.named(dict(zip(self.covered, (lam, share(lam)), strict=True)))

    def set_rhs(self, variables):
        at = self.options.host
        lam, theta, j_b, eta, T = at.read(variables, *self.covered, self.j_b, self.eta, v.T)
        (q_0,) = at.parameters(self.amounts[1])
        f_eta = self.param.F / (self.param.R * self._at_wall(T)) * eta
        seeds = self._seeds(eta, f_eta, self._at_wall(barrier(self.options, variables)))
        j, q = self._metal(variables)
        stripped = pybamm.maximum(j, 0) / (q + q_0)
        self.rhs[lam] = spreading(at, self.param, theta, seeds, j_b, stripped)  # (2)

    def set_initial_conditions(self, variables):
        at = self.options.host
        (lam,), (first, q_0) = at.read(variables, self.covered[0]), at.parameters(*self.amounts)
        self.initial_conditions[lam] = at_start(at, first / q_0)

    def _state(self, quantity):
        return self.options.host.face_state(quantity)

    def _at_wall(self, symbol):
        """What there is at the wall of something that lives over the depth."""
        return symbol

    def _seeds(self, eta, f_eta, B):
        return seeding(eta, f_eta, B)  # (3)

    def _metal(self, variables):
        return self.options.host.read(variables, *self.metal)


class PoreNucleation(Nucleation):
    """Equations (1) to (3) on the walls of the pores.

    Reads ``j_b``, ``i_m``, ``eta_m``, ``T``, ``x_surf``, ``x_o``, ``c_m``.  Sets ``lambda_m``, ``theta_m``.
    """

    covered, j_b, eta = (v.lambda_m, v.theta_m), v.j_b, v.eta_m
    metal, amounts = (v.i_m, v.c_m), (v.c_m0, v.c_n)

    def _state(self, quantity):
        return self.options.host.state(quantity)


class FaceNucleation(Nucleation):
    """Equations (1) to (3) on the face.

    Reads ``j_bf``, ``j_f``, ``eta_f``, ``T``, ``x_surf``, ``x_o``, ``q_f``.  Sets ``lambda_f``, ``theta_f``.
    """

    covered, j_b, eta = (v.lambda_f, v.theta_f), v.j_bf, v.eta_f
    metal, amounts = (v.j_f, v.q_f), (v.q_f0, v.q_n)

    def _at_wall(self, symbol):
        return self.options.host.at_face(symbol)


class CollectorNucleation(Nucleation):
    """Equations (1), (2) and (4) on the collector, of which the metal strips with that above it.

    Reads ``j_bc``, ``i_m``, ``eta_c``, ``T``, ``x_surf``, ``x_o``, ``c_m``.  Sets ``lambda_c``, ``theta_c``.
    """

    covered, j_b, eta = (v.lambda_c, v.theta_c), v.j_bc, v.eta_c
    metal, amounts = (v.i_m, v.c_m), (v.c_m0, v.c_n)

    def _at_wall(self, symbol):
        return self.options.host.at_collector(symbol)

    def _seeds(self, eta, f_eta, B):
        (B_c,) = self.options.host.parameters(v.B_c)
        return seeding(eta, f_eta, B_c) + seeding(eta, f_eta, B)  # (4)

    def _metal(self, variables):
        return tuple(map(self._at_wall, super()._metal(variables)))


def barrier(options, variables):
    """Return the barrier of the walls of the host, equation (3) [V2].

    Parameters
    ----------
    options : HostOptions
        Of the model.
    variables : dict
        PyBaMM's, with the lithiation of the walls where they take up lithium.

    Returns
    -------
    pybamm.Symbol
        Over the depth of the host [V2].
    """
    at = options.host
    B_0, B_1 = at.parameters(v.B_0, v.B_1)
    if options.is_inert:
        return at.spread(pybamm.PrimaryBroadcast(B_0, "current collector"))
    return B_0 + (B_1 - B_0) * lithiation(options, variables)  # (3)


def seeding(eta, f_eta, B):
    """Return the rate at which bare wall is seeded, over k_n, s of equation (3).

    Parameters
    ----------
    eta : pybamm.Symbol
        Overpotential of metal on the wall [V].
    f_eta : pybamm.Symbol
        The same over RT/F [-].
    B : pybamm.Symbol
        Barrier [V2].

    Returns
    -------
    pybamm.Symbol
        From 0, at and above 0 V, to 1 [-].
    """
    drive = 1 - pybamm.exp(pybamm.minimum(f_eta, 0))
    B = pybamm.maximum(B, 0)  # lithiation at an end of the host is extrapolated, and can pass 1
    return pybamm.exp(-B / (pybamm.minimum(eta, 0) ** 2 + ORIGIN)) * drive  # (3)


def share(lam):
    """Return the covered share of a wall, equation (1), which goes on straight where no wall comes to.

    Parameters
    ----------
    lam : pybamm.Symbol
        Its logarithm [-].

    Returns
    -------
    pybamm.Symbol
        [-].
    """
    return pybamm.exp(pybamm.minimum(lam, 1)) * pybamm.maximum(lam, 1)  # (1)


def spreading(at, param, theta, seeds, j_b, stripped):
    """Return the rate of change of the logarithm of the covered share, equation (2) [s-1].

    Parameters
    ----------
    at : Placement
        Where the host sits.
    param : pybamm.LithiumIonParameters
        PyBaMM's symbols.
    theta : pybamm.Symbol
        Covered share of the wall [-].
    seeds : pybamm.Symbol
        From `seeding` [-].
    j_b : pybamm.Symbol
        Current density on metal, anodic positive [A.m-2].
    stripped : pybamm.Symbol
        S (j)+/(q + q_0) [A.mol-1].

    Returns
    -------
    pybamm.Symbol
        d lambda / dt [s-1].
    """
    k_n, k_g, p = at.parameters(v.k_n, v.k_g, v.p_d)
    bare, grows = 1 - theta, pybamm.maximum(-j_b, 0) / param.F
    return bare / (theta + SEEDED) * k_n * seeds + bare * k_g * grows - p * stripped / param.F


def at_start(at, amount):
    """Return the logarithm of the covered share that goes with a metal of `amount` presences."""
    (theta_0,) = at.parameters(v.theta_0)
    return pybamm.log(theta_0 + (1 - theta_0) * pybamm.tanh(amount))
