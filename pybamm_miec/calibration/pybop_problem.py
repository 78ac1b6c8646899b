"""A plan as a problem of PyBOP's, for its optimisers and samplers."""

from concurrent.futures import Executor

from pybamm_miec.calibration import executor as on
from pybamm_miec.calibration.evaluator import Evaluator
from pybamm_miec.calibration.journal import Journal
from pybamm_miec.calibration.plan import Plan
from pybamm_miec.errors import CalibrationError
from pybamm_miec.refusal import ending, refuse

KINDS = ("cost", "posterior")


def pybop_problem(plan: Plan, kind: str = "cost", *, executor: Executor | None = None):
    """Return a plan as a problem of PyBOP's, which its optimisers and samplers take.

    The residuals are those of :func:`fit`, and so is what failed and early runs cost; the gradient is that of
    its Jacobian.  PyBOP walks a logarithmic parameter in its logarithm, any other between 0 and 1, and begins
    at the values of the sets.

    Parameters
    ----------
    plan : Plan
        What is fitted to what.
    kind : str
        "cost" for optimisers: half the sum of the losses, as in a :class:`Record`.  "posterior" for samplers:
        less that, as the logarithm of a likelihood that holds the priors of the plan.
    executor : concurrent.futures.Executor, optional
        Solves the runs, those of a whole population at once; this process if not given.

    Returns
    -------
    pybop.Problem or pybop.LogPosterior

    Raises
    ------
    CalibrationError
        When PyBOP is not installed.

    Notes
    -----
    PyBOP's samplers walk the same coordinates and leave out how they stretch the values, so that what is not
    known beforehand is taken to lie evenly in the logarithm of a logarithmic parameter.

    PyBOP's own priors are even between the bounds, and its samplers begin at their middle: a narrower
    ``pybop.Gaussian`` about an optimum is a better place to begin.

    Examples
    --------
    >>> problem = miec.calibration.pybop_problem(plan)  # doctest: +SKIP
    >>> result = pybop.CMAES(problem).run()  # doctest: +SKIP
    >>> result.best_inputs  # doctest: +SKIP
    """
    if kind not in KINDS:
        refuse(
            CalibrationError,
            "pybop_problem",
            f"kind must be one of {KINDS}, got {kind!r}{ending(kind, KINDS)}",
        )
    try:
        from pybamm_miec.calibration import _pybop
    except ImportError:
        refuse(
            CalibrationError,
            "pybop_problem",
            "PyBOP is not installed; pip install 'pybamm-miec[pybop]', or use fit, which does without.",
        )
    evaluator = Evaluator(plan, executor or on.Here(), Journal({}))
    return _pybop.PROBLEMS[kind](evaluator)
