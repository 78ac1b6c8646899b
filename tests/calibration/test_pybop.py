"""A plan is a problem of PyBOP's: the same cost and gradient, and its methods come to the same optimum."""

import sys
import warnings

import numpy as np
import pytest
from plans import CHI, RHO, formula

from pybamm_miec import calibration
from pybamm_miec.calibration.executor import Here
from pybamm_miec.calibration.loss import LOSSES, Loss
from pybamm_miec.errors import CalibrationError


@pytest.fixture
def pybop():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own dependencies
        yield pytest.importorskip("pybop")


def two(**settings):
    """A plan of two parameters, in the logarithm the one and straight the other."""
    return formula(noise=1.0, parameters=(CHI, RHO), at=(0.3, 0.4), **settings)


def test_without_pybop_there_is_a_way_out(monkeypatch):
    monkeypatch.setitem(sys.modules, "pybop", None)
    monkeypatch.delitem(sys.modules, "pybamm_miec.calibration._pybop", raising=False)
    with pytest.raises(CalibrationError, match=r"pip install 'pybamm-miec\[pybop\]', or use fit"):
        calibration.pybop_problem(two())


def test_an_unknown_kind_of_problem_is_refused():
    with pytest.raises(CalibrationError, match="did you mean 'posterior'"):
        calibration.pybop_problem(two(), "posteriour")


@pytest.mark.parametrize("loss", LOSSES)
def test_the_slope_of_a_loss_is_what_differences_come_to(loss):
    """Central, of a smooth function; huber's second derivative jumps at 1, where none of these is."""
    r, h = np.array([-30.0, -1.4, -0.3, 0.0, 0.7, 2.0]), 1e-5
    two_sides = [[Loss(loss).cost(r + s * h * e) for s in (1, -1)] for e in np.eye(r.size)]
    differences = [(up - down) / (2 * h) for up, down in two_sides]
    np.testing.assert_allclose(Loss(loss).slope(r), differences, atol=1e-6)


@pytest.mark.parametrize("loss", ["linear", "soft_l1"])
def test_cost_and_gradient_are_those_of_the_fit(pybop, loss):
    plan = two(loss=loss)
    problem = calibration.pybop_problem(plan)
    theta = {"chi": 0.01, "rho": 0.7}
    there = problem.evaluate(theta, calculate_sensitivities=True)
    assert there.values[0] == pytest.approx(plan.losses.cost(calibration.residual(plan, theta)))
    for name in theta:
        h = 1e-4 * theta[name]
        up, down = (problem({**theta, name: theta[name] + s * h}) for s in (1, -1))
        # the Jacobian's own step is a thousandth of the range, one-sided
        assert there.sensitivities[name].item() == pytest.approx((up - down) / (2 * h), rel=0.02)


def test_the_same_residuals_are_of_a_posterior_with_the_sign_turned(pybop):
    plan = two()
    one, other = (calibration.pybop_problem(plan, kind) for kind in ("cost", "posterior"))
    a, b = {"chi": 0.01, "rho": 0.7}, {"chi": 0.02, "rho": 0.3}
    assert other(a) - other(b) == pytest.approx(one(b) - one(a))  # its prior is even


def test_optimisers_of_pybop_come_to_the_optimum_of_the_fit(pybop):
    plan = two()
    record = calibration.fit(plan, executor=Here())
    options = pybop.SciPyMinimizeOptions(method="L-BFGS-B")
    by_slopes = pybop.SciPyMinimize(calibration.pybop_problem(plan), options).run()
    np.random.seed(1)  # noqa: NPY002  (PINTS draws from NumPy's own)
    by_population = pybop.CMAES(calibration.pybop_problem(plan)).run()
    for result in (by_slopes, by_population):
        for k, (name, value) in enumerate(record.theta.items()):
            free = plan.parameters[k]
            off = free.place(result.best_inputs[name]) - free.place(value)
            assert abs(off) < 0.1 * record.known.errors[k]


def test_a_sampler_of_pybop_finds_the_standard_errors_of_the_fit(pybop):
    """Of a model that is nearly linear over them; 4000 draws that hang together are 15 % off, thrice that."""
    plan = two()
    record = calibration.fit(plan, executor=Here())
    np.random.seed(1)  # noqa: NPY002
    options = pybop.PintsSamplerOptions(n_chains=1, max_iterations=6000, warm_up_iterations=2000)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that bounds are not those of the sampler
        sampler = pybop.HaarioACMC(calibration.pybop_problem(plan, "posterior"), options)
        chain = sampler.run().chains[0]
    places = np.column_stack(
        [[f.place(v) for v in chain[:, k]] for k, f in enumerate(plan.parameters)]
    )
    np.testing.assert_allclose(places.std(axis=0), record.known.errors, rtol=0.45)
    assert np.abs(places.mean(axis=0) - record.place).max() < record.known.errors.max()
