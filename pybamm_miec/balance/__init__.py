"""The lithium of a full cell: how its electrodes are balanced, and where a run of it begins."""

from pybamm_miec.balance.design import design as design
from pybamm_miec.balance.initial_state import set_initial_state as set_initial_state
