"""Whose figures what was written since may have changed, so that these people alone are counted again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.counting_rules import CountingRules
from facilitator_app.domain.journal import JournalEntry
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.domain.retention import Erasure, Restriction
from facilitator_app.use_cases.last_written import Written, written_since
from facilitator_app.use_cases.publics.fetching import fetched

People = frozenset[str]
_MOST = 5_000  # people
_EVERYBODY = frozenset({"eligibility_category"})
_MOVES = frozenset({"beneficiary_id", "lot_id"})  # the person or the lot left behind is named no more
_PERSON_OF: dict[str, InstrumentedAttribute[Any]] = {
    "beneficiary": Beneficiary.id, "erasure": Erasure.id, "restriction": Restriction.beneficiary_id,
    "eligibility_proof": EligibilityProof.beneficiary_id, "protected_proof": ProtectedProof.beneficiary_id,
    "placement": Placement.beneficiary_id,
}  # fmt: skip
_READ = frozenset({*_PERSON_OF, "monthly_hours", "lot", "counting_rules"})


def people_changed(session: Session, then: Sequence[tuple[Any, ...]], now: Written) -> People | None:
    """None for everybody. What nobody counts by, such as a need or a call, changes nobody's figures."""
    entries = written_since(session, then, now, JournalEntry.table_name, JournalEntry.record_id, JournalEntry.field)
    if entries is None:
        return None
    written: defaultdict[str, set[str]] = defaultdict(set)
    for table, record, field in entries:
        if table in _EVERYBODY or (table in _READ and field in _MOVES):
            return None
        if table in _READ:
            written[table].add(record)
    return _behind(session, written)


def of_people(column: ColumnElement[Any] | InstrumentedAttribute[Any], keys: Iterable[str]) -> ColumnElement[bool]:
    """Whether the column holds one of these keys, however many they are."""
    among = func.json_each(json.dumps(sorted(keys))).table_valued("value")
    return type_coerce(column, String()).in_(select(among.c.value))


def _behind(session: Session, written: dict[str, set[str]]) -> People | None:
    """The people of these records, and everybody on the lots of those at work: a cap holds for a lot as a whole."""
    people: set[str] = set()
    for table, person in _PERSON_OF.items():
        if keys := written.get(table):
            people |= _one_column(session, select(person).where(of_people(person.class_.id, keys)))
    lots = set(written.get("lot", ()))
    if keys := written.get("placement"):
        lots |= _one_column(session, select(Placement.lot_id).where(of_people(Placement.id, keys)))
    if keys := written.get("monthly_hours"):
        hours = select(Placement.lot_id).join(MonthlyHours, MonthlyHours.placement_id == Placement.id)
        lots |= _one_column(session, hours.where(of_people(MonthlyHours.id, keys)))
    if keys := written.get("counting_rules"):
        lots |= _one_column(session, select(CountingRules.lot_id).where(of_people(CountingRules.id, keys)))
    if None in lots:  # the rules of the house
        return None
    if lots:
        people |= _one_column(session, select(Placement.beneficiary_id).where(of_people(Placement.lot_id, lots)))
    return frozenset(people) if len(people) <= _MOST else None


def _one_column(session: Session, asked: Any) -> set[Any]:
    return {value for (value,) in fetched(session, asked)}
