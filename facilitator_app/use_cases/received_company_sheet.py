"""Typing back the company's sheet as it was filled on paper: the company and its two referents, in one gesture."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace

from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.use_cases import companies, gestures
from facilitator_app.use_cases.companies import ContactDraft
from facilitator_app.use_cases.company_list import ContactLine, contacts_of
from facilitator_app.use_cases.writing import found


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedSheet:
    """The answers, in the order of the paper; a referent without a name is none."""

    name: str
    siret: str = ""
    address: str = ""
    postal_code: str = ""
    town: str = ""
    activity: str = ""
    website: str = ""
    first_name: str = ""
    first_phone: str = ""
    first_role: str = ""
    first_email: str = ""
    second_name: str = ""
    second_phone: str = ""
    second_role: str = ""
    second_email: str = ""
    trades: tuple[str, ...] = ()
    tasks: str = ""
    note: str = ""


_OF_COMPANY = (
    "name", "siret", "address", "postal_code", "town", "activity", "website", "trades", "tasks", "note",
)  # fmt: skip


def received_sheet(session: Session, company_id: str) -> ReceivedSheet:
    """What is known now, to be corrected from the paper."""
    draft = companies.company_draft(session, company_id)
    values = {name: getattr(draft, name) for name in _OF_COMPANY}
    for place, contact in zip(("first", "second"), contacts_of(session, company_id), strict=False):
        for name in ("name", "phone", "role", "email"):
            values[f"{place}_{name}"] = getattr(contact, name)
    return ReceivedSheet(**values)


def keep_received_sheet(session: Session, company_id: str, sheet: ReceivedSheet, today: dt.date) -> None:
    """The referents named are checked today. Raises Refusal, naming each field in error."""
    company = found(session, Company, company_id, "Cette entreprise")
    known = contacts_of(session, company.id)[:2]
    problems: list[Problem] = []
    for number, place in enumerate(("first", "second")):
        problems += _keep_referent(
            session, company, sheet, place, known[number] if number < len(known) else None, today
        )
    draft = replace(
        companies.company_draft(session, company_id), **{name: getattr(sheet, name) for name in _OF_COMPANY}
    )
    try:
        companies.correct_company(session, company_id, draft)
    except Refusal as refusal:
        problems = [*refusal.problems, *problems]
    if problems:
        raise Refusal(*problems)
    gestures.call_it(session, f"Fiche entreprise reçue de {company.name}"[:200])


def _keep_referent(
    session: Session, company: Company, sheet: ReceivedSheet, place: str, known: ContactLine | None, today: dt.date
) -> list[Problem]:
    typed = {name.removeprefix(f"{place}_"): value for name, value in asdict(sheet).items() if name.startswith(place)}
    if not typed["name"].strip():
        if any(value.strip() for value in typed.values()):
            return [Problem(f"{place}_name", "Indiquez le nom du référent, par exemple Laure Pignol.")]
        return []
    draft = ContactDraft(**typed, checked_on=today)
    try:
        if known is None:
            companies.attach_contact(session, company.id, draft)
        else:
            companies.correct_contact(session, known.id, draft)
    except Refusal as refusal:
        return [Problem(f"{place}_{problem.field}", problem.message) for problem in refusal.problems]
    return []
