"""Putting a finished file in its place so that a power cut leaves the old one or the new one, whole."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

_TRIES, _PAUSE = 10, 0.1  # seconds; on Windows an antivirus may hold a file that was just written


def put_in_place(finished: Path, target: Path) -> None:
    """Give a finished file its name, in the place of what bears it. Raises OSError when it cannot be."""
    sync(finished)
    for left in reversed(range(_TRIES)):
        try:
            os.replace(finished, target)
            break
        except PermissionError:
            if left == 0 or os.name != "nt":
                raise
            time.sleep(_PAUSE)
    sync(target.parent)


def sync(path: Path) -> None:
    """Push a file or a folder to the disk; Windows cannot do folders and does not need to."""
    with contextlib.suppress(PermissionError):
        handle = os.open(path, os.O_RDWR if os.name == "nt" and path.is_file() else os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)


def side_file(database: Path) -> Path:
    """Where the keys of this house's file are, or would be."""
    return database.with_name(f"{database.name}.cle")
