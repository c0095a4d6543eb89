"""The structure of a document as screen readers need it: titles, paragraphs, tables with their headers.

reportlab writes no structure tree. Ours is made of reportlab's own objects,
so that it is written in the same pass as the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from reportlab.pdfbase.pdfdoc import PDFObject, PDFString

from facilitator_app.documents.pdf_objects import Document, Written, numbered


class Element(PDFObject):
    """One node: a title, a table, a cell… An element holds either other elements or one marked piece of a page."""

    __RefOnly__ = 1

    def __init__(self, kind: str, parent: Element | None, entries: str = "", alternative: str = "") -> None:
        self.kind, self.parent, self.entries, self.alternative = kind, parent, entries, alternative
        self.children: list[Element] = []
        self.page = 0
        self.mark = -1
        self.number = 0

    def format(self, document: Document) -> bytes:
        parts = [f"<< /S /{self.kind}"]
        if self.parent:
            parts.append(f"/P {self.parent.number} 0 R")
        if self.mark >= 0:
            parts.append(f"/Pg {_page_number(document, self.page)} 0 R /K {self.mark}")
        elif self.children:
            parts.append(f"/K [{_references(self.children)}]")
        head = " ".join([*parts, self.entries]).encode("ascii")
        if self.alternative:
            head += b" /Alt " + PDFString(self.alternative).format(document)
        return head + b" >>"


class StructureTree:
    """Grows as the document is drawn: `group` opens a node, `leaf` marks what is drawn inside it."""

    def __init__(self) -> None:
        self.root = Element("Document", None)
        self.current = self.root
        self.elements = [self.root]
        self.marked: list[list[Element]] = []  # on each page, in the order of their marks

    def add(self, kind: str, entries: str = "", alternative: str = "") -> Element:
        element = Element(kind, self.current, entries, alternative)
        self.current.children.append(element)
        self.elements.append(element)
        return element

    @contextmanager
    def group(self, kind: str) -> Iterator[None]:
        outside = self.current
        self.current = self.add(kind)
        yield
        self.current = outside

    def leaf(self, page: int, kind: str, entries: str = "", alternative: str = "") -> str:
        """The operator that opens the marked piece; `EMC` closes it. Pages are numbered from 0."""
        element = self.add(kind, entries, alternative)
        while len(self.marked) <= page:
            self.marked.append([])
        element.page, element.mark = page, len(self.marked[page])
        self.marked[page].append(element)
        return f"/{kind} <</MCID {element.mark}>> BDC"

    def write(self, document: Document, title: str) -> None:
        """Adds the tree to a document whose pages are all there."""
        for element in self.elements:
            element.number = numbered(document, element)
        catalog = document.Catalog
        pages = " ".join(f"{page} [{_references(elements)}]" for page, elements in enumerate(self.marked))
        parents = numbered(document, Written(f"/Nums [{pages}]"))
        root = Written(
            f"/Type /StructTreeRoot /K [{self.root.number} 0 R] /ParentTree {parents} 0 R "
            f"/ParentTreeNextKey {len(self.marked)}"
        )
        self.root.entries = f"/P {numbered(document, root)} 0 R"
        catalog.StructTreeRoot = root
        catalog.MarkInfo = Written("/Marked true")
        catalog.Metadata = _metadata(title)
        for number, page in enumerate(document.Pages.pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = number
            page.Tabs = "/S"


def column_header() -> str:
    return "/A << /O /Table /Scope /Column >>"


def row_header(columns: int = 1) -> str:
    return f"/A << /O /Table /Scope /Row{_span(columns)} >>"


def data_cell(columns: int = 1) -> str:
    return f"/A << /O /Table{_span(columns)} >>" if columns > 1 else ""


def figure(left: float, bottom: float, right: float, top: float) -> str:
    return f"/A << /O /Layout /Placement /Block /BBox [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}] >>"


def _span(columns: int) -> str:
    return f" /ColSpan {columns}" if columns > 1 else ""


def _page_number(document: Document, page: int) -> int:
    return document.idToObjectNumberAndVersion[f"Page{page + 1}"][0]


def _references(elements: list[Element]) -> str:
    return " ".join([f"{element.number} 0 R" for element in elements])


def _metadata(title: str) -> Written:
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        title = title.replace(sign, entity)
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        "<dc:language><rdf:Bag><rdf:li>fr-FR</rdf:li></rdf:Bag></dc:language>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
    return Written("/Type /Metadata /Subtype /XML", packet.encode("utf-8"))
