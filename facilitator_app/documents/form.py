"""Documents made of titled parts: texts, lists of values, tables, boxes to tick, lines to write on, signatures."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from facilitator_app.documents.letterhead import Letterhead
from facilitator_app.domain.values import NO_BREAK_SPACE


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; the lines typed in it stay lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A framed list of labels and values, one or two on each line."""

    rows: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `widths` are shares of the page, in hundredths; `empty` is said when there is no row."""

    titles: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class WritingGrid(Grid):
    """A table whose last column is empty, to be filled by hand: each row has room for that many `lines` of writing."""

    lines: int = 3


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick by hand, or already ticked; on one line when there is room."""

    labels: tuple[str, ...]
    ticked: tuple[bool, ...] = ()
    in_line: bool = False

    def is_ticked(self, place: int) -> bool:
        return place < len(self.ticked) and self.ticked[place]


@dataclass(frozen=True, slots=True)
class Blanks:
    """Dotted lines to write on, after a label."""

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Signatures:
    """A place for each to write a name, a date and a signature."""

    signatories: tuple[str, ...]


Block = Words | Facts | Grid | Ticks | Blanks | Signatures


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks under a title; an empty title draws none."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A whole document. `word` and `number` are its reference («Fiche», «FE-2026-0001»); `mention` is whom it is for.

    `warning` is a band under the title: a word, and a sentence.
    """

    letterhead: Letterhead
    word: str
    number: str
    day: dt.date
    place: str
    mention: str
    title: str
    subtitle: str
    parts: tuple[Part, ...]
    footer: str = ""
    warning: tuple[str, str] | None = None

    @property
    def reference(self) -> str:
        return f"{self.word} n°{NO_BREAK_SPACE}{self.number}" if self.number else self.word


def fingerprint(form: Form) -> str:
    """Twelve signs that change with any printed word, the number excepted."""
    printed = dataclasses.asdict(dataclasses.replace(form, number=""))
    del printed["letterhead"]["logo"]
    digest = hashlib.sha256(json.dumps(printed, sort_keys=True, default=str).encode("ascii")).hexdigest().upper()
    return "-".join(digest[start : start + 4] for start in (0, 4, 8))


def was_printed(form: Form, day: dt.date, mark: str) -> bool:
    """Whether a form that left on that day with this fingerprint says the same, its day excepted.

    The same words on another day are the same paper; a form that certifies something of its day says so in its words.
    """
    return fingerprint(dataclasses.replace(form, day=day)) == mark


def pairs(*facts: Fact | None) -> Iterator[tuple[Fact, ...]]:
    """Facts two by two, those that are None left out."""
    kept = [fact for fact in facts if fact is not None]
    yield from (tuple(kept[start : start + 2]) for start in range(0, len(kept), 2))
