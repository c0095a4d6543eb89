"""Settings typed and not saved when the house was left without a question, kept in its file until found again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from facilitator_app.domain.keys import key_of
from facilitator_app.domain.snapshot import Snapshot
from facilitator_app.use_cases.kept_drafts import PREFIX

_VERSION = "settings"
_UNJOURNALLED = {"unjournalled": True}


@dataclass(frozen=True, slots=True)
class KeptSettings:
    """What the changed fields showed, and when."""

    typed: dict[str, str | bool]
    at: dt.datetime


def keep(session: Session, author: str, typed: Mapping[str, str | bool], now: dt.datetime) -> None:
    """In the place of those before; nothing of it is journalled."""
    forget(session, author)
    row = {
        "name": _name(author), "journal": now.isoformat(), "day": now.date(), "version": _VERSION,
        "content": json.dumps(dict(typed), ensure_ascii=False),
    }  # fmt: skip
    session.execute(insert(Snapshot).values(row), execution_options=_UNJOURNALLED)


def kept(session: Session, author: str) -> KeptSettings | None:
    """Those this author left; None when there are none that can be read."""
    asked = select(Snapshot.journal, Snapshot.content).where(Snapshot.name == _name(author))
    if (row := session.execute(asked).first()) is None:
        return None
    try:
        read = json.loads(row.content)
        return KeptSettings(dict(read), dt.datetime.fromisoformat(row.journal)) if isinstance(read, dict) else None
    except ValueError:
        return None


def forget(session: Session, author: str) -> None:
    """They are on screen again, or given up."""
    gone = delete(Snapshot).where(Snapshot.name == _name(author))
    session.execute(gone, execution_options=_UNJOURNALLED | {"synchronize_session": False})


def _name(author: str) -> str:
    return PREFIX + key_of("settings draft", author)
