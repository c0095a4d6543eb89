"""A published contract file: refused in one sentence, or read record by record."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.decp import problems
from facilitator_app.exchange.decp.json_records import JsonRecords
from facilitator_app.exchange.decp.published import ReadRecord
from facilitator_app.exchange.decp.records import read_record
from facilitator_app.exchange.decp.shapes import is_of_2022
from facilitator_app.exchange.decp.text_source import TextSource
from facilitator_app.exchange.decp.xml_records import XmlRecords

_ARCHIVE = (
    f"Ce fichier est une archive compressée{NO_BREAK_SPACE}: extrayez d’abord le fichier JSON ou XML qu’elle contient."
)
_OTHER_KIND = f"Ce fichier est {{}}{NO_BREAK_SPACE}: choisissez le fichier de marchés en JSON ou en XML."
_NOT_TEXT = (
    f"Ce fichier n’est pas un fichier de texte{NO_BREAK_SPACE}: choisissez le fichier de marchés en JSON ou en XML."
)
_PLAIN_TEXT = (
    f"Ce fichier n’est ni du JSON ni du XML{NO_BREAK_SPACE}: choisissez le fichier de marchés dans l’un de ces formats."
)
_EMPTY = f"Ce fichier est vide{NO_BREAK_SPACE}: {problems.NEW_COPY}."
_SIGNATURES = (
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ\x00", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (b"%PDF", _OTHER_KIND.format("un PDF")),
    (b"\x89PNG", _OTHER_KIND.format("une image")),
    (b"\xff\xd8\xff", _OTHER_KIND.format("une image")),
    (b"GIF8", _OTHER_KIND.format("une image")),
    (b"\xd0\xcf\x11\xe0", _OTHER_KIND.format("un ancien document de bureautique")),
    (b"SQLite format 3\x00", _OTHER_KIND.format("une base de données")),
    (b"{\\rtf", _OTHER_KIND.format("un document de bureautique")),
)
_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_OFFICE_PARTS = b"[Content_Types].xml", b"mimetype", b"_rels/", b"xl/", b"word/"


class ContractFile:
    """Reading starts anew at each call of `records`; nothing is kept in memory but one record."""

    def __init__(self, path: Path, size: int, is_xml: bool) -> None:
        self.path = path
        self.size = size  # bytes
        self.position = 0  # bytes consumed by the latest reading, for a progress bar
        self._reader = XmlRecords if is_xml else JsonRecords
        self.format = f"{'xml' if is_xml else 'json'}-{self._year()}"

    def records(self) -> Iterator[ReadRecord]:
        """Raises Refusal at the first fault that makes the file unreadable: the caller then keeps nothing of it."""
        try:
            with self.path.open("rb") as file:
                source = TextSource(file)
                for raw, is_concession in self._reader(source):
                    self.position = source.position
                    yield read_record(raw, is_concession)
                self.position = source.position
        except OSError as error:
            raise _cannot_read(error) from None

    def _year(self) -> str:
        """By what the first record says, since files announce whatever version they like."""
        with self.path.open("rb") as file:
            records = self._reader(TextSource(file))
            first, _ = next(iter(records), (None, False))
            if isinstance(first, dict):
                return "2022" if is_of_2022(first) else "2019"
            return "2022" if records.new_envelope else "2019"


def open_contract_file(path: Path) -> ContractFile:
    """A file of contract data (DECP), JSON or XML; raises Refusal with one sentence when it cannot be one."""
    if "\0" in str(path):
        raise Refusal.because(f"Ce nom de fichier est impossible{NO_BREAK_SPACE}: vérifiez-le.")
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Refusal.because(f"C’est un dossier{NO_BREAK_SPACE}: choisissez un fichier JSON ou XML.")
        if not stat.S_ISREG(found.st_mode):
            raise Refusal.because(_NOT_TEXT)
        with path.open("rb") as file:
            head = file.read(4096)
            _refuse_other_kinds(head)
            file.seek(0)
            first = _first_sign(TextSource(file))
        if not first:
            raise Refusal.because(_EMPTY)
        if first not in "{[<":
            raise Refusal.because(_NOT_TEXT if b"\0" in head else _PLAIN_TEXT)
        return ContractFile(path, found.st_size, is_xml=first == "<")
    except OSError as error:
        raise _cannot_read(error) from None


def _refuse_other_kinds(head: bytes) -> None:
    if head.startswith(_ZIP):
        is_office = any(part in head for part in _OFFICE_PARTS)
        raise Refusal.because(_OTHER_KIND.format("un document de bureautique") if is_office else _ARCHIVE)
    for signature, message in _SIGNATURES:
        if head.startswith(signature):
            raise Refusal.because(message)
    if b"<html" in head.lower() or head.lstrip().lower().startswith(b"<!doctype html"):
        raise Refusal.because(_OTHER_KIND.format("une page web"))


def _first_sign(source: TextSource) -> str:
    while piece := source.read():
        if text := piece.lstrip():
            return text[0]
    return ""


def _cannot_read(error: OSError) -> Refusal:
    if isinstance(error, FileNotFoundError):
        return Refusal.because(f"Ce fichier est introuvable{NO_BREAK_SPACE}: vérifiez son nom et son dossier.")
    if isinstance(error, PermissionError):
        return Refusal.because(
            f"Vous n’avez pas le droit de lire ce fichier{NO_BREAK_SPACE}: copiez-le dans vos documents."
        )
    return Refusal.because(f"Ce fichier ne peut pas être lu{NO_BREAK_SPACE}: copiez-le sur ce poste, puis recommencez.")
