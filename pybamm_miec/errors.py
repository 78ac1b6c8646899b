"""What this package raises; an unknown option raises ``pybamm.OptionError``, as in PyBaMM."""


class MiecError(ValueError):
    """A value that this package cannot use; the parent of its other errors."""


class ParameterSetError(MiecError):
    """A parameter set that cannot be found or read, or a row of it that is refused."""


class DesignError(MiecError):
    """A cell that cannot be as it is asked for."""


class InitialStateError(MiecError):
    """A state that a cell cannot begin at."""


class ExperimentError(MiecError):
    """An experiment that cannot be built from the given arguments."""


class SolutionError(MiecError):
    """A solution that does not hold what the analysis needs."""


class MeasurementError(MiecError):
    """A measurement that cannot be read, or that does not say what it is of."""


class CalibrationError(MiecError):
    """A plan that cannot be fitted as it is, or a fit that cannot be gone on with."""


class ScorecardError(MiecError):
    """A target that the scorecard cannot read or compare with the model."""
