"""Where a run of a cell with a host begins: at a state of charge, or at an open-circuit voltage."""

from pybamm_miec.initial_state.hook import set_initial_state as set_initial_state
