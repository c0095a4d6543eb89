"""The house style: A4 pages with a letterhead, a footer, and a place that moves down as blocks are drawn."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from facilitator_app.documents.fonts import font
from facilitator_app.documents.letterhead import Letterhead, Reference
from facilitator_app.documents.letters import printable, shortened, wrapped
from facilitator_app.documents.logo import add_logo
from facilitator_app.documents.pdf_objects import Document
from facilitator_app.documents.pen import PAGE_HEIGHT, PAGE_WIDTH, Pen

LEFT, RIGHT = 39.0, PAGE_WIDTH - 39.0
WIDTH = RIGHT - LEFT
BODY_TOP, BODY_BOTTOM = 74.0, PAGE_HEIGHT - 56.0
_HEADER_TOP = 30.0
_LOGO_HEIGHT, _LOGO_MOST_WIDTH = 33.0, 90.0
_REFERENCE_WIDTH = 190.0
REFERENCE_TOP, REFERENCE_LEADING = 49.0, 10.5  # where the lines under the number begin
_FOOTER_LINE = PAGE_HEIGHT - 46.0


class _Canvas(Canvas):
    """Names what the pages need of reportlab's canvas."""

    _doc: Document


class Paper:
    """A document being drawn: blocks ask for `room` below the current place `y`, and move it."""

    def __init__(
        self, letterhead: Letterhead, reference: Reference, title: str, footer: str, made: dt.datetime
    ) -> None:
        self._regular, self._semibold = font("regular"), font("semibold")
        self._file = io.BytesIO()
        # Without an initial font of ours, each page would name Helvetica, which is not embedded.
        options: dict[str, Any] = {"initialFontName": self._regular.name, "pdfVersion": (1, 7), "lang": "fr-FR"}
        self._canvas = _Canvas(self._file, pagesize=A4, pageCompression=1, invariant=1, **options)
        self.title = printable(title)
        self._canvas.setTitle(self.title)
        self._canvas.setAuthor(printable(letterhead.name))
        self._canvas.setSubject(printable(reference.number))
        self._canvas.setCreator("Arrimage")
        self._canvas.setDateFormatter(lambda *_clock: f"D:{made:%Y%m%d%H%M%S}")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._letterhead, self._reference, self._footer = letterhead, reference, footer
        self._logo = add_logo(self._canvas._doc, letterhead.logo) if letterhead.logo else None
        self.pen = Pen(self._canvas._doc)
        self._draw_header()
        self.y = BODY_TOP

    def room(self, height: float) -> None:
        """Goes to a new page when less than `height` is left on this one."""
        if self.y + height > BODY_BOTTOM and self.y > BODY_TOP + 20:
            self.new_page()

    @property
    def left(self) -> float:
        """The height left on this page."""
        return BODY_BOTTOM - self.y

    def new_page(self) -> None:
        self.pen.new_page()
        with self.pen.decoration():
            self._draw_header_texts()
        self._draw_header_rule()
        self.y = BODY_TOP + 16

    def _draw_header(self) -> None:
        with self.pen.leaf("P"):
            self._draw_header_texts()
        self._draw_header_rule()

    def _draw_header_rule(self) -> None:
        with self.pen.decoration():
            self.pen.line(LEFT, BODY_TOP - 0.7, RIGHT, BODY_TOP - 0.7, "primary", 1.5)

    def _logo_size(self) -> tuple[float, float]:
        if self._logo is None:
            return 0.0, 0.0
        _, pixels_wide, pixels_high = self._logo
        scale = min(_LOGO_HEIGHT / pixels_high, _LOGO_MOST_WIDTH / pixels_wide)
        return pixels_wide * scale, pixels_high * scale

    def _draw_header_texts(self) -> None:
        pen, regular, semibold = self.pen, self._regular, self._semibold
        x = LEFT + (self._logo_size()[0] + 9 if self._logo else 0)
        width = RIGHT - _REFERENCE_WIDTH - 12 - x
        name, *second_line = wrapped(printable(self._letterhead.name), semibold, 10.5, width, 2)
        contact = self._contact_lines(width, 2 if second_line else 3)
        y = _HEADER_TOP + 9.5 - (4 if len(second_line) + len(contact) == 3 else 0)
        pen.text(x, y, name, semibold, 10.5)
        for line in second_line:
            y += 12
            pen.text(x, y, line, semibold, 10.5)
        y += 1.5
        for line in contact:
            y += 10.5
            pen.text(x, y, line, regular, 8.3, "text-2")
        self._draw_reference()

    def _contact_lines(self, width: float, most: int) -> list[str]:
        """A line too long beside the logo goes on below when there is room, rather than lose the end of an address."""
        typed = [printable(line) for line in self._letterhead.contact_lines[:most]]
        whole = [piece for line in typed for piece in wrapped(line, self._regular, 8.3, width)]
        return whole if len(whole) <= most else [shortened(line, self._regular, 8.3, width) for line in typed]

    def _draw_reference(self) -> None:
        pen, regular, semibold = self.pen, self._regular, self._semibold
        warnings = []
        if self._letterhead.demonstration:
            warnings.append("Données fictives de démonstration")
        if self._reference.provisional:
            warnings.append("Document provisoire")
        if warnings:
            pen.text_right(RIGHT, 23, " · ".join(warnings), semibold, 7.3, "warning")
        number = shortened(printable(self._reference.number), semibold, 8.3, _REFERENCE_WIDTH)
        pen.text_right(RIGHT, 38, number, semibold, 8.3)
        for place, line in enumerate(self._reference.lines):
            fitting = shortened(printable(line), regular, 8.3, _REFERENCE_WIDTH)
            pen.text_right(RIGHT, REFERENCE_TOP + REFERENCE_LEADING * place, fitting, regular, 8.3, "text-2")

    def _draw_footer(self) -> None:
        pen, regular = self.pen, self._regular
        count = f"Page {pen.page + 1} sur {len(pen.pages)}"
        lines = wrapped(printable(self._footer), regular, 7.2, WIDTH - 65, 2)
        with pen.decoration():
            pen.line(LEFT, _FOOTER_LINE, RIGHT, _FOOTER_LINE, "border")
            pen.text_right(RIGHT, _FOOTER_LINE + 11.5, count, regular, 7.2, "text-2")
        with pen.leaf("P") if pen.page == 0 else pen.decoration():
            for place, line in enumerate(lines):
                pen.text(LEFT, _FOOTER_LINE + 11.5 + 9.7 * place, line, regular, 7.2, "text-2")

    def _draw_logo(self) -> None:
        if self._logo is None:
            return
        width, height = self._logo_size()
        canvas = self._canvas
        canvas.addLiteral("/Artifact BMC")
        canvas.saveState()
        canvas.translate(LEFT, PAGE_HEIGHT - _HEADER_TOP - (_LOGO_HEIGHT + height) / 2)
        canvas.scale(width, height)
        canvas.doForm(self._logo[0])
        canvas.restoreState()
        canvas.addLiteral("EMC")

    def finished(self) -> bytes:
        """The bytes of the PDF; nothing can be drawn after this."""
        document = self._canvas._doc
        for number, operators in enumerate(self.pen.pages):
            self.pen.page = number
            self._draw_footer()
            self._draw_logo()
            content = "\n".join(operators)
            document.updateSignature(content)
            self._canvas.addLiteral(content)
            self._canvas.showPage()
        self.pen.tree.write(document, self.title)
        self._canvas.save()
        return self._file.getvalue()
