"""What every act of following does: check the person and the days, name the gesture, write what differs."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.writing import Problems, found, tidy, write

Kind = TypeVar("Kind", bound=Record)


def person(session: Session, beneficiary_id: str) -> Beneficiary:
    """The person followed; raises Refusal when she is no longer there."""
    return found(session, Beneficiary, beneficiary_id, "Cette fiche")


def author(session: Session) -> str:
    """Who works in this session."""
    return str(session.info.get("author", ""))


def tidied(draft: Any) -> dict[str, Any]:
    """The fields of a draft, their texts without spaces at the ends nor doubled."""
    values = {field.name: getattr(draft, field.name) for field in fields(draft)}
    return {name: tidy(value) if type(value) is str else value for name, value in values.items()}


def check_past(problems: Problems, field: str, day: dt.date | None, today: dt.date, advice: str = "") -> None:
    """Note that the day is missing or still to come."""
    if day is None:
        problems.say(field, f"Indiquez la date, par exemple {written_date(today)}.")
    elif day > today:
        problems.say(field, f"Cette date est à venir. {advice}".strip())


def check_order(problems: Problems, field: str, first: dt.date | None, last: dt.date | None) -> None:
    """Note that the last day precedes the first."""
    if first is not None and last is not None and last < first:
        problems.say(field, f"La fin précède le début, le {written_date(first)}.")


def keep(session: Session, kind: type[Kind], key: Key | None, values: dict[str, Any], label: str) -> Kind:
    """Create the record, or correct the one of that key; values are checked by now, but for their columns."""
    problems = Problems()
    problems.check(kind, values)
    problems.refuse()
    gestures.call_it(session, label[:200])
    if key is None:
        record = kind(**values)
        session.add(record)
    else:
        record = found(session, kind, key, "Cette ligne")
        write(record, values)
    session.flush()
    return record


def take_away(session: Session, kind: type[Record], key: Key, label: str) -> None:
    """Remove a line typed by mistake."""
    record = found(session, kind, key, "Cette ligne")
    gestures.call_it(session, label[:200])
    record.removed = True
    session.flush()
