"""What the house thinks of a company: evaluations on a short grid, kept one after the other."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.company_evaluation import POINTS, CompanyEvaluation
from facilitator_app.domain.following import Mark
from facilitator_app.domain.keys import Key
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.writing import Problems, found, write


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationDraft:
    """An evaluation as typed; a point may be left without a mark."""

    day: dt.date | None
    welcome: Mark | None = None
    tutoring: Mark | None = None
    returns: Mark | None = None
    answers: Mark | None = None
    lasting_jobs: Mark | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationLine:
    """An evaluation kept; `marks` are in the order of the grid."""

    id: Key
    day: dt.date
    done_by: str
    marks: tuple[tuple[str, Mark], ...]
    remark: str


def evaluations(session: Session, company_id: str) -> list[EvaluationLine]:
    """The latest first."""
    rows = session.scalars(
        select(CompanyEvaluation)
        .where(CompanyEvaluation.company_id == company_id)
        .order_by(CompanyEvaluation.day.desc(), CompanyEvaluation.id)
    )
    return [
        EvaluationLine(
            row.id,
            row.day,
            row.done_by,
            tuple((words, mark) for name, words in POINTS.items() if (mark := getattr(row, name)) is not None),
            row.remark,
        )
        for row in rows
    ]


def evaluation_draft(session: Session, evaluation_id: str) -> EvaluationDraft:
    """What the form shows of an evaluation already kept."""
    kept = found(session, CompanyEvaluation, evaluation_id, "Cette évaluation")
    return EvaluationDraft(**{name: getattr(kept, name) for name in EvaluationDraft.__dataclass_fields__})


def evaluate(session: Session, company_id: str, draft: EvaluationDraft, today: dt.date) -> Key:
    """Raises Refusal, naming each field in error."""
    company = found(session, Company, company_id, "Cette entreprise")
    gestures.call_it(session, f"Évaluation de {company.name}"[:200])
    kept = CompanyEvaluation(
        company_id=company.id, done_by=str(session.info.get("author", ""))[:120], **_checked(draft, today)
    )
    session.add(kept)
    session.flush()
    return kept.id


def correct_evaluation(session: Session, evaluation_id: str, draft: EvaluationDraft, today: dt.date) -> None:
    """Raises Refusal, naming each field in error."""
    kept = found(session, CompanyEvaluation, evaluation_id, "Cette évaluation")
    gestures.call_it(session, "Évaluation corrigée")
    write(kept, _checked(draft, today))
    session.flush()


def remove_evaluation(session: Session, evaluation_id: str) -> None:
    kept = found(session, CompanyEvaluation, evaluation_id, "Cette évaluation")
    gestures.call_it(session, "Retrait d’une évaluation")
    kept.removed = True
    session.flush()


def _checked(draft: EvaluationDraft, today: dt.date) -> dict[str, Any]:
    problems = Problems()
    values = asdict(draft) | {"remark": draft.remark.strip()}
    if draft.day is None:
        problems.say("day", f"Indiquez la date, par exemple {today:%d/%m/%Y}.")
    elif draft.day > today:
        problems.say("day", "Cette date est à venir.")
    if not values["remark"] and all(values[name] is None for name in POINTS):
        problems.say("welcome", "Notez au moins un point, ou écrivez une remarque.")
    problems.check(CompanyEvaluation, values)
    problems.refuse()
    return values
