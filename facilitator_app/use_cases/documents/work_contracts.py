"""What the papers of a person say of each contract of employment: for whom, at what, with which tutor."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Contact
from facilitator_app.domain.contact_details import written_phone
from facilitator_app.domain.following import TutorEvaluation
from facilitator_app.domain.need import Need
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.values import written_date, written_hours
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.beneficiary_sheet_lines import PlacementLine
from facilitator_app.use_cases.documents.lot_facts import lot_facts

Labelled = tuple[tuple[str, str], ...]


def contract_facts(session: Session, line: PlacementLine) -> Labelled:
    """Labels and values in the order to print them; what is not known is left out, except dates and hours."""
    placement = session.get_one(Placement, line.id)
    lot = lot_facts(session, placement.lot_id)
    known = (
        ("Acheteur", lot.buyer),
        ("Marché", f"{lot.contract_number}, {lot.contract_name}"),
        ("Lot", line.named_lot),
        ("Titulaire", lot.holder_name),
        ("Employeur", line.employer),
        ("Poste", post_of(session, placement)),
        ("Tuteur", tutor_of(session, placement)),
        ("Contrat", f"{line.contract_type.label}, {placement.hours_per_week}\u00a0h par semaine"),
    )
    return (
        *((label, value) for label, value in known if value),
        ("Début", written_date(line.starts_on)),
        ("Fin", ", ".join(filter(None, (written_date(line.ends_on), line.end_reason)))),
        ("Heures", written_hours(line.declared)),
    )


def post_of(session: Session, placement: Placement) -> str:
    """What the need answered calls it; empty when no need was answered."""
    return session.scalar(select(Need.title).where(Need.id == placement.need_id)) or ""


def tutor_of(session: Session, placement: Placement) -> str:
    """Of the latest evaluation, else of the need; with the telephone noted for that name at the employer's."""
    latest = select(TutorEvaluation.tutor).where(
        TutorEvaluation.placement_id == placement.id, TutorEvaluation.tutor != ""
    )
    name = session.scalar(latest.order_by(TutorEvaluation.day.desc(), TutorEvaluation.id).limit(1))
    name = name or session.scalar(select(Need.tutor).where(Need.id == placement.need_id)) or ""
    if not name:
        return ""
    people = session.execute(select(Contact.name, Contact.phone).where(Contact.company_id == placement.employer_id))
    phone = next((phone for other, phone in people if phone and fold(other) == fold(name)), "")
    return f"{name}, {written_phone(phone)}" if phone else name
