"""What the columns of a file hold: as guessed, or as somebody said for an earlier file of the same sender."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from facilitator_app.domain.people_import_mapping import PeopleImportMapping
from facilitator_app.domain.words import fold
from facilitator_app.exchange.people import Field, PeopleFile

Fields = tuple[Field | None, ...]
_UNJOURNALLED = {"unjournalled": True}
_SAME_SENDER = 0.75  # of the headings: services add a column from one year to the next
_MOST_COLUMNS = 60


def fields_of(session: Session, file: PeopleFile) -> Fields:
    """What was said for the same headings, or for nearly the same; what is new is guessed."""
    folded = [fold(heading) for heading in file.headings]
    said = _said_for(session, folded)
    return tuple(said.get(heading, guess) for heading, guess in zip(folded, file.guessed, strict=True))


def remember(session: Session, file: PeopleFile, fields: Sequence[Field | None], today: dt.date) -> None:
    """Keep what was said of these headings, when it is not what would be found again without it."""
    if tuple(fields) == fields_of(session, file):
        return
    folded = [fold(heading) for heading in file.headings]
    key = PeopleImportMapping.key(folded)
    pairs = zip(folded, fields, file.guessed, strict=True)
    # What was corrected first: beyond sixty columns, the rest will be guessed as before.
    said = sorted(pairs, key=lambda pair: pair[1] == pair[2])[:_MOST_COLUMNS]
    columns = tuple(f"{field.value if field else ''}={heading}"[:120] for heading, field, _ in said)
    gone = delete(PeopleImportMapping).where(PeopleImportMapping.id == key)
    session.execute(gone, execution_options=_UNJOURNALLED | {"synchronize_session": False})
    row = {"id": key, "columns": columns, "used_on": today}
    session.execute(insert(PeopleImportMapping), [row], execution_options=_UNJOURNALLED)


def _said_for(session: Session, folded: list[str]) -> dict[str, Field | None]:
    exact = select(PeopleImportMapping.columns).where(PeopleImportMapping.id == PeopleImportMapping.key(folded))
    if (columns := session.scalar(exact)) is not None:
        return _read(columns)
    best: dict[str, Field | None] = {}
    for columns in session.scalars(select(PeopleImportMapping.columns).order_by(PeopleImportMapping.used_on)):
        said = _read(columns)
        shared = len(said.keys() & set(folded))
        if shared >= _SAME_SENDER * max(len(folded), len(said)):
            best = said
    return best


def _read(columns: tuple[str, ...]) -> dict[str, Field | None]:
    """A field that a later version no longer knows is left."""
    known = {field.value: field for field in Field}
    pairs = (column.partition("=") for column in columns)
    return {heading: known.get(field) for field, _, heading in pairs}
