"""Rate of follow-up sheets and certificates, against a bare canvas drawing the same page with the same fonts.

The bare canvas replays, with plain canvas calls, every text and every line of
the document, each at its place; it chooses no place, cuts no line, tags nothing.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from unittest.mock import patch

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from facilitator_app.documents.follow_up_sheet import follow_up_sheet_pdf
from facilitator_app.documents.fonts import Font
from facilitator_app.documents.hours_certificate import hours_certificate_pdf
from facilitator_app.documents.pen import PAGE_HEIGHT, Pen
from facilitator_app.places import resources
from tests.benchmarks.measure import Line, best_of
from tests.documents.samples import certificate, rows, sheet

PAGES = 60
LEAST_RATE = 0.5  # of the bare canvas


Page = list[Callable[[Canvas], object]]


def _drawn_by(make: Callable[[], bytes]) -> list[Page]:
    """The plain canvas calls that draw what the document draws, page by page."""
    pages: list[Page] = []

    def note(pen: Pen, call: Callable[[Canvas], object]) -> None:
        while len(pages) <= pen.page:
            pages.append([])
        pages[pen.page].append(call)

    pen_text, pen_line, pen_box, pen_area = Pen.text, Pen.line, Pen.box, Pen.area

    def text(
        pen: Pen, x: float, y: float, text: str, font: Font, size: float, colour: str = "text", spacing: float = 0
    ) -> None:
        pen_text(pen, x, y, text, font, size, colour, spacing)
        note(pen, lambda canvas: canvas.setFont(f"bare-{font.name}", size))
        note(pen, lambda canvas: canvas.drawString(x, PAGE_HEIGHT - y, text))

    def line(pen: Pen, x1: float, y1: float, x2: float, y2: float, colour: str, thickness: float = 0.6) -> None:
        pen_line(pen, x1, y1, x2, y2, colour, thickness)
        note(pen, lambda canvas: canvas.line(x1, PAGE_HEIGHT - y1, x2, PAGE_HEIGHT - y2))

    def box(pen: Pen, x: float, y: float, width: float, height: float, radius: float, *look: Any, **more: Any) -> None:
        pen_box(pen, x, y, width, height, radius, *look, **more)
        note(pen, lambda canvas: canvas.roundRect(x, PAGE_HEIGHT - y - height, width, height, radius))

    def area(pen: Pen, x: float, y: float, width: float, height: float, colour: str) -> None:
        pen_area(pen, x, y, width, height, colour)
        note(pen, lambda canvas: canvas.rect(x, PAGE_HEIGHT - y - height, width, height, stroke=0, fill=1))

    with patch.multiple(Pen, text=text, line=line, box=box, area=area):
        make()
    return pages


def _replayed(pages: list[Page]) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, pageCompression=1, invariant=1)
    for page in pages:
        for call in page:
            call(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _seconds(make: Callable[[], bytes], count: int) -> float:
    """Seconds of processor time for one document, the best of three series."""

    def series(_turn: int) -> float:
        start = time.process_time()
        for _ in range(count):
            make()
        return (time.process_time() - start) / count

    return best_of(3, series)


def main() -> list[Line]:
    for weight in ("Regular", "SemiBold", "Bold"):
        pdfmetrics.registerFont(TTFont(f"bare-Inter-{weight}", str(resources() / "fonts" / f"Inter-{weight}.ttf")))
    documents: dict[str, tuple[Callable[[], bytes], int]] = {
        "follow-up sheet, 12 people, s": (lambda: follow_up_sheet_pdf(sheet()), PAGES),
        "follow-up sheet, 60 people, s": (lambda: follow_up_sheet_pdf(sheet(rows=rows(60))), PAGES // 3),
        "hours certificate, s": (lambda: hours_certificate_pdf(certificate()), PAGES),
    }
    lines = []
    for name, (make, count) in documents.items():
        pages = _drawn_by(make)
        ours, bare = _seconds(make, count), _seconds(partial(_replayed, pages), count)
        lines.append(Line(name, ours, "bare canvas", bare, most=1 / LEAST_RATE))
    return lines


if __name__ == "__main__":
    print(*main(), sep="\n")
