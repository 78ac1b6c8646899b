"""How predictions of full cells move over the ranges of what is not known."""

from pybamm_miec.sensitivity.chance import chance_level as chance_level
from pybamm_miec.sensitivity.each_alone import one_at_a_time as one_at_a_time
from pybamm_miec.sensitivity.report import explore as explore
from pybamm_miec.sensitivity.report import steps as steps
from pybamm_miec.sensitivity.sample import chance_levels as chance_levels
from pybamm_miec.sensitivity.sample import rank_correlations as rank_correlations
from pybamm_miec.sensitivity.sample import sampled as sampled
from pybamm_miec.sensitivity.show import show as show
from pybamm_miec.sensitivity.unknowns import Unknown as Unknown
from pybamm_miec.sensitivity.unknowns import unknowns as unknowns
