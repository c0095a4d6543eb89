"""Spreadsheet files, good and hostile, built where a test asks for them; the archives are never large on the disk."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="F" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def xlsx(path: Path, fill: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    fill(page)
    book.save(path)
    return path


def a_list(page: Worksheet) -> None:
    page.append(["Nom", "Naissance", "Heures"])
    page.append(["Ñíguez", dt.date(1990, 5, 17), 151.67])
    page.append(["Œuvrard", dt.date(2001, 12, 31), 35])


def bare_xlsx(path: Path, rows: str, before: str = "", more: dict[str, bytes] | None = None) -> Path:
    """A workbook whose only sheet has these rows, written to the letter."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, content)
        archive.writestr("xl/worksheets/sheet1.xml", before + _SHEET.format(rows))
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return path


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def ods(path: Path, table: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="Feuille1">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def ods_cell(text: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'
        if text
        else f"<table:table-cell {attributes}/>"
    )


def lying_zip(path: Path, really: int, said: int) -> Path:
    """A workbook one part of which says it is smaller than it is, checksum included."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * really)
    data = bytearray(kept.getvalue())
    for signature, size_at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(signature)
        data[place + size_at : place + size_at + 4] = said.to_bytes(4, "little")
        data[place + size_at - 8 : place + size_at - 4] = zlib.crc32(b" " * said).to_bytes(4, "little")
    path.write_bytes(data)
    return path


def zip_of(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def hostile_spreadsheets(folder: Path) -> dict[str, tuple[Path, str]]:
    """Files to be refused, and words of the sentence that must say so."""
    good = xlsx(folder / "bon.xlsx", a_list).read_bytes()

    def written(name: str, content: bytes) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    mega = b" " * 1_000_000
    far, corner = text_cell("A1", "x"), f'<row r="1048576">{text_cell("XFD1048576", "y")}</row>'
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    wide = ods_cell("x", 'table:number-columns-repeated="16384"')
    repeated = '<table:table-row table:number-rows-repeated="1048576">'
    return {
        "empty": (written("vide.xlsx", b""), "vide"),
        "cut short": (written("coupe.xlsx", good[: len(good) // 2]), "abîmé"),
        "one byte lost": (written("perdu.xlsx", good[:300] + good[301:]), "abîmé"),
        "old workbook cut short": (written("coupe.xls", _OLE + bytes(600)), "abîmé"),
        "behind a password": (
            written("secret.xlsx", _OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
            "mot de passe",
        ),
        "a page of the web": (written("page.xls", b"<html><table><tr><td>1</td></tr></table></html>"), "page web"),
        "a PDF": (written("liste.csv", b"%PDF-1.7\n"), "un PDF"),
        "a picture": (written("liste.xlsx", b"\x89PNG\r\n\x1a\n"), "une image"),
        "binary": (written("liste.txt", b"\x07\x00\x01\x00\x00" * 90), "pas un tableau"),
        "letters": (zip_of(folder / "lettre.docx", {"word/document.xml": b"<w/>"}), "pas un tableau"),
        "zip in zip": (zip_of(folder / "poupee.xlsx", {"bon.xlsx": good}), "pas un tableau"),
        "bomb": (bare_xlsx(folder / "bombe.xlsx", "", more={f"b{n}": mega * 30 for n in range(7)}), "qu’il n’y paraît"),
        "high ratio": (bare_xlsx(folder / "dense.xlsx", "", more={"b": mega * 40}), "qu’il n’y paraît"),
        "lying sizes": (lying_zip(folder / "menteur.xlsx", 30_000_000, 100), "qu’il n’y paraît"),
        "small lies": (lying_zip(folder / "menteur2.xlsx", 3_000, 100), "abîmé"),
        "too many parts": (
            zip_of(folder / "parts.xlsx", {f"xl/{n}.xml": b"" for n in range(1_001)}), "qu’il n’y paraît",
        ),
        "climbs": (zip_of(folder / "monte.xlsx", {"../../x": b"", "xl/workbook.xml": b""}), "trompeurs"),
        "absolute": (zip_of(folder / "racine.xlsx", {"/etc/x": b"", "xl/workbook.xml": b""}), "trompeurs"),
        "drive": (zip_of(folder / "disque.xlsx", {"C:\\x": b"", "xl/workbook.xml": b""}), "trompeurs"),
        "far corner": (
            bare_xlsx(folder / "coin.xlsx", f'<row r="1">{far}</row>{corner}'),
            "démesuré",
        ),
        "150 columns": (xlsx(folder / "large.xlsx", lambda page: page.append(list(range(150)))), "100 colonnes"),
        "not XML": (bare_xlsx(folder / "casse.xlsx", "<row><c></row>"), "abîmé"),
        "laughs": (
            bare_xlsx(folder / "rires.xlsx", f'<row r="1">{text_cell("A1", "&a9;")}</row>',
                      f'<!DOCTYPE m [<!ENTITY a0 "ha">{laughs}]>'),
            "",
        ),
        "a million full lines": (ods(folder / "pleines.ods", f"{repeated}{ods_cell('x')}</table:table-row>"), ""),
        "a full sheet": (
            ods(folder / "pleine.ods", f"{repeated}{wide}</table:table-row>"),
            "",
        ),
        "long CSV": (written("long.csv", b"a;b\n" * 20_001), "20\u202f000 lignes"),
        "wide CSV": (written("large.csv", b";".join([b"x"] * 101)), "100 colonnes"),
        "open quote": (written("guillemet.csv", b'a;b\n"' + b"x" * 300_000), "guillemet"),
        "heavy": (written("lourd.csv", b"a;b\n" * 5_100_000), "20\u00a0Mo"),
    }  # fmt: skip
