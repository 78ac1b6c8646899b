"""How far a command is: a bar on a terminal, seldom a line elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pybamm_miec.cli.console import console

LEAST, SHARE = 10.0, 0.1  # between lines: seconds, and of the time that has passed


@contextmanager
def progress(first: str, total: int | None = None) -> Iterator[Callable[[str], None]]:
    """Show on the standard error what is done of a total, if there is one.

    Parameters
    ----------
    first : str
        What is done first.
    total : int, optional
        How many steps there are.

    Yields
    ------
    callable
        Called at the end of a step, with what was done.
    """
    screen = console(stderr=True)
    if not screen.is_interactive:
        lines = Lines(lambda line: screen.print(line, markup=False, soft_wrap=True), first, total)
        yield lines.done
        lines.close()
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=screen) as bars:
        bar = bars.add_task(first, total=total)
        yield lambda doing: bars.update(bar, advance=1, description=doing)


class Lines:
    """Progress as lines, for files and logs: the first, the last, and few between.

    Parameters
    ----------
    write : callable
        What is done with a line.
    first : str
        What is done first.
    total : int or None
        How many steps there are, if that is known.
    clock : callable
        Returns seconds.
    """

    def __init__(
        self,
        write: Callable[[str], object],
        first: str,
        total: int | None,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._write, self._total, self._clock = write, total, clock
        self._count, self._doing = 0, first
        self._began = self._last = clock()
        self._told = -1
        self._tell(self._last)

    def done(self, doing: str) -> None:
        """Count a step, and write a line if the last one is old enough."""
        self._count, self._doing = self._count + 1, doing
        now = self._clock()
        if now - self._last >= max(LEAST, SHARE * (now - self._began)):
            self._tell(now)

    def close(self) -> None:
        """Write where it ended, if no line says so yet."""
        if self._told < self._count:
            self._tell(self._clock())

    def _tell(self, now):
        passed = timedelta(seconds=int(now - self._began))
        of = "" if self._total is None else f"/{self._total}"
        self._write(f"{passed}  {self._count}{of}  {self._doing}")
        self._last, self._told = now, self._count
