"""Python's garbage collection, paused while many rows are read: it goes through all of them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """What is no longer used is still freed at once; only objects that hold each other wait.

    The rows of an import hold nothing but values: looking for cycles among them takes a third of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
