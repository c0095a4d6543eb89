"""The list of everything done in the house, the newest first: only keys at once, lines as they come on screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.field_names import Subject, kind_name, tables_about
from facilitator_app.domain.journal import Gesture, JournalEntry
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import counted
from facilitator_app.domain.words import fold, words_sought
from facilitator_app.use_cases.gestures.done import batches, undone_among

_ABOUT_PEOPLE = tables_about(Subject.PEOPLE) | {"monthly_hours", "proposal", "contact", "month_statement"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; `undone` True for the undone alone, False for those that stand."""

    text: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    subject: Subject | None = None
    undone: bool | None = None


@dataclass(frozen=True, slots=True)
class GestureRow:
    """One line. `about` says what it wrote («Personne, Parcours · 2 fiches»); `names_people`: its label may."""

    gesture_id: Key
    label: str
    author: str
    at: dt.datetime
    undone: bool
    undoes: bool
    about: str
    names_people: bool

    def said(self, hide_names: bool = False) -> str:
        """What was done; only about what when the names are not to be read."""
        return self.about if hide_names and self.names_people else self.label or self.about


def gestures_found(session: Session, wanted: Wanted = Wanted()) -> list[Key]:
    """The keys of the gestures wanted, the newest first."""
    query = _narrowed(wanted)
    words = words_sought(wanted.text)
    if words:
        rows = session.connection().execute(query.add_columns(Gesture.label, Gesture.author))
        keys = [key for key, label, author in rows if _holds(words, label, author)]
    else:
        keys = list(session.connection().scalars(query))
    if wanted.undone is not None:
        undone = _all_undone(session)
        keys = [key for key in keys if (key in undone) is wanted.undone]
    return keys


def gesture_rows(session: Session, keys: Sequence[Key]) -> list[GestureRow]:
    """The lines of some gestures, in the order of their keys."""
    found = {row.id: row for some in batches(keys) for row in session.execute(_COLUMNS.where(Gesture.id.in_(some)))}
    written: dict[Key, dict[str, int]] = {}
    for some in batches(keys):
        for gesture, table, count in session.execute(
            select(JournalEntry.gesture_id, JournalEntry.table_name, func.count(JournalEntry.record_id.distinct()))
            .where(JournalEntry.gesture_id.in_(some))
            .group_by(JournalEntry.gesture_id, JournalEntry.table_name)
        ):
            written.setdefault(gesture, {})[table] = count
    # Doing something again stands for that thing itself.
    roots = {key: found[key].root or key for key in keys}
    undone = undone_among(session, roots.values())
    rows = []
    for key in keys:
        row, tables = found[key], written.get(key, {})
        rows.append(
            GestureRow(
                key, row.label, row.author, row.at, roots[key] in undone, row.undoes is not None, _about(tables),
                not _ABOUT_PEOPLE.isdisjoint(tables),
            )
        )  # fmt: skip
    return rows


def _narrowed(wanted: Wanted) -> Select[Key]:
    query = select(Gesture.id).order_by(Gesture.id.desc())
    if wanted.since:
        query = query.where(Gesture.at >= _beginning(wanted.since))
    if wanted.until:
        query = query.where(Gesture.at < _beginning(wanted.until + dt.timedelta(days=1)))
    if wanted.subject:
        of_it = JournalEntry.gesture_id == Gesture.id
        tables = tables_about(wanted.subject)
        query = query.where(select(JournalEntry.counter).where(of_it, JournalEntry.table_name.in_(tables)).exists())
    return query


def _holds(words: Sequence[str], label: str, author: str) -> bool:
    what, who = fold(label), fold(author)
    return all(word in what or word in who for word in words)


def _beginning(day: dt.date) -> dt.datetime:
    """Midnight here, as the journal writes moments."""
    return dt.datetime.combine(day, dt.time()).astimezone()


def _all_undone(session: Session) -> set[Key]:
    undoings = {row.id: row.undoes for row in session.execute(_UNDOINGS)}
    undone = undone_among(session, set(undoings.values()) - {None})
    again = {key for key, undoes in undoings.items() if undoings.get(undoes) in undone}
    return undone | again


def _about(tables: dict[str, int]) -> str:
    kinds = ", ".join(sorted({kind_name(table) for table in tables}, key=fold))
    total = sum(tables.values())
    return f"{kinds} · {counted(total, 'fiche')}" if total > 1 else kinds or "Rien"


_undoing = Gesture.__table__.alias("undoing")
_COLUMNS = select(
    Gesture.id, Gesture.label, Gesture.author, Gesture.at, Gesture.undoes, _undoing.c.undoes.label("root")
).outerjoin(_undoing, _undoing.c.id == Gesture.undoes)
_UNDOINGS = select(Gesture.id, Gesture.undoes).where(Gesture.undoes.is_not(None))
