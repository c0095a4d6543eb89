"""The objects of a JSON list one at a time: a GeoJSON of a hundred megabytes never stands in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.decp.text_source import TextSource

_NOT_JSON = (
    f"Ce fichier JSON est abîmé ou incomplet{NO_BREAK_SPACE}: téléchargez-le de nouveau sur le site qui le publie."
)
_LARGEST_OBJECT = 30_000_000  # signs: the outline of a whole country is less
_SPACES = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(strict=False)


def objects_of(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each object with the name of the list that holds it («features»; empty for a bare list). Raises Refusal.

    Other values of the root are given too, as ("", {name: value}), before or after: an edition may be named there.
    """
    with path.open("rb") as file:
        reader = _Reader(TextSource(file))
        if reader.peek() == "[":
            yield from reader.list_of("")
        else:
            yield from reader.root()


class _Reader:
    def __init__(self, source: TextSource) -> None:
        self._source, self._text, self._index = source, "", 0

    def root(self) -> Iterator[tuple[str, dict[str, Any]]]:
        self._expect("{")
        while self.peek() != "}":
            name = self._value()
            self._expect(":")
            if self.peek() == "[":
                yield from self.list_of(str(name))
            else:
                yield "", {str(name): self._value()}
            if self.peek() == ",":
                self._index += 1
        self._expect("}")

    def list_of(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        self._expect("[")
        while self.peek() != "]":
            value = self._value()
            if isinstance(value, dict):
                yield name, value
            if self.peek() == ",":
                self._index += 1
            elif self.peek() != "]":
                raise Refusal.because(_NOT_JSON)
        self._expect("]")

    def peek(self) -> str:
        """The next sign that is not a space, nothing at the end."""
        while True:
            spaces = _SPACES.match(self._text, self._index)
            self._index = spaces.end() if spaces else self._index
            if self._index < len(self._text):
                return self._text[self._index]
            if not self._more():
                return ""

    def _expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise Refusal.because(_NOT_JSON)
        self._index += 1

    def _value(self) -> Any:
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._index)
                if end < len(self._text) or not self._more():  # a number at the end of a piece may go on
                    self._index = min(end, len(self._text))
                    return value
            except json.JSONDecodeError:
                if len(self._text) - self._index > _LARGEST_OBJECT or not self._more():
                    raise Refusal.because(_NOT_JSON) from None
            except (ValueError, RecursionError):  # a number or a nesting beyond reason
                raise Refusal.because(_NOT_JSON) from None

    def _more(self) -> bool:
        """Each try reads twice as much as is already there: an object is never decoded more than a few times."""
        waiting = self._text[self._index :]
        pieces, length = [waiting], 0
        while piece := self._source.read():
            pieces.append(piece)
            length += len(piece)
            if length >= len(waiting):
                break
        self._text, self._index = "".join(pieces), 0
        return length > 0
