"""Long cycling: many cycles of which few are run."""

from pybamm_miec.life.jumps import RUN as RUN
from pybamm_miec.life.jumps import Life as Life
from pybamm_miec.life.jumps import cycle_on as cycle_on
