r"""How much of a wall metal covers, and the barrier it has to overcome to cover it.

    theta = e^lambda                                                                           (1)
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
than adds to them. lambda is the state: with theta itself, whose start of 1e-12 is under any tolerance, growth
amplifies the integrator's noise, and the overpotential becomes a matter of the tolerance. theta_s = 1 %
bounds the rate of (2): with seeds over theta alone it begins at 1e15 per second, and where B = 0 no step
converges.  What carries the current before anything has nucleated is the double layer of the planes, or the
host.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.grains import lithiation

SEEDED = 1e-2
ORIGIN = 1e-8  # (0.1 mV)^2: keeps B/eta^2 finite at 0 V, where the drive is zero anyway


class PoreNucleation(pybamm.BaseSubModel):
    """Equations (1) to (3) on the walls of the pores.

    Reads ``j_b``, ``i_m``, ``eta_m``, ``T``, ``x_surf``, ``x_o``, ``c_m``.  Sets ``lambda_m``, ``theta_m``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        lam = at.state(v.lambda_m)
        return at.named({v.lambda_m: lam, v.theta_m: pybamm.exp(lam)})

    def set_rhs(self, variables):
        at = self.options.host
        lam, theta, j_b, i_m, eta, T, c_m = at.read(
            variables, v.lambda_m, v.theta_m, v.j_b, v.i_m, v.eta_m, v.T, v.c_m
        )
        (c_n,) = at.parameters(v.c_n)
        f_eta = self.param.F / (self.param.R * T) * eta
        seeds = seeding(eta, f_eta, barrier(self.options, variables))  # (3)
        self.rhs[lam] = spreading(
            at, self.param, theta, seeds, j_b, pybamm.maximum(i_m, 0) / (c_m + c_n)
        )  # (2)

    def set_initial_conditions(self, variables):
        at = self.options.host
        (lam,), (c_m0, c_n) = at.read(variables, v.lambda_m), at.parameters(v.c_m0, v.c_n)
        self.initial_conditions[lam] = at_start(at, c_m0 / c_n)


class FaceNucleation(pybamm.BaseSubModel):
    """Equations (1) to (3) on the face.

    Reads ``j_bf``, ``j_f``, ``eta_f``, ``T``, ``x_surf``, ``x_o``, ``q_f``.  Sets ``lambda_f``, ``theta_f``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        lam = at.face_state(v.lambda_f)
        return at.named({v.lambda_f: lam, v.theta_f: pybamm.exp(lam)})

    def set_rhs(self, variables):
        at = self.options.host
        lam, theta, j_b, j_f, eta, q_f, T = at.read(
            variables, v.lambda_f, v.theta_f, v.j_bf, v.j_f, v.eta_f, v.q_f, v.T
        )
        (q_n,) = at.parameters(v.q_n)
        f_eta = self.param.F / (self.param.R * at.at_face(T)) * eta
        seeds = seeding(eta, f_eta, at.at_face(barrier(self.options, variables)))
        self.rhs[lam] = spreading(
            at, self.param, theta, seeds, j_b, pybamm.maximum(j_f, 0) / (q_f + q_n)
        )  # (2)

    def set_initial_conditions(self, variables):
        at = self.options.host
        (lam,), (q_f0, q_n) = at.read(variables, v.lambda_f), at.parameters(v.q_f0, v.q_n)
        self.initial_conditions[lam] = at_start(at, q_f0 / q_n)


class CollectorNucleation(pybamm.BaseSubModel):
    """Equations (1), (3) and (4) on the collector.

    Reads ``j_bc``, ``i_m``, ``eta_c``, ``T``, ``x_surf``, ``x_o``, ``c_m``.  Sets ``lambda_c``, ``theta_c``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        lam = at.face_state(v.lambda_c)
        return at.named({v.lambda_c: lam, v.theta_c: pybamm.exp(lam)})

    def set_rhs(self, variables):
        at = self.options.host
        lam, theta, j_bc, eta = at.read(variables, v.lambda_c, v.theta_c, v.j_bc, v.eta_c)
        T, c_m, i_m = (at.at_collector(x) for x in at.read(variables, v.T, v.c_m, v.i_m))
        B_c, c_n = at.parameters(v.B_c, v.c_n)
        f_eta = self.param.F / (self.param.R * T) * eta
        B = at.at_collector(barrier(self.options, variables))
        seeds = seeding(eta, f_eta, B_c) + seeding(eta, f_eta, B)  # (4)
        # what it plated strips with the metal above it
        self.rhs[lam] = spreading(
            at, self.param, theta, seeds, j_bc, pybamm.maximum(i_m, 0) / (c_m + c_n)
        )  # (2)

    def set_initial_conditions(self, variables):
        at = self.options.host
        (lam,), (c_m0, c_n) = at.read(variables, v.lambda_c), at.parameters(v.c_m0, v.c_n)
        self.initial_conditions[lam] = at_start(at, c_m0 / c_n)


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
