"""How far a command is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pybamm_miec.cli.console import console


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
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console(stderr=True)) as bars:
        bar = bars.add_task(first, total=total)
        yield lambda doing: bars.update(bar, advance=1, description=doing)
