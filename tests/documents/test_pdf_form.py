"""What a document is as a file: tagged, French, self-contained, and the same each time."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from facilitator_app.documents.follow_up_sheet import follow_up_sheet_pdf
from facilitator_app.documents.hours_certificate import hours_certificate_pdf
from facilitator_app.documents.logo import MOST_BYTES, check_logo
from facilitator_app.domain.refusal import Refusal
from tests.documents import reading
from tests.documents.samples import HOUSE, annex, certificate, rows, sheet

ROOT = Path(__file__).parents[2]


def png(width: int, height: int, pixels: bytes, colour_type: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


OPAQUE = png(2, 1, b"\x00" + b"\x10\x20\x30" * 2, 2)
TRANSPARENT = png(2, 1, b"\x00" + b"\x10\x20\x30\x40" * 2, 6)
WIDE = png(4, 1, b"\x00" + b"\x10\x20\x30" * 4, 2)


MAKERS: dict[str, Callable[[], bytes]] = {
    "sheet": lambda: follow_up_sheet_pdf(sheet(rows=rows(60))),
    "certificate": lambda: hours_certificate_pdf(certificate(annex=annex(60))),
    "logo": lambda: follow_up_sheet_pdf(
        sheet(facilitator="გიორგი", letterhead=dataclasses.replace(HOUSE, logo=TRANSPARENT))
    ),
}


def documents() -> list[bytes]:
    return [make() for make in MAKERS.values()]


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield node
    for child in node.get("/K", []) if isinstance(node.get("/K"), pikepdf.Array) else []:
        yield from elements(child)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_document_is_tagged_french_titled_and_self_contained(make: Callable[[], bytes]) -> None:
    pdf = make()
    described = reading.info(pdf)
    assert described["Tagged"] == "yes"
    assert described["Creator"] == "Arrimage"
    assert described["CreationDate"].startswith("Tue Dec  1")
    assert reading.fonts(pdf)
    assert all(embedded for _, embedded in reading.fonts(pdf))
    assert b"Helvetica" not in pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.Lang == "fr-FR"
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert opened.open_metadata()["dc:title"] == described["Title"]
        assert opened.check_pdf_syntax() == []


def test_titles_tables_and_the_progress_bar_are_in_the_structure() -> None:
    with pikepdf.open(io.BytesIO(follow_up_sheet_pdf(sheet(rows=rows(60))))) as opened:
        found = list(elements(opened.Root.StructTreeRoot.K[0]))
        kinds = [str(element.S) for element in found]
        assert kinds[0] == "/Document"
        assert (kinds.count("/H1"), kinds.count("/H2"), kinds.count("/Figure")) == (1, 4, 1)
        scopes = [str(element.A.get("/Scope", "")) for element in found if element.S == "/TH"]
        assert scopes.count("/Column") == 9
        assert scopes.count("/Row") == 60 + 1 + 10  # workers, total, labels of the fields
        [bar] = [element for element in found if element.S == "/Figure"]
        assert str(bar.Alt).replace("\u00a0", " ") == "69,8 % des heures réalisées ; trait noir : 56 % du délai écoulé"


def test_every_marked_piece_of_every_page_belongs_to_one_element() -> None:
    for pdf in documents():
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            numbers = opened.Root.StructTreeRoot.ParentTree.Nums
            for place, page in enumerate(opened.pages):
                assert int(page.obj.StructParents) == place
                assert page.obj.Tabs == "/S"
                marks, inside = [], 0
                for instruction in pikepdf.parse_content_stream(page):
                    operator = str(instruction.operator)
                    if operator in ("BDC", "BMC"):
                        inside += 1
                        marks += [int(instruction.operands[1].MCID)] if operator == "BDC" else []
                    elif operator == "EMC":
                        inside -= 1
                    elif operator in ("Tj", "S", "f", "B", "Do"):
                        assert inside == 1
                owners = numbers[2 * place + 1]
                assert marks
                assert sorted(marks) == list(range(len(owners)))
                for mark, owner in enumerate(owners):
                    assert int(owner.K) == mark
                    assert owner.Pg == page.obj


def columns_covered(row: pikepdf.Object) -> int:
    return sum(int(cell.A.get("/ColSpan", 1)) if "/A" in cell else 1 for cell in elements(row) if cell.S != "/TR")


def test_rows_of_a_table_cover_all_its_columns() -> None:
    with pikepdf.open(io.BytesIO(follow_up_sheet_pdf(sheet()))) as opened:
        found = list(elements(opened.Root.StructTreeRoot.K[0]))
        tables = [element for element in found if element.S == "/Table"]
        widths = [{columns_covered(row) for row in elements(table) if row.S == "/TR"} for table in tables]
        assert widths == [{4}, {9}, {4}]


def test_the_same_data_give_the_same_bytes_even_in_another_process() -> None:
    program = (
        "import hashlib; from tests.documents.test_pdf_form import documents; "
        "print(*(hashlib.sha256(pdf).hexdigest() for pdf in documents()))"
    )
    run = [sys.executable, "-c", program]
    elsewhere = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True, env={"TZ": "Asia/Tokyo"})
    again = [hashlib.sha256(pdf).hexdigest() for pdf in documents()]
    assert elsewhere.stdout.split() == again == [hashlib.sha256(pdf).hexdigest() for pdf in documents()]


def test_earlier_documents_leave_no_trace_in_the_next() -> None:
    before = follow_up_sheet_pdf(sheet())
    follow_up_sheet_pdf(sheet(facilitator="Ŵŷ Кириллица გიორგი"))
    assert follow_up_sheet_pdf(sheet()) == before


def test_beside_a_wide_logo_the_address_goes_on_below() -> None:
    house = dataclasses.replace(HOUSE, logo=WIDE)
    words = reading.text(follow_up_sheet_pdf(sheet(letterhead=house)))
    assert "12 quai des Essais," in words
    assert "83000 Toulon" in words


@pytest.mark.parametrize(("logo", "images"), [(OPAQUE, 1), (TRANSPARENT, 2)], ids=("opaque", "transparent"))
def test_the_logo_is_drawn_on_each_page_and_stored_once(logo: bytes, images: int) -> None:
    house = dataclasses.replace(HOUSE, logo=logo)
    pdf = follow_up_sheet_pdf(sheet(letterhead=house, rows=rows(60)))
    assert pdf.count(b"/Subtype /Image") == images
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [len(page.Resources.XObject) for page in opened.pages] == [1, 1, 1]


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (b"", "pas une image lisible"),
        (b"GIF89a" + b"\x00" * 50, "PNG ou JPEG"),
        (b"<svg/>", "pas une image lisible"),
        (OPAQUE[:40], "pas une image lisible"),
        (png(2, 1, b"\x00", 2), "pas une image lisible"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 30, "pas une image lisible"),
        (png(30000, 30000, b"", 2), "30\u202f000 × 30\u202f000 pixels"),
        (png(0, 10, b"", 2), "pixels"),
        (OPAQUE + b"\x00" * MOST_BYTES, "1\u202f000\u00a0ko"),
    ],
    ids=("empty", "gif", "svg", "cut", "short", "jpeg", "huge", "flat", "heavy"),
)
def test_a_logo_that_cannot_be_printed_is_refused_with_a_reason(picture: bytes, said: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check_logo(picture)
    assert refusal.value.problems[0].field == "logo"
    assert said in refusal.value.problems[0].message


def test_a_good_logo_is_accepted() -> None:
    check_logo(OPAQUE)
    check_logo(TRANSPARENT)
