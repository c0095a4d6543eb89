"""Leaving the clause: why, for what, and how it counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.exits import (
    DYNAMIC,
    ExitClass,
    ExitReason,
    LaterSituation,
    Outcome,
    PersonExit,
    classify,
)
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.following.writing import check_past, keep, person, take_away, tidied
from facilitator_app.use_cases.placements import end_placement
from facilitator_app.use_cases.writing import Problems, found


@dataclass(frozen=True, slots=True)
class ExitDraft:
    """What is typed of an exit; `classified` is None to take the class computed, another one needs `class_reason`."""

    day: dt.date | None
    reason: ExitReason | None
    outcome: Outcome | None = None
    placement_id: Key | None = None
    classified: ExitClass | None = None
    class_reason: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class LaterLine:
    """What was answered some months after an exit."""

    months: int
    asked_on: dt.date
    answer: Outcome
    remark: str


@dataclass(frozen=True, slots=True)
class ExitLine:
    """An exit of a person's sheet; `employer` is empty when the whole following ended."""

    id: Key
    placement_id: Key | None
    employer: str
    day: dt.date
    reason: ExitReason
    outcome: Outcome | None
    classified: ExitClass
    class_reason: str
    remark: str
    later: tuple[LaterLine, ...]


@dataclass(frozen=True, slots=True)
class ExitRates:
    """Exits of a period by class. The rates leave out those withdrawn; None when there is nothing to divide."""

    counts: dict[ExitClass, int]

    @property
    def dynamic(self) -> int:
        return sum(self.counts[one] for one in DYNAMIC)

    @property
    def rate(self) -> Decimal | None:
        """Among all exits, those of which nothing is known included."""
        return self._share(self.dynamic + self.counts[ExitClass.OTHER] + self.counts[ExitClass.UNKNOWN])

    @property
    def rate_of_known(self) -> Decimal | None:
        """Among the exits of which something is known."""
        return self._share(self.dynamic + self.counts[ExitClass.OTHER])

    def _share(self, whole: int) -> Decimal | None:
        return Decimal(self.dynamic) / whole if whole else None


def keep_exit(session: Session, beneficiary_id: Key, draft: ExitDraft, today: dt.date, key: Key | None = None) -> Key:
    """Note an exit, or correct it; a placement that had no end ends that day. Raises Refusal naming each field."""
    name = person(session, beneficiary_id).full_name
    problems, values = Problems(), tidied(draft)
    check_past(problems, "day", draft.day, today)
    if draft.reason is None:
        problems.say("reason", "Choisissez le motif de la sortie.")
    problems.refuse()
    assert draft.day
    assert draft.reason
    placement = found(session, Placement, draft.placement_id, "Ce parcours") if draft.placement_id else None
    _refuse_twice(session, placement, key)
    computed = computed_class(session, beneficiary_id, draft)
    values["classified"] = draft.classified or computed
    if values["classified"] is computed:
        values["class_reason"] = ""
    elif not values["class_reason"]:
        why = f"Écrivez pourquoi cette sortie n’est pas «\u00a0{computed.label}\u00a0»."
        raise Refusal.because(why, "class_reason")
    if placement is not None and (placement.ends_on is None or placement.ends_on > draft.day):
        end_placement(session, placement.id, draft.day, draft.reason.label)
    values["beneficiary_id"] = beneficiary_id
    return keep(session, PersonExit, key, values, f"Sortie de {name}").id


def computed_class(session: Session, beneficiary_id: Key, draft: ExitDraft) -> ExitClass:
    """What the situation typed makes of the exit; UNKNOWN as long as the day or the reason is not given."""
    if draft.day is None or draft.reason is None:
        return ExitClass.UNKNOWN
    since = session.scalar(select(func.min(Placement.starts_on)).where(Placement.beneficiary_id == beneficiary_id))
    return classify(draft.reason, draft.outcome, since, draft.day)


def remove_exit(session: Session, key: Key) -> None:
    """Take an exit away. Raises Refusal once somebody has asked what became of the person."""
    if session.scalars(select(LaterSituation.id).where(LaterSituation.exit_id == key)).first():
        raise Refusal.because("Des réponses à 3, 6 ou 12 mois suivent cette sortie\u00a0: corrigez-la plutôt.")
    take_away(session, PersonExit, key, "Retrait d’une sortie")


def exits_of(session: Session, beneficiary_id: Key) -> list[ExitLine]:
    """The latest first, each with what was answered later."""
    rows = session.execute(
        select(PersonExit, Company.name)
        .outerjoin(Placement, Placement.id == PersonExit.placement_id)
        .outerjoin(Company, Company.id == Placement.employer_id)
        .where(PersonExit.beneficiary_id == beneficiary_id)
        .order_by(PersonExit.day.desc(), PersonExit.id)
    ).all()
    later: dict[Key, list[LaterLine]] = {}
    for said in session.scalars(
        select(LaterSituation).where(LaterSituation.beneficiary_id == beneficiary_id).order_by(LaterSituation.months)
    ):
        later.setdefault(said.exit_id, []).append(LaterLine(said.months, said.asked_on, said.answer, said.remark))
    return [
        ExitLine(
            kept.id, kept.placement_id, employer or "", kept.day, kept.reason, kept.outcome, kept.classified,
            kept.class_reason, kept.remark, tuple(later.get(kept.id, ())),
        )
        for kept, employer in rows
    ]  # fmt: skip


def exit_rates(session: Session, first: dt.date, last: dt.date) -> ExitRates:
    """The exits of these days, both included, by class."""
    asked = select(PersonExit.classified, func.count()).where(PersonExit.day.between(first, last))
    counted = {one: many for one, many in session.execute(asked.group_by(PersonExit.classified))}
    return ExitRates({one: counted.get(one, 0) for one in ExitClass})


def _refuse_twice(session: Session, placement: Placement | None, key: Key | None) -> None:
    if placement is None:
        return
    other = session.scalars(select(PersonExit.id).where(PersonExit.placement_id == placement.id)).first()
    if other is not None and other != key:
        raise Refusal.because("La sortie de ce parcours est déjà notée\u00a0: corrigez-la.", "placement_id")
