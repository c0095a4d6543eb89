"""Leaving somebody's data alone on request: she is kept, and shown in no list and no export."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.retention import Erasure, Restriction
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.writing import found, tidy


@dataclass(frozen=True, slots=True)
class Restricted:
    """Somebody whose data are left alone."""

    id: Key
    name: str
    since: dt.date
    reason: str


def shown() -> ColumnElement[bool]:
    """The people that lists and exports may show: neither restricted nor anonymised."""
    restricted = select(Restriction.beneficiary_id).where(~Restriction.removed)
    return and_(Beneficiary.id.not_in(restricted), Beneficiary.id.not_in(select(Erasure.id)))


def restricted(session: Session) -> list[Restricted]:
    """Everybody left alone, by name."""
    rows = session.execute(
        select(Beneficiary.id, Beneficiary.last_name, Beneficiary.first_name, Restriction.since, Restriction.reason)
        .join(Restriction, Restriction.beneficiary_id == Beneficiary.id)
        .order_by(Beneficiary.sort_name)
    )
    return [Restricted(row.id, f"{row.last_name} {row.first_name}", row.since, row.reason) for row in rows]


def is_restricted(session: Session, beneficiary_id: Key) -> bool:
    asked = select(Restriction.id).where(Restriction.beneficiary_id == beneficiary_id)
    return session.scalars(asked).first() is not None


def restrict(session: Session, beneficiary_id: Key, reason: str, today: dt.date) -> None:
    """Take a person out of lists and exports (GDPR art. 18). Raises Refusal without a reason."""
    person = found(session, Beneficiary, beneficiary_id, "Cette fiche")
    if not tidy(reason):
        raise Refusal(
            Problem("reason", "Écrivez le motif, par exemple «\u00a0conteste l’exactitude de son adresse\u00a0».")
        )
    if is_restricted(session, beneficiary_id):
        raise Refusal.because("Les données de cette personne sont déjà limitées.")
    gestures.call_it(session, f"Limitation des données de {person.full_name}")
    session.add(Restriction(beneficiary_id=beneficiary_id, reason=tidy(reason)[:200], since=today))
    session.flush()


def lift(session: Session, beneficiary_id: Key) -> None:
    """Show the person in lists and exports again."""
    person = found(session, Beneficiary, beneficiary_id, "Cette fiche")
    gestures.call_it(session, f"Fin de la limitation des données de {person.full_name}")
    for kept in session.scalars(select(Restriction).where(Restriction.beneficiary_id == beneficiary_id)):
        kept.removed = True
    session.flush()
