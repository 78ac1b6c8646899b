r"""Film on fresh metal: lithium that reacts with the electrolyte as soon as it is plated.

    r_s  = N (-i)+ / (F (1 + N)),    N  = Gamma a_m dphi_m/dc_m            in the pores               (1)
    r_sf = N (-j_f)+ / (F (1 + N)),  N  = Gamma (dphi_f/dq_f + A_f)        on the face                (2)
    dc_s/dt = r_s,   dq_s/dt = r_sf,   c_s0 and q_s0 at the start                                   (3)
    i = i_m + i_c                                                          all that goes into pores    (4)

Gamma is the lithium that a film takes per area of metal, z L_0/V_film for one of thickness L_0 with z
lithium in V_film; phi = present(c, c_n) the share of the wall that metal covers, so a_m dphi_m is the area
that a little lithium adds where it wraps a bare wall, and nothing where the wall is wrapped already.  What
grows on a face stands free: it adds A_f more for each lithium, 2 V_Li/r for needles of radius r.

The film is made from the metal under it, with no charge through the wall: of what is plated, N/(1 + N) goes
into film and the rest stays, so that metal which ends with the area S has cost Gamma S whatever the current.
( )+ is the part above zero, to the last digit as in losses.py.  What is found isolated comes with the film
that it has, and costs none.  Film is not found again when the metal is stripped, and the next cycle makes its
area anew: a cell loses Gamma S in each, and nothing at rest.  Growth of a film with time is PyBaMM's SEI.  In
the pores the film has a volume, see filling.py.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.kinetics import covering
from pybamm_miec.submodels.lost_metal import LostMetal


class MetalFilm(LostMetal):
    """Equations (1) to (4) of this module; (1) with metal in the pores, (2) with metal on the face.

    Reads ``a_m``, ``c_m``, ``i_m``, ``i_c``, ``q_f``, ``j_f``.  Sets ``c_s``, ``q_s``, ``r_s``, ``r_sf``.
    """

    in_pores, on_face = (v.c_s, v.r_s), (v.q_s, v.r_sf)  # (3)

    def _rate_in_pores(self, variables):
        at = self.options.host
        a_m, c_m, i = at.read(variables, v.a_m, v.c_m, v.i_m)
        if self.options.collector_plates:
            i = i + at.read(variables, v.i_c)[0]  # (4)
        Gamma, c_n = at.parameters(v.Gamma, v.c_n)
        return self._rate(Gamma * a_m * covering(c_m, c_n), i)  # (1)

    def _at_start(self, state):
        starts = {v.c_s: v.c_s0, v.q_s: v.q_s0}
        return self.options.host.parameters(starts[state])[0]  # (3)

    def _rate_on_face(self, variables):
        at = self.options.host
        q_f, j_f = at.read(variables, v.q_f, v.j_f)
        Gamma, q_n, A_f = at.parameters(v.Gamma, v.q_n, v.A_f)
        return self._rate(Gamma * (covering(q_f, q_n) + A_f), j_f)  # (2)

    def _rate(self, N, current):
        return N / (1 + N) * pybamm.maximum(-current, 0) / self.param.F
