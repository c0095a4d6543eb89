"""Undoing an old gesture must leave the house as its rules want it: validated months, dates, posts, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from facilitator_app.domain.contract import Contract, Lot
from facilitator_app.domain.issued_document import IssuedDocument
from facilitator_app.domain.journal import CREATION
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, Placement, StatementState
from facilitator_app.domain.values import Month
from facilitator_app.use_cases.gestures.done import batches
from facilitator_app.use_cases.gestures.in_the_way import Undone, culprit, refuse_because
from facilitator_app.use_cases.gestures.past import value_of

_FIGURES = {
    "declared", "confirmed", "training", "centre", "overtime", "not_worked", "elsewhere", CREATION,
}  # fmt: skip
_DATES = {"starts_on", "ends_on", "lot_id", CREATION}
_COUNTING = {"beneficiary_id", "lot_id", "eligible", "eligible_until", CREATION}
_NUMBERS: dict[str, tuple[InstrumentedAttribute[str], str]] = {
    "contract": (Contract.number, "number"), "lot": (Lot.code, "code"), "need": (Need.code, "code"),
}  # fmt: skip
Broken = Iterator[tuple[Key, list[str], str]]
"""A record that contradicts the undoing, the fields of it that do, and why, as the end of a sentence."""


def refuse_if_broken(session: Session, undone: Undone) -> None:
    """Raises InTheWay for the first rule that would no longer hold because of something done since."""
    checks = (
        _merged_since, _hours_of_validated_months, _details_of_hours, _placements, _needs, _numbers,
        _documents_of_validated_months,
    )  # fmt: skip
    for check in checks:
        for record_id, fields, why in check(session, undone):
            if by := culprit(session, record_id, fields, undone.until, undone.since):
                raise refuse_because(session, by, why)


def _merged_since(session: Session, undone: Undone) -> Broken:
    """What is given back to a record merged into another since would be seen by nobody."""
    for person, _ in undone.touched("beneficiary"):
        if person.merged_into is not None:
            yield person.id, ["merged_into"], "qui a réuni cette fiche avec une autre"


def _hours_of_validated_months(session: Session, undone: Undone) -> Broken:
    touched = [(line.placement_id, line.month) for line, fields in undone.touched("monthly_hours") if fields & _FIGURES]
    lots = _lots_of(session, {placement for placement, _ in touched})
    yield from _validated(session, {(lots[placement], month) for placement, month in touched})


def _details_of_hours(session: Session, undone: Undone) -> Broken:
    """The hours of a month hold what they are made of."""
    for line, fields in undone.touched("monthly_hours"):
        if fields & _FIGURES and not line.removed and line.detailed > (line.declared or 0):
            yield line.id, sorted(_FIGURES - {CREATION}), "dont le détail ne tiendrait plus dans ces heures"


def _lots_left(undone: Undone) -> dict[Key, Key]:
    """The lot that each placement leaves for the one where it was before the gesture."""
    return {
        entry.record_id: value_of(entry)
        for entry in undone.entries
        if entry.table_name == "placement" and entry.field == "lot_id"
    }


def _placements(session: Session, undone: Undone) -> Broken:
    """Hours stay within the dates of the placement, validated months complete, and nobody is twice at one place."""
    left = _lots_left(undone)
    for placement, fields in undone.touched("placement"):
        hours = session.scalars(select(MonthlyHours).where(MonthlyHours.placement_id == placement.id)).all()
        known = {line.month for line in hours if line.declared is not None}
        validated = _months_validated(session, placement.lot_id) if fields & (_DATES | _COUNTING) else set()
        if fields & _COUNTING:
            yield from _validated(session, {(placement.lot_id, month) for month in validated & known})
        if lot := left.get(placement.id):
            yield from _validated(session, {(lot, month) for month in known})
        if placement.removed or not fields & _DATES:
            continue
        empty = {month for month in validated - known if placement.covers(month)}
        yield from _validated(session, {(placement.lot_id, month) for month in empty})
        for line in hours:
            if line.declared and not placement.covers(line.month):
                yield line.id, ["declared", "removed"], "dont les heures sortiraient des dates du parcours"
        for other in _same_work(session, placement):
            yield other, sorted(_DATES | {"removed"}), "qui met la même personne au même poste"


def _same_work(session: Session, placement: Placement) -> Iterable[Key]:
    wanted = select(Placement.id, Placement.starts_on, Placement.ends_on).where(
        Placement.beneficiary_id == placement.beneficiary_id,
        Placement.lot_id == placement.lot_id,
        Placement.employer_id == placement.employer_id,
        Placement.id != placement.id,
    )
    for row in session.execute(wanted):
        if (row.ends_on is None or row.ends_on >= placement.starts_on) and (
            placement.ends_on is None or placement.ends_on >= row.starts_on
        ):
            yield row.id


def _needs(session: Session, undone: Undone) -> Broken:
    """A need has no more people than posts, and one said to be filled is."""
    keys = {need.id for need, fields in undone.touched("need") if fields & {"posts", "state", CREATION}}
    keys |= {place.need_id for place, fields in undone.touched("placement") if fields & {"need_id", CREATION}}
    for keys_ in batches(sorted(keys - {None})):
        for need in session.scalars(select(Need).where(Need.id.in_(keys_))):
            at_work = session.scalars(select(Placement.id).where(Placement.need_id == need.id)).all()
            if len(at_work) > need.posts:
                for placement in reversed(at_work):
                    yield placement, ["need_id", "removed"], "qui occupe le poste"
                yield need.id, ["posts"], "qui a changé le nombre de postes"
            elif need.state is NeedState.FILLED and len(at_work) < need.posts:
                yield need.id, ["state"], "qui compte ce poste comme pourvu"


def _numbers(session: Session, undone: Undone) -> Broken:
    """Two contracts, lots or needs never bear the same number."""
    for table, (column, name) in _NUMBERS.items():
        given = {
            getattr(record, name): record.id
            for record, fields in undone.touched(table)
            if not record.removed and fields & {name, CREATION}
        }
        for numbers in batches(sorted(given)):
            for key, number in session.execute(select(column.class_.id, column).where(column.in_(numbers))):
                if key != given[number]:
                    yield key, [name, "removed"], "qui porte le même numéro"


def _documents_of_validated_months(session: Session, undone: Undone) -> Broken:
    """A document issued as definitive says that its month is validated."""
    for statement, fields in undone.touched("month_statement"):
        if not fields & {"state", CREATION} or _is_validated(statement):
            continue
        issued = select(IssuedDocument.id).where(
            IssuedDocument.lot_id == statement.lot_id,
            IssuedDocument.month == statement.month,
            IssuedDocument.provisional.is_(False),
        )
        for document in session.scalars(issued):
            yield document, ["removed"], "un document définitif de ce mois"


def _validated(session: Session, months: set[tuple[Key, Month]]) -> Broken:
    """The statements that validated these months of these lots."""
    for keys in batches(sorted({MonthStatement.key(lot, month) for lot, month in months})):
        for statement in session.scalars(select(MonthStatement).where(MonthStatement.id.in_(keys))):
            if _is_validated(statement):
                yield statement.id, ["state"], "qui a validé ce mois avec ces heures"


def _is_validated(statement: Any) -> bool:
    return not statement.removed and statement.state is StatementState.VALIDATED


def _months_validated(session: Session, lot_id: Key) -> set[Month]:
    wanted = select(MonthStatement.month).where(
        MonthStatement.lot_id == lot_id, MonthStatement.state == StatementState.VALIDATED
    )
    return set(session.scalars(wanted))


def _lots_of(session: Session, placements: set[Key]) -> dict[Key, Key]:
    return {
        key: lot
        for keys in batches(sorted(placements))
        for key, lot in session.execute(
            select(Placement.id, Placement.lot_id).where(Placement.id.in_(keys)),
            execution_options={"include_removed": True},
        )
    }
