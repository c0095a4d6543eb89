"""Typing, correcting and removing a planned purchase."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.domain.company import Buyer
from facilitator_app.domain.contract import Segment
from facilitator_app.domain.keys import Key
from facilitator_app.domain.legal_threshold import BuyerKind, ContractKind
from facilitator_app.domain.purchase_plan import PlannedPurchase
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Euros, Hours, Month
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.companies import buyer_named
from facilitator_app.use_cases.writing import Problems, found, tidy, write

WHAT = "Cet achat"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseDraft:
    """A planned purchase as typed. `buyer` is a name; `buyer_kind`, when given, is written on the buyer itself."""

    title: str
    buyer: str
    year: int | None = None
    buyer_kind: BuyerKind | None = None
    segment: Segment | None = None
    contract_kind: ContractKind | None = None
    family: str = ""
    amount: Euros | None = None
    lots: int | None = None
    consultation: Month | None = None
    consultation_day: int | None = None
    notification: Month | None = None
    duration_months: int | None = None
    forecast_hours: Hours | None = None
    suppliers: int | None = None
    defence: bool = False
    note: str = ""


def purchase_draft(session: Session, purchase_id: str) -> PurchaseDraft:
    """What the form shows of a purchase already kept."""
    purchase = found(session, PlannedPurchase, purchase_id, WHAT)
    buyer = session.get(Buyer, purchase.buyer_id)
    names = set(PurchaseDraft.__dataclass_fields__) - {"buyer", "buyer_kind"}
    return PurchaseDraft(
        buyer=buyer.name if buyer else "",
        buyer_kind=buyer.kind if buyer else None,
        **{name: getattr(purchase, name) for name in names},
    )


def plan_purchase(session: Session, draft: PurchaseDraft) -> Key:
    """Keep a new line of the plan. Raises Refusal, naming each field in error."""
    values = checked(draft)
    gestures.call_it(session, f"Achat prévu\u00a0: {values['title']}"[:200])
    purchase = PlannedPurchase(**values, buyer_id=buyer_of(session, draft))
    session.add(purchase)
    session.flush()
    return purchase.id


def correct_purchase(session: Session, purchase_id: str, draft: PurchaseDraft) -> None:
    """Raises Refusal, naming each field in error."""
    purchase = found(session, PlannedPurchase, purchase_id, WHAT)
    values = checked(draft)
    gestures.call_it(session, f"Achat prévu\u00a0: {values['title']}"[:200])
    write(purchase, values | {"buyer_id": buyer_of(session, draft)})
    session.flush()


def remove_purchase(session: Session, purchase_id: str) -> None:
    """Raises Refusal once it became a contract: that contract says where it comes from."""
    purchase = found(session, PlannedPurchase, purchase_id, WHAT)
    if purchase.contract_id is not None:
        raise Refusal.because("Cet achat est devenu un marché\u00a0: il reste au plan, dont le marché vient.")
    gestures.call_it(session, f"Retrait de l’achat {purchase.title}"[:200])
    purchase.removed = True
    session.flush()


def buyer_of(session: Session, draft: PurchaseDraft) -> Key:
    """The buyer of that name, created at need; what is wrong with it is said under the field of the form."""
    try:
        key = buyer_named(session, draft.buyer)
    except Refusal as refusal:
        raise Refusal(*(Problem("buyer", problem.message) for problem in refusal.problems)) from None
    if draft.buyer_kind is not None:
        write(found(session, Buyer, key, "Cet acheteur"), {"kind": draft.buyer_kind})
    return key


def checked(draft: PurchaseDraft) -> dict[str, Any]:
    """The columns of the purchase; its year is that of the consultation when none was typed. Raises Refusal."""
    values = asdict(draft) | {name: tidy(getattr(draft, name)) for name in ("title", "family")}
    values |= {name: getattr(draft, name) for name in ("consultation", "notification")}  # asdict took them apart
    del values["buyer"], values["buyer_kind"]
    problems = Problems()
    if not values["title"]:
        problems.say("title", "Indiquez l’achat, par exemple Nettoyage des écoles.")
    if not tidy(draft.buyer):
        problems.say("buyer", "Indiquez l’acheteur, par exemple Ville de Port-Calme.")
    month = draft.consultation or draft.notification
    if values["year"] is None:
        values["year"] = month.year if month else None
    if values["year"] is None:
        problems.say("year", "Indiquez l’année du plan, par exemple 2027.")
    if draft.consultation_day is not None and (
        draft.consultation is None or draft.consultation_day > draft.consultation.last_day.day
    ):
        problems.say("consultation_day", "Ce jour n’existe pas dans le mois de la consultation.")
    if draft.consultation and draft.notification and draft.notification < draft.consultation:
        problems.say(
            "notification", f"La notification précède la consultation, prévue en {draft.consultation.full_name}."
        )
    if draft.amount is not None and draft.amount < 0:
        problems.say("amount", "Indiquez un montant positif, par exemple 900\u202f000.")
    if draft.forecast_hours is not None and draft.forecast_hours < 0:
        problems.say("forecast_hours", "Indiquez des heures positives, par exemple 1\u202f250.")
    problems.check(PlannedPurchase, values)
    problems.refuse()
    return values
