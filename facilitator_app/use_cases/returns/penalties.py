"""Proposing a penalty: the figures of the contract's article and what they give; a lot may see several."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.chasing import Reminder
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.penalties import (
    Decision,
    Formula,
    PenaltyProposal,
    missing_from_file,
    penalty,
    reckoning,
)
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Euros, Hours, hours, written_date, written_euros, written_hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.account.group import group_account
from facilitator_app.use_cases.returns.closing_statement import statement
from facilitator_app.use_cases.writing import Problems, found, tidy, write


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
    `claimed` says which other proposal already asks for them. Without `proposal_id`, nothing is kept yet.
    """

    proposal_id: Key | None
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
    claimed: str


@dataclass(frozen=True, slots=True)
class PenaltyLine:
    """A proposal already made to the buyer about a company of a lot."""

    id: Key
    article: str
    day: dt.date
    amount: Euros
    decision: Decision | None
    decided_amount: Euros | None
    is_complete: bool


def proposed(session: Session, lot_id: str, company_id: str) -> list[PenaltyLine]:
    """The newest first: one for each period or each breach of the article."""
    reminders = len(_reminders(session, lot_id, company_id))
    return [
        PenaltyLine(
            one.id, one.article, one.day, one.amount, one.decision, one.decided_amount,
            not missing_from_file(reminders, one.explanations_text, one.opinion_text),
        )
        for one in _kept(session, lot_id, company_id)
    ]  # fmt: skip


def penalty_sheet(
    session: Session, lot_id: str, company_id: str, today: dt.date, proposal_id: str | None = None
) -> PenaltySheet:
    """A new proposal, or one that is kept. Raises Refusal when it, the lot or the company is no longer there."""
    lot, company = found(session, Lot, lot_id, "Ce lot"), found(session, Company, company_id, "Cette entreprise")
    draft, amount, key = PenaltyDraft(), None, None
    if proposal_id is not None:
        kept = found(session, PenaltyProposal, proposal_id, "Cette proposition")
        draft = PenaltyDraft(**{name: getattr(kept, name) for name in PenaltyDraft.__dataclass_fields__})
        amount, key = kept.amount, kept.id
    reminders = _reminders(session, lot_id, company_id)
    lacking = missing_from_file(len(reminders), draft.explanations_text, draft.opinion_text)
    return PenaltySheet(
        key, lot.id, company.id, lot.code, company.name, _is_running(lot, today),
        _missing(session, lot, company.id, today), reminders, draft, amount, tuple(lacking),
        _claimed(session, lot_id, company_id, proposal_id),
    )  # fmt: skip


def told(draft: PenaltyDraft, missing: Decimal) -> list[str]:
    """The calculation in words, and what it comes to."""
    if not draft.formula.says_something:
        return []
    lines = list(reckoning(draft.formula, missing, draft.late_days or 0))
    return [*lines, f"Proposition\u00a0: {written_euros(penalty(draft.formula, missing, draft.late_days or 0))}"]


def keep_penalty(
    session: Session, lot_id: str, company_id: str, draft: PenaltyDraft, today: dt.date, proposal_id: str | None = None
) -> Key:
    """Keep a new proposal, or the one given as it now is.

    Raises Refusal without an article or a figure of it, when it comes to nothing, when a decision comes too early,
    and when another proposal already asks for the missing hours.
    """
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
    elif draft.formula.says_something and not amount and draft.decision is not Decision.WAIVE:
        problems.say(*_worth_nothing(draft, missing))
    if draft.explained_on is not None and draft.explained_on > today:
        problems.say("explained_on", "Cette date est à venir.")
    if draft.per_hour is not None and missing and (claimed := _claimed(session, lot_id, company_id, proposal_id)):
        problems.say("per_hour", claimed)
    _check_decision(problems, session, lot_id, company_id, values, amount)
    problems.check(PenaltyProposal, values)
    problems.refuse()
    gestures.call_it(session, f"Proposition de pénalité, {company.name}, {lot.code}"[:200])
    if proposal_id is None:
        kept = PenaltyProposal(lot_id=lot.id, company_id=company.id)
        session.add(kept)
    else:
        kept = found(session, PenaltyProposal, proposal_id, "Cette proposition")
    write(kept, values | {"day": today, "missing_hours": missing, "amount": amount})
    session.flush()
    return kept.id


def withdraw_penalty(session: Session, proposal_id: str) -> None:
    """One made by mistake. Raises Refusal once the buyer has decided: what was decided is part of the file."""
    kept = found(session, PenaltyProposal, proposal_id, "Cette proposition")
    if kept.decision is not None:
        raise Refusal.because(
            "L’acheteur a déjà décidé\u00a0: la proposition reste au dossier. S’il renonce, notez la décision "
            "«\u00a0Abandonnée\u00a0»."
        )
    company, lot = session.get_one(Company, kept.company_id), session.get_one(Lot, kept.lot_id)
    gestures.call_it(session, f"Proposition de pénalité retirée, {company.name}, {lot.code}"[:200])
    kept.removed = True
    session.flush()


def _worth_nothing(draft: PenaltyDraft, missing: Decimal) -> tuple[str, str]:
    """The field that makes the whole come to 0 €, and what to do."""
    if draft.cap == 0:
        return "cap", "Un plafond de 0\u00a0€ ne laisse rien à proposer\u00a0: laissez-le vide si l’article n’en a pas."
    if draft.per_hour and not missing:
        return "per_hour", (
            "Indiquez un retard ou un forfait de l’article\u00a0: sans heure manquante, il serait proposé 0\u00a0€."
        )
    if draft.per_late_day:
        return "late_days", "Avec 0 jour de retard, la proposition serait de 0\u00a0€\u00a0: indiquez au moins un jour."
    figure = next(name for name in ("per_hour", "per_late_day", "flat") if getattr(draft, name) is not None)
    return figure, "Une pénalité de 0\u00a0€ ne se propose pas\u00a0: recopiez le montant de l’article."


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


def _claimed(session: Session, lot_id: str, company_id: str, but: str | None) -> str:
    """The same missing hours are asked for once; the buyer who waived it may be asked again."""
    for one in _kept(session, lot_id, company_id):
        asks = one.per_hour is not None and one.missing_hours > 0 and one.decision is not Decision.WAIVE
        if asks and one.id != but:
            return (
                f"La proposition du {written_date(one.day)} (article {one.article}) compte déjà "
                f"{written_hours(one.missing_hours)} manquantes\u00a0: modifiez-la, ou laissez ce montant vide."
            )
    return ""


def _kept(session: Session, lot_id: str, company_id: str) -> list[PenaltyProposal]:
    return list(
        session.scalars(
            select(PenaltyProposal)
            .where(PenaltyProposal.lot_id == lot_id, PenaltyProposal.company_id == company_id)
            .order_by(PenaltyProposal.day.desc(), PenaltyProposal.id.desc())
        )
    )
