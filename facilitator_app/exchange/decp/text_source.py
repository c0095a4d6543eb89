"""A file of any size as clean text, piece by piece, whatever its encoding."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import BinaryIO

PIECE = 128 * 1024
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_PAGES = ("cp1252", "cp850", "mac-roman")  # Windows, what old programs wrote under DOS, old Macintosh
_FRENCH_SIGNS = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÖÙÛÜŒ’‘“”«»–—…°€\u00a0")
# Control signs become spaces, so that lines and columns stay those of the file.
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_WITHOUT_CONTROLS = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """What to put in place of a byte that is not UTF-8, in a file that otherwise is."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("arrimage-windows-1252", _as_windows_1252)


class TextSource:
    """Reads UTF-8 (with or without a byte order mark), UTF-16, UTF-32, and the pages of Windows, DOS and Macintosh."""

    def __init__(self, file: BinaryIO) -> None:
        self.position = 0  # bytes read so far
        self._file = file
        self._pending, self._encoding = _without_mark(self._read_bytes())
        self._decoder: codecs.IncrementalDecoder | None = None

    def read(self) -> str:
        """The next piece, or an empty text at the end."""
        while True:
            data, self._pending = self._pending or self._read_bytes(), b""
            text = self._decoded(data)
            if text or not data:
                return text

    def _read_bytes(self) -> bytes:
        data = self._file.read(PIECE)
        self.position += len(data)
        return data

    def _decoded(self, data: bytes) -> str:
        if self._encoding != "utf-8":
            if self._decoder is None:
                self._decoder = codecs.getincrementaldecoder(self._encoding)("replace")
            return _CONTROL.sub(" ", self._decoder.decode(data, not data))
        data = data.translate(_WITHOUT_CONTROLS)
        if self._decoder is None:
            if data.isascii():
                return data.decode("ascii")
            self._decoder = _decoder_for(data)
        return self._decoder.decode(data, not data)


def _without_mark(head: bytes) -> tuple[bytes, str]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return head[len(mark) :], encoding
    if len(head) >= 2 and bool(head[0]) != bool(head[1]):  # the first sign of JSON and XML is always plain
        return head, "utf-16-le" if head[0] else "utf-16-be"
    return head, "utf-8"


def _decoder_for(data: bytes) -> codecs.IncrementalDecoder:
    """UTF-8 or one of the pages of 256 signs, by what the first letters with accents look like."""
    reader = codecs.getincrementaldecoder("utf-8")("ignore")
    in_utf8 = reader.decode(data)
    cut_sign, _ = reader.getstate()  # the first bytes of a sign that the next piece completes
    accented = len(in_utf8) - len(in_utf8.encode("ascii", "ignore"))
    stray = len(data) - len(cut_sign) - len(in_utf8.encode("utf-8"))
    if stray > accented:
        return codecs.getincrementaldecoder(_page_of(data))("replace")
    return codecs.getincrementaldecoder("utf-8")("arrimage-windows-1252")


def _page_of(data: bytes) -> str:
    """The page in which most of these bytes are signs of a French text; windows-1252 when several would do."""
    high = Counter(byte for byte in data if byte > 127)
    return max(
        _PAGES,
        key=lambda page: sum(
            count for byte, count in high.items() if bytes([byte]).decode(page, "replace") in _FRENCH_SIGNS
        ),
    )
