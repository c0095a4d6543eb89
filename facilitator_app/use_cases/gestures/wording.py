"""A value of the journal as the screen says it: «12/03/2026», «151,67 h», «Suivi», the name instead of the key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.categories import CategoryGroup, Way
from facilitator_app.domain.columns import (
    Checked,
    Choice,
    Content,
    Day,
    EurosColumn,
    Flag,
    HoursColumn,
    Moment,
    MonthColumn,
    Share,
    Words,
)  # fmt: skip
from facilitator_app.domain.keys import Key
from facilitator_app.domain.protected_criteria import protection_of
from facilitator_app.domain.records import BY_TABLE
from facilitator_app.domain.values import written_date, written_euros, written_hours, written_percent
from facilitator_app.use_cases.gestures.past import ERASED
from facilitator_app.use_cases.gestures.record_names import CATEGORIES, RecordNames, referred
from facilitator_app.use_cases.reference import commune, job_label
from facilitator_app.use_cases.stored_files import format_name

ERASED_WORD = "effacé"
HIDDEN = "•••"
_PRIVATE = {
    "beneficiary": frozenset({
        "last_name", "first_name", "birth_name", "birth_date", "sex", "phone", "email", "address", "postal_code",
        "town", "note", "archived_reason",
    }),
    "eligibility_proof": frozenset({"category", "proof", "opinion", "structure", "pass_number"}),
    "eligibility_extension": frozenset({"reason"}),
    "eligibility_refusal": frozenset({"code", "note", "lifted_reason"}),
    "proposal": frozenset({"reason"}),
    "contact": frozenset({"name", "phone", "email"}),
    "month_statement": frozenset({"reopened_reason"}),
    "monthly_hours": frozenset({"note"}),
    "hours_correction": frozenset({"reason"}),
    "agenda_item": frozenset({"why"}),
    "retention_hold": frozenset({"reason"}),
    "restriction": frozenset({"reason"}),
    "person_document": frozenset({"subject"}),
    "person_event": frozenset({"text", "next_action"}),
    "training": frozenset({"title"}),
    "obstacle": frozenset({"kind", "answer"}),
    "tutor_evaluation": frozenset({"tutor", "remark"}),
    "referral": frozenset({"name", "prescriber"}),
    "person_exit": frozenset({"reason", "class_reason", "remark"}),
    "later_situation": frozenset({"remark"}),
    "exchange": frozenset({"summary", "present", "remarks", "actions"}),
    "penalty_proposal": frozenset({"explanations_text"}),
}  # fmt: skip
"""What is not read over a shoulder: masked with the names."""


_PROTECTED = {
    "protected_proof": frozenset({"category"}),
    "placement": frozenset({"disabled", "eligibility", "categories", "eligibility_proof", "eligibility_family"}),
}
"""What the history never says: reading a protected criterion is asked for, and written down, on the sheet alone."""

_CLOSED_LISTS: dict[str, type[Labelled]] = {"eligibility_way": Way, "eligibility_family": CategoryGroup}
"""Columns that keep the value of a closed list as a text: nothing is in it while nothing was judged."""


def keys_in(values: Iterable[tuple[str, str, Any]]) -> dict[str, set[Key]]:
    """The records that some values (table, field, value) point to, by table: their names are to be learnt."""
    found: dict[str, set[Key]] = {}
    for table, field, value in values:
        if isinstance(value, str) and (to := referred(table, field)):
            found.setdefault(to, set()).add(Key(value))
    return found


def written(
    names: RecordNames, table: str, field: str, value: Any, hide_names: bool = False, *, revealed: bool = False
) -> str:
    """Nothing for a value that is not there; every other value in words, a protected one only when `revealed`."""
    if value is ERASED:
        return ERASED_WORD
    if value is None or value in ("", "[]"):
        return ""
    if field == "removed":
        return "retirée" if value else "présente"
    is_protected = field == "category" and protection_of(str(value)) is not None
    if not revealed and (is_protected or field in _PROTECTED.get(table, ())):
        return HIDDEN
    if hide_names and field in _PRIVATE.get(table, ()):
        return HIDDEN
    if to := referred(table, field):
        return names.of(to, str(value))
    kind = BY_TABLE.get(table)
    column = kind.fields().get(field) if kind else None
    return str(value) if column is None else _said(column, field, value)


def differs(before: str, after: str) -> bool:
    """Whether there is something to tell: another value, or one that was erased."""
    return before != after or after == ERASED_WORD


def _said(column: Checked[Any], field: str, kept: Any) -> str:
    """A journal written by a newer program may hold what this one cannot read: it is then shown as it is."""
    if isinstance(column, Content):
        return "un fichier"
    try:
        value = column.read_back(kept)
    except (ValueError, TypeError, KeyError):
        return str(kept)
    if isinstance(column, HoursColumn):
        return written_hours(value)
    if isinstance(column, EurosColumn):
        return written_euros(value)
    if isinstance(column, Share):
        return written_percent(value, 2).replace(",00", "")
    if isinstance(column, MonthColumn):
        return str(value.full_name)
    if isinstance(column, Day):
        return written_date(value)
    if isinstance(column, Moment):
        return moment(value)
    if isinstance(column, Flag):
        return "oui" if value else "non"
    if isinstance(column, Words):
        return ", ".join(_CODES[field](word) if field in _CODES else CATEGORIES.get(word, word) for word in value)
    if isinstance(column, Choice):
        return str(value.label)
    if field == "media_type":
        return format_name(value)
    if field in _CLOSED_LISTS:
        return next((choice.label for choice in _CLOSED_LISTS[field] if choice.value == value), str(value))
    if field in _CODES:
        return _CODES[field](value)
    return CATEGORIES.get(value, value) if field == "category" else str(value)


def _job(code: str) -> str:
    label = job_label(code)
    return f"{label} ({code})" if label != code else code


def _commune(code: str) -> str:
    place = commune(code)
    return f"{place.name} ({code})" if place else code


_CODES = {
    "commune_code": _commune,
    "communes_served": _commune,
    "rome_code": _job,
    "jobs_aimed": _job,
    "jobs_done": _job,
    "trades": _job,
}
"""Published codes, which few know by heart."""


def moment(at: dt.datetime) -> str:
    """`12/03/2026 14:30`, at the clock of this machine."""
    return f"{at.astimezone():%d/%m/%Y %H:%M}"
