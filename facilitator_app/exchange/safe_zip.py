"""Whether a zip archive can be opened without harm, checked by unpacking it into nothing."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE

LARGEST_FILE = 20_000_000  # bytes
LARGEST_CONTENT = 200_000_000  # bytes, once unpacked
HIGHEST_RATIO = 100  # unpacked to packed
MOST_ENTRIES = 1_000
_SMALL = 2_000_000  # bytes: what little is unpacked harms nobody, and the files of an empty sheet are well packed
_PIECE = 256 * 1024
_LOCAL_HEADER = 30  # bytes, before the name and the extra field

TOO_LARGE = f"Ce fichier dépasse 20{NO_BREAK_SPACE}Mo{NO_BREAK_SPACE}: partagez-le en plusieurs fichiers."
TOO_MUCH_INSIDE = (
    f"Ce fichier contient bien plus qu’il n’y paraît, ce programme refuse de l’ouvrir par sécurité{NO_BREAK_SPACE}: "
    "enregistrez-le de nouveau depuis votre tableur."
)
ODD_NAMES = (
    f"Ce fichier contient des noms de fichiers trompeurs, ce programme refuse de l’ouvrir par sécurité{NO_BREAK_SPACE}"
    ": enregistrez-le de nouveau depuis votre tableur."
)
DAMAGED = f"Ce fichier est abîmé ou incomplet{NO_BREAK_SPACE}: demandez-en une nouvelle copie."


def check(path: Path) -> tuple[str, ...]:
    """The names of what the archive holds; raises Refusal, and OSError like any reading.

    What the archive says of its sizes is not believed: everything is unpacked, piece by piece, and forgotten.
    """
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise Refusal.because(TOO_LARGE)
    try:
        file = io.BytesIO(path.read_bytes())
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise Refusal.because(TOO_MUCH_INSIDE)
            if any(_misleading(entry.orig_filename) for entry in entries):
                raise Refusal.because(ODD_NAMES)
            most = min(LARGEST_CONTENT, max(HIGHEST_RATIO * size, _SMALL))
            for entry in entries:
                most -= _unpacked(file, entry, most)
            return tuple(entry.filename for entry in entries)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, UnicodeDecodeError):
        raise Refusal.because(DAMAGED) from None


def _misleading(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in name or "\0" in name


def _unpacked(file: BinaryIO, entry: zipfile.ZipInfo, most: int) -> int:
    """How many bytes this entry really holds; raises Refusal beyond `most`, or when its header lies."""
    file.seek(entry.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise Refusal.because(DAMAGED)
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    if entry.compress_type == zipfile.ZIP_STORED:
        found = entry.compress_size
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        found = _inflated(file, entry.compress_size, most)
    else:
        raise Refusal.because(DAMAGED)
    if found > most:
        raise Refusal.because(TOO_MUCH_INSIDE)
    if found != entry.file_size:
        raise Refusal.because(DAMAGED)
    return found


def _inflated(file: BinaryIO, packed: int, most: int) -> int:
    unpacker, found = zlib.decompressobj(-zlib.MAX_WBITS), 0
    while packed and found <= most:
        piece = file.read(min(packed, _PIECE))
        if not piece:
            raise Refusal.because(DAMAGED)
        packed -= len(piece)
        while piece and found <= most:
            found += len(unpacker.decompress(piece, _PIECE))
            piece = unpacker.unconsumed_tail
    return found + len(unpacker.flush()) if found <= most else found
