"""The paper's targets against the model: a table, with the figures behind it."""

from pybamm_miec.scorecard.card import COLUMNS as COLUMNS
from pybamm_miec.scorecard.card import scorecard as scorecard
from pybamm_miec.scorecard.reproduce import reproduce as reproduce
from pybamm_miec.scorecard.reproduce import steps as steps
from pybamm_miec.scorecard.runs.effort import FULL as FULL
from pybamm_miec.scorecard.runs.effort import QUICK as QUICK
from pybamm_miec.scorecard.show import show as show
from pybamm_miec.scorecard.sweep import sweep as sweep
from pybamm_miec.scorecard.sweep import sweep_steps as sweep_steps
