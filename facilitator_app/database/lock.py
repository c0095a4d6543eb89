"""One program at a time on a house's file, for as long as it runs.

The lock belongs to the system, not to a number written in a file: it goes
with the process, even a killed one, so it can never be stale.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import sys
import threading
from pathlib import Path

from facilitator_app.domain.refusal import Refusal

_CLOSED = "ferme"
_NO_FILE_HERE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EINVAL, errno.ENXIO, errno.ENODEV, errno.ELOOP}
"""What a folder of the system, which only looks like one, answers; a full or read-only disk answers otherwise."""


class FileLock:
    """Held from the opening of the house to its closing."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._handle: int | None = None
        self._writing = threading.Lock()  # a background job may save while the window does
        self.left_open = False
        self._found = ""
        self.told = ""
        """What the last holder said of the house: at its last save, or when it closed it."""

    def take(self) -> None:
        """Raises Refusal when another copy of the program holds the file.

        `left_open` then tells whether the last holder never closed the house
        (killed, machine switched off), which calls for a full check.
        """
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            if error.errno in _NO_FILE_HERE:
                raise Refusal.because(
                    f"Aucun fichier ne peut être créé à côté de «\u00a0{self._path.stem[-60:]}\u00a0». "
                    "Choisissez un dossier de ce poste, par exemple Documents."
                ) from None
            raise
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            raise Refusal.because(
                "Cette base est déjà ouverte, sur ce poste ou par une autre personne. "
                "Fermez l’autre fenêtre d’Arrimage, puis recommencez."
            ) from None
        try:
            self._sign(handle)
        except OSError:  # a full disk: held on to, the lock would refuse the next try of this very program
            os.close(handle)
            raise
        self._handle = handle

    def _sign(self, handle: int) -> None:
        # The first byte is the one locked on Windows, so what is told about the holder starts at the second.
        os.lseek(handle, 1, os.SEEK_SET)
        self._found = os.read(handle, 400).decode("utf-8", "replace")
        state, _, told = self._found.partition(" ")
        self.left_open, self.told = state not in ("", _CLOSED), told
        self._write(handle, f"{os.getpid()}@{platform.node()} {told}")

    def tell(self, told: str) -> None:
        """Say how far the house now is, in case nobody is there to say it at closing; nothing when `told` is empty.

        Not pushed to the disk: after a power cut an older word may stand there, which says less but nothing false.
        """
        with self._writing, contextlib.suppress(OSError):
            if told and self._handle is not None:
                self._write(self._handle, f"{os.getpid()}@{platform.node()} {told}")

    def release(self, told: str = "") -> None:
        """Let go of a house that was closed; `told` is for the next holder."""
        self._let_go(f"{_CLOSED} {told}")

    def give_back(self) -> None:
        """Let go of a house that could not be opened: what was known of its last holder still holds."""
        self._let_go(self._found)

    def _let_go(self, text: str) -> None:
        with self._writing:
            if self._handle is None:
                return
            with contextlib.suppress(OSError):  # no room left for a word: the file itself is whole
                self._write(self._handle, text)
            os.close(self._handle)
            self._handle = None

    @staticmethod
    def _write(handle: int, text: str) -> None:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, f" {text}".encode())


def was_left_open(database: Path) -> bool:
    """Whether the last program to open this house never closed it, or has it open now: it will be checked whole."""
    try:
        with database.with_name(database.name + ".lock").open("rb") as file:
            file.seek(1)  # the first byte is locked on Windows
            state = file.read(400).decode("utf-8", "replace").partition(" ")[0]
    except OSError:
        return False
    return state not in ("", _CLOSED)


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
