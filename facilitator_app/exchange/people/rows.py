"""The rows of a list of people turned into drafts, each one whole or with the reason why it cannot be taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.people.cells import text_of
from facilitator_app.exchange.people.columns import Field
from facilitator_app.exchange.people.details import DETAILS
from facilitator_app.exchange.people.identity import NAME_FIELDS, Names, birth_date_of, names_of
from facilitator_app.exchange.people.people_file import PeopleFile
from facilitator_app.exchange.people.shapes import ReadPerson
from facilitator_app.exchange.people.understanding import Columns, Understood
from facilitator_app.exchange.spreadsheet import Line

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
    places: dict[Field, list[int]] = {}
    for place, field in enumerate(fields):
        if field is not None and field is not Field.SOCIAL_SECURITY:
            places.setdefault(field, []).append(place)
    [headings] = Columns([file.table.lines[file.heading_place]], places, today).rows()
    columns = Columns(file.lines, places, today)
    names = columns.understood(names_of, NAME_FIELDS)
    births = columns.understood(birth_date_of, (Field.BIRTH_DATE,))
    details = [columns.understood(read, needed) for read, needed in DETAILS.values()]
    for line, cells, who, born, *rest in zip(file.lines, columns.rows(), names, births, *details, strict=True):
        # Headings repeated on each page of a list made for printing are no person.
        if cells == headings:
            continue
        if reason := who.value.reason or born.value[1]:
            if any(map(text_of, cells)):
                yield ReadPerson(line.number, _label(line, who.value), reason, _remarks([who, born]))
        else:
            yield _person(line, who, born.value[0], rest)


def _person(line: Line, who: Understood[Names], born: dt.date | None, rest: list[Understood[Any]]) -> ReadPerson:
    names, (phone, (postal_code, town), sex, email, address, in_qpv, education, referrer, advisor, jobs, requirements,
            available_from, identifier, criteria, notes) = who.value, [found.value for found in rest]  # fmt: skip
    telling = [found for found in (who, *rest) if found.tells]
    lost = [sentence for found in telling for sentence in found.lost]
    return ReadPerson(
        line.number,
        _label(line, names),
        "",
        _remarks(telling) if telling else (),
        names.last_name,
        names.first_name,
        names.birth_name,
        born,
        sex,
        phone,
        email,
        address,
        postal_code,
        town,
        in_qpv,
        education,
        referrer,
        advisor,
        jobs,
        requirements,
        available_from,
        "\n".join([*notes, *lost])[:_LONGEST_NOTE],
        identifier,
        criteria,
    )


def _label(line: Line, names: Names) -> str:
    name = f"{names.last_name} {names.first_name}".strip()[:120]
    return f"ligne {line.number}, {name}" if name else f"ligne {line.number}"


def _remarks(telling: Sequence[Understood[Any]]) -> tuple[str, ...]:
    remarks = [remark for found in telling for remark in found.remarks]
    hidden = ["un numéro de sécurité sociale a été retiré"] if any(found.hidden for found in telling) else []
    return tuple(dict.fromkeys([*remarks, *hidden]))
