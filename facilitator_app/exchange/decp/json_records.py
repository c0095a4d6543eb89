"""The records of a JSON file one at a time, without ever holding more than one of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from facilitator_app.domain.refusal import Refusal
from facilitator_app.exchange.decp import problems
from facilitator_app.exchange.decp.shapes import Raw, looks_like_a_contract
from facilitator_app.exchange.decp.text_source import TextSource

_ENVELOPES = {"marches": False, "marche": False, "contrat-concession": True, "contrats-concession": True}
_SPACES = re.compile(r"[ \t\r\n]*")
_NEAR_THE_END = 64  # longer than any word or escape that the end of a piece can cut
# The parser refuses integers of more than 4 300 digits and exponents beyond reason: those stay texts.
_DECODER = json.JSONDecoder(strict=False, parse_float=Decimal, parse_constant=str)
_PATIENT_DECODER = json.JSONDecoder(
    strict=False, parse_float=lambda text: _number(text), parse_int=lambda text: _number(text), parse_constant=str
)


def _number(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


class JsonRecords:
    """Yields (record, is it a concession); raises Refusal at the first fault of syntax."""

    def __init__(self, source: TextSource) -> None:
        self.new_envelope = False  # {"marches": {"marche": …}}, as since 2024
        self._source = source
        self._text = ""
        self._index = 0
        self._forgotten = 0  # signs read before those of `_text`
        self._ended = False
        self._lines_before = 0
        self._columns_before = 0

    def __iter__(self) -> Iterator[tuple[object, bool]]:
        yield from self._list(False, 1, bare=True) if self._peek() == "[" else self._object(False, 1)
        if self._peek():
            raise self._fault(self._index, "du texte suit la fin des données")

    def _object(self, concession: bool, depth: int) -> Iterator[tuple[object, bool]]:
        """An envelope, whose records are given one by one, or a contract alone."""
        self._check_depth(depth)
        alone: Raw = {}
        is_envelope = False
        self._expect("{")
        start = self._forgotten + self._index
        more = self._peek() != "}"
        while more:
            name = self._value()
            if not isinstance(name, str):
                raise self._fault(self._index, "un nom de champ est attendu")
            self._expect(":")
            if name in _ENVELOPES:
                is_envelope = True
                self.new_envelope = self.new_envelope or depth > 1
                yield from self._content(_ENVELOPES[name], depth + 1)
            else:
                alone[name] = self._value()
                if not is_envelope and self._forgotten + self._index - start > problems.LARGEST_RECORD:
                    raise Refusal.because(problems.RECORD_TOO_LARGE)
            more = self._passes_comma()
        self._expect("}")
        if not is_envelope and (alone or depth == 1):
            if depth == 1 and not looks_like_a_contract(alone):
                raise Refusal.because(problems.NOT_CONTRACTS)
            yield alone, concession

    def _content(self, concession: bool, depth: int) -> Iterator[tuple[object, bool]]:
        """What an envelope holds: a list, one object, or nothing."""
        first = self._peek()
        if first == "[":
            yield from self._list(concession, depth)
        elif first == "{":
            yield from self._object(concession, depth)
        elif self._value() not in (None, ""):
            raise Refusal.because(problems.NOT_CONTRACTS)

    def _list(self, concession: bool, depth: int, bare: bool = False) -> Iterator[tuple[object, bool]]:
        self._check_depth(depth)
        self._expect("[")
        more = self._peek() != "]"
        while more:
            if self._peek() == "[":
                yield from self._list(concession, depth + 1, bare)
            else:
                record = self._value()
                if bare and not (isinstance(record, dict) and _known(record)):
                    raise Refusal.because(problems.NOT_CONTRACTS)
                bare = False  # the first record is proof enough
                if type(record) is dict and "objet" in record:
                    yield record, concession
                else:
                    yield from _unwrapped(record, concession)
            more = self._passes_comma()
        self._expect("]")

    def _passes_comma(self) -> bool:
        found = self._peek() == ","
        self._index += found
        return found

    def _peek(self) -> str:
        """The next sign that is not a space, or nothing at the end."""
        while True:
            sign = self._text[self._index : self._index + 1]
            if sign and sign not in " \t\r\n":
                return sign
            spaces = _SPACES.match(self._text, self._index)
            self._index = spaces.end() if spaces else self._index
            if self._index < len(self._text):
                return self._text[self._index]
            if not self._read_more():
                return ""

    def _expect(self, sign: str) -> None:
        found = self._peek()
        if found != sign:
            if not found:
                raise Refusal.because(problems.CUT_SHORT)
            raise self._fault(self._index, _MISSING.get(sign, f"le signe {sign} est attendu"))
        self._index += 1

    def _value(self) -> Any:
        self._peek()
        decoder = _DECODER
        while True:
            try:
                value, end = decoder.raw_decode(self._text, self._index)
            except json.JSONDecodeError as error:
                self._go_on_after(error)
            except (InvalidOperation, ValueError):
                if decoder is _PATIENT_DECODER:
                    raise self._fault(self._index, _OTHER_CAUSE) from None
                decoder = _PATIENT_DECODER
            except RecursionError:
                raise Refusal.because(problems.TOO_DEEP) from None
            else:
                # A number at the very end of the piece may go on in the next one.
                if end < len(self._text) or self._text[end - 1] in '}]"' or not self._read_more():
                    self._index = end
                    return value

    def _go_on_after(self, error: json.JSONDecodeError) -> None:
        """Reads further when the fault may only be the end of the piece; else raises Refusal."""
        cut = error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _NEAR_THE_END
        if not cut:
            raise self._fault(error.pos, _CAUSES.get(error.msg, _OTHER_CAUSE))
        if len(self._text) - self._index > problems.LARGEST_RECORD:
            raise Refusal.because(problems.RECORD_TOO_LARGE)
        position = error.pos - self._index  # reading further forgets what is before the value
        if not self._read_more():
            if error.msg.startswith("Unterminated") or not self._text[position:].strip():
                raise Refusal.because(problems.CUT_SHORT)
            raise self._fault(position, _CAUSES.get(error.msg, _OTHER_CAUSE))

    def _read_more(self) -> bool:
        """Forgets what was read and doubles what is being read; False at the end of the file."""
        self._lines_before, self._columns_before = self._place(self._index)
        self._forgotten += self._index
        kept = [self._text[self._index :]]
        wanted, got = len(kept[0]), 0
        while not self._ended and (got == 0 or got < wanted):
            piece = self._source.read()
            self._ended = not piece
            got += len(piece)
            kept.append(piece)
        self._text, self._index = "".join(kept), 0
        return got > 0

    def _place(self, index: int) -> tuple[int, int]:
        """Line and column of a sign, counted from 0."""
        lines = self._text.count("\n", 0, index)
        if not lines:
            return self._lines_before, self._columns_before + index
        return self._lines_before + lines, index - self._text.rfind("\n", 0, index) - 1

    def _fault(self, index: int, cause: str) -> Refusal:
        line, column = self._place(index)
        return problems.unreadable(line + 1, column + 1, cause)

    def _check_depth(self, depth: int) -> None:
        if depth > problems.DEEPEST:
            raise Refusal.because(problems.TOO_DEEP)


_OTHER_CAUSE = "ce n’est pas du JSON"
_CAUSES = {
    "Expecting ',' delimiter": "une virgule manque, ou un texte contient un guillemet de trop",
    "Expecting property name enclosed in double quotes": "un nom de champ est attendu",
    "Expecting value": "une valeur est attendue",
    "Invalid \\escape: ": "une barre oblique inverse est de trop",
}
_MISSING = {
    "]": _CAUSES["Expecting ',' delimiter"],
    "}": _CAUSES["Expecting ',' delimiter"],
    ":": "deux-points attendus après un nom de champ",
}


def _known(record: Raw) -> bool:
    return looks_like_a_contract(record) or any(name in _ENVELOPES for name in record)


def _unwrapped(record: object, concession: bool) -> Iterator[tuple[object, bool]]:
    """A record of a list, or those of the envelope that this record is: [{"marche": {…}}]."""
    waiting = [(record, concession)]
    while waiting:
        item, is_concession = waiting.pop()
        inner = [name for name in _ENVELOPES if name in item] if isinstance(item, dict) else []
        if isinstance(item, list):
            waiting.extend((each, is_concession) for each in reversed(item))
        elif isinstance(item, dict) and inner:
            waiting.extend((item[name], _ENVELOPES[name]) for name in reversed(inner))
        else:
            yield item, is_concession
