"""How far a run came, and why no further."""

import pybamm


class Watch(pybamm.callbacks.LoggingCallback):
    """Counts the cycles and steps that were done, in place of PyBaMM's messages about those that were not.

    Parameters
    ----------
    experiment : pybamm.Experiment
        Whose steps are counted.

    Notes
    -----
    ``cycles`` came to their end; ``share`` of all steps was done, of the last one by its time; ``ended`` says
    why the run ended early, and is empty if it did not.
    """

    def __init__(self, experiment):
        self._lengths = [len(cycle) for cycle in experiment.cycles]
        self._before, self._began = 0.0, 0.0
        self.cycles, self.share, self.ended = 0, 0.0, ""

    def on_experiment_start(self, logs):
        """Begin to count."""

    def on_cycle_start(self, logs):
        """Nothing to tell."""

    def on_step_start(self, logs):
        """Remember when the step began."""
        cycle, step = logs["cycle number"][0], logs["step number"][0]
        self._before = sum(self._lengths[: cycle - 1]) + step - 1
        self._began = logs.get("experiment time", 0.0)

    def on_step_end(self, logs):
        """Count the step."""
        self.share = (self._before + 1) / sum(self._lengths)

    def on_cycle_end(self, logs):
        """Count the cycle, unless it was broken off."""
        if not self.ended:
            self.cycles += 1

    def on_experiment_end(self, logs):
        """Nothing to tell."""

    def on_experiment_error(self, logs):
        """Remember what the solver says; the step counts for nothing."""
        self.share = self._before / sum(self._lengths)
        self.ended = f"in {self._where(logs)} the solver failed: {logs['error']}"

    def on_experiment_infeasible_time(self, logs):
        """Remember that a step took longer than it may."""
        self._broken_off(logs, "it took longer than it may")

    def on_experiment_infeasible_event(self, logs):
        """Remember the event."""
        self._broken_off(logs, f"it ended with {logs['termination']}")

    def _broken_off(self, logs, why):
        took = (logs["experiment time"] - self._began) / logs["step duration"]
        self.share = (self._before + min(took, 1.0)) / sum(self._lengths)
        self.ended = f"in {self._where(logs)} {why}"

    def _where(self, logs):
        return f"cycle {logs['cycle number'][0]}, step {logs['step number'][0]},"
