"""The remarks of other sheets in which somebody anonymised is named: a lot, a need, the month of a company."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.columns import Text
from facilitator_app.domain.erasure import kinds_about_people
from facilitator_app.domain.journal import CREATION
from facilitator_app.domain.keys import Key
from facilitator_app.domain.records import RECORDS
from facilitator_app.use_cases.gestures.done import batches
from facilitator_app.use_cases.personal_data import past_values
from facilitator_app.use_cases.personal_data.names import without
from facilitator_app.use_cases.personal_data.rewriting import rewrite


def forget(session: Session, pattern: re.Pattern[str]) -> int:
    """Write a mention in the place of the names in remarks, and forget what they were; how many remarks changed."""
    changed = 0
    kinds = _kinds_with_remarks()
    telling = [
        value
        for value in past_values.of_tables(session, list(kinds))
        if value.field in (CREATION, *kinds[value.table][1]) and pattern.search(value.text)
    ]
    past_values.erase(session, telling)
    whole = {value.record_id for value in telling if value.is_creation}
    for kind, names in kinds.values():
        for record in _records(
            session, kind, {value.record_id for value in telling if value.table == kind.__tablename__}
        ):
            left = {
                name: without(pattern, value) if name in names and isinstance(value, str) else value
                for name in record.fields()
                for value in [getattr(record, name)]
            }
            changed += sum(left[name] != getattr(record, name) for name in names)
            rewrite(session, record, left, wholly=record.id in whole)
    session.flush()
    return changed


def _records(session: Session, kind: type[Record], touched: set[Key]) -> list[Record]:
    """The records whose past values were erased; a text that names somebody was journalled when it was written."""
    found: list[Record] = []
    for keys in batches(sorted(touched)):
        asked = select(kind).where(kind.id.in_(keys)).execution_options(include_removed=True)
        found += session.scalars(asked)
    return found


def _kinds_with_remarks() -> dict[str, tuple[type[Record], list[str]]]:
    """The kinds that are not about people, with their columns of remarks and reasons."""
    about = {Beneficiary.__tablename__, *kinds_about_people()}
    found: dict[str, tuple[type[Record], list[str]]] = {}
    for kind in RECORDS:
        names = [name for name, column in kind.fields().items() if isinstance(column, Text) and _is_remark(name)]
        if names and kind.__tablename__ not in about:
            found[kind.__tablename__] = (kind, names)
    return found


def _is_remark(name: str) -> bool:
    return name.endswith(("note", "reason", "comment", "remark", "remarks", "text", "summary", "present", "actions"))
