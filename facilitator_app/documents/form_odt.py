"""A form as a text that any word processor opens and changes (OpenDocument); the same form gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from html import escape

from facilitator_app.documents.form import Blanks, Block, Facts, Form, Grid, Signatures, Ticks, Words
from facilitator_app.documents.letters import printable, printable_lines
from facilitator_app.domain.values import written_long_date

_KIND = "application/vnd.oasis.opendocument.text"
_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: the day is in the text
_EMPTY, _TICKED = "☐", "☒"
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"))
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def form_odt(form: Form) -> bytes:
    """The words of the form, its tables and its boxes, without the drawing."""
    body = "".join(_body(form))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} office:version="1.3">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text, kept in (
            ("mimetype", _KIND, zipfile.ZIP_STORED),
            ("META-INF/manifest.xml", _MANIFEST, zipfile.ZIP_DEFLATED),
            ("content.xml", content, zipfile.ZIP_DEFLATED),
        ):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = kept
            archive.writestr(entry, text.encode("utf-8"))
    return file.getvalue()


def _body(form: Form) -> Iterator[str]:
    yield _line(form.letterhead.name)
    for line in form.letterhead.contact_lines:
        yield _line(line)
    day = written_long_date(form.day)
    yield _line(f"{form.place}, le {day}" if form.place else f"Le {day}")
    yield _title(form.title, 1)
    yield _line(form.subtitle)
    if form.warning:
        yield _line(f"{form.warning[0]} : {form.warning[1]}")
    for part in form.parts:
        if part.title:
            yield _title(part.title, 2)
        for block in part.blocks:
            yield from _block(block)
    yield _line(form.footer)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Words(text):
            yield from map(_line, printable_lines(text))
        case Facts(rows):
            yield _table([(fact.label, fact.value) for row in rows for fact in row], 2)
        case Grid(titles, _, rows, empty):
            yield _table([titles, *rows], len(titles)) if rows or not empty else _line(empty)
        case Ticks(labels):
            for place, label in enumerate(labels):
                yield _line(f"{_TICKED if block.is_ticked(place) else _EMPTY} {label}")
        case Blanks(label, lines):
            yield _line(f"{label} {'…' * 40}".strip())
            yield from (_line("…" * 60) for _ in range(lines - 1))
        case Signatures(signatories):
            yield _table([signatories, ["Nom, date et signature"] * len(signatories)], len(signatories))


def _line(text: str) -> str:
    return f"<text:p>{escape(printable(text))}</text:p>"


def _title(text: str, level: int) -> str:
    return f'<text:h text:outline-level="{level}">{escape(printable(text))}</text:h>'


def _table(rows: Sequence[Sequence[str]], columns: int) -> str:
    lines = (
        "<table:table-row>"
        + "".join(f"<table:table-cell>{_line(cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    head = f'<table:table-column table:number-columns-repeated="{columns}"/>'
    return f"<table:table>{head}{''.join(lines)}</table:table>"
