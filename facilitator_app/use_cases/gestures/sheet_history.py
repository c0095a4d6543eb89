"""The history of one sheet: every field that changed, who changed it, when, from which value to which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.company import Contact
from facilitator_app.domain.contract import Contract, Lot, LotHolder
from facilitator_app.domain.eligibility_file import EligibilityExtension, EligibilityRefusal
from facilitator_app.domain.field_names import field_name, is_shown, kind_name
from facilitator_app.domain.issued_document import IssuedDocument
from facilitator_app.domain.journal import CREATION, JournalEntry
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, Proposal
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.gestures.past import ChangeLine, histories
from facilitator_app.use_cases.gestures.record_names import RecordNames
from facilitator_app.use_cases.gestures.wording import differs, keys_in, written

_PARTS = {
    "beneficiary": (
        EligibilityProof.beneficiary_id, ProtectedProof.beneficiary_id, EligibilityExtension.beneficiary_id,
        EligibilityRefusal.beneficiary_id,
    ),
    "company": (Contact.company_id,),
    "lot": (LotHolder.lot_id,),
    "need": (Proposal.need_id,),
}  # fmt: skip
"""What belongs to a sheet and is told with it."""
_NUMBERS = (Need.code, Lot.code, Contract.number, IssuedDocument.number)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One field. `part` names what it is a field of when that is not the sheet itself («critère RSA, …»)."""

    place: int
    gesture_id: Key
    at: dt.datetime
    author: str
    label: str
    part: str
    field: str
    before: str
    after: str
    names_people: bool

    @property
    def what(self) -> str:
        return f"{self.field} ({self.part})" if self.part else self.field


def sheet_history(session: Session, record_id: str, hide_names: bool = False) -> list[SheetLine]:
    """Every field of the record and of its parts that took another value, the latest first."""
    kept = [change for change in histories(session, [record_id, *_parts(session, record_id)]) if _is_told(change)]
    names = RecordNames(session, hide_names)
    names.learn({change.table: [other.record_id for other in kept if other.table == change.table] for change in kept})
    names.learn(keys_in((c.table, c.field, value) for c in kept for value in (c.before, c.after)))
    lines = [_line(place, change, record_id, names, hide_names) for place, change in enumerate(kept)]
    return [line for line in reversed(lines) if differs(line.before, line.after)]


def _parts(session: Session, record_id: str) -> Sequence[Key]:
    table = session.scalar(select(JournalEntry.table_name).where(JournalEntry.record_id == record_id).limit(1))
    found: list[Key] = []
    for attribute in _PARTS.get(table or "", ()):
        parts = select(attribute.class_.id).where(attribute == record_id)
        found.extend(session.scalars(parts, execution_options={"include_removed": True}))
    return found


def _is_told(change: ChangeLine) -> bool:
    creation = change.field == "removed" and not change.before and not change.after
    return is_shown(change.table, change.field) and not creation and not _points_to_its_sheet(change)


def _points_to_its_sheet(change: ChangeLine) -> bool:
    everyone = (part for parts in _PARTS.values() for part in parts)
    return any(part.class_.__tablename__ == change.table and part.key == change.field for part in everyone)


def _line(place: int, change: ChangeLine, sheet: str, names: RecordNames, hide_names: bool) -> SheetLine:
    table, field = change.table, change.field
    people = table in {
        "beneficiary", "eligibility_proof", "protected_proof", "eligibility_extension", "eligibility_refusal",
        "proposal", "contact", "placement", "monthly_hours",
    }  # fmt: skip
    return SheetLine(
        place=place,
        gesture_id=change.gesture_id,
        at=change.at,
        author=change.author,
        label=kind_name(table) if hide_names and people else change.label,
        part="" if change.record_id == sheet else names.of(table, change.record_id),
        field="Toute la fiche" if field == CREATION else field_name(table, field),
        before=written(names, table, field, change.before, hide_names),
        after=written(names, table, field, change.after, hide_names),
        names_people=people,
    )


def record_called(session: Session, name: str) -> Key:
    """The key of the record that bears this number (B-112, M-2026-014-L1, AT-2026-0087), or this key itself.

    The one in use comes before those removed. Raises Refusal when there is none.
    """
    for column in _NUMBERS:
        kind = column.class_
        query = select(kind.id).where(column == name).order_by(kind.removed)
        found = session.scalars(query.limit(1), execution_options={"include_removed": True}).first()
        if found is not None:
            return found  # type: ignore[no-any-return]  # every key of a record is a Key
    known = session.scalar(select(JournalEntry.record_id).where(JournalEntry.record_id == name).limit(1))
    if known is None:
        raise Refusal.because(f"Aucune fiche ne porte le numéro « {name} ». Exemples : B-112, M-2026-014-L1.")
    return known
