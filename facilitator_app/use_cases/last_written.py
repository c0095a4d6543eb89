"""What the journal ends with, so that an answer is remembered as long as nothing is written that could change it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.journal import JournalEntry, Replica

Written = tuple[tuple[Any, ...], ...]
"""What the journal ended with: replica, counter and gesture of each."""
MOST = 5_000
"""Entries: beyond, as in an import, looking at each costs more than answering again."""


def last_written(session: Session) -> Written:
    """The gesture is part of it: a counter given back by a gesture that failed serves again for the next one."""
    latest = and_(JournalEntry.replica == Replica.id, JournalEntry.counter == Replica.counter)
    asked = select(Replica.id, Replica.counter, JournalEntry.gesture_id).outerjoin(JournalEntry, latest)
    return tuple(tuple(row) for row in session.execute(asked.order_by(Replica.id)))


def written_since(
    session: Session, then: Sequence[tuple[Any, ...]], now: Written, *columns: Any
) -> list[tuple[Any, ...]] | None:
    """These columns of the entries written since, each combination once; None when they are not to be trusted."""
    if [replica for replica, *_ in then] != [replica for replica, *_ in now]:
        return None
    found: list[tuple[Any, ...]] = []
    for (replica, before, gesture), (_, after, _) in zip(then, now, strict=True):
        if after - before > MOST or not _still_there(session, replica, before, gesture):
            return None
        since = select(*columns).where(JournalEntry.replica == replica, JournalEntry.counter > before).distinct()
        found += [tuple(row) for row in session.execute(since)]
    return found


def only_in(session: Session, then: Sequence[tuple[Any, ...]], now: Written, tables: Collection[str]) -> bool:
    """Whether all that was written since is in these tables."""
    found = written_since(session, then, now, JournalEntry.table_name)
    return found is not None and all(table in tables for (table,) in found)


def _still_there(session: Session, replica: str, counter: int, gesture: str | None) -> bool:
    """A counter given back by a gesture that failed serves again: what was answered then is not to be trusted."""
    kept = select(JournalEntry.gesture_id).where(JournalEntry.replica == replica, JournalEntry.counter == counter)
    return list(session.scalars(kept)) == ([gesture] if gesture else [])
