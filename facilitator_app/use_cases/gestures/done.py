"""The gestures themselves: naming the one under way, the latest, and which of them still stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.journal import Gesture
from facilitator_app.domain.keys import Key

Item = TypeVar("Item")
# Keys of gestures sort by the time they were made, and their index is read from its end.
_NEWEST = select(Gesture.id, Gesture.label, Gesture.author, Gesture.at, Gesture.undoes).order_by(Gesture.id.desc())
_LOOKED_BACK = 400  # gestures; Ctrl+Z is for what was just done, the history for the rest
_AT_ONCE = 500  # keys in one statement: below the least limit of any SQLite in use


@dataclass(frozen=True, slots=True)
class GestureLine:
    """One line of the history of the house."""

    gesture_id: Key
    label: str
    author: str
    at: dt.datetime
    undone: bool


def call_it(session: Session, label: str) -> None:
    """Name the gesture under way, as the Annuler menu and the history will say it."""
    session.info["label"] = label


def recent(session: Session, most: int = 50) -> list[GestureLine]:
    """The latest gestures, the newest first."""
    newest = session.execute(_NEWEST.limit(most)).all()
    undone = undone_among(session, {row.id for row in newest})
    return [GestureLine(row.id, row.label, row.author, row.at, row.id in undone) for row in newest]


def last_to_undo(session: Session) -> GestureLine | None:
    """What Ctrl+Z would undo now: the newest gesture that still stands and is not itself an undoing."""
    # Undoings are left out here: asked to do it, SQLite would sort every gesture that is none.
    for row in session.execute(_NEWEST.limit(_LOOKED_BACK)):
        if row.undoes is None and not undone_among(session, {row.id}):
            return GestureLine(row.id, row.label, row.author, row.at, undone=False)
    return None


def last_to_redo(session: Session) -> GestureLine | None:
    """What Ctrl+Y would do again: the newest undoing that stands, if nothing else was done since; its own name."""
    for row in session.execute(_NEWEST.limit(_LOOKED_BACK)):
        if row.undoes is None:
            return None
        original = session.get_one(Gesture, row.undoes)
        if original.undoes is None and not undone_among(session, {row.id}):
            return GestureLine(row.id, original.label, row.author, row.at, undone=False)
    return None


def undone_among(session: Session, gestures: Iterable[Key]) -> set[Key]:
    """Those undone by a gesture that was not itself undone."""
    asked = sorted(set(gestures))
    undoers = [
        row
        for keys in batches(asked)
        for row in session.execute(select(Gesture.id, Gesture.undoes).where(Gesture.undoes.in_(keys)))
    ]
    if not undoers:
        return set()
    cancelled = undone_among(session, {row.id for row in undoers})
    return {row.undoes for row in undoers if row.id not in cancelled}


def batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """As many as one statement takes."""
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]
