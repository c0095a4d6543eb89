"""What was known of somebody's eligibility when a contract of employment began, years after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.categories import CategoryGroup, Way
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Lot, lot_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.protected_criteria import protection_of
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases.eligibility_categories import spoken

_NOT_KEPT = "non noté à l’époque"


@dataclass(frozen=True, slots=True)
class KnownThen:
    """The frozen judgement of a placement: `facts` are words and what they say, in the order to read them."""

    person: str
    title: str
    eligible: bool
    facts: tuple[tuple[str, str], ...]


def known_on(session: Session, beneficiary_id: Key, on: dt.date) -> tuple[KnownThen, ...]:
    """What was frozen for each contract of employment in force that day, in their order."""
    asked = select(Placement.id).where(
        Placement.beneficiary_id == beneficiary_id,
        Placement.starts_on <= on,
        or_(Placement.ends_on.is_(None), Placement.ends_on >= on),
    )
    keys = session.scalars(asked.order_by(Placement.starts_on, Placement.id)).all()
    return tuple(known_then(session, key) for key in keys)


def known_then(session: Session, placement_id: Key) -> KnownThen:
    """What the placement froze on its first day; nothing is judged again. Raises Refusal."""
    row = session.execute(
        select(Placement, Beneficiary.first_name, Beneficiary.last_name, Company.name, Lot.number, Lot.title)
        .join(Beneficiary, Beneficiary.id == Placement.beneficiary_id)
        .join(Company, Company.id == Placement.employer_id)
        .join(Lot, Lot.id == Placement.lot_id)
        .where(Placement.id == placement_id)
    ).first()
    if row is None:
        raise Refusal.because("Ce parcours n’existe plus. Actualisez la page.")
    placement: Placement = row[0]
    reference = spoken(session)
    criteria = dict.fromkeys(reference[code].label if code in reference else code for code in placement.categories)
    publics = [
        word
        for word, counted in (
            ("femmes", placement.woman),
            ("50 ans et plus", placement.senior),
            ("jeunes diplômés", placement.young_graduate),
            ("résidents QPV", placement.qpv),
            ("personnes RQTH", placement.disabled and not _tells_health(placement)),
        )
        if counted
    ]
    facts = (
        ("Contrat de travail", f"{placement.contract_type.label}, {row.name}, {lot_name(row.number, row.title)}"),
        ("Premier jour", written_date(placement.starts_on)),
        ("Constat", placement.eligibility or _NOT_KEPT),
        ("Voie", _label(Way, placement.eligibility_way)),
        ("Famille", _label(CategoryGroup, placement.eligibility_family)),
        ("Critères prouvés", ", ".join(criteria) or "aucun"),
        ("Pièce retenue", placement.eligibility_proof or _NOT_KEPT),
        ("Éligible jusqu’au", _until(placement)),
        ("Règle appliquée", placement.eligibility_rule or _NOT_KEPT),
        ("Contrôlée par", placement.eligibility_checked_by or _NOT_KEPT),
        ("Jugée le", written_date(placement.judged_on) if placement.judged_on else _NOT_KEPT),
        ("Comptée parmi", ", ".join(publics) or "aucun public suivi"),
    )
    name = f"{row.first_name} {row.last_name}"
    day = written_date(placement.starts_on)
    return KnownThen(name, f"Ce qui était connu le {day}", placement.eligible, facts)


def _until(placement: Placement) -> str:
    if not placement.eligible:
        return "non éligible\u00a0: ses heures ne comptent pas"
    return written_date(placement.eligible_until) if placement.eligible_until else "sans date de fin"


def _tells_health(placement: Placement) -> bool:
    """Said only where the criteria do not already hide it."""
    return any(protection_of(code) for code in placement.categories)


def _label(kind: type[Way] | type[CategoryGroup], value: str) -> str:
    return next((one.label for one in kind if one == value), _NOT_KEPT)
