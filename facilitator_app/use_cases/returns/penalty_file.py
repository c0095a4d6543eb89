"""The file that supports a proposal of penalty, as it leaves for the buyer."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form
from facilitator_app.documents.penalty_file import PenaltyFile, penalty_file
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.penalties import PenaltyProposal
from facilitator_app.domain.values import written_date, written_euros
from facilitator_app.use_cases.documents import registered_forms
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.lot_facts import lot_facts
from facilitator_app.use_cases.documents.registered_forms import About
from facilitator_app.use_cases.returns.penalties import penalty_sheet, told
from facilitator_app.use_cases.writing import found


def penalty_pdf(session: Session, proposal_id: str, now: dt.datetime) -> bytes:
    """The proposal and its file as they would leave now, for the buyer. Raises Refusal when it is not kept."""
    return registered_forms.preview(session, *_registered(session, proposal_id, now.date()), now).pdf


def issue_penalty(session: Session, proposal_id: str, now: dt.datetime) -> bytes:
    """The same on its way out, numbered and kept in the register; provisional while the file lacks something."""
    return registered_forms.issue(session, *_registered(session, proposal_id, now.date()), now).pdf


def _registered(session: Session, proposal_id: str, today: dt.date) -> tuple[Form, About]:
    kept = found(session, PenaltyProposal, proposal_id, "Cette proposition")
    sheet = penalty_sheet(session, kept.lot_id, kept.company_id, today, kept.id)
    facts, draft = lot_facts(session, kept.lot_id), sheet.draft
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
    words = f"{sheet.company}, {facts.name} ({facts.code})\u00a0: {written_euros(kept.amount)}"
    return form, About(DocumentKind.PENALTY_FILE, words, sheet.lot_id, sheet.company_id, bool(sheet.lacking))
