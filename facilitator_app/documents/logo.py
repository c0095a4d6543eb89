"""The logo of the house: a small PNG or JPEG picture, checked before it is kept and prepared once for printing."""

from __future__ import annotations

import copy
import io
import struct
import zlib
from functools import lru_cache

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFImageXObject

from facilitator_app.documents.pdf_objects import Document
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE, written_number

MOST_BYTES = 1_000_000
MOST_PIXELS = 2_000
_NAME = "logo"
_UNREADABLE = "Ce fichier n’est pas une image lisible. Choisissez un logo au format PNG ou JPEG, par exemple logo.png."


def check_logo(picture: bytes) -> None:
    """Raises Refusal, about the field `logo`, when the picture cannot be printed."""
    if len(picture) > MOST_BYTES:
        raise Refusal.because(
            f"Le logo pèse {written_number(len(picture) // 1000)}{NO_BREAK_SPACE}ko. "
            f"Choisissez une image de {written_number(MOST_BYTES // 1000)}{NO_BREAK_SPACE}ko au plus.",
            "logo",
        )
    width, height = _announced_size(picture)
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise Refusal.because(
            f"Le logo mesure {written_number(width)} × {written_number(height)} pixels. "
            f"Choisissez une image de {written_number(MOST_PIXELS)} pixels de côté au plus.",
            "logo",
        )
    _prepared(picture)


def _announced_size(picture: bytes) -> tuple[int, int]:
    """Width and height as the file says, before any of it is unpacked."""
    if picture.startswith(b"\x89PNG\r\n\x1a\n") and len(picture) > 24:
        width, height = struct.unpack(">II", picture[16:24])
        return width, height
    if picture.startswith(b"\xff\xd8\xff"):
        place = 2
        while place + 9 < len(picture) and picture[place] == 0xFF:
            kind, length = picture[place + 1], int.from_bytes(picture[place + 2 : place + 4], "big")
            if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
                height, width = struct.unpack(">HH", picture[place + 5 : place + 9])
                return width, height
            place += 2 + length
    raise Refusal.because(_UNREADABLE, "logo")


@lru_cache(maxsize=4)
def _prepared(picture: bytes) -> PDFImageXObject:
    try:
        return PDFImageXObject(_NAME, ImageReader(io.BytesIO(picture)), mask="auto")
    except (OSError, SyntaxError, ValueError, KeyError, struct.error, zlib.error) as unreadable:
        raise Refusal.because(_UNREADABLE, "logo") from unreadable


def add_logo(document: Document, picture: bytes) -> tuple[str, float, float]:
    """Puts the picture in a document; returns the name to draw it by, and its width and height in pixels."""
    check_logo(picture)
    image = copy.copy(_prepared(picture))
    transparency = image.__dict__.pop("_smask", None)
    if transparency is not None:
        image.__dict__["smask"] = document.Reference(copy.copy(transparency), f"{_NAME}-transparency")
    document.Reference(image, document.getXObjectName(_NAME))
    return _NAME, image.width, image.height
