"""Companies, insertion structures and buyers: keeping their details and those to call there."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.chasing import Exchange, Reminder
from facilitator_app.domain.company import Buyer, Company, CompanyKind, Contact
from facilitator_app.domain.company_evaluation import CompanyEvaluation
from facilitator_app.domain.contact_details import checked_email, checked_phone, checked_postal_code
from facilitator_app.domain.contract import LotHolder
from facilitator_app.domain.identifiers import checked_siret
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.returns import HolderReturn
from facilitator_app.domain.words import fold
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.writing import Problems, found, tidy, write


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyDraft:
    """A company as typed; the SIRET may be empty (an association being set up has none yet)."""

    name: str
    kind: CompanyKind = CompanyKind.ENTERPRISE
    siret: str = ""
    activity: str = ""
    address: str = ""
    postal_code: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""
    naf_code: str = ""
    website: str = ""
    agreement: str = ""
    agreement_from: dt.date | None = None
    agreement_until: dt.date | None = None
    trades: tuple[str, ...] = ()
    communes_served: tuple[str, ...] = ()
    tasks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """Somebody to call, as typed; `checked_on` is the day somebody made sure of these details."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    checked_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerDraft:
    """A public buyer, as typed."""

    name: str
    siret: str = ""
    contact: str = ""


def company_draft(session: Session, company_id: str) -> CompanyDraft:
    """What the form shows of a company already kept."""
    company = found(session, Company, company_id, "Cette entreprise")
    values = {name: getattr(company, name) for name in CompanyDraft.__dataclass_fields__}
    return CompanyDraft(**values | {"siret": company.siret or ""})


def create_company(session: Session, draft: CompanyDraft) -> Key:
    """Keep a new company. Raises Refusal, naming each field in error."""
    gestures.call_it(session, f"Création de l’entreprise {tidy(draft.name)}")
    return add_company(session, draft)


def add_company(session: Session, draft: CompanyDraft) -> Key:
    """The same, as a part of another gesture."""
    company = Company(**_checked_company(draft))
    session.add(company)
    session.flush()
    return company.id


def correct_company(session: Session, company_id: str, draft: CompanyDraft) -> None:
    company = found(session, Company, company_id, "Cette entreprise")
    gestures.call_it(session, f"Fiche de l’entreprise {tidy(draft.name)}")
    write(company, _checked_company(draft))
    session.flush()


def remove_company(session: Session, company_id: str) -> None:
    """Raises Refusal while a lot, a placement or a need refers to it."""
    company = found(session, Company, company_id, "Cette entreprise")
    gestures.call_it(session, f"Retrait de l’entreprise {company.name}")
    for kind, column, what in (
        (LotHolder, LotHolder.company_id, "tient un lot"),
        (Placement, Placement.employer_id, "emploie ou a employé une personne"),
        (Need, Need.company_id, "a exprimé un besoin"),
        (HolderReturn, HolderReturn.company_id, "a remis des relevés"),
        (Reminder, Reminder.company_id, "a été relancée"),
        (Exchange, Exchange.company_id, "a des échanges notés"),
    ):
        if session.scalar(select(kind.id).where(column == company_id).limit(1)):
            raise Refusal.because(f"{company.name} {what}\u00a0: cette fiche doit rester.")
    for part in (Contact, CompanyEvaluation):
        for record in session.scalars(select(part).where(part.company_id == company_id)):
            record.removed = True
    company.removed = True
    session.flush()


def add_contact(session: Session, company_id: str, draft: ContactDraft) -> Key:
    """Keep somebody to call at a company. Raises Refusal, naming each field in error."""
    company = found(session, Company, company_id, "Cette entreprise")
    gestures.call_it(session, f"Contact de {company.name}")
    return attach_contact(session, company.id, draft)


def attach_contact(session: Session, company_id: str, draft: ContactDraft) -> Key:
    """The same, as a part of another gesture."""
    contact = Contact(company_id=company_id, **_checked_contact(draft))
    session.add(contact)
    session.flush()
    return contact.id


def correct_contact(session: Session, contact_id: str, draft: ContactDraft) -> None:
    contact = found(session, Contact, contact_id, "Ce contact")
    gestures.call_it(session, f"Contact {tidy(draft.name)}")
    write(contact, _checked_contact(draft))
    session.flush()


def remove_contact(session: Session, contact_id: str) -> None:
    """The lots whose correspondent it was are left without one."""
    contact = found(session, Contact, contact_id, "Ce contact")
    gestures.call_it(session, f"Retrait du contact {contact.name}")
    for holder in session.scalars(select(LotHolder).where(LotHolder.contact_id == contact_id)):
        holder.contact_id = None
    contact.removed = True
    session.flush()


def buyer_named(session: Session, name: str) -> Key:
    """The buyer of that name (accents and case apart), created when there is none."""
    name = tidy(name)
    folded = fold(name)[:260]
    known = session.scalar(select(Buyer.id).where(Buyer.folded == folded).order_by(Buyer.id).limit(1))
    # Names made of signs only all fold to nothing, and are not the same for that.
    return known if known and folded else add_buyer(session, BuyerDraft(name=name))


def add_buyer(session: Session, draft: BuyerDraft) -> Key:
    buyer = Buyer(**_checked_buyer(draft))
    session.add(buyer)
    session.flush()
    return buyer.id


def buyer_draft(session: Session, buyer_id: str) -> BuyerDraft:
    """What the form shows of a buyer already kept."""
    buyer = found(session, Buyer, buyer_id, "Cet acheteur")
    return BuyerDraft(name=buyer.name, siret=buyer.siret or "", contact=buyer.contact)


def correct_buyer(session: Session, buyer_id: str, draft: BuyerDraft) -> None:
    buyer = found(session, Buyer, buyer_id, "Cet acheteur")
    gestures.call_it(session, f"Fiche de l’acheteur {tidy(draft.name)}")
    write(buyer, _checked_buyer(draft))
    session.flush()


def _checked_company(draft: CompanyDraft) -> dict[str, Any]:
    problems = Problems()
    values = {
        name: tidy(value) if isinstance(value, str) and name not in ("kind", "note", "tasks") else value
        for name, value in asdict(draft).items()
    }
    if not values["name"]:
        problems.say("name", "Indiquez le nom de l’entreprise, par exemple Batirade SAS.")
    values["naf_code"] = ""
    with problems.gathered():
        values["naf_code"] = checked_naf(draft.naf_code)
    if draft.agreement_from and draft.agreement_until and draft.agreement_until < draft.agreement_from:
        problems.say("agreement_until", "Cette fin de conventionnement est avant son début.")
    values["siret"] = _siret_or_none(problems, draft.siret)
    with problems.gathered():
        values["postal_code"] = checked_postal_code(draft.postal_code)
    _check_contact_details(problems, values)
    problems.check(Company, values)
    problems.refuse()
    return values


def _checked_contact(draft: ContactDraft) -> dict[str, Any]:
    problems = Problems()
    values = {name: tidy(value) if isinstance(value, str) else value for name, value in asdict(draft).items()}
    if not values["name"]:
        problems.say("name", "Indiquez le nom de la personne à appeler, par exemple Laure Pignol.")
    _check_contact_details(problems, values)
    problems.check(Contact, values)
    problems.refuse()
    return values


def _checked_buyer(draft: BuyerDraft) -> dict[str, Any]:
    problems = Problems()
    values: dict[str, Any] = {name: tidy(value) for name, value in asdict(draft).items()}
    if not values["name"]:
        problems.say("name", "Indiquez l’acheteur, par exemple Ville de Port-Calme.")
    values["siret"] = _siret_or_none(problems, draft.siret)
    problems.check(Buyer, values)
    problems.refuse()
    return values


def checked_naf(text: str) -> str:
    """`41.20A`, dotted or not; nothing typed stays nothing. Raises Refusal."""
    code = re.sub(r"[\s.]", "", text).upper()
    if not text.strip():
        return ""
    if not re.fullmatch(r"\d{4}[A-Z]", code):
        raise Refusal.because("Un code NAF a quatre chiffres et une lettre, par exemple 41.20A.", "naf_code")
    return f"{code[:2]}.{code[2:]}"


def _siret_or_none(problems: Problems, text: str) -> str | None:
    with problems.gathered():
        return checked_siret(text) if text.strip() else None
    return None


def _check_contact_details(problems: Problems, values: dict[str, Any]) -> None:
    with problems.gathered():
        values["phone"] = checked_phone(values["phone"])
    with problems.gathered():
        values["email"] = checked_email(values["email"])
