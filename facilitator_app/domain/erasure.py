"""What is left of a person once anonymised: figures that count her, nothing that names her."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.columns import Text, Words
from facilitator_app.domain.following import ObstacleKind
from facilitator_app.domain.protected_criteria import without_protected
from facilitator_app.domain.records import BY_TABLE, RECORDS
from facilitator_app.domain.values import Month

NOBODY = "personne anonymisée"
"""What is written in the place of a name inside a text."""


def _band(birth_date: dt.date) -> dt.date:
    """The first day of the five years she was born in."""
    return dt.date(birth_date.year - birth_date.year % 5, 1, 1)


def _month(day: dt.date) -> dt.date:
    return day.replace(day=1)


def _month_end(day: dt.date) -> dt.date:
    return Month.of(day).last_day


def _yes(_removed: bool) -> bool:
    return True


def _not_said(_kind: ObstacleKind) -> ObstacleKind:
    return ObstacleKind.OTHER


KEPT: dict[str, set[str]] = {
    "beneficiary": {"removed", "sex"},
    "eligibility_proof": {"beneficiary_id"},
    "eligibility_extension": {"beneficiary_id"},
    "eligibility_refusal": {"removed", "beneficiary_id", "code"},
    "protected_proof": {"beneficiary_id"},
    "retention_hold": {"beneficiary_id"},
    "restriction": {"beneficiary_id"},
    "placement": {
        "removed", "beneficiary_id", "lot_id", "employer_id", "need_id", "contract_type", "hours_per_week", "eligible",
        "woman", "senior", "young_graduate", "qpv", "disabled",
    },
    "monthly_hours": {
        "removed", "placement_id", "month", "declared", "confirmed", "proof_seen", "training", "centre",
        "overtime", "not_worked", "elsewhere", "recorded_on",
    },
    "hours_correction": {"removed", "placement_id", "month", "hours", "recorded_on"},
    "proposal": {"removed", "need_id", "beneficiary_id", "state", "score"},
    "person_event": {"removed", "beneficiary_id", "kind"},
    "person_document": {"removed", "beneficiary_id", "kind", "number", "issued_at", "issued_by", "file_id"},
    "training": {"removed", "beneficiary_id", "kind", "hours", "certified"},
    "obstacle": {"removed", "beneficiary_id"},
    "tutor_evaluation": {"removed", "placement_id"},
    "referral": {"removed", "beneficiary_id", "role"},
    "person_exit": {"removed", "beneficiary_id", "placement_id", "reason", "outcome", "classified"},
    "later_situation": {"removed", "beneficiary_id", "exit_id", "months", "answer"},
}  # fmt: skip
"""The statistical fields of each kind of record about people: who counts, where, for how many hours."""
COARSENED: dict[str, dict[str, Callable[[Any], Any]]] = {
    "beneficiary": {"birth_date": _band, "registered_on": _month, "archived_on": _month},
    "eligibility_proof": {"removed": _yes},
    "eligibility_extension": {"removed": _yes, "until": _month_end, "decided_on": _month},
    "eligibility_refusal": {"decided_on": _month, "lifted_on": _month},
    "protected_proof": {"removed": _yes},
    "retention_hold": {"removed": _yes, "until": _month},
    "restriction": {"removed": _yes, "since": _month},
    "placement": {
        "starts_on": _month, "ends_on": _month, "eligible_until": _month_end, "categories": without_protected,
    },
    "proposal": {"proposed_on": _month, "answered_on": _month},
    "person_event": {"day": _month},
    "training": {"starts_on": _month, "ends_on": _month},
    "obstacle": {"kind": _not_said, "noted_on": _month, "resolved_on": _month},
    "tutor_evaluation": {"day": _month},
    "referral": {"since": _month, "until": _month},
    "person_exit": {"day": _month},
    "later_situation": {"asked_on": _month, "answered_on": _month},
}  # fmt: skip
"""Fields that are kept less exact: five years of birth, months, groups."""
ERASED: dict[str, set[str]] = {
    "beneficiary": {
        "last_name", "first_name", "birth_name", "merged_into", "sort_name", "search_text", "phone", "email",
        "address", "postal_code", "town",
        "commune_code", "coordinates", "in_qpv", "education", "referrer", "advisor", "notice_given_on",
        "archived_reason",
        "jobs_aimed", "jobs_done", "requirements", "transport", "max_travel_minutes", "available_from",
        "weekly_hours_least", "weekly_hours_most", "note",
    },
    "eligibility_proof": {
        "category", "proof", "dated_on", "seen_on", "seen_by", "valid_until", "structure", "structure_kind",
        "agreement", "pass_number", "valid_from", "opinion", "opinion_by",
    },
    "eligibility_extension": {"reason", "decided_by"},
    "eligibility_refusal": {"note", "decided_by", "lifted_by", "lifted_reason"},
    "protected_proof": {"category", "dated_on", "seen_on", "seen_by", "valid_until"},
    "retention_hold": {"reason"},
    "restriction": {"reason"},
    "placement": {
        "end_reason", "eligibility", "eligibility_way", "eligibility_family", "eligibility_proof", "eligibility_rule",
        "eligibility_checked_by", "judged_on",
    },
    "monthly_hours": {"note"},
    "hours_correction": {"reason"},
    "proposal": {"reason", "score_parts"},
    "person_document": {"subject", "fingerprint"},
    "person_event": {"done_by", "text", "next_action", "next_by", "next_before", "next_done_on"},
    "training": {"title", "organiser"},
    "obstacle": {"answer"},
    "tutor_evaluation": {
        "tutor", "punctuality", "instructions", "team", "quality", "autonomy", "safety", "remark",
    },
    "referral": {"name", "prescriber"},
    "person_exit": {"class_reason", "remark"},
    "later_situation": {"remark"},
}  # fmt: skip
"""Everything else. What nobody has classified is erased too, and a test asks for it to be written here."""


def kinds_about_people() -> dict[str, tuple[type[Record], str]]:
    """The kinds of record that hang on a person, each with the column that leads to her, parents first."""
    found: dict[str, tuple[type[Record], str]] = {}
    known = {Beneficiary.__tablename__}
    while True:
        more = {
            kind.__tablename__: (kind, column)
            for kind in RECORDS
            if kind.__tablename__ not in known and (column := _towards(kind, known))
        }
        if not more:
            return found
        found |= more
        known |= set(more)


def _towards(kind: type[Record], tables: set[str]) -> str:
    """The first column of the kind that refers to one of these tables."""
    for column in kind.__table__.columns:
        if any(key.column.table.name in tables for key in column.foreign_keys):
            return column.key
    return ""


def left_of(record: Record, today: dt.date) -> dict[str, Any]:
    """The value of every field of a record once the person it is about is anonymised, that day."""
    table = record.__tablename__
    kept, coarsened = KEPT.get(table, set()), COARSENED.get(table, {})
    left: dict[str, Any] = {}
    for name in record.fields():
        value = getattr(record, name)
        if name in coarsened:
            left[name] = None if value is None else coarsened[name](value)
        else:
            left[name] = value if name in kept else _empty(type(record), name)
    if isinstance(record, Beneficiary):  # a name is required, and tells anonymised files apart
        left |= {"last_name": "Anonymisée", "first_name": f"fiche {record.id[-6:]}"}
        left |= {"sort_name": f"anonymisee fiche {record.id[-6:]}", "archived_on": left["archived_on"] or today}
    return left


def tells_something(table: str, field: str, value: Any) -> bool:
    """Whether a journalled value of this field must not outlive the person's name."""
    if field in KEPT.get(table, set()) or field == "removed":
        return False
    kind = BY_TABLE[table]
    column = kind.__table__.columns.get(field)
    if column is None:
        return True
    empty = _empty(kind, field)
    return bool(value) and value != (None if empty is None else kind.fields()[field].written(empty))


def unclassified() -> Iterator[str]:
    """The columns about people of which nobody has said what becomes of them."""
    kinds: list[type[Record]] = [Beneficiary, *(kind for kind, _ in kinds_about_people().values())]
    for kind in kinds:
        table = kind.__tablename__
        for name in kind.fields():
            if not (name in KEPT.get(table, ()) or name in COARSENED.get(table, ()) or name in ERASED.get(table, ())):
                yield f"{table}.{name}"


def _empty(kind: type[Record], name: str) -> Any:
    """The value that says nothing: none, an empty text, an empty list, else what a new record holds."""
    column = kind.__table__.columns[name]
    if column.nullable:
        return None
    if isinstance(column.type, Text):
        return ""
    if isinstance(column.type, Words):
        return ()
    return getattr(column.default, "arg", None)
