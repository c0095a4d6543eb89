"""What the jobs of any file have in common: a reading that leaves no trace, and knowing whether the file changed."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.ui.workspace import Workspace

Steps = Generator[tuple[int, int], None, Any]
CHANGED = (
    f"Le fichier ou la base ont changé depuis le contrôle{NO_BREAK_SPACE}: rien n’a été écrit. "
    "Relancez le contrôle, puis importez."
)


class _NothingWritten(Exception):
    """Ends a dry run: the transaction it leaves is rolled back."""


@contextmanager
def undone(workspace: Workspace) -> Iterator[Any]:
    """A session in which everything may be tried, and nothing stays."""
    try:
        with workspace.transaction() as session:
            yield session
            raise _NothingWritten
    except _NothingWritten:
        pass


def stamp_of(path: Path) -> tuple[int, int]:
    """Bytes, and when it was last written: whether a file is still the one that was read."""
    try:
        found = path.stat()
    except OSError:
        raise Refusal.because(f"Ce fichier est introuvable{NO_BREAK_SPACE}: vérifiez son nom et son dossier.") from None
    return found.st_size, found.st_mtime_ns
