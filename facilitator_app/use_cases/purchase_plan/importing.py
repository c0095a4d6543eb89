"""Adding the lines of a buyer's spreadsheet to the plan, in one gesture."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.purchase_plan import PlannedPurchase, PlanStep, Screening
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import counted
from facilitator_app.domain.words import fold
from facilitator_app.exchange.purchases import PurchaseLine
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.purchase_plan.keeping import PurchaseDraft, buyer_of, checked
from facilitator_app.use_cases.writing import tidy


@dataclass(frozen=True, slots=True)
class Imported:
    """What was added; `known` were already in the plan and left as they are; `refused` says why, line by line."""

    added: int
    known: int
    refused: tuple[str, ...]


def import_lines(session: Session, lines: Sequence[PurchaseLine], buyer: str, year: int | None) -> Imported:
    """`buyer` and `year` complete the lines that say none. Raises Refusal when nothing can be added."""
    if not tidy(buyer) and any(not line.buyer for line in lines):
        raise Refusal.because("Ce tableau ne dit pas qui achète\u00a0: indiquez l’acheteur.", "buyer")
    added = known = 0
    refused: list[str] = []
    there = {
        tuple(row)
        for row in session.execute(
            select(PlannedPurchase.buyer_id, PlannedPurchase.year, PlannedPurchase.folded).where(
                PlannedPurchase.removed.is_(False)
            )
        )
    }
    for line in lines:
        draft = _draft(line, buyer, year)
        try:
            values = checked(draft)
            buyer_id = buyer_of(session, draft)
        except Refusal as refusal:
            refused.append(f"Ligne {line.number}\u00a0: {refusal}")
            continue
        mark = (buyer_id, values["year"], fold(values["title"])[:400])
        if mark in there:
            known += 1
            continue
        there.add(mark)
        session.add(PlannedPurchase(**values, buyer_id=buyer_id, **_decision(line)))
        added += 1
    if not added and refused:
        raise Refusal(*(Problem("", said) for said in refused[:3]))
    gestures.call_it(session, f"Import du plan\u00a0: {counted(added, 'achat')}")
    session.flush()
    return Imported(added, known, tuple(refused))


def _draft(line: PurchaseLine, buyer: str, year: int | None) -> PurchaseDraft:
    """What could not be read is not lost: it goes into the remarks."""
    note = "\n".join(filter(None, (line.note, *line.unread)))
    shared = {field.name for field in dataclasses.fields(PurchaseDraft)} & {
        field.name for field in dataclasses.fields(PurchaseLine)
    }
    values = {name: getattr(line, name) for name in shared}
    values |= {"buyer": line.buyer or buyer, "note": note[:2000]}
    if line.year is None and line.consultation is None:
        values["year"] = year
    return PurchaseDraft(**values)


def _decision(line: PurchaseLine) -> dict[str, object]:
    """What the buyer's table already says of a clause; «no» is to be examined: its reason is not written there."""
    if line.screening is None:
        return {}
    if line.screening is Screening.KEEP:
        return {"screening": Screening.STUDY, "screening_reason": "Clause prévue par l’acheteur, outil à choisir."}
    if line.screening is Screening.NONE:
        return {"screening": Screening.NONE, "screening_reason": "Sans clause selon le tableau de l’acheteur.",
                "step": PlanStep.SCREENED}  # fmt: skip
    return {"screening": line.screening}
