r"""Isolated lithium on the face, and its film, a porous layer that ions have to pass.

    delta_d = (V_Li q_i + V_f q_s)/(1 - eps_d)         thickness of the layer                   (1)
    B = B_s/(1 + delta_d B_s/(l B_d)),  B_d = eps_d/tau_d    separator and layer, in series         (2)
    l = L_s                                            in a host with pores                     (3)
    l = int (1 - W)^2 ds                               on a foil, W as in plane_layer.py        (4)

q_s is the film on metal of the face, where it is counted (metal_film.py): it stays when metal is stripped.
The layer is what Chen (2017) found to end lithium cells: it adds I delta_d/(kappa B_d) of ohmic drop, and a
gradient of salt that lowers the limiting current by the same series.  In (2) its resistance is spread over
the separator, which has its own transport law B_s: at rest and at a steady current the drop of potential and
of salt over both is exact.  Left out are the salt that the layer holds, so that it takes no time of its own
to fill or empty, and where it is: salt runs out evenly over separator and layer, not in the layer first.

l is how much of the separator a current crosses on its way to where it is seen.  What reacts on the face is
taken from a layer in front of it, so of a foil's separator (4) is crossed.  In a host with pores (3) is exact
for what reacts in them; what metal on its face takes meets (4)/(3) of the layer, as it does of the separator.

Where a thick layer meets the host, conductivities differ a hundredfold from one cell of the mesh to the next:

    i_e = [kappa B] (chi RT/(F c_e) d c_e/dx - d phi_e/dx)                                      (5)

is PyBaMM's law with the mean of the bracket over two cells that of conductors in series, as its diffusivity
is.  PyBaMM takes that of conductors side by side, which leaves out half a cell of it: 2 % on 20 points.

A layer that is too thick for the current ends a run.  At the host salt runs out smoothly and the voltage
falls to its limit; where the other electrode is out of salt, the run ends too (counter_electrode.py).
"""

import pybamm

from pybamm_miec import vocabulary as v


class DeadLayer(pybamm.BaseSubModel):
    """Equations (1) to (4) of this module, on the transport efficiency of the user's law.

    Reads ``q_i``, ``q_s``, ``eps`` and the porosity of the cell.  Sets ``delta_d``, ``tor_e`` and PyBaMM's
    of the cell.
    """

    def __init__(self, param, options, stock):
        super().__init__(param, options=options)
        self._stock = stock

    def get_coupled_variables(self, variables):
        at = self.options.host
        eps_d, tau_d = at.parameters(v.eps_d, v.tau_d)
        delta_d = self._solid(variables) / (1 - eps_d)  # (1)
        stock = self._stock.get_coupled_variables(dict(variables))
        B = {domain: stock[_efficiency(domain)] for domain in self.options.whole_cell_domains}
        in_series = pybamm.PrimaryBroadcast(delta_d * tau_d / eps_d, "separator")
        B["separator"] /= 1 + in_series * B["separator"] / self._crossed()  # (2)
        named = self._stock._get_standard_transport_efficiency_variables(B)  # noqa: SLF001
        return {**named, **at.named({v.delta_d: delta_d})}

    def _solid(self, variables):
        """Volume of what the layer is made of, per area of the cell [m]."""
        at = self.options.host
        (q_i,) = at.read(variables, v.q_i)
        lithium = self.param.V_bar_Li * q_i
        if not self.options.metal_films:
            return lithium
        return lithium + at.parameters(v.V_f)[0] * at.read(variables, v.q_s)[0]

    def _crossed(self):
        """Length of the separator that the current crosses, (3) and (4)."""
        if self.options.metal_in_pores:
            return self.param.s.L  # (3)
        (l_f,) = self.options.host.parameters(v.l_f)
        far = pybamm.exp(-self.param.s.L / l_f)
        crossed = self.param.s.L - 2 * l_f * (1 - far) + l_f / 2 * (1 - far**2)
        return crossed / (1 - far) ** 2  # (4)


class ConductivityInSeries(pybamm.electrolyte_conductivity.Full):
    """Equation (5) of this module.

    Reads ``T``, ``c_e`` and what else PyBaMM's law reads.  Sets ``phi_e`` and PyBaMM's current.
    """

    def get_coupled_variables(self, variables):
        T, c_e, phi_e, B = (
            variables[name]
            for name in (
                "Cell temperature [K]",
                "Electrolyte concentration [mol.m-3]",
                "Electrolyte potential [V]",
                "Electrolyte transport efficiency",
            )
        )
        kappa = self.param.kappa_e(c_e, T) * B
        # a factor of a gradient alone is averaged in series
        by_salt = self.param.chiRT_over_Fc(c_e, T) * (kappa * pybamm.grad(c_e))
        i_e = by_salt - kappa * pybamm.grad(phi_e)  # (5)
        variables.update(self._get_standard_current_variables(i_e))
        variables.update(self._get_electrolyte_overpotentials(variables))
        return variables


def _efficiency(domain):
    return f"{domain.split()[0].capitalize()} electrolyte transport efficiency"
