"""The objects of a PDF that we write ourselves, and what we use of the reportlab document that numbers them."""

from __future__ import annotations

from typing import Any, Protocol

from reportlab.pdfbase.pdfdoc import PDFObject


class Document(Protocol):
    """The part of reportlab's PDFDocument used here; its own annotations leave most of it out."""

    Catalog: Any
    Pages: Any
    objectcounter: int
    idToObject: dict[str, Any]
    idToObjectNumberAndVersion: dict[str, tuple[int, int]]

    def Reference(self, obj: PDFObject, name: str | None = None) -> PDFObject: ...
    def getXObjectName(self, name: str) -> str: ...
    def updateSignature(self, thing: str) -> None: ...


class Written(PDFObject):
    """An object whose bytes are known; bytes of content make it a stream, compressed beforehand or not."""

    __RefOnly__ = 1

    def __init__(self, entries: str, content: bytes | None = None) -> None:
        self.entries, self.content = entries, content

    def format(self, document: Document) -> bytes:
        if self.content is None:
            return f"<< {self.entries} >>".encode("ascii")
        head = f"<< {self.entries} /Length {len(self.content)} >>\nstream\n".encode("ascii")
        return head + self.content + b"\nendstream\n"


def numbered(document: Document, thing: PDFObject) -> int:
    """Adds the object to the document, once, and returns its number."""
    document.Reference(thing)
    return document.objectcounter
