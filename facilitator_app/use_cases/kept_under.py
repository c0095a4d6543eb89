"""Under which names what somebody typed waits in the house's file: hers, and the one she had there before.

A house in clear is worked in under the name written in its settings, an encrypted one under that of whoever gives the
phrase: encrypting it changes the name of the person at the keyboard.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from facilitator_app.domain.keys import key_of
from facilitator_app.domain.snapshot import Snapshot

KEPT_DAYS = 30
"""Somebody who was never registered is not kept longer than that."""
PREFIX = "draft "
"""Begins the name of whatever was typed and waits in the file, dropped after `KEPT_DAYS`."""
_VERSION = "former name"
_UNJOURNALLED = {"unjournalled": True}


def note_former(session: Session, author: str, former: str, today: dt.date) -> None:
    """From now on `author` finds what waits under `former`, as long as it is kept."""
    if author == former:
        return
    name = _name(author)
    session.execute(
        delete(Snapshot).where(Snapshot.name == name),
        execution_options=_UNJOURNALLED | {"synchronize_session": False},
    )
    row = {"name": name, "journal": "", "day": today, "version": _VERSION, "content": former}
    session.execute(insert(Snapshot).values(row), execution_options=_UNJOURNALLED)


def names_of(session: Session, author: str) -> list[str]:
    """Hers, then the former ones, the latest first."""
    names = [author]
    while (former := session.scalar(select(Snapshot.content).where(Snapshot.name == _name(names[-1])))) is not None:
        if former in names:  # in clear again under the first name
            break
        names.append(former)
    return names


def _name(author: str) -> str:
    return PREFIX + key_of("former", author)
