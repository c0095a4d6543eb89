"""The fonts of printed documents, read once per process: Inter, and DejaVu Sans for the letters Inter lacks."""

from __future__ import annotations

import re
import threading
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont, makeToUnicodeCMap

from facilitator_app.documents.letters import PLACEHOLDER
from facilitator_app.documents.pdf_objects import Document, Written, numbered
from facilitator_app.places import resources

_FILES = {
    "regular": ("Inter-Regular", "DejaVuSans"),
    "semibold": ("Inter-SemiBold", "DejaVuSans-Bold"),
    "bold": ("Inter-Bold", "DejaVuSans-Bold"),
}
# Letters of nearly every French document and of many names around it. Being the same in every document, in this
# order, they make the same first subset of the font, which is then cut out of the file and compressed only once.
_USUAL_LETTERS = (
    "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ’‘“”«»–—…·•°€\u202f×±áãåíìñóòõøúýþðßÁÃÅÍÌÑÓÒÕØÚÝÞÐ"
    "ąćęłńśźżĄĆĘŁŃŚŹŻăâîșțĂȘȚčďěňřšťůžČĎĚŇŘŠŤŮŽđĐğıİşĞŞőűŐŰ"
)
_FONT_CUTTING = threading.Lock()
_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?: +[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)


class _EmbeddedFont(TTFont):
    """A TrueType font whose embedded subsets are kept from one document to the next."""

    face: Any  # reportlab's annotations leave out the tables read here

    def __init__(self, file: Path) -> None:
        super().__init__(file.stem, str(file), shapable=False)
        self._align_digits()
        self.signs = frozenset(chr(code) for code in self.face.charToGlyph if 32 <= code <= 0xFFFF)
        self._usual = "".join(sign for sign in dict.fromkeys(_USUAL_LETTERS) if sign in self.signs)
        self._cut = lru_cache(maxsize=64)(self._cut_subset)

    def _align_digits(self) -> None:
        """Gives all digits the width of the widest, each in the middle of it, so that amounts line up in columns."""
        face = self.face
        glyphs = {digit: face.charToGlyph[digit] for digit in range(ord("0"), ord("9") + 1)}
        widest = max(face.hmetrics[glyph][0] for glyph in glyphs.values())
        for digit, glyph in glyphs.items():
            advance, left_bearing = face.hmetrics[glyph]
            face.hmetrics[glyph] = (widest, left_bearing + (widest - advance) // 2)
            face.charWidths[digit] = widest * 1000 / face.unitsPerEm

    def splitString(self, text: str, doc: Document, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        if doc not in self.state:
            super().splitString(self._usual, doc)
        return super().splitString(text, doc)

    def _cut_subset(self, number: int, codes: tuple[int, ...]) -> _Subset:
        with _FONT_CUTTING:
            outlines = self.face.makeSubset(list(codes))
        face, name = self.face, f"{SUBSETN(number).decode('ascii')}+{self.fontName}"
        descriptor = (
            f"/Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{_numbers(face.bbox)}] "
            f"/ItalicAngle {face.italicAngle:g} /Ascent {face.ascent:g} /Descent {face.descent:g} "
            f"/CapHeight {face.capHeight:g} /StemV {face.stemV:g} /MissingWidth {face.defaultWidth:g}"
        )
        widths = _numbers(face.charWidths.get(code, face.defaultWidth) for code in codes)
        codes_and_widths = f"/FirstChar 0 /LastChar {len(codes) - 1} /Widths [{widths}]"
        return _Subset(
            f"/Type /Font /Subtype /TrueType /BaseFont /{name} {codes_and_widths}",
            descriptor,
            f"/Filter /FlateDecode /Length1 {len(outlines)}",
            zlib.compress(outlines),
            zlib.compress(makeToUnicodeCMap(name, codes).encode("ascii")),
        )

    def addObjects(self, doc: Document) -> None:
        """Writes what `TTFont.addObjects` writes, from the kept subsets."""
        state = self.state[doc]
        state.frozen = 1
        for number, codes in enumerate(state.subsets):
            kept = self._cut(number, tuple(codes))
            letters = numbered(doc, Written("/Filter /FlateDecode", kept.letters))
            outlines = numbered(doc, Written(kept.outlines_entries, kept.outlines))
            descriptor = numbered(doc, Written(f"{kept.descriptor} /FontFile2 {outlines} 0 R"))
            font = Written(f"{kept.font} /FontDescriptor {descriptor} 0 R /ToUnicode {letters} 0 R")
            doc.Reference(font)
            doc.idToObject["BasicFonts"].dict[self.getSubsetInternalName(number, doc)[1:]] = font
        del self.state[doc]


@dataclass(frozen=True, slots=True)
class _Subset:
    """The pieces of an embedded subset, as they stand in the file."""

    font: str
    descriptor: str
    outlines_entries: str
    outlines: bytes
    letters: bytes


def _numbers(values: Iterable[float]) -> str:
    return " ".join(f"{value:.6g}" for value in values)


class Font:
    """One weight of writing: a main font, and the one that stands in, sign by sign, for what it lacks."""

    def __init__(self, main: _EmbeddedFont, substitute: _EmbeddedFont) -> None:
        self.main, self.substitute = main, substitute
        self.name = main.fontName
        self._advances = _Advances(main, substitute)

    def width(self, text: str, size: float) -> float:
        return sum(map(self._advances.__getitem__, text)) * size / 1000

    def runs(self, text: str) -> Iterator[tuple[_EmbeddedFont, str]]:
        """The text in the order of drawing, cut where the font changes."""
        if self.main.signs.issuperset(text):
            yield self.main, text
            return
        current, run = self.main, ""
        for sign in _RIGHT_TO_LEFT.sub(_turned, text):
            font = self.main if sign in self.main.signs else self.substitute
            if font is not current and run:
                yield current, run
                run = ""
            current = font
            run += sign if sign in font.signs else PLACEHOLDER
        yield current, run


class _Advances(dict[str, float]):
    """The width of each sign, in thousandths of the size, asked of the font once."""

    def __init__(self, main: _EmbeddedFont, substitute: _EmbeddedFont) -> None:
        self._fonts = (main, substitute)

    def __missing__(self, sign: str) -> float:
        font = next((font for font in self._fonts if sign in font.signs), None)
        face = (font or self._fonts[1]).face
        self[sign] = width = float(face.charWidths.get(ord(sign if font else PLACEHOLDER), face.defaultWidth))
        return width


def _turned(words: re.Match[str]) -> str:
    """Hebrew or Arabic in the order the pen meets it, from the left, each accent after its letter."""
    clusters: list[str] = []
    for sign in words[0]:
        if unicodedata.combining(sign) and clusters:
            clusters[-1] += sign
        else:
            clusters.append(sign)
    return "".join(reversed(clusters))


@cache
def _embedded(stem: str) -> _EmbeddedFont:
    font = _EmbeddedFont(resources() / "fonts" / f"{stem}.ttf")
    pdfmetrics.registerFont(font)
    return font


@cache
def font(weight: str) -> Font:
    """`regular`, `semibold` or `bold`."""
    main, substitute = _FILES[weight]
    return Font(_embedded(main), _embedded(substitute))
