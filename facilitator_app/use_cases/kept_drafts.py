"""What was typed on the registration page and not saved yet, kept in the house's file in case the program stops."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.protected_criteria import protection_of
from facilitator_app.domain.snapshot import Snapshot
from facilitator_app.domain.social_security_number import holds_one
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft, ProofDraft
from facilitator_app.use_cases.kept_under import KEPT_DAYS, PREFIX, names_of

_VERSION = "draft"
_UNJOURNALLED = {"unjournalled": True}
_Part = TypeVar("_Part", BeneficiaryDraft, ProofDraft)


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What was typed, and the moment it was last kept."""

    draft: BeneficiaryDraft
    at: dt.datetime


def keep(session: Session, author: str, person: Key | None, draft: BeneficiaryDraft, now: dt.datetime) -> None:
    """In the place of the one before; nothing of it is journalled.

    Neither the protected criteria, which have a place of their own, nor a text that holds a social security number
    are kept.
    """
    forget(session, author, person)
    forget_old(session, now.date())
    row = {
        "name": _name(author, person), "journal": now.isoformat(), "day": now.date(), "version": _VERSION,
        "content": json.dumps(_written(_without_secrets(draft)), ensure_ascii=False),
    }  # fmt: skip
    session.execute(insert(Snapshot).values(row), execution_options=_UNJOURNALLED)


def kept(session: Session, author: str, person: Key | None, now: dt.datetime) -> KeptDraft | None:
    """The draft of this person, or of a new one, that this author left; None when there is none to take up."""
    row = session.execute(
        select(Snapshot.journal, Snapshot.content)
        .where(Snapshot.name.in_(_names(session, author, person)), Snapshot.day >= now.date() - dt.timedelta(KEPT_DAYS))
        .order_by(Snapshot.journal.desc())
    ).first()
    if row is None:
        return None
    try:
        return KeptDraft(_read(BeneficiaryDraft, json.loads(row.content)), dt.datetime.fromisoformat(row.journal))
    except (KeyError, TypeError, ValueError):  # written by another version of the program
        return None


def forget(session: Session, author: str, person: Key | None) -> None:
    """Once saved, or given up."""
    gone = delete(Snapshot).where(Snapshot.name.in_(_names(session, author, person)))
    session.execute(gone, execution_options=_UNJOURNALLED | {"synchronize_session": False})


def forget_old(session: Session, today: dt.date) -> None:
    """Whatever was typed and never taken up again."""
    oldest = today - dt.timedelta(KEPT_DAYS)
    gone = delete(Snapshot).where(Snapshot.name.startswith(PREFIX), Snapshot.day < oldest)
    session.execute(gone, execution_options=_UNJOURNALLED | {"synchronize_session": False})


def _names(session: Session, author: str, person: Key | None) -> list[str]:
    return [_name(name, person) for name in names_of(session, author)]


def _name(author: str, person: Key | None) -> str:
    return PREFIX + key_of("draft", author, person or "new")


def _without_secrets(draft: BeneficiaryDraft) -> BeneficiaryDraft:
    proofs = tuple(_silent(proof) for proof in draft.proofs if protection_of(proof.category) is None)
    words = tuple(word for word in draft.requirements if not holds_one(word))
    return dataclasses.replace(_silent(draft), proofs=proofs, requirements=words)


def _silent(part: _Part) -> _Part:
    texts = {field.name: getattr(part, field.name) for field in dataclasses.fields(part)}
    empty: dict[str, Any] = {name: "" for name, text in texts.items() if type(text) is str and holds_one(text)}
    return dataclasses.replace(part, **empty)


def _written(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _written(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_written(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _read(kind: Any, value: Any) -> Any:
    """The value of that kind; raises ValueError, TypeError or KeyError for anything else."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{field.name: _read(hints[field.name], value[field.name]) for field in dataclasses.fields(kind)})
    choices = [one for one in get_args(kind) if one is not NoneType]
    if get_origin(kind) is tuple:
        return tuple(_read(choices[0], part) for part in value)
    if choices:  # a kind, or nothing
        return None if value is None else _read(choices[0], value)
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    if not isinstance(value, int if kind is int else str):
        raise TypeError(kind)
    return value  # a key is a text too
