"""Files that serve for a moment and may name people: all in one folder beside the house, emptied at each opening."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


def folder_of(path: Path) -> Path:
    """Under the lock of the house: whoever holds it may empty this folder, nobody else uses it."""
    return path.with_name(f"{path.stem}-passage")


def new_folder(path: Path) -> Path:
    """A folder of its own for a job; `drop` it when the job is done. Raises OSError."""
    folder_of(path).mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(dir=folder_of(path)))


@contextlib.contextmanager
def folder(path: Path) -> Iterator[Path]:
    """A folder that goes with the block. Raises OSError."""
    made = new_folder(path)
    try:
        yield made
    finally:
        drop(made)


def drop(made: Path) -> None:
    """Remove a folder of ours; what another program still holds goes at the next opening."""
    shutil.rmtree(made, ignore_errors=True)
    with contextlib.suppress(OSError):
        made.parent.rmdir()


def sweep(path: Path) -> None:
    """Remove what a program that was killed left there. The house's lock must be held."""
    shutil.rmtree(folder_of(path), ignore_errors=True)
