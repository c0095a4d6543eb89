"""A list of people found in a file: its headings, what each column may be, and the lines below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.social_security_number import taken_out
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.chosen_file import HEAD, OLD_OFFICE, other_kind
from facilitator_app.exchange.garbage_collection import garbage_collection_paused
from facilitator_app.exchange.people.cells import text_of
from facilitator_app.exchange.people.columns import NAMES, SEVERAL, Field, recognised
from facilitator_app.exchange.spreadsheet import Limits, Line, Table, read_table

LIMITS = Limits(lines=50_000, seconds=30)
"""As many people as the largest house follows."""
_LINES_LOOKED_AT = 40
_SHEETS_LOOKED_AT = 4
_LONGEST_HEADING = 80
_TABLES = {".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
_TEXTS_OF_OTHER_FILES = (b"{", b"[", b"<")
NO_HEADINGS = (
    f"Ce tableau n’a pas de ligne de titres reconnue{NO_BREAK_SPACE}: écrivez au-dessus des colonnes Nom, Prénom "
    "et Date de naissance, puis enregistrez-le."
)


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A sheet with the place of its headings in `table.lines`. `guessed`: what each column seems to hold."""

    path: Path
    table: Table
    format: str  # people-csv, people-xlsx…
    heading_place: int
    headings: tuple[str, ...]
    guessed: tuple[Field | None, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.table.lines[self.heading_place + 1 :]

    def examples(self, column: int, most: int = 3) -> list[str]:
        """The first values of a column, which tell what it holds; never a social security number."""
        values = (text_of(line.cell(column)) for line in self.lines[:200])
        return list(dict.fromkeys(taken_out(value) for value in values if value))[:most]

    def left_for_another(self, fields: Sequence[Field | None]) -> Iterator[tuple[str, Field]]:
        """The headings of filled columns that nothing is taken from, since another one says the same field."""
        for place, (heading, field) in enumerate(zip(self.headings, fields, strict=True)):
            meant = recognised(heading) or recognised(heading.rpartition(" (")[0])
            if field is None and meant in fields and meant is not None and self.examples(place, 1):
                yield heading, meant


def looks_like_people(path: Path) -> bool:
    """Whether a file is a table, and not published contracts; by its content, its name deciding for plain text."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except (OSError, ValueError):
        return False
    suffix = path.suffix.casefold()
    if head.startswith(b"PK") or other_kind(head) == OLD_OFFICE:
        return suffix not in (".json", ".xml")
    start = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip(b"\0 \r\n\t")
    return suffix in _TABLES and not start.startswith(_TEXTS_OF_OTHER_FILES)


def open_people_file(path: Path, sheet: str = "") -> PeopleFile:
    """The sheet named, or else the first one with headings that are known. Raises Refusal."""
    with garbage_collection_paused():
        return _open(path, sheet)


def _open(path: Path, sheet: str) -> PeopleFile:
    table = read_table(path, sheet, LIMITS)
    place, found = _heading_place(table)
    if found == 0 and not sheet:
        for other in [name for name in table.sheets if name != table.sheet][:_SHEETS_LOOKED_AT]:
            candidate = read_table(path, other, LIMITS)
            other_place, found = _heading_place(candidate)
            if found:
                table, place = candidate, other_place
                break
    if not table.lines:
        raise Refusal.because(NO_HEADINGS)
    suffix = path.suffix.casefold().removeprefix(".")
    kind = suffix if table.sheets and f".{suffix}" in _TABLES else "classeur" if table.sheets else "csv"
    return _file_of(path, table, f"people-{kind}", place)


def file_of(path: Path, table: Table, kind: str) -> PeopleFile:
    """A table that was read elsewhere than in a file."""
    return _file_of(path, table, kind, _heading_place(table)[0])


def _file_of(path: Path, table: Table, kind: str, place: int) -> PeopleFile:
    headings = _headings(table, place)
    return PeopleFile(path, table, kind, place, headings, _guessed(headings))


def _heading_place(table: Table) -> tuple[int, int]:
    """The line whose cells announce most fields, a name among them; the first line and 0 when there is none."""
    best, most = 0, 0
    for place, line in enumerate(table.lines[:_LINES_LOOKED_AT]):
        fields = {recognised(cell) for cell in line.cells if isinstance(cell, str) and len(cell) <= _LONGEST_HEADING}
        if len(fields - {None}) > max(most, 1) and fields & NAMES:
            best, most = place, len(fields - {None})
    return best, most


def _headings(table: Table, place: int) -> tuple[str, ...]:
    """One per column, the widest line deciding how many; a heading met twice gets its rank: «Tél (2)»."""
    wide = max((len(line.cells) for line in table.lines[place:]), default=0)
    cells = table.lines[place].cells if table.lines else ()
    met: Counter[str] = Counter()
    headings = []
    for column in range(wide):
        heading = text_of(cells[column]) if column < len(cells) else ""
        heading = taken_out(heading)[:_LONGEST_HEADING] or f"Colonne {_letters(column)}"
        met[heading] += 1
        headings.append(heading if met[heading] == 1 else f"{heading} ({met[heading]})")
    return tuple(headings)


def _guessed(headings: tuple[str, ...]) -> tuple[Field | None, ...]:
    taken: set[Field] = set()
    fields = []
    for heading in headings:
        field = recognised(heading) or recognised(heading.rpartition(" (")[0])
        if field in taken and field not in SEVERAL:
            field = None
        if field is not None:
            taken.add(field)
        fields.append(field)
    return tuple(fields)


def _letters(column: int) -> str:
    """As spreadsheets name their columns: A, …, Z, AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
