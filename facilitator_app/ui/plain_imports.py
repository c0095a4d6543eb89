"""Gives Python's own import back after PySide6, which replaces it by one that reads the source of every module."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401  # what is undone here is done while it is imported


def import_as_python_does() -> None:
    """Take PySide6's hands off `import`.

    It looks in the text of each module for `from __feature__ import snake_case`, which this program never
    writes, and the texts stay in memory: for SQLAlchemy alone, 17 MiB and a third of the time.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
