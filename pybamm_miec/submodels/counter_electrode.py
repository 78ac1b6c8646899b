r"""The electrode across from the host, where its salt runs out.

    c_e/c_0 < 1e-3 at the counter electrode      ends a run by name                                 (1)

Stripping the host plates the lithium of a half cell.  At a current above what diffusion brings, some 20
mA.cm-2 through the separator of the paper's coin cells, the salt there is gone within seconds, and PyBaMM's
lithium electrode asks on for current from an electrolyte that has none: no step is small enough for that.  A
step to 2 V right after plating does it; no current of the paper's does, but where a dead layer grows it comes
down to theirs.  The positive electrode of a full cell reacts where there is salt as long as there is some,
which takes it to its end unharmed, but not through a dead layer: there the least of its pores counts.
"""

import pybamm

STARVED = 1e-3  # of the initial concentration


class CounterElectrode(pybamm.BaseSubModel):
    """Equation (1) of this module.

    Reads the electrolyte concentration at the electrode.  Sets nothing.  Ends a run.
    """

    def add_events_from(self, variables):
        at = self.options.host
        c_e = at.least_at_counter(variables, "concentration [mol.m-3]")
        name = f"Salt used up at {at.counter}"
        left = c_e / self.param.c_e_init_av - STARVED
        self.events.append(pybamm.Event(name, left))  # (1)
