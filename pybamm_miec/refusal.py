"""How a bad input is refused: where, what was found, what is allowed, the way out."""

import difflib
from collections.abc import Iterable
from typing import NoReturn

from pybamm_miec.errors import MiecError


def refuse(error: type[MiecError], where: str, sentence: str) -> NoReturn:
    """Raise the sentence with the place it is about.

    Raises
    ------
    MiecError
        Always, of the kind that is asked for.
    """
    raise error(f"{where}: {sentence}") from None


def ending(word: object, known: Iterable[str]) -> str:
    """Return the end of a sentence: the known word that `word` is nearest to, or a full stop."""
    near = difflib.get_close_matches(str(word), list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else "."
