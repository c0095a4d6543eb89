"""A file chosen by the user, before anything is read of it: is it there, is it a file, and of what kind."""

from __future__ import annotations

import stat
from pathlib import Path

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE

HEAD = 4096  # bytes: enough to know what a file is, whatever its name says
ARCHIVE = "une archive compressée"
OLD_OFFICE = "un ancien document de bureautique"
_SIGNATURES = (
    (b"\x1f\x8b", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ\x00", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!", ARCHIVE),
    (b"\x28\xb5\x2f\xfd", ARCHIVE),
    (b"%PDF", "un PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"\xd0\xcf\x11\xe0", OLD_OFFICE),
    (b"SQLite format 3\x00", "une base de données"),
    (b"{\\rtf", "un document de bureautique"),
)


def head_of(path: Path, instead: str, not_a_file: str) -> tuple[bytes, int]:
    """The first bytes and the size; raises Refusal. `instead`: «choisissez un fichier JSON ou XML»."""
    if "\0" in str(path):
        raise Refusal.because(f"Ce nom de fichier est impossible{NO_BREAK_SPACE}: vérifiez-le.")
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Refusal.because(f"C’est un dossier{NO_BREAK_SPACE}: {instead}.")
        if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for
            raise Refusal.because(not_a_file)
        with path.open("rb") as file:
            return file.read(HEAD), found.st_size
    except OSError as error:
        raise cannot_read(error) from None


def other_kind(head: bytes) -> str:
    """What these first bytes are, when they are something else than text or a zip: «un PDF»; else empty."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if b"<html" in head.lower() or head.lstrip().lower().startswith(b"<!doctype html"):
        return "une page web"
    return ""


def cannot_read(error: OSError) -> Refusal:
    """The sentence for a file that the system does not give."""
    if isinstance(error, FileNotFoundError):
        return Refusal.because(f"Ce fichier est introuvable{NO_BREAK_SPACE}: vérifiez son nom et son dossier.")
    if isinstance(error, PermissionError):
        return Refusal.because(
            f"Vous n’avez pas le droit de lire ce fichier{NO_BREAK_SPACE}: copiez-le dans vos documents."
        )
    return Refusal.because(f"Ce fichier ne peut pas être lu{NO_BREAK_SPACE}: copiez-le sur ce poste, puis recommencez.")
