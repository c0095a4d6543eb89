"""Proposing a penalty: the figures of the contract's article, what they give, and the file that supports it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form
from facilitator_app.documents.penalty_file import PenaltyFile, penalty_file
from facilitator_app.domain.chasing import Reminder
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.penalties import (
    Decision,
    Formula,
    PenaltyProposal,
    missing_from_file,
    penalty,
    reckoning,
)
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Euros, Hours, hours, written_date, written_euros
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.account.group import group_account
from facilitator_app.use_cases.documents import registered_forms
from facilitator_app.use_cases.documents.facts import lot_facts
from facilitator_app.use_cases.documents.person_facts import heading
from facilitator_app.use_cases.documents.registered_forms import About
from facilitator_app.use_cases.returns.final_statement import statement
from facilitator_app.use_cases.writing import Problems, found, tidy, write

_INCLUDING_REMOVED = {"include_removed": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyDraft:
    """What is typed: the article and its figures, then what makes the file."""

    article: str = ""
    per_hour: Euros | None = None
    late_days: int | None = None
    per_late_day: Euros | None = None
    flat: Euros | None = None
    cap: Euros | None = None
    explanations_text: str = ""
    explained_on: dt.date | None = None
    opinion_text: str = ""
    decision: Decision | None = None
    decided_on: dt.date | None = None
    decided_by: str = ""
    decided_amount: Euros | None = None

    @property
    def formula(self) -> Formula:
        return Formula(self.per_hour, self.per_late_day, self.flat, self.cap)


@dataclass(frozen=True, slots=True)
class PenaltySheet:
    """A proposal with its file; `lacking` is what the file still lacks.

    `missing` are the hours missing at the end of the lot: none while it is `running`, whatever is left to do.
    """

    lot_id: Key
    company_id: Key
    code: str
    company: str
    running: bool
    missing: Hours
    reminders: tuple[tuple[dt.date, str], ...]
    draft: PenaltyDraft
    amount: Euros | None
    lacking: tuple[str, ...]


def penalty_sheet(session: Session, lot_id: str, company_id: str, today: dt.date) -> PenaltySheet:
    """Raises Refusal when the lot or the company is no longer there."""
    lot, company = found(session, Lot, lot_id, "Ce lot"), found(session, Company, company_id, "Cette entreprise")
    kept = session.get(PenaltyProposal, _key(lot_id, company_id))
    draft, amount = PenaltyDraft(), None
    if kept is not None and not kept.removed:
        draft = PenaltyDraft(**{name: getattr(kept, name) for name in PenaltyDraft.__dataclass_fields__})
        amount = kept.amount
    reminders = _reminders(session, lot_id, company_id)
    lacking = missing_from_file(len(reminders), draft.explanations_text, draft.opinion_text)
    return PenaltySheet(
        lot.id, company.id, lot.code, company.name, _is_running(lot, today),
        _missing(session, lot, company.id, today), reminders, draft, amount, tuple(lacking),
    )  # fmt: skip


def told(draft: PenaltyDraft, missing: Decimal) -> list[str]:
    """The calculation in words, and what it comes to."""
    if not draft.formula.says_something:
        return []
    lines = list(reckoning(draft.formula, missing, draft.late_days or 0))
    return [*lines, f"Proposition\u00a0: {written_euros(penalty(draft.formula, missing, draft.late_days or 0))}"]


def keep_penalty(session: Session, lot_id: str, company_id: str, draft: PenaltyDraft, today: dt.date) -> None:
    """Keep the proposal. Raises Refusal without an article or a figure of it, or when a decision comes too early."""
    lot, company = found(session, Lot, lot_id, "Ce lot"), found(session, Company, company_id, "Cette entreprise")
    missing = _missing(session, lot, company.id, today)
    values = {name: getattr(draft, name) for name in PenaltyDraft.__dataclass_fields__}
    values |= {name: tidy(values[name]) for name in ("article", "decided_by")}
    values |= {name: values[name].strip() for name in ("explanations_text", "opinion_text")}
    amount = penalty(draft.formula, missing, draft.late_days or 0)
    problems = Problems()
    if not values["article"]:
        problems.say(
            "article", "Indiquez l’article du marché, par exemple 8.2.2\u00a0: aucune pénalité n’existe sans lui."
        )
    if not draft.formula.says_something:
        problems.say(
            "per_hour", "Recopiez de l’article au moins un montant\u00a0: par heure, par jour de retard ou forfait."
        )
    if draft.per_late_day is not None and draft.late_days is None:
        problems.say("late_days", "Indiquez le nombre de jours de retard.")
    if draft.explained_on is not None and draft.explained_on > today:
        problems.say("explained_on", "Cette date est à venir.")
    _check_decision(problems, session, lot_id, company_id, values, amount)
    problems.check(PenaltyProposal, values)
    problems.refuse()
    gestures.call_it(session, f"Proposition de pénalité, {company.name}, {lot.code}"[:200])
    kept = session.get(PenaltyProposal, _key(lot_id, company_id), execution_options=_INCLUDING_REMOVED)
    if kept is None:
        kept = PenaltyProposal(id=_key(lot_id, company_id), lot_id=lot.id, company_id=company.id)
        session.add(kept)
    write(kept, values | {"day": today, "missing_hours": missing, "amount": amount, "removed": False})
    session.flush()


def penalty_pdf(session: Session, lot_id: str, company_id: str, now: dt.datetime) -> bytes:
    """The proposal and its file as they would leave now, for the buyer. Raises Refusal when none is kept."""
    return registered_forms.preview(session, *_registered(session, lot_id, company_id, now.date()), now).pdf


def issue_penalty(session: Session, lot_id: str, company_id: str, now: dt.datetime) -> bytes:
    """The same on its way out, numbered and kept in the register; provisional while the file lacks something."""
    return registered_forms.issue(session, *_registered(session, lot_id, company_id, now.date()), now).pdf


def _registered(session: Session, lot_id: str, company_id: str, today: dt.date) -> tuple[Form, About]:
    sheet = penalty_sheet(session, lot_id, company_id, today)
    if sheet.amount is None:
        raise Refusal.because("Enregistrez d’abord la proposition.")
    kept = session.get_one(PenaltyProposal, _key(lot_id, company_id))
    facts, draft = lot_facts(session, lot_id), sheet.draft
    decided = ""
    if draft.decision is not None:
        how_much = f", {written_euros(draft.decided_amount)}" if draft.decided_amount is not None else ""
        decided = f"{draft.decision.label}{how_much}, le {written_date(draft.decided_on)}"
    form = penalty_file(
        PenaltyFile(
            heading(session, today), sheet.company, facts.buyer, f"{facts.contract_number}, {facts.contract_name}",
            f"{facts.name} ({facts.code})", draft.article, tuple(told(draft, kept.missing_hours)), sheet.reminders,
            draft.explanations_text, draft.explained_on, draft.opinion_text, decided, sheet.lacking,
        )
    )  # fmt: skip
    words = f"{sheet.company}, {facts.name} ({facts.code})\u00a0: {written_euros(sheet.amount)}"
    return form, About(DocumentKind.PENALTY_FILE, words, sheet.lot_id, sheet.company_id, bool(sheet.lacking))


def _is_running(lot: Lot, today: dt.date) -> bool:
    return lot.closed_on is None and (lot.ends_on is None or lot.ends_on > today)


def _missing(session: Session, lot: Lot, company_id: str, today: dt.date) -> Hours:
    """At the end of the lot; of a group, those of this company's part that the others do not cover."""
    if _is_running(lot, today):
        return hours(0)
    whole = statement(session, lot.id, today).shortfall
    group = group_account(session, lot.id, today)
    own = next((member for member in group.members if member.company_id == company_id), None)
    if own is None or len(group.members) < 2:
        return whole
    covered = sum((one.hours for one in group.transfers if one.taker == company_id), Decimal(0))
    return hours(max(Decimal(0), min(whole, -own.balance - covered)))


def _check_decision(
    problems: Problems, session: Session, lot_id: str, company_id: str, values: dict[str, object], amount: Decimal
) -> None:
    if values["decision"] is None:
        return
    reminders = _reminders(session, lot_id, company_id)
    lacking = missing_from_file(len(reminders), str(values["explanations_text"]), str(values["opinion_text"]))
    if lacking:
        problems.say("decision", f"Le dossier n’est pas complet, il manque\u00a0: {', '.join(lacking)}.")
    if values["decided_on"] is None:
        problems.say("decided_on", "Indiquez la date de la décision de l’acheteur.")
    decided = values["decided_amount"]
    if values["decision"] is Decision.REDUCE and decided is None:
        problems.say("decided_amount", "Indiquez le montant retenu par l’acheteur.")
    if isinstance(decided, Decimal) and decided > amount:
        problems.say(
            "decided_amount", f"L’acheteur ne peut pas dépasser ce que donne l’article\u00a0: {written_euros(amount)}."
        )


def _reminders(session: Session, lot_id: str, company_id: str) -> tuple[tuple[dt.date, str], ...]:
    rows = session.execute(
        select(Reminder.day, Reminder.step)
        .where(Reminder.lot_id == lot_id, Reminder.company_id == company_id)
        .order_by(Reminder.day, Reminder.id)
    )
    return tuple((day, step.label) for day, step in rows)


def _key(lot_id: str, company_id: str) -> Key:
    return key_of("penalty_proposal", lot_id, company_id)
