"""The list of people: found as one types, filtered, counted, and shown page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Select, String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.durations import Decisions, covered_until
from facilitator_app.domain.eligibility import judge
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Proposal, ProposalState
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.proofs import EligibilityRules, ProofSeen
from facilitator_app.domain.values import age_on, written_date
from facilitator_app.domain.words import fold, words_sought
from facilitator_app.use_cases import office
from facilitator_app.use_cases.eligibility import decisions_of, proofs_of, rules_of
from facilitator_app.use_cases.following.out_of_touch import out_of_touch
from facilitator_app.use_cases.following.to_do import Standing, standings, wanting
from facilitator_app.use_cases.last_written import last_written
from facilitator_app.use_cases.people_at_work import at_work, without_work
from facilitator_app.use_cases.personal_data.restriction import shown

WAITING = (ProposalState.RETAINED, ProposalState.PROPOSED, ProposalState.ACCEPTED)
"""Proposals to which no last word was given."""


class Filter(StrEnum):
    """What the chips above the list let through."""

    ALL = "all"
    AVAILABLE = "available"
    TO_RENEW = "to_renew"
    TO_FOLLOW_UP = "to_follow_up"
    OUT_OF_TOUCH = "out_of_touch"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        return _LABELS[self]


_ID = type_coerce(Beneficiary.id, String())
"""The key without the checks of its column, which would cost more than the search over 50 000 people."""
_COUNTED: WeakKeyDictionary[Any, dict[tuple[Filter, dt.date], tuple[tuple[object, ...], int]]] = WeakKeyDictionary()
"""For each open file: what its journal ended with when people were last counted, and how many there were."""
_LABELS = {
    Filter.ALL: "Tous",
    Filter.AVAILABLE: "Disponibles",
    Filter.TO_RENEW: "À renouveler",
    Filter.TO_FOLLOW_UP: "À relancer",
    Filter.OUT_OF_TOUCH: "Sans contact",
    Filter.ARCHIVED: "Archives",
}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list. `eligible_until` is the end of the period opened by the first contract, or the last day on
    which a first contract may start; tones are those of the look (`success`, `warning`, …)."""

    id: Key
    name: str
    age: int | None
    town: str
    situation: str
    situation_tone: str
    eligible_until: dt.date | None
    eligibility: str
    eligibility_tone: str
    explanation: str
    standing: Standing  # when somebody last acted, and who must act next

    @property
    def second_line(self) -> str:
        return " · ".join(part for part in (f"{self.age}\u00a0ans" if self.age is not None else "", self.town) if part)


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a person stands, told from the facts of the file."""

    label: str
    tone: str


def search(session: Session, text: str, filter: Filter, today: dt.date, most: int | None = None) -> list[Key]:
    """The people whose name, town or jobs hold words beginning with each word typed; by name, best first.

    Those whose name begins with the text come before the others. `most` keeps the first ones only, which are found
    without looking through everybody.
    """
    typed = fold(text)
    everyone = keys_of(session, filter, today).order_by(Beneficiary.sort_name, Beneficiary.id)
    if not typed:
        return _keys(session, everyone.limit(most))
    beginning = and_(Beneficiary.sort_name >= typed, Beneficiary.sort_name < typed + "\U0010ffff")
    first = _keys(session, everyone.where(beginning).limit(most))
    if len(first) == most:
        return first
    known = set(first)
    words = [condition for word in words_sought(text) for condition in _begins_a_word(word)]
    enough = None if most is None else most + len(first)  # those of the beginning are found again among the others
    others = _keys(session, everyone.where(*words).limit(enough))
    return (first + [key for key in others if key not in known])[:most]


def _keys(session: Session, asked: Select[Any]) -> list[Key]:
    """Straight from the driver: 50 000 keys in half the time that results of SQLAlchemy take."""
    if session.autoflush:  # what the gesture under way has changed counts, as with any other question
        session.flush()
    found = session.connection().execute(asked.where(~Beneficiary.removed))
    assert found.cursor
    keys = [key for (key,) in found.cursor.fetchall()]
    found.close()
    return keys


def _begins_a_word(word: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The second condition alone is enough; the first, twice as quick, spares it for nearly everybody.

    A folded word holds neither % nor _.
    """
    return Beneficiary.search_text.like(f"%{word}%"), (" " + Beneficiary.search_text).contains(f" {word}")


def counts(session: Session, today: dt.date) -> dict[Filter, int]:
    """How many people each chip would show."""
    return {filter: count(session, filter, today) for filter in Filter}


def count(session: Session, filter: Filter, today: dt.date) -> int:
    """How many people a chip would show.

    Remembered until something is written: the navigation, this list and the needs ask for the same numbers.
    """
    remembered = _COUNTED.setdefault(session.get_bind(), {})
    known = remembered.get((filter, today))
    written = last_written(session)
    if known is None or known[0] != written:
        found = _counted(session, filter, today)
        known = remembered[filter, today] = written, found
    return known[1]


def _counted(session: Session, filter: Filter, today: dt.date) -> int:
    if filter is Filter.AVAILABLE:
        return without_work(session, _free_soon(today), today, to_come=False)
    return session.scalar(select(func.count()).select_from(keys_of(session, filter, today).subquery())) or 0


def rows(session: Session, ids: Sequence[Key], today: dt.date) -> list[PersonRow]:
    """The lines of these people, in the order given; those removed meanwhile are left out."""
    columns = select(
        Beneficiary.id,
        Beneficiary.last_name,
        Beneficiary.first_name,
        Beneficiary.birth_date,
        Beneficiary.town,
        Beneficiary.archived_on,
        Beneficiary.available_from,
        Beneficiary.removed,
    ).where(Beneficiary.id.in_(list(ids)))
    # Asked to leave out the removed, SQLite goes through all the people instead of these few keys.
    asked = session.execute(columns, execution_options={"include_removed": True})
    people = {row.id: row for row in asked if not row.removed}
    placements, proposals = _placements(session, ids), _proposals(session, ids)
    proofs, rules, stands = proofs_of(session, ids), rules_of(session), standings(session, ids, today)
    decisions, nothing = decisions_of(session, ids), Decisions()
    lines: list[PersonRow] = []
    for key in ids:
        if (person := people.get(key)) is None:
            continue
        work = placements.get(key, [])
        until, words, tone, why = _eligibility(
            person.birth_date, proofs.get(key, []), work, rules, today, decisions.get(key, nothing)
        )
        over = bool(work) and until is not None and until < today
        where = situation(person.archived_on, person.available_from, work, proposals.get(key, 0), over, today)
        lines.append(
            PersonRow(
                id=key,
                name=f"{person.last_name} {person.first_name}",
                age=age_on(person.birth_date, today) if person.birth_date else None,
                town=person.town,
                situation=where.label,
                situation_tone=where.tone,
                eligible_until=until,
                eligibility=words,
                eligibility_tone=tone,
                explanation=why,
                standing=stands[key],
            )
        )
    return lines


@dataclass(frozen=True, slots=True)
class Work:
    """The dates of one placement, and how far it was eligible."""

    starts_on: dt.date
    ends_on: dt.date | None
    eligible: bool
    eligible_until: dt.date | None
    eligibility: str

    def under_way(self, today: dt.date) -> bool:
        return self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)


def situation(
    archived_on: dt.date | None,
    available_from: dt.date | None,
    work: Sequence[Work],
    proposals: int,
    over: bool,
    today: dt.date,
) -> Situation:
    """The badge of a person; `over` says that the period of eligibility has ended."""
    if archived_on is not None:
        return Situation("Archivée", "neutral")
    if any(placement.under_way(today) for placement in work):
        return Situation("En emploi", "info")
    if over:
        return Situation("À recontacter", "warning")
    if proposals:
        return Situation(f"Proposée ({proposals})", "neutral")
    if available_from is not None and available_from > today:
        return Situation(f"Dès le {available_from:%d/%m}", "neutral")
    return Situation("Disponible", "success")


def _eligibility(
    birth_date: dt.date | None,
    proofs: list[ProofSeen],
    work: Sequence[Work],
    rules: EligibilityRules,
    today: dt.date,
    decisions: Decisions,
) -> tuple[dt.date | None, str, str, str]:
    """The date shown, its words, its tone and why: what was frozen when there is work, else today's judgement."""
    if refusal := decisions.refusal(today):
        return None, "refusée", "danger", refusal.sentence
    if frozen := [placement for placement in work if placement.eligibility and placement.eligible]:
        until = covered_until([placement.eligible_until for placement in frozen], None, decisions.extensions, today)
        if until is None:
            return None, "sans limite", "", frozen[-1].eligibility
        tone = "danger" if until < today else "warning" if (until - today).days <= rules.warn_days[0] else ""
        return until, written_date(until), tone, frozen[-1].eligibility
    first = min((placement.starts_on for placement in work), default=None)
    judged = judge(birth_date, proofs, today, first, rules, decisions=decisions)
    if not judged.eligible:
        return (
            judged.until,
            "à établir" if judged.until is None else written_date(judged.until),
            "danger" if (judged.until) else "warning",
            judged.sentence,
        )
    if judged.last_start is None:
        return None, "sans limite", "", judged.sentence
    why = f"Un premier contrat peut commencer jusqu’au {written_date(judged.last_start)}. {judged.sentence}"
    return judged.last_start, written_date(judged.last_start), "", why


def keys_of(session: Session, filter: Filter, today: dt.date) -> Select[Any]:
    """The question that gives the keys of the people a chip lets through."""
    archived = Beneficiary.archived_on.is_not(None)
    chosen = select(_ID).where(archived if filter is Filter.ARCHIVED else ~archived, shown())
    if filter is Filter.AVAILABLE:
        return _free_soon(today).where(Beneficiary.id.not_in(at_work(today, Placement.beneficiary_id)))
    if filter is Filter.TO_RENEW:
        limit = today + dt.timedelta(rules_of(session).warn_days[0])
        # A placement without an end of eligibility outlasts any other.
        latest = func.max(func.coalesce(Placement.eligible_until, dt.date(2100, 12, 31)))
        ending = (
            select(Placement.beneficiary_id)
            .where(Placement.removed.is_(False), Placement.eligible)
            .group_by(Placement.beneficiary_id)
            .having(latest <= limit)
        )
        return chosen.where(Beneficiary.id.in_(ending))
    if filter is Filter.TO_FOLLOW_UP:
        return chosen.where(wanting(today))
    if filter is Filter.OUT_OF_TOUCH:
        return chosen.where(out_of_touch(office.rules(session).no_contact_months, today))
    return chosen


def _free_soon(today: dt.date) -> Select[Any]:
    """The people who say they are free by today; they may be at work."""
    soon = or_(Beneficiary.available_from.is_(None), Beneficiary.available_from <= today)
    return select(_ID).where(Beneficiary.archived_on.is_(None), shown(), soon)


def _placements(session: Session, ids: Sequence[Key]) -> dict[Key, list[Work]]:
    found: dict[Key, list[Work]] = {}
    for row in session.execute(
        select(
            Placement.beneficiary_id,
            Placement.starts_on,
            Placement.ends_on,
            Placement.eligible,
            Placement.eligible_until,
            Placement.eligibility,
        )
        .where(Placement.beneficiary_id.in_(list(ids)))
        .order_by(Placement.starts_on)
    ):
        work = Work(row.starts_on, row.ends_on, row.eligible, row.eligible_until, row.eligibility)
        found.setdefault(row.beneficiary_id, []).append(work)
    return found


def _proposals(session: Session, ids: Sequence[Key]) -> dict[Key, int]:
    rows = session.execute(
        select(Proposal.beneficiary_id, func.count())
        .where(Proposal.beneficiary_id.in_(list(ids)), Proposal.state.in_(WAITING))
        .group_by(Proposal.beneficiary_id)
    )
    return {key: count for key, count in rows}
