"""The records of an XML file one at a time; a DTD, an entity or an external reference is refused at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.decp import problems
from facilitator_app.exchange.decp.shapes import Raw
from facilitator_app.exchange.decp.text_source import TextSource

_ROOTS = {"marches", "marche", "contrat-concession"}
_RECORDS = {"marche": False, "contrat-concession": True}
_NUMBERED_SIGN = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_LONGEST_REFERENCE = 13
_ENTITIES = (
    f"Ce fichier XML contient une DTD ou des entités, que ce programme refuse par sécurité{NO_BREAK_SPACE}: "
    f"{problems.NEW_COPY}."
)


class XmlRecords:
    """Yields (record, is it a concession); raises Refusal at the first fault of syntax."""

    new_envelope = False

    def __init__(self, source: TextSource) -> None:
        self._source = source

    def __iter__(self) -> Iterator[tuple[object, bool]]:
        from facilitator_app.exchange import safe_xml  # the parser is loaded for XML files only

        collector = _Collector()
        parser = safe_xml.parser(collector)
        read_before = 0
        try:
            for text in _without_forbidden_signs(self._source):
                parser.feed(text)
                read_before = 0 if collector.records else read_before + len(text)
                if read_before > problems.LARGEST_RECORD:
                    raise Refusal.because(problems.RECORD_TOO_LARGE)
                yield from collector.taken()
            parser.close()
        except safe_xml.Forbidden:
            raise Refusal.because(_ENTITIES) from None
        except safe_xml.ParseError as error:
            line, column = error.position
            raise problems.unreadable(line, column + 1, "ce n’est pas du XML") from None
        yield from collector.taken()


def _without_forbidden_signs(source: TextSource) -> Iterator[str]:
    """The text without the references to signs that XML forbids (&#11;), whole even when a piece cuts one."""
    kept = ""
    while piece := source.read():
        text = kept + piece
        opened = text.rfind("&", -_LONGEST_REFERENCE)
        cut = len(text) if opened < 0 or ";" in text[opened:] else opened
        text, kept = text[:cut], text[cut:]
        if text:
            yield _NUMBERED_SIGN.sub(_allowed, text) if "&#" in text else text
    if kept:
        yield kept


def _allowed(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    plain = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return reference[0] if plain else " "


class _Collector:
    """Builds each record as the JSON parser would: blocks are dictionaries, repeated fields are lists."""

    def __init__(self) -> None:
        self.records: list[tuple[object, bool]] = []
        self._open: list[Raw] = []  # the blocks being read, from the record inwards
        self._texts: list[str] = []
        self._depth = 0

    def taken(self) -> list[tuple[object, bool]]:
        records, self.records = self.records, []
        return records

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if not self._depth and name not in _ROOTS:
            raise Refusal.because(problems.NOT_CONTRACTS)
        self._depth += 1
        if self._depth > problems.DEEPEST:
            raise Refusal.because(problems.TOO_DEEP)
        if self._open or name in _RECORDS:
            self._open.append({})
        self._texts = []

    def data(self, text: str) -> None:
        self._texts.append(text)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if not self._open:
            return
        name = tag.rpartition("}")[2]
        block = self._open.pop()
        value: object = block or "".join(self._texts).strip() or None
        self._texts = []
        if not self._open:
            self.records.append((value, _RECORDS[name]))
            return
        parent = self._open[-1]
        if name not in parent:
            parent[name] = value
        elif isinstance(parent[name], list):
            parent[name].append(value)
        else:
            parent[name] = [parent[name], value]

    def close(self) -> None:
        """Nothing is left: records were taken as they came."""
