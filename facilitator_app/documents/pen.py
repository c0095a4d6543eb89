"""Drawing on the pages of a document, in points from the top left corner; typed text is only ever drawn, never read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from reportlab.lib.pagesizes import A4

from facilitator_app.documents.colours import rgb
from facilitator_app.documents.fonts import Font
from facilitator_app.documents.pdf_objects import Document
from facilitator_app.documents.tagging import StructureTree, figure

PAGE_WIDTH, PAGE_HEIGHT = A4
# How far the handles of a curve reach to draw a quarter of a circle.
_QUARTER = 0.5523


class Pen:
    """Keeps the drawing operators of each page until the number of pages is known."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._encoded: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.tree = StructureTree()
        self.pages: list[list[str]] = []
        self.page = -1
        self.new_page()

    def new_page(self) -> None:
        self.page = len(self.pages)
        self.pages.append([])

    @property
    def operators(self) -> list[str]:
        return self.pages[self.page]

    @contextmanager
    def leaf(self, kind: str, entries: str = "", alternative: str = "") -> Iterator[None]:
        """What is drawn inside is one paragraph, title, cell or figure; it stays on one page."""
        self.operators.append(self.tree.leaf(self.page, kind, entries, alternative))
        yield
        self.operators.append("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What is drawn inside is left out by screen readers."""
        self.operators.append("/Artifact BMC")
        yield
        self.operators.append("EMC")

    @contextmanager
    def figure(self, x: float, y: float, width: float, height: float, alternative: str) -> Iterator[None]:
        box = figure(x, PAGE_HEIGHT - y - height, x + width, PAGE_HEIGHT - y)
        with self.leaf("Figure", box, alternative):
            yield

    def text(
        self, x: float, y: float, text: str, font: Font, size: float, colour: str = "text", spacing: float = 0
    ) -> None:
        """A printable text, its baseline at `y`; `spacing` is added between letters, in points."""
        drawn = " ".join(f"{name} {size:g} Tf {shown}" for name, shown in self._shown(text, font))
        apart = f"{spacing:g} Tc " if spacing else ""
        back = " 0 Tc" if spacing else ""
        self.operators.append(f"BT {rgb(colour)} rg {apart}1 0 0 1 {x:.2f} {PAGE_HEIGHT - y:.2f} Tm {drawn}{back} ET")

    def text_right(self, x: float, y: float, text: str, font: Font, size: float, colour: str = "text") -> None:
        """A text that ends at `x`."""
        self.text(x - font.width(text, size), y, text, font, size, colour)

    def _shown(self, text: str, font: Font) -> list[tuple[str, str]]:
        key = (font.name, text)
        if key not in self._encoded:
            self._encoded[key] = [
                (used.getSubsetInternalName(subset, self._document), f"<{codes.hex()}> Tj")
                for used, run in font.runs(text)
                for subset, codes in used.splitString(run, self._document)
            ]
        return self._encoded[key]

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, thickness: float = 0.6) -> None:
        top = PAGE_HEIGHT
        self.operators.append(f"{thickness:g} w {rgb(colour)} RG {x1:.2f} {top - y1:.2f} m {x2:.2f} {top - y2:.2f} l S")

    def area(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle without outline."""
        self.operators.append(f"{rgb(colour)} rg {x:.2f} {PAGE_HEIGHT - y - height:.2f} {width:.2f} {height:.2f} re f")

    def box(
        self, x: float, y: float, width: float, height: float, radius: float, outline: str = "", fill: str = "",
        thickness: float = 0.6, dashed: bool = False,
    ) -> None:  # fmt: skip
        """A rounded rectangle."""
        paint = {(True, True): "B", (True, False): "S", (False, True): "f", (False, False): "n"}
        parts = ["q"]
        if fill:
            parts.append(f"{rgb(fill)} rg")
        if outline:
            parts.append(f"{thickness:g} w {rgb(outline)} RG" + (" [2 1.6] 0 d" if dashed else ""))
        parts += [_rounded(x, PAGE_HEIGHT - y - height, width, height, radius), paint[bool(outline), bool(fill)], "Q"]
        self.operators.append(" ".join(parts))

    @contextmanager
    def inside_box(self, x: float, y: float, width: float, height: float, radius: float) -> Iterator[None]:
        """Nothing shows outside the rounded rectangle."""
        self.operators.append(f"q {_rounded(x, PAGE_HEIGHT - y - height, width, height, radius)} W n")
        yield
        self.operators.append("Q")


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The outline of a rounded rectangle from its bottom left corner, in the page's own axes."""
    radius = min(radius, width / 2, height / 2)
    handle = radius * (1 - _QUARTER)
    right, top = x + width, y + height
    return (
        f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l "
        f"{right - handle:.2f} {y:.2f} {right:.2f} {y + handle:.2f} {right:.2f} {y + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - handle:.2f} {right - handle:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
        f"{x + radius:.2f} {top:.2f} l "
        f"{x + handle:.2f} {top:.2f} {x:.2f} {top - handle:.2f} {x:.2f} {top - radius:.2f} c "
        f"{x:.2f} {y + radius:.2f} l "
        f"{x:.2f} {y + handle:.2f} {x + handle:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h"
    )
