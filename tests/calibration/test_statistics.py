"""What is said of parameters that have been fitted, against problems whose answer is known."""

from dataclasses import dataclass

import numpy as np
import pytest
from plans import QUICK, PlanOfFormula, efficiencies, free
from scipy.integrate import quad
from scipy.optimize import least_squares, minimize_scalar
from scipy.stats import norm

from pybamm_miec import calibration
from pybamm_miec.calibration import Cell
from pybamm_miec.calibration.executor import Here
from pybamm_miec.calibration.information import BLIND, information, verdicts
from pybamm_miec.calibration.loss import LOSSES, RISES, Loss
from pybamm_miec.calibration.outcome import Outcome

A, B = free("chi", 0.0, 2.0, "linear"), free("rho", -1.0, 3.0, "linear")  # ranges of 2 and 4
ERROR = 0.5
HERE = {"executor": Here()}


@dataclass
class Shows:
    """A run that shows a function of the places."""

    of: object
    exact: bool = False

    def __call__(self, x):
        """Return the outcome at places x."""
        return Outcome(self.of(np.asarray(x)), 0.0, "", 0.0)

    def slopes(self, x):
        """Return none of its own."""
        return None


@dataclass(frozen=True, eq=False)
class Toy(PlanOfFormula):
    """A plan whose one run is a function."""

    of: object = None

    def run(self, k):
        """Return the run."""
        return Shows(self.of)


def toy(of, data, parameters=(A, B), error=ERROR, **settings):
    cells = {"a": Cell("LLTO@CNT")}
    return Toy(cells, (efficiencies(data, error),), parameters, QUICK, of=of, **settings)


# ---- a straight line ----

M = np.column_stack([np.ones(20), np.linspace(-1, 1, 20) + 0.7]) * 3.0
NOISE = np.random.default_rng(5).standard_normal(20)
TRUTH = np.array([0.4, 0.6])


def line(**settings):
    """Residuals (M x - y)/e: all is linear algebra."""
    return toy(lambda x: M @ x, M @ TRUTH + ERROR * NOISE, **settings)


def test_a_linear_problem_has_its_closed_form():
    """Optimum, covariance, cost and profile of linear least squares; differences are good to 1e-4."""
    plan = line()
    record = calibration.fit(plan, **HERE)
    y = plan.measurements[0].table["coulombic efficiency [%]"].to_numpy()
    best, (square,), *_ = np.linalg.lstsq(M, y, rcond=None)
    covariance = np.linalg.inv(M.T @ M) * ERROR**2
    np.testing.assert_allclose(record.place, best, atol=1e-5)
    assert record.cost == pytest.approx(square / ERROR**2 / 2, rel=1e-6)
    np.testing.assert_allclose(record.known.covariance, covariance, rtol=1e-4)
    errors = np.sqrt(np.diag(covariance))
    np.testing.assert_allclose(record.known.alone, ERROR / np.linalg.norm(M, axis=0), rtol=1e-4)
    for row, one, place, error in zip(record.parameters, (A, B), best, errors, strict=True):
        ends = [one.value(place - error), one.value(place + error)]
        np.testing.assert_allclose(row["between"], ends, rtol=1e-4)
    k = np.array([-2.5, -1.9, 0.0, 1.9, 2.5])
    table = calibration.profile(plan, record, "rho", B.value(best[1] + k * errors[1]), **HERE)
    np.testing.assert_allclose(table["rise"], k**2 / 2, atol=2e-3)
    assert list(table["allowed"]) == [False, True, True, True, False]  # 1.96 are 95 %


def test_a_prior_adds_to_the_information_what_it_is_in_places():
    """1/sd^2, of a range of 4."""
    prior = free("rho", -1.0, 3.0, "linear", prior=(1.0, 0.2))
    record = calibration.fit(line(parameters=(A, prior)), **HERE)
    whole = M.T @ M / ERROR**2 + np.diag([0, (4 / 0.2) ** 2])
    np.testing.assert_allclose(record.known.covariance, np.linalg.inv(whole), rtol=1e-4)
    y = line().measurements[0].table["coulombic efficiency [%]"].to_numpy()
    centre = (1.0 + 1.0) / 4  # of the prior, in places
    right = M.T @ y / ERROR**2 + np.array([0, (4 / 0.2) ** 2 * centre])
    np.testing.assert_allclose(record.place, np.linalg.solve(whole, right), atol=1e-5)


@pytest.mark.parametrize("by", [0.95, 1.05])
def test_the_verdicts_turn_where_an_error_is_that_of_an_even_spread(by):
    """One alone, and two by a direction that is seen that well."""
    alone = information(np.diag([1 / (by * BLIND), 100.0]), 0)
    assert bool(verdicts(alone, "ab")["a"]) == (by > 1)
    s = 0.5**0.5
    # each is off by the difference of both, over root two
    J = np.array([[s * 100, s * 100], [s / (by * BLIND) * s, -s / (by * BLIND) * s]])
    together = information(J, 0)
    said = verdicts(together, "ab")
    assert said == (
        {"a": "not told apart from b", "b": "not told apart from a"}
        if by > 1
        else dict.fromkeys("ab", "")
    )


# ---- a banana ----


def banana(x):
    """Rosenbrock's residuals of a = 2 x_0 and b = 4 x_1 - 1: 4 (b - a^2) and 1 - a."""
    a, b = 2 * x[0], 4 * x[1] - 1
    return np.array([4 * (b - a**2), a - 1.0])


def test_a_profile_follows_a_banana():
    """Along a the other is a^2 and the rise (a - 1)^2/2; along b the least over a, by brute force."""
    plan = toy(banana, [0.0, 0.0], error=0.3)
    record = calibration.fit(plan, **HERE)
    np.testing.assert_allclose(list(record.theta.values()), [1.0, 1.0], atol=1e-4)
    a = np.array([0.4, 0.7, 1.0, 1.3, 1.6])
    table = calibration.profile(plan, record, "chi", a, **HERE)
    np.testing.assert_allclose(table["rise"], ((a - 1) / 0.3) ** 2 / 2, atol=5e-3)
    np.testing.assert_allclose(table["rho"], a**2, atol=0.01)
    b = np.array([0.2, 0.6, 1.0, 1.5, 2.2])
    table = calibration.profile(plan, record, "rho", b, **HERE)

    def least(b):
        of = lambda a: ((4 * (b - a**2)) ** 2 + (a - 1) ** 2) / 0.3**2 / 2  # noqa: E731
        return minimize_scalar(of, bounds=(0, 2), method="bounded").fun

    np.testing.assert_allclose(table["rise"], [least(each) for each in b], atol=5e-3)


def test_a_profile_of_a_fit_that_is_far_off_is_as_good():
    """Searches that leave 1e-4 of a cost of some 1e5 end 4 above the least."""
    far = lambda x: np.append(banana(x), 150.0)  # noqa: E731
    plan = toy(far, [0.0, 0.0, 0.0], error=0.3)
    record = calibration.fit(plan, **HERE)
    assert record.cost > 1e5
    a = np.array([0.7, 1.3])
    table = calibration.profile(plan, record, "chi", a, **HERE)
    np.testing.assert_allclose(table["rise"], ((a - 1) / 0.3) ** 2 / 2, atol=0.01)


# ---- other losses ----


def expected(f):
    return quad(lambda r: f(r) * norm.pdf(r), -12, 12, points=[-1, 1], limit=200)[0]


@pytest.mark.parametrize("loss", LOSSES)
def test_of_normal_residuals_errors_are_those_of_the_theory(loss):
    """To the digits that are written down."""
    psi = lambda r: Loss(loss).slope(np.array([r])).item()  # noqa: E731
    bends = expected(lambda r: (psi(r + 1e-5) - psi(r - 1e-5)) / 2e-5)
    square = expected(lambda r: psi(r) ** 2)
    left = expected(lambda r: Loss(loss).information_left(np.array([r])).item())
    assert left == pytest.approx(bends**2 / square, rel=1e-3)
    assert RISES[loss] == pytest.approx(square / bends, rel=1e-3)


@pytest.mark.parametrize("outliers", [0, 4])
@pytest.mark.parametrize("loss", ["soft_l1", "huber", "cauchy"])
def test_a_robust_fit_scatters_as_much_as_its_errors_say(loss, outliers):
    """A mean of 40, 500 times: a scatter is known to 3 %; of four outliers of 12 errors to a fifth."""
    rng = np.random.default_rng(2)
    off, said = [], []
    for _ in range(500):
        y = rng.standard_normal(40)
        y[:outliers] += 12 * np.sign(rng.standard_normal(outliers))
        found = least_squares(lambda m, y=y: m - y, 0.0, loss=loss)
        off.append(found.x[0])
        known = information(np.ones((40, 1)), 0, Loss(loss).information_left(found.x - y))
        said.append(known.errors[0])
    assert np.mean(said) == pytest.approx(np.std(off), rel=0.2 if outliers else 0.1)


def test_an_outlier_tells_next_to_nothing_in_a_robust_fit():
    """Where one of two residuals that see a parameter is off by 100 errors, the other one is left."""
    J, r = np.array([[1.0], [1.0]]), np.array([0.0, 100.0])
    for loss in ("cauchy", "arctan"):
        known = information(J, 0, Loss(loss).information_left(r))
        alone = information(J[:1], 0, Loss(loss).information_left(r[:1]))
        assert known.errors[0] == pytest.approx(alone.errors[0], rel=1e-3)
    assert Loss("cauchy").cost(r) < 5
