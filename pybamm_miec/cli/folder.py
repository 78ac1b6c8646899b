"""The folder that a command writes into."""

import tempfile
from pathlib import Path


def writable(out: str, option: str = "--out") -> Path:
    """Return the folder, made if need be; one that can't be written to is told before any run."""
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OSError(
            f"{option}: nothing can be written to {out!r} ({error.strerror.lower()}); give a "
            "folder that can be made or written into."
        ) from None
    return folder
