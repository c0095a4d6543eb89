"""Searching thousands of short texts at each key, by the beginnings of their words."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from facilitator_app.domain.words import words_sought

_SHORTENED = {"st": "saint", "ste": "sainte"}
NAME_ENDS = " | "
"""Between a name and the codes by which it is found too: folding leaves no such sign in what is typed."""


def sought(text: str) -> list[str]:
    """The folded words typed; «st» stands for «saint»."""
    return [_SHORTENED.get(word, word) for word in words_sought(text)]


class TextIndex:
    """All the texts in a single one: looking for a word in it is a matter of microseconds."""

    def __init__(self, folded: Iterable[str]) -> None:
        """Each text already folded, its name first: «la garde | 83062 83130»."""
        pieces, starts, length = ["\n"], array("l"), 0
        for text in folded:
            starts.append(length)
            pieces.append(f" {text}\n")
            length += len(text) + 2
        self._text, self._starts = "".join(pieces), starts

    def __len__(self) -> int:
        return len(self._starts)

    def find(self, text: str) -> Iterator[int]:
        """Places of the texts holding a word that begins with each one typed, each place once.

        Those whose name is the text come first, then those that begin with it; all of them for no text.
        """
        words = sought(text)
        if not words:
            yield from range(len(self))
            return
        typed = " ".join(words)
        given: set[int] = set()
        for places in (
            self._beginning(f"\n {typed}{NAME_ENDS}"), self._beginning(f"\n {typed}"), self._holding(words),
        ):  # fmt: skip
            for place in places:
                if place not in given:
                    given.add(place)
                    yield place

    def _beginning(self, start: str) -> Iterator[int]:
        position = self._text.find(start)
        while position >= 0:
            yield self._place(position)
            position = self._text.find(start, position + 1)

    def _holding(self, words: list[str]) -> Iterator[int]:
        whole = self._text
        rarest, *others = sorted((f" {word}" for word in words), key=whole.count)
        position = whole.find(rarest)
        while position >= 0:
            start, end = whole.rfind("\n", 0, position), whole.find("\n", position)
            if all(whole.find(word, start, end) >= 0 for word in others):
                yield self._place(start)
            position = whole.find(rarest, end)

    def _place(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1
