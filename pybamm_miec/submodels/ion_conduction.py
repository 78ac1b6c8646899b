r"""Lithium ions that move through the solid of the host.

    i_h = -kappa_h B_s(1 - eps_0) d mu/dx,   mu = phi_s - U_h      ions in the frame                (1)
    i_h = 0                                                        at both faces                   (2)
    d i_s/dx + d i_h/dx = -sum(a j)                                charge of the solid, see electrons
    eps_s dc_s/dt = -a_s (j_h + j_i)/F                             lithium of the solid             (3)
    j_i = (d i_h/dx)/a_s                                           ions onto the grains             (4)
    Q_h = -i_h d mu/dx                                             heat                             (5)

mu is the potential of a lithium ion in the solid: that of the electrons less that of the lithium they
neutralise.  Where an ion leaves one grain for the next, an electron has to come along or go around, so i_h
is in both balances.  The grains exchange ions with the liquid by the reaction j_h.  When that is fast, mu is
phi_e and the frame and the liquid conduct as one, kappa + kappa_h; when kappa_h vanishes, or no lithium can
be exchanged, the liquid conducts alone.

kappa_h is of the solid and may depend on how lithiated it is; B_s is the transport law of the frame, as for
its electrons.  (3) is put to PyBaMM's own particle models as a current on the grains: what arrives through
the contacts of a grain enters it over its surface.  Grains with a depth put the current into a boundary
condition, which in PyBaMM can hold no gradient: for them j_i is an unknown of its own.
"""

from functools import partial

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.averages import with_average
from pybamm_miec.submodels.grains import lithiation
from pybamm_miec.submodels.work import heat_along


class FrameIons(pybamm.BaseSubModel):
    """Equations (1), (2), (4) and (5) of this module.

    Reads ``phi_s``, ``U_s``, ``x_surf``, ``x_o``, ``tor_s``, ``T``, ``a_s``.  Sets ``kappa_h_eff``, ``i_h``,
    ``j_i``, ``Q_h``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        return at.named({v.j_i: at.state(v.j_i)}) if self._grains_have_depth else {}

    def get_coupled_variables(self, variables):
        at = self.options.host
        (a_s,) = at.read(variables, v.a_s)
        kappa_h_eff = self._conductivity(variables)
        mu = self._mu(variables)
        i_h = -kappa_h_eff * pybamm.grad(mu)  # (1)
        Q_h = heat_along(i_h, mu)  # (5)
        variables = at.named({v.kappa_h_eff: kappa_h_eff, v.i_h: i_h, v.Q_h: Q_h})
        return variables if self._grains_have_depth else variables | self._onto_grains(i_h, a_s)

    def set_algebraic(self, variables):
        if self._grains_have_depth:
            at = self.options.host
            j_i, i_h, a_s = at.read(variables, v.j_i, v.i_h, v.a_s)
            self.algebraic[j_i] = j_i - self._onto_grains(i_h, a_s)[at.key(v.j_i)]

    def set_boundary_conditions(self, variables):
        at = self.options.host
        zero = (pybamm.Scalar(0), "Neumann")
        self.boundary_conditions[self._mu(variables)] = {
            at.separator: zero,
            at.collector: zero,
        }  # (2)

    def set_initial_conditions(self, variables):
        if self._grains_have_depth:
            (j_i,) = self.options.host.read(variables, v.j_i)
            self.initial_conditions[j_i] = pybamm.Scalar(0)

    def _conductivity(self, variables):
        at = self.options.host
        tor, T = at.read(variables, v.tor_s, v.T)
        x = lithiation(self.options, variables)
        inputs = {at.key(v.x_bulk): x, "Temperature [K]": T}
        return pybamm.FunctionParameter(at.key(v.kappa_h), inputs) * tor

    def _onto_grains(self, i_h, a_s):
        return self.options.host.named({v.j_i: pybamm.div(i_h) / a_s})  # (4)

    @property
    def _grains_have_depth(self):
        return getattr(self.options, self.options.host.electrode)["particle"] != "uniform profile"

    def _mu(self, variables):
        phi_s, U = self.options.host.read(variables, v.phi_s, v.U_s)
        return phi_s - U


class EvenFrameIons(FrameIons):
    """The frame of a host that is the same over its depth, where no gradient of mu moves its ions.

    Reads ``x_surf``, ``x_o``, ``tor_s``, ``T``.  Sets ``kappa_h_eff``, ``i_h``, ``j_i``,
    ``Q_h``.
    """

    def get_fundamental_variables(self):
        at = self.options.host
        nowhere = pybamm.FullBroadcast(0, at.domain, "current collector")
        on_faces = pybamm.FullBroadcastToEdges(0, at.domain, "current collector")
        return at.named({v.j_i: nowhere, v.i_h: on_faces, v.Q_h: nowhere})

    def get_coupled_variables(self, variables):
        return self.options.host.named({v.kappa_h_eff: self._conductivity(variables)})

    def set_algebraic(self, variables):
        pass

    def set_boundary_conditions(self, variables):
        pass

    def set_initial_conditions(self, variables):
        pass


def grains_with_ions(at):
    """Return what a particle model of PyBaMM's is to find as the current on its grains, equation (3).

    Parameters
    ----------
    at : Placement
        Where the host sits.

    Returns
    -------
    callable
        From the variables to those that take their place.
    """
    return partial(_with_ions, at)


def _with_ions(at, variables):
    j_h, j_i = at.read(variables, v.j_h, v.j_i)
    return with_average(at.named({v.j_h: j_h + j_i}))  # (3)
