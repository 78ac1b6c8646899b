"""The classes that PyBOP asks for: a simulator that gives residuals, and a cost and a likelihood of them."""

import numpy as np
import pybop
from pybop.costs.base_cost import BaseCost
from pybop.costs.log_likelihoods import LogLikelihood

from pybamm_miec.calibration.evaluator import Evaluator
from pybamm_miec.calibration.free import Free
from pybamm_miec.calibration.loss import Loss

RESIDUAL = "Residual [-]"


class Residuals(pybop.BaseSimulator):
    """Gives the residuals of a plan, and their derivatives by the values of its parameters."""

    def __init__(self, evaluator: Evaluator):
        plan, start = evaluator.plan, evaluator.plan.start()
        free = zip(plan.parameters, start, strict=True)
        super().__init__(pybop.Parameters({f.name: _parameter(f, f.value(x)) for f, x in free}))
        self.evaluator = evaluator

    def set_output_variables(self, target):
        """Residuals are all there is."""

    def solve_batch(self, inputs, calculate_sensitivities=False):
        """Return a solution for each of the inputs, whose runs are solved at once."""
        free = self.evaluator.plan.parameters
        places = [np.clip([f.place(each[f.name]) for f in free], 0, 1) for each in inputs]
        self.evaluator.ahead(places)
        return [
            self._solution(each, x, calculate_sensitivities)
            for each, x in zip(inputs, places, strict=True)
        ]

    def _solution(self, given, x, with_slopes):
        solution, slopes = pybop.Solution(given), None
        if with_slopes:
            J = self.evaluator.jacobian(x)
            free = self.evaluator.plan.parameters
            slopes = {f.name: J[:, k] / f.slope(x[k]) for k, f in enumerate(free)}
        solution.set_solution_variable(RESIDUAL, self.evaluator.residual(x), slopes)
        return solution

    @property
    def has_sensitivities(self):
        """Yes: those of the fit."""
        return True


class HalfLosses(BaseCost):
    """Half the sum of the losses of the residuals, as ``scipy.optimize.least_squares`` counts them."""

    def __init__(self, loss: Loss):
        super().__init__()
        self._loss = loss

    def evaluate(self, solution, inputs=None, calculate_sensitivities=False):
        """Return the cost, with its gradient if asked for."""
        found = _cost(solution, self._loss, calculate_sensitivities)
        return found if calculate_sensitivities else found[0]


class LogOfLosses(LogLikelihood):
    """Less the cost: the logarithm of a likelihood, but for a constant."""

    def __init__(self, loss: Loss):
        BaseCost.__init__(self)  # PyBOP's own likelihoods need a data set over time
        self.minimising, self.sigma = False, None
        self._loss = loss

    def evaluate(self, solution, inputs=None, calculate_sensitivities=False):
        """Return the likelihood, with its gradient if asked for."""
        found, slopes = _cost(solution, self._loss, calculate_sensitivities)
        if not calculate_sensitivities:
            return -found
        return -found, {name: -value for name, value in slopes.items()}


def _parameter(free: Free, start: float) -> pybop.Parameter:
    """A parameter of PyBOP's; its transformation is of the fit's scale."""
    walked = (
        pybop.LogTransformation()
        if free.scale == "log"
        else pybop.UnitHyperCube(free.low, free.high)
    )
    return pybop.Parameter(
        bounds=[free.low, free.high],
        initial_value=float(np.clip(start, free.low, free.high)),
        transformation=walked,
    )


def _cost(solution, loss, with_slopes):
    told = solution[RESIDUAL]
    slopes = {}
    if with_slopes:
        outer = loss.slope(told.data)
        slopes = {name: float(outer @ by) for name, by in told.sensitivities.items()}
    return loss.cost(told.data), slopes


PROBLEMS = {
    "cost": lambda evaluator: pybop.Problem(
        Residuals(evaluator), HalfLosses(evaluator.plan.losses)
    ),
    "posterior": lambda evaluator: pybop.LogPosterior(
        Residuals(evaluator), LogOfLosses(evaluator.plan.losses)
    ),
}
