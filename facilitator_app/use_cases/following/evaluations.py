"""What tutors think of a person at work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.company import Company
from facilitator_app.domain.following import POINTS, Mark, TutorEvaluation
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases.following.writing import check_past, keep, take_away
from facilitator_app.use_cases.writing import Problems, found, tidy


@dataclass(frozen=True, slots=True)
class EvaluationDraft:
    """What is typed of an evaluation; `marks` by point (`POINTS`), those not given left out or None."""

    placement_id: Key | None
    day: dt.date | None
    tutor: str = ""
    marks: Mapping[str, Mark | None] = field(default_factory=dict)
    remark: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationLine:
    """An evaluation of a person's sheet; `marks` holds every point."""

    id: Key
    placement_id: Key
    employer: str
    day: dt.date
    tutor: str
    marks: Mapping[str, Mark | None]
    remark: str

    @property
    def summary(self) -> str:
        """«Ponctualité : satisfaisant · Sécurité : à travailler»."""
        given = ((POINTS[point], mark.label) for point, mark in self.marks.items() if mark)
        return " · ".join(f"{point}\u00a0: {label[:1].lower()}{label[1:]}" for point, label in given)


def keep_evaluation(session: Session, draft: EvaluationDraft, today: dt.date, key: Key | None = None) -> Key:
    """Note an evaluation, or correct it. Raises Refusal naming each field."""
    problems = Problems()
    if draft.placement_id is None:
        problems.say("placement_id", "Choisissez le parcours évalué.")
    check_past(problems, "day", draft.day, today)
    if not any(draft.marks.values()) and not tidy(draft.remark):
        problems.say("remark", "Donnez au moins une appréciation, ou écrivez la remarque du tuteur.")
    problems.refuse()
    assert draft.placement_id
    placement = found(session, Placement, draft.placement_id, "Ce parcours")
    values = {"placement_id": placement.id, "day": draft.day, "tutor": tidy(draft.tutor), "remark": tidy(draft.remark)}
    values |= {point: draft.marks.get(point) for point in POINTS}
    name = session.get_one(Beneficiary, placement.beneficiary_id).full_name
    return keep(session, TutorEvaluation, key, values, f"Évaluation de {name}").id


def remove_evaluation(session: Session, key: Key) -> None:
    take_away(session, TutorEvaluation, key, "Retrait d’une évaluation")


def evaluations_of(session: Session, beneficiary_id: Key) -> list[EvaluationLine]:
    """The latest first."""
    rows = session.execute(
        select(TutorEvaluation, Company.name)
        .join(Placement, Placement.id == TutorEvaluation.placement_id)
        .join(Company, Company.id == Placement.employer_id)
        .where(Placement.beneficiary_id == beneficiary_id)
        .order_by(TutorEvaluation.day.desc(), TutorEvaluation.id)
    )
    return [
        EvaluationLine(
            kept.id, kept.placement_id, employer, kept.day, kept.tutor,
            {point: getattr(kept, point) for point in POINTS}, kept.remark,
        )
        for kept, employer in rows
    ]  # fmt: skip


def placements_to_evaluate(session: Session, beneficiary_id: Key) -> list[tuple[Key, str]]:
    """The placements of a person as a form offers them, the latest first: «Batirade, depuis le 02/03/2026»."""
    rows = session.execute(
        select(Placement.id, Company.name, Placement.starts_on)
        .join(Company, Company.id == Placement.employer_id)
        .where(Placement.beneficiary_id == beneficiary_id)
        .order_by(Placement.starts_on.desc(), Placement.id)
    )
    return [(row.id, f"{row.name}, depuis le {written_date(row.starts_on)}") for row in rows]
