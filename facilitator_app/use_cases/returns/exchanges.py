"""The log of what is said with companies: calls, visits, kick-off meetings with their report, contacts checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.documents.exchange_report import ExchangeReport, exchange_report
from facilitator_app.documents.form import Form
from facilitator_app.domain.chasing import Exchange, ExchangeKind
from facilitator_app.domain.company import Company, Contact
from facilitator_app.domain.contract import Contract, ContractState, Lot, LotHolder, lot_name
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.contact_checks import check_before
from facilitator_app.use_cases.documents import registered_forms
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.registered_forms import About
from facilitator_app.use_cases.following.writing import author, keep, take_away, tidied
from facilitator_app.use_cases.writing import Problems, found, write

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeDraft:
    """What is typed. People present, remarks and actions make the report of a visit or a meeting."""

    company_id: Key | None = None
    lot_id: Key | None = None
    kind: ExchangeKind | None = ExchangeKind.CALL
    day: dt.date | None = None
    summary: str = ""
    present: str = ""
    remarks: str = ""
    actions: str = ""
    actions_before: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """A line of the log."""

    id: Key
    company_id: Key
    lot_id: Key | None
    company: str
    lot: str
    code: str
    kind: ExchangeKind
    day: dt.date
    done_by: str
    summary: str
    present: str
    remarks: str
    actions: str
    actions_before: dt.date | None
    actions_done_on: dt.date | None

    @property
    def draft(self) -> ExchangeDraft:
        """What the form shows to correct it."""
        return ExchangeDraft(**{name: getattr(self, name) for name in ExchangeDraft.__dataclass_fields__})

    @property
    def is_open(self) -> bool:
        return bool(self.actions) and self.actions_done_on is None


@dataclass(frozen=True, slots=True)
class ContactToCheck:
    """Somebody whose details nobody has checked for long."""

    id: Key
    company_id: Key
    name: str
    role: str
    company: str
    phone: str
    email: str
    checked_on: dt.date | None


def keep_exchange(session: Session, draft: ExchangeDraft, today: dt.date, key: Key | None = None) -> Key:
    """Note an exchange, or correct it. Raises Refusal naming each field."""
    problems, values = Problems(), tidied(draft)
    for name in ("summary", "remarks", "actions", "present"):
        values[name] = getattr(draft, name).strip()  # lines typed stay lines
    if draft.company_id is None:
        problems.say("company_id", "Choisissez l’entreprise.")
    if draft.kind is None:
        problems.say("kind", "Choisissez la nature de l’échange.")
    if draft.day is None:
        problems.say("day", f"Indiquez la date, par exemple {today:%d/%m/%Y}.")
    if not values["summary"]:
        problems.say(
            "summary", "Résumez l’échange en une phrase, par exemple «\u00a0Relevé promis pour vendredi\u00a0»."
        )
    problems.refuse()
    assert draft.company_id is not None
    company = found(session, Company, draft.company_id, "Cette entreprise")
    if key is None:
        values["done_by"] = author(session)[:120]
    assert draft.kind is not None
    return keep(session, Exchange, key, values, f"{draft.kind.label} avec {company.name}").id


def remove_exchange(session: Session, key: Key) -> None:
    take_away(session, Exchange, key, "Retrait d’un échange")


def finish_actions(session: Session, key: Key, today: dt.date) -> None:
    """What was to be done after the exchange is done."""
    record = found(session, Exchange, key, "Cet échange")
    gestures.call_it(session, "Actions faites")
    write(record, {"actions_done_on": today})
    session.flush()


def exchanges(session: Session, lot_id: Key | None = None, company_id: Key | None = None) -> list[ExchangeLine]:
    """The latest first, at most `MOST`; those of a lot include what was said to its holders in general."""
    asked = (
        select(
            Exchange.id, Exchange.company_id, Exchange.lot_id, Company.name, Lot.number, Lot.title, Lot.code,
            Exchange.kind, Exchange.day, Exchange.done_by, Exchange.summary, Exchange.present, Exchange.remarks,
            Exchange.actions, Exchange.actions_before, Exchange.actions_done_on,
        )
        .join(Company, Company.id == Exchange.company_id)
        .outerjoin(Lot, Lot.id == Exchange.lot_id)
        .order_by(Exchange.day.desc(), Exchange.id.desc())
        .limit(MOST)
    )  # fmt: skip
    if lot_id is not None:
        holders = select(LotHolder.company_id).where(LotHolder.lot_id == lot_id)
        in_general = Exchange.lot_id.is_(None) & Exchange.company_id.in_(holders)
        asked = asked.where(or_(Exchange.lot_id == lot_id, in_general))
    if company_id is not None:
        asked = asked.where(Exchange.company_id == company_id)
    return [
        ExchangeLine(key, company, lot, name, lot_name(number, title) if lot else "", code or "", *rest)
        for key, company, lot, name, number, title, code, *rest in session.execute(asked)
    ]


def contacts_to_check(session: Session, today: dt.date) -> list[ContactToCheck]:
    """The contacts of the lots followed, not checked for as long as the house says; never checked first."""
    rows = session.execute(
        select(
            Contact.id, Contact.company_id, Contact.name, Contact.role, Company.name, Contact.phone, Contact.email,
            Contact.checked_on,
        )
        .join(Company, Company.id == Contact.company_id)
        .join(LotHolder, LotHolder.contact_id == Contact.id)
        .join(Lot, Lot.id == LotHolder.lot_id)
        .join(Contract, Contract.id == Lot.contract_id)
        .where(
            Contract.state == ContractState.FOLLOWED,
            Lot.closed_on.is_(None),
            or_(Contact.checked_on.is_(None), Contact.checked_on < check_before(session, today)),
        )
        .distinct()
    )  # fmt: skip
    lines = [ContactToCheck(*row) for row in rows]
    return sorted(lines, key=lambda line: (line.checked_on or dt.date.min, line.company, line.name))


def choices(session: Session) -> tuple[list[tuple[Key, str]], list[tuple[Key, str]]]:
    """The companies, and the lots of the contracts followed, by name."""
    companies = [
        (key, name) for key, name in session.execute(select(Company.id, Company.name).order_by(Company.folded))
    ]
    rows = session.execute(
        select(Lot.id, Lot.code, Lot.number, Lot.title)
        .join(Contract, Contract.id == Lot.contract_id)
        .where(Contract.state == ContractState.FOLLOWED)
        .order_by(Lot.code)
    )
    return companies, [(key, f"{code} {lot_name(number, title)}") for key, code, number, title in rows]


def report_pdf(session: Session, key: Key, now: dt.datetime) -> bytes:
    """The report of a visit or a meeting as it would leave now. Raises Refusal when it is no longer there."""
    return registered_forms.preview(session, *_registered(session, key, now.date()), now).pdf


def issue_report(session: Session, key: Key, now: dt.datetime) -> bytes:
    """The same on its way out, numbered and kept in the register."""
    return registered_forms.issue(session, *_registered(session, key, now.date()), now).pdf


def _registered(session: Session, key: Key, today: dt.date) -> tuple[Form, About]:
    kept = found(session, Exchange, key, "Cet échange")
    company = found(session, Company, kept.company_id, "Cette entreprise")
    lot = session.get(Lot, kept.lot_id) if kept.lot_id else None
    said = ExchangeReport(
        heading(session, today), kept.kind.label, kept.day, company.name, f"{lot.code}, {lot.name}" if lot else "",
        kept.done_by, kept.present, kept.summary, kept.remarks, kept.actions, kept.actions_before,
        kept.kind.face_to_face,
    )  # fmt: skip
    words = f"{kept.kind.label} du {written_date(kept.day)}, {company.name}" + (f", {said.lot}" if said.lot else "")
    return exchange_report(said), About(DocumentKind.EXCHANGE_REPORT, words, kept.lot_id, company.id)
