"""The rows of a list of people turned into drafts, each one whole or with the reason why it cannot be taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.people.cells import text_of
from facilitator_app.exchange.people.columns import Field
from facilitator_app.exchange.people.details import details_of
from facilitator_app.exchange.people.identity import (
    NAME_FIELDS,
    Names,
    birth_date_of,
    names_of,
    plain_birth_date,
    plain_names,
)
from facilitator_app.exchange.people.people_file import PeopleFile
from facilitator_app.exchange.people.shapes import ReadPerson
from facilitator_app.exchange.people.understanding import Columns, Told, Understood
from facilitator_app.exchange.spreadsheet import Line

_LONGEST_NOTE = 2000
_LONGEST_NAME = 60  # of somebody who is not taken
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


def read_people(file: PeopleFile, fields: Sequence[Field | None], today: dt.date) -> list[ReadPerson]:
    """Each row that says something, in the order of the file. Raises Refusal when a column is lacking.

    `fields` says what each column holds, None for one that is left.
    """
    if sentence := lacking(fields):
        raise Refusal.because(sentence)
    places = _places(fields)
    headings = Columns([file.table.lines[file.heading_place]], places, today).row(0)
    columns = Columns(file.lines, places, today)
    names = columns.understood(names_of, NAME_FIELDS, plain_names)
    births = columns.understood(birth_date_of, (Field.BIRTH_DATE,), plain_birth_date(today))
    details = details_of(columns)
    people = list(_people(file.lines, names, births, details))
    for rank in set[int]().union(*[column.told for column in (names, *details)]):
        people[rank] = _telling(people[rank], _told(rank, [names, *details]))
    left = set(columns.equal_to(headings))  # repeated on each page of a list made for printing: nobody
    for rank, (who, (_, wrong)) in enumerate(zip(names.values, births.values, strict=True)):
        if reason := who.reason or wrong:
            remarks, last, first = _remarks(_told(rank, [names, births])), who.last_name, who.first_name
            people[rank] = ReadPerson(people[rank].number, reason, remarks, last[:_LONGEST_NAME], first[:_LONGEST_NAME])
            if not any(map(text_of, columns.row(rank))):
                left.add(rank)
    return [person for rank, person in enumerate(people) if rank not in left] if left else people


def read_partly(file: PeopleFile, today: dt.date) -> ReadPerson:
    """What the one line of the file says, whatever it lacks: the rest will be typed; `reason` is never given."""
    places = _places(file.guessed)
    columns = Columns(file.lines[:1], places, today)
    names = columns.understood(names_of, NAME_FIELDS, plain_names)
    births = columns.understood(birth_date_of, (Field.BIRTH_DATE,))
    details = details_of(columns)
    [person], [(_, wrong)] = _people(file.lines[:1], names, births, details), births.values
    told = _told(0, [names, births, *details])
    if wrong and Field.BIRTH_DATE in places:
        told.append(Told((wrong,), (), False))
    return _telling(person, told)


def _places(fields: Sequence[Field | None]) -> dict[Field, list[int]]:
    """The columns of each field; never that of the social security number."""
    places: dict[Field, list[int]] = {}
    for place, field in enumerate(fields):
        if field is not None and field is not Field.SOCIAL_SECURITY:
            places.setdefault(field, []).append(place)
    return places


def _told(rank: int, columns: list[Understood[Any]]) -> list[Told]:
    return [column.told[rank] for column in columns if rank in column.told]


def _people(
    lines: Sequence[Line],
    names: Understood[Names],
    births: Understood[tuple[dt.date | None, str]],
    details: Sequence[Understood[Any]],
) -> Iterator[ReadPerson]:
    """Each line as if there was nothing to tell; put together column by column, which is far quicker."""
    (phone, place, sex, email, address, in_qpv, education, referrer, advisor, jobs, requirements,
     available_from, identifier, criteria, note) = [each.values for each in details]  # fmt: skip
    return map(
        ReadPerson,
        [line.number for line in lines],
        repeat(""),
        repeat(()),
        [who.last_name for who in names.values],
        [who.first_name for who in names.values],
        [who.birth_name for who in names.values],
        [born for born, _ in births.values],
        sex,
        phone,
        email,
        address,
        [postal_code for postal_code, _ in place],
        [town for _, town in place],
        in_qpv,
        education,
        referrer,
        advisor,
        jobs,
        requirements,
        available_from,
        [text[:_LONGEST_NOTE] for text in note],
        identifier,
        criteria,
    )


def _telling(person: ReadPerson, told: Sequence[Told]) -> ReadPerson:
    lost = [sentence for each in told for sentence in each.lost]
    note = "\n".join([*filter(None, [person.note]), *lost])[:_LONGEST_NOTE]
    return person._replace(remarks=_remarks(told), note=note)


def _remarks(told: Sequence[Told]) -> tuple[str, ...]:
    remarks = [remark for each in told for remark in each.remarks]
    hidden = ["un numéro de sécurité sociale a été retiré"] if any(each.hidden for each in told) else []
    return tuple(dict.fromkeys([*remarks, *hidden]))
