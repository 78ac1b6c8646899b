"""Where the command prints to, and how its tables look."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH = 200  # of what is printed where there is no terminal to ask: names and sources in one line


def console(**options) -> Console:
    """Return a console of rich's with these options, wide where there is no terminal to ask."""
    made = Console(highlight=False, **options)
    if not made.is_terminal:
        made.width = WIDTH
    return made


def table(
    names: Sequence[str], rows: Iterable[Sequence[str]], in_one_line: Sequence[str] = ()
) -> Table:
    """Return a table of texts, printed as they are; columns that are not to wrap are named."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in names:
        made.add_column(name, no_wrap=name in in_one_line)
    for row in rows:
        made.add_row(*map(Text, row))
    return made
