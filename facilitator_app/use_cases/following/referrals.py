"""Who sent a person to the house, and who helps her, from when to when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.following import Referral, Role
from facilitator_app.domain.keys import Key
from facilitator_app.domain.prescribers import Prescriber
from facilitator_app.use_cases.following.writing import check_order, keep, person, take_away, tidied
from facilitator_app.use_cases.writing import Problems, found, write


@dataclass(frozen=True, slots=True)
class ReferralDraft:
    """What is typed; `prescriber` only tells of whoever sent the person."""

    role: Role | None
    name: str
    since: dt.date | None
    until: dt.date | None = None
    prescriber: Prescriber | None = None


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A line of the people around a person."""

    id: Key
    role: Role
    name: str
    prescriber: Prescriber | None
    since: dt.date
    until: dt.date | None


def keep_referral(
    session: Session, beneficiary_id: Key, draft: ReferralDraft, today: dt.date, key: Key | None = None
) -> Key:
    """Note who sends or helps the person; the one of today is also the one her sheet names.

    A new one ends the former of the same role, the day before. Raises Refusal naming each field.
    """
    followed = person(session, beneficiary_id)
    problems, values = Problems(), tidied(draft)
    if draft.role is None:
        problems.say("role", "Choisissez prescripteur ou référent.")
    if not values["name"]:
        problems.say("name", "Indiquez le nom, par exemple «\u00a0Mission locale de Toulon\u00a0».")
    if draft.since is None:
        problems.say("since", "Indiquez depuis quand, par exemple 05/10/2026.")
    check_order(problems, "until", draft.since, draft.until)
    problems.refuse()
    if draft.role is Role.COACH:
        values["prescriber"] = None
    values["beneficiary_id"] = beneficiary_id
    kept = keep(session, Referral, key, values, f"{_of(draft.role)} de {followed.full_name}")
    if key is None:
        _end_the_former(session, kept)
    _name_on_sheet(session, followed, kept.role, today)
    return kept.id


def remove_referral(session: Session, key: Key, today: dt.date) -> None:
    """Take a line away; the sheet then names whoever is left."""
    kept = found(session, Referral, key, "Cette ligne")
    take_away(session, Referral, key, "Retrait d’une orientation")
    _name_on_sheet(session, person(session, kept.beneficiary_id), kept.role, today)


def referrals_of(session: Session, beneficiary_id: Key) -> list[ReferralLine]:
    """Those of today first, then the latest."""
    rows = session.execute(
        select(Referral.id, Referral.role, Referral.name, Referral.prescriber, Referral.since, Referral.until)
        .where(Referral.beneficiary_id == beneficiary_id)
        .order_by(Referral.until.is_not(None), Referral.since.desc(), Referral.id)
    )
    return [ReferralLine(*row) for row in rows]


def _of(role: Role | None) -> str:
    return role.label if role else ""


def _end_the_former(session: Session, kept: Referral) -> None:
    former = select(Referral).where(
        Referral.beneficiary_id == kept.beneficiary_id, Referral.role == kept.role, Referral.until.is_(None),
        Referral.id != kept.id, Referral.since < kept.since,
    )  # fmt: skip
    for record in session.scalars(former):
        record.until = kept.since - dt.timedelta(days=1)
    session.flush()


def _name_on_sheet(session: Session, followed: Beneficiary, role: Role, today: dt.date) -> None:
    now = next(
        (line for line in referrals_of(session, followed.id) if line.role is role and _covers(line, today)), None
    )
    if now is not None:
        write(followed, {"referrer" if role is Role.REFERRER else "advisor": now.name})
        session.flush()


def _covers(line: ReferralLine, today: dt.date) -> bool:
    return line.since <= today and (line.until is None or line.until >= today)
