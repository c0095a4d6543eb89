"""Printing a kept document once more: the same pages, with the mention that they are a duplicate."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from facilitator_app.documents.fonts import font
from facilitator_app.documents.page import REFERENCE_LEADING, REFERENCE_TOP, RIGHT
from facilitator_app.documents.pen import PAGE_HEIGHT, PAGE_WIDTH, Pen
from facilitator_app.documents.wording import duplicate_mention


def duplicate(pdf: bytes, day: dt.date, lines_above: int) -> bytes:
    """The document with «Duplicata du …» at the top of each page, under the `lines_above` lines of its reference.

    Nothing else of the document changes; the same day always gives the same bytes.
    """
    import pikepdf

    (mention,) = duplicate_mention(day)
    with pikepdf.open(io.BytesIO(pdf)) as document, pikepdf.open(io.BytesIO(_stamp(mention, lines_above))) as stamp:
        drawing = document.copy_foreign(stamp.pages[0].as_form_xobject())
        for page in document.pages:
            name = page.add_resource(drawing, pikepdf.Name.XObject, pikepdf.Name("/Duplicate"))
            page.contents_add(b"q", prepend=True)
            page.contents_add(f"Q q {name} Do Q".encode("ascii"))
        title = f"{document.docinfo.get('/Title', '')} ({mention[0].lower()}{mention[1:]})"
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = title
        document.docinfo["/Title"] = pikepdf.String(title)
        written = io.BytesIO()
        document.save(written, deterministic_id=True)
    return written.getvalue()


def _stamp(mention: str, lines_above: int) -> bytes:
    """A page that holds only the mention, where the next line of the reference would be."""
    file = io.BytesIO()
    regular = font("regular")
    options: dict[str, Any] = {"initialFontName": regular.name}
    canvas = Canvas(file, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), pageCompression=1, invariant=1, **options)
    pen = Pen(canvas._doc)  # type: ignore[attr-defined]  # reportlab's annotations leave it out
    with pen.decoration():
        pen.text_right(RIGHT, REFERENCE_TOP + REFERENCE_LEADING * lines_above, mention, regular, 8.3, "text-2")
    canvas.addLiteral("\n".join(pen.operators))
    canvas.showPage()
    canvas.save()
    return file.getvalue()
