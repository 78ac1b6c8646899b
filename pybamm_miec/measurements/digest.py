"""What tells whether data are the same."""

import hashlib
from pathlib import Path

import pandas as pd

_BLOCK = 1 << 20  # bytes


def of_file(path: Path) -> str:
    """Return the SHA-256 of the bytes of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def of_table(table: pd.DataFrame) -> str:
    """Return the SHA-256 of a table as CSV."""
    return hashlib.sha256(table.to_csv(index=False).encode()).hexdigest()
