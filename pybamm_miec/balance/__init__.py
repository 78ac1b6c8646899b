"""The lithium of a full cell: how its electrodes are balanced."""

from pybamm_miec.balance.design import design as design
