r"""Where the lithium of the host is: every stock, counted once.

    n_m = A int c_m dx         metal in the pores                                              (1)
    n_f = A q_f                metal on the face                                               (2)
    n_i = A (int c_i dx + q_i) isolated, in the pores and on the face                          (3)
    n_s = lithium in SEI, on the particles and in their cracks                                 (4)
    n_t = A int c_t dx         trapped in the grains                                           (5)
    n_e = A int q_e dx         in the first film on the walls                                  (6)
    n_fm = A (int c_s dx + q_s)      in film on metal, in the pores and on the face             (7)
    n_dl = -A (int q dx + q_f + q_c)/F    ions on the walls, as charge of the double layers     (8)
    n_active = n_h + n_m + n_f         lithium that can still be used                          (9)
    n_all = n_active + n_i + n_s + n_t + n_e + n_fm + n_dl + n_lam    what came in              (10)

n_h, in the LLTO, and n_lam, in grains that are lost as active material, are PyBaMM's.  PyBaMM counts plated
metal as lost; here only isolated metal, SEI, films and what is trapped or in lost grains are.  n_dl is below
zero where the wall is above 0 V: only how it changes has a meaning.
"""

from typing import NamedTuple

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.vocabulary import Quantity


class Stock(NamedTuple):
    """A place where lithium of the host can be.

    Attributes
    ----------
    held : Quantity
        What is there.
    place : str
        As a column of a table.
    lost_to : str
        What a cycle loses to that does not give it back.
    """

    held: Quantity
    place: str
    lost_to: str

    @property
    def share(self) -> str:
        """PyBaMM name of what a cycle leaves there, as a share of what it lithiated."""
        return f"Loss of coulombic efficiency to {self.lost_to} [%]"


STOCKS = (
    Stock(v.n_h, "in host", "lithium left in host"),
    Stock(v.n_m, "metal in pores", "metal left in pores"),
    Stock(v.n_f, "metal on face", "metal left on face"),
    Stock(v.n_i, "isolated", "isolated lithium"),
    Stock(v.n_s, "in SEI", "SEI"),
    Stock(v.n_t, "trapped", "trapped lithium"),
    Stock(v.n_e, "in first film", "first film"),
    Stock(v.n_fm, "in film on metal", "film on metal"),
    Stock(v.n_dl, "on walls", "double layer"),
    Stock(v.n_lam, "in lost active material", "lost active material"),
)


class LithiumStocks(pybamm.BaseSubModel):
    """Equations (1) to (10) of this module.

    Reads ``n_h``, ``c_m``, ``c_i``, ``q_f``, ``q_i``, ``c_t``, ``q_e``, ``c_s``, ``q_s``, ``q_dl``,
    ``q_dlf``, ``q_dlc``, ``n_sei``, ``n_crack``, ``n_lam``.  Sets ``n_m``, ``n_f``, ``n_i``, ``n_s``,
    ``n_t``, ``n_e``, ``n_fm``, ``n_dl``, ``n_active``, ``n_all``, ``n_plating`` and PyBaMM's losses.
    """

    def get_coupled_variables(self, variables):
        at = self.options.host
        n_h, n_sei, n_crack, n_lam = at.read(variables, v.n_h, v.n_sei, v.n_crack, v.n_lam)
        n_m = self._sum(variables, v.c_m)  # (1)
        n_f = self._sum(variables, v.q_f)  # (2)
        n_i = self._sum(variables, v.c_i, v.q_i)  # (3)
        n_s = n_sei + n_crack  # (4)
        n_t, n_e = self._sum(variables, v.c_t), self._sum(variables, v.q_e)  # (5), (6)
        n_fm = self._sum(variables, v.c_s, v.q_s)  # (7)
        n_dl = -self._sum(variables, v.q_dl, v.q_dlf, v.q_dlc) / self.param.F  # (8)
        held = {v.n_h: n_h, v.n_m: n_m, v.n_f: n_f, v.n_i: n_i, v.n_s: n_s}
        held |= {v.n_t: n_t, v.n_e: n_e, v.n_fm: n_fm, v.n_dl: n_dl, v.n_lam: n_lam}
        n_active = n_h + n_m + n_f  # (9)
        n_all = sum(held[stock.held] for stock in STOCKS)  # (10)
        return {
            **at.named({**held, v.n_active: n_active, v.n_all: n_all}),
            **self._as_pybamm_names_losses(n_i),
        }

    def _sum(self, variables, *stocks):
        """What the electrode holds in stocks, per volume or per area; of an option that is off, none."""
        at, total = self.options.host, pybamm.Scalar(0)
        for stock in stocks:
            if self._is_there(stock):
                (held,) = at.read(variables, stock)
                over = at.over_depth(held, self.param) if held.domain == [at.domain] else held
                total += pybamm.yz_average(over) * self.param.A_cc
        return total

    def _is_there(self, stock):
        options = self.options
        return {
            v.c_m: options.metal_in_pores,
            v.c_i: options.metal_in_pores,
            v.q_f: options.metal_on_face,
            v.q_i: options.metal_on_face,
            v.c_t: options.traps,
            v.q_e: options.films,
            v.c_s: options.metal_films and options.metal_in_pores,
            v.q_s: options.metal_films and options.metal_on_face,
            v.q_dl: options.stores_charge(options.host.electrode),
            v.q_dlf: options.planes_store_charge and options.metal_on_face,
            v.q_dlc: options.planes_store_charge and options.collector_plates,
        }[stock]

    def _as_pybamm_names_losses(self, n_i):
        """PyBaMM's "loss to plating" is what can't be stripped any more."""
        loss = f"to {self.options.host.electrode} lithium plating"
        return {
            f"Loss of lithium {loss} [mol]": n_i,
            f"Loss of capacity {loss} [A.h]": n_i * self.param.F / 3600,
        }
