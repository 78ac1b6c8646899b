r"""Lithium that stripping leaves behind, cut off from the electrons, and some that plating finds again.

    dc_i/dt = r_i  = X (i_m)+/F - rho c_i (-i_m)+/F / (c_m + c_i + c_n)       in the pores         (1)
    dq_i/dt = r_if = X_f (j_f)+/F - rho_f m w (-j_f)+/F                       on the face          (2)
    X   = chi/(1 - chi) (1 + j_m/j_x) (1 + beta V_Li c_m/eps_0),   j_m above 0                    (3)
    X_f = chi_f/(1 - chi_f) (1 + j_f/j_xf) (1 + beta_f w),         j_f above 0, of wet face        (4)
    w = q_i/(q_f + q_i + q_n)                         share of the deposit on the face that is isolated  (5)
    m = q_s^2/(q_s^2 + q_k^2),  or 1                  how far film holds the deposit together        (6)

X is what is isolated over what goes through the terminal; with X = chi/(1 - chi), of the metal that leaves
the active stock the share chi is isolated, and plating and stripping the same metal gives a coulombic
efficiency of exactly 1 - chi.  Driven by what is stripped, not by time: a host whose sites are full loses
nothing at rest, and its efficiency does not depend on how long a cycle takes; where sites are empty beside
metal, they strip it themselves.  ( )+ is the part above zero, to the last digit: why
nothing has to leak through is in grains.py.

The factors of (3) and (4) come with 'isolation' at "uneven stripping".  Fast stripping takes metal from its
roots, and of a deep deposit more is out of reach of the wall: first orders in the local current and in the
depth of the metal, as no law was found that the paper's three efficiencies could tell from another.  On a
face, which holds nothing in place, a deposit strips the worse the more dead lithium it has grown among.  They
stand on X, not on the share, which stays between 0 and 1 whatever the current.

The second terms of (1) and (2), with 'reconnection' at "by plating": new metal reaches what lies isolated
beside it, the more of it there is.  With (6) left at 1, what a foil isolates and what it finds in one of
many equal cycles depend on q_i alone: from one to the next, such a stock can only approach where they
balance, and the efficiency never passes 100 %, as that of copper does (Lin 2025, Fig. 4e).  It takes a
second, slower stock, and "by plating in film" takes the one that is there: pieces adrift in the electrolyte
are not found, those that old film holds in place are.  In the pores the frame does that from the start.
Second order, since film has to meet film.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.electrolyte_stock import wet
from pybamm_miec.submodels.lost_metal import LostMetal


class IsolatedLithium(LostMetal):
    """Equations (1) and (3) of this module with metal in the pores, (2), (4) to (6) on the face.

    Reads ``i_m``, ``j_m``, ``c_m``, ``j_f``, ``q_f``, ``q_s``, ``omega``.  Sets ``c_i``, ``q_i``,
    ``r_i``, ``r_if``.
    """

    in_pores, on_face = (v.c_i, v.r_i), (v.q_i, v.r_if)

    def _rate_in_pores(self, variables):
        at = self.options.host
        i_m, c_m, c_i = at.read(variables, v.i_m, v.c_m, v.c_i)
        X, (c_n,) = self._share_in_pores(variables), at.parameters(v.c_n)
        return self._rate(X, v.rho, i_m, c_i / (c_m + c_i + c_n))  # (1)

    def _rate_on_face(self, variables):
        at = self.options.host
        j_f, q_f, q_i = at.read(variables, v.j_f, v.q_f, v.q_i)
        (q_n,) = at.parameters(v.q_n)
        w = q_i / (q_f + q_i + q_n)  # (5)
        X_f, held = self._share_on_face(variables, w), self._held(variables)
        return self._rate(X_f, v.rho_f, j_f, held * w)  # (2)

    def _at_start(self, state):
        return self.options.host.parameters(v.q_i0)[0] if state == v.q_i else pybamm.Scalar(0)

    def _rate(self, X, found, current, in_reach):
        lost = X * pybamm.maximum(current, 0)
        if not self.options.reconnects:
            return lost / self.param.F
        (rho,) = self.options.host.parameters(found)
        return (lost - rho * in_reach * pybamm.maximum(-current, 0)) / self.param.F

    def _held(self, variables):
        if not self.options.needs_film_to_reconnect:
            return 1
        at = self.options.host
        (q_s,), (q_k,) = at.read(variables, v.q_s), at.parameters(v.q_k)
        return q_s**2 / (q_s**2 + q_k**2)  # (6)

    def _share_in_pores(self, variables):
        at = self.options.host
        (chi,) = at.parameters(v.chi)
        X = chi / (1 - chi)
        if not self.options.strips_unevenly:
            return X
        (j_m, c_m), (j_x, beta) = at.read(variables, v.j_m, v.c_m), at.parameters(v.j_x, v.beta)
        depth = self.param.V_bar_Li * c_m / self.param.domain_params[at.electrode].epsilon_init
        return X * (1 + pybamm.maximum(j_m, 0) / j_x) * (1 + beta * depth)  # (3)

    def _share_on_face(self, variables, w):
        at = self.options.host
        (chi_f,) = at.parameters(v.chi_f)
        X_f = chi_f / (1 - chi_f)
        if not self.options.strips_unevenly:
            return X_f
        (j_f,), (j_xf, beta_f) = at.read(variables, v.j_f), at.parameters(v.j_xf, v.beta_f)
        j_f = j_f / wet(self.options, variables)
        return X_f * (1 + pybamm.maximum(j_f, 0) / j_xf) * (1 + beta_f * w)  # (4)
