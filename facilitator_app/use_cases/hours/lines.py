"""Reaching the stored line of a placement in a month, and who may still change it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, Placement, StatementState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours

INCLUDE_REMOVED = {"include_removed": True}


def statement_of(session: Session, lot_id: str, month: Month) -> MonthStatement:
    """The statement of the month, created as a draft or revived when needed."""
    key = MonthStatement.key(lot_id, month)
    statement = session.get(MonthStatement, key, execution_options=INCLUDE_REMOVED)
    if statement is None:
        statement = MonthStatement(id=key, lot_id=Key(lot_id), month=month, state=StatementState.DRAFT)
        session.add(statement)
    elif statement.removed:  # its creation was undone: nothing of what it held may come back
        statement.removed = False
        statement.state, statement.validated_on, statement.validated_by = StatementState.DRAFT, None, ""
        statement.reopened_reason = statement.note = ""
    return statement


def is_validated(session: Session, lot_id: str, month: Month) -> bool:
    state = session.scalar(select(MonthStatement.state).where(MonthStatement.id == MonthStatement.key(lot_id, month)))
    return state is StatementState.VALIDATED


def refuse_if_validated(session: Session, lot_id: str, month: Month) -> None:
    if is_validated(session, lot_id, month):
        raise Refusal.because(f"{month.full_name.capitalize()} est validé. Rouvrez le mois en indiquant un motif.")


def placements(session: Session, lot_id: str, keys: Collection[str]) -> dict[str, Placement]:
    """Those placements of the lot. Raises Refusal when one is not on it."""
    found: dict[str, Placement] = {
        placement.id: placement
        for placement in session.scalars(select(Placement).where(Placement.lot_id == lot_id))
        if placement.id in keys
    }
    if len(found) < len(set(keys)):
        raise Refusal.because("Ce parcours n’est plus sur ce lot. Rouvrez la page des heures.")
    return found


def lines(session: Session, keys: Collection[str], month: Month) -> dict[str, MonthlyHours]:
    """The stored lines of those placements in the month, removed ones included, by placement."""
    found: dict[str, MonthlyHours] = {}
    wanted = [MonthlyHours.key(key, month) for key in keys]
    for start in range(0, len(wanted), 500):
        some = select(MonthlyHours).where(MonthlyHours.id.in_(wanted[start : start + 500]))
        for line in session.scalars(some, execution_options=INCLUDE_REMOVED):
            found[line.placement_id] = line
    return found


def line_of(session: Session, placement_id: str, month: Month) -> MonthlyHours:
    """The line of one placement, created or revived when needed."""
    return usable(session, lines(session, [placement_id], month).get(placement_id), placement_id, month)


def usable(session: Session, line: MonthlyHours | None, placement_id: str, month: Month) -> MonthlyHours:
    if line is None:
        line = MonthlyHours(id=MonthlyHours.key(placement_id, month), placement_id=Key(placement_id), month=month)
        line.confirmed, line.proof_seen, line.note = False, False, ""
        session.add(line)
    elif line.removed:
        line.removed, line.declared, line.confirmed, line.proof_seen, line.note = False, None, False, False, ""
        line.training = line.centre = line.overtime = line.not_worked = line.elsewhere = hours(0)
        line.recorded_on = None
    return line


def spoken_name(session: Session, placement: Placement) -> str:
    """`Nadia Ferrandi`."""
    person = session.get_one(Beneficiary, placement.beneficiary_id, execution_options=INCLUDE_REMOVED)
    return f"{person.first_name} {person.last_name}"


def placement_at(session: Session, placement_id: str) -> Placement:
    """Raises Refusal when it is no more."""
    placement = session.get(Placement, placement_id)
    if placement is None or placement.removed:
        raise Refusal.because("Ce parcours n’existe plus. Rouvrez la page des heures.")
    return placement


def lot_name(session: Session, lot_id: str) -> str:
    """`lot 1 Gros œuvre`, for the names of gestures."""
    name = session.get_one(Lot, lot_id, execution_options=INCLUDE_REMOVED).name
    return name[:1].lower() + name[1:]
