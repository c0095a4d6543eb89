"""The house's people and needs as matching sees them, read with few questions whatever their number."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Date, Select, String, case, false, func, or_, select, true, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.durations import Decisions
from facilitator_app.domain.eligibility import judge
from facilitator_app.domain.keys import Key
from facilitator_app.domain.matching import Candidate, Job, Level, MatchingRules, NeedProfile
from facilitator_app.domain.need import Need, NeedState, Proposal, ProposalState
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.proofs import EligibilityRules, ProofSeen
from facilitator_app.domain.travel import Place, Transport, TravelSpeeds
from facilitator_app.domain.words import fold
from facilitator_app.use_cases import office
from facilitator_app.use_cases.eligibility import decisions_of, rules_of
from facilitator_app.use_cases.every_proof import KINDS, explained, first_day, named, pass_number
from facilitator_app.use_cases.personal_data.restriction import shown
from facilitator_app.use_cases.reference import commune, job_label
from facilitator_app.use_cases.reference.tables import edition
from facilitator_app.use_cases.reference.travel import travel_table

Chosen = Collection[str] | Select[Any] | None
"""The keys of some people, a question that gives them, or everybody."""
Known = Collection[str] | None
"""The keys of some people, or everybody."""
OFFERED = (
    ProposalState.PROPOSED, ProposalState.ACCEPTED, ProposalState.REFUSED, ProposalState.DECLINED,
    ProposalState.PLACED,
)  # fmt: skip
"""States of a person who was really proposed to a company."""
NO_END = dt.date(2100, 12, 31)  # the last day the file can hold: a contract without an end outlasts any other


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the pool, with what names her on screen."""

    candidate: Candidate
    name: str
    town: str


class Spelling:
    """Makes «caces r482» and «CACES R482» one requirement: the spelling met first stands for the others."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._sets: dict[tuple[str, ...], frozenset[str]] = {}

    def of(self, words: tuple[str, ...]) -> frozenset[str]:
        if words not in self._sets:
            self._sets[words] = frozenset(self._known.setdefault(fold(word), word) for word in words)
        return self._sets[words]


def house_rules(session: Session) -> MatchingRules:
    """The usual rules, with the weights the house has set."""
    rules = office.rules(session)
    speeds = TravelSpeeds(table=travel_table(session))
    return MatchingRules(weights=rules.weights, speeds=speeds, renewal_days=rules.renewal_warning_days)


def need_profiles(session: Session, spelling: Spelling, only: Collection[str] | None = None) -> list[NeedProfile]:
    """The needs asked for, or all those open, the earliest first; `posts` are those still to fill."""
    asked = (
        select(
            Need.id, Need.rome_code, Need.title, Need.starts_on, Need.hours_per_week, Need.commune_code,
            Need.requirements, Need.wishes, Need.posts, Need.without_car,
        ).where(Need.state == NeedState.OPEN if only is None else Need.id.in_(only))
        .order_by(Need.starts_on, Need.code)
    )  # fmt: skip
    taken = posts_taken(session)
    return [
        NeedProfile(
            key=row.id,
            rome_code=row.rome_code,
            label=row.title,
            start=row.starts_on,
            hours_per_week=Decimal(row.hours_per_week),
            place=place_of(row.commune_code),
            requirements=spelling.of(row.requirements),
            wishes=spelling.of(row.wishes),
            posts=max(0, row.posts - taken.get(row.id, 0)),
            reachable_without_car=row.without_car,
        )
        for row in session.execute(asked)
    ]


def posts_taken(session: Session) -> dict[Key, int]:
    """How many people were placed on each need."""
    counted = select(Placement.need_id, func.count()).where(Placement.need_id.is_not(None)).group_by(Placement.need_id)
    return {need_id: count for need_id, count in session.execute(counted) if need_id is not None}


def members(session: Session, today: dt.date, spelling: Spelling, only: Chosen = None) -> dict[Key, Member]:
    """The people followed (archived ones excepted), or those chosen among them."""
    asked = select(
        _key(Beneficiary.id), Beneficiary.last_name, Beneficiary.first_name, Beneficiary.town,
        _day(Beneficiary.birth_date), _day(Beneficiary.registered_on), _plain(Beneficiary.commune_code),
        _plain(Beneficiary.jobs_aimed), _plain(Beneficiary.jobs_done), _plain(Beneficiary.requirements),
        _plain(Beneficiary.transport), Beneficiary.max_travel_minutes, _day(Beneficiary.available_from),
        Beneficiary.weekly_hours_least, Beneficiary.weekly_hours_most,
    ).where(Beneficiary.archived_on.is_(None), shown(), *_among(Beneficiary.id, only))  # fmt: skip
    people = session.execute(asked).all()
    # By their keys: a question that chooses people would be answered again for each thing read about them.
    known = None if only is None else [person[0] for person in people]
    proofs, work, offers = _proofs(session, known), _work(session, known), _last_offers(session, known)
    rules, decisions, nothing = rules_of(session), decisions_of(session, known), Decisions()
    found: dict[Key, Member] = {}
    for (
        key, last, first, town, birth, registered, commune_code, aimed, done, held, transport, minutes, available,
        least, most,
    ) in people:  # fmt: skip
        first_start, last_day = work.get(key, (None, None))
        placed = last_day is not None and last_day >= today
        since = [day for day in (registered, offers.get(key), last_day) if day is not None]
        found[key] = Member(
            Candidate(
                key=key,
                jobs=_jobs(aimed, done, edition()),
                held=spelling.of(_words(held)),
                place=place_of(commune_code),
                max_travel_minutes=minutes,
                transports=_TRANSPORTS[transport],
                available_from=available,
                placed_until=_end(last_day) if placed else None,
                hours_min=Decimal(least),
                hours_max=Decimal(most) if most else None,
                eligible_until=_last_start(
                    birth, proofs.get(key, ()), first_start, rules, today, decisions.get(key, nothing)
                ),
                waiting_since=None if placed else max(since),
            ),
            f"{last} {first}",
            town,
        )
    return found


def near(rome_code: str) -> Select[Any]:
    """The people one of whose jobs is in the same domain (ROME letter): all the others are left out for their jobs."""
    in_domain = f'"{rome_code[:1]}'
    return select(Beneficiary.id).where(
        true() if rome_code else false(),
        or_(
            _plain(Beneficiary.jobs_aimed).contains(in_domain, autoescape=True),
            _plain(Beneficiary.jobs_done).contains(in_domain, autoescape=True),
        ),
    )


def free_by(session: Session, day: dt.date) -> int:
    """How many people followed could work on that day."""
    held = select(Placement.beneficiary_id).where(func.coalesce(Placement.ends_on, NO_END) >= day, ~Placement.removed)
    asked = select(func.count()).where(
        Beneficiary.archived_on.is_(None),
        or_(Beneficiary.available_from.is_(None), Beneficiary.available_from <= day),
        Beneficiary.id.not_in(held),
        ~Beneficiary.removed,
        shown(),
    )
    return session.scalar(asked) or 0


def followed(session: Session) -> int:
    """How many people are followed: neither archived nor removed."""
    asked = select(func.count()).where(Beneficiary.archived_on.is_(None), ~Beneficiary.removed, shown())
    return session.scalar(asked) or 0


def _last_start(
    birth_date: dt.date | None,
    proofs: Collection[ProofSeen],
    first_start: dt.date | None,
    rules: EligibilityRules,
    today: dt.date,
    decisions: Decisions,
) -> dt.date | None:
    """Last day on which a contract may start; None when the person is not eligible today."""
    if not proofs:
        return None
    return judge(birth_date, proofs, today, first_start, rules, decisions=decisions).last_start


def _proofs(session: Session, only: Known) -> dict[Key, list[ProofSeen]]:
    found: dict[Key, list[ProofSeen]] = {}
    for kind in KINDS:
        asked = (
            select(
                _key(kind.beneficiary_id), kind.category, _day(kind.dated_on), _day(kind.seen_on),
                _day(kind.valid_until), named(kind), explained(kind), type_coerce(first_day(kind), Date()),
                pass_number(kind),
            ).where(*_among(kind.beneficiary_id, only))
        )  # fmt: skip
        for person, category, dated_on, seen_on, until, proof, is_explained, since, number in session.execute(asked):
            seen = ProofSeen(
                category, proof, dated_on, seen_on, until, valid_from=since, explained=bool(is_explained), number=number
            )
            found.setdefault(person, []).append(seen)
    return found


def _work(session: Session, only: Known) -> dict[Key, tuple[dt.date | None, dt.date]]:
    """For each person, the first day under the clause (None: never eligible yet) and the last of all contracts."""
    asked = (
        select(
            _key(Placement.beneficiary_id),
            type_coerce(func.min(case((Placement.eligible, Placement.starts_on))), Date()),
            type_coerce(func.max(func.coalesce(Placement.ends_on, NO_END)), Date()),
        )
        .where(*_among(Placement.beneficiary_id, only))
        .group_by(Placement.beneficiary_id)
    )
    return {person: (first, last) for person, first, last in session.execute(asked)}


def _last_offers(session: Session, only: Known) -> dict[Key, dt.date]:
    """The last day each person was proposed to a company."""
    asked = (
        select(_key(Proposal.beneficiary_id), type_coerce(func.max(Proposal.proposed_on), Date()))
        .where(Proposal.state.in_(OFFERED), *_among(Proposal.beneficiary_id, only))
        .group_by(Proposal.beneficiary_id)
    )
    return {person: day for person, day in session.execute(asked)}


def place_of(commune_code: str | None) -> Place | None:
    """The centre of the commune, None when it is not in the table or has no known centre."""
    known = commune(commune_code)
    if known is None or known.latitude is None or known.longitude is None:
        return None
    return Place(known.latitude, known.longitude, known.code)


def _end(day: dt.date | None) -> dt.date | None:
    return dt.date.max if day == NO_END else day


def _among(column: InstrumentedAttribute[Key], only: Chosen) -> list[ColumnElement[bool]]:
    if only is None:
        return []
    if isinstance(only, Select):
        return [column.in_(only)]
    # All the keys in one value: thousands of people would be too many values for one question.
    keys = func.json_each(json.dumps(list(only))).table_valued("value")
    return [column.in_(select(keys.c.value))]


def _key(column: InstrumentedAttribute[Key]) -> ColumnElement[Key]:
    """As stored: the checks of its column would cost more than the ranking."""
    return cast(ColumnElement[Key], type_coerce(column, String()))


def _plain(column: InstrumentedAttribute[Any]) -> ColumnElement[str]:
    return type_coerce(column, String())


def _day(column: InstrumentedAttribute[dt.date] | InstrumentedAttribute[dt.date | None]) -> ColumnElement[dt.date]:
    return type_coerce(column, Date())


@lru_cache(maxsize=4096)
def _words(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))


@lru_cache(maxsize=4096)
def _jobs(aimed: str, done: str, _edition: int) -> tuple[Job, ...]:
    """One tuple for all those who have the same jobs, which scoring then weighs once; labels change with the tables."""
    return tuple(
        Job(code, level, job_label(code))
        for stored, level in ((aimed, Level.AIMED), (done, Level.EXPERIENCED))
        for code in _words(stored)
    )


_TRANSPORTS = {str(transport): frozenset({transport}) for transport in Transport}
