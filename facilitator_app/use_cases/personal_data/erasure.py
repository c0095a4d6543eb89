"""Anonymising people for ever: records, past values, names of gestures, printed documents; the figures stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from facilitator_app.domain.access_log import Consultation
from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.erasure import kinds_about_people, left_of
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.records import SCHEMA
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.retention import Erasure
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.gestures.done import batches
from facilitator_app.use_cases.merged_records import left_behind, with_those_merged
from facilitator_app.use_cases.personal_data import other_texts, past_values, printed
from facilitator_app.use_cases.personal_data.names import Names, whole_names
from facilitator_app.use_cases.personal_data.rewriting import rewrite

_UNJOURNALLED = {"unjournalled": True}
_WITH_REMOVED = {"include_removed": True}
_COPIES_ON_THE_SIDE = ("snapshot",)
"""Tables of figures and names computed from the others, which are simply emptied."""


@dataclass(slots=True)
class Forgotten:
    """How many people, past values, printed documents and texts naming them elsewhere."""

    people: int = 0
    past_values: int = 0
    documents: int = 0
    other_texts: int = 0
    keys: tuple[Key, ...] = ()


@dataclass(slots=True)
class _About:
    """Everything kept about one person."""

    records: list[Record]
    names: Names = field(default_factory=Names)


def anonymise(session: Session, people: Sequence[Key], today: dt.date) -> Forgotten:
    """Forget these people as one gesture, which nothing undoes. Raises Refusal when one of them is at work.

    Whatever was merged into their records goes with them. The hours, totals and publics of every lot and month are
    the same afterwards.
    """
    wanted = _named_still(session, people)
    asked = len(wanted)
    wanted = _named_still(session, [*with_those_merged(session, wanted), *left_behind(session)])
    if not asked:
        raise Refusal.because("Ces personnes sont déjà anonymisées\u00a0: actualisez la liste.")
    _refuse_those_at_work(session, wanted, today)
    many = "d’une personne" if asked == 1 else f"de {asked} personnes"
    gestures.call_it(session, f"Anonymisation {many}")
    done = _forget(session, wanted, today)
    done.people = asked
    return done


def replay(session: Session, ledger: Iterable[tuple[Key, dt.date]]) -> Forgotten:
    """Forget again, in an older copy of the file, the people anonymised since it was taken; none may be known."""
    days = dict(ledger)
    wanted = _named_still(session, with_those_merged(session, days))
    if not wanted:
        return Forgotten()
    gestures.call_it(session, "Anonymisations reprises après restauration")
    return _forget(session, wanted, max(days.values()))


def ledger(session: Session) -> list[tuple[Key, dt.date]]:
    """Who was anonymised and when: keys only."""
    return [(row.id, row.erased_on) for row in session.execute(select(Erasure.id, Erasure.erased_on))]


def is_erased(session: Session, beneficiary_id: Key) -> bool:
    return session.scalar(select(Erasure.id).where(Erasure.id == beneficiary_id)) is not None


def _named_still(session: Session, people: Sequence[Key]) -> list[Key]:
    """Those of these people who are in the file and not yet anonymised, removed ones included."""
    found: list[Key] = []
    for keys in batches(list(dict.fromkeys(people))):
        asked = select(Beneficiary.id).where(
            Beneficiary.id.in_(keys), Beneficiary.id.not_in(select(Erasure.id))
        )  # fmt: skip
        found += session.scalars(asked, execution_options=_WITH_REMOVED)
    return found


def _refuse_those_at_work(session: Session, people: Sequence[Key], today: dt.date) -> None:
    for keys in batches(people):
        at_work = select(Beneficiary.last_name, Beneficiary.first_name).join(
            Placement, Placement.beneficiary_id == Beneficiary.id
        )
        still = (Placement.ends_on.is_(None)) | (Placement.ends_on >= today)
        if row := session.execute(at_work.where(Beneficiary.id.in_(keys), still)).first():
            raise Refusal.because(
                f"{row.first_name} {row.last_name} est en poste\u00a0: terminez d’abord sa mise à l’emploi."
            )


def _forget(session: Session, people: Sequence[Key], today: dt.date) -> Forgotten:
    done = Forgotten(keys=tuple(people))
    known: list[Names] = []
    with session.no_autoflush:
        for keys in batches(people):
            known += _forget_some(session, keys, done, today)
    session.flush()
    if pattern := whole_names(known):
        done.other_texts = other_texts.forget(session, pattern)
        past_values.erase_labels(session, past_values.labels_with(session, pattern))
    rows = [{"id": key, "erased_on": today} for key in people]
    session.execute(insert(Erasure), rows, execution_options=_UNJOURNALLED)
    for keys in batches(people):
        silent = update(Consultation).where(Consultation.beneficiary_id.in_(keys)).values(reason="")
        session.execute(silent, execution_options=_UNJOURNALLED | {"synchronize_session": False})
    for name in _COPIES_ON_THE_SIDE:
        if (table := SCHEMA.tables.get(name)) is not None:
            session.connection().execute(delete(table))
    done.people = len(people)
    return done


def _forget_some(session: Session, people: Sequence[Key], done: Forgotten, today: dt.date) -> list[Names]:
    about = _all_about(session, people)
    owner = {record.id: key for key, kept in about.items() for record in kept.records}
    again = {key for key, kept in about.items() if _was_registered_again(session, kept)}
    values = list(past_values.of_records(session, owner))
    telling = [value for value in values if value.tells_something]
    for value in values:
        if value.table == Beneficiary.__tablename__:
            about[value.record_id].names.note(value.fields)
    labels = dict(past_values.labels_of(session, {value.gesture_id for value in values}))
    naming = {
        value.gesture_id for value in values if about[owner[value.record_id]].names.any_in(labels[value.gesture_id])
    }
    done.documents += printed.forget(session, people)
    past_values.erase(session, telling)
    past_values.erase_labels(session, naming)
    done.past_values += len(telling)
    whole = {value.record_id for value in telling if value.is_creation}
    for kept in about.values():
        for record in kept.records:
            rewrite(session, record, left_of(record, today), wholly=record.id in whole)
    return [kept.names for key, kept in about.items() if key not in again]


def _was_registered_again(session: Session, about: _About) -> bool:
    """Undone, then registered under the same names: what other sheets say of them is about the one who stays."""
    person = about.records[0]
    assert isinstance(person, Beneficiary)
    if not person.removed or person.merged_into is not None:
        return False
    same = select(Beneficiary.id).where(Beneficiary.sort_name == person.sort_name)
    return session.scalars(same).first() is not None


def _all_about(session: Session, people: Sequence[Key]) -> dict[Key, _About]:
    """The records of each person and of what hangs on her, whatever was removed."""
    asked = select(Beneficiary).where(Beneficiary.id.in_(people)).execution_options(**_WITH_REMOVED)
    about = {person.id: _About([person]) for person in session.scalars(asked)}
    for person in about.values():
        person.names.note(vars(person.records[0]))
    owner = {key: key for key in about}
    for kind, towards in kinds_about_people().values():
        column = getattr(kind, towards)
        for keys in batches(sorted(owner)):
            hanging = select(kind).where(column.in_(keys)).execution_options(**_WITH_REMOVED)
            for record in session.scalars(hanging):
                owner[record.id] = owner[getattr(record, towards)]
                about[owner[record.id]].records.append(record)
    return about
