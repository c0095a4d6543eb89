"""The rows of a list of people turned into drafts, each one whole or with the reason why it cannot be taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.people.columns import Field
from facilitator_app.exchange.people.details import details_of
from facilitator_app.exchange.people.identity import identity_of
from facilitator_app.exchange.people.people_file import PeopleFile
from facilitator_app.exchange.people.row_cells import Places, RowCells
from facilitator_app.exchange.people.shapes import ReadPerson
from facilitator_app.exchange.spreadsheet import Cell, Line

_LONGEST_NOTE = 2000
NO_NAME = f"Il manque une colonne{NO_BREAK_SPACE}: indiquez laquelle contient le nom et laquelle contient le prénom."
NO_BIRTH = f"Il manque une colonne{NO_BREAK_SPACE}: indiquez laquelle contient la date de naissance."
_LAST_NAMES = {Field.LAST_NAME, Field.BIRTH_NAME, Field.USED_NAME}


def lacking(fields: Sequence[Field | None]) -> str:
    """What the columns chosen do not say and no import can do without; nothing when all is there."""
    there = set(fields)
    whole = there & {Field.FULL_NAME, Field.FULL_NAME_FIRST}
    if not whole and not (there & _LAST_NAMES and Field.FIRST_NAME in there):
        return NO_NAME
    return "" if Field.BIRTH_DATE in there else NO_BIRTH


def read_people(file: PeopleFile, fields: Sequence[Field | None], today: dt.date) -> Iterator[ReadPerson]:
    """Each row that says something, in the order of the file. Raises Refusal when a column is lacking.

    `fields` says what each column holds, None for one that is left.
    """
    if sentence := lacking(fields):
        raise Refusal.because(sentence)
    places: Places = {}
    for place, field in enumerate(fields):
        if field is not None and field is not Field.SOCIAL_SECURITY:
            places.setdefault(field, []).append(place)
    chosen = [place for kept in places.values() for place in kept]
    headings = _said(file.table.lines[file.heading_place], chosen)
    for line in file.lines:
        # Headings repeated on each page of a list made for printing are no person.
        if _said(line, chosen) == headings:
            continue
        row = RowCells(line, places, today)
        if not row.is_blank():
            yield _person(row)


def _said(line: Line, places: list[int]) -> list[Cell]:
    return [line.cell(place) for place in places]


def _person(row: RowCells) -> ReadPerson:
    who = identity_of(row)
    name = f"{who.last_name} {who.first_name}".strip()[:120]
    label = f"ligne {row.number}, {name}" if name else f"ligne {row.number}"
    if who.reason:
        return ReadPerson(row.number, label, who.reason, row.all_remarks())
    details = details_of(row)
    return ReadPerson(
        number=row.number,
        label=label,
        last_name=who.last_name,
        first_name=who.first_name,
        birth_name=who.birth_name,
        birth_date=who.birth_date,
        note="\n".join([*row.texts(Field.NOTE), *row.lost])[:_LONGEST_NOTE],
        remarks=row.all_remarks(),
        **details,
    )
