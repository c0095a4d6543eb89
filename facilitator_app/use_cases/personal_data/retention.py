"""The retention clock of the house: who is to be archived or anonymised, confirmed by a person, many at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import ColumnElement, Date, Row, String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.retention import Erasure, RetentionHold, RetentionRules, Stage, clock
from facilitator_app.domain.values import add_months, written_date
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.gestures.done import batches
from facilitator_app.use_cases.office import rules_row
from facilitator_app.use_cases.personal_data import access_log
from facilitator_app.use_cases.personal_data.last_contacts import among_people, at_work_after, last_contacts
from facilitator_app.use_cases.personal_data.withdrawn import is_withdrawn, withdrawn
from facilitator_app.use_cases.writing import found, tidy, write

_DAYS_LOST = 3
"""At most, by going back to a month that has fewer days."""
ARCHIVED_BY_CLOCK = "durée de conservation atteinte"
UNDONE = "Inscription annulée"


@dataclass(frozen=True, slots=True)
class Kept:
    """One person on the clock, and on which day the next step is due; `why` is given for what is not the usual."""

    id: Key
    name: str
    last_contact: dt.date
    archived_on: dt.date | None
    stage: Stage
    due_on: dt.date
    why: str


@dataclass(frozen=True, slots=True)
class Due:
    """What the clock asks today; `held` are kept longer for a written reason."""

    to_archive: tuple[Kept, ...]
    to_anonymise: tuple[Kept, ...]
    held: tuple[Kept, ...]
    people: int

    @property
    def count(self) -> int:
        return len(self.to_archive) + len(self.to_anonymise)


def rules(session: Session) -> RetentionRules:
    """The house's lengths, or the usual ones."""
    columns = (Rules.retention_active_months, Rules.retention_archive_months)
    row = session.execute(select(*columns).where(Rules.id == RULES_KEY)).first()
    return RetentionRules() if row is None else RetentionRules(*row)


def change_rules(
    session: Session, active_months: int | None, archive_months: int | None, log_months: int | None = None
) -> None:
    """Keep other lengths, in months; `log_months` is that of the access log, None to leave it. Raises Refusal."""
    gestures.call_it(session, "Durées de conservation")
    if active_months is None or not 1 <= active_months <= 120:
        raise Refusal(Problem("active_months", "Indiquez de 1 à 120 mois, par exemple 24."))
    if archive_months is None or not 0 <= archive_months <= 240:
        raise Refusal(Problem("archive_months", "Indiquez de 0 à 240 mois, par exemple 24."))
    write(rules_row(session), {"retention_active_months": active_months, "retention_archive_months": archive_months})
    if log_months is not None:
        access_log.keep_for(session, log_months)


def due(session: Session, today: dt.date) -> Due:
    """Everybody whom the clock has reached, the oldest contact first; those whose registration was undone with them."""
    listed = _reached(session, today)
    listed[Stage.TO_ANONYMISE] += [
        Kept(file.id, file.name, file.registered_on, file.withdrawn_on, Stage.TO_ANONYMISE, file.due_on, UNDONE)
        for file in withdrawn(session, today)
    ]
    for rows in listed.values():
        rows.sort(key=lambda row: (row.due_on, row.name))
    everybody = session.scalar(select(func.count(Beneficiary.id)).where(_not_erased())) or 0
    return Due(tuple(listed[Stage.TO_ARCHIVE]), tuple(listed[Stage.TO_ANONYMISE]), tuple(listed[Stage.HELD]), everybody)


def _reached(session: Session, today: dt.date, among: Sequence[Key] | None = None) -> dict[Stage, list[Kept]]:
    """Everybody, or these people alone."""
    lengths, holds = rules(session), _holds(session, today)
    people = _perhaps_reached(session, today, lengths, list(holds), among)
    contacts = last_contacts(session, today, [person.id for person in people])
    listed: dict[Stage, list[Kept]] = {stage: [] for stage in Stage}
    for key, last, first, archived_on, registered_on in people:
        contact = max(contacts.get(key, registered_on), registered_on)
        until, why = holds.get(key, (None, ""))
        now = clock(contact, archived_on, today, lengths, until)
        if now.stage in (Stage.IN_USE, Stage.ARCHIVED):
            continue
        on = now.archive_on if now.stage is Stage.TO_ARCHIVE else until or now.anonymise_on
        listed[now.stage].append(Kept(key, f"{last} {first}", contact, archived_on, now.stage, on, why))
    return listed


def archive_due(session: Session, people: Sequence[Key], today: dt.date) -> int:
    """Close these files at once: they leave the lists, their hours stay counted. Raises Refusal."""
    reached = {row.id for row in _reached(session, today, people)[Stage.TO_ARCHIVE]}
    if not people or not set(people) <= reached:
        raise Refusal.because("La liste a changé\u00a0: actualisez la page, puis confirmez de nouveau.")
    many = "d’une fiche" if len(people) == 1 else f"de {len(people)} fiches"
    gestures.call_it(session, f"Archivage {many}\u00a0: {ARCHIVED_BY_CLOCK}")
    for keys in batches(list(people)):
        for person in session.scalars(select(Beneficiary).where(Beneficiary.id.in_(keys))):
            person.archived_on, person.archived_reason = today, ARCHIVED_BY_CLOCK
    session.flush()
    return len(people)


def hold(session: Session, beneficiary_id: Key, reason: str, until: dt.date | None, today: dt.date) -> None:
    """Keep a file beyond its clock, until that day, for a written reason. Raises Refusal."""
    if is_withdrawn(session, beneficiary_id):
        raise Refusal.because(
            "L’inscription de cette personne a été annulée. Pour conserver sa fiche, rétablissez d’abord l’inscription "
            "dans Historique."
        )
    person = found(session, Beneficiary, beneficiary_id, "Cette fiche")
    if not tidy(reason):
        raise Refusal(Problem("reason", "Écrivez le motif, par exemple «\u00a0contrôle FSE en cours\u00a0»."))
    if until is None or until <= today:
        example = written_date(today.replace(year=today.year + 1, day=1))
        raise Refusal(Problem("until", f"Indiquez une date à venir, par exemple {example}."))
    gestures.call_it(session, f"Conservation prolongée de {person.full_name}")
    for former in session.scalars(select(RetentionHold).where(RetentionHold.beneficiary_id == beneficiary_id)):
        former.removed = True
    session.add(RetentionHold(beneficiary_id=beneficiary_id, reason=tidy(reason)[:200], until=until))
    session.flush()


def release(session: Session, beneficiary_id: Key) -> None:
    """Let the clock run again for a file that was kept longer."""
    person = found(session, Beneficiary, beneficiary_id, "Cette fiche")
    gestures.call_it(session, f"Fin de conservation prolongée de {person.full_name}")
    for former in session.scalars(select(RetentionHold).where(RetentionHold.beneficiary_id == beneficiary_id)):
        former.removed = True
    session.flush()


def _holds(session: Session, today: dt.date) -> dict[Key, tuple[dt.date, str]]:
    asked = select(RetentionHold.beneficiary_id, RetentionHold.until, RetentionHold.reason).where(
        RetentionHold.until >= today
    )
    return {person: (until, reason) for person, until, reason in session.execute(asked.order_by(RetentionHold.until))}


def _perhaps_reached(
    session: Session, today: dt.date, lengths: RetentionRules, held: Sequence[Key], among: Sequence[Key] | None
) -> Sequence[Row[Key, str, str, dt.date, dt.date]]:
    """Key, names, day of archive, day of registration of everybody but those whom the clock cannot have reached.

    Leaving out those registered or at work too recently spares most of a file.

    Whatever became of a file, it waits for the shorter of the two lengths after the last contact.
    """
    months = min(lengths.active_months, lengths.archive_months)
    recent = add_months(today, -months) + dt.timedelta(_DAYS_LOST)
    since = select(Placement.beneficiary_id).where(at_work_after(recent, today))
    key = cast(ColumnElement[Key], type_coerce(Beneficiary.id, String()))
    return session.execute(
        select(
            key.label("id"), Beneficiary.last_name, Beneficiary.first_name,
            type_coerce(Beneficiary.archived_on, Date()), type_coerce(Beneficiary.registered_on, Date()),
        ).where(
            _not_erased(),
            among_people(Beneficiary.id, among),
            or_(and_(Beneficiary.registered_on <= recent, Beneficiary.id.not_in(since)), Beneficiary.id.in_(held)),
        )
    ).all()  # fmt: skip


def _not_erased() -> ColumnElement[bool]:
    return Beneficiary.id.not_in(select(Erasure.id))
