r"""PyBaMM's cracks in grains, driven by tension alone also where stress is nil but for round-off.

    dl/dt = k_c (b (s)+ (pi l)^1/2)^m / 3600,  (s)+ = max(s, 0)                                     (1)

s is the tension at the surface of a grain, m a number that need not be whole.  PyBaMM has s (s >= 0),
two factors that need not round alike: in a grain that is even at the start s is 0 but for its last digit,
and a tension of -1e-10 Pa to the power of 2.2 is not a number.
"""

import numpy as np
import pybamm


class Cracks(pybamm.particle_mechanics.CrackPropagation):
    """PyBaMM's submodel, with equation (1).

    Reads ``T``, ``a_s``, ``c_surf``, ``eps_s`` and names of PyBaMM's.  Sets what PyBaMM's sets.
    """

    def get_coupled_variables(self, variables):
        variables = super().get_coupled_variables(variables)
        domain, Domain = self.domain_Domain
        grains, sizes = self.phase_param, " distribution" if self.size_distribution else ""
        of_grain = f"{Domain} {grains.phase_name}particle"
        s = variables[f"{of_grain} surface tangential stress{sizes} [Pa]"]
        length = variables[f"{of_grain} crack length{sizes} [m]"]
        k_c = grains.k_cr(variables[f"{Domain} electrode temperature [K]"])
        intensity = pybamm.maximum(s, 0) * grains.b_cr * pybamm.sqrt(np.pi * length)
        rate = k_c * intensity**grains.m_cr / 3600  # (1)
        variables[f"{of_grain} cracking rate [m.s-1]"] = rate
        name = f"X-averaged {domain} {grains.phase_name}particle cracking rate [m.s-1]"
        variables[name] = pybamm.x_average(rate)
        return variables
