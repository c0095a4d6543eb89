"""One person announced by a prescriber, as copied from a message, a form or a line of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import fold
from facilitator_app.exchange.people.columns import recognised
from facilitator_app.exchange.people.people_file import PeopleFile, file_of
from facilitator_app.exchange.people.prose import people_in, said_in_prose
from facilitator_app.exchange.spreadsheet import Line, Table, pasted_rows

_LONGEST = 20_000  # signs: a page of a message, not a whole file
_SAID = re.compile(r"^[\s>*•\-–]*([^:=\t]{1,60}?)\s*[:=\t]\s*(.*)$")
_TOWN = re.compile(r"^\d{5}\s+\D+$")
_FAREWELLS = ("cordialement", "bien cordialement", "bien a vous", "merci", "bonne journee", "sinceres salutations")
_FEWEST = 2
"""Fewer things known are no referral: somebody copied something else."""
_NOTHING = (
    "Rien de connu dans ce qui a été copié. Copiez le message de l’orientation, par exemple "
    "«\u00a0Nom\u00a0: Martel\u00a0», ou la ligne du tableau avec ses titres, puis recommencez."
)


def referral_of(text: str) -> PeopleFile:
    """The headings and the one line of what was copied. Raises Refusal when it says nothing, or of several people."""
    if not text.strip() or len(text) > _LONGEST:
        raise Refusal.because(_NOTHING)
    return _in_a_table(text) or _in_words(text)


def _in_a_table(text: str) -> PeopleFile | None:
    """Headings and a line, copied from a spreadsheet."""
    rows = [[cell.strip() for cell in row] for row in pasted_rows(text, "\t")]
    file = _file([row for row in rows if any(row)])
    if _known(file) < _FEWEST:
        return None
    if len(file.lines) > 1:
        raise Refusal.because(
            f"Ce qui a été copié parle de {len(file.lines)} personnes\u00a0: copiez-en une avec les titres, "
            "ou importez le fichier."
        )
    return file if file.lines else None


def _in_words(text: str) -> PeopleFile:
    """`Nom : Martel` on each line, or the name of a field above what it holds; else what sentences say."""
    said = dict(_said(text.splitlines()))
    file = _file([list(said), list(said.values())]) if said else None
    if file is None or _known(file) < _FEWEST:
        return _in_sentences(text)
    return file


def _in_sentences(text: str) -> PeopleFile:
    if (people := people_in(text)) > 1:
        raise Refusal.because(f"Ce message parle de {people} personnes\u00a0: copiez ce qui est dit d’une seule.")
    said = dict(said_in_prose(text))
    file = _file([list(said), list(said.values())]) if said else None
    if file is None or _known(file) < _FEWEST:
        raise Refusal.because(_NOTHING)
    return file


def _said(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The first thing said of each field; a line without a label goes on with the one above, until a blank one."""
    found: dict[str, list[str]] = {}
    parts: list[str] = []
    for line in map(str.strip, lines):
        label, value = _cut(line)
        if label:
            parts = [] if any(found.get(label, ())) else found.setdefault(label, [])
        elif not line or fold(line).startswith(_FAREWELLS):
            parts = []
        if value:
            parts.append(value)
    for label, kept in found.items():
        if kept:
            yield label, " ".join(kept)


def _cut(line: str) -> tuple[str, str]:
    """The label of a line and what it says; a label alone announces the next line, and a town may come without one."""
    if said := _SAID.match(line):
        return said[1].strip(), said[2].strip()
    if _TOWN.match(line):
        return "Code postal et ville", line
    return (line, "") if recognised(line) is not None else ("", line)


def _file(rows: Sequence[Sequence[str]]) -> PeopleFile:
    lines = tuple(Line(number, tuple(cell or None for cell in row)) for number, row in enumerate(rows, 1))
    return file_of(Path("orientation"), Table((), "", lines), "people-text")


def _known(file: PeopleFile) -> int:
    return sum(field is not None for field in file.guessed)
