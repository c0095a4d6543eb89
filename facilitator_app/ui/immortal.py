"""Keeps Python 3.11 alive under PySide6 6.12, which counts references as Python 3.12 does."""

from __future__ import annotations

import ctypes
import sys

SPARE = 1 << 40  # far more calls than a working day holds


def keep_singletons_alive() -> None:
    """Give None, True and False references to spare.

    From Python 3.12 on they are immortal, and PySide6 6.12, built for it, returns them without counting the
    reference. Under 3.11 each such call takes one away, until the interpreter aborts with «deallocating None».
    WORKAROUND: remove when Python 3.11 is no longer supported.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for singleton in (None, True, False, NotImplemented, Ellipsis):
        # The count is the first field of every CPython object, and id() its address.
        ctypes.c_ssize_t.from_address(id(singleton)).value += SPARE
