"""Where runs are solved: in this process, in others, or wherever an executor of the user's sends them."""

import os
import signal
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

import pybamm


class Here(Executor):
    """Does what it is given at once, in this process."""

    def submit(self, fn, /, *args, **kwargs) -> Future:
        """Return a future that is done."""
        future: Future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Pool(Executor):
    """Processes on this machine, which can be begun anew when one of them was killed.

    They begin anew rather than as copies of this one, whose threads a copy would not have.

    Parameters
    ----------
    workers : int
        How many.
    """

    def __init__(self, workers: int):
        self._workers = workers
        self._processes = self._begin()

    def submit(self, fn, /, *args, **kwargs) -> Future:
        """Return a future of one of the processes."""
        return self._processes.submit(fn, *args, **kwargs)

    def renew(self) -> None:
        """Begin the processes anew; what the old ones had not done is lost."""
        self._processes.shutdown(wait=False, cancel_futures=True)
        self._processes = self._begin()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        self._processes.shutdown(wait, cancel_futures=cancel_futures)

    def _begin(self):
        spawn = get_context("spawn")
        return ProcessPoolExecutor(self._workers, spawn, initializer=_follow_parent)


def pool(workers: int | None = None) -> Executor:
    """Return an executor of so many processes on this machine, as many as it has cores if not given."""
    workers = workers or os.cpu_count() or 1
    return Here() if workers == 1 else Pool(workers)


def _follow_parent():
    """End with the process that a worker works for: Ctrl-C is for that one, and a kill is for both."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pybamm.set_logging_level("CRITICAL")  # what fails is counted, with what it says
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(parent):
    wait([parent.sentinel])
    os._exit(1)
