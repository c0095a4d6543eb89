"""Writing in the account of a lot: obligations, their events, amounts, rules. Nothing written is changed afterwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.domain.account.counting import RULE_NAMES
from facilitator_app.domain.account.due import BY_AMOUNT
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.counting_rules import AfterEligibility, CountBasis, CountingRules
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import (
    ChangeKind,
    Obligation,
    ObligationChange,
    ObligationForm,
    ObligationState,
    Rounding,
    Turnover,
)
from facilitator_app.domain.values import Euros, Hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.account.owing import keep_in_step, written_obligation
from facilitator_app.use_cases.writing import Problems, found, tidy, write

_REVIVED = {"include_removed": True}
_IN_HOURS = (ObligationForm.FIXED, ObligationForm.PERIOD, ObligationForm.TRANCHE, ObligationForm.SUBSEQUENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationDraft:
    """An obligation as typed; each field is the column of that name."""

    form: ObligationForm = ObligationForm.FIXED
    state: ObligationState = ObligationState.FIRM
    label: str = ""
    article: str = ""
    wording: str = ""
    hours: Hours | None = None
    hours_per: Hours | None = None
    per_amount: Euros | None = None
    threshold: Euros | None = None
    share: Decimal | None = None
    posts: int | None = None
    hours_per_post: Hours | None = None
    amount: Euros | None = None
    rounding: Rounding = Rounding.NEAREST
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    company_id: Key | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDraft:
    """An event of an obligation as typed. Hours and amount are signed; an exemption may be typed without a sign."""

    kind: ChangeKind
    effective_on: dt.date
    hours: Hours | None = None
    amount: Decimal | None = None
    article: str = ""
    reason: str = ""
    decided_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesDraft:
    """What a contract (or the house) says is counted; None: says nothing."""

    article: str = ""
    basis: CountBasis | None = None
    overtime: bool | None = None
    training: bool | None = None
    training_cap: Decimal | None = None
    centre: bool | None = None
    other_sites: bool | None = None
    outside_dates: bool | None = None
    before_validation: bool | None = None
    after_eligibility: AfterEligibility | None = None


def state_obligation(session: Session, lot_id: str, draft: ObligationDraft, today: dt.date) -> Key:
    """Write one more obligation of a lot; what it owed so far stays, as an obligation of its own."""
    lot = found(session, Lot, lot_id, "Ce lot")
    values = _checked(draft)
    gestures.call_it(session, f"Obligation, {lot.code}"[:200])
    if lot.due_hours is not None:
        written_obligation(session, lot_id)
    obligation = Obligation(lot_id=lot.id, recorded_on=today, **values)
    session.add(obligation)
    keep_in_step(session, lot, today)
    return obligation.id


def change_obligation(
    session: Session, lot_id: str, draft: ChangeDraft, today: dt.date, obligation_id: str | None = None
) -> Key:
    """Write an event; without a key, of the first obligation of the lot. Raises Refusal, naming each field in error."""
    lot = found(session, Lot, lot_id, "Ce lot")
    target = obligation_id or written_obligation(session, lot_id)
    problems = Problems()
    if target is None:
        problems.say("obligation_id", "Ce lot ne doit encore rien\u00a0: écrivez d’abord son obligation.")
        problems.refuse()
    obligation = found(session, Obligation, str(target), "Cette obligation")
    _check_change(problems, obligation, draft)
    values = {
        "effective_on": draft.effective_on,
        "hours": draft.hours,
        "amount": draft.amount,
        "article": tidy(draft.article),
        "reason": tidy(draft.reason),
        "decided_by": tidy(draft.decided_by),
    }
    problems.check(ObligationChange, values)
    problems.refuse()
    gestures.call_it(session, f"{draft.kind.label}, {lot.code}"[:200])
    change = ObligationChange(
        lot_id=lot.id, obligation_id=obligation.id, kind=draft.kind, recorded_on=today, **values
    )  # fmt: skip
    session.add(change)
    keep_in_step(session, lot, today)
    return change.id


def record_turnover(
    session: Session,
    obligation_id: str,
    effective_on: dt.date,
    amount: Decimal,
    today: dt.date,
    reference: str = "",
    company_id: Key | None = None,
) -> Key:
    """Write an amount invoiced or ordered, or hours worked, according to the form; negative when it corrects."""
    obligation = found(session, Obligation, obligation_id, "Cette obligation")
    lot = found(session, Lot, obligation.lot_id, "Ce lot")
    problems = Problems()
    kind = BY_AMOUNT.get(obligation.form)
    if kind is None:
        problems.say("obligation_id", "Cette obligation ne dépend d’aucun montant\u00a0: écrivez plutôt un avenant.")
        problems.refuse()
    if amount == 0:
        problems.say("amount", "Indiquez un montant, par exemple 125\u202f000\u00a0; négatif pour corriger.")
    problems.check(Turnover, {"amount": amount, "reference": tidy(reference), "effective_on": effective_on})
    problems.refuse()
    assert kind is not None
    gestures.call_it(session, f"{kind.label}, {lot.code}"[:200])
    turnover = Turnover(
        lot_id=lot.id, obligation_id=obligation.id, company_id=company_id, kind=kind, effective_on=effective_on,
        recorded_on=today, amount=amount, reference=tidy(reference),
    )  # fmt: skip
    session.add(turnover)
    keep_in_step(session, lot, today)
    return turnover.id


def set_counting_rules(session: Session, lot_id: str | None, draft: RulesDraft) -> None:
    """What the contract of a lot counts, or, without a lot, what the house counts when contracts are silent."""
    problems = Problems()
    values: dict[str, Any] = {name: getattr(draft, name) for name in RULE_NAMES} | {"article": tidy(draft.article)}
    problems.check(CountingRules, values)
    problems.refuse()
    whose = "structure" if lot_id is None else found(session, Lot, lot_id, "Ce lot").code
    gestures.call_it(session, f"Règles de comptage, {whose}"[:200])
    key = CountingRules.key(lot_id)
    kept = session.get(CountingRules, key, execution_options=_REVIVED)
    if kept is None:
        session.add(CountingRules(id=key, lot_id=None if lot_id is None else Key(lot_id), **values))
    else:
        write(kept, values | {"removed": False})
    session.flush()


def counting_rules_draft(session: Session, lot_id: str | None) -> RulesDraft:
    """What the form shows."""
    kept = session.get(CountingRules, CountingRules.key(lot_id))
    if kept is None or kept.removed:
        return RulesDraft()
    return RulesDraft(**{name: getattr(kept, name) for name in (*RULE_NAMES, "article")})


def _checked(draft: ObligationDraft) -> dict[str, Any]:
    problems = Problems()
    values = {name: getattr(draft, name) for name in ObligationDraft.__dataclass_fields__}
    values |= {name: tidy(values[name]) for name in ("label", "article")} | {"wording": draft.wording.strip()}
    form = draft.form
    if form in _IN_HOURS and draft.hours is None:
        problems.say("hours", "Indiquez les heures dues, par exemple 1\u202f200.")
    elif draft.hours is not None and draft.hours < 0:
        problems.say("hours", "Indiquez des heures positives\u00a0; une baisse s’écrit comme un avenant.")
    if form in (ObligationForm.PER_AMOUNT, ObligationForm.PURCHASE_ORDERS):
        if not draft.hours_per or draft.hours_per <= 0:
            problems.say("hours_per", "Indiquez les heures de chaque tranche, par exemple 1.")
        if not draft.per_amount:
            problems.say("per_amount", "Indiquez le montant d’une tranche, par exemple 2\u202f000.")
    if form is ObligationForm.SHARE_WORKED and not draft.share:
        problems.say("share", "Indiquez la part des heures travaillées, par exemple 7\u00a0%.")
    if form is ObligationForm.POSTS and not (draft.posts and draft.hours_per_post):
        problems.say("posts", "Indiquez le nombre de postes et les heures de chacun, par exemple 2 et 910.")
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        problems.say("ends_on", "La fin précède le début\u00a0: corrigez l’une des deux dates.")
    problems.check(Obligation, values)
    problems.refuse()
    return values


def _check_change(problems: Problems, obligation: Obligation, draft: ChangeDraft) -> None:
    kind = draft.kind
    if kind in (ChangeKind.AMENDMENT_HOURS, ChangeKind.CORRECTION) and not draft.hours:
        problems.say("hours", "Indiquez les heures ajoutées, ou retirées avec un signe moins\u00a0: −120.")
    if kind is ChangeKind.AMENDMENT_AMOUNT:
        if not draft.amount:
            problems.say("amount", "Indiquez le montant de l’avenant, négatif s’il diminue le marché.")
        if not obligation.amount:
            problems.say(
                "amount",
                "Le montant initial n’est pas connu\u00a0: écrivez l’avenant en heures, ou complétez celui du lot.",
            )
    if kind is ChangeKind.TERMINATION and draft.hours is None and draft.amount is None:
        problems.say("amount", "Indiquez le montant exécuté, ou les heures qui restent dues.")
    if kind in (ChangeKind.AFFIRMATION, ChangeKind.RENEWAL) and obligation.state is ObligationState.FIRM:
        problems.say("kind", "Cette obligation est ferme\u00a0: elle est due sans affermissement.")
    if not tidy(draft.reason) and not tidy(draft.article):
        problems.say("reason", "Indiquez le motif ou l’article, par exemple «\u00a0Avenant n°\u00a02\u00a0».")
