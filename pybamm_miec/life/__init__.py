"""Long cycling: many cycles of which few are run."""

from pybamm_miec.life.jump import RUN as RUN
from pybamm_miec.life.jumps import cycle_on as cycle_on
from pybamm_miec.life.life import Life as Life
