"""What happens to a planned purchase: screened, calibrated, drafted, in consultation, notified, then a contract."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.calibration_version import CalibrationVersion
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.contract import ClauseKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.legal_requirement import LegalException
from facilitator_app.domain.purchase_plan import PlannedPurchase, PlanStep, Screening
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import add_months
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.calibrations import latest_versions, use_on_lot
from facilitator_app.use_cases.contracts import ContractDraft, create_contract, next_number
from facilitator_app.use_cases.lots import LotDraft, add_lot
from facilitator_app.use_cases.purchase_plan.keeping import WHAT
from facilitator_app.use_cases.writing import Problems, found, tidy, write


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningDraft:
    """What was decided about a clause, why, and by whom."""

    screening: Screening | None = None
    screening_reason: str = ""
    clause: ClauseKind | None = None
    exception: LegalException | None = None
    exception_reason: str = ""
    decided_by: str = ""
    decided_on: dt.date | None = None


def screening_draft(session: Session, purchase_id: str) -> ScreeningDraft:
    purchase = found(session, PlannedPurchase, purchase_id, WHAT)
    return ScreeningDraft(**{name: getattr(purchase, name) for name in ScreeningDraft.__dataclass_fields__})


def screen(session: Session, purchase_id: str, draft: ScreeningDraft) -> None:
    """Raises Refusal, naming each field in error: no clause has a reason, an exception has its own and an author."""
    purchase = found(session, PlannedPurchase, purchase_id, WHAT)
    values: dict[str, Any] = asdict(draft)
    values |= {name: tidy(values[name]) for name in ("screening_reason", "decided_by")}
    values["exception_reason"] = draft.exception_reason.strip()
    problems = Problems()
    if draft.screening is None:
        problems.say("screening", "Choisissez avec clause, à étudier ou sans clause.")
    if draft.screening is Screening.NONE and not values["screening_reason"]:
        problems.say("screening_reason", "Dites pourquoi, par exemple Achat sans prestation de main-d’œuvre.")
    if draft.screening is Screening.KEEP and draft.clause is None:
        problems.say("clause", "Choisissez l’outil, par exemple Clause d’exécution.")
    if draft.exception is not None:
        if not values["exception_reason"]:
            problems.say("exception_reason", "Écrivez le motif\u00a0: il figure au dossier de la procédure.")
        if not values["decided_by"]:
            problems.say("decided_by", "Indiquez qui a décidé, par exemple Direction des achats.")
    problems.check(PlannedPurchase, values)
    problems.refuse()
    gestures.call_it(session, f"Décision sur l’achat {purchase.title}"[:200])
    step = PlanStep.SCREENED if purchase.step is PlanStep.FORESEEN else purchase.step
    write(purchase, values | {"step": step})
    session.flush()


def move_to(session: Session, purchase_id: str, step: PlanStep) -> None:
    """Say where the purchase stands; forwards or backwards. Raises Refusal for what other acts do."""
    purchase = found(session, PlannedPurchase, purchase_id, WHAT)
    if PlanStep.CONTRACT in (step, purchase.step):
        raise Refusal.because("Pour en faire un marché, choisissez «\u00a0Devient un marché\u00a0».", "step")
    if step.rank >= PlanStep.SCREENED.rank and purchase.screening is None:
        raise Refusal.because("Décidez d’abord\u00a0: avec clause, à étudier ou sans clause.", "step")
    gestures.call_it(session, f"{step.label}\u00a0: {purchase.title}"[:200])
    write(purchase, {"step": step})
    session.flush()


def become_contract(session: Session, purchase_id: str, notified_on: dt.date | None, today: dt.date) -> Key:
    """Make the contract and its lots from the line, in one gesture; gives the key of the contract. Raises Refusal."""
    purchase = found(session, PlannedPurchase, purchase_id, WHAT)
    if purchase.contract_id is not None:
        raise Refusal.because("Cet achat est déjà devenu un marché.")
    if purchase.screening is Screening.NONE:
        raise Refusal.because(
            "Cet achat est sans clause\u00a0: changez d’abord la décision pour le suivre comme marché."
        )
    buyer = session.get(Buyer, purchase.buyer_id)
    contract_id = create_contract(
        session,
        ContractDraft(
            number=next_number(session, (notified_on or today).year),
            subject=purchase.title,
            buyer=buyer.name if buyer else "",
            notified_on=notified_on,
            duration_months=purchase.duration_months,
            amount=purchase.amount,
            considerations=_CONSIDERATIONS.get(purchase.clause, ()),
            note=purchase.note,
        ),
    )
    ends_on = None
    if notified_on and purchase.duration_months:
        ends_on = add_months(notified_on, purchase.duration_months) - dt.timedelta(1)
    _make_lots(session, purchase, contract_id, LotDraft(starts_on=notified_on, ends_on=ends_on), today)
    write(purchase, {"step": PlanStep.CONTRACT, "contract_id": contract_id})
    gestures.call_it(session, f"Devient un marché\u00a0: {purchase.title}"[:200])
    session.flush()
    return contract_id


_CONSIDERATIONS: dict[ClauseKind | None, tuple[str, ...]] = {
    ClauseKind.EXECUTION: (SocialConsideration.CLAUSE.value,),
    ClauseKind.RESERVED: (SocialConsideration.RESERVED.value,),
    ClauseKind.CRITERION: (SocialConsideration.CRITERION.value,),
}


def _make_lots(
    session: Session, purchase: PlannedPurchase, contract_id: str, dates: LotDraft, today: dt.date
) -> None:  # fmt: skip
    """One for each lot foreseen, with the hours, title and calibrations it already has, for the length of the contract.

    The contract itself may give other dates: they are typed on the lot.
    """
    known = {version.lot_number: version for version in latest_versions(session, purchase_id=purchase.id)}
    clause = purchase.clause or ClauseKind.EXECUTION
    count = max(purchase.lots or 1, len(known))
    numbers = [""] if count == 1 else [str(place) for place in range(1, count + 1)]
    for number in numbers:
        version = known.get(number or "1")
        only = count == 1
        title = (version.title if version else "") or (purchase.title if only else f"Lot {number}, intitulé à préciser")
        due = version.kept_hours if version else purchase.forecast_hours if only else None
        lot_id = add_lot(
            session,
            contract_id,
            replace(
                dates, number=number, title=title[:200], segment=purchase.segment, clause=clause,
                amount=purchase.amount if only and version is None else None,
                due_hours=due, due_reason=version.reason if version else "",
            ),
        )  # fmt: skip
        if version is not None:
            for each in session.scalars(
                select(CalibrationVersion).where(
                    CalibrationVersion.purchase_id == purchase.id, CalibrationVersion.lot_number == version.lot_number
                )
            ):
                each.lot_id = lot_id
            session.flush()
            use_on_lot(session, version.version_id, today)
