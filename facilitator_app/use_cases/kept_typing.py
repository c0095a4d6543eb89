"""What was typed somewhere and not saved when the house was left, kept in its file until it is found again there."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.retention import Erasure
from facilitator_app.domain.snapshot import Snapshot
from facilitator_app.domain.social_security_number import holds_one
from facilitator_app.use_cases.kept_drafts import forget_old
from facilitator_app.use_cases.kept_under import KEPT_DAYS, PREFIX, names_of

_VERSION = "typed"
_UNJOURNALLED = {"unjournalled": True}
Shown: TypeAlias = "str | bool | list[Shown]"
Typed = Mapping[str, Shown]
"""By field, what it showed, whether or not it could be read."""


@dataclass(frozen=True, slots=True)
class KeptTyping:
    """What the fields showed, and when."""

    typed: Typed
    at: dt.datetime


def keep(session: Session, author: str, place: str, typed: Typed, now: dt.datetime) -> None:
    """In the stead of what this author left at this place; nothing of it is journalled.

    A text that holds a social security number is left out.
    """
    forget(session, author, place)
    forget_old(session, now.date())
    kept = {name: said for name, said in typed.items() if not _tells_a_number(said)}
    row = {
        "name": _name(author, place), "journal": now.isoformat(), "day": now.date(), "version": _VERSION,
        "content": json.dumps(kept, ensure_ascii=False),
    }  # fmt: skip
    session.execute(insert(Snapshot).values(row), execution_options=_UNJOURNALLED)


def keep_about(session: Session, author: str, person: Key, place: str, typed: Typed, now: dt.datetime) -> None:
    """The same of what names somebody: nothing once she is anonymised."""
    if session.get(Erasure, person) is None:
        keep(session, author, place, typed, now)


def kept(session: Session, author: str, place: str, today: dt.date) -> KeptTyping | None:
    """What this author left there; None when there is nothing, or nothing that can be read."""
    row = session.execute(
        select(Snapshot.journal, Snapshot.content)
        .where(Snapshot.name.in_(_names(session, author, place)), Snapshot.day >= today - dt.timedelta(KEPT_DAYS))
        .order_by(Snapshot.journal.desc())
    ).first()
    if row is None:
        return None
    try:
        read = json.loads(row.content)
        return KeptTyping(dict(read), dt.datetime.fromisoformat(row.journal)) if isinstance(read, dict) else None
    except ValueError:  # written by another version of the program
        return None


def forget(session: Session, author: str, place: str) -> None:
    """It is on screen again, or given up."""
    gone = delete(Snapshot).where(Snapshot.name.in_(_names(session, author, place)))
    session.execute(gone, execution_options=_UNJOURNALLED | {"synchronize_session": False})


def _tells_a_number(said: Shown) -> bool:
    if isinstance(said, list):
        return any(map(_tells_a_number, said))
    return isinstance(said, str) and holds_one(said)


def _names(session: Session, author: str, place: str) -> list[str]:
    return [_name(name, place) for name in names_of(session, author)]


def _name(author: str, place: str) -> str:
    return PREFIX + key_of("typed", author, place)
