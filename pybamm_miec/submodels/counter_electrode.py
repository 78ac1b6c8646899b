r"""The lithium counter electrode of a half cell, where its salt runs out.

    c_e/c_0 < 1e-3 at the counter electrode      ends a run by name                                 (1)

Stripping the host plates the counter electrode.  At a current above what diffusion brings, some 20 mA.cm-2
through the separator of the paper's coin cells, the salt there is gone within seconds, and PyBaMM's lithium
electrode asks on for current from an electrolyte that has none: no step is small enough for that.  A step to
2 V right after plating does it; no current of the paper's does.
"""

import pybamm

STARVED = 1e-3  # of the initial concentration


class CounterElectrode(pybamm.BaseSubModel):
    """Equation (1) of this module.

    Reads the electrolyte concentration in the separator.  Sets nothing.  Ends a run.
    """

    def add_events_from(self, variables):
        c_e = variables["Separator electrolyte concentration [mol.m-3]"]
        left = pybamm.boundary_value(c_e, "left") / self.param.c_e_init_av
        self.events.append(
            pybamm.Event("Salt used up at lithium counter electrode", left - STARVED)  # (1)
        )
