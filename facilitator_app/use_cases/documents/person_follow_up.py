"""Gathering the individual follow-up sheet of a person."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form
from facilitator_app.documents.person_follow_up import PersonFollowUp, Rows, person_follow_up
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.exits import LaterSituation, PersonExit
from facilitator_app.domain.following import POINTS, Obstacle, PersonEvent, Training, TutorEvaluation
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.values import written_date, written_hours
from facilitator_app.use_cases.beneficiary_sheet import Sheet, sheet
from facilitator_app.use_cases.documents.cv_sheet import dates
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.person_facts import identity, person
from facilitator_app.use_cases.documents.work_contracts import contract_facts

_MONTHS = 24  # months of hours printed: what a person and her referrer look at together
_YES_NO = {True: "Oui", False: "Non", None: "–"}


def gathered(session: Session, beneficiary_id: str, day: dt.date, _detail: str = "") -> Form:
    who = person(session, beneficiary_id)
    seen = sheet(session, who.id, day)
    return person_follow_up(
        PersonFollowUp(
            heading=heading(session, day),
            person=identity(who),
            eligibility=seen.eligibility_title,
            contracts=tuple(contract_facts(session, line) for line in seen.placements),
            hours=_hours(seen),
            total=written_hours(seen.total_hours),
            events=_events(session, who),
            evaluations=_evaluations(session, who),
            trainings=_trainings(session, who),
            obstacles=_obstacles(session, who),
            exits=_exits(session, who),
        )
    )  # fmt: skip


def _hours(seen: Sheet) -> Rows:
    rows = [(line.month.full_name, line.named_lot, written_hours(line.declared)) for line in seen.months[:_MONTHS]]
    return tuple(rows)


def _events(session: Session, who: Beneficiary) -> Rows:
    asked = select(PersonEvent).where(PersonEvent.beneficiary_id == who.id).order_by(PersonEvent.day.desc())
    return tuple(
        (
            written_date(event.day), ", ".join(filter(None, (event.kind.label, event.done_by))), event.text,
            event.next_action, event.next_by,
            written_date(event.next_before) if event.next_before else "",
        )
        for event in session.scalars(asked.order_by(PersonEvent.id))
    )  # fmt: skip


def _evaluations(session: Session, who: Beneficiary) -> Rows:
    asked = (
        select(TutorEvaluation)
        .join(Placement, Placement.id == TutorEvaluation.placement_id)
        .where(Placement.beneficiary_id == who.id)
        .order_by(TutorEvaluation.day.desc(), TutorEvaluation.id)
    )
    rows: list[tuple[str, ...]] = []
    for evaluation in session.scalars(asked):
        given = [(label, getattr(evaluation, point)) for point, label in POINTS.items()]
        said = [(label, mark.label) for label, mark in given if mark is not None]
        said += [("Commentaire", evaluation.remark)] if evaluation.remark else []
        rows += [(written_date(evaluation.day), label, what) for label, what in said]
    return tuple(rows)


def _trainings(session: Session, who: Beneficiary) -> Rows:
    asked = select(Training).where(Training.beneficiary_id == who.id).order_by(Training.starts_on.desc(), Training.id)
    return tuple(
        (row.title, row.organiser, dates(row.starts_on, row.ends_on), written_hours(row.hours), _YES_NO[row.certified])
        for row in session.scalars(asked)
    )


def _obstacles(session: Session, who: Beneficiary) -> Rows:
    asked = select(Obstacle).where(Obstacle.beneficiary_id == who.id).order_by(Obstacle.noted_on, Obstacle.id)
    return tuple(
        (written_date(row.noted_on), row.kind.label, row.answer, written_date(row.resolved_on))
        for row in session.scalars(asked)
    )


def _exits(session: Session, who: Beneficiary) -> Rows:
    asked = select(PersonExit).where(PersonExit.beneficiary_id == who.id).order_by(PersonExit.day.desc(), PersonExit.id)
    later = session.scalars(
        select(LaterSituation).where(LaterSituation.beneficiary_id == who.id).order_by(LaterSituation.months)
    ).all()
    return tuple(
        (
            written_date(row.day), row.reason.label, row.outcome.label if row.outcome else "–", row.classified.label,
            " ; ".join(f"{one.months} mois\u00a0: {one.answer.label}" for one in later if one.exit_id == row.id) or "–",
        )
        for row in session.scalars(asked)
    )  # fmt: skip
