"""A published contract file: refused in one sentence, or read record by record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.chosen_file import ARCHIVE, cannot_read, head_of, other_kind
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
            raise cannot_read(error) from None

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
    head, size = head_of(path, "choisissez un fichier JSON ou XML", _NOT_TEXT)
    _refuse_other_kinds(head)
    try:
        with path.open("rb") as file:
            first = _first_sign(TextSource(file))
    except OSError as error:
        raise cannot_read(error) from None
    if not first:
        raise Refusal.because(_EMPTY)
    if first not in "{[<":
        raise Refusal.because(_NOT_TEXT if b"\0" in head else _PLAIN_TEXT)
    return ContractFile(path, size, is_xml=first == "<")


def _refuse_other_kinds(head: bytes) -> None:
    if head.startswith(_ZIP):
        is_office = any(part in head for part in _OFFICE_PARTS)
        raise Refusal.because(_OTHER_KIND.format("un document de bureautique") if is_office else _ARCHIVE)
    if kind := other_kind(head):
        raise Refusal.because(_ARCHIVE if kind == ARCHIVE else _OTHER_KIND.format(kind))


def _first_sign(source: TextSource) -> str:
    while piece := source.read():
        if text := piece.lstrip():
            return text[0]
    return ""
